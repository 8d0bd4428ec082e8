"""Which candidates hold a term, the best first; and the candidates that hold the most of a question.

A candidate is as good as BM25 makes it (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford, 1994), reckoned over all
of its terms. Lists of postings are in the order of their impact (Anh and Moffat, 2001) and are read within a budget,
the rarest term first. What is left when that is spent are words that very many candidates hold. Of these it is looked
which candidates hold several at once, by bitmaps of 0.1 MB a million candidates, of which two meet in 5 µs; so that a
question costs the same whatever the size of the knowledge.
"""

from __future__ import annotations

import functools
import math
from array import array
from collections import defaultdict
from itertools import compress, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bitarray import bitarray

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    Bits = bitarray

# BM25's: how soon more of a term adds nothing, and how much the length of a candidate counts. From 0.3 to 0.9 and with
# 0.6 and 2.0 no figure of the panel moves by more than 0.002, nor of own documents by more than 0.005.
SATURATION: Final = 1.2
LENGTH: Final = 0.5
# Impacts are whole numbers, so that they take two bytes and are the same everywhere: what a candidate of mean length
# has that holds a term once.
ONCE: Final = 1 << 12
_MOST: Final = (1 << 16) - 1

# Postings read, the rarest term first; a list that is longer than what is left is read only while few candidates are
# found. What is left then is added to all that are found; of words that more than one in `COMMON` candidates holds only
# to the best, and to those that hold several words left. Of 300 questions to 1,000,000 entries the right one is the
# best for 0.857, and among ten for 0.917; 0.870 and 0.937 with 10,000 in half as much time again, 0.840 and 0.893 where
# only the best are finished. To 100,000 it is 0.887 and 0.977; 0.893 and 0.977 where 20,000 are read.
BUDGET: Final = 5_000
FEW: Final = 300
COMMON: Final = 50
# Candidates that hold several of the words left, for each way to leave one of the rarest of these out; and the ways.
TOGETHER: Final = 100
LEFT_OUT: Final = 3
# Candidates that hold a term from which on its bitmap is kept in a file: to make one takes longer than to read it.
BITMAP: Final = 4_096
# Bitmaps of terms that are kept.
KEPT: Final = 256


class Postings(NamedTuple):
    """The candidates that hold a term, best first, each with the impact it has there; and how many there are of them.

    More than `BUDGET` are never read, so that a file has no more.
    """

    numbers: Sequence[int]
    impacts: Sequence[int]
    held: int


class Wanted(NamedTuple):
    """A term that is looked for: what it weighs, and who holds it."""

    term: str
    weight: float
    postings: Postings


