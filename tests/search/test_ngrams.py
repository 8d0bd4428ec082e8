"""Letters: how near texts are in spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.search.words.ngrams import bag, nearness, nearness_by_words

WORDS = st.lists(st.tuples(st.text(min_size=1, max_size=12), st.floats(0.1, 5.0)), max_size=6)


@pytest.mark.parametrize(("one", "other"), [("subscription", "subscribe"), ("librarian", "library")])
def test_words_of_one_family_are_near(one: str, other: str) -> None:
    """Words that share letters in a row are nearer than words that don't."""
    assert nearness(bag([(one, 1.0)]), bag([(other, 1.0)])) > 0.3
    assert nearness(bag([(one, 1.0)]), bag([("zoo", 1.0)])) == 0.0


def test_a_heavy_word_decides() -> None:
    """A word counts by its weight."""
    text = bag([("refund", 5.0), ("the", 0.5)])
    assert nearness(bag([("refund", 1.0)]), text) > 0.9
    assert nearness(bag([("the", 1.0)]), text) < 0.2


@given(WORDS, WORDS)
def test_nearness_is_a_cosine(one: list[tuple[str, float]], other: list[tuple[str, float]]) -> None:
    """It lies in 0..1, is 1 to the text itself, and is the same both ways."""
    a, b = bag(one), bag(other)
    assert 0.0 <= nearness(a, b) <= 1.0
    assert nearness(a, b) == nearness(b, a)
    assert not one or nearness(a, a) == pytest.approx(1.0)


@given(WORDS, WORDS)
def test_nearness_is_the_same_word_by_word(one: list[tuple[str, float]], other: list[tuple[str, float]]) -> None:
    """To the last digit, so that a text need not be made a bag of."""
    assert nearness_by_words(bag(one), other, bag(other).length) == nearness(bag(one), bag(other))
