"""What of a text asks, without what is told and said around it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import ENGLISH

from faqbot.language import language
from faqbot.search.asking.asks import Ask, asks, one

FRAMES = [
    "hi, could you tell me: {}",
    "Hello there! {}",
    "good morning, {}",
    "Quick question: {}",
    "quick question, {}",
    "Sorry to bother you. {}",
    "Can you please tell me, {}",
    "Would you happen to know {}",
    "I was wondering, {}",
    "I'd just like to know {}",
    "According to the article, {}",
    "per this page, {}",
    "Hi, can somebody please tell me {}",
    "would you mind telling me {}",
    "Good morning, I was hoping you could tell me {}",
    "{} Thanks in advance!",
    "{} Thank you very much.",
    "Hi team, I have a quick question. {} Any help would be greatly appreciated.",
]
ASKED = [
    "How many tickets are left?",
    "Can I bring my dog?",
    "what time do you open?",
    "Is lunch included?",
    "Why was the tower closed?",
    "Do you sell umbrellas?",
]


def texts(text: str) -> list[str]:
    return [ask.text for ask in asks(text, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I bought a ticket last week. Now I can't come. Can I get a refund?", "Can I get a refund?"),
        ("i bought a ticket last week. can i get a refund? my train is late", "can i get a refund?"),
        ("Can I get a refund, I bought it last week", "Can I get a refund"),
        ("Since I moved to another town, do I need a new card?", "do I need a new card?"),
        ("If my parcel is lost, who pays for it?", "who pays for it?"),
        ("I lost my card and how do I get a new one?", "how do I get a new one?"),
        ("My brother, who is ill, can he vote by letter?", "can he vote by letter?"),
        ("When I log in, it only says Guest. Where is my data?", "Where is my data?"),
        ("Dr. Smith told me to come. Do I need a referral?", "Do I need a referral?"),
        ("My trainer goes on about energy. What does he mean?", "What does he mean?"),
        ("I am on the train and can't look it up. ticket refund", "ticket refund"),
        ("My brother and I don't agree. lost card", "lost card"),
    ],
)
def test_what_is_told_is_not_asked(text: str, asked: str) -> None:
    """Sentences and clauses that only tell are left out of the question, and kept beside it."""
    (ask,) = asks(text, ENGLISH)
    assert ask.text == asked
    assert asked in ask.full and len(ask.full) > len(asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hi, could you tell me how the lift works? thanks", "how the lift works?"),
        ("I was wondering whether dogs are allowed", "dogs are allowed"),
        ("I'd like to know if I can park here please", "I can park here"),
        ("tell me about refunds", "refunds"),
        ("according to this, who is the director", "who is the director"),
        ("what does the article say about refunds?", "refunds?"),
        ("when is it open on Sunday, do you know?", "when is it open on Sunday"),
    ],
)
def test_frames_are_no_part_of_a_question(text: str, asked: str) -> None:
    """Greetings, thanks and what only says that a question follows are dropped."""
    assert asks(text, ENGLISH) == (Ask(asked),)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("When does it open and how much is a ticket?", ["When does it open", "how much is a ticket?"]),
        (
            "how do i reset my password? and where is the invoice?",
            ["how do i reset my password?", "where is the invoice?"],
        ),
        ("hi, could you tell me when it opens and how much a ticket is", ["when it opens", "how much a ticket is"]),
        ("who baked the bread and how long did it take", ["who baked the bread", "how long did it take"]),
        ("Can I come by bus, and are dogs allowed?", ["Can I come by bus", "are dogs allowed?"]),
    ],
)
def test_two_questions_are_two(text: str, asked: list[str]) -> None:
    """Clauses that stand as questions of their own are asked one by one."""
    assert texts(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "what are the opening hours and prices?",
        "How do I cancel and get a refund?",
        "Can I come in and have a look?",
        "When and where is the concert?",
        "Can I choose where and how I pay?",
        "Can I pay by card or do I need cash?",
        "Which trains are cheap and can be booked online?",
        "who baked the bread, and when?",
        "and prisoners?",
        "hello kitty price",
        "guide dogs allowed?",
        "thanks in advance",
        "I need to cancel my appointment. my train is late",
        "?!",
        "",
        " ",
        "I lost my card. The machine kept it.",
        "The pool was closed. lost card",
        "I want a refund. My order is 123.",
    ],
)
def test_what_is_one_question_stays_as_it_is(text: str) -> None:
    """No text is cut where its parts are no questions of their own, or say nothing of their subject."""
    assert asks(text, ENGLISH) == (Ask(text),)


@given(st.sampled_from(ASKED), st.lists(st.sampled_from(FRAMES), max_size=3))
def test_however_framed_the_same_is_asked(question: str, frames: list[str]) -> None:
    """Frames around a question, and around those, leave the question."""
    text = question
    for frame in frames:
        text = frame.format(text)
    assert texts(text) == [question]


@given(st.permutations(ASKED), st.integers(1, 4))
def test_questions_come_in_the_order_of_the_text(asked: list[str], number: int) -> None:
    """Each question of a text is asked, in the order in which it was typed."""
    assert texts(" ".join(asked[:number])) == asked[:number]


def test_many_questions_are_one() -> None:
    """A text of more questions than are worth asking one by one is taken as one."""
    (ask,) = asks(" ".join(ASKED), ENGLISH)
    assert ask.text == " ".join(ASKED)


def test_a_question_that_points_back_is_read_with_the_one_before() -> None:
    """What "it" stands for may have been asked."""
    first, second = asks("Is the tower open? How high is it?", ENGLISH)
    assert first.full == "" and second.full == "Is the tower open? How high is it?"


def test_several_are_taken_as_one() -> None:
    """All questions of a text make one, without what was said around them."""
    assert one(asks("Hi! Is it open? How much is a ticket?", ENGLISH)).text == "Is it open? How much is a ticket?"


@given(st.text(max_size=80))
@example("“Is it open?” she said. why?")
@example("\n\n?\n\nwhen does it open?")
def test_every_text_asks_something(text: str) -> None:
    """Whatever is typed, there is a question, and it is made of what was typed."""
    for ask in asks(text, ENGLISH):
        assert ask.text in text or set(ask.text.split()) <= set(text.split())
    assert asks(text, language.of("de")) == (Ask(text),)


@given(st.sampled_from(ASKED), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_tells_nothing(question: str, typed: object) -> None:
    """However it is capitalised, the same is asked."""
    text = f"I came by train. {question} Thank you!"
    assert [t.casefold() for t in texts(typed(text))] == [question.casefold()]  # type: ignore[operator]
