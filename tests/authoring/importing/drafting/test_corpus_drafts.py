"""Documents of the corpus, as they are drafted: title, sections, entries with their groups, and what has no place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from faqbot.authoring.importing.sources import reading

if TYPE_CHECKING:
    from faqbot.authoring.draft import Draft

DOCUMENTS: Final = Path(__file__).parents[2] / "documents"


def drafted(path: Path) -> Draft:
    read = reading.read(reading.Task((str(path),)))
    assert read.fault is None
    (draft,) = read.drafts
    return draft


@dataclass(frozen=True, slots=True)
class Expected:
    """What comes of a document: headings with their levels, questions with their groups, lines with why."""

    title: str
    sections: tuple[tuple[str, int], ...] = ()
    entries: tuple[tuple[str, str | None], ...] = ()
    unplaced: tuple[tuple[int, str], ...] = ()


CASES: Final = {
    "txt-package-manual.txt": Expected(
        "Tidegate 3 for harbours",
        (
            ("1. Introduction", 1),
            ("1.1. Where the manual is", 2),
            ("1.2. No tides below the bridge!", 2),
            ("2. Setting up the gate and both of the sluices that stand beside it, each with a wheel", 1),
            ("2.1. Sluices", 2),
            ("3. Credits", 1),
        ),
        (("What if the gate is stuck?", None),),
        tuple((line, "table of contents") for line in (4, 6, 8, 11, 14, 17)),
    ),
    "txt-newsgroup.txt": Expected(
        "Kite flying FAQ",
        (("Kite flying FAQ", 1),),
        (
            ("Who keeps it?", "1) About the list"),
            ("Where can I get it?", "1) About the list"),
            ("How much wind does a kite need?", "2) Flying"),
        ),
        ((1, "the header of a message"),),
    ),
    "txt-rows.txt": Expected(
        "Lamp for Debian",
        (("Notes on lighting it", 1), ("1. the wick is longer than before", 2), ("3. It smokes.", 2)),
        (("How do I fill the lamp, where it stands in a niche that is higher than I can reach?", None),),
    ),
    "txt-lines-faq.txt": Expected(
        "Txt lines faq",
        entries=(("Is the pool heated?", None), ("May dogs swim?", None), ("Who has the key?", None)),
    ),
    "md-menu-and-definitions.md": Expected(
        "Kiosk FAQ",
        entries=(
            ("Is the kiosk open in winter?", "General"),
            ('Who bakes the "winter" rolls?', "General"),
            ("Does coffee cost more outside?", "Prices"),
        ),
        unplaced=((1, "a picture"), (5, "links to other pages")),
    ),
    "md-title-without-dashes.md": Expected(
        "What is a quiet carriage?",
        entries=(("What is a quiet carriage?", None), ("May children travel in it?", None)),
        unplaced=((2, "front matter"),),
    ),
    "md-index-faq.md": Expected(
        "FAQ",
        entries=(("Is there a night bus?", None), ("Seats", None)),
        unplaced=((3, "table of contents"), (5, "table of contents")),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_drafted_as_its_author_would(name: str) -> None:
    """Its title, sections, entries with their groups, and what has no place."""
    draft, expected = drafted(DOCUMENTS / name), CASES[name]
    assert draft.title == expected.title
    assert tuple((one.heading, one.level) for one in draft.sections) == expected.sections
    assert tuple((one.question, one.group) for one in draft.faq) == expected.entries
    assert tuple((one.line, one.why) for one in draft.unplaced) == expected.unplaced


def test_what_is_indented_stays_as_it_is_drawn() -> None:
    """Columns with a line below their head, a box of signs, a command with a comment: none is a heading."""
    sections = drafted(DOCUMENTS / "txt-package-manual.txt").sections
    assert sections[3].text.endswith("\n\n  # open the gate, then\n  tidegate --open")
    assert "sluice    opens at\n------    --------\nnorth     high tide" in sections[4].text
    assert sections[4].text.count("*" * 41) == 2


def test_a_meaning_of_several_paragraphs_is_one_answer() -> None:
    """What hangs below a term, a second meaning, and code with a colon at the start of a line."""
    winter, rolls, coffee = (entry.answer for entry in drafted(DOCUMENTS / "md-menu-and-definitions.md").faq)
    assert winter == "On weekends only.\n\nIn frost it stays shut."
    assert rolls == "Ann does.\n\nIn May, Bob does."
    assert coffee == "No:\n\n```\n: not a meaning\ncoffee  2.00\n```"


def test_headings_below_a_title_that_asks_are_of_its_answer() -> None:
    """As long as they are short together, and don't ask themselves."""
    first = drafted(DOCUMENTS / "md-title-without-dashes.md").faq[0]
    assert first.answer == "One in which nobody makes a call.\n\n## Where it stands\n\nAt the end of the train."


@pytest.mark.parametrize(
    ("written", "is_heading"),
    [("##Prices", True), ("#Prices", True), ("#prices", False), ("#123", False), ("Text\n#Prices", False)],
)
def test_a_heading_may_lack_its_space(tmp_path: Path, written: str, is_heading: bool) -> None:
    """A tag within a text and the number of an issue are none."""
    path = tmp_path / "a.md"
    path.write_text(f"# Title\n\nFirst.\n\n## Second\n\nText.\n\n{written}\n\nMore.\n", encoding="utf-8")
    assert ("Prices" in [section.heading for section in drafted(path).sections]) is is_heading
