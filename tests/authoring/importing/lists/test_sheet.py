"""Workbooks: cells as people see them, several sheets, and what must not be opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import kept, words
from workbooks import Cell, archive, sheet, workbook

from faqbot.authoring.draft import DraftEntry, Unplaced
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.lists.sheet import read
from faqbot.base.errors import KnowledgeError

pytest.importorskip("python_calamine")

ROWS: list[list[Cell]] = [
    ["Swimming pool", None, None, None],
    [None, None, None, None],
    ["Area", "Question", "Answer", "Since"],
    ["Prices", "What does it cost?", 4.5, "=d45000"],
    [None, "How many lanes are there?", 8.0, None],
    ["Rules", "May I dive?", True, None],
    [None, "Is there a slide?", None, None],
]


def test_cells_are_what_people_see() -> None:
    """Numbers without ".0", days without midnight; merged cells say what they say of all their rows."""
    data = workbook({"Sheet1": sheet(ROWS, merged=["A4:A5"], links={"B4": "https://pool.example/prices"})},
                    links={"B4": "https://pool.example/prices"})  # fmt: skip
    (draft,) = read(Source("pool.xlsx", data))
    assert (draft.name, draft.title) == ("pool", "Swimming pool")
    assert draft.faq == (
        DraftEntry("What does it cost?", "4.5", 4, group="Prices", url="https://pool.example/prices"),
        DraftEntry("How many lanes are there?", "8", 5, group="Prices"),
        DraftEntry("May I dive?", "TRUE", 6, group="Rules"),
    )
    assert Unplaced(4, "2023-03-15", 'nothing takes the column "Since" (1 cells)') in draft.unplaced
    assert Unplaced(7, "Is there a slide?", "the row has no answer") in draft.unplaced


def test_each_sheet_is_an_article() -> None:
    """Sheets without questions are listed, hidden ones are remarked on, painted cells are none."""
    faq = sheet([["Question", "Answer"], ["Who?", "Me."], *[[None, None]] * 3])
    other = sheet([["Rooms"], ["12"]])
    data = workbook({"Guests": faq, "Staff": faq.replace("Me.", "You."), "Plan": other}, hidden="Staff")
    made = read(Source("house.xlsx", data))
    assert [(draft.name, draft.title, len(draft.faq)) for draft in made] == [
        ("house-guests", "Guests", 1),
        ("house-staff", "Staff", 1),
    ]
    assert [left.text for left in made[0].unplaced] == ["Rooms", "12"]
    assert made[1].remarks == ('the sheet "Staff" is hidden: look whether it is meant to be read',)


def test_html_in_cells_becomes_markdown() -> None:
    """A cell that was written for a page is read as one."""
    pytest.importorskip("selectolax")
    data = workbook(
        {"S": sheet([["Question", "Answer"], ["<b>Who?</b>", "<p>Me.</p><p>And <a href='https://a.b'>you</a>.</p>"]])}
    )
    (draft,) = read(Source("a.xlsx", data))
    assert (draft.faq[0].question, draft.faq[0].answer) == ("Who?", "Me.\n\nAnd [you](https://a.b).")


def test_comments_are_listed() -> None:
    """What is noted on a cell is no part of it."""
    comments = '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>'
    comments += '<comment ref="B2"><text><r><t>Ask </t></r><r><t>Ana</t></r></text></comment></commentList></comments>'
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationships xmlns="{related}"><Relationship Id="rId1" Type="{kind}" Target="../comments1.xml"/>'
    relation += "</Relationships>"
    more = {"xl/comments1.xml": comments.encode(), "xl/worksheets/_rels/sheet1.xml.rels": relation.encode()}
    data = workbook({"S1": sheet([["Question", "Answer"], ["Who?", "Me."]])}, more=more)
    (draft,) = read(Source("a.xlsx", data))
    assert draft.unplaced == (Unplaced(2, "Ask Ana", "a comment on the cell B2"),)


def test_far_corners_are_refused() -> None:
    """Two cells in opposite corners would take all memory."""
    far = sheet([["Question", "Answer"]]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(KnowledgeError, match="reaches over 1,048,576 rows and 16,384 columns"):
        read(Source("a.xlsx", workbook({"S": far})))


def test_a_number_of_texts_that_is_a_lie_is_refused() -> None:
    """The library makes room for as many as the file says, and ends the process where there is none."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{main}" count="1" uniqueCount="4000000000"><si><t>a</t></si></sst>'
    data = workbook({"S": sheet([["Question", "Answer"]])}, more={"xl/sharedStrings.xml": texts.encode()})
    with pytest.raises(KnowledgeError, match="the file says that its cells hold 4000000000 texts, which can't be"):
        read(Source("a.xlsx", data))


def test_a_sheet_is_read_once() -> None:
    """A small file could have one sheet read under a thousand names."""
    one = sheet([["Question", "Answer"], ["Who?", "Me."]])
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    for number in (1, 2):
        relations += f'<Relationship Id="rId{number}" Type="{kind}" Target="worksheets/sheet1.xml"/>'
    more = {"xl/_rels/workbook.xml.rels": f"{relations}</Relationships>".encode()}
    with pytest.raises(KnowledgeError, match="two sheets of the file are one and the same"):
        read(Source("a.xlsx", workbook({"S": one, "T": one}, more=more)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Question,Answer\n", r"this is not an Excel file \(.xlsx\), or it is damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "this is a file of an older Office: ",
        ),
        (archive({"word/document.xml": "<a/>"}), r"this is not an Excel file \(.xlsx\), or it is damaged"),
        (workbook({"S": "<worksheet><sheetData><row>"}), "or it is damaged"),
        (workbook({"S": sheet([])}), "no sheet of the file holds any text"),
        (workbook({"S": sheet([["x", "y"], ["z", "w"]])}), "no column holds questions and answers"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, message: str) -> None:
    """One sentence says what is wrong and what to do."""
    with pytest.raises(KnowledgeError, match=message):
        read(Source("a.xlsx", data))


CELL = st.one_of(st.none(), st.booleans(), st.integers(-9, 99_999), st.text(alphabet="ab ?.<>&\n#*", max_size=15))


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6))
def test_no_cell_of_a_sheet_is_lost(rows: list[list[str | float | bool | None]]) -> None:
    """Every word of every cell is in the drafts or among what has no place."""
    made = read(
        Source("a.xlsx", workbook({"S": sheet([["question", "answer", "notes"], ["Is x?", "It is x.", "n"], *rows])}))
    )
    for row in rows:
        for cell in row:
            assert words(str(cell).upper() if isinstance(cell, bool) else str(cell or "")) <= kept(made)
