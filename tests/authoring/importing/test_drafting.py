"""Blocks to drafts: sections, questions with their answers, groups, notes, titles, and what has no place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from checkout import ROOT

from faqbot.authoring.draft import Draft
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.drafting import structure
from faqbot.authoring.importing.markup import markdown, text
from faqbot.knowledge import loading
from faqbot.knowledge.article import Format

DOCUMENTS: Final = Path(__file__).parents[1] / "documents"
SEED: Final = ROOT.parent / "shared" / "seed" / "article.txt"


def draft(written: str, name: str = "guide.md") -> Draft:
    source = Source(name, written.encode())
    return structure.draft((text if name.endswith(".txt") else markdown).read(source), source)


def entries(written: str, name: str = "guide.md") -> list[tuple[str, str]]:
    return [(entry.question, entry.answer) for entry in draft(written, name).faq]


def sections(written: str, name: str = "guide.md") -> list[tuple[int, str, str]]:
    return [(section.level, section.heading, section.text) for section in draft(written, name).sections]


def left(written: str, name: str = "guide.md") -> list[tuple[int | None, str, str]]:
    return [(one.line, one.text, one.why) for one in draft(written, name).unplaced]


@pytest.mark.skipif(not SEED.exists(), reason=f"there is no article at {SEED}")
def test_the_article_that_ships_is_imported_as_it_stands() -> None:
    """Every heading, text, question and answer of the knowledge file comes out of the article's plain text."""
    source = Source(str(SEED), SEED.read_bytes())
    found = structure.draft(text.read(source), source)
    (article,) = loading.load(ROOT / "knowledge" / "ceasefire-talks.yaml").articles
    assert [(one.heading, one.text, one.level) for one in found.sections] == [
        (section.heading, section.text.value.strip(), section.level) for section in article.sections
    ]
    assert [(one.question, one.answer) for one in found.faq] == [
        (entry.question, entry.answer.value) for entry in article.faq
    ]
    assert (found.sections[0].id, found.note, found.format) == (article.sections[0].id, article.note, Format.PLAIN)
    assert [(one.line, one.text) for one in found.unplaced] == [(33, "FAQ")]


