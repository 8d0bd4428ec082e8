"""The words of a knowledge, to be found by meaning."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import Rows, cosine

if TYPE_CHECKING:
    from faqbot.index.counting.vocabulary import Vocabulary
    from faqbot.index.vectors.rows import Direction
    from faqbot.index.vectors.table import Table

# Words whose neighbours are kept.
KEPT: Final = 5_000


class Neighbours:
    """The words of a knowledge, to be found by meaning. Immutable; safe to share between threads.

    The table has the words that are most like a word, and among these are mostly those of the knowledge that are: of
    the content words of sentences, for 88 in 100 where it has 500 words, for 97 where it has 10,000. For the others all
    are compared, of which there are no more than the table has: 31,249 take 0.3 ms.

    Args:
        table: the vectors.
        known: the words; those that the table lacks are left out.
    """

    def __init__(self, table: Table, known: Vocabulary) -> None:
        self._table = table
        self.near = functools.lru_cache(KEPT)(self._near)
        # Made when they are first needed; a cached_property has a lock, at which a forked process may hang for good.
        self._numbers = functools.lru_cache(maxsize=1)(lambda: known.places(table.checksum, table.find))
        self._held = functools.lru_cache(maxsize=1)(lambda: frozenset(self._numbers()))
        self._rows = functools.lru_cache(maxsize=1)(
            lambda: Rows(b"".join(map(table.at, self._numbers())), table.dimensions)
        )

    def _near(self, word: str, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        """The words most like `word`, best first, each with its cosine of at least `least`; never `word` itself."""
        number, table = self._table.find(word), self._table
        if number is None:
            return ()
        row, held, found = table.at(number), self._held(), list[tuple[str, float]]()
        others = table.nearest(number)
        for other in others:
            if other in held:
                near = cosine(row, table.at(other))
                if near < least or len(found) == limit:
                    return tuple(found)
                found.append((table.word(other), near))
        enough = len(found) == limit or (others and cosine(row, table.at(others[-1])) < least)
        return tuple(found) if enough else self._of_all(number, row, least, limit)

    def _of_all(self, number: int, row: Direction, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        numbers = self._numbers()
        order = sorted((-near, numbers[at]) for at, near in self._rows().near(row, least))
        others = [(other, -near) for near, other in order if other != number]
        return tuple([(self._table.word(other), near) for other, near in others[:limit]])
