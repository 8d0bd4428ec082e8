"""Text to what is read together: a paragraph, or a list, an address or code with the line that introduces it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest paragraph, in characters, that is read as one: some eight lines of a terminal, as summaries have.
PARAGRAPH: Final = 600
# The longest list, in characters, with the line that introduces it: a dozen items of a line each, which a terminal of
# 24 rows shows with the quote and the citation below.
LIST: Final = 1_200

_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
# An item's mark: - 1. 1) (1) a) and, as Chinese and Japanese write them, without a space: ・ 1、
_ITEM: Final = re.compile(
    r"^\s*((?:[-*+–•‣▪]|\d{1,3}[.)]|\(?(?:\d{1,3}|[A-Za-z])\))(?=[ \t])|[•・●]|\d{1,3}[、．])[ \t]*(?=\S)", re.MULTILINE
)
_COUNTED: Final = re.compile(r"\w+")
_COLONS: Final = (":", "：")
_COLON: Final = re.compile(r"[:：]\s*\n")  # at the end of a line


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text that is never cut: a list item, a paragraph, or a sentence of one that is too long.

    Attributes:
        start: where it starts, in characters.
        end: where it ends; there is white space neither at its start nor at its end.
        indent: how far it is indented.
        mark: what marks it as an item, the same for all items of a list; "": it is none.
        goes_on: whether it stands in one paragraph with the piece before it.
        introduces: whether it ends in a colon, so that what stands below it is what it speaks of.
    """

    start: int
    end: int
    indent: int
    mark: str
    goes_on: bool
    introduces: bool


def around(text: str, start: int, end: int) -> str:
    """What is read together with a sentence, word for word as it stands in the text.

    That is its paragraph. A line that ends in a colon belongs to what stands below it, and so do the further items of
    a list that it introduces where empty lines part them. Of what is longer than `LIST`, whole paragraphs and items
    are kept from the start; where these don't reach the sentence, it is its own paragraph or item, or itself alone.

    Args:
        text: a text.
        start: where in it the sentence starts, in characters.
        end: where it ends.
    """
    group = _group(text, start, end)
    whole = [piece for piece in group if piece.end - group[0].start <= LIST]
    if whole and whole[-1].end >= end:
        return text[group[0].start : whole[-1].end]
    own = [piece for piece in group if piece.start < end and piece.end > start]
    near = text[own[0].start : own[-1].end]
    return near if len(near) <= PARAGRAPH else text[start:end]


def _group(text: str, start: int, end: int) -> list[_Piece]:
    """The pieces that belong together, among them those that hold the sentence from `start` to `end`."""
    group: list[_Piece] = []
    marks: set[str] = set()  # of the items that were introduced
    introduced = _COLON.search(text, 0, start)  # before this one each paragraph is a group of its own
    for piece in _pieces(text, introduced.start() if introduced else start):
        found = bool(group) and group[-1].end > start
        if group and (_belongs(piece, group, marks) or (found and piece.start < end)):
            group.append(piece)
            marks |= {piece.mark} - {""}
        elif found:
            break
        else:
            group, marks = [piece], set()
    return group


def _belongs(piece: _Piece, group: list[_Piece], marks: set[str]) -> bool:
    """Whether a piece goes on with what stands before it."""
    if piece.goes_on or group[-1].introduces:
        return True
    return group[0].introduces and (piece.mark in marks or piece.indent > group[0].indent)  # deeper: more of an item


def _pieces(text: str, since: int) -> Iterator[_Piece]:
    """The pieces of a text, from the paragraph on that holds the character at `since`."""
    start = 0
    for end in chain((gap.start() for gap in _EMPTY_LINES.finditer(text)), [len(text)]):
        if end > since:
            yield from _pieces_of_paragraph(text, start, end)
        start = end


def _pieces_of_paragraph(text: str, start: int, end: int) -> Iterator[_Piece]:
    marks = {item.start(): _COUNTED.sub("1", item[1]) for item in _ITEM.finditer(text, start, end)}
    goes_on = False
    for edge, following in pairwise([*([] if start in marks else [start]), *marks, end]):
        said = text[edge:following]
        before = said[: len(said) - len(said.lstrip())]
        indent = len(before) - before.rfind("\n") - 1
        if edge not in marks and len(said.strip()) > PARAGRAPH:
            for at, sentence in sentences(said):
                yield _Piece(edge + at, edge + at + len(sentence), indent, "", goes_on, sentence.endswith(_COLONS))
        elif bare := said.strip():
            first = edge + len(before)
            yield _Piece(first, first + len(bare), indent, marks.get(edge, ""), goes_on, bare.endswith(_COLONS))
            goes_on = True
