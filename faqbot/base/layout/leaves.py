"""The nouns of a Markdown text, all frozen: the leaves it is made of, and the words in them with where they stand.

    > - one *two*   ->  a paragraph of the runs "one " and "two", held by a quote and an item of a list

CommonMark calls a block that holds no other one a leaf: a paragraph, a heading, code, a rule; here each row of a table
is one too. What stands around leaves is told by what holds them, so that nothing here is nested.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from faqbot.base.layout.blocks import introduces
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL: Final = 120  # the longest paragraph, in characters, that may only name what stands below it
_ENDS: Final = (".", "!", "?", ";", ",", "…", "。", "！", "？")
BETWEEN: Final = " | "  # what stands between the cells of a row that is read on one line


class Kind(enum.Enum):
    """What a leaf is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    ROW = "row"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a leaf in one style.

    Attributes:
        text: the words as they are read: a space for a line end, and a line end for a hard break.
        start: where in the source they start, in characters.
        end: where they end.
        styles: of "emphasis", "strong" and "code", those that they are in.
        address: where they lead to, or "".
    """

    text: str
    start: int
    end: int
    styles: tuple[str, ...] = ()
    address: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether no mark stands around it."""
        return not (self.styles or self.address)

    def at(self, offset: int) -> int:
        """Where in the source the character at an offset into the text stands: of what was escaped, its start."""
        return self.start + offset if len(self.text) == self.end - self.start else self.start


@dataclass(frozen=True, slots=True)
class Holder:
    """A quote or an item of a list.

    Attributes:
        number: which of a text's it is.
        of: which list an item is of; of a quote, its own number.
        mark: what marks an item: "-", "1." or "1)"; of a quote, "".
    """

    number: int
    of: int
    mark: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link by a label, whose address stands elsewhere in the text.

    Attributes:
        start: where in the source its words end, in characters: at the closing bracket.
        end: where it ends itself.
        address: the address, as it is written.
    """

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is read together of a leaf: all of it, or a line of code.

    Attributes:
        runs: its words.
        text: the same in one.
        starts: where in that each run starts.
    """

    runs: tuple[Run, ...]
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, runs: tuple[Run, ...]) -> Said:
        """What runs say one after the other."""
        sizes = (len(run.text) for run in runs[:-1])
        return cls(runs, "".join(run.text for run in runs), tuple(accumulate(sizes, initial=0)))

    def source(self, at: int) -> int:
        """Where in the source the character of `text` at an index stands."""
        number = bisect_right(self.starts, at) - 1
        return self.runs[number].at(at - self.starts[number])

    def cut(self, at: int) -> int | None:
        """Where in the source the text may be cut before the character at an index; None: within a style or a link."""
        left, right = (bisect_right(self.starts, index) - 1 for index in (at - 1, at))
        if self.runs[left].is_plain:
            return self.source(at - 1) + 1
        return self.source(at) if left != right and self.runs[right].is_plain else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block of a text that holds no other one.

    Attributes:
        kind: what it is.
        cells: its words: of a row one group a cell, of code one a line, else a single one.
        start: where in the source its first line starts, with the marks of what holds it, in characters.
        end: where its last line ends.
        holders: the quotes and items that it stands in, from the outermost.
        parted: whether an empty line stands before it.
        info: the language of code, or what else is told of it.
        table: which of a text's tables a row is of, from 1; 0: it is no row.
        head: whether it heads what follows: a heading, or the first row of a table.
        right: of the cells of a row, which are set to the right.
        references: the links in it whose addresses stand elsewhere.
    """

    kind: Kind
    cells: tuple[tuple[Run, ...], ...]
    start: int
    end: int
    holders: tuple[Holder, ...] = ()
    parted: bool = False
    info: str = ""
    table: int = 0
    head: bool = False
    right: tuple[bool, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """What is read of it: of code each line that is not empty, else all in one; nothing of what has no words."""
        groups = self.cells if self.kind is Kind.CODE else (_row(self.cells),)
        return tuple(Said.of(runs) for runs in groups if any(run.text.strip() for run in runs))

    @property
    def text(self) -> str:
        """Its words, a line of code a line."""
        if self.kind is Kind.CODE:
            return "\n".join("".join(run.text for run in line) for line in self.cells)
        return "".join(said.text for said in self.said)


def _row(cells: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """The words of cells on one line, those that are empty left out."""
    row: list[Run] = []
    for cell in cells:
        if row and cell:
            row.append(Run(BETWEEN, row[-1].end, row[-1].end))
        row += cell
    return tuple(row)


def labels(above: Leaf, below: Leaf | None) -> bool:
    """Whether a paragraph only names what stands below it, so that without that it says nothing.

    One that ends in a colon, a caption above a table, a list or code, or words in bold above anything: "**On a Mac**".
    """
    if below is None or above.kind is not Kind.PARAGRAPH or below.kind in (Kind.HEADING, Kind.RULE):
        return False
    if len(above.text) > LABEL or above.holders != below.holders[: len(above.holders)]:
        return False
    if introduces(above.text):
        return True
    bold = all("strong" in run.styles for cell in above.cells for run in cell if run.text.strip())
    holds = below.kind is not Kind.PARAGRAPH or (bool(below.holders) and not above.holders)
    return (bold or holds) and not above.text.rstrip().endswith(_ENDS)
