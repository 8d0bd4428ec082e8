#!/usr/bin/env python3
"""Fit the confidence of `faqbot.answering.decide` on labelled questions, and show what it is worth.

    python tests/bench/fit_confidence.py PANEL.py

PANEL.py is a script that knows question sets (see panels.py).

The probability that the best match is right is logistic in the terms of `Answer.ruling`: the logarithm of its score,
its lead over the second match as a share of that, its being a section, and its being met by name only. The sets are
those of the script and three articles of our own, whose questions are more often near misses; every set weighs the
same. The fit is Newton's method on the log-likelihood (iteratively reweighted least squares; Nelder and Wedderburn,
1972), so it needs nothing but this file.

Prints the coefficients, the expected calibration error (ten bins of equal mass; Naeini et al., 2015), and by
confidence from which to answer: the share of right decisions, and the share of wrong answers among those given.
"""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panels import QuestionSet, articles, development_sets, load

from faqbot import Bot

CUTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
ROUNDS = 25


@dataclass(frozen=True)
class Case:
    """One question: the terms of its best match (none where nothing came near), whether that is right, its weight."""

    features: tuple[float, ...]
    right: bool
    answerable: bool
    weight: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panel", type=Path, help="the script that knows the question sets")
    panel = load(parser.parse_args().panel)
    sets = (*development_sets(panel), *articles())
    cases = [case for questions in sets for case in cases_of(panel, questions)]
    near = [case for case in cases if case.features]
    coefficients = fit(near)
    print("coefficients  " + "  ".join(f"{n} {c:.2f}" for n, c in zip(NAMES, coefficients, strict=True)))
    sure = [sigmoid(dot(coefficients, case.features)) for case in near]
    print(f"calibration error {calibration_error(sure, near):.3f} over {len(near)} questions")
    for cut in CUTS:
        everywhere = [sigmoid(dot(coefficients, case.features)) if case.features else 0.0 for case in cases]
        right, false = decisions(everywhere, cases, cut), wrong(sure, near, cut)
        print(f"cut {cut:.2f}  right decisions {right:.3f}  wrong of given {false:.3f}")
    return 0


NAMES = ("OFFSET", "PER_LOG_SCORE", "PER_LEAD", "SECTION", "BY_NAME")


def cases_of(panel: Any, questions: QuestionSet) -> list[Case]:
    bot = Bot(questions.knowledge)
    found = []
    for row in questions.rows:
        ruling = bot.answer(row["question"]).ruling
        wanted = {panel.slug(item) for item in row["expect"]}
        terms = tuple(term.value for term in ruling.terms) if ruling else ()
        right = bool(ruling and ruling.ref and ruling.ref.partition("#")[2] in wanted)
        found.append(Case(terms, right, bool(wanted), 1 / len(questions.rows)))
    return found


def fit(cases: list[Case]) -> list[float]:
    """The coefficients of greatest likelihood."""
    size = len(cases[0].features)
    coefficients = [0.0] * size
    for _ in range(ROUNDS):
        slope = [0.0] * size
        curve = [[1e-9 * (i == j) for j in range(size)] for i in range(size)]
        for case in cases:
            p = sigmoid(dot(coefficients, case.features))
            for i, x in enumerate(case.features):
                slope[i] += case.weight * (case.right - p) * x
                for j, y in enumerate(case.features):
                    curve[i][j] += case.weight * p * (1 - p) * x * y
        coefficients = [c + s for c, s in zip(coefficients, solve(curve, slope), strict=True)]
    return coefficients


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The x with matrix · x = vector (Gauss and Jordan, with the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(len(rows)):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[-1] for row in rows]


def dot(one: list[float], other: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def calibration_error(sure: list[float], cases: list[Case], bins: int = 10) -> float:
    order = sorted(range(len(cases)), key=sure.__getitem__)
    parts = [order[len(order) * b // bins : len(order) * (b + 1) // bins] for b in range(bins)]
    return sum(abs(sum(sure[i] - cases[i].right for i in part)) for part in parts) / len(order)


def decisions(sure: list[float], cases: list[Case], cut: float) -> float:
    right = (c.weight * (c.right if p >= cut else not c.answerable) for p, c in zip(sure, cases, strict=True))
    return sum(right) / sum(c.weight for c in cases)


def wrong(sure: list[float], cases: list[Case], cut: float) -> float:
    given = [c for p, c in zip(sure, cases, strict=True) if p >= cut]
    return sum(c.weight * (not c.right) for c in given) / sum(c.weight for c in given)


if __name__ == "__main__":
    sys.exit(main())
