"""Words that a question misspells, or has in another form than the knowledge: subscripton, librarian for library."""

from __future__ import annotations

import bisect
from itertools import islice
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from faqbot.search.matches import How

if TYPE_CHECKING:
    from collections.abc import Mapping

# Typos by length of the word, as Meilisearch allows them: none in 1-4 letters, one in 5-8, two from 9.
ONE_TYPO: Final = 5
TWO_TYPOS: Final = 9

# Two words are of one family (library, librarian) where they begin with the same letters: at
# least so many, and this share of the longer one. P@1 +0.1 points on the panel, +1.4 on the article.
FAMILY_START: Final = 4
FAMILY_SHARE: Final = 0.6


class Speller:
    """Finds the knowledge's words that a word it doesn't know may stand for.

    Args:
        forms: every word of the knowledge with its stem.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._stem = forms
        self._sorted = sorted(form for form in forms if form.isalpha())
        self._by_length: dict[int, list[str]] = {}
        for form in self._sorted:
            self._by_length.setdefault(len(form), []).append(form)

    def meets(self, word: str) -> tuple[tuple[str, How], ...]:
        """The terms that `word` may be a misspelling of, else those of its family; numbers have neither."""
        if not word.isalpha():
            return ()
        typos = self._typos(word)
        if typos:
            return tuple((stem, How.TYPO) for stem in typos)
        return tuple((stem, How.FAMILY) for stem in self._family(word))

    def _typos(self, word: str) -> list[str]:
        size = len(word)
        allowed = 0 if size < ONE_TYPO else 1 if size < TWO_TYPOS else 2
        if not allowed:
            return []
        near = [form for n in range(size - allowed, size + allowed + 1) for form in self._by_length.get(n, ())]
        # Optimal string alignment: two letters that changed places are one typo (Damerau, 1964).
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        least = min((distance for _, distance, _ in found), default=0)
        return sorted({self._stem[form] for form, distance, _ in found if distance == least})

    def _family(self, word: str) -> list[str]:
        head = word[:FAMILY_START]
        shares: dict[str, float] = {}
        for form in islice(self._sorted, bisect.bisect_left(self._sorted, head), None):
            if not form.startswith(head):
                break
            share = _shared_start(form, word) / max(len(form), len(word))
            if share >= FAMILY_SHARE:
                shares[self._stem[form]] = max(share, shares.get(self._stem[form], 0.0))
        best = max(shares.values(), default=0.0)
        return sorted(stem for stem, share in shares.items() if share == best)


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
