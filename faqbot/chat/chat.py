"""A conversation over a bot: a question may lean on what was asked before.

    >>> chat = Bot.load("knowledge/").chat()
    >>> chat.ask("how many hostages were released?").asked_as is None
    True
    >>> chat.ask("and prisoners?").asked_as
    'how many prisoners were released'

A question that stands by itself is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import SURE, Cause, Verdict
from faqbot.answering.talk.conversation import recalled
from faqbot.base.public import public
from faqbot.base.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from faqbot.answering.answers import Answer
    from faqbot.chat.followup.readings import Reading
    from faqbot.log.appending import Log

    class Answering(Protocol):
        """What a conversation needs of a bot."""

        @property
        def log(self) -> Log | None:
            """As `Bot.log`."""

        @property
        def unlogged(self) -> Answering:
            """As `Bot.unlogged`."""

        def answer(self, question: str, articles: Sequence[str] | None = None) -> Answer:
            """As `Bot.answer`."""

        def pick(self, ref: str, question: str) -> Answer:
            """As `Bot.pick`."""

        def readings(self, question: str, before: str) -> Sequence[Reading]:
            """As `Bot.readings`."""


# Turns that are kept: a conversation may run for days.
KEPT: Final = 1_000

_WORTH: Final = {Verdict.ANSWERED: 3, Verdict.UNSURE: 2, Verdict.TOLD: 2, Verdict.UNKNOWN: 0}


@public
class Chat:
    """One conversation. Not to be shared between threads.

    Args:
        bot: who answers.

    Attributes:
        articles: the ids of the articles that are asked, or None: all.
    """

    def __init__(self, bot: Answering, articles: Sequence[str] | None = None) -> None:
        self.bot = bot
        self.articles = articles
        self._turns: list[Answer] = []
        self._before = ""
        self._logged: tuple[_Logged, ...] = ()  # the newest last
        self._rated: tuple[str, ...] = ()  # what a thumb is said of

    @property
    def turns(self) -> tuple[Answer, ...]:
        """What was answered, the oldest first."""
        return tuple(self._turns)

    @property
    def last(self) -> Answer | None:
        """What was answered last, leaving out what the bot said of itself and what it said once more."""
        return next((turn for turn in reversed(self._turns) if turn.topic is None), None)

    def ask(self, question: str) -> Answer:
        """The answer to `question`, read with the one before it where it leaves something out (then `asked_as` is set).

        "Are you sure?" and the like are told of the last answer; "repeat that" gets what was said last once more.
        Never raises for a string.

        Raises:
            TypeError: the question is no string.
        """
        alone = self.answer(question)
        carried = self._carried(question, alone)
        answer = carried.answer if carried else alone
        self._log(answer)
        if answer.topic:
            return self._kept(recalled(answer, self.last, self._turns[-1] if self._turns else None))
        known = answer.verdict is not Verdict.UNKNOWN or answer.cause is Cause.NOT_STATED
        if known and not (carried and carried.reading.beside):
            self._before = carried.reading.text if carried else self._meant(question)  # never "thanks!"
        return self._kept(answer)

    def answer(self, question: str) -> Answer:
        """The answer to `question` by itself, as `Bot.answer`, of the articles that are asked. It isn't logged."""
        return self.bot.unlogged.answer(question, self.articles)

    def carried(self, question: str) -> Answer | None:
        """The answer to `question` as `ask` would read it with the one before it; None where it would not be."""
        carried = self._carried(question, self.answer(question))
        return carried.answer if carried else None

    def pick(self, ref: str, question: str) -> Answer:
        """The answer from the place that a person chose, as `Bot.pick`; what is asked next may lean on it.

        Raises:
            FaqbotError: the knowledge has no such place.
            TypeError: one of the two is no string.
        """
        answer = self.bot.pick(ref, question)
        self._before = question
        of = next((logged.id for logged in reversed(self._logged) if ref in logged.offered), None)
        self._rated = (of,) if of else ()
        if of and self.bot.log:
            self.bot.log.event(of, "picked", ref)
        return self._kept(answer)

    def rate(self, *, good: bool) -> bool:
        """Say in the log whether the last answer was good; returns whether there is a question there to say it of."""
        if self.bot.log:
            for of in self._rated:
                self.bot.log.event(of, "thumb", "good" if good else "bad")
        return bool(self.bot.log and self._rated)

    def _log(self, answer: Answer) -> None:
        """Log what was asked, as it was read, with its answer."""
        if not self.bot.log:
            return
        ids = self.bot.log.asked(answer)
        if answer.topic is None:
            self._rated = ids
        asked = (_Logged(id_, _offered(part)) for id_, part in zip(ids, answer.parts, strict=True))
        self._logged = (*self._logged, *(one for one in asked if one.offered))[-KEPT:]

    def _kept(self, answer: Answer) -> Answer:
        self._turns = [*self._turns[1 - KEPT :], answer]
        return answer

    def _meant(self, question: str) -> str:
        """What a later question leans on once `question` was answered by itself: it may still have left something out.

        After "and the pilots?" or "who pays for it" a pronoun stands for what these were about.
        """
        readings = self.bot.readings(question, self._before) if self._before else ()
        if not readings or not (readings[0].marked or readings[0].referred):
            return question
        return self._before if readings[0].beside else readings[0].text

    def _carried(self, question: str, alone: Answer) -> _Carried | None:
        """What `question` means with what it leaves out, and the answer to that; None where it is better by itself."""
        readings = self.bot.readings(question, self._before) if self._before else ()
        if not readings or (alone.confidence >= SURE and alone.citation and not readings[0].marked):
            return None
        asked = (_Carried(reading, self.answer(reading.text)) for reading in readings)
        fit = [carried for carried in asked if carried.fits and (carried.answer.citation or not alone.topic)]
        if not fit:
            return None
        best = max(fit, key=lambda carried: _worth(carried.answer))  # of equals the first, so the likeliest
        wins = (
            best.reading.aimed
            or _worth(best.answer) > _worth(alone)
            or (
                best.reading.marked
                and (best.astray(alone) or best.answer.citation or (best.reading.firm and alone.confidence < SURE))
            )
        )
        if not wins:
            return None
        truncated = alone.truncated or best.answer.truncated
        asked_as = best.answer.asked_as or best.reading.text  # the former where it asks several questions
        full = replace(best.answer, question=question, asked_as=asked_as, truncated=truncated)
        return _Carried(best.reading, full)


