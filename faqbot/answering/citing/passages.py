"""A Markdown text to what is read together, valid Markdown by itself: `paragraphs` does so for plain text.

That is the paragraph, list, table, quote or code that holds the sentence, with what introduces it: a heading, a line
that only names it, or one that no empty line parts from it. Of what is too long, whole paragraphs, items, rows and
blocks of code are kept from the start; where these don't reach the sentence, it is its own one (a row with its header),
or of a long paragraph its own sentences.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from faqbot.answering.citing.paragraphs import FENCE, LIST, PARAGRAPH
from faqbot.base.hygiene import compiled
from faqbot.base.layout import markdown
from faqbot.base.layout.blocks import introduces
from faqbot.base.layout.leaves import Kind, labels
from faqbot.base.values import dataclass
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.base.layout.leaves import Leaf

_MARGIN: Final = r"(?m)(?<=\n)[ \t>]*"  # before the further lines of a paragraph that something holds
# The marks of quotes and items before the words of a line.
_HELD: Final = r"(?:[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])))*[ \t]*"
_TAB: Final = 4  # columns, as Markdown counts them


@dataclass(frozen=True, slots=True)
class _Unit:
    """Leaves that are never cut: an item of the outermost list, or any leaf by itself."""

    leaves: tuple[Leaf, ...]

    @property
    def start(self) -> int:
        return self.leaves[0].start

    @property
    def end(self) -> int:
        return self.leaves[-1].end

    def fits(self, since: int) -> bool:
        """Whether it is short enough to be read with what starts at `since`."""
        if self.leaves[0].kind is Kind.CODE and not self.leaves[1:]:
            return self.start - since <= LIST and self.end - self.start <= FENCE
        return self.end - since <= LIST


def around(text: str, at: int) -> str:
    """What is read together with the sentence that starts at `at`, with the addresses of its links in it.

    Args:
        text: a text in Markdown.
        at: where in it the sentence starts, in characters.
    """
    leaves = markdown.read(text)
    own = next((leaf for leaf in reversed(leaves) if leaf.start <= at), None)
    if own is None:
        return text.strip()
    group = next(group for group in _groups(leaves) if any(leaf is own for leaf in group))
    return _Cut(text, leaves).of(list(_units(group)), own, at)


class _Cut:
    """Cuts parts out of a text."""

    def __init__(self, text: str, leaves: Sequence[Leaf]) -> None:
        self._text = text
        self._references = [reference for leaf in leaves for reference in leaf.references]

    def of(self, units: Sequence[_Unit], own: Leaf, at: int) -> str:
        """As much of the units as may be read together with the sentence at `at`, which stands in `own`."""
        mine = next(number for number, unit in enumerate(units) if any(leaf is own for leaf in unit.leaves))
        fit, unit = _fitting(units), units[mine]
        if fit > mine:
            return self._lines((units[0].start, units[fit - 1].end))
        if own.kind is Kind.ROW:
            head = next(leaf for unit in units for leaf in unit.leaves if leaf.table == own.table)
            rows = [(row.start, row.end) for row in ((own,) if own.head else (head, own))]
            return self._bare(*rows) if own.holders else self._lines(*rows)
        if not unit.fits(unit.start):
            return self._part(own, at)
        if _within(unit):
            return self._bare((unit.start, unit.end))
        further = _fitting(units[mine:]) if _leads(unit) else 1
        return self._lines((unit.start, units[mine + further - 1].end))

    def _part(self, leaf: Leaf, at: int) -> str:
        """Of a leaf, which is too long or stands in an item that is, what may be read."""
        if leaf.kind is Kind.CODE:
            whole = leaf.end - leaf.start <= FENCE
            line = next((said for said in reversed(leaf.said) if said.runs[0].start <= at), None)
            code = leaf.text if whole or line is None else line.text
            fence = markdown.fence(code)
            return f"{fence}{leaf.info}\n{code}\n{fence}"
        if leaf.end - leaf.start <= PARAGRAPH:
            return self._bare((leaf.start, leaf.end)) if leaf.holders else self._lines((leaf.start, leaf.end))
        cuts = self._cuts(leaf)
        own = max((number for number, cut in enumerate(cuts[:-1]) if cut <= at), default=0)
        first = next((number for number, cut in enumerate(cuts) if cut - cuts[0] > LIST), len(cuts)) - 1
        start, end = (cuts[0], cuts[first]) if first > own else (cuts[own], cuts[own + 1])
        said = self._resolved(start, end).strip()
        return compiled(_MARGIN).sub("", said) if leaf.holders else said

    def _cuts(self, leaf: Leaf) -> list[int]:
        """Where the sentences of a leaf start, but those that start within a style or a link; and where it ends."""
        (said,) = leaf.said
        starts = (said.cut(at) for at, _ in sentences(said.text)[1:])
        marks = compiled(_HELD).match(self._text, leaf.start)
        return [marks.end() if marks else leaf.start, *(cut for cut in starts if cut is not None), leaf.end]

    def _lines(self, *parts: tuple[int, int]) -> str:
        """Whole lines of the text, from one place to another each, as far to the left as the first of them may be."""
        lines = self._whole(parts)
        margin = _margin(lines[0])
        return "\n".join(line[min(margin, _margin(line)) :] for line in lines)

    def _bare(self, *parts: tuple[int, int]) -> str:
        """Whole lines of the text without the marks of what holds the first of them."""
        lines = self._whole(parts)
        held = compiled(_HELD).match(lines[0])
        size = held.end() if held else 0
        further = re.compile(rf"[ >]{{0,{size}}}")
        return "\n".join((lines[0][size:], *(further.sub("", line, count=1) for line in lines[1:])))

    def _whole(self, parts: Iterable[tuple[int, int]]) -> list[str]:
        """Lines of the text, without tabs before their words."""
        lines = "\n".join(self._resolved(start, end) for start, end in parts).split("\n")
        return [line.expandtabs(_TAB) if "\t" in line[: len(line) - len(line.lstrip())] else line for line in lines]

    def _resolved(self, start: int, end: int) -> str:
        """A part of the text, its links by label with their addresses, for these may stand elsewhere."""
        parts = []
        for reference in self._references:
            if start <= reference.start and reference.end <= end:
                parts += [self._text[start : reference.start], f"](<{reference.address}>)"]
                start = reference.end
        return "".join((*parts, self._text[start:end]))


def _margin(line: str) -> int:
    """The white space before a line, in columns."""
    return len(line) - len(line.lstrip(" "))


# -- what belongs together ---------------------------------------------------------------------


def _groups(leaves: Sequence[Leaf]) -> Iterator[list[Leaf]]:
    """The blocks of a text, each with what introduces it."""
    group: list[Leaf] = []
    for _, run in groupby(leaves, key=_Block()):
        block = list(run)
        if group and not _introduced(group[-1], block[0]):
            yield group
            group = []
        group += block
    if group:
        yield group


class _Block:
    """Numbers the blocks that leaves make: the outermost list or quote, a table, or one by itself."""

    def __init__(self) -> None:
        self._alone = 0

    def __call__(self, leaf: Leaf) -> tuple[str, int]:
        if leaf.holders:
            return "held", leaf.holders[0].of
        if leaf.table:
            return "table", leaf.table
        self._alone += 1
        return "alone", self._alone


def _introduced(above: Leaf, below: Leaf) -> bool:
    """Whether a leaf introduces the block that starts with another."""
    if below.kind in (Kind.HEADING, Kind.RULE) or above.kind is Kind.RULE:
        return False
    return (above.kind is Kind.HEADING and not above.holders) or not below.parted or labels(above, below)


def _units(leaves: Iterable[Leaf]) -> Iterator[_Unit]:
    items: list[Leaf] = []
    for leaf in leaves:
        if items and not (
            leaf.holders and leaf.holders[0].number == items[0].holders[0].number and leaf.holders[0].mark
        ):
            yield _Unit(tuple(items))
            items = []
        if leaf.holders:
            items.append(leaf)
        else:
            yield _Unit((leaf,))
    if items:
        yield _Unit(tuple(items))


def _within(unit: _Unit) -> bool:
    """Whether a unit is less than what holds it."""
    holders = unit.leaves[0].holders
    return bool(holders) and not holders[0].mark


def _leads(unit: _Unit) -> bool:
    """Whether what stands below is what it speaks of."""
    last = unit.leaves[-1]
    return last.kind is Kind.HEADING or introduces(last.text)


def _fitting(units: Sequence[_Unit]) -> int:
    """How many of the units, from the first on, may be read together."""
    first = units[0].start
    return next((number for number, unit in enumerate(units) if not unit.fits(first)), len(units))
