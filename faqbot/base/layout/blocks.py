"""Which lines of a text stand for themselves, and which were only broken where the author's line was full.

Plain text doesn't say which it is, so that it is told by what a line looks like, and by its length:

- Fenced lines (``` or ~~~), lines indented by four or more, rows of a table, commands after a prompt, and lines of
  which a good part is no words are code: they stay as they are written.
- A line that starts as an item of a list does starts one.
- Any other line goes on in the next one where its first word had no room left: then the author broke it to keep to a
  width (as an un-wrapping editor sees it). Where the word would have fitted, the author wanted the line to end.

A line is full as far as the paragraph's longest one. That tells a width only where it is one that people wrap to, and
about the one that the text's other lines are wrapped to. Where it can't be told, a line break stays: a line that ends
too early can be read, commands that became one can't be typed.
"""

from __future__ import annotations

import enum
import functools
from bisect import bisect_left
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import compiled, verbatim
from faqbot.base.layout.widths import columns, pieces
from faqbot.base.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The widths, in columns, that people wrap prose to: from the shortest comfortable line (Bringhurst, 1992) to the
# longest that editors are set to. Lines that are all shorter (an address, a verse, commands) were meant to be.
LEAST_FILLED: Final = 45
MOST_FILLED: Final = 120
# How much shorter than those of the text a paragraph's lines may be, in columns, where both are wrapped to one width.
SLACK: Final = 20
# The share of lines longer than any width from which on a text is not wrapped at all: its paragraphs are lines.
UNWRAPPED: Final = 1 / 4
# The share of a full line from which on one that breaks within a sentence is taken for a full one.
NEARLY: Final = 2 / 3
# A word of more columns (an address on the web) may have passed the width that the others keep to.
LONG_WORD: Final = 30
# The share of a line's words from which on it is code, where they could not stand in prose: `lpadmin -x office`.
TYPED: Final = 1 / 3
INDENTED: Final = 4  # columns from which on a line is code, as in Markdown
_TAB: Final = 8

_ITEM: Final = r"\s*(?:[-*•+]|\d{1,3}[.)]|\(?(?:\d{1,3}|[A-Za-z])\))\s+(?=\S)"
_FENCE: Final = r"(?m)^[^\S\n]*(`{3,}|~{3,})([^`\n]*)$"
_PROMPT: Final = r"\s*(?:[$%>]|>>>|PS [A-Z]:\S*>|[A-Z]:\\\S*>)\s+\S"
_TABLE: Final = r"\s*(?:\|.*\||[+|][-=+|: ]{2,}|[-=]{2,}(?: +[-=]{2,})+)\s*$"
_GAP: Final = r"(?<![.!?])(?<![.!?][\"'”’)])(?: {2}|\t)\s*\S"  # typists set two spaces after a full stop
_NO_WORD: Final = r"--?[A-Za-z]|.*(?:[={}<>|\\]|\$[A-Za-z({]|~/|\w\(\)|::|\w_\w|/\w.*/)|\.{0,2}/\w"
_ENDED: Final = r"[.!?:;,…][\"'”’)\]]*$"
_EMPTY_ENDS: Final = r"\A(?:[^\S\n]*\n)+|\s+\Z"


class Kind(enum.Enum):
    """What a block of a text is: prose that may be wrapped, an item of a list, or code that stays as it is."""

    PROSE = "prose"
    ITEM = "item"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a text that belong together.

    Attributes:
        kind: what they are; the line breaks of prose and items mean nothing, those of code stay.
        text: the lines as they are written.
        start: where in the text they start, in characters.
        parted: whether an empty line stands before them.
    """

    kind: Kind
    text: str
    start: int
    parted: bool

    @property
    def end(self) -> int:
        """Where in the text they end."""
        return self.start + len(self.text)

    @property
    def lead(self) -> str:
        """What stands before the words of the first line: the indent, and the mark of an item."""
        line = self.text.partition("\n")[0]
        mark = compiled(_ITEM).match(line) if self.kind is Kind.ITEM else None
        return (mark.group() if mark else line[: len(line) - len(line.lstrip())]).expandtabs(_TAB)

    @property
    def words(self) -> str:
        """Prose or an item on one line, without its `lead`."""
        mark = compiled(_ITEM).match(self.text) if self.kind is Kind.ITEM else None
        return " ".join(line.strip() for line in self.text[mark.end() if mark else 0 :].split("\n"))

    @property
    def lines(self) -> list[str]:
        """The lines as a terminal shows them: tabs are spaces, and none stand at the end."""
        return [line.expandtabs(_TAB).rstrip() for line in self.text.split("\n")]


def expanded(text: str) -> str:
    """`text` as it may be shown on a terminal: harmless, its line breaks kept, spaces for its tabs."""
    return verbatim(text).expandtabs(_TAB)


def shown(text: str) -> str:
    """An article's text as it may be shown on a terminal: as `expanded` and `trimmed`."""
    return trimmed(expanded(text))


