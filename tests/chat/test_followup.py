"""What a short question leaves out, put back from the one before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ENGLISH

from faqbot.chat.followup.readings import READINGS, Reading, readings

NAMES = frozenset("hamas qatar egypt israel gaza november".split())
ALIKE = ({"hostages", "prisoners", "soldiers"}, {"adult", "kids", "students"}, {"truce", "war"}, {"crews", "pilots"})


class Sense:
    """Knows a few names, and which words are alike."""

    def is_name(self, word: str) -> bool:
        return word in NAMES

    def alike(self, one: str, other: str) -> float:
        return 1.0 if one == other else 0.6 if any({one, other} <= words for words in ALIKE) else 0.0


def read(question: str, before: str) -> tuple[Reading, ...]:
    return readings(question, before, ENGLISH, Sense())


def first(question: str, before: str) -> str:
    return read(question, before)[0].text.lower()


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("How many hostages were released?", "and prisoners?", "how many prisoners were released"),
        ("How many hostages were released?", "what about the prisoners", "how many prisoners were released"),
        ("how many of the hostages were released", "and the prisoners?", "how many of the prisoners were released"),
        ("How many hostages did Hamas release?", "and Israel?", "how many hostages did israel release"),
        ("What does Qatar want?", "Egypt?", "what does egypt want"),
        ("What happened in November?", "and in December?", "what happened in december"),
        ("how much is an adult ticket", "and kids?", "how much is a kids ticket"),
        ("are the tug crews on strike", "and the pilots?", "are the pilots on strike"),
        ("How long does black tea steep?", "and green tea?", "how long does green tea steep"),
        ("How many hostages were released?", "no, I mean the soldiers", "how many soldiers were released"),
        ("What does Qatar want?", "ok, and what about Egypt", "what does egypt want"),
        ("who leads the union", "and the employers?", "who leads the employers"),
        ("how much does the state pay", "and the hotels?", "how much does the hotels pay"),
        ("how many people have died in Gaza", "and Israel?", "how many people have died in israel"),
        ("when are you open", "and mondays?", "when are you open mondays"),
    ],
)
def test_a_part_takes_the_place_of_its_like(before: str, question: str, expected: str) -> None:
    """A fragment stands where something of its sort stood: a name for a name, the rest by meaning."""
    assert first(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("How many hostages were released?", "when?", "when were hostages released"),
        ("How many hostages were released?", "and why", "why were hostages released"),
        ("who brokered the truce", "since when?", "since when – who brokered the truce"),
        ("how many hostages were released", "who said that?", "who said that – hostages released"),
        ("were hostages released", "when was that?", "when were hostages released"),
        ("who brokered the truce", "why did this happen?", "why – who brokered the truce"),
    ],
)
def test_a_question_word_asks_again(before: str, question: str, expected: str) -> None:
    """A question word alone asks what was asked before in another way."""
    assert first(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("what was the truce", "who brokered it?", "who brokered the truce"),
        ("what was the truce", "how long did it last", "how long did the truce last"),
        ("what does Qatar want", "who's that?", "who is qatar"),
        ("where are the hostages", "who took them?", "who took the hostages"),
        ("what does Qatar want", "what is its role?", "what is qatar’s role"),
        ("how many died in Gaza", "who rules there?", "who rules in gaza"),
        ("did Hamas release hostages", "did Israel too?", "did israel release hostages"),
        ("what is coral bleaching", "when did it happen", "when did coral bleaching happen"),
        ("where can I eat", "is it open", "is it open – eat"),
    ],
)
def test_a_pronoun_stands_for_what_agrees(before: str, question: str, expected: str) -> None:
    """A pronoun is replaced by what it may stand for: one or many, a name for a place."""
    assert expected in {reading.text.lower() for reading in read(question, before)}


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers died in the war?",
        "What is the role of Qatar in the talks?",
        "where can I park?",
        "Is there a plan for peace?",
        "Tell me about the plan",
        "what time is it",
        "is it true that hostages were released",
        "which of the plans that Egypt proposed was refused by both of the sides in the end",
        "",
        "?!",
        "and",
        "no",
        "hm",
        "what can you do",
        "can I help?",
        "and if I'm late?",
        "tell me more",
        "what is this about?",
        "is that all?",
        "was that it?",
        "is this so?",
        "does that help?",
        "did either",
        "is well",
    ],
)
def test_a_full_question_has_no_readings(question: str) -> None:
    """A question that leaves nothing out is not read with another, and neither is what asks nothing."""
    assert [r for r in read(question, "How many hostages were released?") if r.marked or question != "hm"] == []


def test_either_ends_what_leans() -> None:
    """The word "either" says no more than "too": what stands before it is the part that was said."""
    assert first("did Qatar either", "did Hamas release hostages") == "did qatar release hostages"


def test_without_a_question_before_there_is_nothing_to_add() -> None:
    """After nothing, or nothing but filling words, a fragment stays what it is."""
    assert read("and prisoners?", "") == read("and prisoners?", "and so") == ()


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("and prisoners?", True),
        ("what about Egypt", True),
        ("prisoners?", False),
        ("when?", True),
        ("did Israel too", True),
    ],
)
def test_a_question_may_say_that_it_leans(question: str, marked: bool) -> None:
    """What begins with "and" or "what about", asks in a single word, or ends in "too" can't stand by itself."""
    assert read(question, "How many hostages did Hamas release?")[0].marked is marked


def test_the_words_of_its_own_are_kept() -> None:
    """A reading tells which words the question had itself, so that an answer can be held against them."""
    assert read("and prisoners?", "How many hostages were released?")[0].own == {"prisoners"}
    assert read("how long was it?", "what was the truce")[0].own == frozenset()


WORDS = st.lists(
    st.sampled_from(
        "and what about it the hostages prisoners when there too did Hamas 2019 in no A Q? – ’s his".split()
    )
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_readings_are_few_and_differ(question: str, before: str) -> None:
    """Whatever is said after whatever, there are a handful of readings, none empty, none twice, always the same."""
    found = read(question, before)
    assert len(found) <= READINGS and len(set(found)) == len(found) and all(reading.text for reading in found)
    assert found == read(question, before)
