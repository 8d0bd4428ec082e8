"""Plain text to blocks: what is a heading, what is kept as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from faqbot.authoring.importing.document import Block, Kind, Source
from faqbot.authoring.importing.markup import text
from faqbot.knowledge.article import Format

DOCUMENTS: Final = Path(__file__).parents[2] / "documents"


def blocks(written: str) -> tuple[Block, ...]:
    return text.read(Source("a.txt", written.encode())).blocks


def headings(written: str) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in blocks(written) if block.kind is Kind.HEADING]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("Opening hours\n\nWe open at nine.", "Opening hours"),
        ("Opening hours\n=============\nWe open at nine.", "Opening hours"),
        ("-------------\nOpening hours\n-------------\n\nWe open at nine.", "Opening hours"),
        ("OPENING HOURS\nWe open at nine.", "OPENING HOURS"),
        ("1.2 Opening hours\n\nWe open at nine.", "1.2 Opening hours"),
        ("== Opening hours ==\nWe open at nine.", "Opening hours"),
        ("## Opening hours\n\nWe open at nine.", "Opening hours"),
        ("Opening hours\n    We open at nine.", "Opening hours"),
        ("When do you open?\n\nAt nine.", "When do you open?"),
    ],
)
def test_a_heading_is_told_without_markup(written: str, heading: str) -> None:
    """A short line without a full stop, underlined, in capitals, numbered, or with all below it indented."""
    found = blocks(written)
    assert [(block.kind, block.text) for block in found[:1]] == [(Kind.HEADING, heading)]
    assert len(found) == 2


@pytest.mark.parametrize(
    "written",
    [
        "We open at nine.\n\nAnd close at ten.",
        "To install it:\n\n  run this",
        "Q: When do you open?\n\nA: At nine.",
        "- a list\n- of two\n\nText.",
        "https://example.org/help\n\nText.",
        "The last line",
        "1. Open it.\n\n2. Close it\n\n3. Leave",
        "name    age    town\n\nText.",
        "\n\n",
    ],
)
def test_other_lines_are_no_headings(written: str) -> None:
    """Sentences, lead-ins, labels, lists, addresses, columns, and what nothing follows."""
    assert headings(written) == []


def test_a_readme_is_read_as_it_is_laid_out() -> None:
    """Titles, levels by their underlines, commands, columns, a list with what is indented in it, a signature."""
    found = text.read(Source("a.txt", (DOCUMENTS / "txt-readme.txt").read_bytes()))
    assert found.format is Format.PLAIN
    assert [(block.kind.value, block.level, block.line) for block in found.blocks] == [
        ("heading", 1, 1),
        ("prose", 0, 4),
        ("heading", 2, 6),
        ("heading", 3, 9),
        ("prose", 0, 12),
        ("code", 0, 15),
        ("heading", 4, 17),
        ("table", 0, 19),
        ("heading", 2, 23),
        ("prose", 0, 26),
        ("code", 0, 28),
        ("heading", 5, 31),
        ("prose", 0, 33),
        ("code", 0, 35),
        ("heading", 5, 37),
        ("prose", 0, 39),
    ]
    assert found.blocks[5].text == "  $ ferry-ticket --pier north --adults 2"
    assert [(one.line, one.why) for one in found.unplaced] == [(41, "a signature")]
