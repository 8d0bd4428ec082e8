"""Tables of contents: what of a document only repeats its headings and questions, in one list or in several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.drafting.questions import plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

# The part of a list's lines that repeat headings from which on it is a table of contents.
_REPEATED: Final = 0.7
_LISTING: Final = (Kind.LIST, Kind.PROSE, Kind.CODE, Kind.TABLE)
_BULLET: Final = re.compile(r"\s*[-*+•]\s+")
# What stands before a heading and behind it in a list of them: the number of a link, its own; dots, a page.
_BEFORE: Final = re.compile(r"\s*(?:\[\d+\]\s*)?")
_MARKED: Final = re.compile(r"\s*(?:[-*+•]\s|(?:\[\d+\]\s*)?[(\[]?\d+(?:\.\d+)*[\])]?[.):]?\s)")
_PAGE: Final = re.compile(r"(?:\s*\.){3,}\s*\d*\s*$")


def key(text: str) -> str:
    """A heading in a form in which one of a list can be compared with that of the text: without its number."""
    words = plainly(text).split()
    while len(words) > 1 and words[0].isdigit():
        words.pop(0)
    return " ".join(words)


def found(
    blocks: Sequence[Block], named: Collection[str], *, is_plain: bool, is_named: Callable[[str], bool]
) -> frozenset[int]:
    """Which blocks, by their number, are tables of contents.

    Args:
        blocks: the blocks of a document.
        named: the keys of its headings and questions.
        is_plain: whether they are plain text, in which lines may be broken.
        is_named: whether a text is what such a list is called.
    """
    left: list[int] = []
    run: list[int] = []
    repeated = 0
    for number, block in enumerate(blocks if named else ()):
        lines = list(_lines(block, is_plain=is_plain)) if block.kind in _LISTING and not block.bold else []
        count = sum(key(line) in named for line in lines)
        if lines and count >= _REPEATED * len(lines):
            run.append(number)
            repeated += count
            continue
        left += run if repeated > 1 else []
        is_above = block.kind in _LISTING and is_named(block.words)
        run, repeated = ([number] if is_above else []), 0
    return frozenset(left + (run if repeated > 1 else []))


def _lines(block: Block, *, is_plain: bool) -> Iterator[str]:
    """The lines of a block that say something, as an author would have written them had there been room."""
    lines = (block.text if is_plain else block.words).split("\n")
    lines = [line for line in lines if re.search(r"\w", line)]
    is_marked = 2 * sum(bool(_MARKED.match(line)) for line in lines) >= len(lines)
    joined: list[str] = []
    for line in lines:
        is_below = joined and not _MARKED.match(line)
        if is_plain and is_below and (is_marked or (line[:1].isspace() and not joined[0][:1].isspace())):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    for line in joined:
        yield _PAGE.sub("", _BULLET.sub("", _BEFORE.sub("", line, count=1), count=1))
