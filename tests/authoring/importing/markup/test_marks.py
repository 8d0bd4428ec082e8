"""What is written as CommonMark reads again as the same words, in the same structure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from faqbot.authoring.importing.markup import marks
from faqbot.authoring.importing.markup.elements import inline
from faqbot.authoring.importing.markup.elements.inline import Run

READER = MarkdownIt("commonmark", {"html": False}).enable("table")

# Text made of what marks are made of, and of a little that isn't.
SIGNS = st.text(alphabet="ab1 .*_`[]()<>!#+-=~|:\\&;/\"'?é“", min_size=1, max_size=12)
PIECES = st.one_of(
    SIGNS,
    st.sampled_from(
        [
            "1. a",
            "# a",
            "- a",
            "> a",
            "```",
            "~~~",
            "---",
            "***",
            "===",
            "| a |",
            "[a]: b",
            "a_b_c",
            "&amp;",
            "<b>",
            "http://a.b/_c_",
        ]
    ),
)
RUNS = st.lists(
    st.builds(
        Run,
        PIECES,
        strong=st.booleans(),
        emphasis=st.booleans(),
        code=st.sampled_from([False, False, False, True]),
        url=st.sampled_from(["", "", "", "https://a.b/c_d_(e)", "x y.html#z", "a(b"]),
    )
    | st.just(Run(inline.BREAK)),
    max_size=6,
)


def tokens(text: str) -> list[Token]:
    return READER.parse(text)


def inlines(text: str) -> list[Token]:
    return [inner for token in tokens(text) if token.children for inner in token.children]


def said(found: list[Token]) -> str:
    """What tokens of a line say."""
    return "".join(
        "\n" if token.type in ("hardbreak", "softbreak") else token.content
        for token in found
        if not token.type.startswith("image")
    )


@given(PIECES)
def test_text_is_text(text: str) -> None:
    """No text becomes a mark, within a line or at its beginning."""
    words = " ".join(text.split())
    if words:
        written = marks.opened(marks.escaped(words))
        assert [token.type for token in tokens(written)] == ["paragraph_open", "inline", "paragraph_close"]
        assert {token.type for token in inlines(written)} == {"text"}
        assert said(inlines(written)) == words


@given(RUNS)
def test_runs_read_again_with_their_words(runs: list[Run]) -> None:
    """A paragraph has the words of its runs, and is one paragraph; no more is marked than its runs say."""
    joined = inline.joined(runs)
    if not joined:
        return
    written = inline.paragraph(joined)
    assert [token.type for token in tokens(written)] == ["paragraph_open", "inline", "paragraph_close"], written
    found = inlines(written)
    assert said(found) == inline.words(joined), written
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    marked = {"strong": "strong", "em": "emphasis", "link": "url", "code_inline": "code"}
    assert kinds <= {"text", "hardbreak", *marked}
    for mark, name in marked.items():
        assert any(run.marked(name) for run in joined) or mark not in kinds, written
    leading = {run.url for run in joined if run.url and run.text.strip()}
    assert sum(token.type == "link_open" for token in found) >= len(leading)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Run("see "), Run("this", strong=True), Run(" now")], "see **this** now"),
        ([Run("Wh", strong=True), Run("at?", strong=True)], "**What?**"),
        ([Run("Note: ", strong=True), Run("text")], "**Note:** text"),
        ([Run("Note:", strong=True), Run("text")], "**Note**:text"),
        (
            [Run("a "), Run("b ", strong=True), Run("c", strong=True, url="u"), Run(" d", strong=True)],
            "a **b [c](u) d**",
        ),
        ([Run("both", strong=True, emphasis=True)], "**_both_**"),
        ([Run("https://a.b/c", url="https://a.b/c")], "<https://a.b/c>"),
        ([Run("Look!"), Run("here", url="u")], "Look\\![here](u)"),
        ([Run("a|b`c", code=True)], "``a|b`c``"),
        ([Run("1986. A year")], "1986\\. A year"),
        ([Run("snake_case and 2 * 3")], "snake_case and 2 * 3"),
        ([Run("x"), Run("\n"), Run("- y")], "x\\\n\\- y"),
        ([Run("word"), Run("s", emphasis=True)], "word*s*"),
    ],
)
def test_marks_are_those_that_people_write(runs: list[Run], written: str) -> None:
    """Marks stand where people put them, and only what needs a backslash has one."""
    assert inline.paragraph(inline.joined(runs)) == written


CELLS = st.text(alphabet="ab|\\`*-: ", max_size=6).map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_a_table_reads_again(rows: list[list[str]]) -> None:
    """Rows and cells are those that were written, whatever bars are in them."""
    written = marks.table([[marks.escaped(cell) for cell in row] for row in rows])
    found = [said(token.children or []) for token in tokens(written) if token.type == "inline"]
    width = max(map(len, rows))
    assert found == [cell for row in rows for cell in [*row, *[""] * (width - len(row))]], written


@given(st.lists(PIECES.filter(str.strip), min_size=1, max_size=4), st.sampled_from([None, 1, 7]), st.booleans())
def test_a_list_reads_again(texts: list[str], first: int | None, loose: bool) -> None:
    """A list has its items, in a paragraph each, and its number."""
    words = [" ".join(text.split()) for text in texts]
    items = [marks.opened(marks.escaped(text)) for text in words]
    written = marks.listing(items, first=first, loose=loose)
    found = tokens(written)
    assert found[0].type == ("bullet_list_open" if first is None else "ordered_list_open")
    assert found[0].attrGet("start") in ((None,) if first in (None, 1) else (first,))
    assert [token.level for token in found if token.type == "list_item_open"] == [1] * len(texts)
    assert [said(token.children or []) for token in found if token.type == "inline"] == words


@given(st.text(alphabet="ab`~\n #", max_size=20))
def test_code_reads_again(text: str) -> None:
    """A fence is longer than any in it."""
    (token,) = tokens(marks.fence(text.strip("\n"), "sh"))
    assert (token.type, token.info, token.content) == (
        "fence",
        "sh",
        text.strip("\n") + "\n" if text.strip("\n") else "\n",
    )


@given(st.text(alphabet="ab#\\ *", min_size=1, max_size=10).map(lambda text: " ".join(text.split())))
def test_a_heading_reads_again(text: str) -> None:
    """Number signs at the end of a heading are its own."""
    if text:
        found = tokens(marks.heading(marks.escaped(text), 3))
        assert found[0].tag == "h3" and said(found[1].children or []) == text


NESTED = [
    (marks.quote(marks.listing(["a\n\nb", "c"], first=1, loose=True)), ["blockquote", "ordered_list", "list_item"]),
    (marks.listing([marks.fence("x\n\ny"), "c"], first=None, loose=True), ["bullet_list", "list_item", "fence"]),
    (marks.listing([marks.table([["a", "b"]])], first=12, loose=True), ["ordered_list", "list_item", "table"]),
]


@pytest.mark.parametrize(("written", "kinds"), NESTED)
def test_blocks_stand_within_blocks(written: str, kinds: list[str]) -> None:
    """What is within an item or a quotation is indented by it."""
    opened = [token.type.removesuffix("_open") for token in tokens(written)]
    assert opened[: len(kinds)] == kinds
    assert [token.level for token in tokens(written) if token.level == 0][2:] == []
