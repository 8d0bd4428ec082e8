"""Figures about labelled answers: intervals, the risk-coverage curve, calibration, percentiles. Arithmetic only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Standard deviations on either side of a normal mean that hold 95 in 100.
Z95: Final = 1.959964
# Bins of the calibration error (Naeini et al., 2015), and the fewest answers that make one worth a look.
BINS: Final = 10
LEAST_IN_BIN: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0..1; 0 where there is nothing to have a share in."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies with a probability of 95 in 100, had one gone on asking (Wilson, 1927)."""
        if not self.of:
            return 0.0, 1.0
        square = Z95 * Z95 / self.of
        middle = (self.value + square / 2) / (1 + square)
        half = Z95 / (1 + square) * math.sqrt(self.value * (1 - self.value) / self.of + square / (4 * self.of))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from the confidence `threshold` on brings: answers given, and how many of them are wrong."""

    threshold: float
    given: int
    wrong: int

    @property
    def risk(self) -> float:
        """The share of the answers given that are wrong."""
        return self.wrong / self.given if self.given else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, their mean confidence, and how many are right."""

    size: int
    confidence: float
    right: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence is from the share that is right.

    Attributes:
        bins: the answers in bins of equal mass, the least confident first.
        error: the mean over all answers of the distance between their bin's confidence and its share right.
        chance: the error that a bot whose confidence is perfect would show on as many answers, by chance alone.
    """

    bins: tuple[Bin, ...]
    error: float
    chance: float


def curve(answers: Iterable[tuple[float, bool]]) -> tuple[Point, ...]:
    """The risk-coverage curve (El-Yaniv and Wiener, 2010): a point for each confidence, the highest first.

    Args:
        answers: (confidence, whether it would be wrong) of each question that some threshold answers.
    """
    points, given, wrong = [], 0, 0
    for threshold, group in groupby(sorted(answers, reverse=True), lambda pair: pair[0]):
        misses = [miss for _, miss in group]
        given, wrong = given + len(misses), wrong + sum(misses)
        points.append(Point(threshold, given, wrong))
    return tuple(points)


def area(points: Sequence[Point]) -> float:
    """The mean risk over the coverages that the curve reaches (Geifman and El-Yaniv, 2017); 0 is the best.

    Questions of one confidence are answered together or not at all, so each counts with the risk of all.
    """
    before = [0, *(point.given for point in points)]
    total = sum(point.risk * (point.given - start) for point, start in zip(points, before, strict=False))
    return total / before[-1] if points else 0.0


def calibration(answers: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of (confidence, whether it is right).

    There are ten bins of equal mass, fewer where a bin would hold fewer than five answers.
    """
    ordered = sorted(answers, key=lambda pair: pair[0])
    size = len(ordered)
    count = min(BINS, max(1, size // LEAST_IN_BIN))
    parts = [ordered[size * at // count : size * (at + 1) // count] for at in range(count)] if size else []
    bins = tuple(Bin(len(p), math.fsum(c for c, _ in p) / len(p), sum(right for _, right in p)) for p in parts)
    error = math.fsum(abs(b.confidence * b.size - b.right) for b in bins)
    # The mean distance of a normal variable from its mean is its standard deviation times sqrt(2 / pi).
    chance = math.fsum(math.sqrt(2 / math.pi * math.fsum(c * (1 - c) for c, _ in p)) for p in parts)
    return Calibration(bins, error / max(size, 1), chance / max(size, 1))


def sign_test(better: int, worse: int) -> float:
    """How likely a difference as large as this is where there is none: two-sided, exact (McNemar, 1947).

    Args:
        better: cases that went better; cases in which nothing changed say nothing.
        worse: cases that went worse.
    """
    size, least = better + worse, min(better, worse)
    whole = math.lgamma(size + 1) - size * math.log(2)
    tail = math.fsum(math.exp(whole - math.lgamma(k + 1) - math.lgamma(size - k + 1)) for k in range(least + 1))
    return min(1.0, 2 * tail)


def percentile(values: Sequence[float], share: float) -> float:
    """The least of `values` that `share` (0..1) of them don't exceed (nearest rank); 0 where there is none."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else 0.0
