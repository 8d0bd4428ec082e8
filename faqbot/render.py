"""Answer -> text for people: wrapped at word boundaries, its styles as data; knows nothing of terminals.

A passage becomes pairs of (style, text), white space and line ends being pairs of their own:

    Passage("quote", "The human toll")  ->  ("", "  "), ("quote", "“The human toll”"), ("", newline)
"""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from faqbot.passage import CELL, LINK, TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.passage import Passage

# The longest line that is comfortable to read, in columns: books have 45 to 75 characters
# (Bringhurst, The Elements of Typographic Style, 1992); a citation line may run a little longer.
MEASURE: Final = 100
# The least room for words, in columns: in a narrower window the terminal breaks the lines itself.
LEAST: Final = 16
# The deepest that the second line of a passage is indented, in columns.
DEEPEST: Final = 4
# The widest table, in columns: wider, the eye loses the line on its way from a word to its numbers.
WIDEST_TABLE: Final = 80
# Columns between two cells, and the least room for a cell of words.
GAP: Final = 2
LEAST_CELL: Final = 4

_SPACE: Final = re.compile(r"[^\S\xa0\u2007\u202f]+")  # white space at which a line may break
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
# Line breaks that stay: those of an empty line, and the one before an item of a list.
_BREAK: Final = re.compile(r"\n(?=\n)|(?<=\n)\n|\n(?=\s*(?:[-*•]|\d{1,3}[.)])\s)")
_JOINER: Final = "\u200d"
_EMOJI: Final = "\ufe0f"  # asks for the emoji form of the character before it
_NUMBER: Final = re.compile(r"[-+×]?\d+(?:\.\d+)?|")  # or an empty cell beside numbers
_SKIN_TONES: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NOT_FIRST: Final = frozenset({"Pe", "Pf", "Po", "Lm"})  # 。」ー never start a line
_NOT_LAST: Final = frozenset({"Ps", "Pi"})  # 「 never ends one


def fragments(passages: Iterable[Passage], width: int | None = None) -> tuple[tuple[str, str], ...]:
    """Pairs of (style, text) that, joined, show the passages one under the other.

    Args:
        passages: what is said; a passage's role is its style, and white space has the style "".
        width: columns to wrap to (at most `MEASURE` are used), or None to keep the lines as they are.
    """
    found: list[tuple[str, str]] = []
    for passage, lines in _drawn(passages, width):
        styled = _styler(passage)
        for line in lines:
            words = line.lstrip(" ")
            found += [("", line[: len(line) - len(words)]), *styled(words), ("", "\n")]
    return tuple(pair for pair in found if pair[1])


def _styler(passage: Passage) -> Callable[[str], Iterable[tuple[str, str]]]:
    """A function from a passage's lines, one after the other, to their fragments.

    Wrapping changes nothing but white space, so that the other characters tell which span is where.
    """
    role = passage.role
    if not passage.spans and not passage.number:
        return lambda line: [(role, line)]
    mark = passage.before.strip()
    styles = ["number" if passage.number else role] * len(mark) + [role] * len(passage.text + passage.after)
    for span in passage.spans:
        style = f"{role}{LINK}{span.link}" if span.link else f"{role} mark"
        styles[len(mark) + span.start : len(mark) + span.end] = [style] * (span.end - span.start)
    glyphs = (
        style for style, char in zip(styles, mark + passage.text + passage.after, strict=True) if not char.isspace()
    )

    def styled(line: str) -> Iterator[tuple[str, str]]:
        own = [" " if char.isspace() else next(glyphs, role) for char in line]
        for at, style in enumerate(own):  # white space looks as what it stands in, or else as the role
            if style == " ":
                before, after = own[at - 1] if at else role, next((s for s in own[at:] if s != " "), role)
                own[at] = before if before == after else role
        for style, run in groupby(zip(own, line, strict=True), key=itemgetter(0)):
            yield style, "".join(char for _, char in run)

    return styled


def _drawn(passages: Iterable[Passage], width: int | None) -> Iterator[tuple[Passage, Iterable[str]]]:
    """Each passage with its lines; those of a table are laid out together."""
    table: list[Passage] = []
    for passage in passages:
        if passage.role not in TABLE or passage.role == "head":
            yield from zip(table, _table(table, width), strict=True)
            table = []
        if passage.role in TABLE:
            table.append(passage)
        else:
            yield passage, _lines(passage, width)
    yield from zip(table, _table(table, width), strict=True)


