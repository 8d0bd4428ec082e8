"""A tree of elements -> its blocks, in order: the walk, and what is read as paragraphs and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.markup.elements import asked, inline, left
from faqbot.authoring.importing.markup.elements.element import BLOCKS, HEADINGS, Element, Text, collapsed
from faqbot.authoring.importing.markup.elements.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from faqbot.authoring.importing.markup.elements.inline import Run

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Whole:
    """What is known of the whole document while its parts are read.

    Attributes:
        links: the links within it.
        readers: how elements are read that are more than a paragraph or words within one, by name.
        unplaced: what is left out of its blocks, in order.
        said: the elements (by `id`) whose words are in a block before it is their turn.
    """

    links: left.Links
    readers: Mapping[str, Callable[[Flow, Element, Style], None]]
    unplaced: list[Unplaced] = field(default_factory=list)
    said: set[int] = field(default_factory=set)

    def leave(self, words: str, line: int, why: str) -> None:
        """List what is left out."""
        if words.strip():
            self.unplaced.append(Unplaced(line or None, collapsed(words).strip(), why))


class Flow:
    """The blocks of a part of a document, read element by element.

    Attributes:
        whole: what is known of the whole document.
        is_answer: whether the part answers a question: none is asked within it.
        is_page: whether it is a page from its beginning.
        blocks: what was read.
        anchors: the names by which links lead to the next block.
        level: of the last heading.
    """

    def __init__(self, whole: Whole, *, is_answer: bool = False, is_page: bool = False) -> None:
        self.whole = whole
        self.is_answer = is_answer
        self.is_page = is_page
        self.blocks: list[Block] = []
        self.anchors: list[str] = []
        self.level = 0
        self._runs: list[Run] = []
        self._line = 0
        self._contents_at = -1  # the block before which a table of contents was left out

    def read(self, nodes: Sequence[Element | Text], style: Style = PLAIN) -> Flow:
        """Read elements and texts that stand beside each other."""
        at = 0
        while at < len(nodes):
            node = nodes[at]
            if isinstance(node, Text):
                self.say(style.run(node.text), node.line + _lines_before(node.text))
            elif (places := asked.answering(nodes, at)) is not None:
                self.answered(self.line_of(node.children), node, [nodes[place] for place in places], style)
                at = places[-1]
            else:
                self._element(node, style)
            at += 1
        return self

    def done(self) -> list[Block]:
        """All that was read."""
        self.end()
        return self.blocks

    def inner(self, nodes: Sequence[Element | Text], style: Style = PLAIN) -> list[Block]:
        """The blocks of what is read for itself: an item, a cell, a quotation."""
        return Flow(self.whole, is_answer=self.is_answer).read(nodes, style).done()

    def _element(self, element: Element, style: Style) -> None:
        if id(element) in self.whole.said:
            return
        if element.size or element.name not in BLOCKS:  # an empty <a> names what follows, an empty <div> its place
            self.anchors += element.names
        why = left.why(element, self.whole.links)
        if why is not None:
            self._leave(element, why)
        elif (name := asked.schema(element)) is not None and name is not element:
            question = self.line_of(name.children)
            self.whole.said.add(id(name))
            self.answered(question, name, element.children, style)
        elif element.name in self.whole.readers:
            self.whole.readers[element.name](self, element, style)
        elif element.name in BLOCKS:
            self.end()
            self.read(element.children, style.within(element))
            self.end()
        else:
            within = style.within(element)
            is_head = element.name in ("button", "a") and element.is_switch
            self.read(element.children, replace(within, strong=True) if is_head else within)

    def say(self, run: Run, line: int) -> None:
        """Add to the paragraph that is being read."""
        if not self._line and run.text.strip():
            self._line = line
        self._runs.append(run)

    def _leave(self, element: Element, why: str) -> None:
        if element.name in BLOCKS:
            self.end()
        if why == left.CONTENTS:
            self._contents_at = len(self.blocks)
        self._list(element, why)

    def _list(self, element: Element, why: str) -> None:
        if why:
            self.whole.leave(element.words() or element.get("src") or element.get("data"), element.line, why)

    def end(self) -> None:
        """End the paragraph that is being read."""
        if not self._runs:
            return
        runs, line = self._runs, self._line
        self._runs, self._line = [], 0
        for part in inline.paragraphs(runs):
            for lines in _apart(self._without_signs(part)):
                said = inline.words(lines)
                if self.whole.links.are_ways(lines, is_first=self.is_page and not self.blocks):
                    self.whole.leave(said, line, left.WITHIN)
                elif said:
                    is_bold = all(run.strong for run in lines if _LETTER.search(run.text)) and lines[-1].strong
                    text = inline.paragraph(_without_nowhere(lines))
                    self.add(Block(Kind.PROSE, text, said, line, bold=is_bold))

    def _without_signs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """A paragraph without the arrows that lead back from a note, and other links within the page without words."""
        links = self.whole.links
        signs = [run.url and not re.search(r"\w", run.text) and links.within(run.url) for run in runs]
        return inline.joined([run for run, sign in zip(runs, signs, strict=True) if not sign]) if any(signs) else runs

    def add(self, block: Block) -> None:
        """Add a block, with the name by which links lead to it."""
        is_head = block.kind in (Kind.HEADING, Kind.QUESTION)
        if (is_head or block.bold) and self._contents_at == len(self.blocks) and self.blocks:
            self._drop_head_of_contents(block)
        name = self.whole.links.wanted(self.anchors) or (self.anchors[-1] if self.anchors and is_head else "")
        anchors = (*self.anchors, *block.names)
        self.anchors = []
        if anchors and block.kind is not Kind.END:
            block = replace(block, anchor=block.anchor or name, anchors=anchors)
        self.blocks.append(block)
        self.level = block.level or self.level

    def _drop_head_of_contents(self, following: Block) -> None:
        """Leave out what headed nothing but a table of contents."""
        last = self.blocks[-1]
        is_head = last.kind is Kind.HEADING and 0 < following.level <= last.level
        if is_head or (last.bold and last.kind is Kind.PROSE):
            self.blocks.pop()
            self.whole.leave(last.words, last.line, left.CONTENTS)

    def line_of(self, nodes: Sequence[Element | Text], style: Style = PLAIN) -> tuple[Run, ...]:
        """All that elements say, as the runs of one line."""
        runs: list[Run] = []
        for node in nodes:
            self._flat(node, style, runs)
        return inline.joined(_without_nowhere(runs))

    def _flat(self, node: Element | Text, style: Style, runs: list[Run]) -> None:
        if isinstance(node, Text):
            runs.append(style.run(node.text))
            return
        self.anchors += node.names
        if node.name == "img":
            runs += self.picture(node, style)
        elif node.name != "button" and (why := left.why(node, self.whole.links)) is not None:
            self._list(node, why)
        else:
            edge = [inline.Run(" ")] if node.name in BLOCKS or node.name == "br" else []
            runs += edge
            for child in node.children:
                self._flat(child, style.within(node), runs)
            runs += edge

    def picture(self, element: Element, style: Style) -> list[Run]:
        """A picture as what it is called; one without words is listed, one that only adorns isn't."""
        alt = collapsed(element.get("alt") or element.get("title")).strip()
        source = element.get("src").strip()
        if alt:
            kept = "" if not source or source.startswith("data:") else source
            return [replace(style.run(alt), picture=kept)]
        if "alt" not in element.attributes:
            self.whole.leave(
                "picture" if not source or source.startswith("data:") else source, element.line, "picture without words"
            )
        return []

    def answered(
        self, question: tuple[Run, ...], asking: Element, answer: Sequence[Element | Text], style: Style
    ) -> None:
        """A question with what answers it; within another answer it is a paragraph in bold."""
        self.end()
        runs, url = inline.bared(question)
        self.anchors += [asking.get("id")] if asking.get("id") else []
        said = inline.words(runs)
        if self.is_answer or not said:
            strong = tuple(replace(run, strong=True) for run in runs)
            self.say_apart(strong, asking.line)
            self.read(answer, style)
            self.end()
            return
        outer = "" if self.whole.links.within(url) else url
        if asked.are_several(said, answer):
            self._headed(Block(Kind.HEADING, inline.line(runs), said, asking.line, url=outer), answer, style)
            return
        self.add(Block(Kind.QUESTION, inline.line(runs), said, asking.line, url=outer))
        self.blocks += Flow(self.whole, is_answer=True).read(answer, style).done()
        self.add(Block(Kind.END, "", "", 0))

    def _headed(self, heading: Block, below: Sequence[Element | Text], style: Style) -> None:
        """A panel that holds a list of questions, below the heading that it opens by."""
        before = self.level
        self.add(replace(heading, level=min(before + 1, len(HEADINGS))))
        self.read(below, style)
        self.end()
        self.level = before

    def say_apart(self, runs: Sequence[Run], line: int) -> None:
        """A paragraph of its own."""
        self.end()
        for run in runs:
            self.say(run, line)
        self.end()


def _lines_before(text: str) -> int:
    """The line feeds before the first words of a text."""
    return text.count("\n", 0, len(text) - len(text.lstrip()))


def _without_nowhere(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs without the links that lead nowhere."""
    return tuple(inline.Run(run.text, run.strong, run.emphasis, run.code) if run.url == "#" else run for run in runs)


def _apart(part: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """A paragraph cut where a line in bold heads what follows: its first one, and any that asks."""
    if not any(run.text == inline.BREAK for run in part):
        return [part]
    lines: list[list[Run]] = [[]]
    for run in part:
        if run.text == inline.BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    bold = [inline.all_marked(line, "strong") for line in lines]
    if not any(bold) or all(bold):
        return [part]
    out: list[list[Run]] = []
    ended = True
    for at, line in enumerate(lines):
        heads = bold[at] and (at == 0 or asked.asks(inline.words(line)))
        if heads or ended:
            out.append(list(line))
        else:
            out[-1] += [inline.Run(inline.BREAK), *line]
        ended = heads
    return [inline.joined(line) for line in out]
