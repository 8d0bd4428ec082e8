"""The blocks of a document below their headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.drafting.questions import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST: Final = 6  # levels of headings


@dataclass(slots=True, eq=False)
class Node:
    """A heading (None: the document's start) with what stands right below it, and the deeper headings below that."""

    heading: Block | None
    level: int
    body: list[Block] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it is called, without marks; "" of the document's start."""
        return joined(self.heading.words) if self.heading else ""

    def nodes(self) -> Iterator[Node]:
        """The headings below it, in order."""
        for node in self.below:
            yield node
            yield from node.nodes()

    def blocks(self) -> Iterator[Block]:
        """All that stands below it, in order."""
        yield from self.body
        for node in self.below:
            assert node.heading is not None  # noqa: S101 - only the root has none
            yield node.heading
            yield from node.blocks()


def tree(blocks: Iterable[Block]) -> Node:
    """Blocks below their headings; a heading in what answers a question is part of that."""
    root = Node(None, 0)
    path, depth = [root], 0
    for block in blocks:
        depth += (block.kind is Kind.QUESTION) - (block.kind is Kind.END)
        if block.kind is not Kind.HEADING or depth > 0:
            path[-1].body.append(block)
            continue
        level = min(max(block.level, 1), DEEPEST)
        while path[-1].level >= level:
            path.pop()
        node = Node(block, level)
        path[-1].below.append(node)
        path.append(node)
    return root
