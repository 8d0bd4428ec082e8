"""Nearness in meaning: of a question to a candidate, and of its words to those of the knowledge."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors import Neighbours, Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.index.index import Index
    from faqbot.index.vectors import Direction, Table

# The least cosine at which a word of the knowledge stands for one of the question, and how many of them may. From 0.6
# to 0.75 no figure of the panel moves by more than 0.003; lower, articles lose.
LEAST: Final = 0.6
NEIGHBOURS: Final = 4

# Where a word that the knowledge lacks is this near to a name of it, and only so many of its words are nearer, it is
# taken for another name of that sort: China, beside Qatar. Wrong answers to near misses on the article that ships
# 13 -> 12, right ones as before; AUROC on the panel 0.889 -> 0.887.
LIKE_A_NAME: Final = 0.45
NEAREST: Final = 2

# Candidates whose vectors are kept once a question has needed them: some 10 kB each.
KEPT: Final = 2_000


class Meaning:
    """The meaning of texts as sums of their words' vectors. Safe to share between threads.

    Args:
        table: the vectors.
        index: the knowledge's.
    """

    def __init__(self, table: Table, index: Index) -> None:
        self._table = table
        self._index = index
        self._stack = functools.lru_cache(maxsize=KEPT)(self._stack_of)
        self._whole = functools.lru_cache(maxsize=KEPT)(self._whole_of)
        # Made when they are first needed; a cached_property has a lock, at which a forked process may hang for good.
        self._neighbours = functools.lru_cache(maxsize=1)(lambda: Neighbours(table, index.forms))

    def of(self, _question: str, words: Sequence[str]) -> Direction:
        """The meaning of a question of these words."""
        return self._table.direction(words)

    def closest(self, _asked: Direction, _limit: int) -> list[int]:
        """None: those that share no word with a question are found by the neighbours of its words."""
        return []

    def nearness(self, asked: Direction, number: int) -> float:
        """How near the line that means most alike comes to the question, 0..1."""
        return max(0.0, *self._stack(number).cosines(asked))

    def of_lines(self, asked: Direction, number: int) -> list[float]:
        """How near each line of a candidate comes to the question, as a cosine."""
        return self._whole(number).cosines(asked)

    def knows(self, word: str) -> bool:
        """Whether the table has the word, so that it is no misspelling."""
        return word in self._table

    def alike(self, one: str, other: str) -> float:
        """How near two words are to each other, as a cosine; 0 where the table lacks one of them."""
        return Stack([self._table.direction([other])]).cosines(self._table.direction([one]))[0]

    def near(self, word: str) -> list[tuple[str, float]]:
        """The terms of the knowledge that mean much the same as a word, nearest first, each with its cosine.

        Never a name: that Egypt is like Qatar makes them none the same.
        """
        found: dict[str, float] = {}
        for form, cosine in self._neighbours().near(word, LEAST, NEIGHBOURS):
            if not self._index.is_stop_word(form) and self._index.forms[form] not in self._index.names:
                found.setdefault(self._index.forms[form], cosine)
        return list(found.items())

    def likeness(self, words: Sequence[str]) -> Callable[[str], float]:
        """How near each word of the knowledge comes to the one of `words` that is most like it, 0..1."""
        return self._neighbours().likeness(words)

    def is_name(self, word: str) -> bool:
        """Whether a word that the knowledge lacks is a name of a sort that it has, however it is written."""
        near = self._neighbours().near(word, LIKE_A_NAME, NEAREST)
        return any(self._index.forms[form] in self._index.names for form, _ in near)

    def _stack_of(self, number: int) -> Stack:
        candidate: Candidate = self._index.candidates[number]
        return self._stacked(candidate.lines[: candidate.asked])

    def _whole_of(self, number: int) -> Stack:
        return self._stacked(self._index.candidates[number].lines)

    def _stacked(self, lines: Iterable[Line]) -> Stack:
        return Stack([self._table.direction([word.text for word in line.words]) for line in lines])
