"""Where in a file the characters of its values stand: lines and columns, and the stretch that an edit replaces.

A value of YAML is not what stands in the file: blocks are indented, lines are folded, quotes have escapes. But all that
is added or lost is white space and escapes, so that the n-th other character of a value is the n-th in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.yaml.nodes import Scalar

_SOFT: Final = " \t\n"  # what YAML folds and indents with
_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\n|.)")
_HIGH: Final = re.compile(r"\\u[dD][89abAB]")  # the first half of a character in two escapes
_SPACING: Final = frozenset({"\\n", "\\t", "\\ ", "\\\t", "\\\n"})  # escapes that are white space of the value
_HEADER: Final = re.compile(r"[|>][^\n]*\n")  # the line that opens a block


class Place(NamedTuple):
    """A 1-based line and column."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """A file as text, its lines ended as `nodes.unified` ends them."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without what ends them."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, in characters."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def place(self, offset: int) -> Place:
        """Line and column of a character."""
        line = bisect_right(self.starts, offset, hi=len(self.lines))
        return Place(line, offset - self.starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column."""
        return self.starts[line - 1] + column - 1


@dataclass(frozen=True)
class Placed:
    """A value and where its characters stand.

    Attributes:
        source: the file.
        scalar: the node of the value.
        value: the value, as the article has it.
    """

    source: Source
    scalar: Scalar
    value: str

    @property
    def place(self) -> Place:
        """Where the value starts: of a block, its first word."""
        return self.at(0)

    def seen_from(self, other: Placed) -> str:
        """Where it stands, as a message at another value says it: "line 12", or "fees.yaml:12" of another file."""
        line = self.place.line
        return f"line {line}" if self.source is other.source else f"{self.source.path}:{line}"

    def at(self, offset: int) -> Place:
        """Line and column of the character at `offset` of the value, or of the next that is no white space."""
        return self.source.place(self.span(offset, offset + 1)[0])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where in the file the characters from `start` up to `end` stand, neither end white space."""
        solid = self._solid
        first = solid[min(start, len(self.value))]
        last = max(solid[min(end, len(self.value))] - 1, first)
        spans = self._spans
        if not spans:
            at = self.source.offset(self.scalar.line, self.scalar.column)
            return at, at
        return spans[min(first, len(spans) - 1)][0], spans[min(last, len(spans) - 1)][1]

    @cached_property
    def _solid(self) -> list[int]:
        """How many characters before each one, and before the end, are no white space."""
        return [0, *accumulate(character not in _SOFT for character in self.value)]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return list(self._walk(self._solid[-1]))

    def _walk(self, count: int) -> Iterator[tuple[int, int]]:
        """The stretches of the first `count` characters of the value that are no white space."""
        text, style = self.source.text, self.scalar.style
        at = self.source.offset(self.scalar.line, self.scalar.column)
        if self.scalar.block:
            header = _HEADER.match(text, at)
            at = header.end() if header else at
        at += style in ('"', "'")
        while count and at < len(text):
            end = at + 1
            if style == '"' and text[at] == "\\":
                end = _escape_end(text, at)
                if text[at:end] in _SPACING:
                    at = end
                    continue
            elif style == "'" and text.startswith("''", at):
                end = at + 2
            elif text[at] in _SOFT:
                at = end
                continue
            yield at, end
            count -= 1
            at = end


def _escape_end(text: str, at: int) -> int:
    """Where an escape ends; two that are one character are one."""
    escape = _ESCAPE.match(text, at)
    end = escape.end() if escape else at + 1
    return end + len("\\uDC00") if _HIGH.match(text, at) else end
