"""XLSX -> a draft a sheet. The only importer of python_calamine."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.archives import measured
from faqbot.authoring.importing.lists.rows import Row, found
from faqbot.authoring.importing.lists.shared.assembling import drafts, of_file
from faqbot.authoring.importing.lists.shared.workbook import SheetPart, parts
from faqbot.authoring.needed import needed
from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.authoring.draft import Draft
    from faqbot.authoring.importing.document import Source
    from faqbot.authoring.importing.lists.shared.assembling import Found

_WHAT: Final = "an Excel file (.xlsx)"
# Names that programs give to sheets, each in its language: they say nothing.
_UNNAMED: Final = re.compile(r"[^\W\d]{1,15} ?\d{1,3}")
_WHOLE: Final = 1e15  # up to here a float holds every whole number


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its name, whether it is hidden, its rows that hold something, and what stands beside its cells."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    part: SheetPart


def read(source: Source) -> tuple[Draft, ...]:
    """The questions and answers of a workbook, an article a sheet. Sheets without any are listed with the first.

    Raises:
        KnowledgeError: it is no workbook, encrypted, unpacks to too much, or no sheet has questions and answers.
        FaqbotError: python-calamine isn't installed.
    """
    measured(source, _WHAT)
    sheets = [sheet for sheet in _sheets(source) if sheet.rows]
    if not sheets:
        raise KnowledgeError(source.path, None, "no sheet of the file holds any text")
    told = [(sheet, _told(source, sheet)) for sheet in sheets]
    listed = [(sheet, what) for sheet, what in told if not isinstance(what, KnowledgeError)]
    faults = [what for _, what in told if isinstance(what, KnowledgeError)]
    if not listed:
        raise faults[0]
    made = [draft for sheet, what in listed for draft in drafts(source, what, sheet.name if len(listed) > 1 else "")]
    others = [sheet for sheet, what in told if isinstance(what, KnowledgeError)]
    why = "of a sheet without questions and answers"
    left = [
        Unplaced(row.line, " | ".join(row.filled), f"{why}: {sheet.name}") for sheet in others for row in sheet.rows
    ]
    return (replace(made[0], unplaced=(*made[0].unplaced, *left)), *made[1:])


def _told(source: Source, sheet: _Sheet) -> Found | KnowledgeError:
    try:
        what = found(source.path, sheet.rows)
    except KnowledgeError as error:  # kept: it is one only where no other sheet holds questions
        return error
    remarks = (f'the sheet "{sheet.name}" is hidden: look whether it is meant to be read',) if sheet.hidden else ()
    title = what.title or ("" if _UNNAMED.fullmatch(sheet.name) else sheet.name) or of_file(source)
    unplaced = (*what.unplaced, *sheet.part.comments)
    return replace(what, title=title, remarks=(*remarks, *what.remarks), unplaced=unplaced)


def _sheets(source: Source) -> list[_Sheet]:
    beside = parts(source)
    calamine = needed(_load, "python-calamine", "to read Excel files")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        return [_sheet(book, data, beside.get(data.name, SheetPart())) for data in book.sheets_metadata]
    except calamine.CalamineError as error:
        raise KnowledgeError(source.path, None, f"the file can't be read as {_WHAT} ({error}): save it anew") from None


def _load() -> Any:
    import python_calamine

    return python_calamine


def _sheet(book: Any, data: Any, part: SheetPart) -> _Sheet:
    if "WorkSheet" not in str(data.typ) or not part.rows:
        return _Sheet(data.name, hidden=False, rows=(), part=part)
    sheet = book.get_sheet_by_name(data.name)
    cells = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill(cells, sheet.merged_cell_ranges or ())
    rows = (Row(line, tuple(row), part.links.get(line, {})) for line, row in enumerate(cells, 1))
    filled = tuple(row for row in rows if row.filled)
    return _Sheet(data.name, hidden="Visible" not in str(data.visible).split("."), rows=filled, part=part)


def _fill(cells: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write what stands in cells that were merged into each of their rows: it is said of all of them."""
    filled: dict[int, int] = {}  # the last row of each column that was looked at: ranges don't overlap in a sound file
    for (top, left), (bottom, _) in sorted(ranges):
        if top < len(cells) and left < len(cells[top]) and top > filled.get(left, -1):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = row[left] or cells[top][left]
            filled[left] = bottom


def _text(cell: Any) -> str:
    """A cell as people see it: 45000 for 45000.0, a day without midnight."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes")
    return str(cell)
