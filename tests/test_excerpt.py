"""How much of a section is read with the sentence that answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import bot, section

from faqbot.excerpt import INTRODUCED, PARAGRAPH, around
from faqbot.sentences import sentences

INTRO = "To get a passport you need three things:"
ITEMS = ["- a photograph", "- your old passport", "- 60 euros"]
AFTER = "The office is closed on Mondays."


def read_with(text: str, sentence: str) -> str:
    """What is read with a sentence of a text."""
    at = text.index(sentence)
    return around(text, at, at + len(sentence))


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n\n"])
@pytest.mark.parametrize("said", [INTRO, *ITEMS])
def test_a_list_and_what_introduces_it_belong_together(said: str, between: str) -> None:
    """Wherever the sentence stands, the introducing line and all items come along, empty lines or not."""
    belongs = between.join([INTRO, *ITEMS])
    assert read_with(f"{AFTER}\n\n{belongs}\n\n{AFTER}", said) == belongs


@pytest.mark.parametrize(
    "introduced", ["12 Rose Lane\nYork", "    make\n    make install", "```\nmake\n\nmake install\n```"]
)
def test_an_address_or_code_comes_along(introduced: str) -> None:
    """The one paragraph or block of code below an introducing line belongs to it, in both directions."""
    text = f"{AFTER}\n\nSend it here:\n\n{introduced}\n\n{AFTER}"
    for said in ("Send it here:", introduced):
        assert read_with(text, said) == f"Send it here:\n\n{introduced}"


def test_prose_is_a_paragraph() -> None:
    """Without a list or a colon the paragraph is read, and a sentence alone where that is long."""
    assert read_with(f"One. Two.\n\n{AFTER}", "Two.") == "One. Two."
    assert read_with("Two. " + "One. " * PARAGRAPH, "Two.") == "Two."


def test_a_long_list_ends_after_a_whole_item() -> None:
    """A list that is too long to be an answer is left out from the item on that has no room."""
    items = [f"- item {n}, {'x' * 100}" for n in range(50)]
    said = read_with("\n".join([INTRO, *items]), INTRO)
    assert len(said) <= INTRODUCED and said.split("\n") == [INTRO, *items[: said.count("\n")]] and "\n" in said


def test_an_item_far_down_a_long_list_is_in_the_answer() -> None:
    """Where the list is cut, the line that introduces it is followed by the item that was asked for."""
    items = [f"- item {n}, {'x' * 100}" for n in range(50)]
    said = read_with("\n".join([INTRO, *items]), items[30])
    assert said.startswith(f"{INTRO}\n{items[30]}\n{items[31]}") and len(said) <= INTRODUCED


def test_long_code_ends_after_a_whole_line() -> None:
    """Of code that is too long for an answer whole lines are left out."""
    code = [f"    make target{n} {'x' * 50}" for n in range(50)]
    said = read_with("\n".join(["Type:", "", *code]), "Type:")
    assert said.split("\n") == ["Type:", "", *code[: said.count("\n") - 1]] and len(said) <= INTRODUCED


def test_a_sentence_of_a_long_paragraph_stays_alone() -> None:
    """A list below a long paragraph belongs to the sentence that introduces it, not to the others."""
    items = "\n".join(f"- {n} {'x' * 90}" for n in range(20))
    text = f"Passports are made here. {'They are red. ' * 60}{INTRO}\n\n{items}"
    assert read_with(text, "Passports are made here.") == "Passports are made here."
    assert read_with(text, INTRO).startswith(f"{INTRO}\n\n- 0 x")


LINES = st.sampled_from(
    ["", INTRO, *ITEMS, AFTER, AFTER * 20, "    make all", "```", "| a | b |", "x" * 700, "So:", "- So:"]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_every_sentence_is_in_its_answer(text: str) -> None:
    """Whatever is read with a sentence holds it, in the article's own lines and within the bound."""
    for at, sentence in sentences(text):
        said = around(text, at, at + len(sentence))
        assert sentence in said and len(said) <= max(INTRODUCED, len(sentence))
        assert set(said.split("\n")) <= {*text.split("\n"), *sentence.split("\n"), *(s for _, s in sentences(text))}


def test_a_section_answers_with_its_list() -> None:
    """A section without a summary answers with the list that was asked for, not with its first line."""
    passports = bot(section("Passports", "\n\n".join([INTRO, *ITEMS, AFTER])))
    for question in ("What do I need to get a passport?", "Do I need a photograph?"):
        assert passports.answer(question).text == "\n\n".join([INTRO, *ITEMS])
