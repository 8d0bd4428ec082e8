"""How much of a candidate's wordings a question covers: what a wording asks beyond that is against it."""

from __future__ import annotations

import heapq
import math
from operator import mul
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.index.candidates import Candidate, Line

# An entry's wordings of which it is looked at how much the question covers, those nearest to it.
NEAREST: Final = 2


def covered(
    strengths: Mapping[str, float], candidate: Candidate, shares: Sequence[Sequence[float]], nearness: Sequence[float]
) -> float:
    """How much of the nearest wordings of a candidate is covered, of the best, 0..1.

    Args:
        strengths: the terms that a question meets, each with the most that a word earns by it.
        candidate: what may answer it.
        shares: of each of its questions the share of its weight that each word has.
        nearness: how near each line of the candidate comes, in their order.
    """
    nearest: Sequence[int] = candidate.questions
    if len(nearest) > NEAREST:
        nearest = heapq.nlargest(NEAREST, nearest, key=nearness.__getitem__)
    first = candidate.questions.start
    return max([_covered(strengths, candidate.lines[at], shares[at - first]) for at in nearest], default=0.0)


def _covered(strengths: Mapping[str, float], line: Line, shares: Sequence[float]) -> float:
    """The share of a wording that a question meets whose words meet terms so strongly, 0..1."""
    met = [strengths.get(stem, 0.0) for stem in line.stems]
    for start, end, term in (*line.spots, *line.groups):
        if strength := strengths.get(term):
            met[start:end] = [max(strength, before) for before in met[start:end]]
    return math.fsum(map(mul, shares, met))
