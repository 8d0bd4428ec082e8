"""Words and phrases that mean the same, as concepts."""

from __future__ import annotations

import itertools

import pytest
from samples import best, bot, entry, matcher, met

from faqbot.index.cutting.synonyms import Concepts
from faqbot.language.language import of
from faqbot.language.tokens import words
from faqbot.search.matches import How

GROUPS = [
    ("car", "automobile", "motor vehicle"),
    ("fee", "charge", "entrance fee"),
    ("New York", "New York City", "Big Apple"),
]
CONCEPTS = Concepts(GROUPS, of("en"))


def counted(concepts: Concepts) -> int:
    """How many concepts there are."""
    return len(set(concepts.members().values()))


def named(concepts: Concepts, text: str) -> list[str]:
    """The phrases of `text` that name a concept, in order."""
    spoken = words(text, of("en"))
    return [" ".join(w.text for w in spoken[s.start : s.end]) for s in concepts.spot(spoken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is my car?", ["car"]),
        ("two Automobiles", ["automobiles"]),
        ("any motor vehicles here", ["motor vehicles"]),
        ("motor without the other", []),
        ("the entrance fee is a fee", ["entrance fee", "fee"]),
        ("New York City never sleeps", ["new york city"]),
        ("from New York to the Big Apple", ["new york", "big apple"]),
        ("a new York", ["new york"]),
        ("a big house", []),
        ("", []),
    ],
)
def test_concepts_are_spotted_by_their_longest_phrase(text: str, expected: list[str]) -> None:
    """A word or phrase of a group is spotted in any form, and the longest one at each place wins."""
    assert named(CONCEPTS, text) == expected


@pytest.mark.parametrize(("one", "other"), [("car", "motor vehicle"), ("fee", "charges"), ("New York", "big apple")])
def test_members_of_a_group_are_one_concept(one: str, other: str) -> None:
    """Whichever member is used, the concept is the same."""
    assert CONCEPTS.spot(words(one, of("en")))[0].term == CONCEPTS.spot(words(other, of("en")))[0].term


def test_groups_without_a_common_word_are_apart() -> None:
    """Three groups that share no member are three concepts."""
    assert counted(CONCEPTS) == len(GROUPS)


def test_groups_that_share_a_member_are_one_concept() -> None:
    """Groups that share a member, directly or through others, are joined."""
    assert counted(Concepts([("ape", "bat"), ("cat", "dog"), ("bat", "cat"), ("elk", "fox")], of("en"))) == 2


def test_groups_may_share_a_word_inside_phrases() -> None:
    """A word shared inside longer phrases joins nothing: only whole members count."""
    assert counted(Concepts([("red wine", "claret"), ("white wine", "riesling")], of("en"))) == 2


@pytest.mark.parametrize(
    "order", list(itertools.permutations([("ape", "bat"), ("bat", "cat"), ("dog", "elk"), ("elk", "fat goat")]))
)
def test_the_order_of_groups_does_not_matter(order: tuple[tuple[str, ...], ...]) -> None:
    """The same members belong together in whatever order the groups come."""
    concepts = Concepts(order, of("en")).members()
    together = {frozenset(p for p, c in concepts.items() if c == name) for name in set(concepts.values())}
    assert together == {
        frozenset({("ape",), ("bat",), ("cat",)}),
        frozenset({("dog",), ("elk",), ("fat", "goat")}),
    }


def test_spots_never_overlap() -> None:
    """A word that is part of one spot starts no other."""
    concepts = Concepts([("red sea", "sea shipping"), ("shipping", "freight")], of("en"))
    assert named(concepts, "red sea shipping") == ["red sea", "shipping"]


@pytest.mark.parametrize("group", [("", "car"), ("?!", "…"), ("car",), ("car", "cars")])
def test_a_group_may_say_little(group: tuple[str, ...]) -> None:
    """Members without words, single members and members with one stem are harmless."""
    assert counted(Concepts([group], of("en"))) <= 1


def test_no_groups_are_no_concepts() -> None:
    """Without groups nothing is spotted."""
    assert counted(Concepts([], of("en"))) == 0
    assert Concepts([], of("en")).spot(words("any car", of("en"))) == ()


@pytest.mark.parametrize("asked", ["automobile", "motor vehicle", "automobiles"])
def test_a_synonym_finds_what_the_word_finds(asked: str) -> None:
    """A question that uses another member of the group finds the entry that uses the first."""
    small = bot(entry("Where can I park my car?"), entry("When do you open?"), synonyms=GROUPS)
    assert small.search(f"a place for the {asked}")[0].title == "Where can I park my car?"


def test_a_synonym_weighs_less_than_the_word() -> None:
    """An entry in the asker's own words stands before one in other words."""
    small = matcher(entry("Is the automobile clean?"), entry("Is the car clean?"), synonyms=GROUPS)
    assert best(small, "Is the car clean?").title == "Is the car clean?"
    assert met(small, "Is the car clean?", "car").how is How.SAME
