"""Which lines of an article's text stand for themselves, and which were only wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from faqbot.base.layout import blocks as room
from faqbot.base.layout import render
from faqbot.base.layout.blocks import Kind, blocks
from faqbot.base.layout.lines import restyled, wrap
from faqbot.base.layout.segment import Segment
from faqbot.knowledge.article import Section
from faqbot.knowledge.loading import load

PROSE = (
    "A member may borrow twelve books at a time, and renew each of them twice, unless somebody else waits for it. "
    "Newspapers stay in the reading room, since they wear out quickly and are wanted by many every morning."
)

# Texts whose lines must all be shown as they are written, one below the other.
KEPT = {
    "commands": "lpadmin -x office\ncupsenable office",
    "commands in plain words": "make\nmake install",
    "long commands": "docker run --rm -it -v /home:/home image bash -c 'make all'\ndocker ps",
    "prompts": "$ rg foo\n$ rg --files | head",
    "fence": "```sh\nmake  all\n\nmake install\n```",
    "tildes": "~~~\nlpadmin -x office\n~~~",
    "indented": "Type:\n    lpadmin   -x office and whatever else there is to be typed into this very long line\n    b",
    "beside": "Type:\n\tlpadmin -x office\ncupsenable office",
    "deeper": "def f():\n    if x:\n        return  1",
    "bars": "| room | beds |\n|------|------|\n| blue | 2    |",
    "rules": "+------+----+\n| blue | 2  |\n+------+----+",
    "columns": "Monday    nine to six\nSaturday  nine to noon",
    "address": "12 Rose Lane\nYork\nYO1 7HH",
    "verse": "Shall I compare thee to a summer's day?\nThou art more lovely",
    "pairs": "Fare: 3 euros\nChildren: free\nDogs: 1 euro",
}


def shown(text: str, width: int | None) -> list[str]:
    """The lines that a text has as an answer."""
    fragments = render.fragments([Segment("answer", room.shown(text))], width)
    return "".join(part for _, part in fragments).removesuffix("\n").split("\n")


@pytest.mark.parametrize("width", [None, 80, 500])
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_lines_that_stand_for_themselves_are_shown_as_written(text: str, width: int | None) -> None:
    """Code, tables, addresses, verses and the like keep their lines, however wide the window."""
    assert shown(text, width) == text.expandtabs(8).split("\n")


@given(st.sampled_from([text for text in KEPT.values() if blocks(text)[-1].kind is Kind.CODE]), st.integers(20, 200))
def test_code_is_the_same_at_every_width(text: str, width: int) -> None:
    """No line of code or of a table is broken or joined, even where the window is narrower than it."""
    code = "\n".join(line for block in blocks(text) if block.kind is Kind.CODE for line in block.lines)
    assert f"\n{code}\n\n" in "\n".join(shown(f"{PROSE}\n\n{text}\n\n{PROSE}", width))


@pytest.mark.parametrize("wrapped_to", [50, 60, 72, 80, 100, 120])
@pytest.mark.parametrize("width", [30, 80, 100])
def test_wrapped_prose_is_wrapped_anew(wrapped_to: int, width: int) -> None:
    """However wide its author's lines are, prose fills the window."""
    text = "\n\n".join(textwrap.fill(paragraph, wrapped_to) for paragraph in (PROSE, PROSE[:150]))
    assert shown(text, width) == [*wrap(PROSE, width), "", *wrap(PROSE[:150], width)]


def test_prose_with_an_overlong_address_is_wrapped_anew() -> None:
    """A word that no width could hold doesn't make the other lines look as if they were short on purpose."""
    lines = textwrap.wrap(PROSE, 60)
    lines[1] += " https://example.org/a/very/long/address/of/a/page/that/has/no/end.html"
    assert len(blocks("\n".join(lines))) == 1


FOLDED = """\
title: Water
sections:
  - heading: Taps
    text: {style}One is hot.

      Two are cold.


      Three drip.{end}
"""


@pytest.mark.parametrize(("style", "end"), [(">\n      ", ""), ("", ""), ("'", "'"), ("|\n      ", "")])
def test_paragraphs_of_a_folded_text_stay_apart(style: str, end: str, tmp_path: Path) -> None:
    """An empty line that an author left in a text parts two paragraphs, in whichever of YAML's styles it stands."""
    path = tmp_path / "water.yaml"
    path.write_text(FOLDED.format(style=style, end=end), encoding="utf-8")
    ((_, taps),) = load(str(path)).parts()
    assert isinstance(taps, Section)
    assert shown(taps.text.value, 80) == ["One is hot.", "", "Two are cold.", "", "Three drip."]


def test_a_paragraph_on_one_line_stays_one() -> None:
    """Where paragraphs are lines, a text has as many blocks as lines, none of them joined."""
    text = f"{PROSE}\nOpening hours\n{PROSE}\n\n{PROSE}"
    assert [block.words for block in blocks(text)] == [PROSE, "Opening hours", PROSE, PROSE]


