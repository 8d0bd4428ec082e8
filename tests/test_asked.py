"""What of a question is read: text only, its beginning only, entities of HTML as what they stand for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from checkout import ROOT
from samples import VERDICTS

from faqbot.answering.answers import Verdict
from faqbot.base import hygiene
from faqbot.bot import Bot

# -- what is no string -------------------------------------------------------------------------

NO_STRINGS = [None, 7, 1.5, True, b"late", ["late"], ("late",), {"late": 1}, str]
ASKING: list[Callable[[Bot, Any], object]] = [
    lambda bot, question: bot.answer(question),
    lambda bot, question: list(bot.answer_many(["late", question])),
    lambda bot, question: bot.search(question),
    lambda bot, question: bot.pick("library#fees", question),
    lambda bot, question: bot.readings(question, "late"),
    lambda bot, question: bot.readings("late", question),
    lambda bot, question: bot.chat().ask(question),
    lambda bot, question: bot.chat().pick("library#fees", question),
    lambda bot, question: bot.chat().carried(question),
]
WAYS = ["answer", "many", "search", "pick", "readings", "before", "ask", "chat-pick", "carried"]


@pytest.mark.parametrize("ask", ASKING, ids=WAYS)
@pytest.mark.parametrize("question", NO_STRINGS, ids=ascii)
def test_what_is_no_string_is_an_error(library: Bot, ask: Callable[[Bot, Any], object], question: object) -> None:
    """A question that is no string is a mistake of the caller's: a TypeError that says what it was given."""
    with pytest.raises(TypeError, match=rf"^a question is a text \(str\), not {type(question).__name__}$"):
        ask(library, question)


@pytest.mark.parametrize("ref", NO_STRINGS, ids=ascii)
def test_a_ref_that_is_no_string_is_an_error(library: Bot, ref: Any) -> None:
    """A place is picked by its ref, and by nothing else."""
    with pytest.raises(TypeError, match=rf"^a ref is a text \(str\), not {type(ref).__name__}$"):
        library.pick(ref, "late")


@pytest.mark.parametrize("text", ["", "one string", b"", b"one string"])
def test_many_questions_are_not_the_letters_of_one(library: Bot, text: Any) -> None:
    """One text in place of several is a TypeError at once, rather than an answer to each letter."""
    with pytest.raises(TypeError, match="several questions"):
        library.answer_many(text)


def test_a_subclass_of_str_is_a_question(library: Bot) -> None:
    """What is a string by another name is asked as one."""

    class Loud(str):
        __slots__ = ()

    assert library.answer(Loud("can i bring my dog")) == library.answer("can i bring my dog")


# -- a question that is not read to its end ----------------------------------------------------

LONG = {verdict: f"{question}{' ' * hygiene.MAX_QUESTION}and so on" for verdict, question in VERDICTS.items()}


@pytest.mark.parametrize("verdict", Verdict, ids=str)
def test_what_is_read_in_part_only_is_told(library: Bot, verdict: Verdict) -> None:
    """Whatever the verdict, an answer to a question that was not read to its end says so: printed, and as data."""
    answer, short = library.answer(LONG[verdict]), library.answer(VERDICTS[verdict])
    told = "Only the first 1,000 characters of the question were read."
    assert answer.verdict is verdict
    assert str(answer).splitlines() == [told, *str(short).splitlines()]
    assert answer.to_dict()["truncated"] is True and short.to_dict()["truncated"] is False


@pytest.mark.parametrize(
    ("size", "rest", "truncated"),
    [(999, "", False), (1_000, "", False), (1_000, "x", True), (1_000, " \n ", False), (1_000, " \n x", True)],
)
def test_a_question_is_truncated_where_it_goes_on(library: Bot, size: int, rest: str, truncated: bool) -> None:
    """It counts from the 1,001st character on, unless only white space is left."""
    question = "late " * (size // 5) + "l" * (size % 5) + rest
    assert library.answer(question).truncated is truncated
    assert library.pick("library#fees", question).truncated is truncated


def test_a_follow_up_that_is_not_read_to_its_end_says_so() -> None:
    """A question that was read with the one before it is no less cut."""
    chat = Bot.load(ROOT / "knowledge").chat()
    chat.ask("how many hostages were released?")
    answer = chat.ask(f"and prisoners?{' ' * hygiene.MAX_QUESTION}!")
    assert answer.asked_as == "how many prisoners were released" and answer.truncated
    assert [segment.role for segment in answer.segments()][:3] == ["asked", "note", "answer"]


# -- entities of HTML --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What&#39;s the fine?", "What's the fine?"),
        ("What&#x27;s the fine?", "What's the fine?"),
        ("What&rsquo;s the fine?", "What’s the fine?"),
        ("caf&eacute;", "café"),
        ("fees &amp; fines", "fees & fines"),
        ("my&nbsp;book&nbsp;is&nbsp;late", "my\u00a0book\u00a0is\u00a0late"),
        ("what does &lt; mean", "what does < mean"),
        ("R&D; &; &#; &#x; & co", "R&D; &; &#; &#x; & co"),
        ("&notes; &nosuch; &copy", "&notes; &nosuch; &copy"),
        ("&#0; &#xD800; &#1114112;", "\ufffd \ufffd \ufffd"),
        ("&" * 2_000, "&" * 1_000),
        ("x" * 998 + "&lt;", "x" * 998 + "&l"),
    ],
)
def test_entities_are_read_as_what_they_stand_for(library: Bot, question: str, read: str) -> None:
    """A question pasted from a page's source is read as the page shows it, and kept as it was asked."""
    assert hygiene.as_read(question) == read
    answer = library.answer(question)
    assert answer == dataclasses.replace(library.answer(read), question=question, truncated=answer.truncated)


def test_entities_are_read_once() -> None:
    """What an entity stands for is not taken for the start of another one."""
    assert hygiene.as_read("&amp;lt; &#38;#38; &amp;amp;amp;") == "&lt; &#38; &amp;amp;"


def test_a_follow_up_is_read_without_entities() -> None:
    """What a conversation makes of a question holds no entities either."""
    chat = Bot.load(ROOT / "knowledge").chat()
    chat.ask("how many&nbsp;hostages were released?")
    assert chat.ask("and&nbsp;prisoners?").asked_as == "how many prisoners were released"
