"""Segments -> lines of fragments for people: wrapped at word boundaries, styles as data; knows nothing of terminals.

A segment becomes pairs of (style, text), white space and line ends being pairs of their own:

    Segment("quote", "The human toll")  ->  ("", "  "), ("quote", "“The human toll”"), ("", newline)
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from faqbot.base.layout.blocks import Kind, blocks
from faqbot.base.layout.lines import LINK, MEASURE, folded, restyled, wrap
from faqbot.base.layout.segment import ARTICLE, CELL, TABLE
from faqbot.base.layout.widths import columns
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.base.layout.blocks import Block
    from faqbot.base.layout.segment import Segment

# The deepest that the second line of a segment is indented, in columns.
DEEPEST: Final = 4
# The widest table, in columns: wider, the eye loses the line on its way from a word to its numbers.
WIDEST_TABLE: Final = 80
# Columns between two cells, and the least room for a cell of words.
GAP: Final = 2
LEAST_CELL: Final = 4

_NUMBER: Final = re.compile(r"[-+×]?\d+(?:\.\d+)?|")  # or an empty cell beside numbers


def fragments(
    segments: Iterable[Segment], width: int | None = None, *, links: bool = False
) -> tuple[tuple[str, str], ...]:
    """Pairs of (style, text) that, joined, show the segments one under the other.

    Args:
        segments: what is said; a segment's role is its style, and white space has the style "".
        width: columns to wrap to (at most `MEASURE` are used), or None to keep the lines as they are.
        links: whether the links of Markdown can be followed; else their addresses stand behind their words.
    """
    found: list[tuple[str, str]] = []
    for segment, lines in _drawn(segments, width):
        if segment.markdown:
            found += _typeset(segment, width, links=links)
            continue
        styled = _styler(segment)
        for line in lines:
            words = line.lstrip(" ")
            found += [("", line[: len(line) - len(words)]), *styled(words), ("", "\n")]
    return tuple(pair for pair in found if pair[1])


def _typeset(segment: Segment, width: int | None, *, links: bool) -> Iterator[tuple[str, str]]:
    """The fragments of Markdown, of which the author says what is strong: an answer as a whole is not."""
    from faqbot.base.layout import typeset  # here: few knowledges are in Markdown

    role = "body" if segment.role == "answer" else segment.role
    marks = [(span.start, span.end) for span in segment.spans]
    for line in typeset.lines(segment.text, role, width, marks, links=links):
        yield from line
        yield "", "\n"


def _styler(segment: Segment) -> Callable[[str], Iterable[tuple[str, str]]]:
    """A function from a segment's lines, one after the other, to their fragments.

    Wrapping changes nothing but white space, so that the other characters tell which span is where.
    """
    role = segment.role
    if not segment.spans and not segment.number:
        return lambda line: [(role, line)]
    mark = segment.before.strip()
    styles = ["number" if segment.number else role] * len(mark) + [role] * len(segment.text + segment.after)
    for span in segment.spans:
        style = f"{role}{LINK}{span.link}" if span.link else f"{role} mark"
        styles[len(mark) + span.start : len(mark) + span.end] = [style] * (span.end - span.start)
    glyphs = (
        style for style, char in zip(styles, mark + segment.text + segment.after, strict=True) if not char.isspace()
    )

    return lambda line: restyled(line, glyphs, role)


def _drawn(segments: Iterable[Segment], width: int | None) -> Iterator[tuple[Segment, Iterable[str]]]:
    """Each segment with its lines; those of a table are laid out together."""
    table: list[Segment] = []
    for segment in segments:
        if segment.role not in TABLE or segment.role == "head":
            yield from zip(table, _table(table, width), strict=True)
            table = []
        if segment.role in TABLE:
            table.append(segment)
        else:
            yield segment, () if segment.markdown else _lines(segment, width)
    yield from zip(table, _table(table, width), strict=True)


def _lines(segment: Segment, width: int | None) -> Iterator[str]:
    if width is None:
        yield from str(segment).split("\n")
        return
    mark = segment.before.lstrip(" ")
    before = " " * (len(segment.before) - len(mark))
    indent = " " * min(columns(segment.before), DEEPEST)
    found = blocks(segment.text) if segment.role in ARTICLE else ()
    if not found:
        yield from wrap(f"{mark}{segment.text}{segment.after}", min(width, MEASURE), before, indent)
    for block in found:
        if block.parted:
            yield ""
        frame = _Frame(before, indent, mark, segment.after if block is found[-1] else "")
        yield from _laid(block, frame, min(width, MEASURE))
        before, mark = indent, ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around a block: the indents of its first line and of the others, an opening and a closing mark."""

    before: str
    indent: str
    mark: str
    after: str


def _laid(block: Block, frame: _Frame, width: int) -> Iterator[str]:
    """The lines of a block of an article's text: prose and items wrapped to `width`, code as it is."""
    before, indent = frame.before, frame.indent
    if block.kind is Kind.CODE:
        first, *others = block.lines
        lines = [f"{before}{frame.mark}{first}", *(f"{indent}{line}" if line else "" for line in others)]
        yield from (*lines[:-1], lines[-1] + frame.after)
    elif block.kind is Kind.ITEM:
        hanging = indent + " " * columns(block.lead)
        yield from wrap(block.words + frame.after, width, f"{before}{frame.mark}{block.lead}", hanging)
    else:
        yield from wrap(f"{frame.mark}{block.words}{frame.after}", width, before + block.lead, indent + block.lead)


def _table(rows: Sequence[Segment], width: int | None) -> Iterator[list[str]]:
    """The lines of each row, aligned: words to the left, numbers to the right.

    Where the window is too narrow the widest cells and headings are folded.
    """
    cells = [row.text.split(CELL) for row in rows]
    table = list(zip_longest(*cells, fillvalue=""))
    right = [at > 0 and all(map(_NUMBER.fullmatch, column[1:])) for at, column in enumerate(table)]
    widths = _fitted(table, right, min(width or WIDEST_TABLE, WIDEST_TABLE))
    for row in zip(*table, strict=True):
        lines = zip_longest(*map(folded, row, widths), fillvalue="")
        yield [_aligned(line, widths, right) for line in lines]


def _fitted(table: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[int]:
    """The widths of a table's columns, made smaller, the widest first, until they fit into `width`.

    Folded are first headings and cells between their words, then the words of columns that are none of numbers. Where
    even so they don't fit words stay whole: the terminal breaks the lines.
    """
    fitted = [max(map(columns, column)) for column in table]
    whole = [max(columns(word) for cell in column for word in cell.split(" ")) for column in table]
    least = [size if number else min(size, LEAST_CELL) for size, number in zip(whole, right, strict=True)]
    room = width - GAP * len(fitted)
    for floors in (whole, least) if sum(least) <= room else (whole,):
        while sum(fitted) > room and (above := [at for at, size in enumerate(fitted) if size > floors[at]]):
            fitted[max(above, key=fitted.__getitem__)] -= 1
    return fitted


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """One line of a table; the gap before the first cell is its indent."""
    shown = ""
    for cell, width, number in zip(cells, widths, right, strict=True):
        room = " " * (width - columns(cell))
        shown += " " * GAP + (room + cell if number else cell + room)
    return shown.rstrip(" ")
