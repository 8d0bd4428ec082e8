"""A bare topic: one word, and the places that speak of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from samples import bot, entry, section

from faqbot import Verdict
from faqbot.answering.answers import Cause

FARM = bot(
    section("Cheese", "We sell cheese on Fridays. The milk comes from our goats."),
    section("The stable", "Eleven goats live here with two donkeys. Children may feed the goats."),
    section("Getting here", "Take the bus. The stop is by the old mill, where donkeys were kept as well."),
    entry("When is the shop open?", answer="On Fridays from nine to noon."),
    entry("How much is a ride?", answer="A ride on a pony is four florins.", backed_by="the-stable"),
)
WORDS = ["goats", "donkeys", "milk", "pony", "Fridays", "bus", "mill", "cheese"]


def test_places_that_speak_of_a_topic_are_offered() -> None:
    """Where several do, and none is plainly about it, all are offered and the reason says how many they are."""
    answer = FARM.answer("donkeys")
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.AMBIGUOUS)
    assert {match.title for match in answer.suggestions} == {"Getting here", "The stable"}
    assert answer.reason == "“donkeys” is spoken of in 2 places: which do you mean?"


def test_the_place_that_is_headed_by_a_topic_answers() -> None:
    """A heading that holds the word says what its section is about."""
    answer = FARM.answer("cheese")
    assert answer.citation and answer.citation.section == "cheese"


def test_the_only_place_that_speaks_of_a_topic_is_not_kept_back() -> None:
    """However little it says of it, it is cited or offered."""
    answer = FARM.answer("pony")
    if answer.citation is None:
        assert [match.title for match in answer.suggestions] == ["How much is a ride?"]
        assert answer.reason == "“pony” is spoken of in one place: do you mean this?"


def test_what_nothing_speaks_of_is_unknown() -> None:
    """A word that the knowledge lacks has no place."""
    assert FARM.answer("zeppelins").verdict is Verdict.UNKNOWN


@given(st.sampled_from(WORDS), st.sampled_from(["{}?", "{}", "“{}”", "hi, {}?"]))
def test_a_topic_gets_the_places_that_the_reason_counts(word: str, typed: str) -> None:
    """What is offered for a topic is as many places as the reason says, each once, however the word is typed."""
    answer, plain = FARM.answer(typed.format(word)), FARM.answer(word.upper())
    assert (answer.reason, answer.citation) == (plain.reason, plain.citation)
    if answer.cause is Cause.AMBIGUOUS:
        assert f"in {len(answer.suggestions)} places" in answer.reason
        assert len({match.ref for match in answer.suggestions}) == len(answer.suggestions)
