"""Many directions, of which the ones nearest to another are looked for in the clusters that it is nearest to.

Jégou, Douze and Schmid (2011) call that an inverted file.
"""

from __future__ import annotations

import math
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import Rows, joined, square
from faqbot.index.vectors.sums import packed, towards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.index.vectors.rows import Direction

# Rows that are compared with a direction, at most and a cluster: two milliseconds. So many need no clusters. Of 20,000
# sentences the one nearest to a question is found for 0.99 so, and of the ten nearest 0.99; with a twelfth of the rows,
# as of 100,000, 0.93 and 0.89.
COMPARED: Final = 8_192
# Clusters for the root of the rows, and how often their middles are found anew. With a twelfth of the rows 0.85, 0.89,
# 0.92 and 0.94 of the nearest are found by 1 and 2 clusters without rounds, and by these with two.
CLUSTERS: Final = 2
ROUNDS: Final = 2


class Clusters:
    """Directions by what they are near to. Immutable; safe to share between threads.

    A file holds the rows in the order of their clusters, and what the other arguments are.

    Args:
        rows: the directions, cluster after cluster.
        order: the place of each among those that were clustered.
        starts: where among the rows each cluster begins, and where the last ends.
        middles: what the rows of each cluster are near to.
    """

    def __init__(self, rows: Rows, order: Sequence[int], starts: Sequence[int], middles: Rows) -> None:
        self._rows, self._order, self._starts, self._middles = rows, order, starts, middles

    def near(self, direction: Direction, compared: int = COMPARED) -> Iterator[tuple[int, float]]:
        """The rows of the clusters nearest to a direction: the place of each, and its cosine."""
        cosines = self._middles.cosines(direction)
        for cluster in sorted(range(len(cosines)), key=lambda at: (-cosines[at], at)):
            start, end = self._starts[cluster : cluster + 2]
            yield from zip(self._order[start:end], self._rows.cosines(direction, start, end), strict=True)
            compared -= end - start
            if compared <= 0:
                break


def clustered(directions: Sequence[Direction]) -> Clusters:
    """The clusters of at least one direction, the same on every machine."""
    rows, size = joined(directions), round(CLUSTERS * math.sqrt(len(directions)))
    middles = [directions[at * len(directions) // size] for at in range(size)]
    for _ in range(ROUNDS):
        sums = [0] * size
        for direction, cluster in zip(directions, _alike(middles).most(rows), strict=True):
            sums[cluster] += packed(direction)
        found = [towards(total, rows.dimensions) if total else b"" for total in sums]
        middles = [new or old for new, old in zip(found, middles, strict=True)]
    members = [array("I") for _ in range(size)]
    for at, cluster in enumerate(_alike(middles).most(rows)):
        members[cluster].append(at)
    order = [at for cluster in members for at in cluster]
    starts = array("I", accumulate(map(len, members), initial=0))
    return Clusters(joined([directions[at] for at in order]), array("I", order), starts, joined(middles))


def _alike(middles: Sequence[Direction]) -> Rows:
    """Directions as rows that are as long as each other, so that of two products the larger is the nearer."""
    lengths = [math.sqrt(square(middle)) for middle in middles]
    least = min(filter(None, lengths), default=0.0)
    shares = [least / (length or 1.0) for length in lengths]
    shorter = [
        [round(x * share) for x in memoryview(one).cast("b")] for one, share in zip(middles, shares, strict=True)
    ]
    return joined([array("b", row).tobytes() for row in shorter])
