"""Questions asked too seldom to be asked again -> the one of those that were which they are most like, by their words.

That is a cosine of their stems, each weighed by how rare it is (Salton, 1971): some 20 µs a question, where the matcher
takes a hundred times as long.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

# The least cosine by which a question is taken for one that asks the same. Of 54 paraphrases of ten topics of a bakery,
# each held against the others, 35, 27 and 20 are joined at 0.4, 0.5 and 0.6, all to their own topic; of 53 of a
# library, on which it wasn't chosen, 35, 33 and 30, of which 1, 1 and 0 wrongly.
LEAST: Final = 0.5

# Postings gone through for a question, those of its rarest words first; the list in which that is passed is gone
# through to its end. Of those that would be joined without a bound 1 in 18 are not.
POSTINGS: Final = 100


class Joiner:
    """Finds what questions are like. Immutable once built.

    Args:
        known: the stems of each question that others may be like.
        weight: what a stem weighs.
        small: the words that say nothing of a subject.
    """

    def __init__(self, known: Sequence[Sequence[str]], weight: Callable[[str], float], small: Collection[str]) -> None:
        self._weight = weight
        self._small = small
        self._known = [self._weights(stems) for stems in known]
        self._lengths = [_length(own) for own in self._known]
        self._holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, (own, length) in enumerate(zip(self._known, self._lengths, strict=True)):
            for stem, weight_ in own.items():
                self._holding[stem].append((at, weight_ * weight_ / length))

    def like(self, stems: Sequence[str]) -> int | None:
        """The place of the question that one of these stems is most like; None: it is like none."""
        own = self._weights(stems)
        length = _length(own)
        found = [stem for stem in own if stem in self._holding]
        if sum([own[stem] ** 2 for stem in found]) < (LEAST * length) ** 2:  # then no cosine can be as large
            return None
        found.sort(key=lambda stem: (len(self._holding[stem]), stem))
        sums: dict[int, float] = {}
        gone = 0
        for stem in found:
            for at, share in self._holding[stem]:
                sums[at] = sums.get(at, 0.0) + share
            gone += len(self._holding[stem])
            if gone > POSTINGS:
                break
        if not sums:
            return None
        best = max(sums, key=sums.__getitem__)  # of several the first, in the order of the words and the questions
        shared = sum([weight * weight for stem, weight in own.items() if stem in self._known[best]])
        return best if shared >= LEAST * length * self._lengths[best] else None

    def _weights(self, stems: Sequence[str]) -> dict[str, float]:
        return {stem: self._weight(stem) for stem in stems if stem not in self._small}


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum([weight * weight for weight in weights.values()])) or 1.0
