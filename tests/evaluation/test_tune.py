"""Tuning: the cut that is proposed, and what is said for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.answering.answers import Answer, Ruling, Verdict
from faqbot.bot import Bot
from faqbot.evaluation.evaluate import GOOD, Evaluation, Judged, Outcome
from faqbot.evaluation.golden.cases import Expectation, single
from faqbot.evaluation.reports import report
from faqbot.evaluation.tune import THRESHOLDS, best, tally, tune
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from faqbot.evaluation.tune import Tuning

EMPTY: Final = Bot(Knowledge(()))
NOW: Final = 0.3


def judged(confidence: float, would: Outcome | None, now: float = NOW) -> Judged:
    """A question that was answered, or not, by the cut `now`; `would` tells what an answer is worth."""
    cite = ("a#b",) if would in (Outcome.RIGHT, Outcome.WRONG, None) else ()
    silent = Outcome.MISSED if cite else Outcome.SILENT
    outcome = would if would and confidence >= now else silent
    verdict = Verdict.UNKNOWN if outcome is silent else Verdict.ANSWERED
    answer = Answer("x", verdict, "", None, confidence, (), "", (), ruling=Ruling("a#b", (), now, 0.15, None))
    case = single("x", 1, "x", Expectation(cite))
    return Judged(case, case.last, EMPTY, answer, outcome, would, placed=False, first=False, seconds=0.0)


def sample(*groups: tuple[int, float, Outcome | None], now: float = NOW) -> Evaluation:
    """So many questions of a confidence and an outcome each."""
    return Evaluation(tuple(judged(sure, would, now) for count, sure, would in groups for _ in range(count)))


def said(found: Tuning, about: Evaluation) -> str:
    return " ".join("".join(text for _, text in report.tuning(found, about, 80)).split())


# Right answers are sure, false ones are half sure: a cut of 0.45 parts them.
PARTED: Final = ((60, 0.9, Outcome.RIGHT), (30, 0.42, Outcome.FALSE))


def test_the_cut_that_parts_right_from_wrong_is_proposed() -> None:
    """Where a higher cut spares wrong answers and loses nothing it is proposed, with its line and its file."""
    about = sample(*PARTED)
    found = tune(about)
    assert (found.threshold, found.gains, found.better, found.worse) == (0.45, True, 30, 0)
    assert found.held_out and (found.held_out.right, found.held_out.wrong) == (90, 0)
    assert (found.now.right, found.now.wrong, found.now.false) == (60, 30, 30)
    text = said(found, about)
    assert "threshold: 0.45" in text and "30 more questions rightly" in text and "30 fewer wrong answers" in text
    assert "too small" not in text


def test_a_lower_cut_is_proposed_where_right_answers_are_held_back() -> None:
    """Where right answers lie below the present cut the proposal is lower."""
    found = tune(sample((60, 0.22, Outcome.RIGHT), (60, 0.11, Outcome.FALSE)))
    assert (found.threshold, found.gains) == (0.2, True)


def test_the_present_cut_is_kept_where_none_is_better() -> None:
    """Where nothing would be gained that is said, and no line is printed."""
    about = sample((60, 0.9, Outcome.RIGHT), (30, 0.1, Outcome.FALSE))
    found = tune(about)
    assert (found.threshold, found.gains) == (NOW, False)
    assert "Keep 0.30: no other threshold is better by more than chance" in said(
        found, about
    ) and "threshold:" not in said(found, about)


def test_a_gain_that_held_out_questions_do_not_show_is_none() -> None:
    """A cut that is better only for a question that chose it is not proposed."""
    about = sample((30, 0.5, Outcome.RIGHT), (2, 0.27, Outcome.RIGHT))
    found = tune(about)
    assert found.threshold == 0.25 and not found.gains
    assert "Keep 0.30: on questions that took no part in choosing it, 0.25 is no better." in said(found, about)


def test_a_small_sample_is_called_small() -> None:
    """A gain that chance may well bring is printed with a warning."""
    about = sample((20, 0.9, Outcome.RIGHT), (4, 0.42, Outcome.FALSE))
    found = tune(about)
    assert found.gains and found.chance == pytest.approx(0.125)
    assert "too small to tell it from chance: 4 questions get better and 0 worse (sign test, p = 0.12)" in said(
        found, about
    )


def test_a_cut_is_left_for_more_than_a_standard_error_only() -> None:
    """Where another cut wins two questions and loses one the present one is kept."""
    about = sample((60, 0.9, Outcome.RIGHT), (2, 0.27, Outcome.RIGHT), (1, 0.27, Outcome.FALSE))
    assert tune(about).threshold == NOW


def test_fewer_wrong_answers_at_no_cost_are_pointed_out() -> None:
    """Where a higher cut only spares wrong answers it is named, as a budget of them would choose it."""
    about = sample((50, 0.9, Outcome.RIGHT), (10, 0.42, Outcome.WRONG))
    found = tune(about)
    assert found.threshold == NOW
    assert "From 0.45 on as many of these decisions would be right, with 10 fewer wrong answers among 50" in said(
        found, about
    )


def test_a_present_cut_between_the_round_ones_is_kept_if_as_good() -> None:
    """A threshold of 0.33 is not replaced by a neighbour that does the same."""
    about = sample((60, 0.9, Outcome.RIGHT), now=0.33)
    found = tune(about)
    assert not found.gains and "Keep 0.33" in said(found, about)


# -- a budget ----------------------------------------------------------------------------------


def test_a_budget_is_kept_by_the_cut_that_answers_most() -> None:
    """With a budget the cut is proposed that keeps it with the most answers given, the nearest one of equals."""
    about = sample((200, 0.9, Outcome.RIGHT), (5, 0.62, Outcome.FALSE), (30, 0.42, Outcome.FALSE))
    found = tune(about, 0.05)
    assert (found.threshold, found.gains) == (0.45, True)
    assert found.held_out and found.held_out.risk.value <= 0.05
    assert "answers most within the budget of 0.05" in said(found, about)


def test_a_budget_is_exact() -> None:
    """5 wrong of 100 keep a budget of 0.05, and 6 of 100 pass it."""
    kept = sample((95, 0.9, Outcome.RIGHT), (5, 0.9, Outcome.FALSE))
    passed = sample((94, 0.9, Outcome.RIGHT), (6, 0.9, Outcome.FALSE))
    assert best(kept.judged, (NOW,), 0.05) == NOW
    assert best(passed.judged, (NOW,), 0.05) is None


def test_a_budget_that_no_cut_keeps_is_told() -> None:
    """Where even the most confident answers are wrong too often there is no proposal."""
    about = sample((5, 0.9, Outcome.RIGHT), (5, 0.97, Outcome.FALSE))
    found = tune(about, 0.05)
    assert (found.threshold, found.gains, found.held_out) == (None, False, None)
    assert "No threshold keeps the wrong answers to a share of 0.05" in said(found, about)


def test_a_budget_that_may_not_be_kept_is_told() -> None:
    """A few answers, all right, don't show that 5 in 100 will be."""
    about = sample((20, 0.9, Outcome.RIGHT), (5, 0.42, Outcome.FALSE))
    assert "The sample is too small to be sure of it: 0 of 20 held-out answers are wrong" in said(
        tune(about, 0.05), about
    )


