"""What the bot says in its own words, and when an article is asked all the same."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from checkout import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import LIBRARY, article, bot, entry, knowledge, load, section

from faqbot.answering import explanation, receipt
from faqbot.answering.answers import Answer, Cause, Verdict
from faqbot.bot import Bot
from faqbot.language.grammar import Topic

TEA = dataclasses.replace(
    article("tea", section("Leaves"), section("Water"), entry("How long does it steep?", answer="Four minutes.")),
    title="All about tea",
    published="2025-02-03",
    note="A draft",
    source="tea.example",
)
CUPS = article("cups", entry("Do cups break?"), entry("Are handles useful?"))

LINES = {
    "What is this about?": Topic.ABOUT,
    "when was it published?": Topic.DATE,
    "how old is this information": Topic.DATE,
    "what are the sources?": Topic.SOURCES,
    "who wrote this": Topic.AUTHOR,
    "what can I ask?": Topic.HELP,
    "help": Topic.HELP,
    "who are you?": Topic.BOT,
    "are you a robot": Topic.BOT,
    "are you sure?": Topic.SURE,
    "how do you know that": Topic.EVIDENCE,
    "repeat that": Topic.REPEAT,
    "what was my question": Topic.ASKED,
    "thanks": Topic.THANKS,
    "ok": Topic.ASSENT,
    "hello": Topic.HELLO,
    "bye": Topic.BYE,
}


def told(question: str, *articles: object) -> str:
    """What is said, which must be the bot's own words."""
    answer = Bot(knowledge(*articles)).answer(question)  # type: ignore[arg-type]
    assert answer.verdict is Verdict.TOLD
    return answer.reason


# -- what is said ------------------------------------------------------------------------------


@pytest.mark.parametrize("line", LINES)
def test_its_own_words_are_no_answer_of_an_article(line: str) -> None:
    """What asks the bot is told: no text, no citation, no confidence; shown with the bot's name before it."""
    answer = Bot(knowledge(TEA, CUPS)).answer(line)
    assert (answer.verdict, answer.cause, answer.topic) == (Verdict.TOLD, Cause.TALK, LINES[line])
    assert (answer.text, answer.citation, answer.confidence, answer.matches, answer.ruling) == ("", None, 0.0, (), None)
    assert str(answer).startswith(f"faqbot: {answer.reason}") and answer.sureness == ""
    assert json.loads(json.dumps(answer.to_dict()))["topic"] == str(LINES[line])


@pytest.mark.parametrize("line", LINES)
def test_its_own_words_are_explained(line: str) -> None:
    """Asked why, it says that no article was asked, and claims no picked place."""
    answer = Bot(knowledge(TEA)).answer(line)
    because = "Told: the question is not for the articles, so the bot spoke in its own words."
    assert explanation.because(answer) == explanation.to_dict(answer)["because"] == because
    assert [segment.role for segment in receipt.segments(answer)][-1] == "verdict"


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ("what is this about", "I answer in the words of “All about tea” (2025-02-03). It covers: Leaves; Water."),
        ("when was it published", "“All about tea” is dated 2025-02-03."),
        ("what are the sources", "“All about tea” names its source as tea.example. Note: A draft."),
        ("who wrote this", "Nothing tells who wrote “All about tea”. “All about tea” names its source as tea.example."),
        ("who are you", "I am faqbot, a program and no person. I know what stands in “All about tea”,"),
        ("hello", "Hello! Ask me about “All about tea”."),
    ],
)
def test_what_an_article_tells_of_itself_is_told(line: str, one: str) -> None:
    """Title, date, headings, source and note are told, each where it is asked for."""
    assert told(line, TEA).startswith(one)


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ("what is this about", "I answer in the words of “Cups” (undated). It answers 2 questions."),
        ("when was this published", "Nothing tells when “Cups” was published."),
        ("what are your sources", "“Cups” names no source."),
        ("who is the author of this article", "Nothing tells who wrote “Cups”."),
    ],
)
def test_what_an_article_does_not_tell_is_said_to_be_missing(line: str, one: str) -> None:
    """Where an article has no date, no source, no headings, that is what is said."""
    assert told(line, CUPS) == one


def test_several_articles_are_named() -> None:
    """Of several articles each is named with what is asked for, up to five of them, and how many more there are."""
    both = "I answer in the words of 2 articles (“Cups” (undated); “All about tea” (2025-02-03))."
    assert told("what is this about", TEA, CUPS) == both
    dates = "Nothing tells when “Cups” was published; “All about tea” is dated 2025-02-03."
    assert told("how old is this information", TEA, CUPS) == dates
    many = told("when was this published", *(dataclasses.replace(TEA, id=f"tea{n}") for n in range(8)))
    assert many.count("is dated") == 5 and many.endswith("; and 3 more.")
    headings = dataclasses.replace(TEA, sections=tuple(section(f"Leaf {n}") for n in range(12)))
    assert "Leaf 7; and 4 more." in told("what is this about", headings)


