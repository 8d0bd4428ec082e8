"""Questions that were asked in vain, asked once more of the knowledge as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.answers import Verdict
from faqbot.answering.explanation import because, judged_in
from faqbot.authoring.learning.gaps.gaps import Place
from faqbot.base.hygiene import clean, cut
from faqbot.base.messages import either
from faqbot.search.matches import How

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer
    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.bot import Bot

NAMED: Final = 3  # words that a reason names
SHOWN: Final = 40  # characters shown of each


class Now(NamedTuple):
    """What becomes of a question now.

    Attributes:
        missed: how often it was asked in vain and got no answer, if it still gets none.
        disliked: how often it got the answer that was called wrong, if it still does, or gets none.
        picks: the places that were picked for an answer, if it is not answered from there, each with how often.
        place: the place judged nearest, or None.
        why: why that is no answer, or how sure the bot is of a wrong one.
    """

    missed: int
    disliked: int
    picks: dict[str, int]
    place: Place | None
    why: str

    @property
    def open(self) -> int:
        """How often it was asked, of the times that are a gap still; what was picked stands for itself."""
        return self.missed + self.disliked


def again(folded: Folded, bot: Bot) -> Now:
    """What the bot makes of a question now."""
    answer = bot.answer(folded.text)
    answered = answer.verdict is Verdict.ANSWERED
    settled = answer.verdict in (Verdict.ANSWERED, Verdict.TOLD)
    cited = {f"{c.article}#{part}" for c in answer.citations for part in (c.entry, c.section) if part}
    wrong = sum(count for ref, count in folded.wrong.items() if not answered or ref in cited)
    missed = 0 if settled else folded.missed
    picks = {ref: count for ref, count in folded.picked.items() if ref not in cited}
    ref = answer.citation.ref if answer.citation else answer.ruling.ref if answer.ruling else None
    return Now(missed, wrong, picks, placed(ref, bot), why(answer) if missed or wrong else "")


def placed(ref: str | None, bot: Bot) -> Place | None:
    """The place of a ref; None where the knowledge hasn't it."""
    number = bot.index.numbers.get(ref) if ref else None
    if number is None:
        return None
    candidate = bot.index.candidates[number]
    return Place(candidate.ref, candidate.title, candidate.article.path, candidate.part.line)


def why(answer: Answer) -> str:
    """The receipt of an answer in a line: how its confidence became the verdict, and which words were not met."""
    lacking = _lacking(answer)
    said = because(answer).rstrip(".")
    return f"{said}; {lacking}." if lacking else f"{said}."


def _lacking(answer: Answer) -> str:
    """The heaviest words of a question that are not met by the place that was judged."""
    match = judged_in(answer)
    if match is None or answer.verdict is Verdict.ANSWERED:
        return ""
    words = sorted((met for met in match.receipt.words if not met.strength), key=lambda met: (-met.weight, met.word))
    unseen = [_quoted(met.word) for met in words if met.how is How.UNSEEN][:NAMED]
    if unseen:
        return f"the knowledge lacks {either(unseen)}"
    nothing = [_quoted(met.word) for met in words[:NAMED]]
    return f"this place lacks {either(nothing)}" if nothing else ""


def _quoted(word: str) -> str:
    return f"“{cut(clean(word), SHOWN)}”"
