"""Text to what is read together: a paragraph, or a list, an address or code with the line that introduces it."""

from __future__ import annotations

import functools
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import compiled
from faqbot.base.layout.blocks import Kind, blocks, fences, introduces
from faqbot.base.values import dataclass
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest paragraph, in characters, that is read as one: some eight lines of a terminal, as summaries have.
PARAGRAPH: Final = 600
# The longest list, in characters, with the line that introduces it: a dozen items of a line each, which a terminal of
# 24 rows shows with the quote and the citation below.
LIST: Final = 1_200
# The longest fenced block, in characters, that is read: a part of one is of no use, so that it is allowed more.
FENCE: Final = 3 * LIST
# Sentences that are kept with what is read together with them: many questions are answered by few.
KEPT: Final = 500

_EMPTY_LINES: Final = r"\n\s*\n"
# An item's mark: - 1. 1) (1) a) and, as Chinese and Japanese write them, without a space: ・ 1、
_ITEM: Final = (
    r"(?m)^\s*((?:[-*+–•‣▪]|\d{1,3}[.)]|\(?(?:\d{1,3}|[A-Za-z])\))(?=[ \t])|[•・●]|\d{1,3}[、．])[ \t]*(?=\S)"
)
_LINE: Final = r"\S(?:[^\n]*\S)?"  # without the white space around it
_COUNTED: Final = r"\w+"
_COLON: Final = r"[:：][*_]*\s*\n"  # at the end of a line


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text that is never cut: an item, a fenced block, a paragraph, or a sentence or line of a long one.

    Attributes:
        start: where it starts, in characters.
        end: where it ends; there is white space neither at its start nor at its end.
        indent: how far it is indented.
        mark: what marks it as an item, the same for all items of a list; "": it is none.
        goes_on: whether it stands in one paragraph with the piece before it.
        introduces: whether it ends in a colon, so that what stands below it is what it speaks of.
        fenced: whether it is a fenced block.
    """

    start: int
    end: int
    indent: int
    mark: str
    goes_on: bool
    introduces: bool
    fenced: bool = False

    def fits(self, since: int) -> bool:
        """Whether it is short enough to be read with what starts at `since`."""
        if self.fenced:
            return self.start - since <= LIST and self.end - self.start <= FENCE
        return self.end - since <= LIST


@functools.lru_cache(maxsize=KEPT)
def around(text: str, start: int, end: int) -> str:
    """What is read together with a sentence, word for word as it stands in the text.

    That is its paragraph. A line that ends in a colon belongs to what stands below it, and so do the further items of
    a list that it introduces where empty lines part them. Of what is longer than `LIST`, whole paragraphs, items and
    rows of a table are kept from the start; where these don't reach the sentence, it is its own paragraph or item (with
    what that introduces), or itself alone.
    A fenced block is kept whole or left out, unless it is longer than `FENCE` and the sentence stands in it.

    Args:
        text: a text.
        start: where in it the sentence starts, in characters.
        end: where it ends.
    """
    group = _group(text, start, end)
    own = [piece for piece in group if piece.start < end and piece.end > start]
    for pieces in (group, group[group.index(own[0]) :]) if own[-1].introduces else (group,):
        whole = _short(pieces)
        if whole and whole[-1].end >= end:
            return text[whole[0].start : whole[-1].end]
    near = text[own[0].start : own[-1].end]
    if len(near) <= PARAGRAPH:
        return near
    fenced = [piece for piece in own if piece.fenced and piece.fits(piece.start)]
    return text[min([start, *(piece.start for piece in fenced)]) : max([end, *(piece.end for piece in fenced)])]


def _short(pieces: list[_Piece]) -> list[_Piece]:
    """As many of the pieces, from the first on, as may be read together."""
    return list(takewhile(lambda piece: piece.fits(pieces[0].start), pieces))


def _group(text: str, start: int, end: int) -> list[_Piece]:
    """The pieces that belong together, among them those that hold the sentence from `start` to `end`."""
    group: list[_Piece] = []
    marks: set[str] = set()  # of the items that were introduced
    introduced = compiled(_COLON).search(text, 0, start)  # before this one each paragraph is a group of its own
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
    for paragraph in _paragraphs(text):
        goes_on = False
        for start, end, fenced in paragraph if paragraph[-1][1] > since else ():
            for piece in (_fence if fenced else _prose)(text, start, end, goes_on=goes_on):
                yield piece
                goes_on = True


def _paragraphs(text: str) -> Iterator[list[tuple[int, int, bool]]]:
    """The paragraphs of a text, each as (start, end, whether it is fenced) of its parts; fenced ones hold any line."""
    paragraph, at = list[tuple[int, int, bool]](), 0
    for first, end in (*fences(text, unclosed=True), (len(text), len(text))):
        for gap in compiled(_EMPTY_LINES).finditer(text, at, first):
            yield [*paragraph, (at, gap.start(), False)]
            paragraph, at = [], gap.start()
        paragraph += [(at, first, False), (first, end, True)]
        at = end
    yield paragraph


def _fence(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[_Piece]:
    if bare := text[start:end].strip():
        first = text.index(bare[0], start)
        yield _Piece(first, first + len(bare), first - start, "", goes_on, introduces=False, fenced=True)


def _prose(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[_Piece]:
    marks = {item.start(): compiled(_COUNTED).sub("1", item[1]) for item in compiled(_ITEM).finditer(text, start, end)}
    for edge, following in pairwise([*([] if start in marks else [start]), *marks, end]):
        said = text[edge:following]
        before = said[: len(said) - len(said.lstrip())]
        indent = len(before) - before.rfind("\n") - 1
        if len(said.strip()) > (LIST if edge in marks else PARAGRAPH):
            for at, part, more in _cut(said):
                mark = "" if more else marks.get(edge, "")
                yield _Piece(edge + at, edge + at + len(part), indent, mark, goes_on or more, introduces(part))
                goes_on |= edge in marks
        elif bare := said.strip():
            first = edge + len(before)
            yield _Piece(first, first + len(bare), indent, marks.get(edge, ""), goes_on, introduces(bare))
            goes_on = True


def _cut(said: str) -> Iterator[tuple[int, str, bool]]:
    """What is too long in sentences, of which long ones and tables in lines: (start, text, whether another goes on)."""
    for code, run in groupby(blocks(said), lambda block: block.kind is Kind.CODE):
        first, *others = run
        stretch = said[first.start : (others or [first])[-1].end]
        for at, sentence in [(0, stretch)] if code else sentences(stretch):
            if not code and len(sentence) <= PARAGRAPH:
                yield first.start + at, sentence, False
                continue
            for number, line in enumerate(compiled(_LINE).finditer(sentence)):
                yield first.start + at + line.start(), line.group(), number > 0