SHAPES: Final = {
    "labels in two paragraphs": "Q: Is it open?\n\nA: Yes.",
    "labels in one paragraph": "Q: Is it open?\nA: Yes.",
    "labels in bold": "**Q:** Is it open?\n\n**A:** Yes.",
    "labels and question in bold": "**Q: Is it open?**\n\nA: Yes.",
    "labels with numbers": "Q1. Is it open?\n\nA1. Yes.",
    "labels in full": "Question: Is it open?\n\nAnswer: Yes.",
    "a label and no other": "Q: Is it open?\nYes.",
    "a label before both": "Q: Is it open? Yes.",
    "labels in brackets": "[Q] Is it open?\n\n[A] Yes.",
    "labels with hard breaks": "Q: Is it open?  \nA: Yes.",
    "a heading": "## Is it open?\n\nYes.",
    "a heading with a number": "### 3.2 Is it open?\n\nYes.",
    "a heading with a label": "### Q: Is it open?\n\nA: Yes.",
    "a heading in bold": "## **Is it open?**\n\nYes.",
    "a heading that is a link": "## [Is it open?](#is-it-open)\n\nYes.",
    "a bold paragraph": "**Is it open?**\n\nYes.",
    "a bold paragraph with a number": "**1. Is it open?**\n\nYes.",
    "what unfolds": "<details><summary>Is it open?</summary>\n\nYes.\n\n</details>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_question_with_its_answer_is_an_entry(shape: str) -> None:
    """In all shapes, also where the document is no list of questions."""
    assert entries(f"# Visits\n\nAll about visits.\n\n{shape}") == [("Is it open?", "Yes.")]


IN_FAQ: Final = {
    "bold at the start": "**Is it open?** Yes.",
    "bold on the first line": "**Is it open?**\nYes.",
    "a plain paragraph": "Is it open?\n\nYes.",
    "a plain first line": "Is it open?\nYes.",
    "an item": "- **Is it open?** Yes.",
    "an item and what is indented": "1. Is it open?\n\n   Yes.",
    "an item and what is not": "1. Is it open?\n\nYes.",
    "items with labels": "- Q: Is it open?\n- A: Yes.",
    "a quotation": "> Is it open?\n\nYes.",
    "a heading that only begins so": "### How to get in\n\nYes.",
}


@pytest.mark.parametrize("shape", IN_FAQ.values(), ids=IN_FAQ)
def test_in_a_list_of_questions_less_is_asked_for(shape: str) -> None:
    """Where a heading or the file says FAQ, plain questions are entries too."""
    question = "How to get in" if "How" in shape else "Is it open?"
    assert entries(f"# Visits\n\nAll about visits.\n\n## FAQ\n\n{shape}") == [(question, "Yes.")]
    assert entries(shape, "faq.md") == [(question, "Yes.")]


@pytest.mark.parametrize(
    "written",
    [
        "## Why?\n\nIt asks about what stands above.",
        "## Rules\n\nIs it open? Yes, and so on.",
        "## Rules\n\n**Why?** Because.",
        "## Rules\n\nAsk yourself:\n\n- Is it safe?\n- Is it dry?",
        "## Rules\n\n<details><summary>Full log</summary>\n\nlines\n\n</details>",
    ],
)
def test_a_question_within_a_text_is_none(written: str) -> None:
    """What only asks in passing stays where it is."""
    assert entries(f"# Visits\n\nAll about visits.\n\n{written}") == []


def test_an_answer_is_all_that_follows() -> None:
    """Paragraphs, lists, code, deeper headings and what unfolds in it, as Markdown."""
    answer = "Yes.\n\n- on weekdays\n\n```\nopen\n```\n\n#### On Sundays\n\nNo.\n\n**Details**\n\nSmall."
    unfolds = answer.replace("**Details**\n\nSmall.", "<details><summary>Details</summary>\n\nSmall.\n\n</details>")
    assert entries(f"# FAQ\n\n### Is it open?\n\n{unfolds}\n\n### Is it free?\n\nNo.") == [
        ("Is it open?", answer),
        ("Is it free?", "No."),
    ]


def test_headings_in_a_list_of_questions() -> None:
    """Those at the bottom are entries, whether they ask or not; those above are groups."""
    found = draft("# FAQ\n\n## Tickets\n\n### Where?\n\nAt the desk.\n\n### Lost\n\nAsk.\n\n## Café\n\nGround floor.")
    assert [(one.group, one.question, one.answer) for one in found.faq] == [
        ("Tickets", "Where?", "At the desk."),
        ("Tickets", "Lost", "Ask."),
        (None, "Café", "Ground floor."),
    ]
    assert (found.title, found.sections, found.unplaced) == ("FAQ", (), ())


def test_a_group_with_a_text_is_a_section_too() -> None:
    """And the same question may stand in two groups."""
    found = draft("# FAQ\n\n## Bus\n\nRun by the town.\n\n### Is it free?\n\nNo.\n\n## Boat\n\n### Is it free?\n\nYes.")
    assert [(one.heading, one.text) for one in found.sections] == [("Bus", "Run by the town.")]
    assert [(one.group, one.answer) for one in found.faq] == [("Bus", "No."), ("Boat", "Yes.")]


def test_a_document_may_be_both() -> None:
    """Sections, and a list of questions at the end; its heading only says so, and is told."""
    told = "# Bikes\n\nFor all.\n\n## Renting\n\nAt the office.\n\n### Prices\n\n2 euros.\n\n"
    found = draft(f"{told}## FAQ\n\n### Helmets?\n\nYes.")
    assert [(one.level, one.heading, one.text, one.id) for one in found.sections] == [
        (1, "Bikes", "For all.", "intro"),
        (1, "Renting", "At the office.", None),
        (2, "Prices", "2 euros.", None),
    ]
    assert [(one.group, one.question) for one in found.faq] == [(None, "Helmets?")]
    assert [(one.line, one.text) for one in found.unplaced] == [(13, "FAQ")]


def test_most_headings_ask() -> None:
    """Then the document is a list of questions, and the headings that don't ask are entries as well."""
    written = "# Help\n\n## Is it open?\n\nYes.\n\n## Is it free?\n\nNo.\n\n## X11 does not work\n\nRestart."
    assert [question for question, _ in entries(written)] == ["Is it open?", "Is it free?", "X11 does not work"]


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("# One\n\nText.\n\n## Two\n\nText.", "a.md", "One"),
        ("---\ntitle: Front\n---\n\n# One\n\nText.\n\n## Two\n\nText.", "a.md", "Front"),
        ("# One\n\nText.\n\n# Two\n\nText.", "opening-hours.md", "Opening hours"),
        ("Text.", "docs/visits/index.md", "Visits"),
        ("Text.", "docs/faq.md", "FAQ"),
    ],
)
def test_the_title(written: str, name: str, title: str) -> None:
    """That of the front matter, else the one heading at the top, else the file's name."""
    assert draft(written, name).title == title


def test_sections_keep_their_depth() -> None:
    """The shallowest stand at 1; a heading without a text is kept where it heads deeper ones."""
    written = "#### A\n\n##### B\n\nText.\n\n#### C\n\nText.\n\n#### D"
    assert sections(written) == [(1, "A", ""), (2, "B", "Text."), (1, "C", "Text.")]
    assert left(written) == [(11, "D", "a heading with nothing below it")]


