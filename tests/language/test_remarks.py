"""Which lines ask the bot rather than its articles: patterns of whole lines, and nothing that holds another word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ENGLISH

from faqbot.answering.talk import remarks
from faqbot.answering.talk.remarks import Remark
from faqbot.language import language as languages
from faqbot.language.english.talk import TALK
from faqbot.language.grammar import Topic

# What people say, by topic. Some of it an article may be asked as well.
SAID = {
    Topic.ABOUT: "What is this about?|what's this all about|whats this article about|what does this text cover"
    "|Can you tell me what this article is about, please?|could you summarise this for me?|tldr|what is this"
    "|what topics do you cover?|give me an overview|What is in this document?",
    Topic.DATE: "when was it published?|how old is this information|how up-to-date are you?|Is this still up to date?"
    "|when was this page last updated|When were these articles written?|how recent is your data",
    Topic.SOURCES: "what are the sources?|What are your sources?|where does this information come from|references"
    "|where do you get your facts from?",
    Topic.AUTHOR: "who wrote this|Who's the author?|who is behind this article|so who published this?",
    Topic.HELP: "help|what can I ask?|what can you do|What else can you tell me?|how do you work?|Can you help me?"
    "|give me an example|what questions can I ask you?|ok, what can i ask you about",
    Topic.BOT: "who are you?|are you a robot|Are you an AI or a human?|hi there, who are you?|what's your name"
    "|am I talking to a real person?|are you human|you're a machine",
    Topic.SURE: "are you sure?|are you really sure about that?|Is that right?|is this true|you're wrong"
    "|that isn't correct|How certain are you?|can i trust you|Really?",
    Topic.EVIDENCE: "how do you know that|how do you know?|says who?|where does it say that|What's your source?"
    "|where did you get that from|based on what",
    Topic.REPEAT: "repeat that|say that again|could you please repeat that?|come again?|once more please|pardon?",
    Topic.ASKED: "what was my question|what did I ask?|What did I just ask you?|what was my last question again",
    Topic.BYE: "bye|goodbye!|ok thanks bye|see you later|Have a nice day!",
    Topic.THANKS: "thanks|Thank you!|thx so much|thanks a lot for your help|ok, that helps|great thanks 👍|ty",
    Topic.HELLO: "hello|Hi there!|good morning|Hello, how are you today?|hey bot",
    Topic.ASSENT: "ok|okay.|I see|got it|great|that's all|never mind|yes",
}
CASES = [(line, topic) for topic, lines in SAID.items() for line in lines.split("|")]

# Questions that hold such a line's words, and more or fewer: none of them is one.
ASKED = """
What is this exhibition about?|what is the essay about|what are the sources of funding?
|what are the sources of the river|who are you going to call for repairs|when was the truce published
|when was the book written|thanks, when do you open?|hello, is the café open|help with my application
|who can help me with a form|what can I ask the staff|what can you do about noise|how do I use this ticket
|is it true that dogs are allowed|how old is the turbine|how old is it|where are you|when do you open|are you open
|are you closed on Mondays|are you sure the truce holds|can I trust the water|who wrote the essay|where is this
|where does it come from|what is a robot|do you have a robot|how do you know the water is clean|what do you offer
|thank you for not smoking|repeat prescription|ok to bring a dog?|how do I repeat a year|who is this|what is it
|who is in charge|what is that building|how much is this|why|when|?||good food|nice places nearby|wrong ticket
|bye-laws|who is the author of the essay|what happens next|🤖
""".replace("\n", "").split("|")


@pytest.mark.parametrize(("line", "topic"), CASES)
def test_what_asks_the_bot_is_read(line: str, topic: Topic) -> None:
    """A line that asks the bot is read as that, with courtesies around it, marks, and words written short."""
    read = remarks.read(line, ENGLISH)
    assert read is not None and read.topic is topic
    assert remarks.read(f"  {line.upper()} ", ENGLISH) == read


@pytest.mark.parametrize("line", ASKED)
def test_what_asks_an_article_is_left_to_it(line: str) -> None:
    """A word that is not talk makes a line a question, whatever stands around it."""
    assert remarks.read(line, ENGLISH) is None


@pytest.mark.parametrize(
    ("line", "loose"),
    [
        ("when was this article published", False),
        ("when was it published", True),
        ("what are your sources", False),
        ("what are the sources", True),
        ("who wrote this", False),
        ("who wrote it", True),
        ("thanks", False),
        ("fine", True),
    ],
)
def test_words_that_an_article_may_be_asked_by_are_loose(line: str, loose: bool) -> None:
    """What says that it means the bot's text is plain; what may mean a thing that the text is about is loose."""
    read = remarks.read(line, ENGLISH)
    assert read is not None and read.loose is loose


@pytest.mark.parametrize("code", ["de", "fr", "ja", "xx"])
def test_in_other_languages_nothing_is_talk(code: str) -> None:
    """Where a language's talk is not known, every line is a question."""
    assert [line for line, _ in CASES if remarks.read(line, languages.of(code))] == []


def test_every_topic_has_patterns_and_every_slot_is_there() -> None:
    """Each topic can be asked, no pattern names a slot that is missing, and none is empty."""
    assert {*TALK.plain, *TALK.loose} == {*Topic}
    lines = [*TALK.plain.values(), *TALK.loose.values(), *TALK.slots.values()]
    named = {name for text in lines for name in re.findall(r"<(\w+)>", text)}
    assert named | {"before", "after"} == set(TALK.slots)
    assert all(line.strip() for text in lines for line in text.strip().splitlines())


def test_a_long_line_is_none() -> None:
    """However often one says hello, a line of many words is not followed through the patterns."""
    assert remarks.read("hello " * (remarks.LONGEST - 1) + "bye", ENGLISH) == Remark(Topic.BYE, loose=False)
    assert remarks.read("hello " * remarks.LONGEST + "bye", ENGLISH) is None


@given(st.sampled_from(CASES), st.sampled_from(["zeppelin", "tickets", "café", "7", "not"]), st.integers(0, 9))
def test_a_word_of_a_subject_makes_it_a_question(case: tuple[str, Topic], word: str, at: int) -> None:
    """Whatever is said to the bot, with one word of something else in it it is a question to the articles."""
    words = case[0].split()
    line = " ".join([*words[:at], word, *words[at:]])
    assert remarks.read(line, ENGLISH) is None or word == "not"


@given(st.lists(st.sampled_from([*"is this it that what who you are can i the article thanks ok help".split()])))
def test_words_of_talk_in_any_order_break_nothing(words: list[str]) -> None:
    """Any words are read, and alike at each time."""
    assert remarks.read(" ".join(words), ENGLISH) == remarks.read(" ".join(words), ENGLISH)
