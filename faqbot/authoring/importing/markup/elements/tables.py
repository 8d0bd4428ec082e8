"""Tables: whether one holds data or only lays a page out, and the block that a table of data becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.markup import marks
from faqbot.authoring.importing.markup.elements.element import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What can't stand in a cell of Markdown: where it stands in one, the table lays a page out.
_NEVER_IN_DATA: Final = frozenset(
    "h1 h2 h3 h4 h5 h6 ul ol dl table pre blockquote details form hr section article figure".split()
)
# Columns that a cell may go over; browsers allow 1,000.
_WIDEST: Final = 100
_NUMBER: Final = re.compile(r"\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its Markdown on one line, its words, and whether it is the head of a row or column."""

    text: str
    words: str
    is_head: bool


def rows(element: Element) -> list[Element]:
    """The rows of a table, in order; the foot last."""
    parts = [child for child in element.children if isinstance(child, Element)]
    inner = [part for part in parts if part.name in ("thead", "tbody", "tr")]
    inner += [part for part in parts if part.name == "tfoot"]
    found = []
    for part in inner:
        found += [part] if part.name == "tr" else [row for row in _children(part) if row.name == "tr"]
    return found


def _children(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def is_data(element: Element) -> bool:
    """Whether a table holds data: in rows and columns, nothing in its cells but a paragraph each."""
    if element.get("role") in ("presentation", "none"):
        return False
    found = rows(element)
    cells = [cell for row in found for cell in _children(row)]
    if any(inner.name in _NEVER_IN_DATA for cell in cells for inner in cell.elements()):
        return False
    if any(sum(inner.name in ("p", "div") and inner.size > 0 for inner in _children(cell)) > 1 for cell in cells):
        return False
    columns = max((sum(1 for _ in _children(row)) for row in found), default=0)
    is_headed = any(cell.name == "th" for cell in cells)
    return columns > 1 and (len(found) > 1 or is_headed)


def spans(found: Sequence[Element]) -> bool:
    """Whether the cells of rows may go over several rows and columns: not where they would make a table beyond use."""
    cells = [cell for row in found for cell in _children(row)]
    return sum(width(cell) * min(height(cell), len(found)) for cell in cells) <= marks.MOST_CELLS


def width(cell: Element) -> int:
    """How many columns a cell goes over."""
    number = _NUMBER.match(cell.get("colspan"))
    return min(max(int(number[1]), 1), _WIDEST) if number else 1


def height(cell: Element) -> int:
    """How many rows a cell goes over."""
    number = _NUMBER.match(cell.get("rowspan"))
    return max(int(number[1]), 1) if number else 1


def block(grid: Sequence[Sequence[Cell]], line: int) -> Block:
    """The block of a table of data. Where its first row is no head, the columns have empty ones."""
    lines = [[cell.text for cell in row] for row in grid]
    if not all(cell.is_head or not cell.words for cell in grid[0]):
        lines.insert(0, [""])
    words = "\n".join("\t".join(cell.words for cell in row if cell.words) for row in grid)
    return Block(Kind.TABLE, marks.table(lines), words, line)
