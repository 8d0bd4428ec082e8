"""A document as its blocks -> a draft: sections by heading, questions with their answers, notes, and what is left.

A heading is, from the top of the document down:

- a list of questions, where it says so ("FAQ"), or where the file, the title or most of its headings do;
- in such a list an entry, where it stands at the bottom or where questions do in it; above these a group;
- elsewhere an entry where it asks, else a section.

What a heading holds of its own is parted at the questions in it (`entries`).
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection, Unplaced
from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.drafting import anchors, contents, notes
from faqbot.authoring.importing.drafting import questions as asking
from faqbot.authoring.importing.drafting.entries import LEAST_WORDS, Ask, Finder, Shape
from faqbot.authoring.importing.drafting.names import Name
from faqbot.authoring.importing.drafting.questions import plainly, unnumbered
from faqbot.authoring.importing.drafting.tree import DEEPEST, Node, tree
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format
from faqbot.knowledge.parts.ids import LONGEST, slug
from faqbot.knowledge.yaml.format import DEEPEST as MOST_LEVELS
from faqbot.language import language as languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.importing.document import Document, Source

INTRO: Final = ("intro", "Introduction")  # the id and heading of what stands before the first heading
_ABOVE: Final = 300  # characters above a title: badges, a menu, a line or two
_ANSWER: Final = 300  # words up to which what has headings of its own is one answer
_ID: Final = re.compile(r"[A-Za-z][^\W\d]*(?:[.-][^\W\d]+)*")  # numbered ones, as "faq7" and "id2", say nothing
_HTTP: Final = re.compile(r"https?://\S+")


def draft(document: Document, source: Source) -> Draft:
    """A draft of a document.

    Args:
        document: its blocks.
        source: the file: its name tells a title where the document has none, and whether it is a FAQ.
    """
    return _Drafting(document, source).draft()


def _is_top(root: Node) -> bool:
    """Whether the only heading of a document stands at its top, not in the middle of its text."""
    above = sum(len(block.words) for block in root.body)
    return above <= _ABOVE or 4 * above <= sum(len(block.words) for block in root.below[0].blocks())


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a heading stands: in a list of questions, in which group of it."""

    in_faq: bool
    group: str | None = None


