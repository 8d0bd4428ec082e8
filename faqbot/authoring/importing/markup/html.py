"""HTML -> its blocks: web pages, pieces of HTML within other documents, and what a cell of a sheet holds.

Pages are parsed as browsers parse them (Lexbor, by selectolax): no tag needs to be closed. Nothing in them is run or
fetched. Elements that stand deeper than `DEEPEST` within each other are put side by side at that depth, and a remark
says so.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Block, Document, Kind, Pair
from faqbot.authoring.importing.markup.elements import lists, readers
from faqbot.authoring.importing.markup.elements.element import DEEPEST, Element, Text, measured
from faqbot.authoring.importing.markup.trees import content, facts, notes, tags
from faqbot.authoring.needed import needed
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.draft import Unplaced
    from faqbot.authoring.importing.document import Source

_PURPOSE: Final = "to read HTML"
_NO_ATTRIBUTES: Final[dict[str, str]] = {}  # of most elements; a dictionary for each would take a quarter of the memory
_MARK: Final = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.[0-9]{1,9}")
_FLATTENED: Final = f"elements stand more than {DEEPEST} deep within each other: those are read as if side by side"
# Letters of a page up to which readability is asked where nothing tells its content: it makes several passes.
_MOST_TO_GUESS: Final = 2_000_000
# The part of a page's letters in links from which it is more than its content.
_MOST_LINKS: Final = 0.4


def read(source: Source) -> Document:
    """A web page as its blocks.

    Raises:
        KnowledgeError: it is no text.
        FaqbotError: selectolax isn't installed.
    """
    text, remarks = decoded(source, facts.charset(source.data))
    found = page(text, os.path.basename(source.path))
    return replace(found, remarks=(*remarks, *found.remarks))


def page(text: str, name: str) -> Document:
    """A page as its blocks, from its text and the name of its file."""
    tagged = tags.tagged(text)
    root, is_deep = _tree(tagged.text)
    names = frozenset((name,)) if name else frozenset()
    notes.gather(root, names)
    body = measured(root.first("body", "frameset") or root, names)
    told = facts.facts(root)
    chosen, left = _content(body, tagged.text)
    flow = readers.flow(chosen, names, is_page=True)
    unplaced = sorted((*left, *told.unplaced, *flow.whole.unplaced), key=lambda one: one.line or 0)
    frames = [element for element in root.elements() if element.name == "frame"]
    remarks = [_FLATTENED] if is_deep or tagged.is_flattened else []
    remarks += [f"the page only names other files: import {_listed(frames)}"] if frames else []
    return Document(
        Format.MARKDOWN,
        tuple(flow.blocks),
        title=told.title,
        pairs=tuple(Pair(_words(said.question), markdown(said.answer), said.line) for said in told.said),
        published=told.published,
        language=told.language,
        url=told.url,
        unplaced=tuple(unplaced),
        remarks=tuple(remarks),
    )


def fragment(text: str, line: int) -> Document:
    """A piece of HTML that stands in another document, from this line of it on: its blocks and what is in none."""
    tagged = tags.tagged(text, line)
    root, _ = _tree(tagged.text)
    flow = readers.flow(root.first("body") or root, is_page=False)
    return Document(Format.MARKDOWN, tuple(flow.blocks), unplaced=tuple(flow.whole.unplaced))


def blocks(fragment_: str, line: int) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that stands in another document, from this line of it on."""
    return fragment(fragment_, line).blocks


def markdown(fragment_: str) -> str:
    """A piece of HTML, such as a cell of a sheet holds, as Markdown."""
    return lists.rendered([block for block in blocks(fragment_, 0) if block.kind is not Kind.END])


def _words(fragment_: str) -> str:
    return " ".join(" ".join(block.words for block in blocks(fragment_, 0)).split()) if "<" in fragment_ else fragment_


def _listed(frames: Sequence[Element]) -> str:
    return ", ".join(frame.get("src") for frame in frames if frame.get("src"))


def _content(body: Element, text: str) -> tuple[Element, list[Unplaced]]:
    """The part of a page that is its content, and what is left out around it and in it."""
    chosen = content.content(body)
    if chosen is not None:
        return chosen, [*content.around(body, chosen), *content.without_regions(chosen, is_content=True)]
    left = content.without_regions(body, is_content=False)
    linked = sum(element.size for element in body.elements() if element.name == "a") - body.linked
    if left or linked <= _MOST_LINKS * body.size or len(text) > _MOST_TO_GUESS:
        return body, left
    return _guessed(body, text)


def _guessed(body: Element, text: str) -> tuple[Element, list[Unplaced]]:
    """The part that readability takes for the content of a page in which nothing tells it, and what is around."""
    readability = needed(_readability, "readability-lxml", "to find the text of a page")
    try:
        summary = readability.Document(text).summary(html_partial=True)
    except (readability.readability.Unparseable, ValueError, TypeError, AssertionError):
        return body, []
    kept = {element.get(tags.LINE) for element in _tree(summary, marked=True)[0].elements()} - {""}
    root = _tree(text, marked=True)[0]
    whole = root.first("body") or root
    chosen = _common(whole, [element for element in whole.elements() if element.get(tags.LINE) in kept])
    return chosen, content.around(whole, chosen)


def _common(root: Element, wanted: Sequence[Element]) -> Element:
    """The innermost element that holds all of these."""
    left = {id(element) for element in wanted}
    found = root
    while id(found) not in left:
        inner = [child for child in found.children if isinstance(child, Element)]
        holding = [child for child in inner if any(id(element) in left for element in child.elements())]
        if len(holding) != 1:
            break
        found = holding[0]
    return found


def _readability() -> Any:
    import readability  # here: only pages that don't tell their content need it

    return readability


def _lexbor() -> Any:
    from selectolax.lexbor import LexborHTMLParser  # here: only HTML needs it

    return LexborHTMLParser


def _tree(text: str, *, marked: bool = False) -> tuple[Element, bool]:
    """A page parsed, and whether some of it stood too deep; `marked`: its elements keep the marks of their tags."""
    parser = needed(_lexbor, "selectolax", _PURPOSE)(text)  # it must live as long as its nodes do
    top = Element("html")
    is_deep = False
    waiting: list[tuple[Any, Element]] = []
    node, parent = parser.root, top
    line = 0
    while node is not None or waiting:
        if node is None:
            node, parent = waiting.pop()
            continue
        tag = node.tag
        if tag == "-text":
            said = node.text_content or ""
            if said:
                parent.children.append(Text(said, line))
            line += said.count("\n") if line else 0
        elif tag[0] not in "-!":
            attributes = node.attributes
            begins, ends = _lines(attributes.get(tags.LINE) or "", line)
            if not marked:
                attributes.pop(tags.LINE, None)
            line = ends
            child = Element(tag, begins, {name: value or "" for name, value in attributes.items()} or _NO_ATTRIBUTES)
            parent.children.append(child)
            waiting.append((node.next, parent))
            if len(waiting) > DEEPEST:
                is_deep = True
            else:
                parent = child
            node = node.child
            continue
        node = node.next
    del parser
    return (top.children[0] if top.children and isinstance(top.children[0], Element) else top), is_deep


def _lines(mark: str, last: int) -> tuple[int, int]:
    """The lines on which a tag begins and ends, by its mark; the last line that is known where it has none."""
    numbers = _MARK.fullmatch(mark)
    return (int(numbers[1]), int(numbers[1]) + int(numbers[2])) if numbers else (last, last)
