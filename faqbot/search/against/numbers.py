"""Another number in the same place: to "does it last 5 years", "It lasts 2 years." is no answer, nor Form 1040 to 990.

A number has its place by the word before it (Windows 10) and by the one behind it (2 years); years, and the words of
one sort (Tuesday, March), stand in each other's place. What readers tell of themselves is another matter: "I am 17",
"I've got 2 dogs", "can 3 people share". So is a number that a bound or a scale of the text may hold: "at least 16".
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.language import tokens
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.language.grammar import Contrasts
    from faqbot.language.terms import Word
    from faqbot.search.question import Question

# How many words to either side of a number may make it a bound: "up to the age of 16", "16 years or older".
NEAR: Final = 3
# Of how many words that open a clause one shows that it asks: "and does it last 5 years". In keywords, and in what is
# told, a number with a unit is a circumstance: "26 days are completed".
OPENING: Final = 2

# What is left where a candidate lacks a year or a numbered thing (Icom 7300) and has no other in its place, as of a
# foreign name. Of fourteen documents' best matches 6 lack one, all of them of questions that have no answer there.
FOREIGN: Final = 0.5

# Candidates whose numbers are kept once a question has needed them: some 2 kB each.
KEPT: Final = 2_000

_CLAUSES: Final = re.compile(r"(?<=[,;.!?])\s+")
_FIGURES: Final = re.compile(r"\d+(?:\.\d+)?")


class Number(NamedTuple):
    """A number of a text.

    Attributes:
        value: what it is; a string where it is no plain number (1.2.3), or a word of a sort (tuesday).
        named: the place that the word before it gives it, or "year"; "" where nothing gives it one.
        counts: the place that the word behind it gives it, or a sort.
        bound: whether the text makes it a bound.
        name: whether it is one that a text must have: a year, or a numbered thing, in figures.
    """

    value: float | str
    named: str
    counts: str
    bound: bool
    name: bool


class Numbers:
    """Finds what is said with another number. Safe to share between threads.

    Args:
        index: the knowledge's.
        contrasts: what tells texts apart in its language.
    """

    def __init__(self, index: Index, contrasts: Contrasts) -> None:
        self._index = index
        self._contrasts = contrasts
        types = index.language.answer_types
        self._persons = types.asking.persons if types else frozenset[str]()
        self._sorts = {word: f"sort {at}" for at, words in enumerate(contrasts.sorts) for word in words}
        self._held = functools.lru_cache(maxsize=KEPT)(self._held_of)
        self._asked = functools.lru_cache(maxsize=1)(self._asked_of)

    def applies(self, question: Question) -> bool:
        """Whether anything of a question can be missed so: else nothing is against any candidate."""
        return bool(self._asked(question))

    def left(self, question: Question, candidate: Candidate, _nearest: int) -> float:
        """What a number that was asked about leaves of a candidate: 0.0 where another is in its place, else 1.0.

        `FOREIGN` where the candidate lacks a year or a numbered thing.
        """
        asked = self._asked(question)
        held = self._held(candidate)
        values = {number.value for number in held}
        missing = [number for number in asked if number.value not in values]
        if missing and self._spans(candidate):  # "open at weekends" tells of Sunday, whatever else is said of Tuesdays
            missing = [number for number in missing if number.counts not in self._sorts.values()]
        if any(_other(number, held) for number in missing):
            return 0.0
        return FOREIGN if any(number.name for number in missing) else 1.0

    def _spans(self, candidate: Candidate) -> bool:
        """Whether a candidate tells of several of a sort at once."""
        spanning = self._contrasts.spanning
        return any(word.text in spanning for line in candidate.lines for word in line.words)

    def _held_of(self, candidate: Candidate) -> list[Number]:
        return [number for line in candidate.lines for number in self.numbers(line.words)]

    def _asked_of(self, question: Question) -> list[Number]:
        """The numbers of the clause that asks, but for those that readers tell of themselves."""
        if all(self._value(word.typed or word.text) is None for word in question.words):
            return []  # most questions: they are not read once more
        contrasts = self._contrasts
        clauses = [
            words for part in _CLAUSES.split(question.text) if (words := tokens.words(part, self._index.language))
        ]
        words = clauses[-1] if clauses else ()
        asks = any(word.text in contrasts.asking for word in words[:OPENING])
        told = (
            at
            for at, word in enumerate(words)
            if word.text in contrasts.speakers and not (at and words[at - 1].text in contrasts.auxiliaries)
        )
        numbers = self.numbers(words[: next(told, len(words))])
        return list(numbers) if asks else [self._keyword(number) for number in numbers]

    def _keyword(self, number: Number) -> Number:
        """A number as it is meant where nothing is asked: what it counts is a circumstance, as "30 kg" of a wish."""
        counts = number.counts if number.counts in self._sorts.values() else ""
        return number._replace(counts=counts, name=False)

    def numbers(self, words: Sequence[Word]) -> Iterator[Number]:
        """The numbers of a text; those in several words as one: "twenty thousand"."""
        at = 0
        while at < len(words):
            value, end = self._value(words[at].text), at + 1
            while isinstance(value, float) and end < len(words):
                joined = self._joined(value, words[end].text)
                if joined is None:
                    break
                value, end = joined, end + 1
            if value is not None:
                named, counts = self._places(words, at, end)
                figures = words[at].text[0].isdigit()
                yield Number(value, named, counts, self._is_bound(words, at, end), bool(named) and figures)
            at = end

    def _value(self, word: str) -> float | str | None:
        one = word.removesuffix("s")
        if one in self._sorts:
            return one
        if word in self._contrasts.numbers:
            return float(self._contrasts.numbers[word])
        if not word[0].isdigit() or ":" in word:
            return None
        return float(word) if _FIGURES.fullmatch(word) else word

    def _joined(self, value: float, word: str) -> float | None:
        """The number that a number and the word behind it make together: "two hundred", "twenty five"."""
        more = self._contrasts.numbers.get(word)
        if more is None:
            return None
        if more >= 100 and more > value:
            return value * more
        return value + more if value >= 20 and value % 10 == 0 and more < 10 else None

    def _places(self, words: Sequence[Word], start: int, end: int) -> tuple[str, str]:
        """The places of a number: what it is the number of, and what it counts."""
        text = words[start].text.removesuffix("s")
        if text in self._sorts:
            return "", self._sorts[text]
        if is_year(text):
            return "year", ""
        named = "" if not start or self._is_plain(words[start - 1]) else words[start - 1].stem
        behind = words[end:]
        if behind and behind[0].text in self._contrasts.endings:
            behind = behind[1:]
        circumstance = not behind or self._is_plain(behind[0]) or behind[0].text in self._persons
        return named, "" if circumstance else behind[0].stem

    def _is_plain(self, word: Word) -> bool:
        """Whether a word gives a number no place: a stop word, or a number."""
        return self._index.is_stop_word(word.text) or self._value(word.text) is not None

    def _is_bound(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a number is one end of a range, or at least or at most so much."""
        ends = (words[end : end + 2], words[max(0, start - 2) : start][::-1])
        if any(len(to) == 2 and to[0].text in self._contrasts.ranging and self._value(to[1].text) for to in ends):
            return True
        near = (*words[max(0, start - NEAR) : start], *words[end : end + NEAR])
        return any(word.text in self._contrasts.bounds for word in near)


def _other(asked: Number, held: Sequence[Number]) -> bool:
    """Whether one other number stands in the place of one that was asked about, and is no bound for it."""
    same = [n for n in held if (n.named and n.named == asked.named) or (n.counts and n.counts == asked.counts)]
    return len({number.value for number in same}) == 1 and not any(number.bound for number in same)
