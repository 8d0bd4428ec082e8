"""reStructuredText, Sphinx's too: what asks, what is kept of unknown roles and directives, what is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.importing.document import Block, Document, Kind, Source
from faqbot.authoring.importing.markup import rst
from faqbot.base.errors import KnowledgeError

DOCUMENTS: Final = Path(__file__).parents[2] / "documents"


def read(text: str) -> Document:
    return rst.read(Source("a.rst", text.encode()))


def told(blocks: tuple[Block, ...]) -> list[str]:
    return [f"{block.kind.value} {block.text}".strip().partition("\n")[0] for block in blocks]


def test_a_document_of_sphinx() -> None:
    """Titles, labels, notes, code, definition lists that ask, drop-downs, tables; lines are the source's."""
    found = rst.read(Source("rst-sphinx.rst", (DOCUMENTS / "rst-sphinx.rst").read_bytes()))
    assert told(found.blocks) == [
        "heading Bakery FAQ",
        "heading Q: How long does *sourdough* keep?",
        "prose About a week, in a `linen` bag; see Storing and [1].",
        "quote > **Note**",
        "code ```sh",
        "heading The crust goes soft",
        "prose Bake it again:",
        "list 1. Heat the oven.",
        "heading Storing",
        "question Where may bread lie?",
        "prose In a crock.",
        "end",
        "question What about rolls?",
        "prose Freeze them:",
        "code ```",
        "end",
        "quote > **Added in version**",
        "question Do you sell flour?",
        "prose Yes, rye and wheat.",
        "end",
        "table | Bread | Price |",
        "prose First line\\",
        "prose See [the shop](https://bakery.example/shop) or [PEP 8](https://peps.python.org/pep-0008) or nothing.",
        "prose [1] Weighed when cold.",
    ]
    heads = [block for block in found.blocks if block.kind in (Kind.HEADING, Kind.QUESTION)]
    assert [(block.line, block.level) for block in heads] == [
        (7, 1), (15, 2), (26, 2), (40, 2), (43, 0), (46, 0), (54, 0),
    ]  # fmt: skip
    assert (heads[0].anchor, heads[3].anchor) == ("asked", "storing")
    assert found.published == "2023-11-02"
    assert [(one.line, one.text, one.why) for one in found.unplaced] == [
        (13, "A comment that no reader sees.", "comment"),
        (58, "prices.rst", "include"),
        (60, "html <blink>Sale</blink>", "raw"),
        (66, "cakes", "toctree"),
        (66, "loaf.png", "picture without words"),
    ]
    assert found.remarks == ('line 79: Unknown target name: "nothing".',)


def test_terms_that_do_not_ask_are_a_list() -> None:
    """A glossary and the options of a command are lists of what they name."""
    found = rst.read(Source("rst-definitions.rst", (DOCUMENTS / "rst-definitions.rst").read_bytes()))
    assert [block.words for block in found.blocks] == [
        "Terms",
        "levain\nA starter that is fed.\ncrumb\nWhat is within the crust.",
        "-v, --verbose\nSay more.",
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("* Is it?\n\n  It is.\n\n* So it is\n\n  Yes.", ["question Is it?", "prose It is.", "end",
                                                        "question So it is", "prose Yes.", "end"]),
        ("Is it?\n\n  It is.", ["prose Is it?", "prose It is."]),
        ("See\n\n  - a\n  - b", ["prose See", "list - a"]),
        (":func:`~a.b.c` :doc:`d </e>` :x:y:`z <https://z.example>`", ["prose `c` d [z](https://z.example)"]),
        (".. only:: html\n\n   Text", ["prose Text"]),
        (".. tab:: Linux\n   :sync: a\n\n   Text", ["prose Linux", "prose Text"]),
        (".. unheard-of::\n\n   Text", ["prose Text"]),
        ("a ``b`` *c* **d** e_f `g`", ["prose a `b` *c* **d** e_f *g*"]),
        ("x :sup:`2` *", ["prose x ² \\*"]),
        ("- `One`_\n- `Two`_\n\nOne\n===\n\na\n\nTwo\n===\n\nb", ["heading One", "prose a", "heading Two", "prose b"]),
    ],
)  # fmt: skip
def test_what_pieces_become(text: str, blocks: list[str]) -> None:
    """Each piece becomes these blocks."""
    assert told(read(text).blocks) == blocks


