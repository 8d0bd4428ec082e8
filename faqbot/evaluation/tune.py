"""An evaluation -> the confidence from which the bot should answer, with what that would gain and lose.

What a cut is worth is told by questions that took no part in choosing it: they are dealt out to folds, and each fold
is decided with the cut that is best on the others (cross-validation; Stone, 1974).
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

# The cuts that are tried: round ones. Tuned on 30, 60, 120 and 200 questions of ten public sets each, and judged on
# the rest of 400, cuts in steps of 0.05 came out at +0.2, -0.1, +0.1 and +0.3 right decisions in a hundred beside the
# built-in one, and those in steps of 0.01 at +0.2, -0.1, +0.2 and +0.1. The cut with the most right decisions, without
# the rule of one standard error (`best`), came out at -0.8, -0.9, -0.2 and -0.1.
CUTS: Final = tuple(hundredths / 100 for hundredths in range(5, 100, 5))
FOLDS: Final = 5
# Questions below which each is a fold of its own (leave one out), as a fifth of them would be missed in choosing.
FEW: Final = 50
_NEVER: Final = 2.0  # a cut that no confidence reaches
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
        present: the cuts in force; one, unless articles have thresholds of their own.
        cut: the cut to propose after all questions; None where none keeps the budget.
        budget: the share of wrong answers that may not be passed; None: the most right decisions are wanted.
        now: what the present cuts bring.
        held_out: what cuts chosen without the question at hand bring; None without a cut.
        better: questions decided rightly by those cuts and wrongly at present.
        worse: the other way round.
        by_cut: (cut, what it brings on all questions), the lowest first.
    """

    present: tuple[float, ...]
    cut: float | None
    budget: float | None
    now: Tally
    held_out: Tally | None
    better: int
    worse: int
    by_cut: tuple[tuple[float, Tally], ...]

    @property
    def same(self) -> bool:
        """Whether the proposal is what is in force."""
        return self.present == (self.cut,)

    @property
    def chance(self) -> float:
        """How likely it is that the held-out questions tell as much apart where the cuts are as good."""
        return sign_test(self.better, self.worse)

    @property
    def gains(self) -> bool:
        """Whether the proposal is worth taking over: it differs, and does better on held-out questions.

        With a budget: where the present cuts pass it, or keep it with fewer answers given.
        """
        if self.cut is None or self.held_out is None or self.same:
            return False
        if self.budget is None:
            return self.held_out.right > self.now.right
        return self.now.risk.value > self.budget or self.held_out.given > self.now.given


def tune(evaluation: Evaluation, budget: float | None = None) -> Tuning:
    """The cut to propose after `evaluation`.

    Args:
        evaluation: labelled questions with their answers.
        budget: the share (0..1) of the answers given that may be wrong: then the cut that answers most is wanted,
            rather than the one with the most right decisions.
    """
    judged = evaluation.judged
    cut = best(judged, evaluation.cuts, budget)
    held_out = list(_held_out(judged, evaluation.cuts, budget)) if cut is not None else []
    pairs = [(j.good, outcome in GOOD) for j, outcome in held_out]
    return Tuning(
        present=evaluation.cuts,
        cut=cut,
        budget=budget,
        now=tally(j.outcome for j in judged),
        held_out=tally(outcome for _, outcome in held_out) if cut is not None else None,
        better=pairs.count((False, True)),
        worse=pairs.count((True, False)),
        by_cut=tuple((c, tally(j.at(c) for j in judged)) for c in CUTS),
    )


def best(judged: Sequence[Judged], present: Sequence[float], budget: float | None) -> float | None:
    """The cut to propose on these questions.

    Without a budget that is the cut nearest to the present ones (of two, the higher) that decides as many questions
    rightly as the best of all, or fewer by no more than one standard error (the rule of Breiman et al., 1984). With
    one it is the cut that answers most within it; None where every cut at which anything is answered passes it.
    """
    middle = sum(present) / len(present) if present else 0.0

    def near(cut: float) -> tuple[float, float]:
        return -round(abs(cut - middle), 9), cut

    if budget is not None:
        tallies = [(cut, tally(j.at(cut) for j in judged)) for cut in CUTS]
        kept = [
            (brings.given, near(cut), cut) for cut, brings in tallies if brings.given and brings.risk.value <= budget
        ]
        return max(kept)[-1] if kept else None
    right = {cut: [j.at(cut) in GOOD for j in judged] for cut in CUTS}
    top = max(right.values(), key=sum)
    return max((cut for cut, found in right.items() if _as_good(found, top)), key=near)


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
    """Each question with its outcome at the cut that is best on the other folds; unanswered where there is none.

    Questions are dealt out in turn, those with an answer and those without by themselves, so that the folds are alike.
    """
    count = FOLDS if len(judged) >= FEW else len(judged)
    dealt = sorted(judged, key=lambda j: not j.case.cite)
    for fold in range(count):
        cut = best([j for at, j in enumerate(dealt) if at % count != fold], present, budget)
        for j in dealt[fold::count]:
            yield j, j.at(_NEVER if cut is None else cut)
