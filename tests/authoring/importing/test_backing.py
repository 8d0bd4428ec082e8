"""An entry names the section that backs its answer, and none where that isn't plain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
from faqbot.authoring.importing import backing

SECTIONS = (
    DraftSection("Ferry", "The ferry **Lotte** leaves at 7:30 and carries 40 bicycles to Norholm.", 1, id="ferry"),
    DraftSection("Camping", "The camping ground opens in May; a pitch costs 12 euros a night.", 5, id="camping"),
    DraftSection("Below", "", 8, id="below"),
    DraftSection(
        "Museum",
        "The museum of whaling shows a skeleton and two [boats](https://x.example/b).",
        9,
        level=2,
        id="museum",
    ),
)


def behind(answer: str, *sections: DraftSection) -> str | None:
    """The section that backs an answer."""
    draft = Draft("isle", "The isle", sections=sections or SECTIONS, faq=(DraftEntry("Tell me?", answer, 20),))
    return backing.backed(draft).faq[0].section


@pytest.mark.parametrize(
    ("answer", "section"),
    [
        ("It leaves at 7:30, and carries your bicycles to Norholm.", "ferry"),
        ("Yes: a pitch on the camping ground costs 12 euros per night.", "camping"),
        ("See the skeleton and the boats in the [museum of whaling](https://y.example/m).", "museum"),
    ],
)
def test_a_section_that_says_the_same_backs_an_answer(answer: str, section: str) -> None:
    """In other words and with other marks, as long as it holds most of them."""
    assert behind(answer) == section


@pytest.mark.parametrize(
    "answer",
    [
        "A pitch on the camping ground costs 15 euros a night.",
        "In Sundby the camping ground opens in May; in Sundby a pitch costs 12 euros.",
        "Yes.",
        "The camping ground is closed when storms are announced, and nobody may enter it until they are over.",
        "",
    ],
    ids=["another number", "another name", "too short", "little of it", "empty"],
)
def test_what_a_section_does_not_state_it_does_not_back(answer: str) -> None:
    """An answer with a number or a name of its own, or that says more, has no section."""
    assert behind(answer) is None


def test_of_two_alike_neither_backs() -> None:
    """Where two sections say the same, faqbot doesn't choose."""
    twin = replace(SECTIONS[1], heading="Pitches", id="pitches")
    assert behind("The camping ground opens in May; a pitch costs 12 euros.", *SECTIONS, twin) is None


def test_what_the_source_says_stays() -> None:
    """An entry that names its section keeps it, and without sections there is nothing to do."""
    entry = DraftEntry("Where?", "It leaves at 7:30, and carries your bicycles to Norholm.", 20, section="museum")
    draft = Draft("isle", "The isle", sections=SECTIONS, faq=(entry,))
    assert backing.backed(draft) is draft
    assert backing.backed(replace(draft, sections=())).faq == (entry,)
