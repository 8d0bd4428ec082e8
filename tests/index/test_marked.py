"""What of a Markdown text may be quoted, and by what words it is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from markup import ANY, DOCUMENTS, Written

from faqbot.index.cutting import marked


def values(text: str) -> list[str]:
    return [part.value for part in marked.parts(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One *sentence. Another* one.\nA third.", ["One sentence.", "Another one.", "A third."]),
        ("- one\n- two. Three.\n  - four", ["one", "two.", "Three.", "four"]),
        ("1. one\n\n   more", ["one", "more"]),
        ("```sh\na  b. C d.\n\n  e\n```", ["a  b. C d.", "e"]),
        ("| A | B |\n|---|---|\n| c. D | `e` |\n| f | |", ["A | B", "c. D | e", "f"]),
        ("# Head\n\n> quote", ["Head", "quote"]),
        ('See [here](https://x.org/secret "title").', ["See here."]),
        ("[a]: https://x.org\n\nSee [a].", ["See a."]),
        ("---", ["---"]),
        ("![](a.png)", ["![](a.png)"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_may_be_quoted(text: str, parts: list[str]) -> None:
    """Sentences, and items, rows and lines of code each for itself; of a text without words what is written."""
    assert values(text) == parts


def test_rows_are_found_by_what_heads_their_cells() -> None:
    """A row is asked for by its header: "the price for adults"."""
    rows = list(marked.parts("| Who | Price |\n|---|---|\n| Adults | 12 € |\n| | 6 € |"))
    assert [row.found_by for row in rows] == [("Who", "Price"), ("Who", "Adults", "Price", "12 €"), ("Price", "6 €")]
    assert [row.heads for row in rows] == [True, False, False]


@settings(deadline=None, max_examples=200)
@given(DOCUMENTS)
def test_every_word_is_in_one_part(written: Written) -> None:
    """The words outside marks come in order, each in one part, which starts where its first word stands."""
    found = list(marked.parts(written.text))
    assert [word for part in found for word in re.findall(r"w\d+", part.value)] == list(written.words)
    for part in found:
        first = re.search(r"\w+", part.value)
        assert first and first.group() in written.text[part.offset : part.offset + len(first.group()) + 8]


@settings(deadline=None, max_examples=200)
@given(ANY)
def test_any_text_has_a_part(text: str) -> None:
    """Whatever stands in a text that isn't empty, something of it may be quoted."""
    assert bool(values(text)) == bool(text.strip())
    assert all(values(text))
