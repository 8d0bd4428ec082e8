"""The words of a knowledge, to be found by meaning."""

from __future__ import annotations

import functools
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.counting.vocabulary import Vocabulary
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
        self._known = known
        self.near = functools.lru_cache(KEPT)(self._near)
        # Made when they are first needed; a cached_property has a lock, at which a forked process may hang for good.
        self._rows = functools.lru_cache(maxsize=1)(self._all_rows)

    def _near(self, word: str, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        """The words most like `word`, best first, each with its cosine of at least `least`; never `word` itself."""
        found = list[tuple[str, float]]()
        for other, cosine in self._table.nearest(word):
            if cosine < least or len(found) == limit:
                return tuple(found)
            if other in self._known:
                found.append((other, cosine))
        return tuple(found) if len(found) == limit else self._of_all(word, least, limit)

    def _of_all(self, word: str, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        row = self._table.row(word)
        if row is None:
            return ()
        numbers, rows = self._rows()
        near = sorted((-cosine, numbers[at]) for at, cosine in rows.near(row, least))
        others = ((self._table.word(number), -cosine) for cosine, number in near)
        return tuple(islice(((other, cosine) for other, cosine in others if other != word), limit))

    def _all_rows(self) -> tuple[Sequence[int], Rows]:
        numbers = self._known.places(self._table.checksum, self._table.find)
        return numbers, Rows(b"".join(map(self._table.at, numbers)), self._table.dimensions)
