"""Nearness in meaning by an encoder of texts, in place of the table of word vectors."""

from __future__ import annotations

import functools
import heapq
import warnings
from bisect import bisect_left
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.index import cache
from faqbot.index.vectors import Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.cache import Progress
    from faqbot.index.encoder import TextEncoder
    from faqbot.index.index import Index
    from faqbot.index.vectors import Direction

# Questions whose nearness to all candidates is kept: that of the present one in a few threads is used again.
KEPT: Final = 8


class Encoded:
    """The lines of a knowledge as an encoder sees them. As safe to share between threads as the encoder is.

    Args:
        encoder: what makes directions of texts.
        index: the knowledge's.
    """

    def __init__(self, encoder: TextEncoder, index: Index) -> None:
        self._encoder = encoder
        self._index = index
        self._warned = False
        lines = [(c.number, line.value) for c in index.candidates for line in c.lines[: c.asked]]
        self._owners = [number for number, _ in lines]
        self._values = [value for _, value in lines]
        self._stack: Stack | None = None
        self._cosines = functools.lru_cache(maxsize=KEPT)(self._cosines_of)
        self._all = functools.lru_cache(maxsize=KEPT)(self._all_of)

    def prepare(self, progress: Progress | None = None) -> Stack:
        """Has the lines encoded, where that has not been done; else the first question has it done.

        Args:
            progress: as of `cache.directions`.

        Raises:
            FaqbotError: the encoder failed.
        """
        if self._stack is None:  # two threads at once make the same
            made = cache.directions(self._encoder, self._values, progress)
            self._stack = Stack([made[value] for value in self._values])
        return self._stack

    def of(self, question: str, _words: Sequence[str]) -> Direction | None:
        """The meaning of a question; None, with a warning at the first time, where the encoder fails."""
        try:
            (direction,) = self._encoder.directions([question])
        except FaqbotError as error:
            self._warn(error)
            return None
        return direction

    def nearness(self, asked: Direction, number: int) -> dict[str, float]:
        """How near the line of a candidate most like the question comes to it, as a trait: a squared cosine."""
        return {"meaning": self._all(asked)[number] ** 2}

    def of_lines(self, asked: Direction, number: int) -> list[float]:
        """How near each line of a candidate comes to the question, as a cosine; 0 for its rest, which isn't encoded."""
        candidate, first = self._index.candidates[number], bisect_left(self._owners, number)
        near = self._cosines(asked)[first : first + candidate.asked]
        return [*near, *(0.0 for _ in candidate.lines[candidate.asked :])]

    def closest(self, asked: Direction, limit: int) -> list[int]:
        """The numbers of the `limit` candidates that come nearest to the question, best first."""
        near = self._all(asked)
        return heapq.nsmallest(limit, range(len(near)), key=lambda number: (-near[number], number))

    def _cosines_of(self, asked: Direction) -> list[float]:
        return self.prepare().cosines(asked)

    def _all_of(self, asked: Direction) -> list[float]:
        near = zip(self._owners, self._cosines(asked), strict=True)
        return [max(0.0, *(cosine for _, cosine in own)) for _, own in groupby(near, key=itemgetter(0))]

    def _warn(self, error: FaqbotError) -> None:
        if not self._warned:
            self._warned = True
            warnings.warn(f"{error}. Until it works again questions are matched without it.", stacklevel=2)
