"""Evaluations: what each answer is worth, and what another cut would make of it."""

from __future__ import annotations

from typing import Final

import pytest
from checkout import TESTS
from samples import article, entry, knowledge, section

from faqbot.answering import decide
from faqbot.answering.answers import Answer, Cause, Ruling, Verdict
from faqbot.bot import Bot
from faqbot.evaluation import labelled
from faqbot.evaluation.evaluate import GIVEN, Evaluation, Outcome, answer_at_any_threshold, evaluate
from faqbot.evaluation.golden.cases import Case, Expectation, single
from faqbot.evaluation.labelled import Labelled
from faqbot.search.matches import Match, Receipt

SHIPPED: Final = TESTS / "golden"
LATE: Final = "What happens if I return a book late?"
PAY: Final = "How do I pay?"


def case(ask: str, *cite: str, says: str | None = None) -> Case:
    expected = Expectation(tuple(f"library#{ref}" for ref in cite), (says,) if says else ())
    return single("asked.csv", 1, ask, expected)


def judge(bot: Bot, *cases: Case) -> Evaluation:
    return evaluate(Labelled(one, bot) for one in cases)


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        (case(LATE, "faq-late"), Outcome.RIGHT),
        (case(LATE, "fees"), Outcome.RIGHT),
        (case(LATE, "hours", "faq-late", says="50 cents"), Outcome.RIGHT),
        (case(LATE, "faq-late", says="50 euros"), Outcome.UNSAID),
        (case(LATE, "hours"), Outcome.WRONG),
        (case(LATE, "hours", says="50 euros"), Outcome.WRONG),
        (case(LATE), Outcome.FALSE),
        (case("xylophone quarks?"), Outcome.SILENT),
        (case("xylophone quarks?", "hours"), Outcome.MISSED),
    ],
    ids=lambda value: value.name if isinstance(value, Outcome) else None,
)
def test_an_outcome_is_told_by_place_and_words(asked: Case, outcome: Outcome, library: Bot) -> None:
    """An answer is right from a right place (an entry's or what backs it) with the words that must be there."""
    (judged,) = judge(library, asked).judged
    assert judged.outcome is outcome
    assert judged.good is (outcome in (Outcome.RIGHT, Outcome.SILENT))


def test_being_unsure_is_not_answering() -> None:
    """A "did you mean" misses a question that has an answer, and is right about one that has none."""
    paid = {"library": "See below.", "museum": "Somebody at the desk helps you."}
    alike = Bot(knowledge(*(article(name, entry(PAY, answer=how), section("Trams")) for name, how in paid.items())))
    assert alike.answer(PAY).verdict is Verdict.UNSURE
    found = judge(alike, case(PAY, "how-do-i-pay"), case(PAY))
    assert [judged.outcome for judged in found.judged] == [Outcome.MISSED, Outcome.SILENT]


def test_the_figures_count_what_they_say(library: Bot) -> None:
    """Each share is counted over the questions that it is about."""
    found = judge(
        library,
        case(LATE, "faq-late"),
        case("May I bring my dog?", "hours"),
        case(LATE),
        case("xylophone quarks?", "hours"),
        case("xylophone quarks?"),
    )
    shares = {name: getattr(found, name) for name in ("accuracy", "coverage", "precision", "recall", "false", "first")}
    assert {name: (share.count, share.of) for name, share in shares.items()} == {
        "accuracy": (2, 5),
        "coverage": (3, 5),
        "precision": (1, 3),
        "recall": (1, 3),
        "false": (1, 2),
        "first": (1, 3),
    }
    assert (found.wrong.count, found.wrong.of, found.answerable.count) == (2, 3, 3)
    assert found.articles == ("library",) and len(found.thresholds) == 1
    assert (found.now.given, found.now.wrong) == (3, 2)


def test_the_worst_mistakes_come_first(library: Bot) -> None:
    """Wrong answers come before misses, and the more confident before the less."""
    found = judge(
        library,
        case("xylophone?", "hours"),
        case("is my dog late", "hours"),
        case(LATE),
        case("May I bring my dog?", "hours"),
    )
    order = [(j.outcome is Outcome.MISSED, -j.answer.confidence) for j in found.mistakes]
    assert len(order) == 4 and order == sorted(order)


def test_nothing_asked_is_no_error(library: Bot) -> None:
    """An evaluation without questions has figures all the same."""
    found = judge(library)
    assert (found.accuracy.value, found.curve, found.area, found.latency[0]) == (0, (), 0, (50, 0))


def test_latency_is_that_of_the_answers(library: Bot) -> None:
    """The percentiles rise, and are longer than nothing."""
    p50, p90, p99 = (seconds for _, seconds in judge(library, *[case(LATE)] * 9).latency)
    assert 0 < p50 <= p90 <= p99


# -- other cuts --------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [0.05, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 0.9])
def test_another_threshold_does_what_is_foretold(threshold: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an evaluation says of another threshold is what a bot with it answers, on the article that ships."""
    told = evaluate(labelled.read([str(SHIPPED)]))
    monkeypatch.setattr(decide, "ANSWER", threshold)
    done = evaluate(labelled.read([str(SHIPPED)]))
    foretold = [(judged.case.ask, judged.at(threshold)) for judged in told.judged]
    assert foretold == [(judged.case.ask, judged.outcome) for judged in done.judged]


def test_the_curve_ends_with_all_that_can_be_answered() -> None:
    """The last point of the curve gives every answer that some cut gives, and the present one lies on the way."""
    found = evaluate(labelled.read([str(SHIPPED)]))
    assert found.curve[-1].given == sum(judged.at(0.0) in GIVEN for judged in found.judged)
    assert found.now.given in {point.given for point in found.curve}
    assert [point.threshold for point in found.curve] == sorted(
        {point.threshold for point in found.curve}, reverse=True
    )


def unsure(*scores: tuple[str, float], confidence: float = 0.2, tied: tuple[str, ...] = ()) -> Answer:
    """An answer that was held back, over matches of these scores; the first was judged."""
    matches = tuple(Match(f"library#{ref}", "entry", score, ref, Receipt("", (), ())) for ref, score in scores)
    ruling = Ruling(matches[0].ref if matches else None, (), 0.3, 0.15, None, tied=tied)
    return Answer("x", Verdict.UNSURE, "", None, confidence, (), "", matches, None, Cause.WEAK, ruling)


def test_a_lower_cut_answers_from_the_place_that_was_judged(library: Bot) -> None:
    """An answer held back for want of confidence is the one from the match judged."""
    would = answer_at_any_threshold(unsure(("faq-dogs", 0.4), ("faq-late", 0.3)), library)
    assert would and would.citation and would.citation.entry == "faq-dogs"


def test_no_cut_decides_a_tie(library: Bot) -> None:
    """Where another place was found to fit as well, no cut answers."""
    held_back = unsure(("faq-late", 0.4), ("faq-dogs", 0.398), tied=("library#faq-dogs",))
    assert answer_at_any_threshold(held_back, library) is None


@pytest.mark.parametrize("confidence", [0.0, 0.3, 0.7])
def test_no_cut_answers_what_it_did_not_hold_back(confidence: float, library: Bot) -> None:
    """Where nothing is sure at all, and where it was sure enough and yet not answered, no cut helps."""
    held_back = unsure(("faq-late", 0.4), confidence=confidence)
    assert answer_at_any_threshold(held_back, library) is None


def test_no_cut_answers_without_a_match(library: Bot) -> None:
    """Where nothing comes near there is nothing to answer from."""
    assert answer_at_any_threshold(unsure(), library) is None
