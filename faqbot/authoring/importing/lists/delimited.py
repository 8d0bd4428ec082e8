"""CSV and TSV -> a draft: which character stands between cells is counted, the cells are read by the csv module."""

from __future__ import annotations

import csv
import os
import re
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.lists.rows import Row, found
from faqbot.authoring.importing.lists.shared.assembling import drafts
from faqbot.authoring.importing.lists.shared.roles import Role, asking_share, by_names
from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.draft import Draft
    from faqbot.authoring.importing.document import Source

_DELIMITERS: Final = (",", ";", "\t", "|")
# Characters of a cell. The csv module stops at 131,072; what is larger than this is no answer.
_LARGEST: Final = 4_000_000
# Characters and rows by which the delimiter is told.
_HEAD: Final = 100_000
_HEAD_ROWS: Final = 200
_COLUMNS: Final = 20  # columns among which the one of questions is looked for
# A row behind the last one: it is swallowed where a quote is never closed.
_END: Final = "\ue0e0end\ue0e0"


def read(source: Source) -> tuple[Draft, ...]:
    """The questions and answers of a CSV or TSV file.

    Raises:
        KnowledgeError: it is no text, no table, or has no columns of questions and answers.
    """
    text, remarks = decoded(source)
    if "\0" in text:
        text = text.replace("\0", "")
        remarks = (*remarks, "the file holds NUL characters: they were left out")
    delimiter, text, skipped = _delimiter(source, text)
    rows = list(_rows(source, text, delimiter, skipped))
    if not any(len(row.filled) > 1 for row in rows):
        raise KnowledgeError(source.path, None, "no columns were found: separate the cells of a row by commas or tabs")
    told = found(source.path, rows, delimiter)
    return drafts(source, replace(told, remarks=(*remarks, *told.remarks)))


def _delimiter(source: Source, text: str) -> tuple[str, str, int]:
    """What stands between cells, the text without Excel's line that says so, and how many lines that takes."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) <= len("sep=,"):
        return first[len("sep=") :] or "\t", rest, 1
    head = text if len(text) <= _HEAD else text[:_HEAD].rpartition("\n")[0] or text[:_HEAD]
    tabs = os.path.splitext(source.path)[1].lower() in (".tsv", ".tab")
    order = ("\t", ",", ";", "|") if tabs else _DELIMITERS
    return max(order, key=lambda delimiter: (_fit(head, delimiter), -order.index(delimiter))), text, 0


def _fit(head: str, delimiter: str) -> tuple[bool, float, float, int]:
    """How well a delimiter makes a table of the head of a file.

    Whether the first row names questions and answers, the share of cells of a column that ask, the share of rows that
    are as wide as most, and that width.
    """
    widths: dict[int, int] = {}
    rows = []
    try:
        for row in csv.reader(head.split("\n"), delimiter=delimiter):
            if any(row):
                rows.append(row)
                widths[len(row)] = widths.get(len(row), 0) + 1
            if len(rows) >= _HEAD_ROWS:
                break
    except csv.Error:
        return False, 0.0, 0.0, 0
    widths.pop(1, None)
    if not widths:
        return False, 0.0, 0.0, 0
    width = max(widths, key=lambda width: (widths[width], width))
    named = {Role.QUESTION, Role.ANSWER} <= set(by_names(filter(None, rows[0])).values())
    asking = max(
        asking_share([row[place] for row in rows if place < len(row)]) for place in range(min(width, _COLUMNS))
    )
    return named, asking, widths[width] / len(rows), -width


def _rows(source: Source, text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    """The rows, each with the line on which it starts; cells may hold line breaks.

    A tab-separated file with a quote that is never closed has none that quotes: exports of Azure write them bare.
    """
    line = _unclosed(source, text, delimiter, skipped) if '"' in text else 0
    quoting = csv.QUOTE_NONE if line and delimiter == "\t" else csv.QUOTE_MINIMAL
    if line and delimiter != "\t":
        message = 'a quote that opens in this row is never closed: close it, or double it ("") where it is meant as one'
        raise KnowledgeError(source.path, line, message)
    yield from _parsed(source, text, delimiter, skipped, quoting)


def _unclosed(source: Source, text: str, delimiter: str, skipped: int) -> int:
    """The line of the row that never ends, 0 where there is none."""
    end = text.rstrip("\n") + "\n" + _END
    last = deque(_parsed(source, end, delimiter, skipped, csv.QUOTE_MINIMAL), maxlen=1)
    return 0 if last[0].cells == (_END,) else last[0].line


def _parsed(source: Source, text: str, delimiter: str, skipped: int, quoting: int) -> Iterator[Row]:
    before = csv.field_size_limit(_LARGEST)
    try:
        lines = (f"{line}\n" for line in text.split("\n"))
        spaced = bool(re.search(rf'{re.escape(delimiter)} +"', text))  # a quote quotes only where a cell starts
        reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, skipinitialspace=spaced)  # type: ignore[arg-type]
        start = skipped + 1
        for cells in reader:
            if cells:
                yield Row(start, tuple(cells))
            start = reader.line_num + skipped + 1
    except csv.Error:
        message = f"a cell holds more than {_LARGEST:,} characters: look whether a quote is missing"
        raise KnowledgeError(source.path, start, message) from None
    finally:
        csv.field_size_limit(before)
