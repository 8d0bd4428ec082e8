"""The words of a knowledge, by their beginnings, their ends and what is left of them without marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faqbot.index.counting.vocabulary import LETTERS, Dictionary, Joined

WORDS = st.sets(st.text("abé.2", min_size=1, max_size=6), max_size=30)
PARTS = st.text("abé.2", max_size=3)


def vocabulary(words: set[str]) -> Dictionary:
    return Dictionary({word: word[:2] for word in words})


@given(WORDS, PARTS)
def test_words_are_found_by_how_they_begin_and_end(words: set[str], part: str) -> None:
    """Those that begin so and those that end so are found, and no others."""
    known = vocabulary(words)
    assert list(known.beginning(part)) == sorted(word for word in words if word.startswith(part))
    assert sorted(known.ending(part)) == sorted(word for word in words if word.endswith(part))


@given(WORDS, WORDS, PARTS)
def test_two_vocabularies_are_as_one(some: set[str], others: set[str], part: str) -> None:
    """What two have together is what one of both would have."""
    one, two = vocabulary(some | others), Joined(vocabulary(some), vocabulary(others))
    assert list(two.beginning(part)) == list(one.beginning(part))
    assert sorted(two.ending(part)) == sorted(one.ending(part))
    assert list(two.variants(part)) == list(one.variants(part))
    assert sorted(two.letters()) == sorted(one.letters())
    assert (part in two, two.stem(part), two.is_stem(part)) == (part in one, one.stem(part), one.is_stem(part))
    assert two.places(0, {"a": 3, "b": 1}.get) == one.places(0, {"a": 3, "b": 1}.get)


def test_a_word_with_marks_is_found_without() -> None:
    """A word is found by what it may be typed as, and one of letters and figures alone stands for itself."""
    known = Dictionary(dict.fromkeys(("müller", "łódź", "u.n.", "muller"), ""))
    assert list(known.variants("muller")) == list(known.variants("mueller")) == ["müller"]
    assert list(known.variants("lodz")) == ["łódź"]
    assert list(known.variants("un")) == ["u.n."]
    assert list(known.variants("müller")) == []


def test_the_most_frequent_letters_come_first() -> None:
    """Letters are those of the words, without figures and stops, and no more of them than an alphabet has."""
    assert Dictionary({"baa": "", "c.2": ""}).letters() == "abc"
    assert len(Dictionary({"".join(map(chr, range(0x4E00, 0x4F00))): ""}).letters()) == LETTERS
