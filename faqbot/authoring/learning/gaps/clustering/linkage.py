"""Things that are near to each other -> clusters, by average linkage (Sokal and Michener, 1958).

Two clusters become one while the mean nearness of all pairs between them is the largest there is, and large enough. So
no chain of things, each near to the next, ends in a cluster whose ends have nothing to do with each other.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def clusters(size: int, pairs: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """The clusters of things 0..size-1, each in order, in the order of their first.

    Args:
        size: how many things there are.
        pairs: how near two are, by their numbers; those left out are not near at all.
        least: the least mean nearness by which two clusters become one.
    """
    members = {at: [at] for at in range(size)}
    sums: dict[int, dict[int, float]] = {at: {} for at in range(size)}
    for (one, other), near in pairs.items():
        sums[one][other] = sums[other][one] = near
    heap = [(-near, min(pair), max(pair)) for pair, near in pairs.items()]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= least:
        mean, one, other = heapq.heappop(heap)
        if one not in members or other not in members or mean != -_mean(sums, members, one, other):
            continue  # one of the two has grown since, or is part of another
        _join(sums, members, one, other)
        for grown in _near(sums, members, one):
            heapq.heappush(heap, grown)
    return [sorted(members[at]) for at in sorted(members)]


def _mean(sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], one: int, other: int) -> float:
    return sums[one].get(other, 0.0) / (len(members[one]) * len(members[other]))


def _near(
    sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], one: int
) -> Iterator[tuple[float, int, int]]:
    for other in sums[one]:
        yield -_mean(sums, members, one, other), min(one, other), max(one, other)


def _join(sums: dict[int, dict[int, float]], members: dict[int, list[int]], one: int, other: int) -> None:
    """Make `other` a part of `one`, the smaller of the two."""
    members[one] += members.pop(other)
    for third, near in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + near
