"""Made-up conversations: no string after any other breaks one."""

from __future__ import annotations

import sys
from itertools import islice

import pytest
from checkout import TESTS
from hypothesis import given
from hypothesis import strategies as st

from faqbot.bot import Bot

sys.path.insert(0, str(TESTS / "bench"))

from conversation_fuzz import KNOWLEDGE, REMARK, each_after_a_question, lines, questions, talk

SHARE = 1_000  # turns of made-up conversations
BOT = Bot.load(KNOWLEDGE[0])
REAL = st.sampled_from(questions())
SAID = st.one_of(st.sampled_from(REMARK), REAL, st.text(), st.lists(st.sampled_from(REMARK)).map(" ".join))


@pytest.mark.parametrize("said", [each_after_a_question(0), islice(lines(0), SHARE)], ids=["each remark", "a share"])
def test_no_remark_breaks_a_conversation(said: object) -> None:
    """Questions and short remarks may follow each other in any order."""
    assert list(talk(BOT.chat, iter(said))) == []  # type: ignore[call-overload]


@given(REAL, st.lists(SAID, max_size=3))
def test_no_string_breaks_a_conversation(question: str, said: list[str]) -> None:
    """After a question any strings get an answer each, and the conversation has them all."""
    chat = BOT.chat()
    for line in (question, *said):
        assert chat.ask(line).question == line
    assert [turn.question for turn in chat.turns] == [question, *said]


def test_there_is_enough_to_say() -> None:
    """The conversations are made of many real questions and remarks, none twice."""
    assert len(questions()) > 500 and len(REMARK) > 100
    assert len(set(REMARK)) == len(REMARK)
    assert {"is that all?", "really", "and?", "ok", "no", "does that help?", "who", "it is", "him?"} <= set(REMARK)


class Raising:
    """A conversation that has an answer to nothing."""

    def ask(self, line: str) -> None:
        raise IndexError(line)


def test_what_raises_is_told() -> None:
    """The fuzz finds what raises, with what was said up to there."""
    found = list(talk(Raising, iter(("one", "two"))))  # type: ignore[arg-type]
    assert [told for told, _ in found] == [("one",), ("one", "two")]
