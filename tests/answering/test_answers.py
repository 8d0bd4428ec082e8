"""What a question gets back, as data and as what is said to a person."""

from __future__ import annotations

import pytest

from faqbot.answering.answers import SURE, Answer, Cause, Citation, Verdict
from faqbot.base.layout.segment import Span
from faqbot.search.matches import Match, Receipt

QUOTE = "Over 20,000\x07 people died,  it says."
CITE = Citation(
    "talks", "toll", None, "The toll", QUOTE, "k/talks.yaml", 7, "Talks", "undated", None, ((13, 19), (20, 24))
)


def answer(
    verdict: Verdict = Verdict.ANSWERED, text: str = "Many.", confidence: float = 0.9, cause: Cause = Cause.CLEAR
) -> Answer:
    matches = (Match("talks#toll", "section", 0.5, "The toll", Receipt("", (), ())),)
    unsure = verdict is Verdict.UNSURE
    cite = CITE if verdict is Verdict.ANSWERED else None
    return Answer("q", verdict, text, cite, confidence, matches if unsure else (), "No.", matches, CITE, cause)


@pytest.mark.parametrize(
    ("confidence", "words"), [(1.0, "sure"), (SURE, "sure"), (SURE - 0.001, "fairly sure"), (0.35, "fairly sure")]
)
def test_confidence_is_told_in_words(confidence: float, words: str) -> None:
    """From a certain confidence an answer is called sure, below it fairly sure."""
    told = answer(confidence=confidence)
    assert told.sureness == words
    assert told.segments(confidence=True)[-1].text.endswith(f"k/talks.yaml:7 · {words}")


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.UNKNOWN])
def test_what_is_no_answer_is_not_called_sure(verdict: Verdict) -> None:
    """Where there is no answer nothing is said of how sure it is."""
    told = answer(verdict, text="")
    assert told.sureness == "" and not any("sure" in p.text for p in told.segments(confidence=True))


def test_a_pick_is_not_called_sure() -> None:
    """Where a person chose the place, the bot doesn't say how sure it is of it."""
    told = answer(confidence=1.0, cause=Cause.PICKED)
    assert told.sureness == "" and told.segments(confidence=True) == told.segments()


def test_confidence_is_said_where_it_is_asked_for_only() -> None:
    """Without being asked, an answer ends in its file and line."""
    assert answer().segments()[-1].text.endswith("k/talks.yaml:7")


def test_a_citation_leads_to_its_file() -> None:
    """File and line of a citation are a span that links to them."""
    segment = CITE.segment("sure")
    (span,) = segment.spans
    assert segment.text[span.start : span.end] == span.link == "k/talks.yaml:7"


def test_marks_stand_where_they_stood_in_the_quote() -> None:
    """The marks of a quote are on the same words after what would act on a terminal was taken out of it."""
    quote = next(p for p in answer().segments() if p.role == "quote")
    assert [quote.text[span.start : span.end] for span in quote.spans] == ["people", "died,"[:4]]


def test_an_answer_that_holds_its_quote_is_marked_itself() -> None:
    """Where the quote isn't shown, since the answer holds it, the marks are on the answer."""
    said = answer(text="Well. Over 20,000 people died, it says. So.").segments()
    assert [p.role for p in said] == ["answer", "citation"]
    assert [said[0].text[span.start : span.end] for span in said[0].spans] == ["people", "died"]


def test_marks_are_spans_in_order() -> None:
    """Spans of a segment are in order and apart."""
    quote = next(p for p in answer().segments() if p.role == "quote")
    assert quote.spans == tuple(sorted(quote.spans, key=lambda span: span.start)) and all(
        isinstance(span, Span) and span.start < span.end for span in quote.spans
    )
