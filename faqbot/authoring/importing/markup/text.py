"""Plain text -> its blocks: paragraphs parted by blank lines, and headings as people write them without any markup.

    OPENING HOURS          Opening hours          2.1 Opening hours          == Opening hours ==
                           -------------
    in capitals            underlined             numbered                   between signs

A heading is also a short line without a full stop between blank lines, or one below which all is indented. A number or
a bullet marks one where text hangs below it, as below the others of its row: in manuals, not in lists. What is indented
otherwise, columns and lists are kept as they stand, and so is every line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Block, Document, Kind
from faqbot.authoring.importing.drafting import questions as asking
from faqbot.authoring.importing.markup.dialects import layout
from faqbot.authoring.importing.markup.dialects.layout import BULLET, COLUMNS, NUMBER, STOP, Chunk
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format
from faqbot.language import language as languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.authoring.importing.document import Source

# Characters and words of a line up to which it may be a heading.
_LONGEST: Final = 80
_MOST_WORDS: Final = 12
_DEEPEST: Final = 6  # signs before a heading
_LEADING: Final = 4  # words of a line; one of more that stands above a command leads to that
_UNDERLINED: Final = 2  # lines of a heading
_ABBREVIATION: Final = 3  # letters in capitals that make no heading by themselves
_NO_WORDS: Final = ("http://", "https://", "<", "/", "$", "%")  # what addresses, files and commands begin with

_BETWEEN: Final = re.compile(
    r"(?P<sign>=+|\*{2,}|#+|-{2,}|~{2,})\s+(?P<text>\S.*?)(?:\s+(?P=sign)|(?<=\S)(?P=sign))?\s*$"
)
_INDENT: Final = re.compile(r"^[ \t]*\xa0[ \t\xa0]*", re.MULTILINE)
_PART: Final = re.compile(r"(?=[A-Z])[^\W\d_]+[ \xa0]\d+[.:][ \t\xa0]+\S")  # "Chapter 1. "
_SIGNATURE: Final = re.compile(r"\s*--+ \S.*<\S+@\S+>")
_HEADER: Final = re.compile(r"[A-Z][\w-]*: ")  # of a message, as FAQs of newsgroups begin with
_MESSAGE: Final = re.compile(r"(?:Subject|From|Newsgroups|Archive-[Nn]ame): ")
_SUBJECT: Final = re.compile(r"Subject:\s+(?=\S)")
_WITHIN: Final = 4  # spaces before what is part of an output, whatever underlines it
_CENTRED: Final = 6  # spaces before a heading that is put into the middle
_WIDTH: Final = 60  # characters from which on a line may have been broken
_LETTER: Final = re.compile(r"[^\W\d_]")
_PROSE: Final = re.compile(r"\s*[^\W\d_].*\s\S+\s\S+\s\S+")


def read(source: Source) -> Document:
    """A plain text as its blocks.

    Raises:
        KnowledgeError: it is no text.
    """
    text, remarks = decoded(source)
    reading = _Reading(_INDENT.sub(lambda found: found[0].replace("\xa0", " "), text.replace("\f", "")))
    blocks = tuple(reading.blocks())
    return Document(Format.PLAIN, blocks, reading.title, unplaced=tuple(reading.unplaced), remarks=remarks)


# What a heading is marked by, and how deep by that; headings that are marked alike stand at one level.
_Style = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Head:
    """What of a chunk is a heading: its style, and how many of its lines."""

    style: _Style
    lines: int


class _Reading:
    """Reads one text.

    Attributes:
        title: what a message is about, or "".
        unplaced: what is in no block.
    """

    def __init__(self, text: str) -> None:
        self.title = ""
        self.unplaced: list[Unplaced] = []
        self._chunks = list(layout.chunks(text.split("\n")))
        self._leave_header()
        self._questions = asking.of(languages.of(DEFAULT_LANGUAGE))
        self._levels: dict[_Style, int] = {}
        rows = list(layout.rows(self._chunks))
        self._items = frozenset(at for row in rows for at in row if len(row) > 1)
        self._rows = frozenset(at for row in rows for at in self._headings_of(row))

    def _leave_header(self) -> None:
        """Leave the header of a message."""
        lines = self._chunks[0].lines if self._chunks else ()
        if (
            len(lines) > 1
            and any(map(_MESSAGE.match, lines))
            and all(_HEADER.match(line) or line[:1] in " \t" for line in lines)
        ):
            header = self._chunks.pop(0)
            self.title = next((_SUBJECT.sub("", line).strip() for line in lines if _SUBJECT.match(line)), "")
            self.unplaced.append(Unplaced(header.at, header.text, "the header of a message"))

    def blocks(self) -> Iterator[Block]:
        """The blocks of the text, in order."""
        heads = [self._head(number) for number in range(len(self._chunks))]
        is_titled = self._is_titled([head.style if head else None for head in heads])
        number = 0
        while number < len(self._chunks):
            chunk, head = self._chunks[number], heads[number]
            number += 1
            if head:
                level = 1 if is_titled and number == 1 else self._level(head.style, is_titled=is_titled)
                yield _heading(chunk, head, level)
                if len(chunk.lines) > head.lines:
                    yield self._plain(replace(chunk, lines=chunk.lines[head.lines :], at=chunk.at + head.lines))
            elif _SIGNATURE.match(chunk.lines[0]) and number == len(self._chunks):
                self.unplaced.append(Unplaced(chunk.at, chunk.text, "a signature"))
            elif chunk.indent == 0 and (BULLET.match(chunk.lines[0]) or NUMBER.match(chunk.lines[0])):
                end = self._end_of_list(number, heads)
                yield self._list(self._chunks[number - 1 : end])
                number = end
            else:
                yield self._plain(chunk)

    # -- headings ------------------------------------------------------------------------------

    def _head(self, number: int) -> _Head | None:
        """What of a chunk is a heading; None: nothing."""
        chunk = self._chunks[number]
        first, count = chunk.lines[0].strip(), len(chunk.lines)
        if not _LETTER.search(first) or self._questions.labelled(first):
            return None
        is_within = chunk.indent >= _WITHIN and number and self._chunks[number - 1].indent >= chunk.indent
        if not is_within and chunk.under and count <= _UNDERLINED + chunk.over and len(chunk.joined) <= 2 * _LONGEST:
            return _Head((chunk.under, int(chunk.over)), count)
        if _SUBJECT.match(first) and all(map(_HEADER.match, chunk.lines)):
            return _Head(("subject", layout.depth(_SUBJECT.sub("", first))), 1)
        style = _between(chunk, first)
        return _Head(style, 1) if style else self._unsigned(number, chunk, first)

    def _unsigned(self, number: int, chunk: Chunk, first: str) -> _Head | None:
        """A heading without signs around it or below it."""
        if number in self._rows:
            return _Head(("row" if BULLET.match(first) else "number", 0), len(chunk.lines))
        if _PART.match(first) and not chunk.indent and self._is_title(chunk.lines):
            return _Head(("number", -1), len(chunk.lines))
        is_numbered = NUMBER.match(first) and (not chunk.indent or (layout.depth(first) and self._hangs(number)))
        return self._numbered(number, chunk, first) if is_numbered else self._unmarked(number, chunk, first)

    def _unmarked(self, number: int, chunk: Chunk, first: str) -> _Head | None:
        """A heading that only its place, its length and its words make one."""
        is_last, is_alone = number + 1 == len(self._chunks), len(chunk.lines) == 1
        is_short = self._questions.asks(first) or (len(first.split()) <= _MOST_WORDS and not first.endswith(STOP))
        if not is_short or len(first) > _LONGEST or first.startswith(_NO_WORDS) or (is_last and is_alone):
            return None
        if first.isupper() and len(_LETTER.findall(first)) > _ABBREVIATION and self._stands_out(number):
            return _Head(("caps", 0), 1)
        if (chunk.indent and number) or BULLET.match(first):
            return None
        if not is_alone:
            is_broken = not chunk.is_hanging or len(f"{first} {chunk.lines[1].split()[0]}") > _WIDTH
            return _Head(("hanging", 0), 1) if not is_broken and re.match(r"[A-Z¿]", first) else None
        is_code = COLUMNS.search(first) or first[0] in "[({" or (first[0].islower() and not self._hangs(number))
        below = self._chunks[number + 1]
        leads = len(first.split()) > _LEADING and below.indent and not _PROSE.match(below.lines[0])
        return None if is_code or (leads and not self._questions.asks(first)) else _Head(("plain", 0), 1)

    def _stands_out(self, number: int) -> bool:
        """Whether a line in capitals is at the margin, or in the middle between lines that aren't."""
        chunk = self._chunks[number]
        beside = self._chunks[max(number - 1, 0) : number] + self._chunks[number + 1 : number + 2]
        is_centred = chunk.indent >= _CENTRED and all(other.indent < chunk.indent for other in beside)
        return not chunk.indent or (is_centred and not re.search(r"[=${}<>;|]", chunk.lines[0]))

    def _hangs(self, number: int) -> bool:
        """Whether what stands below a chunk is text that is indented by more."""
        below = self._chunks[number + 1 : number + 2]
        return bool(below and below[0].indent > self._chunks[number].indent and _PROSE.match(below[0].lines[0]))

    # -- what a number or a bullet stands before -----------------------------------------------

    def _numbered(self, number: int, chunk: Chunk, first: str) -> _Head | None:
        """A heading that a number stands before; None: it is an item of a list."""
        style, count = ("number", layout.depth(first)), len(chunk.lines)
        if first.startswith("[") or first.partition(" ")[2].strip().startswith(_NO_WORDS):
            return None  # a footnote
        hangs = self._hangs(number) and not NUMBER.match(chunk.lines[-1])
        if count > 1 and not self._is_title(chunk.lines, hangs=hangs):
            heads = self._questions.asks(first) or style[1]
            is_item = not heads or bool(NUMBER.match(chunk.lines[1].strip()))
            return _Head(style, 1) if not is_item and self._is_title(chunk.lines[:1]) else None
        if number + 1 == len(self._chunks) or not self._is_title(chunk.lines, hangs=hangs):
            return None
        is_item = not style[1] and bool(self._chunks[number + 1].indent or number in self._items)
        is_row = self._runs_on(number, first) or COLUMNS.search(first.partition(" ")[2].strip())
        return None if is_item or is_row else _Head(style, count)

    def _is_title(self, lines: Sequence[str], *, hangs: bool = False) -> bool:
        """Whether lines are no more than a title behind its number or bullet; it may run over lines.

        Its second line is indented as its first has a mark, or isn't where what stands below both is (`hangs`).
        """
        text = " ".join(" ".join(lines).split())
        is_broken = hangs or all(line[:1] in " \t" for line in lines[1:])
        if self._questions.asks(text):
            return len(lines) <= 2 * _UNDERLINED and is_broken
        is_broken = hangs or (is_broken and all(len(line.rstrip()) >= _WIDTH for line in lines[:-1]))
        is_short = 1 < len(text.split()) <= len(lines) * _MOST_WORDS + 2  # the mark is one, what is in brackets too
        is_stopped = text.endswith(STOP) and not (layout.depth(text) and text.endswith("!"))
        return is_broken and is_short and len(lines) <= _UNDERLINED and not is_stopped

    def _headings_of(self, row: Sequence[int]) -> Iterator[int]:
        """The chunks that are headings in a row of such, each behind its number or bullet.

        They are where below most of a row there is text that hangs, and no colon leads to it as to a list; below
        numbers it may stand at the margin as well.
        """
        is_bulleted = bool(BULLET.match(self._chunks[row[0]].lines[0]))
        above = self._chunks[row[0] - 1].lines[-1].rstrip() if row[0] else ""
        heads = [at for at in row if self._heads_text(at, is_bulleted=is_bulleted)]
        if not above.endswith(":") and len(heads) >= 2 + is_bulleted and 2 * len(heads) > len(row):
            yield from heads

    def _heads_text(self, number: int, *, is_bulleted: bool) -> bool:
        lines, below = self._chunks[number].lines, self._chunks[number + 1 : number + 2]
        if not below or number + 1 in self._items or (is_bulleted and not below[0].indent):
            return False
        return self._is_title((*lines[:-1], lines[-1].rstrip().rstrip("." if below[0].indent else "")))

    def _runs_on(self, number: int, first: str) -> bool:
        """Whether a numbered line stands among others of its depth, as the items of a list do."""
        mark = layout.sign(first), layout.depth(first)
        beside = [self._chunks[at].lines for at in (number - 1, number + 1) if 0 <= at < len(self._chunks)]
        return any(len(lines) == 1 and (layout.sign(lines[0]), layout.depth(lines[0])) == mark for lines in beside)

    def _is_titled(self, styles: Sequence[_Style | None]) -> bool:
        """Whether the first chunk is the title of all, not a heading like the others."""
        if not styles or not styles[0] or self._questions.asks(self._chunks[0].joined):
            return False
        others = [style for style in styles[1:] if style]
        is_alone = bool(others) and (styles[0] not in others or styles[1] is not None)
        return is_alone or any(
            above not in (None, styles[0]) and below == styles[0] for above, below in pairwise(styles)
        )

    def _level(self, style: _Style, *, is_titled: bool) -> int:
        """The level of a style: below those that were met before it."""
        if style[0] in ("number", "subject", "# #", "= ="):  # of these the depth is told
            kin = [other for other in self._levels if other[0] == style[0] and other[1] != style[1]]
            nearest = max((other for other in kin if other[1] < style[1]), default=None)
            if nearest and style not in self._levels:
                self._levels[style] = self._levels[nearest] + 1
        return self._levels.setdefault(style, len(set(self._levels.values())) + 1 + is_titled)

    # -- the rest ------------------------------------------------------------------------------

    def _end_of_list(self, number: int, heads: Sequence[_Head | None]) -> int:
        """Where the list ends whose first chunk stands right before the chunk `number`."""
        mark = BULLET.match(self._chunks[number - 1].lines[0])
        pattern = BULLET if mark else NUMBER
        end = number
        while end < len(self._chunks) and not heads[end]:
            chunk = self._chunks[end]
            if _SIGNATURE.match(chunk.lines[0]):
                break
            if not chunk.indent and not pattern.match(chunk.lines[0]):
                break
            end += 1
        return end

    def _list(self, chunks: Sequence[Chunk]) -> Block:
        lines: list[str] = []
        for chunk in chunks:
            lines += [""] * (chunk.at - chunks[0].at - len(lines))
            lines += [line.rstrip() for line in chunk.lines]
        text = "\n".join(lines)
        return Block(Kind.LIST, text, text, chunks[0].at)

    def _plain(self, chunk: Chunk) -> Block:
        text = chunk.text
        if len(chunk.lines) > 1 and 2 * sum(bool(COLUMNS.search(line.strip())) for line in chunk.lines) > len(
            chunk.lines
        ):
            return Block(Kind.TABLE, text, text, chunk.at)
        is_prose = not chunk.indent or _PROSE.match(chunk.lines[0])
        return Block(Kind.PROSE if is_prose else Kind.CODE, text, text, chunk.at)


