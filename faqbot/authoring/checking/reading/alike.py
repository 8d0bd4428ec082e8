"""Sets that share most of their members, found without comparing all pairs.

Two sets of which at least a share t of all their members is common have one of the rarest members of each in common:
of n members one among the first n - ceil(t n) + 1 (prefix filtering; Chaudhuri, Ganti, Kaushik, 2006). So only those
that share such a one are compared, and of the sets that hold a very common one only so many.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Sets that one is compared with because of one member: those beyond share a member that tells nothing.
COMPARED: Final = 50


def pairs(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int]]:
    """The pairs of sets, by number, with at least this Jaccard index; the lower number first, in order.

    Args:
        sets: what is compared; an empty one is like none.
        least: 0..1.
    """
    frequency = Counter(member for each in sets for member in each)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(sets):
        ordered = sorted(each, key=lambda member: (frequency[member], member))
        prefix = ordered[: len(ordered) - math.ceil(least * len(ordered)) + 1]
        met = {other for member in prefix for other in holders[member][-COMPARED:]}
        yield from ((other, number) for other in sorted(met) if share(sets[other], each) >= least)
        for member in prefix:
            holders[member].append(number)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets have in common, as a share of all that they hold, 0..1 (Jaccard); 0 of two empty ones."""
    return len(one & other) / (len(one | other) or 1)
