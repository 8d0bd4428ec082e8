"""A comparison as text for people, as JSON for programs, and as Markdown for the comment of a pull request."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.hygiene import clean, cut
from faqbot.base.layout.render import fragments
from faqbot.base.layout.segment import CELL, Segment
from faqbot.base.messages import counted
from faqbot.evaluation.comparing import wording
from faqbot.evaluation.comparing.compare import Kind
from faqbot.evaluation.comparing.questions import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.evaluation.comparing.compare import Change, Comparison, Result

MOST: Final = 20  # changes that are shown without --all
_TEXT: Final = 200  # characters of an answer that are shown
_ASKED: Final = 200  # characters of a question that are
_RENAMED: Final = 10  # renamed places that are listed
# Characters of a comment: GitHub takes 65,536, and a workflow may want to put something around it.
LONGEST: Final = 60_000
MARK: Final = "<!-- faqbot diff -->"  # by which a workflow finds the comment that it has made before


def _shown(found: Comparison, every: bool) -> tuple[Change, ...]:  # noqa: FBT001 - as it was asked for
    return found.changes if every else found.changes[:MOST]


# -- text --------------------------------------------------------------------------------------


def text(found: Comparison, width: int, *, every: bool = False) -> Iterable[tuple[str, str]]:
    """The report for a terminal, in fragments of (style, text) as `render` makes them, in at most `width` columns."""
    return fragments([segment for part in _parts(found, every=every) for segment in part], width)


def _parts(found: Comparison, *, every: bool) -> Iterator[list[Segment]]:
    yield [_said(f"{found.old} → {found.new}: {wording.asked(found)}.")]
    if wording.broken(found):
        yield [_said(f"{wording.broken(found)}.")]
    yield list(_table(found))
    if found.renamed:
        lines = wording.renamed(found, _RENAMED)
        yield [*_title("Renamed"), *(Segment("item", clean(line)) for line in lines)]
    shown = _shown(found, every)
    number = 0
    for kind, changes in groupby(shown, key=lambda change: (change.breaks, change.kind)):
        yield list(_title(_heading(*kind)))
        for change in changes:
            number += 1
            yield list(_item(number, change))
    if len(shown) < len(found.changes):
        rest = len(found.changes) - len(shown)
        yield [Segment("text", ""), _said(f"{counted(rest, 'more change')}, less important: --all shows them too.")]
    if wording.others(found):
        yield [Segment("text", ""), _said(wording.others(found))]


def _heading(breaks: bool, kind: Kind) -> str:  # noqa: FBT001 - what changes are grouped by
    return f"{kind.capitalize()}, and it breaks a golden case" if breaks else kind.capitalize()


def _said(line: str) -> Segment:
    return Segment("text", clean(line))


def _title(line: str) -> Iterator[Segment]:
    yield Segment("text", "")
    yield Segment("title", clean(line))


def _table(found: Comparison) -> Iterator[Segment]:
    """How many changes of each kind there are among the questions of each origin."""
    origins = [origin for origin in Origin if found.asked[origin]]
    rows = [kind for kind in Kind if found.count(kind)]
    if not rows:
        return
    yield Segment("text", "")
    yield Segment("head", CELL.join(["change", *origins]))
    for kind in rows:
        yield Segment("row", CELL.join([_row(kind), *(f"{found.count(kind, origin)}" for origin in origins)]))


def _row(kind: Kind) -> str:
    return f"{kind} only" if kind is Kind.CONFIDENCE else str(kind)


def _item(number: int, change: Change) -> Iterator[Segment]:
    """A question with its place, and what came back before and comes back now."""
    before, now = wording.texts(change, _TEXT)
    yield Segment("suggestion", cut(clean(change.question.ask), _ASKED), number)
    yield Segment("snippet", wording.place(change))
    for name, result, said in (("before", change.before, before), ("now", change.now, now)):
        yield Segment("snippet", clean(f"{name}: {wording.came(result)}"))
        if said:
            yield Segment("snippet", f"“{said}”")


# -- JSON --------------------------------------------------------------------------------------


def values(found: Comparison) -> dict[str, Any]:
    """A comparison as JSON-ready values, with all changes."""
    return {
        "old": found.old,
        "new": found.new,
        "asked": {str(origin): found.asked[origin] for origin in Origin},
        "changed": {str(kind): found.count(kind) for kind in Kind},
        "broken": found.broken,
        "renamed": [{"old": old, "new": new} for old, new in found.renamed],
        "left_out": list(found.others),
        "changes": list(map(_change, found.changes)),
    }


def _change(change: Change) -> dict[str, Any]:
    question, case = change.question, change.question.new.case
    places = case.cite if case else sorted(question.new.places) if question.new.places is not None else None
    return {
        "question": question.ask,
        "origin": str(question.origin),
        "at": question.at,
        "count": question.count,
        "kind": str(change.kind),
        "breaks": change.breaks,
        "expect": None if places is None else list(places),
        "before": _result(change.before),
        "now": _result(change.now),
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "state": str(result.state),
        "verdict": result.verdict,
        "cause": result.cause,
        "confidence": round(result.confidence, 4),
        "places": list(result.places),
        "nearest": result.nearest,
        "text": result.text,
    }


# -- Markdown ----------------------------------------------------------------------------------


def markdown(found: Comparison, *, every: bool = False) -> str:
    """The comment: a line, a table, and the changes folded in; cut where GitHub would take no more."""
    broken = f" **{wording.broken(found)}.**" if found.broken else ""
    head = [MARK, f"**{_escaped(found.old)} → {_escaped(found.new)}**: {wording.asked(found)}.{broken}", ""]
    head += [*_markdown_table(found), *_folded("Renamed", [f"- {_escaped(line)}" for line in _renames(found)])]
    head += [_escaped(wording.others(found)), ""] if found.others else []
    shown = _shown(found, every)
    kept, room = 0, LONGEST - sum(len(line) + 1 for line in head) - _MARGIN
    while kept < len(shown) and (room := room - len(_markdown_row(shown[kept])) - 1) > 0:
        kept += 1
    lines = head
    for kind, changes in groupby(shown[:kept], key=lambda change: (change.breaks, change.kind)):
        rows = list(map(_markdown_row, changes))
        lines += _folded(f"{_heading(*kind)} ({len(rows):,})", [_COLUMNS, _RULE, *rows], is_open=kind[0])
    if kept < len(found.changes):
        rest = counted(len(found.changes) - kept, "more change")
        how = "`faqbot diff --all` shows them" if kept < len(shown) else "`--all` shows them too"
        lines.append(f"{rest} left out here, less important than these: {how}.")
    return "\n".join(lines).rstrip("\n") + "\n"


_COLUMNS: Final = "| question | before | now |"
_RULE: Final = "|---|---|---|"
_MARGIN: Final = 4_000  # characters that the lines around the rows take at most, a dozen headings
# What Markdown, HTML and GitHub would make something of: marks, tags, names of people, numbers of issues.
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_NAMES: Final = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=\bGH)(?=-\d)|(?<=://)|(?<=\bwww)(?=\.)")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _escaped(line: str) -> str:
    """A line of any text so that it is shown as it is, tells nobody and links to nothing."""
    marked = _MARKS.sub(lambda mark: _ENTITIES.get(mark[0], f"\\{mark[0]}"), _NAMES.sub("\x00", clean(line)))
    return marked.replace("\x00", "&#8203;")


def _renames(found: Comparison) -> list[str]:
    return wording.renamed(found, _RENAMED)


def _markdown_table(found: Comparison) -> list[str]:
    head, *rows = [segment.text.split(CELL) for segment in _table(found) if segment.role != "text"] or [[]]
    if not rows:
        return []
    rule = f"|---|{'--:|' * (len(head) - 1)}"
    return [*(f"| {' | '.join(cells)} |" for cells in [head]), rule, *(f"| {' | '.join(c)} |" for c in rows), ""]


def _markdown_row(change: Change) -> str:
    before, now = wording.texts(change, _TEXT)
    asked = f"{_escaped(cut(clean(change.question.ask), _ASKED))}<br><sub>{_escaped(wording.place(change))}</sub>"
    sides = ((change.before, before), (change.now, now))
    cells = (_escaped(wording.came(r)) + (f"<br>“{_escaped(said)}”" if said else "") for r, said in sides)
    return f"| {asked} | {' | '.join(cells)} |"


def _folded(title: str, lines: list[str], *, is_open: bool = False) -> list[str]:
    """Lines below a title that opens them; none where there are none."""
    if not lines:
        return []
    return [f"<details{' open' if is_open else ''}><summary>{title}</summary>", "", *lines, "", "</details>", ""]
