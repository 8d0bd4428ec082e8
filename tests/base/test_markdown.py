"""Markdown is read as CommonMark has it, and each word knows where it stands."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from checkout import ROOT
from hypothesis import given, settings
from markup import ANY, DOCUMENTS, Written

from faqbot.base.layout import markdown
from faqbot.base.layout.leaves import Kind, Leaf, Run


def kinds(text: str) -> list[str]:
    return [leaf.kind.value for leaf in markdown.read(text)]


def runs(text: str) -> list[Run]:
    return [run for leaf in markdown.read(text) for cell in leaf.cells for run in cell]


def only(text: str) -> Leaf:
    (leaf,) = markdown.read(text)
    return leaf


# -- what it is made of ------------------------------------------------------------------------

DOCUMENT = """\
Opening *hours*
===

We open at nine.
Come early.

> 1. one
>
>    more of it

- two

| Who | Price |
|-----|------:|
| you | 1 \\| 2 |

```sh
ls  -l
```

***
"""


def test_a_text_is_its_leaves() -> None:
    """Headings, paragraphs, rows, code and rules are told apart, whatever holds them."""
    found = ["heading", "paragraph", "paragraph", "paragraph", "paragraph", "row", "row", "code", "rule"]
    assert kinds(DOCUMENT) == found


def test_a_leaf_is_its_lines() -> None:
    """Each leaf knows its lines, with the marks around it; a header has the line that parts it from the rows."""
    lines = [DOCUMENT[leaf.start : leaf.end] for leaf in markdown.read(DOCUMENT)]
    assert lines == [
        "Opening *hours*\n===", "We open at nine.\nCome early.", "> 1. one", ">    more of it", "- two",
        "| Who | Price |\n|-----|------:|", "| you | 1 \\| 2 |", "```sh\nls  -l\n```", "***",
    ]  # fmt: skip


def test_what_holds_a_leaf_is_told() -> None:
    """Quotes and items are told from the outermost on; an item's further paragraphs stand in the same one."""
    _, _, one, more, two, *_ = markdown.read(DOCUMENT)
    assert [holder.mark for holder in one.holders] == ["", "1."]
    assert more.holders == one.holders
    assert [holder.mark for holder in two.holders] == ["-"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a *b* __c__", "a b c"),
        ("`a  b` ``c`d``", "a  b c`d"),
        ("[a *b*](http://x.org 'd')", "a b"),
        ("[a][b]\n\n[b]: http://x.org 'd'", "a"),
        ("[b]\n\n[b]: http://x.org", "b"),
        ("![a *b*](c.png)", "a b"),
        ("<http://x.org/a_b_c>", "http://x.org/a_b_c"),
        ("&amp; \\* &copy; &nope;", "& * © &nope;"),
        ("a\nb", "a b"),
        ("a\\\nb", "a\nb"),
        ("a  \nb", "a\nb"),
        ("# a #", "a"),
        ("> > a", "a"),
        ("    a  b", "a  b"),
        ("| a | |\n|--|--|\n| `b\\|c` | d |", "a\nb|c | d"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("<b>a</b> <!-- b -->", "<b>a</b> <!-- b -->"),
        ("[a](javascript:alert(1)) [b](#c) [d](../e.md)", "a b d"),
        ("Bad &#27;[2J end", "Bad \ufffd[2J end"),
        ("", ""),
        ("---", ""),
    ],
)
def test_a_text_is_read_without_its_marks(text: str, read: str) -> None:
    """What is read are the words: no marks, no addresses, entities as what they stand for, HTML as it is written."""
    assert markdown.words(text) == read


def test_words_have_their_styles_and_addresses() -> None:
    """Emphasis and links may stand in each other."""
    found = {run.text: (run.styles, run.address) for run in runs("**a *b*** [c `d`](https://x.org/é) [e](file:///f)")}
    assert found["a "] == (("strong",), "")
    assert found["b"] == (("strong", "emphasis"), "")
    assert found["d"] == (("code",), "https://x.org/%C3%A9")
    assert found["e"] == ((), "")


@pytest.mark.parametrize(
    ("written", "followed"),
    [
        ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
        ("HTTP://x.org", "HTTP://x.org"),
        ("mailto:a@x.org", "mailto:a@x.org"),
        ("https://x.org/\x1b]8;;\x07", "https://x.org/%1B]8;;%07"),
        ("https://x.org/a b", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,a", ""),
        ("//x.org", ""),
        ("a.md#b", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_followed(written: str, followed: str) -> None:
    """Other schemes, relative links and anchors lead nowhere; nothing in an address acts on a terminal."""
    assert markdown.address(written) == followed


def test_line_ends_of_windows_move_nothing() -> None:
    """With two characters at each line's end the words are found where they stand."""
    text = "a\r\n\r\n> *b*\r\n> `c\r\n> d`\r\n\r\n```\r\ne\r\n```\r\n"
    assert [text[run.start : run.end] for run in runs(text) if run.text.strip()] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("text", [">" * 10_000 + " a", "".join(f"{'  ' * n}- a\n" for n in range(100))])
def test_what_is_nested_too_deep_is_text(text: str) -> None:
    """Nothing is left out of what stands deeper than the parser goes: it is shown as it is written."""
    assert "".join(markdown.words(text).split()) == "".join(text.split())


def test_the_parser_is_imported_by_what_needs_it() -> None:
    """Neither plain knowledge nor Markdown without a mark imports it."""
    code = (
        "import sys, faqbot; faqbot.answer('How many hostages were released?').segments(); "
        "from faqbot.base.layout import markdown; markdown.read('One line.\\nAnother - with (more), and 3 > 2.'); "
        "assert 'markdown_it' not in sys.modules; markdown.read('*a*'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


# -- whatever is written -----------------------------------------------------------------------


@settings(deadline=None, max_examples=300)
@given(DOCUMENTS)
def test_every_word_is_read_once_and_found_where_it_stands(written: Written) -> None:
    """The words outside marks come in order, each once, and each is the source's word at its place."""
    text = written.text
    found = [
        (match.group(), said.source(match.start()))
        for leaf in markdown.read(text)
        for said in leaf.said
        for match in re.finditer(r"\w+", said.text)
    ]
    assert [word for word, _ in found] == list(written.words)
    assert all(text.startswith(word, at) for word, at in found)


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_any_text_is_read(text: str) -> None:
    """Nothing raises; leaves and runs are in order and within the text."""
    last = 0
    for leaf in markdown.read(text):
        assert last <= leaf.start <= leaf.end <= len(text)
        assert all(leaf.start - 3 <= run.start <= run.end <= leaf.end + 1 for cell in leaf.cells for run in cell)
        last = leaf.start


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_what_needs_no_parser_is_read_as_by_it(text: str) -> None:
    """A text without a mark is the paragraphs that the parser makes of it."""
    if not re.search(markdown._MARK, text):
        by_parser = [(leaf.kind, leaf.text, leaf.start, leaf.end) for leaf in markdown._parsed(text)]
        assert [(leaf.kind, leaf.text, leaf.start, leaf.end) for leaf in markdown._plain(text)] == by_parser


@settings(deadline=None)
@given(DOCUMENTS)
def test_code_is_read_as_it_is_written(written: Written) -> None:
    """Each line of code is read byte for byte."""
    for leaf in markdown.read(written.text):
        if leaf.kind is Kind.CODE:
            assert all(line in written.text for line in leaf.text.split("\n"))
