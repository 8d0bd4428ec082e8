"""The nouns of a check, all frozen: a finding, and the edit that puts it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.base.errors import KnowledgeError


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a file's text, from `start` up to `end` in characters, and what is to stand in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that an author would want to put right.

    Attributes:
        path: the file.
        line: 1-based line.
        column: 1-based column, in characters.
        code: a key of `codes.RULES`.
        message: what is wrong and what to do.
        anchor: the line on which the value starts that it stands in: a comment can't stand inside a value.
        edits: what puts it right, where there is one way only.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    anchor: int = 0
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"

    @property
    def fixable(self) -> bool:
        """Whether --fix puts it right."""
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        findings: those that are left, in the order of files, lines, columns and codes.
        files: how many files were looked at.
        fixed: how many findings were put right.
    """

    findings: tuple[Finding, ...]
    files: int
    fixed: int = 0


def of_faults(faults: Iterable[KnowledgeError], text: str = "") -> Iterator[Finding]:
    """The faults of a file as findings.

    Args:
        faults: what the loader says.
        text: the file's; "" where it could not be read.
    """
    lines = text.split("\n")
    for fault in faults:
        line = fault.line or 1
        column = _column(lines[line - 1], fault.message) if line <= len(lines) else 1
        yield Finding(fault.path, line, column, "F001", fault.message, line)


def _column(line: str, message: str) -> int:
    """Where on a line is what a message speaks of: what it quotes, the key that it begins with, else the first word."""
    indent = len(line) - len(line.lstrip(" -")) if line.strip(" -") else 0
    quoted = message.split('"')[1::2]
    key = message.partition(" ")[0].rstrip(":")
    for name in (*quoted, f"{key}:"):
        if name and (at := line.find(name, indent)) >= 0:
            return at + 1
    return indent + 1
