"""CSV and TSV -> rows: the first row names the keys. The only importer of csv among those that read knowledge."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import closest, counted
from faqbot.knowledge.lines.entries import ALTERNATES, LABELLED, LABELS, LISTED, NO_SECTION, SECTION
from faqbot.knowledge.lines.reading import Row
from faqbot.knowledge.yaml.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.knowledge.lines.reading import Line

# What may stand between cells, the likeliest first; Excel writes ";" where a comma stands in numbers.
_SEPARATORS: Final = (",", ";", "\t", "|")
_RETURN: Final = "\r"  # amid a line: some programs break lines in a cell by it
_HEADER: Final = "the first row must name the columns: question, answer and what else there is of"
_QUOTE: Final = (
    "a quote that opens in this row is never closed, or closed amid a text: close it at the end of its cell, "
    'and double it ("") where a quote is meant'
)
_LARGE: Final = f"a cell holds more than {csv.field_size_limit():,} characters: look whether a quote is missing"


def rows(path: str, lines: Iterator[Line], faults: Faults) -> Iterator[Row]:
    """The rows below the header that aren't empty, each with the line on which it starts; broken ones go to `faults`.

    A row whose quotes are broken ends with its first line, so that one which is never closed takes no other rows along.

    Raises:
        KnowledgeError: there is no header, or it is at fault.
    """
    names, separator = header(path, lines)
    for line, cells, several in _records(lines, separator, faults):
        texts = {name: text for name, cell in zip(names, cells, strict=False) if (text := cell.strip())}
        extra = any(map(str.strip, cells[len(names) :]))  # beyond the header there may be columns that were emptied
        if extra or (texts and len(cells) < len(names)):
            many = f"{counted(len(cells), 'cell')} under {counted(len(names), 'column')}"
            faults.add(line, f"{many}: put a cell that holds {_SIGNS[separator]} or a line break in quotes")
        elif texts:
            values: dict[str, object] = {**texts}
            if ALTERNATES in texts:
                values[ALTERNATES] = _parted(texts[ALTERNATES])
            yield Row(line, values, _starts(line, names, cells)) if several else Row(line, values)


def header(path: str, lines: Iterator[Line]) -> _Header:
    """The names of the columns, and what stands between them.

    Raises:
        KnowledgeError: there is none, or it is at fault.
    """
    number, text, fault = next((line for line in lines if line.text.strip() or line.fault), (0, "", ""))
    if fault:
        raise KnowledgeError(path, number, fault)
    if not number:
        raise KnowledgeError(path, None, f"the file is empty: {_HEADER} {', '.join(LISTED.names)}")
    order = sorted(_SEPARATORS, key=lambda sign: sign != "\t") if path.lower().endswith(".tsv") else _SEPARATORS
    tables = {sign: _split(text, sign) for sign in order}
    separator = max(order, key=lambda sign: len(set(tables[sign]) & set(LISTED.names)))
    names = tables[separator]
    faults = Faults(path)
    _check(names, number, faults)
    faults.check()
    return _Header(names, separator)


class _Header(NamedTuple):
    names: tuple[str, ...]
    separator: str


def _split(text: str, separator: str) -> tuple[str, ...]:
    try:
        names = [name.strip().casefold() for name in next(csv.reader([text], delimiter=separator, strict=True), [])]
    except csv.Error:
        return ()
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _check(names: Sequence[str], line: int, faults: Faults) -> None:
    """What is wrong with the names of the columns goes to `faults`."""
    guesses = {name: closest(name, LISTED.names) for name in names if name}
    if not any(guesses.values()):
        faults.add(line, f"{_HEADER} {', '.join(LISTED.names)}")
        return
    if set(names) & LABELS:
        faults.add(line, LABELLED)
        return
    for number, name in enumerate(names, 1):
        if not name:
            faults.add(line, f"column {number} has no name: write one above it, or delete it")
        elif name not in LISTED.names:
            faults.add(line, NO_SECTION if name == SECTION else LISTED.unknown(name, guesses[name], "column"))
        elif name in names[: number - 1]:
            faults.add(line, f'the column "{name}" stands twice: delete one')
    for key in LISTED.required:
        if key not in guesses.values():
            faults.add(line, LISTED.lacks(key, f'add a column "{key}"'))


# -- records -----------------------------------------------------------------------------------


class _Record(NamedTuple):
    line: int
    cells: list[str]
    several: bool  # whether it goes over several lines


class _Feed:
    """Lines for the csv module, which may be fed those of a broken record again.

    Attributes:
        taken: those that the record which is being read has taken so far.
        fault: the first of them that can't be used, or None.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: list[Line] = []
        self.taken: list[Line] = []
        self.fault: Line | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        if line.fault and self.fault is None:
            self.fault = line
        self.taken.append(line)
        text = line.text
        return f"{text.replace(_RETURN, ' ') if _RETURN in text else text}\n"

    def clear(self) -> None:
        """Begin another record."""
        self.taken.clear()
        self.fault = None

    def back(self) -> None:
        """Take back all but the first of the lines that were taken, and but those that were told."""
        self._again += [line for line in reversed(self.taken[1:]) if line is not self.fault]


def _records(lines: Iterator[Line], separator: str, faults: Faults) -> Iterator[_Record]:
    """The records that can be read. What is fed again was read up to a quote, which is as far as it can go: linear."""
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=separator, skipinitialspace=True, strict=True)
    while True:
        feed.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            fault, first = feed.fault, feed.taken[0]
            faults.add(*((fault.number, fault.fault) if fault else (first.number, _why(error))))
            feed.back()
            continue
        if feed.fault:
            faults.add(feed.fault.number, feed.fault.fault)
        elif cells:
            yield _Record(feed.taken[0].number, cells, len(feed.taken) > 1)
        elif cells is None:
            return


def _why(error: csv.Error) -> str:
    return _LARGE if "limit" in str(error) else _QUOTE


# -- cells -------------------------------------------------------------------------------------


def _parted(cell: str) -> list[str]:
    """The wordings in a cell: one a line, or else parted by "|"."""
    return [text for part in cell.split("\n" if "\n" in cell else "|") if (text := part.strip())]


def _starts(line: int, names: Sequence[str], cells: Sequence[str]) -> dict[str, int]:
    """On which line the text of each cell starts, of a row that starts on `line`."""
    starts = {}
    for name, cell in zip(names, cells, strict=False):
        starts[name] = line + cell.count("\n", 0, len(cell) - len(cell.lstrip()))
        line += cell.count("\n")
    return starts


_SIGNS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": 'a "|"'}
