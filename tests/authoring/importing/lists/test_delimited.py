"""CSV and TSV: delimiters, headers, cells over several lines, exports of Azure."""

from __future__ import annotations

import contextlib
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import document, kept, words

from faqbot.authoring.draft import DraftEntry, Unplaced
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.lists.delimited import read
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format


def test_a_table_with_all_sorts_of_cells() -> None:
    """Quotes, commas and line breaks in cells, a group and a link; what has no place is listed with its line."""
    (draft,) = read(document("csv-library.csv"))
    assert (draft.name, draft.title, draft.format) == ("csv-library", "Csv library", Format.PLAIN)
    assert draft.faq == (
        DraftEntry(
            "How long may I keep a book?",
            "Four weeks. Renew it twice, unless someone waits.",
            2,
            group="Loans",
            url="https://library.example/loans",
        ),
        DraftEntry('May I lend "special" books?', "Only in the reading room:\n\nask at the desk.", 3, group="Loans"),
        DraftEntry("What does a card cost?", "12", 9, group="Cards"),
    )
    assert draft.unplaced == (
        Unplaced(2, "high, low", 'nothing takes the column "Priority" (3 cells)'),
        Unplaced(6, "Cards | How do I get a card? | low", "the row has no answer"),
        Unplaced(8, "Cards | Bring a passport.", "the row has no question"),
        Unplaced(9, "see the desk", 'nothing takes the column "Link" (1 cells)'),
    )


def test_semicolons_without_a_header() -> None:
    """The delimiter leaves questions whole, the shape tells which column asks, old encodings are read."""
    (draft,) = read(document("csv-semicolons-without-header.csv"))
    assert [(entry.question, entry.answer) for entry in draft.faq] == [
        ("Wann ist geöffnet?", "Montags bis freitags, 9 bis 18 Uhr."),
        ("Gibt es einen Aufzug?", "Ja, im Südflügel."),
        ("Wo kann ich parken?", "In der Tiefgarage; die erste Stunde ist frei."),
    ]
    assert len(draft.remarks) == 2


def test_bare_commas_stay_in_the_answer() -> None:
    """A row that is longer than the header goes on in its answer, and that is remarked on."""
    (draft,) = read(document("csv-bare-commas.csv"))
    assert draft.faq[0].answer == "Yes, to Norway, Iceland and Malta."
    assert draft.remarks[0].startswith("line 2 has 4 cells where most have 2: they were read as one answer")


def test_rows_that_head_others() -> None:
    """A lone cell that doesn't ask heads what follows; what stands above the names of the columns is the title."""
    (draft,) = read(document("csv-headings.csv"))
    assert draft.title == "Questions for the front desk"
    assert [entry.group for entry in draft.faq] == ["Before you come"] * 2 + ["While you are here"] * 4
    assert draft.unplaced == ()