class Gatherer:
    """Finds the candidates that hold the most of some terms. Safe to share between threads.

    Args:
        size: how many candidates there are.
        postings: of a term; None where nothing holds it.
        once: the impact that a term has in each candidate which holds it once.
        bits: of a term that many candidates hold: the bitmap of these, where that is kept; else None.
    """

    def __init__(
        self,
        size: int,
        postings: Callable[[str], Postings | None],
        once: Sequence[int],
        bits: Callable[[str], bitarray | None],
    ) -> None:
        self._size = size
        self._postings = postings
        self._once = once
        self._kept = bits
        self._bits = functools.lru_cache(maxsize=KEPT)(self._bits_of)

    def gather(
        self,
        terms: Iterable[tuple[str, float]],
        limit: int,
        within: Collection[range] | None = None,
        share: float = 0.0,
    ) -> list[int]:
        """The numbers of the `limit` candidates that hold the most of `terms`, best first, within the budget.

        Args:
            terms: what is looked for, each with how strongly it is meant, 0..1.
            limit: how many are wanted.
            within: the numbers among which they are looked for; None: all.
            share: how much of what the best of them holds each must hold, 0..1.
        """
        found: defaultdict[int, float] = defaultdict(float)
        left, rest = BUDGET, list[tuple[Wanted, frozenset[int]]]()
        for each in self._wanted(terms, within):
            (numbers, impacts, read), weight = each.postings, each.weight
            if read > left:
                read = min(left, max(0, FEW - len(found)))
                rest.append((each, frozenset(numbers[:read])))
            for number, impact in islice(zip(numbers, impacts, strict=True), read):
                found[number] += weight * impact
            left -= read
        scores = self._finished(found, rest, max(limit, FEW), within) if rest else found
        best = _best(scores, limit)
        return [number for number in best if scores[number] >= share * scores[best[0]]]

    def _wanted(self, terms: Iterable[tuple[str, float]], within: Collection[range] | None) -> list[Wanted]:
        """The terms that something holds, the rarest first, each with its weight by BM25."""
        wanted = []
        for term, strength in terms:
            postings = self._postings(term)
            if postings:
                frequency = postings.held
                weight = strength * math.log1p((self._size - frequency + 0.5) / (frequency + 0.5))
                if within is not None:
                    postings = self._within(term, postings, within)
                wanted.append(Wanted(term, weight, postings))
        return sorted(wanted, key=lambda each: (each.postings.held, each.term))

    def _within(self, term: str, postings: Postings, within: Collection[range]) -> Postings:
        """Postings among some candidates, whichever of the two are fewer being looked through."""
        if postings.held <= BUDGET:
            pairs = zip(postings.numbers, postings.impacts, strict=True)
            own = [pair for pair in pairs if any(pair[0] in numbers for numbers in within)]
            return Postings([number for number, _ in own], [impact for _, impact in own], len(own))
        bits = self._bits(term)
        found = [at for numbers in within for at in islice(_ones(bits, numbers), BUDGET)]
        best = sorted(found, key=lambda number: (-self._once[number], number))
        return Postings(best, [self._once[number] for number in best], len(best))

    def _finished(
        self,
        found: defaultdict[int, float],
        rest: Sequence[tuple[Wanted, frozenset[int]]],
        limit: int,
        within: Collection[range] | None,
    ) -> Mapping[int, float]:
        """What is found, and those that hold several terms of the `rest`, with all that they hold; at last the best."""
        together = dict.fromkeys(self._together([each.term for each, _ in rest], within), 0.0)
        numbers, common = list(together | found), self._size // COMMON
        for each, read in rest:
            if common and each.postings.held > common:
                numbers = list(dict.fromkeys((*_best(found, limit), *together)))
                common = 0
            for number in compress(numbers, self._bits(each.term)[numbers]):
                if number not in read:
                    found[number] += each.weight * self._once[number]
        return {number: found[number] for number in numbers}

    def _together(self, terms: Sequence[str], within: Collection[range] | None) -> Iterator[int]:
        """Candidates that hold as many of some terms as any that hold the rarest of them; and with each left out."""
        every = (range(self._size),) if within is None else within
        for without in range(-1, min(LEFT_OUT, len(terms))):
            common, met = None, 0
            for bits in (self._bits(term) for at, term in enumerate(terms) if at != without):
                both = bits if common is None else common & bits
                if both.any():
                    common, met = both, met + 1
            if common is not None and met > 1:
                yield from islice((at for numbers in every for at in _ones(common, numbers)), TOGETHER)

    def _bits_of(self, term: str) -> bitarray:
        """The bitmap of the candidates that hold a term."""
        postings = self._postings(term)
        kept = self._kept(term)
        return bitmap(postings.numbers if postings else (), self._size) if kept is None else kept


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


def ranked(numbers: Sequence[int], counts: Sequence[int], lengths: Sequence[int], mean: float) -> Postings:
    """Postings, best first, of the candidates `numbers`, each of which holds a term so many times.

    `lengths` are those of all candidates, and `mean` is their mean.
    """
    impacts = [impact(n, lengths[number], mean) for number, n in zip(numbers, counts, strict=True)]
    order = sorted(range(len(numbers)), key=lambda at: (-impacts[at], numbers[at]))
    best = array("I", [numbers[at] for at in order]), array("H", [impacts[at] for at in order])
    return Postings(*best, len(numbers))


def bitmap(numbers: Sequence[int], size: int) -> bitarray:
    """The bitmap of some of so many candidates."""
    bits = bitarray(-(-size // 8) * 8, endian="little")  # whole bytes, as a file holds it
    bits.setall(0)
    bits[list(numbers)] = 1
    return bits


def mapped(data: bytes) -> bitarray:
    """The bitmap that some bytes hold, which are not copied."""
    return bitarray(buffer=data, endian="little")


def _ones(bits: bitarray, numbers: range) -> Iterator[int]:
    return bits.search(1, numbers.start, numbers.stop)
