"""Which candidates hold a term, and the candidates that hold the most of a question.

A candidate is as good as BM25 makes it (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford, 1994), reckoned over all
of its terms. Where few postings are to be read, they all are. Else bitmaps tell which candidates hold the most of the
terms by their weights (`bitmaps`), and these are reckoned alone, so that a question costs much the same whatever the
size of the knowledge: a bitmap of a million candidates has 0.1 MB.
"""

from __future__ import annotations

import functools
import math
import operator
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.index.counting import bitmaps  # not where it is needed: a process that is forked amid that would hang

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from faqbot.index.counting.bitmaps import Bits

# BM25's: how soon more of a term adds nothing, and how much the length of a candidate counts. From 0.3 to 0.9 and with
# 0.6 and 2.0 no figure of the panel moves by more than 0.002, nor of own documents by more than 0.005.
SATURATION: Final = 1.2
LENGTH: Final = 0.5
# Impacts are whole numbers, so that they take two bytes and are the same everywhere: what a candidate of mean length
# has that holds a term once.
ONCE: Final = 1 << 12
_MOST: Final = (1 << 16) - 1

# Postings that are read one by one, which takes 0.3 ms; more take longer than bitmaps do.
BUDGET: Final = 5_000
# Candidates reckoned of those that bitmaps find, for each that is wanted; and of those that seem as good as the last of
# them. Of 300 questions to 1,000,000 entries the right one is among ten for 0.943 with 3 and 5, to 100,000 for 0.977;
# where all are reckoned, which takes 64 ms to a million, for 0.937 and 0.977.
EACH: Final = 5
AS_GOOD: Final = 300
# A term is common where it is held by so many candidates, and by one in so many: of such a one there is a bitmap alone,
# else a list. One in 256 is a list as long as the bitmap of all.
COMMON: Final = 1_024
ONE_IN: Final = 256
# Bitmaps of terms that are kept.
KEPT: Final = 256


class Postings(NamedTuple):
    """The candidates that hold a term, in their order, each with the impact it has there."""

    numbers: Sequence[int]
    impacts: Sequence[int]


class Wanted(NamedTuple):
    """A term that is looked for: by how many candidates it is held, and what it weighs."""

    held: int
    term: str
    weight: float


class Gatherer:
    """Finds the candidates that hold the most of some terms. Safe to share between threads.

    Args:
        size: how many candidates there are.
        frequency: how many of them hold a term.
        postings: of a term that is not common.
        once: the impact that a term has in each candidate which holds it once.
        bits: of a common term.
    """

    def __init__(
        self,
        size: int,
        frequency: Callable[[str], int],
        postings: Callable[[str], Postings],
        once: Sequence[int],
        bits: Callable[[str], Bits],
    ) -> None:
        self._size = size
        self._frequency = frequency
        self._postings = postings
        self._once = once
        self._common = functools.lru_cache(maxsize=KEPT)(bits)

    def gather(
        self,
        terms: Iterable[tuple[str, float]],
        limit: int,
        within: Collection[range] | None = None,
        share: float = 0.0,
    ) -> list[int]:
        """The numbers of the `limit` candidates that hold the most of `terms`, best first.

        Args:
            terms: what is looked for, each with how strongly it is meant, 0..1.
            limit: how many are wanted.
            within: the numbers among which they are looked for; None: all.
            share: how much of what the best of them holds each must hold, 0..1.
        """
        wanted = self._wanted(terms)
        few = sum([each.held for each in wanted]) <= BUDGET and not any(self._is_common(each.held) for each in wanted)
        scores = self._read(wanted, within) if few else self._likely(wanted, limit, within)
        best = _best(scores, limit)
        return [number for number in best if scores[number] >= share * scores[best[0]]]

    def holding(self, terms: Iterable[str]) -> Iterable[int]:
        """The numbers of the candidates that hold all of some terms, in their order."""
        held = {term: self._frequency(term) for term in terms}
        if not all(held.values()):
            return ()
        rare = [self._postings(term).numbers for term, count in held.items() if not self._is_common(count)]
        common = [self._common(term) for term, count in held.items() if self._is_common(count)]
        if rare:
            first, *others = rare
            every = frozenset(first).intersection(*others)
            return (number for number in first if number in every and all(bits[number] for bits in common))
        return bitmaps.ones(functools.reduce(operator.and_, common))

    def _wanted(self, terms: Iterable[tuple[str, float]]) -> list[Wanted]:
        """The terms that something holds, the rarest first, each with its weight by BM25."""
        wanted = []
        for term, strength in terms:
            held = self._frequency(term)
            if held:
                weight = strength * math.log1p((self._size - held + 0.5) / (held + 0.5))
                wanted.append(Wanted(held, term, weight))
        return sorted(wanted)

    def _is_common(self, held: int) -> bool:
        return is_common(held, self._size)

    def _read(self, wanted: Iterable[Wanted], within: Collection[range] | None) -> Mapping[int, float]:
        """All candidates that hold one of some terms, each with its score."""
        found: defaultdict[int, float] = defaultdict(float)
        for _, term, weight in wanted:
            for number, impact in zip(*self._postings(term), strict=True):
                found[number] += weight * impact
        if within is None:
            return found
        return {number: score for number, score in found.items() if any(number in numbers for numbers in within)}

    def _likely(self, wanted: Sequence[Wanted], limit: int, within: Collection[range] | None) -> Mapping[int, float]:
        """The candidates that may be the best, each with its score, as if each held its terms once."""
        weighted = [(each.weight, self._bits(each)) for each in wanted]
        numbers = bitmaps.most(weighted, EACH * limit, AS_GOOD, within)
        sums = dict.fromkeys(numbers, 0.0)
        for weight, bits in weighted:
            for number in bitmaps.held(bits, numbers):
                sums[number] += weight
        return {number: total * self._once[number] for number, total in sums.items()}

    def _bits(self, wanted: Wanted) -> Bits:
        """The bitmap of the candidates that hold a term."""
        if self._is_common(wanted.held):
            return self._common(wanted.term)
        return bitmaps.bitmap(self._postings(wanted.term).numbers, self._size)


def is_common(held: int, size: int) -> bool:
    """Whether a term is common that so many of all candidates hold."""
    return held >= COMMON and held * ONE_IN >= size


def _best(scores: Mapping[int, float], limit: int) -> list[int]:
    """The `limit` numbers of the highest scores, the highest first; ties in their own order."""
    if len(scores) > limit:
        least = sorted(scores.values(), reverse=True)[limit - 1]  # in C, which asks for no key
        scores = {number: score for number, score in scores.items() if score >= least}
    return sorted(scores, key=lambda number: (-scores[number], number))[:limit]


def impact(count: int, length: int, mean: float) -> int:
    """What a term adds to a candidate that holds it `count` times among `length` words, of `mean` in all candidates."""
    share = 1 - LENGTH + LENGTH * (length / mean if mean else 1.0)
    return min(_MOST, round(ONCE * (SATURATION + 1) * count / (count + SATURATION * share)))


def once(lengths: Sequence[int], mean: float) -> list[int]:
    """What a term adds to each candidate, of so many words, that holds it once."""
    adds = {length: impact(1, length, mean) for length in set(lengths)}
    return [adds[length] for length in lengths]


def listed(numbers: Sequence[int], counts: Sequence[int], lengths: Sequence[int], mean: float) -> Postings:
    """The postings of a term that the candidates `numbers` hold, each so many times.

    `lengths` are those of all candidates, and `mean` is their mean.
    """
    held = zip(numbers, counts, strict=True)
    return Postings(numbers, array("H", [impact(count, lengths[number], mean) for number, count in held]))
