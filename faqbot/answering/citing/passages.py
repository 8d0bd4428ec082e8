"""A Markdown text to what is read together, valid Markdown by itself: `paragraphs` does so for plain text.

That is the paragraph, list, table, quote or code that holds the sentence, with what introduces it: a heading or a line
that ends in a colon, or that no empty line parts from it. Of what is too long, whole paragraphs, items, rows and blocks
of code are kept from the start; where these don't reach the sentence, it is its own one (a row with its header), or of
a long paragraph its own sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from faqbot.answering.citing.paragraphs import FENCE, LIST, PARAGRAPH
from faqbot.base.hygiene import compiled
from faqbot.base.layout import markdown
from faqbot.base.layout.blocks import introduces
from faqbot.base.layout.leaves import Kind
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.base.layout.leaves import Leaf

_MARGIN: Final = r"(?m)(?<=\n)[ \t>]*"  # before the further lines of a paragraph that something holds
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
    own = max((number for number, leaf in enumerate(leaves) if leaf.start <= at), default=0)
    if not leaves:
        return text.strip()
    group = next(group for group in _groups(leaves) if leaves[own] in group)
    return _Cut(text, leaves).of(list(_units(group)), leaves[own], at)


class _Cut:
    """Cuts parts out of a text."""

    def __init__(self, text: str, leaves: Sequence[Leaf]) -> None:
        self._text = text
        self._references = [reference for leaf in leaves for reference in leaf.references]

    def of(self, units: Sequence[_Unit], own: Leaf, at: int) -> str:
        """As much of the units as may be read together with the sentence at `at`, which stands in `own`."""
        mine = next(number for number, unit in enumerate(units) if own in unit.leaves)
        fit = _fitting(units)
        if fit > mine:
            return self._lines(units[0].start, units[fit - 1].end)
        if own.kind is Kind.ROW:
            head = next(unit for unit in units if unit.leaves[0].table == own.table)
            return "\n".join(self._lines(row.start, row.end) for row in (head.leaves[0], own))
        if _leads(units[mine]) and (fit := _fitting(units[mine:])) > 1:
            return self._lines(units[mine].start, units[mine + fit - 1].end)
        if units[mine].fits(units[mine].start):
            return self._lines(units[mine].start, units[mine].end)
        return self._part(own, at)

    def _part(self, leaf: Leaf, at: int) -> str:
        """Of a leaf, or of the item that holds it, which is too long, what may be read."""
        if leaf.kind is Kind.CODE:
            if leaf.end - leaf.start <= FENCE:
                return self._lines(leaf.start, leaf.end)
            line = next((said.text for said in reversed(leaf.said) if said.runs[0].start <= at), "")
            fence = "`" * max(3, 1 + max(map(len, compiled("`+").findall(line)), default=0))
            return f"{fence}{leaf.info}\n{line}\n{fence}"
        if leaf.end - leaf.start <= PARAGRAPH:
            return self._lines(leaf.start, leaf.end)
        cuts = _cuts(leaf)
        own = max((number for number, cut in enumerate(cuts[:-1]) if cut <= at), default=0)
        first = next((number for number, cut in enumerate(cuts) if cut - cuts[0] > LIST), len(cuts)) - 1
        start, end = (cuts[0], cuts[first]) if first > own else (cuts[own], cuts[own + 1])
        said = self._resolved(start, end).strip()
        return compiled(_MARGIN).sub("", said) if leaf.holders else said

    def _lines(self, start: int, end: int) -> str:
        """Whole lines of the text, less far to the right where all of it stands there."""
        lines = self._resolved(start, end).split("\n")
        margin = _margin(lines[0])
        if not margin:
            return "\n".join(lines)
        wide = (line.expandtabs(_TAB) if "\t" in line[: len(line) - len(line.lstrip())] else line for line in lines)
        return "\n".join(line[min(margin, _margin(line)) :] for line in wide)

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
    wide = line.expandtabs(_TAB)
    return len(wide) - len(wide.lstrip(" "))


def _cuts(leaf: Leaf) -> list[int]:
    """Where in the source the sentences of a leaf start, but those that start within a style or a link; and its end."""
    (said,) = leaf.said
    starts = (said.cut(at) for at, _ in sentences(said.text)[1:])
    return [said.source(0), *(cut for cut in starts if cut is not None), leaf.end]


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
    return above.kind is Kind.HEADING or not below.parted or introduces(above.text)


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


def _leads(unit: _Unit) -> bool:
    """Whether what stands below is what it speaks of."""
    last = unit.leaves[-1]
    return last.kind is Kind.HEADING or introduces(last.text)


def _fitting(units: Sequence[_Unit]) -> int:
    """How many of the units, from the first on, may be read together."""
    first = units[0].start
    return next((number for number, unit in enumerate(units) if not unit.fits(first)), len(units))
