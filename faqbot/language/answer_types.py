"""The type of answer that a question asks for, and whether a sentence holds one.

    how many diplomats spoke   ->  a number, and it counts diplomats
    "three diplomats in the region, speaking anonymously"   holds it
    "over 20,000 Palestinians have lost their lives"        does not

A bot that answers "how many soldiers?" with a number of something else is worse than a silent one.
A language that has no such rules asks for no type, and every sentence holds it.
"""

from __future__ import annotations

import enum
import itertools
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from faqbot.language.grammar import Words
    from faqbot.language.terms import Word

# How many words after a number still say what it counts: "20,000 Palestinians have lost their lives".
REACH: Final = 5
# How many words behind "costs" may stand before the number: "costs about 14 florins".
PAID: Final = 3
# How many words may name what is counted: "how many confirmed red squirrels".
RUN: Final = 4


class AnswerType(enum.Enum):
    """A type of answer."""

    NUMBER = enum.auto()
    AMOUNT = enum.auto()
    PRICE = enum.auto()
    SPAN = enum.auto()
    SIZE = enum.auto()
    OFTEN = enum.auto()
    TIME = enum.auto()
    REASON = enum.auto()
    NAMED = enum.auto()
    PERSON = enum.auto()
    PLACE = enum.auto()


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """How questions ask, and what in a sentence shows one; by an empty one they ask for no type of answer.

    Attributes:
        openings: how questions open, the longer before the shorter, and the type of answer that each asks for.
        before_asking: after these, words that join clauses as well ask ("the day when", "since when").
        stoppers: the words up to one of these name what is counted, after "how many" or "number of".
        generic: what is asked for by these is a person or a thing of any kind: no word of the article names it.
        go_on: what things do in time, which doesn't say which thing.
        numbers: numbers in words.
        pointing: before "one" these say which one, not how many.
        paying: words of a question about a price.
        money: what a sentence that tells a price holds.
        no_prices: pairs of words of which the second only looks like money.
        spans: what shows how long.
        often: what shows how often.
        times: what shows when.
        reasons: what shows why.
        aims: verbs that say what for, behind "to".
        persons: words for people and for bodies that act like people.
        where: words that stand before a place.
    """

    openings: tuple[tuple[tuple[str, ...], AnswerType], ...] = ()
    before_asking: Words = frozenset()
    stoppers: Words = frozenset()
    generic: Words = frozenset()
    go_on: Words = frozenset()
    numbers: Words = frozenset()
    pointing: Words = frozenset()
    paying: Words = frozenset()
    money: Words = frozenset()
    no_prices: frozenset[tuple[str, str]] = frozenset()
    spans: Words = frozenset()
    often: Words = frozenset()
    times: Words = frozenset()
    reasons: Words = frozenset()
    aims: Words = frozenset()
    persons: Words = frozenset()
    where: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a question asks for.

    Attributes:
        kind: the type of answer.
        focus: indexes, among the question's words, of those it must be a fact about: one of them will do;
            empty where the question names none.
        said: how the question put it ("how many hostages").
    """

    kind: AnswerType
    focus: tuple[int, ...]
    said: str


# Words that join clauses as well ("the day when", "those who") ask at the start of a question, or after some words.
_JOINING: Final = (AnswerType.TIME, AnswerType.PERSON, AnswerType.PLACE)


class AnswerTypes:
    """The rules of one language. Immutable once built.

    Args:
        asking: how its questions ask, and what shows an answer.
        stop_words: its words that say nothing of the subject.
    """

    def __init__(self, asking: Asking, stop_words: AbstractSet[str]) -> None:
        self.asking = asking
        self._general = (asking.generic, stop_words, asking.numbers)
        self._by_first: dict[str, list[tuple[tuple[str, ...], AnswerType]]] = {}
        for opening, kind in asking.openings:
            self._by_first.setdefault(opening[0], []).append((opening, kind))
        # What in a sentence shows that it holds a fact of a type; a count is told by what it counts (`_counts`).
        self._signs: dict[AnswerType, Callable[[Sequence[Word]], bool]] = {
            AnswerType.PRICE: self._is_price,
            AnswerType.SPAN: _any_of(asking.spans),
            AnswerType.SIZE: self._is_size,
            AnswerType.OFTEN: _any_of(asking.often),
            AnswerType.TIME: lambda words: any(self._is_time(word.text) for word in words),
            AnswerType.REASON: self._is_reason,
            AnswerType.NAMED: bool,
            AnswerType.PERSON: lambda words: any(word.name or word.text in asking.persons for word in words),
            AnswerType.PLACE: lambda words: any(word.text in asking.where for word in words[:-1]),
        }

    # -- what is asked for ---------------------------------------------------------------------

    def asked_for(self, words: Sequence[Word]) -> Fact | None:
        """The fact that `words` ask for, or None where they ask for no type in particular."""
        said = [w.text for w in words]
        priced = "price" in said or said[-1:] in (["cost"], ["costs"])
        for start, word in enumerate(said):
            for opening, kind in self._by_first.get(word, ()):
                end = start + len(opening)
                if tuple(said[start:end]) == opening and (fact := self._fact(kind, said, start, end, priced=priced)):
                    return fact  # else a later one may ask: "what is the number of lockers"
        return None

    def content(self, words: Sequence[Word]) -> list[int]:
        """Indexes of the words that say what a fact is about, rather than of what general sort it is."""
        return [at for at, word in enumerate(words) if self._is_content(word.text)]

    def _fact(self, kind: AnswerType, said: Sequence[str], start: int, end: int, *, priced: bool) -> Fact | None:
        asking, opened = self.asking, end
        if kind is AnswerType.AMOUNT and not asking.paying.isdisjoint(said[end:]):
            kind = AnswerType.PRICE  # "how much does a pass cost"
        if kind is AnswerType.NAMED and priced and said[start] == "what":
            kind = AnswerType.PRICE  # "what did the roof cost"; but "what is the human cost of war"
        if kind is AnswerType.PRICE:
            about = [at for at in range(end, len(said)) if self._is_content(said[at]) and said[at] not in asking.paying]
            return Fact(kind, tuple(about), "how much")
        if kind in (AnswerType.SIZE, AnswerType.OFTEN):
            return Fact(kind, (), " ".join(said[start:end]))
        if kind in _JOINING and end - start == 1 and start and said[start - 1] not in asking.before_asking:
            return None
        if kind in (AnswerType.SPAN, *_JOINING):  # "how long did the truce last", "who has led the talks"
            while end < len(said) and said[end] in asking.stoppers:
                end += 1
        run = self._run(said, end)
        focus = tuple(at for at in self._heads(kind, said, run) if self._is_content(said[at]))
        if kind in (AnswerType.NAMED, AnswerType.PERSON) and not focus:
            return None
        told = max(focus) + 1 if focus and kind in (AnswerType.NUMBER, AnswerType.AMOUNT, AnswerType.NAMED) else opened
        return Fact(kind, focus, " ".join(said[start:told]))  # "when", but "how many soldiers"

    def _run(self, said: Sequence[str], start: int) -> range:
        """The words from `start` on that name something: up to a function word, and not too many."""
        end = start
        while end < len(said) and end - start < RUN and said[end] not in self.asking.stoppers:
            end += 1
        return range(start, end)

    def _heads(self, kind: AnswerType, said: Sequence[str], run: range) -> Sequence[int]:
        """Of a run, the words that a fact of this type must be about.

        A count is of its last plural ("hamas fighters"), an amount of its last word ("military aid"), a named
        thing is what comes first ("which newspaper"), and a time may be of any word that isn't just going on.
        """
        if kind is AnswerType.NUMBER:
            plurals = [at for at in run if said[at].endswith("s")]
            return (plurals or run)[-1:]
        if kind is AnswerType.AMOUNT:
            return run[-1:]
        if kind is AnswerType.NAMED and said[run.start - 1] == "the":  # "who is the head chef working here"
            return [at for at in run if self._is_content(said[at])][-1:]
        if kind in (AnswerType.NAMED, AnswerType.PERSON):
            return run[:1]
        timed = kind in (AnswerType.SPAN, AnswerType.TIME, AnswerType.PLACE)
        return [at for at in run if said[at] not in self.asking.go_on] if timed else ()

    def _is_content(self, word: str) -> bool:
        return not any(word in words for words in self._general)

    # -- what a sentence holds -----------------------------------------------------------------

    def holds(self, fact: Fact, words: Sequence[Word], met: AbstractSet[int]) -> bool:
        """Whether a sentence holds a fact of the type asked for.

        Args:
            fact: what is asked for.
            words: the sentence's words.
            met: indexes of its words that are one of the fact's focus (same, stem, typo, synonym).
        """
        if fact.focus and not met:
            return False
        if fact.kind in (AnswerType.NUMBER, AnswerType.AMOUNT):
            return any(self._counts(at, words, fact, met) for at in range(len(words)) if self._is_count(at, words))
        return self._signs[fact.kind](words)

    def _counts(self, number: int, words: Sequence[Word], fact: Fact, met: AbstractSet[int]) -> bool:
        """Whether a number counts what is asked about: "4 florins a seat" counts florins."""
        if not fact.focus:
            return True
        reach = range(number + 1, min(number + 1 + REACH, len(words)))
        if reach and words[reach[0]].text in self.asking.money:
            reach = reach[:1]
        return not met.isdisjoint(reach)

    def _is_count(self, at: int, words: Sequence[Word]) -> bool:
        """Whether a word is a number, and not "one" for a thing: "each one"."""
        pointed = words[at].text == "one" and at and words[at - 1].text in self.asking.pointing
        return self._is_number(words[at].text) and not pointed

    def _is_number(self, word: str) -> bool:
        return word[0].isdigit() or word in self.asking.numbers

    def _is_size(self, words: Sequence[Word]) -> bool:
        """Whether a sentence holds a number that is no year."""
        return any(self._is_count(at, words) and not is_year(words[at].text) for at in range(len(words)))

    def _is_time(self, word: str) -> bool:
        """Whether a word is a time: a number (16:00, 2026, at 9), or a word such as Monday, Mondays, noon, recently.

        Numbers that are years or hours only answered no question otherwise.
        """
        return word[0].isdigit() or word in self.asking.times or word.removesuffix("s") in self.asking.times

    def _is_price(self, words: Sequence[Word]) -> bool:
        """Whether a sentence names money, or a number right behind what costs it: "costs 14 florins".

        Moves no decision where money has a usual name, but quotes where it has another.
        """
        pairs = itertools.pairwise([None, *(word.text for word in words)])
        said = [word for before, word in pairs if word and (before, word) not in self.asking.no_prices]
        paid = (said[at + 1 : at + 1 + PAID] for at, word in enumerate(said) if word in self.asking.paying)
        named = not self.asking.money.isdisjoint(said)
        return named or any(self._is_number(word) for behind in paid for word in behind)

    def _is_reason(self, words: Sequence[Word]) -> bool:
        """Whether a sentence says what for: "because", or "to" before a verb; before a name that may say where to."""
        said = [word.text for word in words]
        aimed = any(a == "to" and b in self.asking.aims for a, b in itertools.pairwise(said))
        return aimed or not self.asking.reasons.isdisjoint(said)


def _any_of(known: AbstractSet[str]) -> Callable[[Sequence[Word]], bool]:
    return lambda words: any(word.text in known for word in words)
