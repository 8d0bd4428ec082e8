"""How Markdown looks on a terminal and without one, in however many columns there are."""

from __future__ import annotations

import re

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import ANY, DOCUMENTS, Written

from faqbot.base.layout import markdown, render, typeset
from faqbot.base.layout.leaves import Kind
from faqbot.base.layout.segment import Segment, Span

WIDTHS = [30, 80, 200, None]
TABLE = """\
| Who | What it is | Price |
|-----|:-----------|------:|
| Adults | everything that you could ever *wish* for | 12 € |
| 子供 | half of it |  |
"""


def drawn(text: str, width: int | None = None, *, links: bool = False) -> str:
    """The text as it is shown, without styles."""
    return "".join(text for _, text in render.fragments([Segment("body", text, markdown=True)], width, links=links))


def styles(text: str, **options: bool) -> dict[str, str]:
    """What is shown, each part with its style."""
    return {shown: style for style, shown in render.fragments([Segment("answer", text, markdown=True)], 80, **options)}


# -- without a terminal ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A *b* __c__ `d`.", "A b c d."),
        ("A line\nand *another*.", "A line and another."),
        ("*Mill Lane*\\\nWX1 2YZ", "Mill Lane\nWX1 2YZ"),
        ("# Hours\n\n*Nine* to five.", "Hours\n\nNine to five."),
        ("* one\n* two\n    * three", "- one\n- two\n  - three"),
        ("9. one\n10. two\n\n    *more*", "9. one\n10. two\n\n    more"),
        ("> *a*\n>\n> - b", "│ a\n│\n│ - b"),
        ("[a](https://x.org/b) c", "a (https://x.org/b) c"),
        ("[x.org](https://x.org/), <https://x.org>, <a@x.org>", "x.org, https://x.org, a@x.org"),
        ("[a *b*](https://x.org) [c](#d) [e](f.md)", "a b (https://x.org) c e"),
        ("[a][b]\n\n[b]: https://x.org", "a (https://x.org)"),
        ("    a  b\n\tc", "```\na  b\nc\n```"),
        ("```sh\na ``` b\n```", "````sh\na ``` b\n````"),
        ("a\n\n***\n\nb", "a\n\n────────────────────\n\nb"),
    ],
)
def test_a_text_reads_well_without_a_terminal(text: str, shown: str) -> None:
    """Lists are lists, links have their addresses where these aren't their words, and no mark of emphasis is left."""
    assert str(Segment("answer", text, markdown=True)) == shown


def test_a_table_is_aligned_without_a_terminal() -> None:
    """Its columns are as wide as what stands in them, numbers to the right where the author has them there."""
    assert drawn(TABLE).split("\n") == [
        "Who     What it is                               Price",
        "──────  ───────────────────────────────────────  ─────",
        "Adults  everything that you could ever wish for   12 €",
        "子供    half of it",
        "",
    ]


# -- on a terminal -----------------------------------------------------------------------------


def test_lists_hang() -> None:
    """The further lines of an item stand below its first word, as deep as it stands itself."""
    text = "- one that is too long for a single line of this window\n  1. *nested*, which is too long for it as well"
    assert drawn(f"{text}\n- two", 30).splitlines() == [
        "- one that is too long for a",
        "  single line of this window",
        "  1. nested, which is too long",
        "     for it as well",
        "- two",
    ]


def test_a_table_is_folded_between_words() -> None:
    """In a narrow window the widest cells are folded."""
    assert drawn(TABLE, 34).splitlines() == [
        "Who     What it is           Price",
        "──────  ───────────────────  ─────",
        "Adults  everything that you   12 €",
        "        could ever wish for",
        "子供    half of it",
    ]


def test_a_table_that_is_too_wide_is_told_row_by_row() -> None:
    """Where not even its words fit, each cell stands behind what heads it."""
    assert drawn(TABLE.replace("everything", "everything/" * 3), 30).splitlines()[:5] == [
        "Who: Adults",
        "What it is:",
        "  everything/everything/everything/",
        "  that you could ever wish for",
        "Price: 12 €",
    ]


