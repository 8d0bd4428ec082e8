"""Plain text -> its blocks: paragraphs parted by blank lines, and headings as people write them without any markup.

    OPENING HOURS          Opening hours          2.1 Opening hours          == Opening hours ==
                           -------------
    in capitals            underlined             numbered                   between signs

A heading is also a short line without a full stop between blank lines, or one below which all is indented. What is
indented otherwise, columns and lists are kept as they stand, and so is every line break.
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
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format
from faqbot.language import language as languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.authoring.importing.document import Source

# Characters and words of a line up to which it may be a heading.
_LONGEST: Final = 80
_MOST_WORDS: Final = 12
# How much longer or shorter a line of signs may be than what it underlines.
_SLACK: Final = 4
_CODE: Final = 4  # columns from which on what is indented belongs to what stands above
_UNDERLINED: Final = 2  # lines of a heading
_MOST_LEADING: Final = 6  # words of a heading above what is indented: longer lines lead in to it
_ABBREVIATION: Final = 3  # letters in capitals that make no heading by themselves
_NO_WORDS: Final = ("http://", "https://", "<", "/", "$", "%")  # what addresses, files and commands begin with

_RULE: Final = re.compile(r"\s*([-=~*_#+^.:\"'`])\1{2,}\s*$")
_BETWEEN: Final = re.compile(
    r"(?P<sign>=+|\*{2,}|#+|-{2,}|~{2,})\s+(?P<text>\S.*?)(?:\s+(?P=sign)|(?<=\S)(?P=sign))?\s*$"
)
_BULLET: Final = re.compile(r"(?P<mark>[-*+•o])[ \t]+\S")
_NUMBER: Final = re.compile(r"[(\[]?(?P<number>\d+(?:\.\d+)*)(?P<sign>[\])]?[.):]?)[ \t]+\S")
_COLUMNS: Final = re.compile(r"[^\s.!?:;,] {2,}\S|\S {3,}\S|\S\t+\S")  # behind a full stop two blanks part sentences
_ASIDE: Final = re.compile(r"@|^[\[(].*[\])]$")  # in lines that name people, or stand in brackets
_CAPITAL: Final = re.compile(r"[A-Z¿\d]")
_SIGNATURE: Final = re.compile(r"\s*--+ \S.*<\S+@\S+>")
_STOP: Final = (".", ",", ";", ":", "!", "…")


def read(source: Source) -> Document:
    """A plain text as its blocks.

    Raises:
        KnowledgeError: it is no text.
    """
    text, remarks = decoded(source)
    reading = _Reading(text)
    blocks = tuple(reading.blocks())
    return Document(Format.PLAIN, blocks, unplaced=tuple(reading.unplaced), remarks=remarks)


@dataclass(frozen=True, slots=True)
class _Chunk:
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
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def joined(self) -> str:
        return " ".join(" ".join(self.lines).split())


# What a heading is marked by; headings that are marked alike stand at one level.
_Style = tuple[str, int]


class _Reading:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.unplaced: list[Unplaced] = []
        self._chunks = list(_chunks(text.split("\n")))
        self._questions = asking.of(languages.of(DEFAULT_LANGUAGE))
        self._levels: dict[_Style, int] = {}

    def blocks(self) -> Iterator[Block]:
        """The blocks of the text, in order."""
        styles = [self._style(number) for number in range(len(self._chunks))]
        is_titled = self._is_titled(styles)
        number = 0
        while number < len(self._chunks):
            chunk, style = self._chunks[number], styles[number]
            number += 1
            if style:
                level = 1 if is_titled and number == 1 else self._level(style, is_titled=is_titled)
                yield self._heading(chunk, style, level)
                if len(chunk.lines) > 1 and _takes_first(style):
                    yield self._plain(replace(chunk, lines=chunk.lines[1:], at=chunk.at + 1))
            elif _SIGNATURE.match(chunk.lines[0]) and number == len(self._chunks):
                self.unplaced.append(Unplaced(chunk.at, chunk.text, "a signature"))
            elif chunk.indent < _CODE and _item(chunk):
                end = self._end_of_list(number, styles)
                yield self._list(self._chunks[number - 1 : end])
                number = end
            else:
                yield self._plain(chunk)

    # -- headings ------------------------------------------------------------------------------

    def _style(self, number: int) -> _Style | None:
        """What marks a chunk as a heading, or its first line; None: it is none."""
        chunk = self._chunks[number]
        below = self._chunks[number + 1] if number + 1 < len(self._chunks) else None
        first = chunk.lines[0].strip()
        if not re.search(r"[^\W\d_]", first) or self._questions.labelled(first):
            return None
        if chunk.under and len(chunk.lines) <= _UNDERLINED:
            return (chunk.under, int(chunk.over))
        if chunk.over and chunk.under:
            return (chunk.under, 1)
        between = _BETWEEN.fullmatch(first)
        if between and len(first) <= 2 * _LONGEST and not first.startswith(("* ", "- ")):
            sign = between["sign"]
            closed = first.endswith(sign) and len(first) > len(sign) + len(between["text"]) + 1
            if closed or (sign[0] == "#" and len(sign) <= 6):
                return (f"{sign[0]} {sign[0]}", len(sign) if sign[0] == "#" else -len(sign))
        return self._unmarked(number, chunk, below)

    def _unmarked(self, number: int, chunk: _Chunk, below: _Chunk | None) -> _Style | None:
        """The style of a heading that only its place, its length and its words make one."""
        first, is_alone = chunk.lines[0].strip(), len(chunk.lines) == 1
        is_short = self._questions.asks(first) or (len(first.split()) <= _MOST_WORDS and not first.endswith(_STOP))
        if not is_short or len(first) > _LONGEST or first.startswith(_NO_WORDS) or (chunk.indent and number):
            return None
        if first.isupper() and len(re.sub(r"[\W\d_]", "", first)) > _ABBREVIATION:
            return ("caps", 0) if below or not is_alone else None
        return self._alone(number, first, below) if is_alone else self._hanging(first, chunk)

    def _hanging(self, first: str, chunk: _Chunk) -> _Style | None:
        if _NUMBER.match(first) or _BULLET.match(first) or _COLUMNS.search(first) or not _CAPITAL.match(first):
            return None
        return ("hanging", 0) if all(line[:1] in " \t" for line in chunk.lines[1:]) else None

    def _alone(self, number: int, first: str, below: _Chunk | None) -> _Style | None:
        numbered, is_bullet = _NUMBER.match(first), _BULLET.match(first)
        if below is None or is_bullet or _COLUMNS.search(first) or _ASIDE.search(first):
            return None
        if numbered:
            is_item = below.indent or self._runs_on(number, numbered["sign"])
            return None if is_item else ("number", numbered["number"].rstrip(".").count("."))
        letter = re.search(r"[^\W\d_]", first)
        leads_in = below.indent and len(first.split()) > _MOST_LEADING and not self._questions.asks(first)
        return None if leads_in or (letter and letter[0].islower()) else ("plain", 0)

    def _runs_on(self, number: int, sign: str) -> bool:
        """Whether a numbered line stands among others, as the items of a list do."""
        beside = [self._chunks[at] for at in (number - 1, number + 1) if 0 <= at < len(self._chunks)]
        return any(
            len(chunk.lines) == 1 and (found := _NUMBER.match(chunk.lines[0])) and found["sign"] == sign
            for chunk in beside
        )

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
        if style[0] in ("number", "# #", "= ="):  # of these the depth is told
            kin = [other for other in self._levels if other[0] == style[0] and other[1] != style[1]]
            nearest = max((other for other in kin if other[1] < style[1]), default=None)
            if nearest and style not in self._levels:
                self._levels[style] = self._levels[nearest] + 1
        return self._levels.setdefault(style, len(set(self._levels.values())) + 1 + is_titled)

    def _heading(self, chunk: _Chunk, style: _Style, level: int) -> Block:
        text = chunk.lines[0].strip() if _takes_first(style) else chunk.joined
        between = _BETWEEN.fullmatch(text) if " " in style[0] else None
        text = between["text"] if between else text
        return Block(Kind.HEADING, text, text, chunk.at, level=level)

    # -- the rest ------------------------------------------------------------------------------

    def _end_of_list(self, number: int, styles: Sequence[_Style | None]) -> int:
        """Where the list ends whose first chunk stands right before the chunk `number`."""
        mark = _BULLET.match(self._chunks[number - 1].lines[0].lstrip())
        pattern = _BULLET if mark else _NUMBER
        end = number
        while end < len(self._chunks) and not styles[end]:
            chunk = self._chunks[end]
            if _SIGNATURE.match(chunk.lines[0]):
                break
            if not chunk.indent and not (pattern.match(chunk.lines[0]) and _item(chunk)):
                break
            end += 1
        return end

    def _list(self, chunks: Sequence[_Chunk]) -> Block:
        lines: list[str] = []
        for chunk in chunks:
            lines += [""] * (chunk.at - chunks[0].at - len(lines))
            lines += [line.rstrip() for line in chunk.lines]
        text = "\n".join(lines)
        return Block(Kind.LIST, text, text, chunks[0].at)

    def _plain(self, chunk: _Chunk) -> Block:
        text = chunk.text
        if len(chunk.lines) > 1 and 2 * sum(bool(_COLUMNS.search(line.strip())) for line in chunk.lines) > len(
            chunk.lines
        ):
            return Block(Kind.TABLE, text, text, chunk.at)
        is_prose = not chunk.indent or re.match(r"\s*[^\W\d_].*\s\S+\s\S+\s\S+", chunk.lines[0])
        return Block(Kind.PROSE if is_prose else Kind.CODE, text, text, chunk.at)


def _item(chunk: _Chunk) -> bool:
    """Whether a chunk starts with the mark of a list's item: a bullet, or a number without parts."""
    first = chunk.lines[0].lstrip()
    numbered = _NUMBER.match(first)
    return bool(_BULLET.match(first) or (numbered and numbered["sign"] and "." not in numbered["number"]))


def _takes_first(style: _Style) -> bool:
    """Whether a heading is the first line of its chunk, not all of it."""
    return style[0] in ("hanging", "caps") or " " in style[0]


def _chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    """The chunks of a text, without the lines of signs that part or underline them."""
    held: list[str] = []
    start, over = 0, False
    for number, line in enumerate([*lines, ""]):
        is_rule = bool(_RULE.match(line))
        if line.strip() and not is_rule:
            start = start if held else number
            held.append(line)
            continue
        if held:
            under = line.strip()[0] if is_rule and (over or _fits(line, held[-1])) else ""
            yield _Chunk(tuple(held), start + 1, over, under)
        over, held = is_rule and not (held and _fits(line, held[-1]) and not over), []


def _fits(rule: str, line: str) -> bool:
    """Whether a line of signs is as long as what it underlines."""
    return abs(len(rule.strip()) - len(line.strip())) <= max(_SLACK, len(line.strip()) // 5)
