"""How a bot stands changes of its questions, as people read it and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faqbot.base.hygiene import clean
from faqbot.base.layout.render import fragments
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import counted
from faqbot.evaluation.golden.judge import cited
from faqbot.evaluation.reports import parts
from faqbot.evaluation.robustness import Became

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.evaluation.robustness import Robustness, Row, Tried

    Fragments = Iterator[tuple[str, str]]

_WORDED: Final = (Became.SILENT, Became.WRONG)
_TURNED: Final = (Became.REFUSED, Became.OTHERWISE, Became.REPEATED)


def robustness(found: Robustness, width: int, worst: int) -> Fragments:
    """The report of `faqbot eval --perturb`, in at most `width` columns, with the `worst` of what is lost."""
    return iter(fragments([_about(found), *_tables(found), *_lost(found, worst)], width))


def _about(found: Robustness) -> Segment:
    written = found.written
    asked = f"{counted(written.of, 'question')} {parts.over(found.articles)}"
    some = f"{written.count:,} are decided rightly as they are written. These were"
    told = "1 is decided rightly as it is written. It was" if written.count == 1 else some
    return parts.text(f"{asked}: {told} changed and asked again.")


def _tables(found: Robustness) -> Iterator[Segment]:
    if found.worded:
        yield from parts.title("In other words: the decision must stay right")
        yield from _table("kind", "right", _WORDED, found.worded)
    if found.turned:
        yield from parts.title("Turned into other questions: they must not get the old answer")
        yield from _table("turned", "held", _TURNED, found.turned)
    if not found.tried:
        yield parts.text("None of them can be changed so.")


def _table(name: str, right: str, columns: Sequence[Became], rows: Sequence[Row]) -> Iterator[Segment]:
    yield parts.row(name, "asked", right, "share", "95 % sure", *(became.value for became in columns), role="head")
    for row in rows:
        low, high = row.share.interval
        counts = (str(row.count(became)) for became in columns)
        share = row.share
        figures = (str(share.of), str(share.count), f"{share.value:.2f}", f"{low:.2f}–{high:.2f}")
        yield parts.row(row.name, *figures, *counts)


def _lost(found: Robustness, worst: int) -> Iterator[Segment]:
    if not (found.lost and worst):
        return
    yield from parts.title("What does not stand its change")
    if worst < len(found.lost):
        yield parts.text(f"Shown are the worst {worst} of {len(found.lost):,}; --worst {len(found.lost)} shows all.")
    for one in found.lost[:worst]:
        yield Segment("text", "")
        yield Segment("item", clean(one.changed.id))
        yield parts.text(one.changed.asked.ask)
        yield parts.text(f"{one.changed.case.path}:{one.changed.case.last.line}: {one.found.fault}")


def robustness_dict(found: Robustness) -> dict[str, Any]:
    """The same as JSON-ready values, with every changed question."""
    return {
        "questions": found.written.of,
        "right": found.written.count,
        "articles": list(found.articles),
        "kinds": [_counts(row, "right", _WORDED) for row in found.worded],
        "turned": [_counts(row, "held", _TURNED) for row in found.turned],
        "cases": list(map(_case, found.tried)),
    }


def _counts(row: Row, right: str, columns: Sequence[Became]) -> dict[str, Any]:
    (low, high), share = row.share.interval, row.share
    return {
        "kind": row.name,
        "asked": share.of,
        right: share.count,
        "share": round(share.value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        **{became.value.replace(" ", "_"): row.count(became) for became in columns},
    }


def _case(one: Tried) -> dict[str, Any]:
    changed, answer = one.changed, one.found.answer
    return {
        "id": changed.id,
        "path": changed.case.path,
        "line": changed.case.last.line,
        "changed": changed.mark,
        "question": changed.asked.ask,
        "became": one.became.value,
        "holds": one.good,
        "fault": one.found.fault,
        "verdict": str(answer.verdict),
        "confidence": round(answer.confidence, 4),
        "cited": list(cited(answer)),
    }
