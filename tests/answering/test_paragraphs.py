"""What of a text is read together with a sentence of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import bot, entry, section

from faqbot.answering.citing.paragraphs import FENCE, LIST, PARAGRAPH, around
from faqbot.base.layout.blocks import fences
from faqbot.language.sentences import sentences

LONG = "This sentence only takes up room in the paragraph. " * 20


def read(text: str, quote: str) -> str:
    """What is read together with the first place of a quote."""
    start = text.index(quote)
    return around(text, start, start + len(quote))


# -- what comes along --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "introduced",
    [
        "- a photo\n- a form\n- 30 euros",
        "- a photo\n\n- a form\n\n- 30 euros",
        "1. Fill in the form.\n\n2. Pay.\n\n10. Wait.",
        "a) A photo.\n\nb) A form.",
        "* A photo.\n\n  It must be new.\n\n* A form.",
        "* A photo.\n  - of the face\n  - in colour\n* A form.",
        "Town Hall\n1 Market Square\nRiverside",
        "    apply --now\n\n    apply --wait",
        "```\nsystemctl stop zebra\n\nsystemctl start zebra\n```",
        "~~~ sh\nif true; then:\n\n\n- a\n\n```\n~~~",
        "Either of these:\n\nA card.",
        "・写真\n\n・申請書",
        "1、护照\n\n2、照片",
    ],
)
@pytest.mark.parametrize(
    "introduction",
    ["To get a passport you need:", "You need this. Bring these:", "**Bring:**", "__Bring__:", "必要なもの："],
)
def test_what_is_introduced_comes_along(introduction: str, introduced: str) -> None:
    """A line that ends in a colon is read with all that it introduces, whichever part was quoted, and nothing else."""
    whole = f"{introduction}\n\n{introduced}"
    text = f"Passports are red.\n\n{whole}\n\nThe office is open on weekdays.\n\n- Nobody introduced this.\n"
    start = text.index(whole)
    for at, sentence in sentences(text):
        if start <= at < start + len(whole):
            assert around(text, at, at + len(sentence)) == whole


def test_a_list_in_the_paragraph_that_introduces_it_goes_on_past_empty_lines() -> None:
    """The items of a list belong together where the first stands directly below the line that introduces it."""
    assert read("You need:\n- a photo\n\n- a form\n\nPay later.", "a form") == "You need:\n- a photo\n\n- a form"


@pytest.mark.parametrize("mark", ["```", "~~~", "````"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_fence_is_one_piece(mark: str, gap: str) -> None:
    """Whatever of a fenced block is quoted, it is read whole, with all of its empty lines, and the line before it."""
    whole = f"Restart the zebra with this:{gap}{mark}\nstop zebra:\n\n- wait.\n\nstart zebra\n{mark}"
    text = f"Zebras are striped.\n\n{whole}\n\nThey run."
    for quote in ("Restart the zebra with this:", "stop zebra:", "- wait.", "start zebra"):
        assert read(text, quote) == whole


def test_a_fence_that_is_not_closed_goes_on_to_the_end() -> None:
    """A fenced block without its end is all that follows, as Markdown has it."""
    text = "Restart it with this:\n\n```\nstop\n\nstart\n\nPack up."
    assert read(text, "Restart it with this:") == text


def test_a_list_goes_on_past_a_fence_in_it() -> None:
    """A fenced block within an item, or below it, parts no introduced list."""
    text = (
        "Do this:\n\n1. Stop it:\n\n   ```\n   stop\n\n   wait\n   ```\n\n2. Start it:\n```\nstart\n\nwait\n```\n3. Go."
    )
    assert read(f"{text}\n\nPack up.", "Do this:") == text


def test_a_list_in_a_list_ends_with_it() -> None:
    """What an item introduces ends where the next item of its own list starts, unless that is introduced too."""
    text = "1. Bring:\n\n- a photo\n\n- a form\n\n2. Pay."
    assert read(text, "a form") == "1. Bring:\n\n- a photo\n\n- a form"
    assert read(f"Do this:\n\n{text}", "a form") == f"Do this:\n\n{text}"


def test_what_nobody_introduces_stands_alone() -> None:
    """Paragraphs without a colon before them are read alone, also where they are the items of a list."""
    text = "Bus 5 goes north.\n\n- Bus 6 goes south.\n\n- Bus 7 goes west.\n\n    Bus 8 goes east."
    for at, sentence in sentences(text):
        assert sentence.endswith(around(text, at, at + len(sentence)))


def test_a_sentence_that_stands_twice_is_read_where_it_was_found() -> None:
    """Of two places of the same words, the one that was quoted counts."""
    text = "On foot:\n\nTurn left.\n\nBy car:\n\nTurn left."
    at = text.rindex("Turn")
    assert around(text, at, len(text)) == "By car:\n\nTurn left."


# -- how much of it ----------------------------------------------------------------------------


def test_of_a_long_list_whole_items_are_read_from_the_start() -> None:
    """A list that is too long is read from its introduction on, up to the end of an item."""
    items = [f"- Item {number} is one of very many things that have to be brought." for number in range(60)]
    text = "You need:\n\n" + "\n".join(items)
    said = read(text, "You need:")
    assert LIST - len(items[-1]) <= len(said) <= LIST
    assert said.splitlines()[2:] == items[: len(said.splitlines()) - 2]
    assert read(text, items[3]) == said


@pytest.mark.parametrize("row", ["| Room {}. It is free. | 2 beds |", "Room {:02} is the room of the team"])
def test_of_long_rows_whole_ones_are_read_from_the_start(row: str) -> None:
    """A table, or lines without a full stop, that are too long are read with what introduces them, in whole lines."""
    rows = [row.format(number) for number in range(90)]
    said = read("The rooms are:\n\n" + "\n".join(rows), "The rooms are:")
    assert LIST - len(rows[-1]) <= len(said) <= LIST
    assert said.splitlines()[2:] == rows[: len(said.splitlines()) - 2]


@pytest.mark.parametrize("size", [LIST, LIST * 2, FENCE - 20])
def test_a_long_fence_is_read_whole(size: int) -> None:
    """A fenced block may be longer than a list, as a part of it is of no use."""
    fence = "```\n" + "make it\n\n" * (size // 9) + "```"
    assert read(f"Type:\n\n{fence}\n\nGood.", "Type:") == f"Type:\n\n{fence}"


def test_a_fence_that_is_far_too_long_is_left_out() -> None:
    """A fenced block that no terminal shows is read not at all, and a quote from within it stands alone."""
    text = "Type:\n\n```\n" + "make it\n\n" * FENCE + "stop\n\n```"
    assert read(text, "Type:") == "Type:"
    assert read(text, "make it") == "make it"


def test_past_the_end_of_what_is_read_an_item_stands_alone() -> None:
    """An item too far down a list to be read with its introduction is read alone, and whole."""
    items = [f"- Item {number} is needed. It is one of many." for number in range(90)]
    assert read("You need:\n\n" + "\n\n".join(items), "Item 80 is needed.") == items[80]


def test_of_a_long_paragraph_a_sentence_is_read() -> None:
    """A paragraph that is too long is read one sentence at a time, and its last one still introduces."""
    text = f"{LONG}You need:\n\n- a photo"
    assert read(text, "This sentence") == LONG[: LONG.index(".") + 1]
    assert read(text, "You need:") == "You need:\n\n- a photo"
    assert read(text, "- a photo") == "You need:\n\n- a photo"


# -- always ------------------------------------------------------------------------------------

PARTS = st.sampled_from(
    [
        "You need:",
        "必要：",
        "**Bring:**",
        "- a photo",
        "- A form. It is free.",
        "  more",
        "1. Pay.",
        "2) Wait",
        "Good.",
        LONG,
        ":",
        "-",
        "```",
        "\n~~~\n",
        "```\nmake\n\n\nrun: it. Now\n```",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", " ", "\n \n", "\n\n  ", "\r\n", "\u2028"])
TEXTS = st.lists(st.tuples(PARTS, BREAKS), min_size=1, max_size=40).map(lambda parts: "".join(map("".join, parts)))


@given(TEXTS | st.text("ab.:-1) `\n", max_size=60))
def test_what_is_read_is_the_texts_own(text: str) -> None:
    """It is a piece of the text, word for word and within bounds, that holds the sentence."""
    for at, sentence in sentences(text):
        said = around(text, at, at + len(sentence))
        assert said in text
        assert sentence in said
        assert said == said.strip()
        assert len(said) <= max(LIST, PARAGRAPH, len(sentence)) + (2 * FENCE if fences(text, unclosed=True) else 0)


@given(TEXTS | st.text("ab.:-1) `\n", max_size=60), st.sampled_from(["", "Unique:\n\n"]))
def test_a_fence_is_read_whole_or_not_at_all(text: str, before: str) -> None:
    """Of a fenced block that is short enough all is read, or nothing."""
    text = before + text
    for at, sentence in sentences(text):
        said = around(text, at, at + len(sentence))
        places = range(max(0, at + len(sentence) - len(said)), at + 1)
        assert any(whole_fences(text, place, place + len(said)) for place in places if text.startswith(said, place))


def whole_fences(text: str, start: int, end: int) -> bool:
    """Whether a part of a text cuts none of its fences that are short enough to be read."""
    for first, last in fences(text, unclosed=True):
        bare = text[first:last].strip()
        at = text.index(bare[0], first)
        if len(bare) <= FENCE and at < end and at + len(bare) > start and not (start <= at and at + len(bare) <= end):
            return False
    return True


@given(TEXTS)
def test_an_introduction_is_never_read_alone(text: str) -> None:
    """A sentence that ends in a colon is read with something below it where that is short enough."""
    found = sentences(text)
    for (at, sentence), (_, following) in pairwise(found):
        if sentence.endswith((":", "：", ":**")) and len(following) < PARAGRAPH / 4:
            assert around(text, at, at + len(sentence)) != sentence


# -- in an answer ------------------------------------------------------------------------------


def test_a_section_answers_with_what_it_introduces() -> None:
    """A question that meets the line before a list gets the list, and one that meets an item gets the line."""
    text = "To get a passport you need three things:\n\n- a photo\n\n- a form\n\n- 30 euros\n\nIt takes two weeks."
    office = bot(section("Passports", text), section("Parking", "Cars park behind the town hall."), entry("Who pays?"))
    whole = text[: text.index("\n\nIt takes")]
    assert office.answer("What do I need to get a passport?").text == whole
    assert office.answer("Passports: is a photo needed?").text == whole
