"""A Markdown text to what of it may be quoted: sentences, and items, rows of tables and lines of code each for itself.

- Adults: **12 €**      ->  "Adults: 12 €"
| Adults | 12 € |       ->  "Adults | 12 €", found by what heads its cells too: "Who", "Adults", "Price", "12 €"
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from faqbot.base.layout import markdown
from faqbot.base.layout.blocks import introduces
from faqbot.base.layout.leaves import Kind, labels
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.base.layout.leaves import Leaf


class Part(NamedTuple):
    """What may be quoted.

    Attributes:
        offset: where in the text it starts, in characters.
        value: its words as they are read.
        found_by: the texts that it is found by.
        heads: whether it heads what follows, as a heading, a caption or the header of a table does.
    """

    offset: int
    value: str
    found_by: tuple[str, ...]
    heads: bool


def parts(text: str) -> Iterator[Part]:
    """The parts of a text, in order: each of its words is in one. At least one, if of marks, where it isn't empty."""
    leaves = markdown.read(text)
    heads: dict[int, Leaf] = {}
    found = False
    for leaf, below in zip_longest(leaves, leaves[1:]):
        if leaf.table and leaf.head:
            heads[leaf.table] = leaf
        for part in _parts(leaf, heads.get(leaf.table), names=labels(leaf, below) and not introduces(leaf.text)):
            found = True
            yield part
    if not found and (bare := text.strip()):
        yield Part(text.index(bare[0]), bare, (), heads=False)


def _parts(leaf: Leaf, header: Leaf | None, *, names: bool) -> Iterator[Part]:
    for said in leaf.said:
        if header or leaf.kind is Kind.CODE:
            start = len(said.text) - len(said.text.lstrip())
            found_by = _headed(leaf, header) if header else (said.text,)
            yield Part(said.source(start), said.text.strip(), found_by, leaf.head)
        else:
            for at, sentence in sentences(said.text):
                yield Part(said.source(at), sentence, (sentence,), leaf.head or names)


def _headed(row: Leaf, header: Leaf) -> tuple[str, ...]:
    """The cells of a row, each behind what heads it."""
    texts = (["".join(run.text for run in cell) for cell in each.cells] for each in (header, row))
    named = zip(*texts, strict=True)
    return tuple(text for name, cell in named if cell for text in ((cell,) if row is header else (name, cell)))