def test_nothing_is_included(tmp_path: Path) -> None:
    """No file that a document names is read, by whichever directive."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    names = (".. include:: {}", ".. literalinclude:: {}", ".. raw:: html\n   :file: {}", ".. csv-table::\n   :file: {}")
    found = read("\n\n".join(name.format(secret) for name in names))
    everything = [*(block.text for block in found.blocks), *(one.text for one in found.unplaced), *found.remarks]
    assert not any("secret words" in text for text in everything)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- " * 2_000 + "x", None, "lists or quotations stand too deep within each other to be read"),
        ("a\n\n" + "*a " * 5_000, 2, "a paragraph with 5,000 marks can't be read, 3,000 at most"),
        ("".join(f".. |a{n}| replace:: " + f"|a{n + 1}| " * 10 + "\n" for n in range(8)) + "\n|a0|", None,
         "its substitutions stand within each other so often that they fill the memory"),
    ],
)  # fmt: skip
def test_what_would_take_too_long_is_refused(text: str, line: int | None, message: str) -> None:
    """Depth, marks and substitutions beyond all bounds are refused in a sentence."""
    with pytest.raises(KnowledgeError) as caught:
        read(text)
    assert caught.value.line == line and caught.value.message.startswith(message)


def test_docutils_is_left_as_it_was() -> None:
    """What faqbot has docutils know beyond its own directives and roles is forgotten afterwards."""
    from docutils.parsers.rst import directives, roles

    before = (directives.directive, roles.role)
    read(".. unheard-of:: a")
    assert (directives.directive, roles.role) == before


WORDS: Final = st.lists(st.sampled_from("one two three four? five.".split()), min_size=1, max_size=4).map(" ".join)
PIECES: Final = st.builds(
    lambda form, words: form.format(words),
    st.sampled_from(
        "{}|- {}|1. {}|  {}|**{}**|.. note:: {}|.. foo:: {}|{}\n  more|:foo:`{}`|.. {}|{}\n~~~~~~~~~~~~~~~~~~~~~~~~|"
        "::\n\n  {}|.. code-block:: x\n\n   {}|.. dropdown:: {}\n\n   more|a\n  {}".split("|")
    ),
    WORDS,
)


@given(st.lists(PIECES, min_size=1, max_size=5))
def test_no_word_is_lost(pieces: list[str]) -> None:
    """Every word is in the blocks, or among what is not placed, or the author is told of an error there."""
    found = read("\n\n".join(pieces))
    kept = " ".join([*(block.words for block in found.blocks), *(one.text for one in found.unplaced)])
    for piece in pieces:
        for word in ("one", "two", "three", "four?", "five.", "more"):
            assert word in kept or word not in piece, (pieces, kept)


def test_the_day_of_the_import_is_not_told() -> None:
    """A document that asks for today's date says the same tomorrow."""
    found = rst.read(Source("a.rst", b"It is |today|.\n\n.. |today| date:: %Y\n"))
    assert [block.words for block in found.blocks] == ["It is |today|."]
    assert [(one.line, one.text, one.why) for one in found.unplaced] == [(3, "%Y", "date")]


@pytest.mark.parametrize(
    "text",
    [
        '.. csv-table:: one\n   :header: "a","b\n\n   "two","b\n   c"\n',
        ".. csv-table:: one\n   :file: two.csv\n",
        ".. list-table:: one\n\n   * - two\n     - three\n   * - four\n",
        ".. table:: one\n\n   two\n",
        ".. admonition::\n\n   one\n",
        ".. figure::\n\n   one\n",
        "+--+--+\n|one|two|\n+--+--+\n",
        "A\n=\n\nB\n-\n\nC\n~\n\nx\n\nD\n=\n\none\n~~~\n\ntwo\n",
    ],
)
def test_what_is_broken_is_listed(text: str) -> None:
    """Docutils leaves out what it can't read: its words are told with their line, not only that it is wrong."""
    found = rst.read(Source("a.rst", f"Before.\n\n{text}\nBehind.\n".encode()))
    words = " ".join([*(block.words for block in found.blocks), *(one.text for one in found.unplaced)])
    held = [word for word in ("one", "two", "three", "four") if word in text]
    assert [word for word in ("Before", *held, "Behind") if word not in words] == []
    assert all(one.line for one in found.unplaced)