# -- what always holds -------------------------------------------------------------------------

QUESTIONS: Final = st.lists(
    st.builds(
        judged,
        st.floats(0.01, 0.999),
        st.sampled_from([Outcome.RIGHT, Outcome.WRONG, Outcome.FALSE, None]),
        st.sampled_from([0.3, 0.5]),
    ),
    min_size=1,
    max_size=70,
)


@given(QUESTIONS, st.sampled_from([None, 0.0, 0.05, 0.5, 1.0]))
def test_a_proposal_adds_up(questions: list[Judged], budget: float | None) -> None:
    """Each question is held out once, the counts agree, the cut is a round one, and the report can be written."""
    about = Evaluation(tuple(questions))
    found = tune(about, budget)
    assert found.threshold is None or found.threshold in THRESHOLDS
    assert found.threshold is not None or budget is not None
    if found.held_out:
        assert found.held_out.questions == len(questions)
        assert found.held_out.right - found.now.right == found.better - found.worse
    if found.threshold is not None and budget is not None:
        assert tally(j.at(found.threshold) for j in questions).risk.value <= budget
    assert all(len(line) <= 80 for line in "".join(t for _, t in report.tuning(found, about, 80)).split("\n"))
    assert report.tuning_dict(found)["proposed"] == found.threshold


@given(QUESTIONS)
def test_no_cut_is_better_by_much(questions: list[Judged]) -> None:
    """No cut decides many more questions rightly than the one proposed: at most the square root of their number."""
    cut = best(questions, (NOW,), None)
    assert cut is not None
    for other in THRESHOLDS:
        pairs = [(j.at(cut) in GOOD, j.at(other) in GOOD) for j in questions]
        more = pairs.count((False, True)) - pairs.count((True, False))
        assert more <= len(questions) ** 0.5