@dataclass(frozen=True, slots=True)
class _Logged:
    """A question of the log, and the places that were offered in the place of an answer to it."""

    id: str
    offered: frozenset[str]


def _offered(answer: Answer) -> frozenset[str]:
    """What is offered where there is no answer: what may be meant, else what is near."""
    if answer.citation or answer.topic:
        return frozenset()
    return frozenset(match.ref for match in (answer.suggestions or answer.matches))


def _worth(answer: Answer) -> int:
    """How much an answer is worth: more than none is to know what is missing."""
    return 1 if answer.cause is Cause.NOT_STATED else _WORTH[answer.verdict]


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a question means in full, and the answer to that."""

    reading: Reading
    answer: Answer

    @property
    def fits(self) -> bool:
        """Whether that answers what the question said by itself, rather than the question before once more."""
        answer, own = self.answer, self.reading.own
        if answer.topic:
            return False
        if not answer.citation and self.reading.firm:
            return True
        if not own or _met(answer, answer) & own:
            return True
        return bool(self.reading.referred) and answer.verdict is not Verdict.UNSURE  # "is it raining" got offers

    def astray(self, alone: Answer) -> bool:
        """Whether what answers the question by itself says nothing of what its pronoun stands for."""
        return bool(self.reading.referred) and not _met(self.answer, alone) & self.reading.referred


def _met(asked: Answer, judged: Answer) -> set[str]:
    """The words of a question, `asked`, that are met by the place which was judged."""
    found = (match for match in asked.matches if judged.ruling and match.ref == judged.ruling.ref)
    return {word.word for match in found for word in match.receipt.words if word.met}