def test_what_can_be_asked_is_offered() -> None:
    """Who asks what can be asked gets up to three places, each of which can be picked."""
    asked = Bot(knowledge(TEA, CUPS))
    answer = asked.answer("what can I ask?")
    assert [match.ref for match in answer.suggestions] == [
        "cups#do-cups-break",
        "tea#how-long-does-it-steep",
        "cups#are-handles-useful",
    ]
    assert str(answer).endswith(
        "You can ask:\n  1. Do cups break?\n  2. How long does it steep?\n  3. Are handles useful?"
    )
    assert all(asked.pick(match.ref, match.title).citation for match in answer.suggestions)


@pytest.mark.parametrize("line", [line for line, topic in LINES.items() if topic not in (Topic.ABOUT, Topic.HELP)])
def test_what_may_act_on_a_terminal_is_left_out(line: str) -> None:
    """Titles, notes and sources are told without what acts on a terminal."""
    bad = dataclasses.replace(TEA, title="A\x1b[31m\ntea", note="b\x1b]0;c\x07", source="d\u202ee")
    assert told(line, bad).isprintable()


# -- when an article is asked ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "wording"),
    [
        ("what is this all about?", "What is this about?"),
        ("who are you?", "Who are we?"),
        ("who wrote this?", "Who is the author of this guide?"),
        ("what are the sources?", "Sources"),
        ("can I help?", "Can I help?"),
        ("what are you", "What are you?"),
        ("thanks", "Thanks"),
    ],
)
def test_an_entry_that_is_asked_by_such_words_answers(question: str, wording: str) -> None:
    """Where an article has an entry or a section for what is asked, the bot does not speak in its place."""
    for part in (entry(wording, answer="It says so here."), section(wording, "It says so here.")):
        asked = bot(part, section("Opening hours", "From nine to six."), entry("What does a ticket cost?"))
        assert asked.answer(question).verdict is not Verdict.TOLD


def test_an_entry_that_is_asked_by_such_words_is_offered() -> None:
    """Where it isn't near enough to answer, it is offered beside the bot's own words."""
    asked = bot(entry("What is this article about?"), section("Opening hours"), entry("What does a ticket cost?"))
    answer = asked.answer("what is this about?")
    assert answer.verdict is Verdict.TOLD
    assert [match.title for match in answer.suggestions] == ["What is this article about?"]


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("who is the author?", True),
        ("who is the author of this article?", False),
        ("fine", True),
        ("thanks", False),
    ],
)
def test_loose_words_are_an_articles_where_it_answers_them(question: str, answered: bool) -> None:
    """What may mean a thing that the article speaks of is answered by it; what can't is not."""
    asked = bot(
        entry("Who is the author of the opera?", answer="The author of the opera is Ada Byron."),
        entry("What is the fine for a late book?", answer="The fine is 2 euros."),
        section("Seats", "There are 40 seats."),
    )
    assert (asked.answer(question).verdict is not Verdict.TOLD) is answered


def test_shared_words_are_not_enough() -> None:
    """That an entry shares words with what is asked of the bot makes no answer of it."""
    asked = bot(
        entry("How do I get a repeat prescription?", answer="Say so at the desk."),
        entry("What is on show?", answer="Robots."),
        entry("How old is the information desk?", answer="Ten years."),
    )
    lines = ("repeat that", "what is this about?", "are you a robot?", "how old is this information?")
    assert {asked.answer(line).verdict for line in lines} == {Verdict.TOLD}


def test_in_another_language_nothing_is_told() -> None:
    """Where most of the knowledge is in a language whose talk is not known, every line is a question."""
    asked = Bot(knowledge(article("tee", entry("Wie lange zieht der Tee?"), language="de")))
    assert all(asked.answer(line).verdict is not Verdict.TOLD for line in LINES)


def test_a_question_with_thanks_is_a_question(tmp_path: Path) -> None:
    """Thanks before a question do not hide it."""
    answer = load(tmp_path, LIBRARY).answer("thanks! what happens if I return a book late?")
    assert answer.citation and answer.citation.entry == "faq-late"


WORDING = st.one_of(
    st.sampled_from([*LINES, "who is the author", "fine", "Sources", "is it up to date?", "You're wrong!"]),
    st.lists(st.sampled_from("who what is are you this it the article about sure help thanks tea".split())).map(
        " ".join
    ),
)


@settings(deadline=None)
@given(WORDING.filter(str.strip), st.booleans())
def test_a_wording_asked_word_for_word_is_never_taken(wording: str, alternate: bool) -> None:
    """Whatever an entry's wording is, by that the article is asked, and never the bot."""
    own = entry("How long does it steep?", wording) if alternate else entry(wording, answer="Four minutes.")
    asked = Bot(knowledge(article("small", own, section("Leaves", "They are green."), entry("Do cups break?"))))
    for typed in (wording, wording.upper(), f"{wording}?"):
        assert asked.answer(typed).verdict is not Verdict.TOLD


@pytest.mark.parametrize("by", ["question", "alternates"])
def test_no_wording_of_the_shipped_article_is_taken(by: str) -> None:
    """Every wording of the article that ships is asked of it."""
    shipped = Bot.load(SHIPPED)
    entries = [e for a in shipped.knowledge.articles for e in a.faq]
    wordings = [w for e in entries for w in ((e.question,) if by == "question" else e.alternates)]
    answers: list[Answer] = [shipped.answer(wording) for wording in wordings]
    assert wordings and all(answer.topic is None for answer in answers)
