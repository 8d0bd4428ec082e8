"""Related words: the lexicon that ships, and what its groups do in a match."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from samples import ENGLISH, bot, entry, matcher, met

from faqbot.language import related
from faqbot.language.related import Lexicon
from faqbot.search.matches import How

LEXICON = ENGLISH.lexicon or ""
SMALL = Lexicon(
    [["cost", "price", "how expensive"], ["stop", "cancel", "call off"], ["study", "learn"]], ENGLISH.endings
)
SHIPPED = yaml.safe_load(Path(LEXICON).read_text(encoding="utf-8"))["groups"]


def named(sentence: str) -> list[tuple[int, int, str]]:
    return [(group.start, group.end, group.term) for group in SMALL.spot(sentence.split())]


@pytest.mark.parametrize("word", ["cost", "costs", "costing", "price", "priced", "prices", "pricing"])
def test_regular_forms_of_a_word_name_its_group(word: str) -> None:
    """A word is looked up as it stands and without its regular endings."""
    assert named(word) == [(0, 1, "~cost")]


@pytest.mark.parametrize("word", ["stopped", "cancelled", "studies", "studied"])
def test_doubled_letters_and_y_are_undone(word: str) -> None:
    """An ending that changes the letters before it is taken off with the change."""
    assert len(named(word)) == 1


def test_a_phrase_comes_before_its_words() -> None:
    """A phrase names its group as a whole, wherever it stands."""
    assert named("they called off it") == [(1, 3, "~stop")]


@pytest.mark.parametrize("word", ["costa", "prince", "unstoppable", "sto", ""])
def test_other_words_name_nothing(word: str) -> None:
    """A word that only looks alike names no group."""
    assert named(word) == []


def test_the_lexicon_is_read_as_yaml_reads_it() -> None:
    """The quick reader finds what a YAML parser finds in the file that ships."""
    assert related.read(LEXICON) == SHIPPED


def test_no_word_stands_in_two_groups() -> None:
    """Every word or phrase of the lexicon stands once."""
    members = [member for group in SHIPPED for member in group]
    assert sorted(members) == sorted(set(members))


def test_a_group_has_at_least_two_members() -> None:
    """A group of one would relate nothing."""
    assert [group for group in SHIPPED if len(group) < 2] == []


def test_a_related_word_meets_for_less_than_the_word() -> None:
    """Who asks what it costs meets what its price is, and the receipt says how."""
    shop = matcher(entry("What is the price of a lamp?"), entry("Where is the shop?"))
    row = met(shop, "what does a lamp cost", "cost")
    assert (row.met, row.how) == ("price", How.RELATED)
    assert 0 < row.strength < 1


def test_another_language_has_no_lexicon() -> None:
    """The lexicon is English: in another language a word meets itself only."""
    german = bot(entry("What is the price of a lamp?"), entry("Where is the shop?"), language="de")
    rows = german.search("cost lamp")[0].receipt.words
    assert [row.how for row in rows if row.word == "cost"] == [How.UNSEEN]
