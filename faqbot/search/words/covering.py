"""How much of a candidate's wordings a question covers: what a wording asks beyond that is against it."""

from __future__ import annotations

import functools
import heapq
import math
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.index.index import Index

# An entry's wordings of which it is looked at how much the question covers, those nearest to it.
NEAREST: Final = 2

# Candidates whose wordings are kept once a question has needed them: some 2 kB each.
KEPT: Final = 2_000


class Covering:
    """Tells how much of the wordings of a knowledge is covered. Safe to share between threads.

    Args:
        index: the knowledge's.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._wordings = functools.lru_cache(maxsize=KEPT)(self._wordings_of)

    def share(self, strengths: Mapping[str, float], candidate: Candidate, nearness: Sequence[float]) -> float:
        """How much of the nearest wordings is covered, of the best, 0..1.

        Args:
            strengths: the terms that a question meets, each with the most that a word earns by it.
            candidate: what may answer it.
            nearness: how near each line of the candidate comes, in their order.
        """
        nearest: Sequence[int] = candidate.questions
        if len(nearest) > NEAREST:
            nearest = heapq.nlargest(NEAREST, nearest, key=nearness.__getitem__)
        wordings, first = self._wordings(candidate), candidate.questions.start
        return max([_share(strengths, wordings[at - first]) for at in nearest], default=0.0)

    def _wordings_of(self, candidate: Candidate) -> list[_Wording]:
        """The questions of a candidate."""
        return [self._wording(candidate.lines[at]) for at in candidate.questions]

    def _wording(self, line: Line) -> _Wording:
        weights = [self._index.weight(word.stem) for word in line.words]
        total, spots = math.fsum(weights) or 1.0, (*line.spots, *line.groups)
        terms = [(at, spot.term) for spot in spots for at in range(spot.start, spot.end)]
        also = [(at, [term for by, term in terms if by == at]) for at in sorted({at for at, _ in terms})]
        return _Wording([weight / total for weight in weights], [word.stem for word in line.words], also)


class _Wording(NamedTuple):
    """A wording: the share of its weight that each word has, their stems, and what else they stand for, by index."""

    weights: Sequence[float]
    stems: Sequence[str]
    terms: Sequence[tuple[int, Sequence[str]]]


def _share(strengths: Mapping[str, float], wording: _Wording) -> float:
    """The share of a wording that a question meets whose words meet terms so strongly, 0..1."""
    met = [strengths.get(stem, 0.0) for stem in wording.stems]
    for at, terms in wording.terms:
        met[at] = max(met[at], *[strengths.get(term, 0.0) for term in terms])
    return math.fsum(map(mul, wording.weights, met))
