"""The words of a knowledge, to be found by meaning."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.index.vectors.table import Table

# Words whose neighbours are kept.
KEPT: Final = 5_000


class Neighbours:
    """The words of a knowledge, to be found by meaning. Immutable; safe to share between threads.

    Args:
        table: the vectors.
        words: the words, in lower case; those that the table lacks are left out.
    """

    def __init__(self, table: Table, words: Iterable[str]) -> None:
        self._table = table
        found = {word: row for word in sorted(set(words)) if (row := table.row(word)) is not None}
        self._words = list(found)
        self._rows = Rows(b"".join(found.values()), table.dimensions)
        self.near = functools.lru_cache(KEPT)(self._near)

    def _near(self, word: str, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        """The words most like `word`, best first, each with its cosine of at least `least`; never `word` itself."""
        row = self._table.row(word)
        near = [(self._words[at], cosine) for at, cosine in self._rows.near(row, least)] if row else []
        near.sort(key=lambda found: (-found[1], found[0]))
        return tuple(found for found in near if found[0] != word)[:limit]
