"""Two statements of one thing: which say the same, which differ, and which can't be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, entry, knowledge

from faqbot.index.index import Index
from faqbot.search.against.statements import Relation, Statements

KNOWN = Statements(Index(knowledge(article("alpha", entry("Is it free?")), article("beta", entry("Who pays?")))))
TITLES = ("Alpha", "Beta")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The free trial lasts 30 days.", "The trial lasts 14 days."),
        ("The notice period is three months.", "The notice period is fifteen days."),
        ("You have 25 days of holiday a year.", "You have 23 days of holiday a year."),
        ("The hall opens at 8:30.", "The hall opens at 9:00."),
        ("The shop is open on Monday.", "The shop is open on Tuesday."),
        ("A ticket costs $20.", "A ticket costs 25 dollars."),
        ("Dogs are welcome in the hall.", "Dogs are not welcome in the hall."),
        ("Yes, bring them.", "No, leave them at home."),
        ("Ask Maren Lie of the service desk.", "Ask Pablo Ruiz of the service desk."),
        ("The lights are turned on at night.", "The lights are turned off at night."),
    ],
)
def test_other_values_of_one_thing_differ(one: str, other: str) -> None:
    """Another number, time, day, price or name of the same thing differs, and so does a "not"; either way round."""
    assert KNOWN.relation(one, other, TITLES) is Relation.DIFFERENT
    assert KNOWN.relation(other, one, TITLES) is Relation.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Press Reset.", "press reset"),
        ("Alpha lasts 30 days.", "Beta lasts 30 days."),
        ("We answer within two working days.", "You are answered within two working days."),
        (
            "Tickets can be returned up to 30 days before the start.",
            "Tickets can be returned 30 days before the start.",
        ),
    ],
)
def test_the_same_in_much_the_same_words_is_the_same(one: str, other: str) -> None:
    """Case, small words and the name of the article make no difference."""
    assert KNOWN.relation(one, other, TITLES) is Relation.SAME
    assert KNOWN.relation(other, one, TITLES) is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Press Reset.", "Choose the link below the form."),
        ("Salaries are paid on the 25th of each month.", "Salaries are paid on the last day of each month."),
        ("The trial lasts 30 days.", "The bus leaves every 20 minutes."),
        ("It takes a month.", "It takes 30 days."),
        ("Delivery takes 2 days.", "Delivery takes 2 days, to Corsica 5 days."),
        ("Dogs are not rejected.", "Dogs are accepted."),
    ],
)
def test_nothing_is_claimed_where_it_can_not_be_told(one: str, other: str) -> None:
    """Other things, several values beside one, and units that don't make each other out are neither."""
    assert KNOWN.relation(one, other, TITLES) is Relation.UNTOLD


def test_what_was_asked_for_counts() -> None:
    """Where both state the price that was asked for, what else they say makes no difference."""
    one = "A ticket costs 20 euros, lunch, coffee and a seat included."
    assert KNOWN.relation(one, "You pay 20 euros.", typed=True) is Relation.SAME
    assert KNOWN.relation(one, "You pay 25 euros.", typed=True) is Relation.DIFFERENT
    assert KNOWN.relation(one, "You pay at the door.", typed=True) is Relation.UNTOLD


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_the_same_either_way_round(one: str, other: str) -> None:
    """No text fails, a text says what it says itself, and no order matters."""
    assert KNOWN.relation(one, one) is Relation.SAME
    assert KNOWN.relation(one, other) is KNOWN.relation(other, one)