@pytest.mark.parametrize(
    ("closing", "note", "rest"),
    [
        ("(Sources pending)", "Sources pending", "Text."),
        ("*Last updated: 3 May 2024*", "Last updated: 3 May 2024", "Text."),
        ("More. (Sources pending)", "Sources pending", "Text.\n\nMore."),
        ("More.\n\n_Work in progress_", "Work in progress", "Text.\n\nMore."),
        ("The last updated copy is here.", None, "Text.\n\nThe last updated copy is here."),
        ("It costs more (see above).", None, "Text.\n\nIt costs more (see above)."),
    ],
)
def test_notes_on_the_document(closing: str, note: str | None, rest: str) -> None:
    """What a document says of itself at its end is a note, and stands in no text."""
    found = draft(f"# A\n\nText.\n\n{closing}")
    assert (found.note, found.sections[-1].text) == (note, rest)


def test_a_contents_list_is_listed() -> None:
    """One that repeats the headings, whatever its links; and one below a heading that says so."""
    written = "# FAQ\n\n1. Is it open?\n2. Is it free?\n\n## 1. Is it open?\n\nYes.\n\n## 2. Is it free?\n\nNo."
    assert entries(written) == [("Is it open?", "Yes."), ("Is it free?", "No.")]
    assert left(written) == [(3, "1. Is it open?\n2. Is it free?", "table of contents")]
    written = "# FAQ\n\n## Contents\n\n- [Bus](bus.md)\n\n## Is it open?\n\nYes."
    assert [one[0] for one in left(written)] == [3, 5]


def test_questions_without_an_answer_are_listed() -> None:
    """With their line; of two that stand above one answer the first is another way to ask."""
    assert left("# FAQ\n\n## Is it open?\n\n## Is it free?\n\nNo.") == [
        (3, "Is it open?", "a question without an answer")
    ]
    (entry,) = draft("Q: Is it open?\n\nQ: May I come in?\n\nA: Yes.").faq
    assert (entry.question, entry.alternates) == ("May I come in?", ("Is it open?",))


def test_what_is_said_beside_the_text_is_added_where_the_text_lacks_it() -> None:
    """Questions of the front matter, unless the text has them."""
    front = "---\nfaq:\n  - q: Is it open?\n    a: Yes.\n  - q: Is it free?\n    a: No.\n---\n"
    written = f"{front}# FAQ\n\n## Is it free?\n\nNot at all."
    assert entries(written) == [("Is it free?", "Not at all."), ("Is it open?", "Yes.")]


def test_a_link_leads_to_the_name_that_its_author_gave() -> None:
    """A name of a heading becomes its id where a text links to it, and its words don't make it."""
    found = draft(
        "## Fees {#cost}\n\nSee [hours](#when) and [fees](#fees).\n\n## Hours {#when}\n\nNine.\n\n## Rules {#r}\n\nX."
    )
    assert [one.id for one in found.sections] == [None, "when", None]


def test_addresses_of_headings_are_kept() -> None:
    """A heading that is a link has its address; one that holds a link has it listed."""
    found = draft("## [Bus](https://example.org/bus)\n\nText.\n\n## Take the [boat](https://example.org/boat)\n\nText.")
    assert [(one.heading, one.url) for one in found.sections] == [
        ("Bus", "https://example.org/bus"),
        ("Take the boat", None),
    ]
    assert [one.text for one in found.unplaced] == ["[boat](https://example.org/boat)"]


def test_other_languages_ask_with_their_signs() -> None:
    """A question mark tells, that of the language; words needn't be known."""
    front = "---\nlang: es\n---\n\n# Ayuda\n\n"
    written = f"{front}## ¿Está abierto?\n\nSí.\n\n## 開いていますか？\n\nはい。\n\n## Precios\n\nDos."
    assert [question for question, _ in entries(written)] == ["¿Está abierto?", "開いていますか？", "Precios"]


def test_plain_questions_are_read_in_all_their_shapes() -> None:
    """A file of labels, in one paragraph or two, with one answer to two questions, and one without."""
    source = Source("txt-questions.txt", (DOCUMENTS / "txt-questions.txt").read_bytes())
    found = structure.draft(text.read(source), source)
    assert [(one.line, one.question, one.answer, one.alternates) for one in found.faq] == [
        (4, "Who may rent a plot?", "Anybody who lives in town.\n\nA letter with your address is enough.", ()),
        (10, "Is there somebody to call?", "Call the keeper.", ("My plot is flooded after rain.",)),
        (14, "May I keep bees?", "Up to two hives.", ()),
    ]
    assert [(one.line, one.why) for one in found.unplaced] == [(17, "a question without an answer")]
    assert (found.format, found.note) == (Format.PLAIN, "Sources pending")
