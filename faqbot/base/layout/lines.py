"""Words to lines: where they are broken, and how the characters of a broken text keep their styles."""

from __future__ import annotations

from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from faqbot.base.layout.widths import columns, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK: Final = " link:"  # what parts a style from what its text leads to: a file and line, or an address of the web
# The longest line that is comfortable to read, in columns: books have 45 to 75 characters
# (Bringhurst, The Elements of Typographic Style, 1992); a citation line may run a little longer.
MEASURE: Final = 100
# The least room for words, in columns: in a narrower window the terminal breaks the lines itself.
LEAST: Final = 16


def wrap(text: str, width: int, before: str = "", indent: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, broken at white space (and between wide characters).

    The first line starts with `before`, the others with `indent`. A word longer than the room for it
    stays whole: a path or URL that is cut can't be copied or clicked.
    """
    width = max(width, LEAST + len(indent))
    lines, line, room = [], before, width - columns(before)
    for piece in pieces(text):
        glyphs = piece.rstrip(" ")
        if columns(glyphs) > room and line not in (before, indent):
            lines.append(line.rstrip(" "))
            line, room = indent, width - columns(indent)
        line, room = line + piece, room - columns(piece)
    return [*lines, line.rstrip(" ")]


def folded(cell: str, width: int) -> list[str]:
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


def restyled(line: str, glyphs: Iterator[str], role: str) -> Iterator[tuple[str, str]]:
    """The fragments of (style, text) of a line.

    Breaking a text changes nothing but white space, so that its other characters tell which style is where.

    Args:
        line: the line.
        glyphs: the styles of the text's characters that are no white space, from the line's first on.
        role: the style of what they don't reach.
    """
    own = [" " if char.isspace() else next(glyphs, role) for char in line]
    behind = [*accumulate(reversed(own), lambda after, style: after if style == " " else style, initial=role)][::-1]
    for at, style in enumerate(own):  # white space looks as what it stands in, or else as the role
        if style == " ":
            before = own[at - 1] if at else role
            own[at] = before if before == behind[at] else role
    for style, run in groupby(zip(own, line, strict=True), key=itemgetter(0)):
        yield style, "".join(char for _, char in run)
