"""A sentence of a section -> the part of its text that answers: the paragraph, and what that introduces.

    To get a passport you need three things:      <- where this is what was asked for,

    - a photograph                                <- the list belongs to the answer, and where an item is,
    - your old passport                              so does the line above it

What would be too long to read as an answer ends after a whole item; the citation leads to the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.layout import Kind, blocks
from faqbot.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.layout import Block

# The longest paragraph, in characters, that is an answer: some eight lines of a terminal, as summaries have.
PARAGRAPH: Final = 600
# The longest answer with what it introduces, in characters: a list is read faster than prose.
INTRODUCED: Final = 1_200


def around(text: str, start: int, end: int) -> str:
    """The part of `text` that is to be read with the sentence from `start` up to `end` (in characters), verbatim.

    That is its paragraph, with the line that introduces it and with what it introduces; the sentence alone where its
    paragraph is longer than `PARAGRAPH`. Of what is introduced there is no more than `INTRODUCED` has room for.
    """
    found = blocks(text)
    paragraph = _paragraph(found, *_held(found, start, end))
    first, last = _introduced(found, *paragraph)
    whole, near = (text[found[low].start : found[high].end] for low, high in ((first, last), paragraph))
    part = found[first : last + 1]
    if len(whole) <= (INTRODUCED if any(map(_introduces, part)) else PARAGRAPH):
        return whole
    units = [unit for block in part for unit in _units(block)]
    return _shortened(text, start, end, units) or (near if len(near) <= PARAGRAPH else text[start:end])


def _held(found: Sequence[Block], start: int, end: int) -> tuple[int, int]:
    """The first and the last of the blocks that hold a sentence."""
    held = [at for at, block in enumerate(found) if block.start < end and block.end > start]
    return held[0], held[-1]


def _paragraph(found: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The first and the last of the blocks that no empty line parts from those given."""
    while first and not found[first].parted:
        first -= 1
    while last + 1 < len(found) and not found[last + 1].parted:
        last += 1
    return first, last


def _introduced(found: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The same with the items and paragraphs that go on from them or lead to them."""
    while first and _belongs(found[first - 1], found[first]):
        first, _ = _paragraph(found, first - 1, first - 1)
    while last + 1 < len(found) and _belongs(found[last], found[last + 1]):
        _, last = _paragraph(found, last + 1, last + 1)
    return first, last


def _belongs(above: Block, below: Block) -> bool:
    """Whether two blocks with an empty line between them belong together."""
    return _introduces(above) or above.kind is below.kind is Kind.ITEM


def _introduces(block: Block) -> bool:
    return block.kind is not Kind.CODE and block.text.rstrip().endswith(":")


def _units(block: Block) -> Iterator[Block]:
    """What can be left out of a list or code: an item, a line."""
    if block.kind is not Kind.CODE:
        yield block
        return
    start = block.start
    for line in block.text.split("\n"):
        yield replace(block, text=line, start=start, parted=block.parted and start == block.start)
        start += len(line) + 1


def _shortened(text: str, start: int, end: int, part: Sequence[Block]) -> str:
    """The sentence that introduces, and the items from the first on, as many as there is room for.

    Where those don't reach the sentence that is wanted, the items from that on. Empty where it is neither introduced
    nor introduces anything, or too long for that.
    """
    first, last = _held(part, start, end)
    head = next((at for at in range(last, -1, -1) if _introduces(part[at])), -1)
    if head < 0:
        return ""
    at = part[head].start + sentences(part[head].text)[-1][0]
    if head == first and start < at:
        return ""
    opening = text[min(start, at) if head >= first else at : part[head].end]
    for begin in (head + 1, max(first, head + 1)):
        items = [item for item in part[begin:] if item.end - part[begin].start <= INTRODUCED - len(opening)]
        if items and begin + len(items) > last:
            gap = "\n\n" if items[0].parted else "\n"
            return f"{opening}{gap}{text[items[0].start : items[-1].end]}"
    return ""
