"""What texts of lists are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import words

from faqbot.authoring.importing.lists.shared.texts import Raw, bare, carried, linked
from faqbot.knowledge.article import Format

PLAIN = [
    "5 * 3 * 2 = 30",
    "Use snake_case and __init__.py, or a_b_c.",
    "2**3 and 4**2 are powers.",
    "Press # to go on.\n# is the key at the right",
    "A <b> tag makes text bold.",
    "It costs [about] (roughly) 5.",
    "- one dash",
    "1. January is a holiday.",
    "He said `so' and `then' he left.",
    "x < y && y > z | w",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays_as_it_is(text: str) -> None:
    """What has no marks is carried over word for word, whatever signs are in it."""
    assert carried([Raw(text)]) == (Format.PLAIN, (text,))


@pytest.mark.parametrize(
    "text",
    [
        "See [the page](https://x.example/a_(b)).",
        "It is **not** free.",
        "Run `make all`.",
        "So:\n\n```\nmake\n```",
        "# Steps\nDo it.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Write to <https://x.example>.",
        "> They said so.",
    ],
)
def test_evident_markdown_stays_as_it_is(text: str) -> None:
    """What has marks of Markdown is Markdown, word for word."""
    assert carried([Raw(text)]) == (Format.MARKDOWN, (text,))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 * 3 * 2 and snake_case", "5 * 3 * 2 and snake_case"),
        ("*not* _so_", r"\*not\* \_so\_"),
        ("Hall 1\nMain Street 2", "Hall 1\\\nMain Street 2"),
        ("# is the key", r"\# is the key"),
        ("1. January", r"1\. January"),
        ("- one dash", r"\- one dash"),
        ("Bring:\n- a towel\n- soap\nand time", "Bring:\n\n- a towel\n- soap\n\nand time"),
        ("a\n\n\nb", "a\n\n\nb"),
    ],
)
def test_plain_text_among_markdown_shows_the_same(text: str, written: str) -> None:
    """Beside a text that needs Markdown a plain one gets backslashes where it needs them, and its lines stay lines."""
    assert carried([Raw(text), Raw("**x**")]) == (Format.MARKDOWN, (written, "**x**"))


def test_a_list_alone_is_markdown() -> None:
    """Two items make a list, which must not run together."""
    assert carried([Raw("1. Plug it in.\n2. Wait.")]) == (Format.MARKDOWN, ("1. Plug it in.\n2. Wait.",))


def test_html_becomes_markdown() -> None:
    """Tags become marks; line breaks of a text that has none of its own are breaks."""
    pytest.importorskip("selectolax")
    written, texts = carried(
        [Raw('Go <a href="https://x.example">there</a>.\nNow.'), Raw("<p>One</p><p>Two &amp; three</p>")]
    )
    assert written is Format.MARKDOWN
    assert texts == ("Go [there](https://x.example).\\\nNow.", "One\n\nTwo & three")


def test_html_with_signs_of_markdown_is_html() -> None:
    """What begins with a paragraph of HTML is HTML, whatever signs are in it."""
    pytest.importorskip("selectolax")
    assert carried([Raw("<p>Run `make` <b>now</b>.</p>")])[1] == (r"Run \`make\` **now**.",)


def test_tags_within_markdown_become_marks() -> None:
    """A text that mixes both keeps its Markdown."""
    text = 'It is **open**:<br>see <a class="x" href="/map">the map</a>, <strong>now</strong>'
    assert carried([Raw(text)])[1] == ("It is **open**:\\\nsee [the map](/map), **now**",)


def test_entities_are_signs() -> None:
    """What was written for a page says what it stands for."""
    assert carried([Raw("Fish &amp; chips&nbsp;&#39;now&#39; &unknown;")])[1] == ("Fish & chips\u00a0'now' &unknown;",)


def test_a_told_format_is_believed() -> None:
    """Where the list says what a text is written in, its signs don't tell."""
    assert carried([Raw("_so_", Format.MARKDOWN)]) == (Format.MARKDOWN, ("_so_",))
    assert carried([Raw("**so**", Format.PLAIN)]) == (Format.PLAIN, ("**so**",))


def test_a_question_has_no_marks() -> None:
    """A question is words on one line; where its links lead is told apart."""
    assert bare("What is CO<sub>2</sub>?") == "What is CO2?"
    question = '<p>Where is\n**the** <a href="/hall">hall</a> &amp; [map](/map)?</p>'
    assert bare(question) == "Where is the hall & map?"
    assert linked(question) == ("/map", "/hall")


@given(st.lists(st.text(alphabet="ab *_`#<>[]()!&;|-+1.)\n\\~", max_size=40), min_size=1, max_size=3))
def test_no_word_is_lost(texts: list[str]) -> None:
    """Whatever signs a plain text has, its words are there after it became Markdown."""
    _, written = carried([*(Raw(text, Format.PLAIN) for text in texts), Raw("**x**")])
    for text, now in zip(texts, written, strict=False):
        assert words(text) <= words(now)