def _lines(passage: Passage, width: int | None) -> Iterator[str]:
    if width is None:
        yield from str(passage).split("\n")
        return
    mark = passage.before.lstrip(" ")
    before = " " * (len(passage.before) - len(mark))
    indent = " " * min(columns(passage.before), DEEPEST)
    text = _EMPTY_LINES.sub("\n\n", f"{mark}{passage.text}{passage.after}")
    for paragraph in _BREAK.split(text):
        yield from wrap(paragraph, min(width, MEASURE), before, indent)
        before = indent


def _table(rows: Sequence[Passage], width: int | None) -> Iterator[list[str]]:
    """The lines of each row, aligned: words to the left, numbers to the right.

    Where the window is too narrow the widest cells of words are folded.
    """
    cells = [row.text.split(CELL) for row in rows]
    table = list(zip_longest(*cells, fillvalue=""))
    right = [at > 0 and all(map(_NUMBER.fullmatch, column[1:])) for at, column in enumerate(table)]
    widths = _fitted([max(map(columns, column)) for column in table], right, min(width or WIDEST_TABLE, WIDEST_TABLE))
    for row in zip(*table, strict=True):
        lines = zip_longest(*map(_folded, row, widths), fillvalue="")
        yield [_aligned(line, widths, right) for line in lines]


def _fitted(widths: Sequence[int], right: Sequence[bool], width: int) -> list[int]:
    """The widths of a table's columns, those of words made smaller, the widest first, until they fit into `width`."""
    fitted, words = list(widths), [at for at, number in enumerate(right) if not number]
    while sum(fitted) + GAP * len(fitted) > width:
        widest = max(words, key=lambda at: fitted[at], default=None)
        if widest is None or fitted[widest] <= LEAST_CELL:
            break
        fitted[widest] -= 1
    return fitted


def _folded(cell: str, width: int) -> list[str]:
    """`cell` in lines of at most `width` columns: broken between words, and within one that is longer."""
    lines = [""]
    for word in cell.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(joined) <= width:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for char in word:
            lines += [""] if lines[-1] and columns(lines[-1] + char) > width else []
            lines[-1] += char
    return lines


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """One line of a table; the gap before the first cell is its indent."""
    shown = ""
    for cell, width, number in zip(cells, widths, right, strict=True):
        room = " " * (width - columns(cell))
        shown += " " * GAP + (room + cell if number else cell + room)
    return shown.rstrip(" ")


def wrap(text: str, width: int, before: str = "", indent: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, broken at white space (and between wide characters).

    The first line starts with `before`, the others with `indent`. A word longer than the room for it
    stays whole: a path or URL that is cut can't be copied or clicked.
    """
    width = max(width, LEAST + len(indent))
    lines, line, room = [], before, width - columns(before)
    for piece in _pieces(text):
        glyphs = piece.rstrip(" ")
        if columns(glyphs) > room and line not in (before, indent):
            lines.append(line.rstrip(" "))
            line, room = indent, width - columns(indent)
        line, room = line + piece, room - columns(piece)
    return [*lines, line.rstrip(" ")]


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words with the space after them, cut between wide characters."""
    for word in _SPACE.split(text.strip()):
        start = 0
        if not word.isascii():
            for at in range(1, len(word)):
                if _may_break(word[at - 1], word[at]):
                    yield word[start:at]
                    start = at
        yield word[start:] + " "


def _may_break(left: str, right: str) -> bool:
    if 2 not in (_cells(left), _cells(right)) or _JOINER in (left, right):
        return False
    if not _cells(right) or right in _SKIN_TONES:
        return False
    return unicodedata.category(right) not in _NOT_FIRST and unicodedata.category(left) not in _NOT_LAST


def columns(text: str) -> int:
    """How many columns `text` (one line, no control characters) takes on a terminal.

    The package wcwidth counts the same, as a test holds; importing it would take longer than an answer does
    (37 ms to 0.5).
    """
    if text.isascii():
        return len(text)
    total = last = 0
    joined = False
    for char in text:
        cells = _cells(char)
        if last == 2 and (joined or char in _SKIN_TONES):
            cells = 0  # drawn as one emoji with what stands before it
        elif last == 1 and char == _EMOJI:
            cells = 1  # the narrow character before it takes two columns, as emoji do
        last = 2 if char == _EMOJI else cells or last
        joined = char == _JOINER
        total += cells
    return total


@functools.lru_cache(maxsize=4_096)
def _cells(char: str) -> int:
    """Columns of one character by itself: 0 combining or invisible, 2 wide (Unicode Annex 11), else 1."""
    if (unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\xad") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
