"""A conversation over a bot: a question may lean on what was asked before.

    >>> chat = Bot.load("knowledge/").chat()
    >>> chat.ask("how many hostages were released?").asked_as is None
    True
    >>> chat.ask("and prisoners?").asked_as
    'how many prisoners were released'

A question that stands by itself is never changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.model import SURE, Cause, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from faqbot.followup import Reading
    from faqbot.model import Answer

    class Answering(Protocol):
        """What a conversation needs of a bot."""

        def answer(self, question: str) -> Answer:
            """As `Bot.answer`."""

        def pick(self, ref: str, question: str) -> Answer:
            """As `Bot.pick`."""

        def readings(self, question: str, before: str) -> Sequence[Reading]:
            """As `Bot.readings`."""


# Turns that are kept: a conversation may run for days.
KEPT: Final = 1_000

_WORTH: Final = {Verdict.ANSWERED: 3, Verdict.UNSURE: 2, Verdict.UNKNOWN: 0}


class Chat:
    """One conversation. Not to be shared between threads.

    Args:
        bot: who answers.
    """

    def __init__(self, bot: Answering) -> None:
        self.bot = bot
        self._turns: list[Answer] = []
        self._before = ""

    @property
    def turns(self) -> tuple[Answer, ...]:
        """What was answered, the oldest first."""
        return tuple(self._turns)

    @property
    def last(self) -> Answer | None:
        """What was answered last."""
        return self._turns[-1] if self._turns else None

    def ask(self, question: str) -> Answer:
        """The answer to `question`, read with the one before it where it leaves something out (then `asked_as` is set).

        Never raises for a string.
        """
        answer = self._carried(question, self.bot.answer(question))
        if answer.verdict is not Verdict.UNKNOWN or answer.cause is Cause.NOT_STATED:
            self._before = answer.asked_as or question  # "thanks!" is nothing that a later question leans on
        return self._kept(answer)

    def pick(self, ref: str, question: str) -> Answer:
        """The answer from the place that a person chose, as `Bot.pick`; what is asked next may lean on it.

        Raises:
            FaqbotError: the knowledge has no such place.
        """
        answer = self.bot.pick(ref, question)
        self._before = question
        return self._kept(answer)

    def _kept(self, answer: Answer) -> Answer:
        self._turns = [*self._turns[1 - KEPT :], answer]
        return answer

    def _carried(self, question: str, alone: Answer) -> Answer:
        """The answer to what `question` means here: by itself, or with what it leaves out."""
        readings = self.bot.readings(question, self._before) if self._before else ()
        if not readings or (alone.confidence >= SURE and alone.citation and not readings[0].marked):
            return alone
        asked = [(reading, self.bot.answer(reading.text)) for reading in readings]
        fit = [(reading, answer) for reading, answer in asked if _fits(answer, reading)]
        if not fit:
            return alone
        best, answer = max(fit, key=lambda each: _worth(each[1]))  # of equals the first, so the likeliest
        wins = _worth(answer) > _worth(alone) or (
            best.marked and (answer.citation or (best.firm and alone.confidence < SURE))
        )
        return replace(answer, question=question, asked_as=best.text) if wins else alone


def _worth(answer: Answer) -> int:
    """How much an answer is worth: more than none is to know what is missing."""
    return 1 if answer.cause is Cause.NOT_STATED else _WORTH[answer.verdict]


def _fits(answer: Answer, reading: Reading) -> bool:
    """Whether an answer is one to what the question said by itself, rather than to the question before once more."""
    if not answer.citation and reading.firm:
        return True
    judged = next((match for match in answer.matches if answer.ruling and match.ref == answer.ruling.ref), None)
    met = {word.word for word in judged.receipt.words if word.met} if judged else set()
    return bool(met & reading.own) or not reading.own
