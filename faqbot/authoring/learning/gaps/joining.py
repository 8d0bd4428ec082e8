"""Questions asked too seldom to be asked again -> the one of those that were which they are most like, by their words.

That is a cosine of their stems, each weighed by how rare it is (Salton, 1971): some 20 µs a question, where the matcher
takes a hundred times as long.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

# The least cosine by which a question is taken for one that asks the same. Of paraphrases about a bakery, each held
# against the others, all that are joined by it are joined rightly; at 0.5 nine in ten.
LEAST: Final = 0.6

# The words of a question, the rarest, by which those like it are looked for.
LOOKED_FOR: Final = 4


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
        self._holding = defaultdict[str, list[tuple[int, float]]](list)
        for at, stems in enumerate(known):
            own = self._weights(stems)
            length = _length(own)
            for stem, weight_ in own.items():
                self._holding[stem].append((at, weight_ * weight_ / length))

    def like(self, stems: Sequence[str]) -> int | None:
        """The place of the question that one of these stems is most like, the first of several; None: it is like none.

        Raises nothing, however many stems there are.
        """
        own = self._weights(stems)
        rare = sorted((s for s in own if s in self._holding), key=lambda s: (-own[s], s))[:LOOKED_FOR]
        sums = dict[int, float]()
        for stem in rare:
            for at, share in self._holding[stem]:
                sums[at] = sums.get(at, 0.0) + share
        if not sums:
            return None
        best = min(sums, key=lambda at: (-sums[at], at))
        return best if sums[best] >= LEAST * _length(own) else None

    def _weights(self, stems: Sequence[str]) -> dict[str, float]:
        return {stem: self._weight(stem) for stem in stems if stem not in self._small}


def _length(weights: dict[str, float]) -> float:
    return math.sqrt(math.fsum([weight * weight for weight in weights.values()])) or 1.0