def trimmed(text: str) -> str:
    """`text` without empty lines at its ends; the indent of its first line stays where it has others."""
    text = compiled(_EMPTY_ENDS).sub("", text)
    return text if "\n" in text else text.strip()


def introduces(text: str) -> bool:
    """Whether a text ends in a colon, so that what stands below is what it speaks of; also in bold: `**Bring:**`."""
    return text.rstrip().rstrip("*_").endswith((":", "："))


def stands(text: str) -> bool:
    """Whether a text has lines that stand for themselves, so that it can't be told on one."""
    return "\n" in text and (len(found := blocks(text)) > 1 or found[0].kind is Kind.CODE)


@functools.lru_cache(maxsize=256)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text`, in order; together they hold all of its lines that are not empty."""
    rows = _rows(text)
    width = _width(rows)
    found: list[Block] = []
    at, parted = 0, False
    while at < len(rows):
        if rows[at].mark is _Mark.BLANK:
            at, parted = at + 1, True
            continue
        run = _run(rows, at)
        below_code = bool(found) and not parted and found[-1].kind is Kind.CODE
        for kind, part in _groups(run, width, below_code=below_code):
            block = Block(kind, "\n".join(row.raw for row in part), part[0].start, parted and bool(found))
            parted = False
            if found and kind is found[-1].kind is Kind.CODE and not block.parted:
                found[-1] = replace(found[-1], text=f"{found[-1].text}\n{block.text}")
            else:
                found.append(block)
        at += len(run)
    return tuple(found)


def fences(text: str, *, unclosed: bool = False) -> list[tuple[int, int]]:
    """Where in `text` its fences are, in order: from the start of the line that opens one to the end of what closes it.

    Args:
        text: a text.
        unclosed: whether a fence that no line closes reaches to the text's end, as Markdown has it; else it is none.
    """
    marks = list(compiled(_FENCE).finditer(text))
    found, at, vain = list[tuple[int, int]](), 0, set[str]()
    while at < len(marks):
        mark = marks[at][1]
        later = () if mark in vain else range(at + 1, len(marks))
        close = next((n for n in later if not marks[n][2].strip() and marks[n][1].startswith(mark)), None)
        if close is not None:
            found.append((marks[at].start(), marks[close].end()))
        elif unclosed:
            return [*found, (marks[at].start(), len(text))]
        else:
            vain.add(mark)  # nor will any that comes later be closed
        at = (at if close is None else close) + 1
    return found


# -- what a line looks like --------------------------------------------------------------------


class _Mark(enum.Enum):
    BLANK = enum.auto()
    CODE = enum.auto()
    ITEM = enum.auto()
    TYPED = enum.auto()  # code by its words, which a neighbour may be too
    TEXT = enum.auto()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: as it is written, where it starts, how a terminal shows it, and what it looks like."""

    raw: str
    start: int
    shown: str
    mark: _Mark = _Mark.TEXT

    @property
    def indent(self) -> int:
        return len(self.shown) - len(self.shown.lstrip())


def _rows(text: str) -> list[_Row]:
    rows, start = list[_Row](), 0
    for raw in text.split("\n"):
        rows.append(_Row(raw, start, raw.expandtabs(_TAB).rstrip()))
        start += len(raw) + 1
    starts = [row.start for row in rows]
    inside = (range(bisect_left(starts, first), bisect_left(starts, end)) for first, end in fences(text))
    return _with_columns(_marked(rows, set(chain.from_iterable(inside))))


def _marked(rows: Sequence[_Row], fenced: set[int]) -> list[_Row]:
    base = min((row.indent for at, row in enumerate(rows) if row.shown and at not in fenced), default=0)
    marked, item = list[_Row](), 0  # item: the column where the words of the list's last item start
    last = None  # the last row, where empty ones may follow, that was code by its indent
    for at, row in enumerate(rows):
        if row.shown and row.indent < item and at and not rows[at - 1].shown:
            item = 0
        mark = _Mark.CODE if at in fenced else _mark(row, (item or base) + INDENTED)
        if mark is _Mark.ITEM and (found := compiled(_ITEM).match(row.shown)):
            item = found.end()
        deep = mark is _Mark.CODE and at not in fenced and row.indent >= (item or base) + INDENTED
        if deep and last is not None:  # the empty lines between two indented ones are code, too, as in Markdown
            marked[last + 1 :] = [replace(empty, mark=_Mark.CODE) for empty in marked[last + 1 :]]
        last = at if deep else last if mark is _Mark.BLANK else None
        marked.append(replace(row, mark=mark))
    return marked


def _mark(row: _Row, indented: int) -> _Mark:
    if not row.shown:
        return _Mark.BLANK
    if row.indent >= indented or compiled(_TABLE).match(row.shown):
        return _Mark.CODE
    if compiled(_ITEM).match(row.shown):
        return _Mark.ITEM
    return _Mark.TYPED if compiled(_PROMPT).match(row.shown) or _looks_typed(row.shown) else _Mark.TEXT


def _looks_typed(line: str) -> bool:
    """Whether so many of a line's words can't stand in prose that it is something to be typed."""
    if compiled(_ENDED).search(line) or not any(map(str.isalnum, line)):
        return False
    words = line.split()
    return sum(bool(compiled(_NO_WORD).match(word)) for word in words) >= TYPED * len(words)


def _with_columns(rows: list[_Row]) -> list[_Row]:
    """The rows, those marked as code that have a gap between words where the one above or below has one: columns."""
    gaps = [row.mark in (_Mark.TEXT, _Mark.TYPED) and bool(compiled(_GAP).search(row.raw.strip())) for row in rows]
    for at, (above, below) in enumerate(pairwise(gaps)):
        if above and below:
            rows[at : at + 2] = [replace(row, mark=_Mark.CODE) for row in rows[at : at + 2]]
    return rows


# -- which lines go on in the next -------------------------------------------------------------


def _run(rows: Sequence[_Row], at: int) -> Sequence[_Row]:
    """The rows from `at` on that are told apart together: code, or text up to the next item, code or empty line."""
    within = (_Mark.CODE,) if rows[at].mark is _Mark.CODE else (_Mark.TEXT, _Mark.TYPED)
    end = at + 1
    while end < len(rows) and rows[end].mark in within:
        end += 1
    return rows[at:end]


def _groups(run: Sequence[_Row], width: int, *, below_code: bool) -> Iterator[tuple[Kind, list[_Row]]]:
    """The blocks that a run falls into; one line of its own beside code that is no sentence is code, too."""
    if run[0].mark is _Mark.CODE:
        yield Kind.CODE, list(run)
        return
    groups = _joined(run, width)
    code = [rows[0].mark is _Mark.TYPED for rows in groups]
    may_be = [_may_be_typed(rows) for rows in groups]
    for at in range(len(groups)):
        code[at] |= may_be[at] and (code[at - 1] if at else below_code)
    for at in range(len(groups) - 2, -1, -1):
        code[at] |= may_be[at] and code[at + 1]
    for rows, typed in zip(groups, code, strict=True):
        yield Kind.CODE if typed else Kind.ITEM if rows[0].mark is _Mark.ITEM else Kind.PROSE, rows


def _may_be_typed(rows: Sequence[_Row]) -> bool:
    (row, *others) = rows
    short = columns(row.shown) <= LEAST_FILLED and not compiled(_ENDED).search(row.shown)
    return short and not others and row.mark is _Mark.TEXT


def _joined(run: Sequence[_Row], width: int) -> list[list[_Row]]:
    """The rows of a run, those together that go on in the next one."""
    full = min(max(map(_reach, run)), width)
    filled = max(LEAST_FILLED, width - SLACK) <= full <= MOST_FILLED
    groups = [[run[0]]]
    for above, below in pairwise(run):
        typed = _Mark.TYPED in (above.mark, below.mark)
        if filled and not typed and _goes_on(above.shown, below.shown, full):
            groups[-1].append(below)
        else:
            groups.append([below])
    return groups


def _goes_on(above: str, below: str, full: int) -> bool:
    """Whether a line goes on in the next: its first word had no room, or stands within a sentence at a line's end.

    Never a line that introduces the next.
    """
    if introduces(above):
        return False
    if columns(above) + columns(next(pieces(below))) > full:
        return True
    return below.lstrip()[0].islower() and not compiled(_ENDED).search(above) and columns(above) >= NEARLY * full


def _width(rows: Sequence[_Row]) -> int:
    """The width that a text seems wrapped to: three quarters of the lines that another follows are no longer.

    0 where it seems not to be wrapped.
    """
    texts = [row for row in rows if row.mark in (_Mark.ITEM, _Mark.TEXT)]
    if sum(_reach(row) > MOST_FILLED for row in texts) >= UNWRAPPED * len(texts):
        return 0
    followed = sorted(_reach(row) for row, below in pairwise(rows) if below.mark is row.mark is _Mark.TEXT)
    followed = followed or sorted(map(_reach, texts))
    return followed[len(followed) * 3 // 4]


def _reach(row: _Row) -> int:
    """How far a line reaches, in columns; an overlong word at its end left out, which no width could hold."""
    head, _, last = row.shown.rpartition(" ")
    return columns(head.rstrip() if columns(last) > LONG_WORD else row.shown)