def test_items_hang_below_their_marks() -> None:
    """Items stay on lines of their own, and go on below their first word where they are wrapped."""
    text = "Bring:\n- a photograph that is not older than half a year\n10. two\n(a) three"
    assert shown(text, 30) == [
        "Bring:",
        "- a photograph that is not",
        "  older than half a year",
        "10. two",
        "(a) three",
    ]


def test_an_item_that_its_author_wrapped_is_one() -> None:
    """The further lines of an item belong to it."""
    item = textwrap.fill(f"- {PROSE}", 70, subsequent_indent="  ")
    found = blocks(f"{item}\n{item}")
    assert [(block.kind, block.lead, block.words) for block in found] == [(Kind.ITEM, "- ", PROSE)] * 2


def test_what_is_introduced_is_not_joined() -> None:
    """A line that ends in a colon ends there, however full it is."""
    text = f"{textwrap.fill(PROSE, 60)}\nand so you have to type what stands in the next line, here:\nmake"
    assert blocks(text)[-1].words == "make"


def test_indented_code_goes_on_past_empty_lines() -> None:
    """Indented lines are one block with the empty lines between them, as in Markdown; tables are apart."""
    code = "    make\n\n\n\tmake install"
    assert [block.text for block in blocks(f"Type:\n\n{code}\n\nGood.")] == ["Type:", code, "Good."]
    assert [block.text for block in blocks("| a |\n\n| b |")] == ["| a |", "| b |"]


def test_a_fence_that_is_not_closed_is_none() -> None:
    """Without its end a fence is a line as any other, and what follows is prose."""
    text = "```\n" + textwrap.fill(PROSE, 60)
    assert blocks(text)[-1].kind is Kind.PROSE


def test_tabs_become_spaces() -> None:
    """Tabs are shown as the columns that they stand for, and nothing acts on the terminal."""
    assert shown("Room\tBeds\nBlue\t2\x1b", 80) == ["Room    Beds", "Blue    2"]


TEXTS = st.lists(
    st.one_of(
        st.text(alphabet="ab c-.:|$`~12\t漢é\x07*", max_size=90),
        st.sampled_from([*KEPT.values(), PROSE, textwrap.fill(PROSE, 60), "", "- a", "```", "x:"]),
    ),
    max_size=8,
).map("\n".join)


@given(TEXTS, st.one_of(st.none(), st.integers(20, 200)))
def test_no_word_is_lost_or_joined(text: str, width: int | None) -> None:
    """Whatever the text, its words are shown in order, each apart from the next."""
    text = text.replace("漢", "")  # lines may break within words of wide characters
    assert " ".join(shown(text, width)).split() == room.shown(text).split()


@given(TEXTS)
def test_blocks_hold_the_whole_text(text: str) -> None:
    """Blocks are in order, stand where they say, and leave out empty lines only."""
    rest, at = "", 0
    for block in blocks(text):
        assert text[block.start : block.end] == block.text and block.start >= at
        rest, at = rest + text[at : block.start], block.end
    assert not (rest + text[at:]).strip()


@given(TEXTS, st.integers(20, 200))
def test_code_is_shown_verbatim(text: str, width: int) -> None:
    """Every line that is taken for code is shown as it is, at every width."""
    text = room.shown(text)
    lines, at = shown(text, width), 0
    for code in (line for block in blocks(text) if block.kind is Kind.CODE for line in block.lines):
        at = lines.index(code, at) + 1


class Counted(list[Any]):
    """A list of which each reading of an item is a call, in loops too: those over a list are made in C, uncounted."""

    def __getitem__(self, at: Any) -> Any:
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Any]:
        return (self[at] for at in range(len(self)))


@pytest.mark.parametrize("block", ["A paragraph.\n\n", "- an item\n", "Run:\n\n    make all\n\n"])
def test_ten_times_the_blocks_take_ten_times_the_work(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work for a text grows with its length, not with its square: no block is found by a walk from the start."""
    rows = room._rows
    monkeypatch.setattr(room, "_rows", lambda text: Counted(rows(text)))

    def work(size: int) -> int:
        return calls(lambda: blocks.__wrapped__(block * size))

    assert work(1_000) < 12 * work(100)


@given(st.text(alphabet="ab \t", max_size=20), st.data())
def test_white_space_looks_as_what_it_stands_in(line: str, data: st.DataObject) -> None:
    """White space has the style of both its neighbours where that is one, else the role; no character is lost."""
    glyphs = sum(not char.isspace() for char in line)
    styles = data.draw(st.lists(st.sampled_from(["x", "y"]), min_size=glyphs, max_size=glyphs))
    pairs = list(restyled(line, iter(styles), "role"))
    assert "".join(text for _, text in pairs) == line
    shown = [style for style, text in pairs for _ in text]
    own = iter(styles)
    expected = [None if char.isspace() else next(own) for char in line]
    for at, style in enumerate(expected):
        before = next((s for s in reversed(expected[:at]) if s), "role")
        after = next((s for s in expected[at:] if s), "role")
        assert shown[at] == (style or (before if before == after else "role"))
