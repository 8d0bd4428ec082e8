"""The knowledge that speed is measured on: the same for a seed, and its questions are about their entries."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import islice

import pytest
from checkout import TESTS

sys.path.insert(0, str(TESTS / "bench"))

import generated

SEED = 17
MADE = generated.some(2_000, SEED)
ASKED = generated.questions(MADE, 40, SEED)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_a_seed_gives_the_entries_that_it_gave_before() -> None:
    """The first entries stand here: where they change, figures can't be compared with earlier ones."""
    assert MADE[:3] == [
        "Where was the Pagamadi actions nudged before 1954?",
        "When will the electrical form of Bibe be wilfred?",
        "Where was the Zezirobi succeeds separated before 1813?",
    ]


def test_a_smaller_knowledge_is_the_beginning_of_a_larger_one() -> None:
    """Entries don't depend on how many are wanted, only on the seed."""
    assert list(islice(generated.entries(SEED), 50)) == MADE[:50]
    assert list(islice(generated.entries(SEED + 1), 50)) != MADE[:50]


def test_entries_differ() -> None:
    """Nearly all entries stand alone, as a question about one is right about no other."""
    assert len(set(MADE)) > 0.99 * len(MADE)


def test_some_words_are_common_and_most_are_rare() -> None:
    """The frequency of words falls as in natural text: half of them stand once or twice, a few everywhere."""
    frequency = Counter(word for text in MADE for word in words(text))
    assert sum(times <= 2 for times in frequency.values()) > 0.5 * len(frequency)
    assert max(frequency.values()) > 0.5 * len(MADE)


def test_a_seed_gives_the_same_questions() -> None:
    """Questions depend on the seed and the entries alone."""
    assert generated.questions(MADE, 40, SEED) == ASKED
    assert generated.questions(MADE, 40, SEED + 1) != ASKED


def test_each_kind_of_question_is_asked_as_often() -> None:
    """Kinds take turns, so that a system that is asked fewer questions is asked the same mixture."""
    assert set(Counter(question.kind for question in ASKED).values()) == {len(ASKED) // len(generated.KINDS)}


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.text)
def test_a_question_shares_a_word_of_content_with_its_entry(question: generated.Question) -> None:
    """What is asked can be found: the entry holds one of its words at least, and not a function word."""
    assert (words(question.text) & words(MADE[question.gold])) - generated.ENGLISH.stop_words


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.text)
def test_a_question_has_one_word_at_most_that_its_entry_lacks(question: generated.Question) -> None:
    """A question leaves words out; a typo or a synonym is the one word that it puts in."""
    new = words(question.text) - words(MADE[question.gold])
    assert len(new) <= (question.kind in ("a typo", "a synonym"))
