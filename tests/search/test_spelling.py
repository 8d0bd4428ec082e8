"""Misspelt words are looked up by their parts, and are the same that comparing all words would find."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from samples import ENGLISH

from faqbot.index.counting.vocabulary import Dictionary
from faqbot.language.language import Language
from faqbot.search.words import spelling
from faqbot.search.words.spelling import Speller

OTHER = Language("xx")  # nothing is known of it

# Few letters, so that words are near to each other; one of them is on no English keyboard.
LETTERS = "abcè"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=60)
ASKED = st.text(LETTERS, min_size=3, max_size=12)


def nearest(speller: Speller, word: str, forms: Iterable[str]) -> list[str]:
    """The words that `word` is nearest to, all of them compared with it."""
    allowed = 2 if len(word) >= spelling.TWO_TYPOS else 1
    typos = {form: OSA.distance(word, form) for form in {*forms, *speller._small}}
    costs = {form: spelling._cost(word, form, n) for form, n in typos.items() if n <= allowed}
    least = min(costs.values(), default=math.inf)
    return sorted(form for form, cost in costs.items() if cost == least < math.inf)


@settings(max_examples=200)
@given(words=WORDS, asked=ASKED)
def test_those_are_found_that_comparing_all_would_find(words: list[str], asked: str) -> None:
    """Of words at random, the nearest are found by their parts."""
    speller = Speller(Dictionary({word: word for word in words if word != asked}), OTHER)
    assert speller._of_knowledge(asked)[1] == nearest(speller, asked, set(words) - {asked})


def typo(draw: st.DrawFn, word: str) -> str:
    at, letter = draw(st.integers(0, len(word) - 1)), draw(st.sampled_from(LETTERS))
    before, here, after = word[:at], word[at], word[at + 1 :]
    return draw(
        st.sampled_from([before + after, before + letter + after, before + letter + here + after, word + letter])
        if not after
        else st.sampled_from([before + after, before + letter + after, before + after[0] + here + after[1:]])
    )


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A long word, and one that two typos make of it."""
    word = draw(st.text(LETTERS, min_size=9, max_size=14))
    return word, typo(draw, typo(draw, word))


@settings(max_examples=300)
@given(misspelt())
def test_two_typos_are_found_wherever_they_are(pair: tuple[str, str]) -> None:
    """Two typos in a long word hide it nowhere: at its ends, in its middle, one in each part, across two parts."""
    word, asked = pair
    speller = Speller(Dictionary({word: word}), OTHER)
    assert speller._of_knowledge(asked)[1] == nearest(speller, asked, [word])


@pytest.mark.parametrize("asked", ["dont", "hwo", "wehre", "thier"])
def test_small_words_of_the_language_are_found_beside_those_of_the_knowledge(asked: str) -> None:
    """Words that questions are made of may be meant although the knowledge lacks them."""
    speller = Speller(Dictionary({"dog": "dog"}), ENGLISH, frozenset({"dog"}).__contains__)
    assert speller._of_knowledge(asked)[1] == nearest(speller, asked, ["dog"])
