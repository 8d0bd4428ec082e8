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
        ("how much does the state pay", "and the hotels?", "how much do the hotels pay"),
        ("how many people have died in Gaza", "and Israel?", "how many people have died in israel"),
        ("when are you open", "and mondays?", "when are you open mondays"),
        ("is the boat free", "and the oars?", "are the oars free"),
        ("how do I join", "and sisters?", "sisters – join"),
        ("why are they on strike", "and the pilots?", "why are the pilots on strike"),
        ("what is Qatar’s role", "and Egypt?", "what is egypt’s role"),
        ("how many Egypt soldiers died", "and Israel?", "how many israel soldiers died"),
        ("when are lessons for adults held", "and for kids?", "when are lessons for kids held"),
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
        ("how many hostages were released", "who said that?", "who said that – hostages were released"),
        ("were hostages released", "when was that?", "when were hostages released"),
        ("who brokered the truce", "why did this happen?", "why – who brokered the truce"),
        ("did the union agree to it", "why not?", "why did the union not agree to it"),
        ("have they agreed yet", "and why not", "why have they not agreed yet"),
        ("what cranes does the port want", "how many?", "how many cranes does the port want"),
        ("do strikers get any money", "how much?", "how much money do strikers get"),
        ("are there lessons for beginners", "how many are there", "how many lessons are there for beginners"),
        ("can I borrow a boat", "how much?", "how much – can i borrow a boat"),
        ("what do the crews want", "how many are there", "how many crews are there"),
        ("are there races in June", "why not?", "why are there not races in june"),
        ("how many hostages did Hamas free in November", "when?", "when did hamas free hostages in november"),
        ("who is Qatar", "since when?", "since when – who is qatar"),
        ("where is the club", "since when?", "since when – where is the club"),
        ("which party is the mayor in", "since when?", "since when – which party is the mayor in"),
        ("how long will it go on", "says who?", "says who – how long will it go on"),
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
        ("is there a café", "who runs it?", "who runs the café"),
        ("is the café new", "how big is it?", "how big is the café"),
        ("how many crews took part", "which of them won?", "which of the crews won"),
        ("are dogs allowed", "where can they go", "where can dogs go"),
        ("do dogs need tickets", "where can they go", "where can dogs go"),
        ("what is my job", "when will it run", "when will my job run"),
        ("what is the role of Qatar", "how big is it", "how big is the role of qatar"),
        ("what does Egypt want", "where are they", "where is egypt"),
        ("how big is Egypt’s army", "where is it", "where is egypt"),
        ("who is the mayor", "how old is she", "how old is the mayor"),
        ("can I borrow a boat", "where do I get one", "where do i get a boat"),
        ("where are the eights kept", "can I borrow one", "can i borrow one of the eights"),
        ("is there an office", "where is the nearest one", "where is the nearest office"),
        ("are radios good", "where are used ones", "where are used radios"),
        ("was there a strike", "how long did that one last", "how long did the strike last"),
        ("where is the café", "what can I eat there", "what can i eat in the café"),
        ("who runs the café", "what can I eat there", "what can i eat in the café"),
        ("can I rent the boathouse", "what does that cost", "what does the boathouse cost"),
        ("does the boat have a man hole", "where is it", "where is the man hole"),
        ("where are the eights kept", "which one is the longest", "which one of the eights is the longest"),
        ("can members borrow the eights", "how heavy are they", "how heavy are the eights"),
        ("is there a café", "how do I get there", "how do i get to the café"),
        ("is there a café", "can I walk from there", "can i walk from the café"),
        ("how does one apply", "is it hard", "is it hard – apply"),
        ("who can vote", "is it hard", "is it hard – vote"),
        ("are there lessons for beginners", "what is their price", "what is lessons for beginners’ price"),
    ],
)
def test_a_pronoun_stands_for_what_agrees(before: str, question: str, expected: str) -> None:
    """A pronoun is replaced by what it may stand for: one or many, a name for a place."""
    assert expected in {reading.text.lower() for reading in read(question, before)}


@pytest.mark.parametrize(
    ("before", "question", "never"),
    [
        ("did Egypt take part", "how many are they", "how many are egypt"),
        ("did Egypt take part", "how many of them won", "how many of egypt won"),
        ("what is the Egypt plan", "tell me about it", "tell me about the egypt"),
        ("how old is the boat", "who built it", "who built old"),
        ("when did it begin", "what is it", "what is begin"),
        ("is the café new", "how many seats does it have", "how many seats does the café new have"),
        ("how much does the station cost", "who pays for it", "who pays for the station cost"),
        ("who is Hamas", "what does it want", "what does hamas want"),
        ("how many hostages were released", "who said that", "who said the hostages"),
        ("are the tug crews on strike", "and the pilots?", "are the pilots crews on strike"),
        ("could this turn into a war", "and Egypt?", "could this egypt into a war"),
        ("for which languages is it", "and Egypt?", "for which egypt is it"),
        ("can I rent a boat", "which one?", "which a boat"),
        ("do strikers get any money", "lol fine", "how much lol fine do strikers get"),
        ("what does the union want", "and the employers?", "what does the union want the employers"),
        ("how many crews came", "what do they want", "what does the crews want"),
    ],
)
def test_a_reading_is_english(before: str, question: str, never: str) -> None:
    """A pronoun isn't replaced where number or determiner wouldn't agree, nor by a verb or an adjective."""
    assert never not in {reading.text.lower() for reading in read(question, before)}


def test_what_a_pronoun_stands_for_is_told() -> None:
    """A reading tells the words that its pronoun stood for, so that an answer can be held against them."""
    assert read("who runs it", "is there a café")[0].referred == {"café"}
    assert read("and prisoners?", "How many hostages were released?")[0].referred == frozenset()


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


def test_a_bare_part_needs_its_like() -> None:
    """What says by nothing that it leans on a question is read with it only if something like it stands there."""
    assert read("lost property", "how many hostages were released") == ()
    assert read("and lost property", "how many hostages were released")


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
        """
        and what about it the hostages prisoners when there too did Hamas 2019 in no A Q? – ’s his one ones which of
        how many do does are have who that their old released café’s for can I not why
        """.split()
    )
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_readings_are_few_and_differ(question: str, before: str) -> None:
    """Whatever is said after whatever, there are a handful of readings, none empty, none twice, always the same."""
    found = read(question, before)
    assert len(found) <= READINGS and len(set(found)) == len(found) and all(reading.text for reading in found)
    assert found == read(question, before)
