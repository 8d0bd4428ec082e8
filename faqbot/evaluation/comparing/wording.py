"""What is said of a comparison in every form: its sentences, and the two texts where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import clean, cut
from faqbot.base.messages import counted
from faqbot.evaluation.comparing.questions import Origin

if TYPE_CHECKING:
    from faqbot.evaluation.comparing.compare import Change, Comparison, Result

_NOUNS: Final = {Origin.GOLDEN: "golden case", Origin.WORDING: "wording", Origin.LOG: "logged question"}
_BEFORE: Final = 40  # characters of a text that are shown ahead of where it differs from the other


def asked(found: Comparison) -> str:
    """How many questions of which kinds were asked, and how many answers change."""
    parts = [counted(found.asked[origin], _NOUNS[origin]) for origin in Origin if found.asked[origin]]
    total = counted(sum(found.asked.values()), "question")
    many = counted(len(found.changes), "answer") if found.changes else "no answer"
    return f"{total} ({', '.join(parts) or 'none'}): {many} change{'s' if len(found.changes) < 2 else ''}"


def broken(found: Comparison) -> str:
    """How many golden cases break; "" where none does."""
    return (
        f"{counted(found.broken, 'golden case')} {'breaks' if found.broken == 1 else 'break'}" if found.broken else ""
    )


def renamed(found: Comparison, most: int) -> list[str]:
    """A line a renamed place, at most so many, and how many more there are."""
    lines = [f"{old} is {new} now" for old, new in found.renamed[:most]]
    more = len(found.renamed) - most
    return [*lines, f"and {more:,} more"] if more > 0 else lines


def others(found: Comparison) -> str:
    """The golden files that were left out, in a sentence; "" where none was."""
    if not found.others:
        return ""
    named = ", ".join(map(clean, found.others[:3])) + (", …" if found.others[3:] else "")
    return f"Left out: {counted(len(found.others), 'golden file')} about another knowledge ({named})."


def place(change: Change) -> str:
    """Where the question stands, what it is, and how often it was asked."""
    question = change.question
    often = f", asked {question.count:,} times" if question.count > 1 else ""
    return f"{clean(question.at)}, {_NOUNS[question.origin]}{often}{': it breaks' if change.breaks else ''}"


def came(result: Result) -> str:
    """What came back, as of a golden test: answered from museum#faq-hours (0.83), right."""
    where = f" from {' and '.join(result.places)}" if result.places else ""
    near = f", nearest {result.nearest}" if result.nearest else ""
    worth = f", {result.state}" if result.state in ("right", "wrong") else ""
    why = "" if result.answered else f" ({result.cause})"
    sure = f" ({result.confidence:.2f})" if result.answered else ""
    return f"{result.verdict}{where}{sure}{why}{near}{worth}"


def texts(change: Change, most: int) -> tuple[str, str]:
    """Both answers, each in a line of at most so many characters; of long ones what is around the first difference."""
    before, now = clean(change.before.text), clean(change.now.text)
    if not before or not now or max(len(before), len(now)) <= most:
        return cut(before, most), cut(now, most)
    same = next((at for at, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    start = max(same - _BEFORE, 0)
    lead = "…" if start else ""
    return cut(lead + before[start:], most), cut(lead + now[start:], most)
