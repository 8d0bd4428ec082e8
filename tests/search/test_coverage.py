"""The share of a wording that a question covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import bot, entry, section

from faqbot import Bot

FEES = bot(
    entry("What are the fees?", answer="Ten euros for each of you."),
    entry("What are the fees for groups of schools?", answer="Five euros for each of you."),
    entry("Are dogs not allowed?", answer="They stay outside, all of them."),
    section("Lost property", "Lost umbrellas are kept at the desk."),
)


def covered(question: str, title: str, of: Bot = FEES) -> float:
    found = next(match for match in of.search(question) if match.title == title)
    return next(view.score for view in found.receipt.views if view.name == "coverage")


def test_a_wording_asked_word_for_word_is_covered_whole() -> None:
    """The same words in the same wording cover all of it."""
    assert covered("What are the fees?", "What are the fees?") == 1.0


def test_what_a_wording_asks_beyond_the_question_counts_against_it() -> None:
    """Of two wordings that meet all of a question, the one that asks for nothing else comes first."""
    first, second = FEES.search("what are the fees", limit=2)
    assert first.title == "What are the fees?"
    assert covered("what are the fees", second.title) < covered("what are the fees", first.title)


def test_a_not_covers_another() -> None:
    """A "not" covers every other form of it."""
    assert covered("dogs aren't allowed", "Are dogs not allowed?") > covered("dogs allowed", "Are dogs not allowed?")


def test_words_that_mean_much_the_same_cover_each_other_in_part() -> None:
    """A word of a wording is covered by a word of the question that is near to it in meaning, but not whole."""
    by_meaning = covered("are puppies allowed", "Are dogs not allowed?")
    assert covered("are umbrellas allowed", "Are dogs not allowed?") < by_meaning
    assert by_meaning < covered("are dogs allowed", "Are dogs not allowed?")


def test_a_section_has_what_is_usual() -> None:
    """The sentences of a section say more than questions ask: the share is the same for each question."""
    assert covered("umbrellas", "Lost property") == covered("where are lost umbrellas kept", "Lost property")


def test_an_alternate_of_a_section_is_covered_as_an_entrys_wording_is() -> None:
    """Where an alternate of a section comes nearest, it is covered by as much as the question has of it."""
    text, asked = "Lost umbrellas are kept at the desk.", "Where did my bag go?"
    lost = bot(section("Lost property", text, None, asked), entry("What are the fees?"))
    same = bot(entry("Lost property", asked, answer=text), entry("What are the fees?"))
    for question in (asked, "where did my bag", "where did my coat go"):
        assert covered(question, "Lost property", lost) == covered(question, "Lost property", same)
    assert covered("umbrellas", "Lost property", lost) == covered("umbrellas", "Lost property")


@pytest.mark.parametrize("title", ["???", "…"])
def test_a_wording_without_words_is_no_error(title: str) -> None:
    """A wording of punctuation alone is covered by nothing."""
    odd = bot(entry(title, answer="Umbrellas are kept at the desk."), entry("Where is it?", answer="At the desk."))
    assert covered("umbrellas at the desk", title, odd) == 0.0


@given(st.text(max_size=60))
def test_a_share_lies_between_nothing_and_all(question: str) -> None:
    """Whatever is asked, the share covered is one."""
    for match in FEES.search(f"{question} fees dogs"):
        assert all(0.0 <= view.score <= 1.0 for view in match.receipt.views)