def _between(chunk: Chunk, first: str) -> _Style | None:
    """The style of a heading that signs stand before or around; None: it is none."""
    found = _BETWEEN.fullmatch(first)
    if not found or len(first) > 2 * _LONGEST or first.startswith(("* ", "- ")):
        return None
    sign, text = found["sign"], found["text"]
    is_closed = first.endswith(sign) and len(first) > len(sign) + len(text) + 1
    is_text = text[0].isalnum() and not text[0].islower()  # no command of root, and no comment in a file
    is_opened = sign[0] == "#" and len(sign) <= _DEEPEST and is_text and not chunk.indent
    return (f"{sign[0]} {sign[0]}", len(sign) if sign[0] == "#" else -len(sign)) if is_closed or is_opened else None


def _heading(chunk: Chunk, head: _Head, level: int) -> Block:
    """A heading, without the signs that mark it."""
    text = " ".join(" ".join(chunk.lines[: head.lines]).split())
    between = _BETWEEN.fullmatch(text)
    if between and (" " in head.style[0] or text.endswith(between["sign"])):
        text = between["text"].rstrip(f"{between['sign'][0]} ")
    text = _SUBJECT.sub("", text) if head.style[0] == "subject" else text
    bullet = BULLET.match(text)
    text = text[1:].lstrip() if bullet and bullet["mark"] != "o" else text
    return Block(Kind.HEADING, text, text, chunk.at, level=level)
