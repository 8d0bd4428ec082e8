"""Letters: how near texts are in spelling."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.index.counting.letters import Bag, Spelt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS = st.dictionaries(st.text(min_size=1, max_size=12), st.floats(0.1, 5.0), max_size=6)


def nearness(one: Mapping[str, float], other: Mapping[str, float], words: Sequence[str] = ()) -> float:
    """How near two texts are of these words: the one once, the other as often as it has them, or once."""
    text = Spelt(words or list(other), {word: word for word in other})
    return Bag(one.items()).nearness(text, text.length(other.__getitem__), other.__getitem__)


@pytest.mark.parametrize(("one", "other"), [("subscription", "subscribe"), ("librarian", "library")])
def test_words_of_one_family_are_near(one: str, other: str) -> None:
    """Words that share letters in a row are nearer than words that don't."""
    assert nearness({one: 1.0}, {other: 1.0}) > 0.3
    assert nearness({one: 1.0}, {"zoo": 1.0}) == 0.0


def test_a_heavy_word_decides() -> None:
    """A word counts by its weight."""
    text = {"refund": 5.0, "the": 0.5}
    assert nearness({"refund": 1.0}, text) > 0.9
    assert nearness({"the": 1.0}, text) < 0.2


def test_a_word_counts_as_often_as_it_stands_there() -> None:
    """Twice as heavy or twice as often is the same."""
    often = nearness({"refund": 1.0}, {"refund": 1.0, "zoo": 1.0}, ["refund", "zoo", "refund"])
    assert often == nearness({"refund": 1.0}, {"refund": 2.0, "zoo": 1.0})


@given(WORDS, WORDS)
def test_nearness_is_a_cosine(one: dict[str, float], other: dict[str, float]) -> None:
    """It lies in 0..1, is 1 to the text itself, and is the same both ways."""
    assert 0.0 <= nearness(one, other) <= 1.0
    assert nearness(one, other) == nearness(other, one)
    assert not one or nearness(one, one) == pytest.approx(1.0)


@given(WORDS, WORDS)
def test_words_share_what_their_letters_share(one: dict[str, float], other: dict[str, float]) -> None:
    """What is added up word by word is the cosine of the trigrams of both texts."""
    a, b = trigrams(one), trigrams(other)
    lengths = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())) or 1.0
    assert nearness(one, other) == pytest.approx(sum(a[gram] * b[gram] for gram in a) / lengths, abs=1e-6)


def trigrams(text: Mapping[str, float]) -> Counter[str]:
    """The trigrams of weighted words."""
    found = Counter[str]()
    for word, weight in text.items():
        spaced = f" {word} "
        for at in range(len(word)):
            found[spaced[at : at + 3]] += weight / math.sqrt(len(word))  # type: ignore[assignment]
    return found


@given(WORDS, WORDS)
def test_a_text_that_is_met_again_is_as_near(one: dict[str, float], other: dict[str, float]) -> None:
    """What is added up by the bag that was kept is what was added up word by word, to the last digit."""
    text, bag, weight = Spelt([*other, *other], {word: word for word in other}), Bag(one.items()), other.__getitem__
    assert len({bag.nearness(text, text.length(weight), weight) for _ in range(3)}) == 1
