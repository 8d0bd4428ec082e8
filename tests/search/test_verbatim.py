"""Questions that the knowledge has word for word."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import best, bot, entry, matcher, section

from faqbot.answering.answers import Verdict

LIKES = {"wording", "sentence", "whole", "letters", "subject met", "met at once"}  # what speaks for a candidate
FINES = (
    section("Fines", "A late book costs 20 cents a day. A lost book costs its price.", None, "Lost?", "book is gone"),
    entry("I lost a book, what now?", "my book is gone", "the book I lost", answer="Pay for it."),
    entry("Is there a fine for a lost book?", answer="Its price."),
)


@pytest.mark.parametrize("asked", ["book is gone", "Book is gone!", "“BOOK, is gone”?", "book  is\ngone"])
def test_an_alternate_asked_word_for_word_finds_its_section(asked: str) -> None:
    """However it is typed, and whatever else has its words, it scores as much as there is to score."""
    found = best(matcher(*FINES), asked)
    assert (found.ref, found.receipt.text) == ("small#fines", "book is gone")
    assert {view.score for view in found.receipt.views if view.name in LIKES} == {1.0}
    assert bot(*FINES).answer(asked).verdict is Verdict.ANSWERED


def test_a_short_question_is_as_near_as_a_long_one() -> None:
    """One word is all of a question that has no others."""
    assert best(matcher(*FINES), "lost").receipt.text == "Lost?"


def test_another_order_is_another_question() -> None:
    """The words of a question in another order are not it."""
    assert best(matcher(*FINES), "gone is book").score < best(matcher(*FINES), "book is gone").score


def test_a_heading_is_no_question() -> None:
    """A heading names a subject, about which much may be asked: it is near to itself, as any line is."""
    assert any(view.score < 1.0 for view in best(matcher(*FINES), "Fines").receipt.views if view.name in LIKES)


WORDS = st.lists(st.sampled_from("book lost late fine fee card desk is the how".split()), min_size=1, max_size=6)


@example(own=["book", "book", "fee", "fee"], others=[])
@given(own=WORDS, others=st.lists(WORDS.map(" ".join), max_size=5))
def test_what_else_a_section_is_asked_does_not_matter(own: list[str], others: list[str]) -> None:
    """A question that one section alone has word for word finds it, whatever other wordings there are."""
    asked, held = " ".join(own), [other for other in others if other != " ".join(own)]
    places = section("Books", "Below.", None, asked, *held), section(" ".join(own), asked, asked), *FINES
    found = best(matcher(*places, *map(entry, held)), asked)
    assert (found.title, found.receipt.text) == ("Books", asked)


@given(own=WORDS.filter(["lost"].__ne__), called=WORDS)  # which the fines have too
def test_what_sections_are_called_and_say_does_not_matter(own: list[str], called: list[str]) -> None:
    """A question that one entry alone has word for word comes first, and but for a bare topic it is answered."""
    asked, heading = " ".join(own), " ".join(called)
    known = bot(entry("Books?", asked, answer="Below."), section(asked, asked), section("Called", heading), *FINES)
    answer = known.answer(asked)
    assert answer.matches[0].ref == "small#books"
    assert answer.verdict is Verdict.ANSWERED or len(own) == 1


def test_a_topic_that_an_entry_has_as_a_wording_is_answered() -> None:
    """Whoever asks one word that is an entry's own question means that entry."""
    known = bot(entry("What does a late book cost?", "fee", answer="Little."), section("Fee", "A fee."), *FINES)
    assert known.answer("fee").text == "Little."
