"""Markdown and MDX -> blocks, each the source's own lines: what CommonMark knows, and what writers add (`dialects`).

Nothing is written anew: within a block only inline HTML and links by label change (`dialects.spans`), lines that are no
text (tags, comments) are taken out and listed, and what is indented by its place is dedented.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Block, Document, Kind
from faqbot.authoring.importing.markup.dialects import definitions, fragments, front, rules, spans, tags
from faqbot.authoring.importing.markup.dialects.lines import Lines
from faqbot.authoring.importing.markup.dialects.tags import Role, Tag
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.importing.document import Source

# How deep lists and quotations may stand within each other for the parser to tell their words; deeper ones are text.
_DEEPEST: Final = 60
# The same of notes; in deeper ones the text stands as if they weren't there, since each quotes anew what is in it.
_DEEPEST_NOTE: Final = 10
_MODULE: Final = re.compile(r"^(?:import\s.+\sfrom\s+['\"].+['\"];?|export\s+(?:const|default)\s.*)$", re.MULTILINE)
_ANCHOR: Final = re.compile(
    r"[ \t]*(?:\\?\{:?[ \t]*#(?P<name>[\w.:-]+)[^{}]*\\?\}|\{:[^{}]*\}|\[#(?P<other>[\w.-]+)\])[ \t]*$"
)
_BOLD: Final = re.compile(r"(?:\d+[.)]\s+)?(\*\*\*|___|\*\*|__)(?:(?!\*\*|__).)+\1[ \t]*[:.]?\\?\s*", re.DOTALL)
_WHOLE_LINK: Final = re.compile(
    r"\[(?:[^\][]|\[[^\]]*\])*\]\(<?(?P<url>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\)"
)
_DIRECTIVE: Final = re.compile(r"\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)")
_LISTED: Final = frozenset(("toctree", "contents", "tableofcontents"))


def read(source: Source) -> Document:
    """A document in Markdown or MDX as its blocks.

    Raises:
        KnowledgeError: it is no text.
    """
    text, remarks = decoded(source)
    head = front.front(source.path, text)
    is_mdx = source.path.casefold().endswith(".mdx") or bool(_MODULE.search(text))
    lines = definitions.unfolded([""] * head.lines + text.split("\n")[head.lines :])
    numbers = list(range(1, len(lines) + 1))
    if is_mdx:
        lines, numbers = fragments.apart(lines)
    reading = _Reading(lines, numbers, is_mdx=is_mdx)
    blocks = tuple(reading.blocks())
    return Document(
        Format.MARKDOWN,
        blocks,
        title=head.title,
        pairs=tuple(head.pairs),
        published=head.published,
        language=head.language,
        url=head.url,
        unplaced=tuple(sorted((*head.unplaced, *reading.unplaced), key=lambda one: one.line or 0)),
        remarks=(*remarks, *head.remarks),
    )


def _parser(*, is_mdx: bool) -> Any:
    from markdown_it import MarkdownIt  # here: 20 ms that only a document in Markdown pays

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    rules.install(parser, is_mdx=is_mdx)
    return parser


@dataclass(slots=True)
class _Frame:
    """What a tag holds that isn't ended yet: its blocks, where they are gathered to be one."""

    tag: Tag
    line: int
    blocks: list[Block] | None = None
    asks: bool = False

    @property
    def end(self) -> str:
        return self.tag.end


