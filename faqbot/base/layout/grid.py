"""Styled words, and tables of them: aligned in as many columns as there are."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from faqbot.base.layout.lines import folded, restyled
from faqbot.base.layout.widths import columns
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP: Final = 2  # columns between two cells
LEAST: Final = 8  # the least room for a cell that is folded, in columns: a word or two


@dataclass(frozen=True, slots=True)
class Styled:
    """Words, and the styles of those of their characters that are no white space."""

    text: str
    glyphs: tuple[str, ...]

    @classmethod
    def of(cls, text: str, style: str) -> Styled:
        """Words in one style."""
        return cls(text, (style,) * sum(not char.isspace() for char in text))

    @classmethod
    def joined(cls, *parts: Styled) -> Styled:
        """Words one after the other."""
        return cls("".join(part.text for part in parts), tuple(glyph for part in parts for glyph in part.glyphs))

    def split(self, at: str) -> Iterator[Styled]:
        """The parts between white space of one kind."""
        start = 0
        for text in self.text.split(at):
            size = sum(not char.isspace() for char in text)
            yield Styled(text, self.glyphs[start : start + size])
            start += size


COLON: Final = Styled.of(": ", "")


def grid(rows: Sequence[Sequence[Styled]], right: Sequence[bool], room: int | None) -> list[list[tuple[str, str]]]:
    """The lines of a table, its first row above a rule, as fragments of (style, text).

    Where it is too wide the widest cells are folded, never within a word.

    Args:
        rows: its cells.
        right: which columns are set to the right.
        room: columns there are; None: as many as it takes.

    Returns:
        nothing where its words don't fit.
    """
    table = list(zip(*rows, strict=True))
    widest = [max(columns(cell.text) for cell in column) for column in table]
    widths = widest if room is None else _fitted(widest, [_least(column) for column in table], room)
    if not widths:
        return []
    lines = [line for row in rows[:1] for line in _folded(row, widths, right)]
    lines.append(list(_joined([[("rule", "─" * width)] for width in widths], widths, right)))
    return lines + [line for row in rows[1:] for line in _folded(row, widths, right)]


def _least(column: Sequence[Styled]) -> int:
    """The least room for a column, in columns of the terminal: its longest word."""
    return max(max((columns(word) for word in cell.text.split(" ")), default=0) for cell in column)


def _fitted(widest: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of a table's columns, the widest made smaller until they fit; none where they don't."""
    floor = [min(wide, max(low, LEAST)) for wide, low in zip(widest, least, strict=True)]
    room -= GAP * (len(widest) - 1)
    if sum(floor) > room:
        return []
    low, high = 0, max(widest)
    while low < high:  # the greatest width that none needs to pass
        middle = (low + high + 1) // 2
        if sum(max(low_, min(wide, middle)) for low_, wide in zip(floor, widest, strict=True)) <= room:
            low = middle
        else:
            high = middle - 1
    return [max(low_, min(wide, low)) for low_, wide in zip(floor, widest, strict=True)]


def _folded(row: Sequence[Styled], widths: Sequence[int], right: Sequence[bool]) -> Iterator[list[tuple[str, str]]]:
    """The lines of a row."""
    glyphs = [iter(cell.glyphs) for cell in row]
    for line in zip_longest(*(folded(cell.text, width) for cell, width in zip(row, widths, strict=True)), fillvalue=""):
        cells = [list(restyled(text, styles, "")) for text, styles in zip(line, glyphs, strict=True)]
        yield list(_joined(cells, widths, right))


def _joined(
    cells: Sequence[Sequence[tuple[str, str]]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[tuple[str, str]]:
    """The cells of a line, each in its column."""
    owed = ""
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        room = " " * (width - sum(columns(text) for _, text in cell))
        if cell:
            yield "", owed + (room if to_right else "")
            yield from cell
            owed = ""
        owed += ("" if to_right and cell else room) + " " * GAP
