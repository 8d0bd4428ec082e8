"""Links within documents lead to the sections and entries that these become."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
from faqbot.authoring.importing.drafting.anchors import Placed, led
from faqbot.authoring.imports import Settings, bring
from faqbot.authoring.writing import files
from faqbot.knowledge.article import Format

DOCUMENTS = Path(__file__).parents[2] / "documents"
PRICES = Draft(
    "prices",
    "Prices",
    source="docs/prices.md",
    sections=(
        DraftSection("Children & schools", "Free.", 1, id="children-schools", anchors=("young", "Groups of ten")),
        DraftSection("Usage", "Once.", 4, id="usage"),
        DraftSection("Usage", "Twice.", 6, id="usage-2"),
    ),
    faq=(DraftEntry("How do I pay?", "By card.", 8, id="how-do-i-pay", anchors=("faq7", "7. How do I pay?")),),
)


def _led(text: str, **changes: object) -> str:
    asking = Draft("visits", "Visits", source="docs/guide/visits.md", sections=(DraftSection("A", text, 1, id="a"),))
    found = led([Placed(replace(asking, **changes), "visits"), Placed(PRICES, "all-prices")])  # type: ignore[arg-type]
    return found[0].sections[0].text


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("#faq7", "#how-do-i-pay"),
        ("#FAQ7", "#how-do-i-pay"),
        ("#user-content-faq7", "#how-do-i-pay"),
        ("#7-how-do-i-pay", "#how-do-i-pay"),
        ("#How_do_I_pay.3F", "#how-do-i-pay"),
        ("#children--schools", "#children-schools"),
        ("#groups-of-ten", "#children-schools"),
        ("#usage", "#usage"),
        ("#usage-1", "#usage-2"),
        ("#nowhere", "#nowhere"),
        ("https://a.example/#faq7", "https://a.example/#faq7"),
    ],
)
def test_a_link_within_a_document_leads_to_the_id_of_what_it_named(written: str, target: str) -> None:
    """By a name that the author gave, by the words of a heading as sites write them; else it stays."""
    section = replace(PRICES.sections[0], text=f"See [above]({written}).")
    found = led([Placed(replace(PRICES, sections=(section, *PRICES.sections[1:])), "prices")])
    assert found[0].sections[0].text == f"See [above]({target})."


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../prices.md#young", "all-prices#children-schools"),
        ("../prices.html#faq7", "all-prices#how-do-i-pay"),
        ("../prices", "all-prices"),
        ("../prices.md#gone", "../prices.md#gone"),
        ("prices.md#young", "prices.md#young"),
        ("../prices.png", "../prices.png"),
    ],
)
def test_a_link_to_another_file_of_the_import_leads_to_its_article(written: str, target: str) -> None:
    """From the folder of the file in which it stands."""
    assert _led(f"See [there]({written}).") == f"See [there]({target})."


def test_code_and_plain_texts_keep_what_looks_like_a_link() -> None:
    """They say what is to be typed, or nothing is a link in them."""
    code = "`[x](#b)` and\n\n```\n[x](../prices.md)\n```"
    assert _led(code) == code
    assert _led("[x](../prices.md)", format=Format.PLAIN) == "[x](../prices.md)"


def test_the_notes_of_a_page_stand_behind_what_refers_to_them(tmp_path: Path) -> None:
    """Whatever wrote them: pandoc, Markdown, Word, docutils, a wiki; no link between the two is left."""
    path = tmp_path / "hall.yaml"
    assert not bring([str(DOCUMENTS / "html-footnotes.html")], Settings(output=str(path))).faults
    article = files.read(str(path), path.read_text(encoding="utf-8"))
    answers = {entry.id: entry.answer.value.rstrip() for entry in article.faq}
    assert answers == {
        "how-much-is-it": "Five euros a head¹, and free for children².\n\n¹ In winter it is six.\n\n"
        "² Up to six years.\n\nPay at the till.",
        "when-is-it-open": "- On weekdays [3\\]\n- See [the price](#how-much-is-it), and the same note "
        "[1](#how-much-is-it).\n\n[3] Not on holidays.",
        "who-runs-it": "The town [4].\n\n[4] Since 1904.\n\nA club helps [5].\n\n[5] The otters.",
        "is-there-a-map": "At the door: see [who runs it](#who-runs-it).",
    }


@pytest.mark.parametrize("stem", ["index", "_index", "README"])
def test_a_folder_is_led_to_by_the_page_that_it_opens_with(stem: str) -> None:
    """As Hugo, MkDocs and GitHub name that page."""
    opening = replace(PRICES, source=f"docs/prices/{stem}.md")
    text = "[pay](../prices/#faq7)"
    asking = Draft("visits", "Visits", source="docs/guide/visits.md", sections=(DraftSection("A", text, 1, id="a"),))
    found = led([Placed(asking, "visits"), Placed(opening, "prices")])
    assert found[0].sections[0].text == "[pay](prices#how-do-i-pay)"