class _Reading:
    """Reads one document: its lines, and of each its number in the source."""

    def __init__(self, lines: Sequence[str], numbers: Sequence[int], *, is_mdx: bool) -> None:
        env: dict[str, Any] = {"duplicate_refs": []}
        self._is_mdx = is_mdx
        self._tokens = _parser(is_mdx=is_mdx).parse("\n".join(lines), env)
        self._references = env.get("references", {})
        self._twice = env["duplicate_refs"]
        self._lines = Lines(lines, numbers, self._tokens, self._references)
        self.unplaced = self._lines.unplaced
        self._footnotes: dict[str, Block] = {}
        self._anchors: list[str] = []
        self._frames: list[_Frame] = []
        self._headings = [token for token in self._tokens if token.type == "heading_open"]
        self._met = 0  # of them
        self._open_ends: Counter[str] = Counter()  # what would end a frame
        self._blocks: list[Block] = []
        self._into = [self._blocks]  # the last of them gathers what comes next

    def blocks(self) -> list[Block]:
        """The blocks of the document, in order."""
        number = 0
        while number < len(self._tokens):
            end = self._lines.ends.get(number, number)
            self._step(number, end)
            number = end + 1
        while self._frames:
            self._end_frame()
        for key, said in self._references.items():
            if key not in self._lines.used and said.get("map"):
                self._lines.leave(said["map"], "a link that no text uses")
        for said in self._twice:
            self._lines.leave(said["map"], "a link that is defined twice")
        return self._with_footnotes()

    # -- blocks --------------------------------------------------------------------------------

    def _step(self, number: int, end: int) -> None:
        """Take the block that a token opens."""
        token = self._tokens[number]
        if token.type == "heading_open":
            self._heading(number)
        elif token.type == "paragraph_open":
            self._paragraph(number)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self._list(number, end)
        elif token.type in ("blockquote_open", "table_open"):
            kind = Kind.TABLE if token.type == "table_open" else Kind.QUOTE
            text = fragments.alerted(self._lines.slice(*token.map))
            self._add(kind, text, self._said(number, end), token.map[0])
        elif token.type in ("fence", "code_block"):
            self._code(token)
        elif token.type == "html_block":
            self._html(token)
        else:
            self._beside(token)

    def _beside(self, token: Any) -> None:
        """Take what a dialect has beside the text."""
        if token.type == "tag_open":
            self._open(token.meta["tag"], token.map[0])
        elif token.type == "tag_close":
            self._close(token.meta["tag"].end)
        elif token.type == "aside":
            self._lines.leave(token.map, token.info)
        elif token.type == "footnote":
            text = re.sub(r"^\[\^[^\]]+\]:[ \t]*", "", self._lines.slice(*token.map))
            text = re.sub(r"(?m)^(?: {1,4}|\t)", "", text).strip()
            block = Block(Kind.PROSE, f"[^{token.info}] {text}", text, self._lines.number(token.map[0]))
            if self._footnotes.setdefault(token.info, block) is not block:
                self._lines.leave(token.map, "a footnote that is defined twice")

    def _add(self, kind: Kind, text: str, words: str, line: int, **more: Any) -> None:
        if not text.strip() and kind is not Kind.END:
            return
        anchors = more.pop("anchors", ())
        if kind not in (Kind.END, Kind.QUOTE):
            anchors = (*anchors, *self._anchors)
            self._anchors.clear()
        anchor = next(iter(anchors), "")
        self._into[-1].append(
            Block(kind, text, words, self._lines.number(line), anchor=anchor, anchors=tuple(anchors), **more)
        )

    def _heading(self, number: int) -> None:
        self._met += 1
        token, inline = self._tokens[number], self._tokens[number + 1]
        text = " ".join(self._lines.contents[number + 1].replace(spans.BREAK, " ").split())
        words = spans.words(inline.children)
        anchors = [*self._lines.anchors[number + 1], *self._anchors]
        self._anchors.clear()
        while found := _ANCHOR.search(text):
            anchors[:0] = [name for name in found.groups() if name]
            text, words = text[: found.start()], _ANCHOR.sub("", words)
        link = _WHOLE_LINK.fullmatch(text.strip("*_ "))
        more = {"level": int(token.tag[1]), "anchors": anchors, "url": link["url"] if link else ""}
        self._add(Kind.HEADING, text, words.strip(), token.map[0], **more)

    def _paragraph(self, number: int) -> None:
        token, inline = self._tokens[number], self._tokens[number + 1]
        text, words = self._lines.slice(*token.map), spans.words(inline.children)
        first = token.map[0]
        self._anchors += self._lines.anchors[number + 1]
        is_above = not self._frames and len(self._headings) > self._met and self._met <= 1
        if spans.is_navigation(inline.children) and self._leads_on(inline.children):
            self._lines.leave(token.map, "links within the page")
        elif text and not words and not re.search(r"\w", re.sub(r"\]\([^)]*\)", "", text)):
            self._lines.leave(token.map, "a picture without words") if "![" in text else None
        elif spans.is_badges(inline.children):
            self._lines.leave(token.map, "badges")
        elif is_above and (beside := spans.beside(inline.children)):
            self._lines.leave(token.map, beside)
        elif fragments.defines(text):
            self._definitions(text, first)
        else:
            self._add(Kind.PROSE, text, words, first, bold=bool(_BOLD.fullmatch(text)))

    def _leads_on(self, children: Sequence[Any]) -> bool:
        """Whether links to anchors are those of a table of contents, or back to the top."""
        links = [str(child.attrs.get("href", "")) for child in children if child.type == "link_open"]
        return len(links) > 1 or bool(re.match(r"#(?:$|.*(?:top|toc|content|index|up)\b)", links[0], re.IGNORECASE))

    def _definitions(self, text: str, first: int) -> None:
        """Add a list of definitions: a term on a line, and below it what it means, behind a colon."""
        for kind, said, below in fragments.definitions(text):
            self._add(kind, said, said, first + below)

    def _list(self, number: int, end: int) -> None:
        token = self._tokens[number]
        inlines = [one for one in self._tokens[number:end] if one.type == "inline"]
        leading = [one for one in inlines if spans.is_navigation(one.children)]
        linked = [one for one in inlines if any(child.type == "link_open" for child in one.children)]
        if len(leading) > 1 and len(leading) == len(linked) and 2 * len(leading) > len(inlines):
            self._lines.leave(token.map, "table of contents")
        else:
            held = [name for at in range(number, end) for name in self._lines.anchors.get(at, ())]
            self._add(Kind.LIST, self._lines.slice(*token.map), self._said(number, end), token.map[0], anchors=held)

    def _said(self, number: int, end: int) -> str:
        """What the tokens of a block say, each item, cell and line of code on a line."""
        said = []
        for token in self._tokens[number:end]:
            if token.type == "inline":
                said.append(spans.words(token.children))
            elif token.type in ("fence", "code_block"):
                said.append(token.content.rstrip("\n"))
            elif token.type == "html_block":
                said.append(spans.unmarked(token.content))
        return "\n".join(filter(None, said))

    def _code(self, token: Any) -> None:
        first, behind = token.map
        directive = _DIRECTIVE.fullmatch(token.info.strip()) if token.type == "fence" else None
        inside = re.sub(r"\A(?::[\w-]+:.*\n|\s*\n)*", "", token.content).strip("\n") if directive else ""
        if directive and directive["name"] in _LISTED:
            self._lines.leave(token.map, "table of contents")
        elif directive and (directive["name"] in tags.NOTES or directive["name"] == "dropdown"):
            tag = tags.colons(f":::{{{directive['name']}}} {directive['title']}")
            self._open(tag or Tag("", "", ""), first)
            self._add(Kind.PROSE, inside, inside, min(first + 1, behind - 1))
            self._close(tag.end if tag else "")
        else:
            indent = None if token.type == "fence" else self._indent_of_code(token)
            self._add(Kind.CODE, self._lines.slice(first, behind, indent=indent), token.content.rstrip("\n"), first)

    def _indent_of_code(self, token: Any) -> int:
        """How far an indented block of code stands in what holds it: the rest of its indent makes it code."""
        line, first = self._lines.raw(*token.map).split("\n", 1)[0], token.content.split("\n", 1)[0]
        return max(len(line.expandtabs(4)) - len(first) - 4, 0)

    # -- tags ----------------------------------------------------------------------------------

    def _open(self, tag: Tag, line: int) -> None:
        self._lines.tag(tag, line)
        if tag.is_alone:
            return
        if tag.role is Role.ASKS:
            self._add(Kind.QUESTION, tag.title, tag.title, line)
        elif tag.role is Role.HOLDS and tag.title:
            self._add(Kind.PROSE, f"**{tag.title}**", tag.title, line, bold=True)
        gathers = tag.role is Role.NOTE and len(self._into) < _DEEPEST_NOTE
        if tag.role is not Role.HOLDS or tag.is_fenced:
            self._begin(_Frame(tag, line, blocks=[] if gathers else None, asks=tag.role is Role.ASKS))

    def _begin(self, frame: _Frame) -> None:
        self._frames.append(frame)
        self._open_ends[frame.end] += 1
        if frame.blocks is not None:
            self._into.append(frame.blocks)

    def _close(self, end: str) -> None:
        """End the innermost tag that ends so, and all in it."""
        while self._open_ends[end]:
            frame = self._frames[-1]
            self._end_frame()
            if frame.end == end:
                return

    def _end_frame(self) -> None:
        frame = self._frames.pop()
        self._open_ends[frame.end] -= 1
        if frame.blocks is not None:
            self._into.pop()
        if frame.asks:
            self._add(Kind.END, "", "", frame.line)
        if frame.blocks is None:
            return
        if frame.tag.name == "summary":
            words = " ".join(block.words for block in frame.blocks)
            self._ask(words, words, frame.line)
            return
        label = frame.tag.label
        texts = [f"**{label}**"] if label else []
        texts += [fragments.flat(block) for block in frame.blocks if block.kind is not Kind.END]
        words = "\n".join([label, *(block.words for block in frame.blocks)]).strip()
        text = "\n\n".join(filter(None, texts))
        self._add(
            Kind.QUOTE, "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else "", words, frame.line
        )

    def _ask(self, text: str, words: str, line: int) -> None:
        """Make what a <summary> says the question that its <details> answers."""
        details = self._frames[-1] if self._frames and self._frames[-1].end == "details" else None
        if details and text and not details.asks:
            self._add(Kind.QUESTION, text, words, line)
            details.asks = True
        elif text:
            self._add(Kind.PROSE, f"**{text}**", words, line, bold=True)

    def _html(self, token: Any) -> None:
        first, behind = token.map
        block = self._lines.raw(first, behind)
        for piece in fragments.pieces(block):
            line = first + piece.below
            if piece.part is fragments.Part.OPEN:
                self._begin(_Frame(Tag("details", "", piece.text), line))
            elif piece.part is fragments.Part.SUMMARY:
                self._begin(_Frame(Tag("summary", "", piece.text), line, blocks=[]))
            elif piece.part in (fragments.Part.CLOSE, fragments.Part.SUMMARY_END):
                self._close("details" if piece.part is fragments.Part.CLOSE else "summary")
            elif piece.part is fragments.Part.TEXT:
                self._fragment(piece.text, line)
            elif re.search(r"\w", piece.text):
                self._lines.say(line, piece.text, "a comment" if piece.part is fragments.Part.COMMENT else "a script")

    def _fragment(self, text: str, line: int) -> None:
        if not fragments.says(text):
            self._anchors += fragments.anchors(text)
            if fragments.shows(text):
                self._lines.say(line, text.strip(), "a picture without words")
        elif self._frames and self._frames[-1].tag.name == "summary":
            said = spans.unmarked(text)
            self._add(Kind.PROSE, said, said, line)
        elif fragments.is_plain(text):
            lines = text.strip("\n").rstrip().split("\n")
            self._add(Kind.PROSE, "\n".join(one.strip() for one in lines), " ".join(text.split()), line)
        else:
            self._page(text, line)

    def _page(self, text: str, line: int) -> None:
        """Take a piece of HTML as a reader of HTML reads it."""
        from faqbot.authoring.importing.markup import html  # here: few documents in Markdown need it

        found = html.fragment(text, self._lines.number(line))
        self.unplaced += found.unplaced
        for block in found.blocks:
            self._into[-1].append(replace(block, text=fragments.remarked(block.text)) if self._is_mdx else block)

    # -- the rest ------------------------------------------------------------------------------

    def _with_footnotes(self) -> list[Block]:
        """The blocks, each followed by the footnotes that it is the first to refer to."""
        found: list[Block] = []
        for block in self._blocks:
            found.append(block)
            if self._footnotes and "[^" in block.text:
                for label in re.findall(r"\[\^([^\]\s]+)\]", block.text):
                    note = self._footnotes.pop(label, None)
                    found += [note] if note else []
        for note in self._footnotes.values():
            self.unplaced.append(Unplaced(note.line, note.text, "a footnote that no text refers to"))
        return found