def test_an_export_of_azure() -> None:
    """Its wordings are alternates, its line breaks are breaks, its answers Markdown; what else it says is listed."""
    (draft,) = read(document("tsv-azure.tsv"))
    assert draft.format is Format.MARKDOWN
    assert draft.faq == (
        DraftEntry(
            "How do I reset the heater?",
            "Do this:\n\n1.  Hold **Reset**.\n2.  Wait for the green light.",
            2,
            alternates=("My heater is stuck", "heater does not react", "The heater hangs"),
            group="heating",
        ),
        DraftEntry("Light stays red", 'Say "red light" to [support](https://heat.example/help).', 4),
    )
    assert draft.remarks == ("line 4 is asked only after another answer: see that its question stands alone",)
    assert [left.why.split('"')[1] for left in draft.unplaced] == ["Source", "Metadata", "IsContextOnly", "Prompts"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter: str) -> None:
    """What stands between cells is counted, and Excel's line that tells it is no row."""
    rows = [["Topic", "Question", "Answer"], ["a", "Is it, so; or | not?", "Yes; it, is."], ["b", "Why?", "So."]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    (draft,) = read(Source("list.csv", file.getvalue().encode()))
    assert [(entry.group, entry.question, entry.answer) for entry in draft.faq] == [tuple(row) for row in rows[1:]]
    (told,) = read(Source("list.csv", f"sep={delimiter}\n{file.getvalue()}".encode()))
    assert [entry.line for entry in told.faq] == [entry.line + 1 for entry in draft.faq]


def test_no_row_of_texts_is_a_header() -> None:
    """A cell that ends in "answer" names no column where the others are texts; the columns are told by their shape."""
    data = b"a,1,Is it so?,It is so indeed.\nb,2,Why is it?,That is a good question and has no answer\n"
    (draft,) = read(Source("a.csv", data))
    assert [entry.question for entry in draft.faq] == ["Is it so?", "Why is it?"]


def test_quotes_in_tabs_quote_nothing() -> None:
    """Exports with tabs write quotes as they are."""
    (draft,) = read(Source("a.tsv", b'Question\tAnswer\nWhat is 5"?\t"A size.\nWhy?\tSo.\n'))
    assert [entry.answer for entry in draft.faq] == ['"A size.', "So."]


def test_counted_questions_lose_their_numbers() -> None:
    """Where nearly all questions are counted by hand the numbers aren't part of them."""
    (draft,) = read(Source("a.csv", b"question,answer\n1. Who?,A: me\nQ2: Why?,A: so\n3) When?,A: now\n"))
    assert [(entry.question, entry.answer) for entry in draft.faq] == [("Who?", "me"), ("Why?", "so"), ("When?", "now")]


def test_what_is_switched_off_is_listed() -> None:
    """An entry that its list doesn't show isn't answered."""
    (draft,) = read(Source("a.csv", b"question,answer,published\nWho?,me,yes\nWhy?,so,no\n"))
    assert [entry.question for entry in draft.faq] == ["Who?"]
    assert draft.unplaced[0] == Unplaced(3, "Why? | so | no", "it is switched off")


def test_a_wording_leads_to_one_entry() -> None:
    """What stands twice is listed: it would lead nowhere."""
    data = b"question,answer,alternates\nWho?,me,who is it|Who\nWhy?,so,WHO IS IT?\nWho?,me,\n"
    (draft,) = read(Source("a.csv", data))
    assert [(entry.question, entry.alternates) for entry in draft.faq] == [("Who?", ("who is it",)), ("Why?", ())]
    assert draft.unplaced == (
        Unplaced(3, "WHO IS IT?", "line 2 has this wording too: it answers there"),
        Unplaced(4, "Who?", "the same question and answer as on line 2"),
    )


def test_languages_of_rows_make_articles() -> None:
    """Rows in two languages make an article of each."""
    made = read(Source("faq.csv", b"question,answer,lang\nWho?,me,en\nWer?,ich,de\n"))
    assert [(draft.name, draft.language, len(draft.faq)) for draft in made] == [
        ("faq-en", "en", 1),
        ("faq-de", "de", 1),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no columns were found: separate the cells of a row by commas or tabs"),
        (b"only words\nand more\n", "no columns were found: separate the cells of a row by commas or tabs"),
        (
            b"question,answer\n",
            "no rows stand below the names of the columns: there is nothing to bring in",
        ),
        (
            b"name,price\nlamp,5\nbed,6\n",
            'no column holds questions and answers: call the columns "question" and "answer" in the first row',
        ),
        (b"\0\1\2", "this is a binary file, not text: name a document or a list"),
    ],
)
def test_what_is_no_list_is_told(data: bytes, message: str) -> None:
    """One sentence says what is wrong and what to do."""
    with pytest.raises(KnowledgeError) as caught:
        read(Source("a.csv", data))
    assert caught.value.message == message


def test_a_quote_that_is_never_closed() -> None:
    """It would swallow the rest of the file: its row is named."""
    with pytest.raises(
        KnowledgeError, match=r"csv-never-closed\.csv:2: a quote that opens in this row is never closed"
    ):
        read(document("csv-never-closed.csv"))


CELL = st.text(alphabet="abc ?,;|\"'\n\t*[](){}<>&#é…\u00a0-1", max_size=25)
ROWS = st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=8)


@given(ROWS, st.sampled_from(",;\t|"))
def test_no_cell_is_lost(rows: list[list[str]], delimiter: str) -> None:
    """Every word of every cell is in the drafts or among what has no place."""
    file = io.StringIO()
    header = ["question", "answer", "notes", "alternates"]
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([header, ["Is x?", "It is x.", "n", "is it x"], *rows])
    drafts = read(Source("list.csv", file.getvalue().encode()))
    for row in rows:
        for cell in row:
            assert words(cell) <= kept(drafts), json.dumps(cell)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_refused(data: bytes) -> None:
    """No file raises anything but a sentence."""
    with contextlib.suppress(KnowledgeError):
        read(Source("a.csv", b"question,answer\n" + data))
