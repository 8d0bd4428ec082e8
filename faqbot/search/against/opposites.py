"""The opposite of what a question asks: to "how do I disable it", "How do I enable it?" is no answer.

A candidate that holds both sides tells of both, and what it has in other words of the same side is as well.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.search.question import negates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.index.index import Index
    from faqbot.language.grammar import Contrasts
    from faqbot.language.terms import Word
    from faqbot.search.question import Question

# How many words behind a verb its particle may stand: "turn the alarm on".
APART: Final = 4
# How many words to either side of one, but for stop words, still say what it is done to: "disable the new login".
REACH: Final = 3
# The fewest letters of a word that another becomes the opposite of by what is put before it.
LEAST: Final = 4

# Words that are kept with what means the same and the opposite.
KEPT: Final = 10_000


class Opposites:
    """Finds what is the opposite of what was asked. Immutable once built.

    Args:
        index: the knowledge's.
        contrasts: what tells texts apart in its language.
    """

    def __init__(self, index: Index, contrasts: Contrasts) -> None:
        self._index = index
        self._turning = contrasts.turning
        self._into = contrasts.into
        self._sides = _sides(contrasts, index.language.stem)
        self._verbs = frozenset(unit.partition(" ")[0] for unit in self._sides if " " in unit)
        self._asked = functools.lru_cache(maxsize=1)(self._asked_of)
        self._both = functools.lru_cache(maxsize=KEPT)(self._both_of)

    def applies(self, question: Question) -> bool:
        """Whether anything of a question can be missed so: else nothing is against any candidate."""
        return bool(self._asked(question))

    def left(self, question: Question, candidate: Candidate, nearest: int) -> float:
        """0.0 where a wording has the opposite of a word that the candidate lacks, of the same thing; else 1.0.

        Args:
            question: what is asked.
            candidate: what may answer it.
            nearest: the index of the line that comes nearest to the question; a section's heading counts too.
        """
        asked = self._asked(question)
        near = {nearest, 0} if candidate.kind == "section" else {nearest}
        turned = [each for each in asked if any(self._turns(each, question, candidate.lines[at]) for at in near)]
        if not turned:
            return 1.0
        held = set[str]().union(*(self._units(line.words) for line in candidate.lines))
        return 0.0 if any(held.isdisjoint(each.own | self._met(question, each)) for each in turned) else 1.0

    def between(self, one: Sequence[Word], other: Sequence[Word]) -> bool:
        """Whether one text has the opposite of a word that the other has, and neither has both."""
        here, there = self._units(one).keys(), self._units(other).keys()
        sides = map(self._both, here - there)
        return any(
            not others.isdisjoint(there) and others.isdisjoint(here) and own.isdisjoint(there) for own, others in sides
        )

    def _turns(self, asked: _Asked, question: Question, line: Line) -> bool:
        """Whether a line has the opposite of a word of the question, and beside it something that the question has.

        With a "not" in one of them the opposite means the same: what is not accepted is declined.
        """
        places = [at for unit, at in self._units(line.words).items() if unit in asked.others]
        if not places or question.negative != negates(line.words, question.language):
            return False
        about = self._around(asked.at, question.words)
        wanted = set[str]().union(*(question.meets(at) for at in about))
        near = (line.terms_at(by) for at in places for by in self._around(at, line.words))
        return not about or any(not wanted.isdisjoint(terms) for terms in near)

    def _around(self, at: int, words: Sequence[Word]) -> list[int]:
        """The places of the words around one that say what it is done to; of a preposition, those behind it."""
        said = [by for by, word in enumerate(words) if by != at and not self._index.is_stop_word(word.stem)]
        before = [] if self._index.is_stop_word(words[at].stem) else [by for by in said if by < at][-REACH:]
        return before + [by for by in said if by > at][:REACH]

    def _met(self, question: Question, asked: _Asked) -> set[str]:
        """The terms that the word is met by, but for its opposites, of which it may look like a misspelling."""
        return question.meets(asked.at) - asked.others if question.words[asked.at].stem == asked.unit else set()

    def _asked_of(self, question: Question) -> list[_Asked]:
        """The words of a question that have an opposite which it doesn't have as well."""
        units = self._units(question.words)
        found = [_Asked(unit, at, *self._both(unit)) for unit, at in units.items()]
        return [each for each in found if each.others and each.others.isdisjoint(units)]

    def _both_of(self, unit: str) -> tuple[frozenset[str], frozenset[str]]:
        """The words that mean the same as one, itself too, and those that mean the opposite."""
        own, others = self._sides.get(unit, (frozenset[str](), frozenset[str]()))
        turned = {before + unit for before in self._turning if len(unit) >= LEAST}
        turned |= {unit[len(b) :] for b in self._turning if unit.startswith(b) and len(unit) >= LEAST + len(b)}
        return own | {unit}, others | ({unit for unit in turned if unit in self._index})

    def _units(self, words: Sequence[Word]) -> dict[str, int]:
        """The stems of a text, and its verbs with their particles, each with where it stands."""
        found = {word.stem: at for at, word in enumerate(words)}
        for at, word in enumerate(words):
            if word.stem in self._verbs:
                for behind in words[at + 1 : at + 1 + APART]:
                    unit = f"{word.stem} {self._into.get(behind.text, behind.text)}"
                    if unit in self._sides:
                        found[unit] = at
        return found


class _Asked(NamedTuple):
    """A word of a question, where it stands, the words that mean the same, and those that mean the opposite."""

    unit: str
    at: int
    own: frozenset[str]
    others: frozenset[str]


def _sides(contrasts: Contrasts, stem: Callable[[str], str]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By word, as a text has it: the words of its side, and those of the other."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for pair in contrasts.sides:
        one, other = (frozenset(_unit(word, stem) for word in side) for side in pair)
        for own, others in ((one, other), (other, one)):
            for word in own:
                before = found.get(word, (frozenset[str](), frozenset[str]()))
                found[word] = (before[0] | own, before[1] | others)
    return found


def _unit(word: str, stem: Callable[[str], str]) -> str:
    verb, _, particle = word.partition("-")
    return f"{stem(verb)} {particle}" if particle else stem(verb)
