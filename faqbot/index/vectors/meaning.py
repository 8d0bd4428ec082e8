"""Nearness in meaning: of a question to a candidate, and of its words to those of the knowledge."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.neighbours import Neighbours
from faqbot.index.vectors.rows import Rows, cosine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from faqbot.index.candidates import Line
    from faqbot.index.index import Index
    from faqbot.index.vectors.rows import Direction
    from faqbot.index.vectors.table import Table
    from faqbot.language.terms import Word

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
        self._rows = functools.lru_cache(maxsize=KEPT)(self._rows_of)
        self._neighbours = Neighbours(table, index.words)

    def of(self, _question: str, words: Sequence[Word]) -> Direction:
        """The meaning of a question of these words."""
        return self._table.direction([word.text for word in words])

    def closest(self, _asked: Direction, _limit: int, _within: Collection[range] | None = None) -> list[int]:
        """None: those that share no word with a question are found by the neighbours of its words."""
        return []

    def nearness(self, asked: Direction, number: int) -> dict[str, float]:
        """How near a candidate comes to the question, 0..1, as traits: the line most like it, and the whole.

        Of a line the square of the cosine: any two texts of a knowledge are somewhat alike, which says little.
        """
        *lines, whole = self._rows(number).cosines(asked)
        return {"meaning": max(0.0, *lines) ** 2, "gist": max(0.0, whole)}

    def of_lines(self, asked: Direction, number: int) -> list[float]:
        """How near each line of a candidate comes to the question, as a cosine."""
        return self._rows(number).cosines(asked)[:-1]

    def knows(self, word: str) -> bool:
        """Whether the table has the word, so that it is no misspelling."""
        return word in self._table

    def alike(self, one: str, other: str) -> float:
        """How near two words are to each other, as a cosine; 0 where the table lacks one of them."""
        return cosine(self._table.direction([one]), self._table.direction([other]))

    def near(self, word: str) -> list[tuple[str, float]]:
        """The terms of the knowledge that mean much the same as a word, nearest first, each with its cosine.

        Never a name, and nothing for a number: that Egypt is like Qatar, or 7 like four, makes them none the same.
        """
        found: dict[str, float] = {}
        if word.isdecimal():
            return []
        for form, near in self._neighbours.near(word, LEAST, NEIGHBOURS):
            stem = self._index.words.stem(form) or form
            if not self._index.is_stop_word(form) and stem not in self._index.names:
                found.setdefault(stem, near)
        return list(found.items())

    def is_name(self, word: str) -> bool:
        """Whether a word that the knowledge lacks is a name of a sort that it has, however it is written."""
        near = self._neighbours.near(word, LIKE_A_NAME, NEAREST)
        return any(self._index.words.stem(form) in self._index.names for form, _ in near)

    def _rows_of(self, number: int) -> Rows:
        candidate = self._index.candidates[number]
        rows = candidate.rows or directions(self._table, candidate.lines, candidate.asked)
        return Rows(rows, self._table.dimensions)


def directions(table: Table, lines: Sequence[Line], asked: int) -> bytes:
    """Where a candidate's wordings point to, each of its sentences with what stands over it, and all of it.

    A sentence is about what its heading says, or the question it answers, whether it repeats that or not.

    Args:
        table: the vectors.
        lines: the candidate's lines, then its rest.
        asked: how many of them are its lines.

    Returns:
        a direction for each of them, of zeros for what only supports it and is no sentence, and the last for all; one
        after the other, as `Rows` takes them.
    """
    totals = [table.total([word.text for word in line.words]) for line in lines]
    title, read = totals[0], list[int]()
    for at, (line, total) in enumerate(zip(lines, totals, strict=True)):
        read.append(title + total if line.source else total if at < asked else 0)
    whole = title + sum(total for line, total in zip(lines, totals, strict=True) if line.source)
    return b"".join(map(table.towards, (*read, whole)))
