"""Questions that were asked in vain, asked once more of the knowledge as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.answers import Verdict
from faqbot.answering.explanation import because, judged_in
from faqbot.authoring.learning.gaps.gaps import Place
from faqbot.base.hygiene import clean, cut
from faqbot.base.messages import either
from faqbot.evaluation.golden import judge
from faqbot.search.matches import How

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer
    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.bot import Bot
    from faqbot.search.matches import Match

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


class Asked(NamedTuple):
    """A question that was asked again, with what becomes of it now."""

    folded: Folded
    now: Now

    @property
    def settled(self) -> int:
        """How often it was asked, of the times that are no gap any more."""
        return self.folded.count - self.now.open - sum(self.now.picks.values())


def again(folded: Folded, bot: Bot) -> Asked:
    """A question with what the bot makes of it now."""
    answer = bot.answer(folded.text)
    answered = answer.verdict is Verdict.ANSWERED
    settled = answer.verdict in (Verdict.ANSWERED, Verdict.TOLD)
    cited = judge.cited(answer)
    wrong = sum(count for ref, count in folded.wrong.items() if not answered or ref in cited)
    missed = 0 if settled else folded.missed
    picks = {ref: count for ref, count in folded.picked.items() if ref not in cited}
    said = why(answer, bot) if missed or wrong else ""
    return Asked(folded, Now(missed, wrong, picks, placed(_near(answer), bot), said))


def placed(ref: str | None, bot: Bot) -> Place | None:
    """The place of a ref; None where the knowledge hasn't it."""
    number = bot.index.numbers.get(ref) if ref else None
    if number is None:
        return None
    candidate = bot.index.candidates[number]
    return Place(candidate.ref, candidate.title, candidate.article.path, candidate.part.line)


def why(answer: Answer, bot: Bot) -> str:
    """The receipt of an answer in a line: how its confidence became the verdict, and which words were not met."""
    match = judged_in(answer)
    if match is None:
        return clean(answer.reason)
    said = because(answer).rstrip(".")
    lacking = "" if answer.verdict is Verdict.ANSWERED else _lacking(match, bot, near=_near(answer) is not None)
    return f"{said}; {lacking}." if lacking else f"{said}."


def _near(answer: Answer) -> str | None:
    """The ref of the place judged nearest, or None."""
    return answer.citation.ref if answer.citation else answer.ruling.ref if answer.ruling else None


def _lacking(match: Match, bot: Bot, *, near: bool) -> str:
    """The heaviest words on the subject of a question that the knowledge lacks, or a match that is near."""
    lost = (met for met in match.receipt.words if not met.strength and not bot.index.is_stop_word(met.word.lower()))
    words = sorted(lost, key=lambda met: (-met.weight, met.word))
    if unseen := [_quoted(met.word) for met in words if met.how is How.UNSEEN][:NAMED]:
        return f"nothing in the knowledge says {either(unseen)}"
    return f"this place lacks {either([_quoted(met.word) for met in words[:NAMED]])}" if words and near else ""


def _quoted(word: str) -> str:
    return f"“{cut(clean(word), SHOWN)}”"
