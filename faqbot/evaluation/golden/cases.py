"""A golden case: a question, or several in one conversation, and what must be answered."""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot.evaluation.perturbing.kinds import ANSWERED, TURNED, id_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.knowledge.article import Knowledge

_SIGNS: Final = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a confidence: `>= 0.7`. The sign is one of >=, <=, > and <."""

    sign: str
    value: float

    def holds(self, confidence: float) -> bool:
        """Whether a confidence keeps it."""
        return bool(_SIGNS[self.sign](confidence, self.value))

    def __str__(self) -> str:
        return f"{self.sign} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must become of a question: an answer (`cite`), an offer (`unsure`), or where neither stands no answer.

    Attributes:
        cite: refs (`article#id`) of which any one is right; empty where the bot must not answer.
        says: words that the answer's text or its quote must hold, each of them.
        says_not: words that neither may hold.
        any_of: words of which at least one must be held.
        all_of: as `says`.
        matches: regular expressions, each of which must match somewhere in the text or the quote.
        equals: the whole text of the answer.
        cause: why the verdict must be what it is.
        confidence: what the confidence must keep.
        unsure: where the bot must be unsure, the refs that must be among what it offers, maybe none; else None.
    """

    cite: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    equals: str | None = None
    cause: str | None = None
    confidence: Bound | None = None
    unsure: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation.

    Attributes:
        line: 1-based line on which it starts.
        ask: the question.
        expected: what must become of it; None where it is only asked.
    """

    line: int
    ask: str
    expected: Expectation | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of cases.

    Attributes:
        name: what it is called.
        floor: the share of its cases, by their weights, that must pass; None: each must.
        line: 1-based line on which the floor stands; 0 without.
    """

    name: str
    floor: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, and what must become of it.

    Attributes:
        path: the golden file.
        line: 1-based line on which the case starts.
        turns: the question; of a conversation all questions, in order. At least one says what is right.
        xfail: why the bot is known to miss it, or None where it must not.
        articles: the ids of the articles that are asked; none: all.
        weight: how much it counts in its group and file; more than 0.
        group: what it belongs to, or None.
        perturb_xfail: what its question is changed by (`typos-2`) where the bot is known to miss it then.
    """

    path: str
    line: int
    turns: tuple[Turn, ...]
    xfail: str | None = None
    articles: tuple[str, ...] = ()
    weight: float = 1.0
    group: Group | None = None
    perturb_xfail: tuple[str, ...] = ()

    @property
    def last(self) -> Turn:
        """The last turn that says what is right."""
        return next((turn for turn in reversed(self.turns) if turn.expected), self.turns[-1])

    @property
    def ask(self) -> str:
        """The question of its last turn."""
        return self.last.ask

    @property
    def expected(self) -> Expectation:
        """What must become of its last turn."""
        return self.last.expected or Expectation()

    @property
    def cite(self) -> tuple[str, ...]:
        """The refs of which any one is right, in its last turn; none where the bot must not answer."""
        return self.expected.cite

    @property
    def title(self) -> str:
        """What is asked, of a conversation all that is: its name."""
        return " / ".join(turn.ask for turn in self.turns)

    def over(self, called: Callable[[str], str], articles: tuple[str, ...]) -> Case:
        """The same case about a knowledge that calls places otherwise; of those that may answer both names are right.

        Args:
            called: what a place is called there, by its ref here.
            articles: the ids of the articles that are asked there.
        """

        def expected(here: Expectation | None) -> Expectation | None:
            if here is None:
                return None
            cite = tuple(dict.fromkeys(name for ref in here.cite for name in (ref, called(ref))))
            unsure = None if here.unsure is None else tuple(map(called, here.unsure))
            return replace(here, cite=cite, unsure=unsure)

        turns = tuple(replace(turn, expected=expected(turn.expected)) for turn in self.turns)
        return replace(self, turns=turns, articles=articles)

    def asking(self, question: str, expected: Expectation) -> Case:
        """The case with another question, and another expectation, in its last turn."""
        turns = (replace(turn, ask=question, expected=expected) if turn is self.last else turn for turn in self.turns)
        return replace(self, turns=tuple(turns))

    def asked_of(self, bot: Bot) -> Answer:
        """What a bot answers to its last turn, after all before it."""
        *_, answer = (answer for turn, answer in self.answers(bot) if turn is self.last)
        return answer

    def answers(self, bot: Bot) -> Iterator[tuple[Turn, Answer]]:
        """What a bot answers to each turn: to one question by itself, to several in one chat, when it is asked for."""
        articles = self.articles or None
        if len(self.turns) == 1:
            yield self.turns[0], bot.answer(self.turns[0].ask, articles)
            return
        chat = bot.chat(articles)
        for turn in self.turns:
            yield turn, chat.ask(turn.ask)


def single(path: str, line: int, ask: str, expected: Expectation) -> Case:
    """A case of one question."""
    return Case(path, line, (Turn(line, ask, expected),))


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A case whose last turn is asked in other words, or turned into another question.

    Attributes:
        case: the case as it is written.
        mark: what its question is changed by: typos-2.
        asked: the case with the other question; what is turned must not be answered as before, which no key says.
    """

    case: Case
    mark: str
    asked: Case

    @property
    def id(self) -> str:
        """By what it is found again: "How many people died? ~typos-2"."""
        return id_of(self.case.title, self.mark)

    @property
    def kind(self) -> str:
        """The kind of its change."""
        return kind_of(self.mark)


def perturbed(case: Case, knowledge: Knowledge, kinds: Iterable[str]) -> Iterator[Perturbed]:
    """The changed questions of a case that is put to a knowledge: the same ones always.

    How sure a bot must be, and why, is asked of the question as it is written alone.
    """
    from faqbot.evaluation.perturbing import making  # here: few golden files have their questions changed

    kept = replace(case.expected, cause=None, confidence=None)
    wanted = [kind for kind in kinds if case.cite or kind not in ANSWERED]
    for mark, question in making.changed(making.asked(case.ask, knowledge, case.articles), wanted):
        yield Perturbed(case, mark, case.asking(question, Expectation() if kind_of(mark) == TURNED else kept))
