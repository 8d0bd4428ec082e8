"""The comments of a file, each attached to what it stands above, behind or below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.writing.yaml import Place

_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*")
_TOLD: Final = re.compile(
    r"#\s*(?:faqbot:\s*ignore|yaml-language-server:)"
)  # of the whole file, where it stands above it

Line = tuple[int, str]  # the column of a comment, and the comment; "" of an empty line


@dataclass(frozen=True, slots=True)
class Leaf:
    """A key, a text, or a list in brackets.

    Attributes:
        place: where it stands.
        column: of the line that it begins: of its key, or of its dash; -1 of a value behind its key.
    """

    place: Place
    column: int


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a file by where the leaves start that they belong to.

    Attributes:
        head: those at its top that an empty line parts from the rest.
        above: those on the lines above a leaf, with the empty lines among and before them.
        behind: that behind a leaf on its line, with the spaces before it.
        below: those on the lines below a leaf that stand deeper than what follows.
        end: those at its end.
    """

    head: list[str] = field(default_factory=list)
    above: dict[int, list[Line]] = field(default_factory=dict)
    behind: dict[int, str] = field(default_factory=dict)
    below: dict[int, list[Line]] = field(default_factory=dict)
    end: list[Line] = field(default_factory=list)


def of(text: str, root: Place) -> Comments:
    """The comments of a file.

    Args:
        text: the file; lines end in line feeds.
        root: where everything stands in it.
    """
    found = Comments()
    before: Place | None = None
    for leaf in leaves(root):
        gap = text[before.end if before else 0 : leaf.place.start]
        behind, lines = _lines(gap, begins=before is None)
        if before:
            found.behind[before.start] = behind
        lines = _tail(found, before, lines, leaf.column)
        if before is None:
            lines = _header(found, lines)
        found.above[leaf.place.start] = lines
        before = leaf.place
    if before:
        found.behind[before.start], lines = _lines(text[before.end :], begins=False)
        found.end.extend(_tail(found, before, lines, 0))
    return found


def every(text: str, root: Place) -> list[str]:
    """All comments of a file, sorted."""
    found, at = list[str](), 0
    for leaf in leaves(root):
        found += _COMMENT.findall(re.sub(r"\n[ \t]*", "\n ", text[at : leaf.place.start]))
        at = leaf.place.end
        if leaf.place.style in ("|", ">"):
            found += _COMMENT.findall(text[leaf.place.start : text.find("\n", leaf.place.start)])
    return sorted(map(str.rstrip, [*found, *_COMMENT.findall(re.sub(r"\n[ \t]*", "\n ", text[at:]))]))


def leaves(root: Place) -> Iterator[Leaf]:
    """All leaves in the file's order."""
    stack = [Leaf(root, root.column)]
    while stack:
        leaf = stack.pop()
        place = leaf.place
        if place.style == "[" or not (place.items or place.keys):
            yield leaf
        elif place.keys is not None and place.values is not None:
            parts = list[Leaf]()
            for name, key in sorted(place.keys.items(), key=lambda pair: pair[1].start):
                column = leaf.column if not parts and leaf.column >= 0 else place.column
                parts += [Leaf(key, column), Leaf(place.values[name], -1)]
            stack += reversed(parts)
        else:
            stack += reversed([Leaf(item, place.column) for item in place.items])


def _lines(gap: str, *, begins: bool) -> tuple[str, list[Line]]:
    """What stands between two leaves: the comment behind the first one, and the lines of comments and empty lines."""
    first, *rest = gap.split("\n")
    if begins:
        first, rest = "", [first, *rest]
    behind = _COMMENT.search(first)
    lines: list[Line] = []
    for line in rest[:-1]:
        comment = _COMMENT.search(line)
        if comment:
            lines.append((comment.start(), comment[0].rstrip()))
        elif not line.strip() and lines[-1:] != [(0, "")]:
            lines.append((0, ""))
    spaces = first[: behind.start()] if behind else ""
    return spaces[len(spaces.rstrip()) :] + behind[0].rstrip() if behind else "", lines


def _tail(found: Comments, before: Place | None, lines: list[Line], column: int) -> list[Line]:
    """Give the leaf before the comments that stand deeper than what follows; returns the others."""
    count = 0
    for at, (indent, comment) in enumerate(lines, 1):
        if comment and indent <= column:
            break
        count = at if comment else count
    if before is None or column < 0:
        return lines
    found.below[before.start] = lines[:count]
    return lines[count:]


def _header(found: Comments, lines: list[Line]) -> list[Line]:
    """Take what an empty line parts from the first key, or what is said to a program, for the head of the file.

    Returns:
        The others.
    """
    last = max((at for at, (_, comment) in enumerate(lines) if not comment or _TOLD.match(comment)), default=-1)
    found.head.extend(comment for _, comment in lines[: last + 1])
    return lines[last + 1 :]
