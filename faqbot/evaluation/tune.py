"""An evaluation -> the confidence from which the bot should answer, with what that would gain and lose.

What a threshold is worth is told by questions that took no part in choosing it: they are dealt out to folds, and each
fold is decided with the threshold that is best on the others (cross-validation; Stone, 1974).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.evaluation.evaluate import GIVEN, GOOD, Outcome
from faqbot.evaluation.metrics import Share, sign_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.evaluation.evaluate import Evaluation, Judged

# The thresholds that are tried: round ones. Tuned on 30, 60, 120 and 200 questions of ten public sets each, and judged
# on the rest of 400, steps of 0.05 came out at +0.2, -0.1, +0.1 and +0.3 right decisions in a hundred beside the
# built-in one, and steps of 0.01 at +0.2, -0.1, +0.2 and +0.1. The threshold with the most right decisions, without the
# rule of one standard error (`best`), came out at -0.8, -0.9, -0.2 and -0.1.
THRESHOLDS: Final = tuple(hundredths / 100 for hundredths in range(5, 100, 5))
FOLDS: Final = 5
# Questions below which each is a fold of its own (leave one out), as a fifth of them would be missed in choosing.
FEW: Final = 50
_NEVER: Final = 2.0  # a threshold that no confidence reaches
# A gain that chance brings more often than this is no gain that one may count on (Fisher, 1925).
CHANCE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Tally:
    """What deciding the questions in one way brings."""

    questions: int
    right: int
    given: int
    wrong: int
    false: int

    @property
    def risk(self) -> Share:
        """Wrong answers, of those given."""
        return Share(self.wrong, self.given)


@dataclass(frozen=True, slots=True)
class Tuning:
    """A proposal.

    Attributes:
        present: the thresholds in force; one, unless articles have thresholds of their own.
        threshold: the threshold to propose after all questions; None where none keeps the budget.
        budget: the share of wrong answers that may not be passed; None: the most right decisions are wanted.
        now: what the present thresholds bring.
        held_out: what thresholds chosen without the question at hand bring; None without a threshold.
        better: questions decided rightly by those thresholds and wrongly at present.
        worse: the other way round.
        by_threshold: (threshold, what it brings on all questions), the lowest first.
    """

    present: tuple[float, ...]
    threshold: float | None
    budget: float | None
    now: Tally
    held_out: Tally | None
    better: int
    worse: int
    by_threshold: tuple[tuple[float, Tally], ...]

    @property
    def same(self) -> bool:
        """Whether the proposal is what is in force."""
        return self.present == (self.threshold,)

    @property
    def chance(self) -> float:
        """How likely it is that the held-out questions tell as much apart where the thresholds are as good."""
        return sign_test(self.better, self.worse)

    @property
    def gains(self) -> bool:
        """Whether the proposal is worth taking over: it differs, and does better on held-out questions.

        With a budget: where the present thresholds pass it, or keep it with fewer answers given.
        """
        if self.threshold is None or self.held_out is None or self.same:
            return False
        if self.budget is None:
            return self.held_out.right > self.now.right
        return self.now.risk.value > self.budget or self.held_out.given > self.now.given


def tune(evaluation: Evaluation, budget: float | None = None) -> Tuning:
    """The threshold to propose after `evaluation`.

    Args:
        evaluation: labelled questions with their answers.
        budget: the share (0..1) of the answers given that may be wrong: then the threshold that answers most is wanted,
            rather than the one with the most right decisions.
    """
    judged = evaluation.judged
    threshold = best(judged, evaluation.thresholds, budget)
    held_out = list(_held_out(judged, evaluation.thresholds, budget)) if threshold is not None else []
    pairs = [(j.good, outcome in GOOD) for j, outcome in held_out]
    return Tuning(
        present=evaluation.thresholds,
        threshold=threshold,
        budget=budget,
        now=tally(j.outcome for j in judged),
        held_out=tally(outcome for _, outcome in held_out) if threshold is not None else None,
        better=pairs.count((False, True)),
        worse=pairs.count((True, False)),
        by_threshold=tuple((c, tally(j.at(c) for j in judged)) for c in THRESHOLDS),
    )


def best(judged: Sequence[Judged], present: Sequence[float], budget: float | None) -> float | None:
    """The threshold to propose on these questions.

    Without a budget that is the threshold nearest to the present ones (of two, the higher) that decides as many
    questions rightly as the best of all, or fewer by no more than one standard error (the rule of Breiman et al.,
    1984). With one it is the threshold that answers most within it; None where every threshold at which anything is
    answered passes it.
    """
    middle = sum(present) / len(present) if present else 0.0

    def near(threshold: float) -> tuple[float, float]:
        return -round(abs(threshold - middle), 9), threshold

    if budget is not None:
        tallies = [(threshold, tally(j.at(threshold) for j in judged)) for threshold in THRESHOLDS]
        kept = [
            (brings.given, near(threshold), threshold)
            for threshold, brings in tallies
            if brings.given and brings.risk.value <= budget
        ]
        return max(kept)[-1] if kept else None
    right = {threshold: [j.at(threshold) in GOOD for j in judged] for threshold in THRESHOLDS}
    top = max(right.values(), key=sum)
    return max((threshold for threshold, found in right.items() if _as_good(found, top)), key=near)


def _as_good(found: Sequence[bool], top: Sequence[bool]) -> bool:
    """Whether decisions are as often right as others, or less often by no more than one standard error."""
    lost = sum(other and not one for one, other in zip(found, top, strict=True))
    won = sum(one and not other for one, other in zip(found, top, strict=True))
    return lost - won <= math.sqrt(lost + won)  # the standard error of a difference of paired counts


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The tally of these outcomes."""
    found = list(outcomes)
    given = sum(outcome in GIVEN for outcome in found)
    return Tally(
        questions=len(found),
        right=sum(outcome in GOOD for outcome in found),
        given=given,
        wrong=given - found.count(Outcome.RIGHT),
        false=found.count(Outcome.FALSE),
    )


def _held_out(
    judged: Sequence[Judged], present: Sequence[float], budget: float | None
) -> Iterator[tuple[Judged, Outcome]]:
    """Each question with its outcome at the threshold that is best on the other folds; unanswered where there is none.

    Questions are dealt out in turn, those with an answer and those without by themselves, so that the folds are alike.
    """
    count = FOLDS if len(judged) >= FEW else len(judged)
    dealt = sorted(judged, key=lambda j: not j.cite)
    for fold in range(count):
        threshold = best([j for at, j in enumerate(dealt) if at % count != fold], present, budget)
        for j in dealt[fold::count]:
            yield j, j.at(_NEVER if threshold is None else threshold)
