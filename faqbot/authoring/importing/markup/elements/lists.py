"""Lists: their items, the terms of definition lists, and the block that a list becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.markup import marks
from faqbot.authoring.importing.markup.elements.asked import asks
from faqbot.authoring.importing.markup.elements.element import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NUMBER: Final = re.compile(r"\s*\+?(\d{1,9})\s*")


@dataclass(slots=True)
class Item:
    """An item of a list: the element, and what is in it."""

    element: Element
    nodes: list[Element | Text]


@dataclass(slots=True)
class Terms:
    """Terms of a definition list and what is said of all of them."""

    terms: list[Element] = field(default_factory=list)
    said: list[Element | Text] = field(default_factory=list)


def items(element: Element) -> list[Item]:
    """The items of a list; what stands between two, as a list within it does in old pages, belongs to the former."""
    found: list[Item] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            found.append(Item(child, list(child.children)))
        elif isinstance(child, Element) or child.text.strip():
            if not found:
                found.append(Item(element, []))
            found[-1].nodes.append(child)
    return found


def first_number(element: Element) -> int | None:
    """The number with which a list begins; None of one with bullets."""
    if element.name != "ol":
        return None
    first = element.child("li") or element
    number = _NUMBER.fullmatch(first.get("value")) or _NUMBER.fullmatch(element.get("start"))
    return int(number[1]) if number else 1


def is_outline(said: Sequence[Sequence[Block]]) -> bool:
    """Whether the items of a list are written as a document's sections are: with headings, questions and answers."""
    return any(block.kind in (Kind.HEADING, Kind.QUESTION) for blocks in said for block in blocks)


def is_asked(said: Sequence[Sequence[Block]]) -> bool:
    """Whether each item of a list begins with a line of its own and goes on, and half of these lines or more ask."""
    heads = [blocks[0] for blocks in said if len(blocks) > 1 and blocks[0].kind is Kind.PROSE]
    return len(heads) == len(said) and 0 < len(heads) <= 2 * sum(asks(head.words) for head in heads)


def is_head(said: Sequence[Sequence[Block]]) -> bool:
    """Whether a list is a question alone, numbered by hand or by Word: it heads what stands below."""
    if len(said) != 1 or len(said[0]) != 1:
        return False
    return said[0][0].kind is Kind.PROSE and asks(said[0][0].words)


def as_asked(said: Sequence[Block]) -> list[Block]:
    """An item's blocks as a question and what answers it."""
    text = said[0].text
    marked = said[0].bold and text[:2] == text[-2:] and text[:2] in ("**", "__") and text.count(text[:2]) == 2
    question = replace(said[0], kind=Kind.QUESTION, text=text[2:-2] if marked else text, bold=False)
    return [question, *said[1:], Block(Kind.END, "", "", 0)]


def is_apart(text: str, first: int | None) -> bool:
    """Whether a list that begins with a number, or with None, can't be taken to go on with the list `text`."""
    if first is None:
        return not text.startswith("- ")
    return not re.match(r"\d{1,9}\. ", text)


def block(said: Sequence[Sequence[Block]], *, first: int | None, line: int, other: bool) -> Block:
    """The block of a list whose items say this."""
    loose = any(len(blocks) > 1 and not _is_tight(blocks) for blocks in said)
    texts = [_item(blocks) for blocks in said]
    words = "\n".join(block.words for blocks in said for block in blocks if block.words)
    text = marks.listing(texts, first=first, loose=loose, other=other)
    return Block(Kind.LIST, text, words, line, anchors=named(block for blocks in said for block in blocks))


def named(said: Iterable[Block]) -> tuple[str, ...]:
    """All names by which links lead to or into what becomes one block."""
    return tuple(name for block in said for name in block.names)


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Whether a paragraph and the list below it may stand without a blank line between them."""
    first, second = blocks[0], blocks[1]
    return len(blocks) == 2 and first.kind is Kind.PROSE and second.kind is Kind.LIST and _interrupts(second.text)


def _interrupts(text: str) -> bool:
    return text.startswith(("- ", "* ", "1. ", "1) "))


def _item(blocks: Sequence[Block]) -> str:
    if len(blocks) > 1 and _is_tight(blocks):
        return f"{blocks[0].text}\n{blocks[1].text}"
    return rendered(blocks)


def rendered(blocks: Sequence[Block]) -> str:
    """Blocks as one piece of Markdown."""
    return marks.stacked(_one(block) for block in blocks)


def _one(block: Block) -> str:
    if block.kind is Kind.HEADING:
        return marks.heading(block.text, block.level)
    if block.kind is Kind.QUESTION:
        return marks.strong(block.text, "", "") or block.text
    return block.text


def terms(element: Element) -> Iterator[Terms]:
    """The terms of a definition list, each with what is said of it; terms that stand together share it."""
    now = Terms()
    for child in _spread(element):
        if isinstance(child, Element) and child.name == "dt":
            if now.said:
                yield now
                now = Terms()
            now.terms.append(child)
        elif isinstance(child, Element) or child.text.strip():
            now.said.append(child)
    yield now


def _spread(element: Element) -> Iterator[Element | Text]:
    """The children of a definition list, those of a <div> around some of them too."""
    for child in element.children:
        if isinstance(child, Element) and child.name == "div":
            yield from child.children
        else:
            yield child