class _Drafting:
    """Drafts one document."""

    def __init__(self, document: Document, source: Source) -> None:
        self._document = document
        self._source = source
        self._name = Name(source.path)
        self._is_plain = document.format is Format.PLAIN
        self._questions = asking.of(languages.of((document.language or DEFAULT_LANGUAGE).split("-")[0].lower()))
        self._bare = asking.joined if self._is_plain else asking.bare
        self._finder = Finder(self._questions, self._bare)
        self._sections: list[DraftSection] = []
        self._entries: list[DraftEntry] = []
        self._groups: list[tuple[str, int]] = []  # headings above entries, with their lines
        self._unplaced: list[Unplaced] = list(document.unplaced)
        self._linked: set[str] = set()
        self._above: tuple[str, ...] = ()  # names of headings that are no part themselves: the next one's below them
        self._ids = {INTRO[0]}
        self._level = 1  # at which questions stand in the document
        self._title = ""

    def draft(self) -> Draft:
        """The draft of the document."""
        blocks, note = notes.parted(self._document.blocks, self._questions, self._bare)
        blocks = self._without_contents(blocks)
        self._linked = {name for block in blocks for name in re.findall(r"\]\(#([^)\s]+)\)", block.text)}
        root = tree(blocks)
        title, root = self._titled(root)
        self._title = title
        levels = Counter(node.level for node in root.nodes() if self._questions.asks(node.words))
        levels = levels or Counter(node.level for node in root.nodes() if not node.below)
        self._level = min(levels, key=lambda level: (-levels[level], level), default=1)
        if self._is_answer(root, title):
            self._enter(Ask(title, 1, Shape.HEADING, self._finder.answered(list(root.blocks())), ""), None)
        else:
            self._place(root, _Scope(self._is_faq(root, title)))
        self._add_pairs()
        sections = self._sections_in_place()
        used = {entry.group for entry in self._entries} | {section.heading for section in sections}
        for group, line in self._groups:
            if group not in used:
                self._leave(line, group, "a heading above groups of questions")
        return Draft(
            name=slug(self._name.stem) or "article",
            title=title,
            format=self._document.format,
            sections=sections,
            faq=tuple(self._entries),
            note=note,
            source=self._source.path,
            published=self._document.published,
            language=self._document.language,
            url=self._document.url,
            unplaced=tuple(sorted(self._unplaced, key=lambda one: one.line or 0)),
            remarks=self._document.remarks,
        )

    # -- what isn't a heading ------------------------------------------------------------------

    def _without_contents(self, blocks: list[Block]) -> list[Block]:
        """The blocks without lists that only repeat the headings and questions of the document."""
        named = {
            contents.key(labelled.text if (labelled := self._questions.labelled(block.words)) else block.words)
            for block in blocks
            if block.kind in (Kind.HEADING, Kind.QUESTION) or block.bold
        } - {""}
        lists = contents.found(blocks, named, is_plain=self._is_plain, is_named=self._questions.lists)
        for number in sorted(lists):
            self._leave(blocks[number].line, blocks[number].text, "table of contents")
        return [block for number, block in enumerate(blocks) if number not in lists]

    # -- the whole -----------------------------------------------------------------------------

    def _titled(self, root: Node) -> tuple[str, Node]:
        """The title, and the document without the heading that is its title."""
        top = root.below[0] if len(root.below) == 1 and _is_top(root) else None
        if top and top.heading and not self._questions.labelled(top.words):
            is_alone = not top.below and not root.body
            same = not self._document.title or plainly(self._document.title) == plainly(top.words)
            title = self._document.title or top.words
            if is_alone and same and (self._questions.is_question(top.words) or not self._is_faq(top, title)):
                return title, root  # its only heading, which is its section's too
            if same or not top.body:
                self._links(top.heading.text, top.heading.line, None)
                self._above = anchors.names([top.heading])
                if not same:
                    self._leave(top.heading.line, top.words, "a second title")
                return title, replace(top, heading=None, body=[*root.body, *top.body])
        return self._document.title or self._name.readable, root

    def _is_faq(self, root: Node, title: str) -> bool:
        """Whether the document as a whole is a list of questions."""
        if any(map(self._questions.heads, (title, *self._name.words))):
            return True
        if any(self._questions.heads(node.words) for node in root.nodes()):
            return False  # it says where its questions are
        leaves = [node.words for node in root.nodes() if not node.below]
        return len(leaves) > 2 and 2 * sum(map(self._questions.asks, leaves)) > len(leaves)

    def _is_answer(self, root: Node, title: str) -> bool:
        """Whether the document is the answer to its title: that asks, or it is a page of an FAQ with a page each.

        Not where it holds questions of its own, or where its title is that of a heading of it.
        """
        if (
            title == self._name.readable
            or self._questions.heads(title)
            or any(node.words == title for node in root.below)
        ):
            return False
        among = self._name.in_faq(self._questions) and not self._name.is_index
        if not (among or self._questions.asks(title)) or self._finder.parted(root.body, in_faq=False).asks:
            return False
        return not any(self._questions.asks(node.words) or self._questions.heads(node.words) for node in root.nodes())

    # -- headings ------------------------------------------------------------------------------

    def _place(self, node: Node, scope: _Scope) -> None:
        """Place what stands below a heading; `scope` is where the heading stands."""
        if node.heading is None:
            self._hold(node, scope)
        elif self._links_only(node) and (self._questions.lists(node.words) or self._links_asks(node, scope)):
            for block in (node.heading, *node.body):
                self._leave(block.line, block.text, "table of contents")
        elif self._is_entry(node, scope):
            self._answer(node, scope)
        elif self._questions.heads(node.words):
            group = None if self._questions.only_heads(node.words) else node.words
            self._hold(node, _Scope(in_faq=True, group=group or scope.group))
        else:
            self._hold(node, scope)

    def _links_only(self, node: Node) -> bool:
        """Whether below a heading there is nothing but lists of links, or nothing at all."""
        return not node.below and all("](" in block.text and block.kind is Kind.LIST for block in node.body)

    def _links_asks(self, node: Node, scope: _Scope) -> bool:
        """Whether a heading in a list of questions names no more than a page, or pages, on which such are answered."""
        links = [found for block in node.body for found in asking.LINK.finditer(block.text)]
        asks = [found for found in links if self._questions.asks(self._bare(found[0]))]
        return scope.in_faq and not self._questions.asks(node.words) and 2 * len(asks) > len(links)

    def _is_entry(self, node: Node, scope: _Scope) -> bool:
        """Whether a heading is a question, and all below it the answer."""
        words, asks = node.words, self._questions.asks(node.words)
        labelled = self._questions.labelled(words)
        if labelled and labelled.is_question:
            return True
        if not scope.in_faq:
            return asks and len(words.split()) >= LEAST_WORDS and (not node.below or self._is_short(node))
        if self._questions.heads(words):
            return False
        below = [self._questions.asks(deeper.words) for deeper in node.below]
        if below and (2 * sum(below) >= len(below) or node.level < self._level):
            return False
        if asks or not node.body:
            return asks or not below
        parted = None if below else self._finder.parted(node.body, in_faq=True)
        return not (parted and parted.asks) and (not below or node.level >= self._level)

    def _is_short(self, node: Node) -> bool:
        """Whether all below a heading is no longer than an answer is, with no questions of its own."""
        return len(self._told_below(node)) == len(node.below)

    def _answer(self, node: Node, scope: _Scope) -> None:
        """Make a heading an entry, answered by all below it."""
        heading = node.heading
        assert heading is not None  # noqa: S101 - as `_place` asks
        labelled = self._questions.labelled(heading.words)
        question = labelled.text if labelled else heading.words
        ask = Ask(question, heading.line, Shape.HEADING, list(node.blocks()), heading.anchor, anchors.names([heading]))
        ask.answer = self._finder.answered(ask.answer)
        self._enter(ask, scope.group, heading)

    def _hold(self, node: Node, scope: _Scope) -> None:
        """Make a heading a section, a group or both, and place what is below it."""
        parted = self._finder.parted(node.body, in_faq=scope.in_faq)
        heading, words = node.heading, node.words
        names_list = heading is not None and self._questions.heads(words) and self._questions.only_heads(words)
        group = words if heading and not names_list else scope.group
        heads_asks = bool(parted.asks) or scope.in_faq
        self._above += anchors.names([heading] if heading else [])
        question, deeper = self._asked(node, scope), node.below
        if question and parted.told:
            own = self._told_below(node)
            told = [*parted.told, *(block for one in own for block in (one.heading, *one.blocks()) if block)]
            self._enter(replace(question, answer=told), scope.group, heading)
            deeper = [one for one in node.below if one not in own]
        elif parted.told or (heading and not heads_asks and (node.below or not node.body)):
            self._section(node, parted.told)
        elif heading:
            self._links(heading.text, heading.line, None)
            if names_list:
                self._leave(heading.line, words, "it only says that questions follow")
            else:
                self._groups.append((words, heading.line))
        for ask in parted.asks:
            self._enter(ask, group)
        inner = _Scope(scope.in_faq, group) if scope.in_faq else scope
        for one in deeper:
            self._place(one, inner)

    def _asked(self, node: Node, scope: _Scope) -> Ask | None:
        """The question that a heading is, or the title of the document, where below it there are more of them."""
        heading = node.heading
        if heading:
            is_asked = scope.in_faq and self._questions.asks(node.words)
            return Ask(node.words, heading.line, Shape.HEADING, anchor=heading.anchor) if is_asked else None
        is_asked = self._questions.asks(self._title) and any(self._questions.asks(one.words) for one in node.nodes())
        return Ask(self._title, node.body[0].line, Shape.HEADING) if is_asked and node.body else None

    def _told_below(self, node: Node) -> list[Node]:
        """The headings right below a question that are part of its answer: none of which asks, and short together."""
        own = [one for one in node.below if not any(self._questions.asks(each.words) for each in (one, *one.nodes()))]
        words = sum(len(block.words.split()) for block in chain(node.body, *(one.blocks() for one in own)))
        return own if words <= _ANSWER else []

    def _section(self, node: Node, blocks: Sequence[Block]) -> None:
        text = self._text(blocks)
        if node.heading is None:
            named = INTRO[1] if self._title == self._name.readable else self._title
            names = self._names(blocks)
            self._sections.append(DraftSection(named, text, blocks[0].line, 0, id=INTRO[0], anchors=names))
            return
        heading = node.heading
        url = heading.url if _HTTP.fullmatch(heading.url) else None
        self._links(heading.text, heading.line, url)
        name = self._id(heading.anchor, node.words)
        names = self._names(blocks)
        self._sections.append(DraftSection(node.words, text, heading.line, node.level, url=url, id=name, anchors=names))

    def _enter(self, ask: Ask, group: str | None, heading: Block | None = None) -> None:
        question = unnumbered(self._bare(ask.text)).strip()
        answer = self._text(ask.answer)
        url = heading.url if heading and answer and _HTTP.fullmatch(heading.url) else None
        self._links(heading.text if heading else ask.text, ask.line, url)
        if not re.search(r"\w", question) or not answer:
            why = "a question without an answer" if not answer else "an answer without a question"
            self._leave(ask.line, question or answer, why)
            return
        name = self._id(ask.anchor, question)
        alternates = tuple(unnumbered(one) for one in ask.alternates)
        names = (*ask.names, *self._names(ask.answer))
        self._entries.append(
            DraftEntry(question, answer, ask.line, alternates, group=group, url=url, id=name, anchors=names)
        )

    def _names(self, blocks: Iterable[Block]) -> tuple[str, ...]:
        """The names by which links lead into what becomes a part, or to a heading above that is none itself."""
        names, self._above = (*self._above, *anchors.names(blocks)), ()
        return names

    def _sections_in_place(self) -> tuple[DraftSection, ...]:
        """The sections, each a level below the one above it, without headings that have nothing below them."""
        kept: list[DraftSection] = []
        for section in reversed(self._sections):
            if section.text or (kept and kept[-1].level > section.level):
                kept.append(section)
            else:
                said = f"{section.heading} {section.url or ''}".strip()
                self._leave(section.line, said, "a heading with nothing below it")
        placed: list[DraftSection] = []
        above: list[int] = []  # the levels of the headings above
        for section in reversed(kept):
            while above and above[-1] >= section.level:
                above.pop()
            above += [section.level] if section.level else []
            placed.append(replace(section, level=min(max(len(above), 1), MOST_LEVELS)))
        return tuple(placed)

    # -- texts ---------------------------------------------------------------------------------

    def _text(self, blocks: Sequence[Block]) -> str:
        """Blocks as one text: headings and questions within it as what they are to a reader."""
        blocks = [block for block in blocks if block.text.strip()]
        texts = [self._written(block) for block in blocks]
        if self._is_plain:  # paragraphs that are indented below a label stand as those that aren't; code below both
            whole = textwrap.dedent("\n\n".join(texts)).split("\n\n")
            texts = (
                whole
                if len(whole) != len(texts)
                else [
                    textwrap.dedent(text) if block.kind is Kind.PROSE else text
                    for block, text in zip(blocks, whole, strict=True)
                ]
            )
        return "\n\n".join(texts)

    def _written(self, block: Block) -> str:
        text = block.text.strip("\n").rstrip()
        if self._is_plain or block.kind not in (Kind.HEADING, Kind.QUESTION):
            return text
        if block.kind is Kind.HEADING:
            return f"{'#' * min(max(block.level, 1), DEEPEST)} {text}"
        return text if "**" in text or not text.strip() else f"**{text}**"

    def _links(self, text: str, line: int, url: str | None) -> None:
        """Leave where the links of a heading lead, but for what is kept as its `url`."""
        for found in () if self._is_plain else asking.LINK.finditer(text):
            if found["url"] != url and not found["url"].startswith("#"):
                self._leave(line, found[0], "a link in a heading")

    def _id(self, anchor: str, words: str) -> str | None:
        """The name by which links lead to a heading, where they do and its words don't make it; else None."""
        if anchor not in self._linked or len(anchor) > LONGEST or not _ID.fullmatch(anchor):
            return None
        made = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words.lower()))  # as GitHub makes it
        if anchor in self._ids or anchor == made:
            return None
        self._ids.add(anchor)
        return anchor

    def _leave(self, line: int, text: str, why: str) -> None:
        self._unplaced.append(Unplaced(line or None, text, why))

    def _add_pairs(self) -> None:
        """Add the questions that the document answers beside its text, where its text doesn't have them."""
        known = {plainly(entry.question) for entry in self._entries}
        known |= {plainly(section.heading) for section in self._sections}
        for pair in self._document.pairs:
            if plainly(pair.question) not in known:
                known.add(plainly(pair.question))
                self._entries.append(DraftEntry(asking.joined(pair.question), pair.answer, pair.line))