def test_code_is_never_broken() -> None:
    """A line of code stays one, with all of its spaces, in any window."""
    line = "rsync  -a   --delete " + "/a/long/path " * 20 + "end"
    assert line in drawn(f"Do:\n\n```\n{line}\n```", 30).splitlines()


def test_code_within_a_line_keeps_its_spaces() -> None:
    """Several spaces in a row are part of code, so that it moves to the next line as a whole."""
    assert drawn("Type this and nothing else `a    b`", 30).splitlines() == ["Type this and nothing else", "a    b"]


def test_words_have_styles() -> None:
    """What is strong, emphasised or code looks so; an answer as a whole is not strong."""
    shown = styles("plain **strong** *emphasis* `code`\n\n## heading")
    assert shown["plain "] == "body"
    assert (shown["strong"], shown["emphasis"], shown["code"]) == ("body strong", "body emphasis", "body code")
    assert shown["heading"] == "body strong"


def test_links_are_followed_where_that_can_be_done() -> None:
    """A terminal that takes links gets the address with the words; no other link is one."""
    shown = styles("[a](https://x.org) [b](javascript:c) [d](#e)", links=True)
    assert shown["a"] == "body link:https://x.org"
    assert shown[" b d"] == "body"


def test_marks_are_right_within_markdown() -> None:
    """What is marked is marked where it is shown, whatever marks of Markdown stand around it."""
    text = "Bring a **towel** and `two`\n> &amp; soap"
    spans = tuple(Span(text.index(word), text.index(word) + len(word)) for word in ("towel", "two", "soap"))
    shown = render.fragments([Segment("body", text, spans=spans, markdown=True)], 80)
    assert {text: style for style, text in shown if "mark" in style} == {
        "towel": "body strong mark",
        "two": "body code mark",
        "soap": "body mark",
    }


def test_an_empty_line_stands_where_the_author_has_one() -> None:
    """Loose items and paragraphs are parted, tight ones are not; a quote's bar goes on."""
    assert drawn("a:\n- b\n- c\n\nd\n\n> e\n>\n> f").splitlines() == [
        "a:",
        "- b",
        "- c",
        "",
        "d",
        "",
        "│ e",
        "│",
        "│ f",
    ]


# -- whatever is written -----------------------------------------------------------------------


@settings(deadline=None, max_examples=80)
@given(DOCUMENTS, st.sampled_from(WIDTHS))
def test_all_words_are_shown_in_order(written: Written, width: int | None) -> None:
    """At any width every word is shown once; in order, but for cells of tables, of which several lines stand beside."""
    shown = re.findall(r"\bw\d+\b", drawn(written.text, width, links=True))
    assert sorted(shown) == sorted(written.words)
    if not any(leaf.kind is Kind.ROW for leaf in markdown.read(written.text)):
        assert shown == list(written.words)


@settings(deadline=None, max_examples=80)
@given(DOCUMENTS, st.sampled_from(WIDTHS))
def test_lines_of_code_are_shown_as_they_are(written: Written, width: int | None) -> None:
    """Each line of code ends a line, byte for byte."""
    lines = drawn(written.text, width).splitlines()
    for leaf in markdown.read(written.text):
        if leaf.kind is Kind.CODE:
            assert all(any(line.endswith(code) for line in lines) for code in leaf.text.split("\n"))


@settings(deadline=None, max_examples=80)
@given(DOCUMENTS, st.sampled_from([30, 80, 200]))
def test_nothing_but_code_is_wider_than_the_window(written: Written, width: int) -> None:
    """No line is wider than the window, unless it is code, or what holds it leaves no room."""
    code = {line for leaf in markdown.read(written.text) if leaf.kind is Kind.CODE for line in leaf.text.split("\n")}
    for line in drawn(written.text, width, links=True).splitlines():
        assert wcwidth.wcswidth(line) <= width or any(line.endswith(each) for each in code)


@settings(deadline=None, max_examples=80)
@given(ANY, st.sampled_from(WIDTHS), st.booleans())
def test_any_text_is_shown(text: str, width: int | None, links: bool) -> None:
    """Nothing raises."""
    list(typeset.lines(text, "body", width, [(0, len(text))], links=links))
