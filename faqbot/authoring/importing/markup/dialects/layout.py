"""Plain text -> its chunks, the lines between blank ones, with what underlines them and what stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# How much longer or shorter a line of signs may be than what it underlines.
_SLACK: Final = 4
_RULE: Final = re.compile(
    r"[ \t]*(?:([-=~*_#+^.:\"'])\1{2,}|`{4,}|([-=~*_.])(?!\2)([-=~*_.])(?:\2\3)+\2?|([-*_])(?:[ \t]+\4){2,})\s*$"
)
COLUMNS: Final = re.compile(r"[^\s.?!:](?: {2,}|\t+)\S")
BULLET: Final = re.compile(r"(?P<mark>[-*+•o])[ \t]+\S")
NUMBER: Final = re.compile(r"[(\[]?(?P<number>\d+(?:\.\d+)*)(?P<sign>[\])]?[.):]?)(?:[ \t\xa0]+| [-–—] )\S")
STOP: Final = (".", ",", ";", ":", "!", "…")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines without a blank one between them.

    Attributes:
        lines: those lines.
        at: the 1-based line on which they start.
        over: whether a line of signs stands right above them.
        under: the sign of the line of signs right below them that underlines them, or "".
    """

    lines: tuple[str, ...]
    at: int
    over: bool = False
    under: str = ""

    @property
    def indent(self) -> int:
        """By how much its first line is indented; a tab counts as more than any indent of text."""
        first = self.lines[0].expandtabs()
        return len(first) - len(first.lstrip())

    @property
    def text(self) -> str:
        """Its lines as they stand."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def is_hanging(self) -> bool:
        """Whether all below its first line is indented by more than that."""
        return all(len(line) - len(line.lstrip()) > self.indent for line in self.lines[1:])

    @property
    def joined(self) -> str:
        """Its lines as one."""
        return " ".join(" ".join(self.lines).split())


def depth(line: str) -> int:
    """How deep the number before a line is: 0 of "1.", 1 of "1.1"; 0 where there is none."""
    found = NUMBER.match(line)
    return found["number"].count(".") if found else 0


def sign(line: str) -> str:
    """What stands around the number before a line; "" where there is none."""
    found = NUMBER.match(line)
    return f"number{found['sign']}" if found else ""


def rows(chunks: Sequence[Chunk]) -> Iterator[list[int]]:
    """The chunks at the margin that a number without a point in it or a bullet stands before, in their rows."""
    rows: dict[str, list[int]] = {}
    last = 0
    for at, chunk in enumerate(chunks):
        first = chunk.lines[0]
        if chunk.under:
            yield from rows.values()
            rows.clear()
        number, bullet = NUMBER.match(first), BULLET.match(first)
        if chunk.under or chunk.indent or not (number or bullet) or depth(first):
            continue
        key = sign(first) if number else first[0]
        if number:
            value = int(number["number"][:9])
            if value <= last and key in rows:
                yield rows.pop(key)
            last = value
        rows.setdefault(key, []).append(at)
    yield from rows.values()


def chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    """The chunks of a text, without the lines of signs that part or underline them."""
    held: list[str] = []
    start, over = 0, False
    for number, line in enumerate([*lines, ""]):
        is_rule = bool(_RULE.match(line)) and not _is_drawn(lines, number)
        if line.strip() and not is_rule:
            start = start if held else number
            held.append(line)
            continue
        if held:
            is_across = len(held) == 1 and len(line.strip()) > len(held[0]) and not held[0].rstrip().endswith(STOP)
            under = line.strip()[0] if is_rule and (over or is_across or _fits(line, held[-1])) else ""
            yield Chunk(tuple(held), start + 1, over, under)
            over = is_rule and over
        else:
            over = is_rule
        held = []


def _is_drawn(lines: Sequence[str], number: int) -> bool:
    """Whether a line of signs belongs to the text beside it: below the head of columns, or around what is indented."""
    above = lines[number - 1] if number else ""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if COLUMNS.search(above.strip()) and COLUMNS.search(below.strip()):
        return True
    if not lines[number][:1].isspace() or (above.strip() and _fits(lines[number], above)):
        return False
    is_boxed = any(0 <= at < len(lines) and _RULE.match(lines[at]) for at in (number - 2, number + 2))
    return not is_boxed and any(other.strip() and other[:1].isspace() for other in (above, below))


def _fits(rule: str, line: str) -> bool:
    """Whether a line of signs is as long as what it underlines."""
    return abs(len(rule.strip()) - len(line.strip())) <= max(_SLACK, len(line.strip()) // 5)
