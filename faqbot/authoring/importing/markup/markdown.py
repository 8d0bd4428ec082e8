"""Markdown and MDX -> blocks, each the source's own lines: what CommonMark knows, and what writers add (`dialects`).

Nothing is written anew: within a block only inline HTML and links by label change (`dialects.spans`), lines that are no
text (tags, comments) are taken out and listed, and what is indented by its place is dedented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Block, Document, Kind
from faqbot.authoring.importing.markup.dialects import front, fragments, rules, spans, tags
from faqbot.authoring.importing.markup.dialects.tags import Role, Tag
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.importing.document import Source

# How deep lists and quotations may stand within each other for the parser to tell their words; deeper ones are text.
_DEEPEST: Final = 60
_MODULE: Final = re.compile(r"^(?:import\s.+\sfrom\s+['\"].+['\"];?|export\s+(?:const|default)\s.*)$", re.MULTILINE)
_ANCHOR: Final = re.compile(r"[ \t]*(?:\\?\{:?[ \t]*#(?P<name>[\w.:-]+)[^{}]*\\?\}|\{:[^{}]*\}|\[#(?P<other>[\w.-]+)\])[ \t]*$")
_BOLD: Final = re.compile(r"(?:\d+[.)]\s+)?(\*\*\*|___|\*\*|__)(?:(?!\*\*|__).)+\1[ \t]*[:.]?\\?\s*", re.DOTALL)
_ALERT: Final = re.compile(r"\A(?P<mark>(?:>[ \t]?)+)\[!(?P<name>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)")
_WHOLE_LINK: Final = re.compile(r"\[(?:[^\][]|\[[^\]]*\])*\]\(<?(?P<url>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\)")
_DIRECTIVE: Final = re.compile(r"\{(?P<name>[\w-]+)\}[ \t]*(?P<title>.*)")
_LISTED: Final = frozenset(("toctree", "contents", "tableofcontents"))
_TERM: Final = re.compile(r":[ \t]+\S")


def read(source: Source) -> Document:
    """A document in Markdown or MDX as its blocks.

    Raises:
        KnowledgeError: it is no text.
    """
    text, remarks = decoded(source)
    head = front.front(source.path, text)
    is_mdx = source.path.casefold().endswith(".mdx") or bool(_MODULE.search(text))
    lines = [""] * head.lines + text.split("\n")[head.lines :]
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


class _Reading:
    """Reads one document: its lines, and of each its number in the source."""

    def __init__(self, lines: Sequence[str], numbers: Sequence[int], *, is_mdx: bool) -> None:
        self.unplaced: list[Unplaced] = []
        self._lines: list[str | None] = list(lines)  # None: it was taken out
        self._numbers = numbers
        self._is_mdx = is_mdx
        env: dict[str, Any] = {}
        self._tokens = _parser(is_mdx=is_mdx).parse("\n".join(lines), env)
        self._references = env.get("references", {})
        self._used: set[str] = set()
        self._spans: dict[int, spans.Spans] = {}
        self._contents: dict[int, str] = {}
        self._footnotes: dict[str, Block] = {}
        self._anchors: list[str] = []
        self._frames: list[_Frame] = []
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        """The blocks of the document, in order."""
        ends = self._edit()
        number = 0
        while number < len(self._tokens):
            end = ends.get(number, number)
            self._step(number, end)
            number = end + 1
        while self._frames:
            self._end_frame()
        for key, said in self._references.items():
            if key not in self._used and said.get("map"):
                self._leave(said["map"][0], said["map"][1], "a link that no text uses")
        return self._with_footnotes()

    # -- lines ---------------------------------------------------------------------------------

    def _edit(self) -> dict[int, int]:
        """Change lines where a dialect stands within blocks; where each block ends, by the token that opens it."""
        ends: dict[int, int] = {}
        opened: list[int] = []
        held, row = 0, 0
        at = 0
        for number, token in enumerate(self._tokens):
            is_container = token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open")
            if token.nesting == 1 and token.type != "tag_open":
                opened.append(number)
            elif token.nesting == -1 and token.type != "tag_close":
                ends[opened.pop()] = number
            held += is_container - (token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"))
            if token.type == "tr_open":
                row, at = token.map[0], 0
            elif token.type == "inline":
                is_cell = self._tokens[number - 1].type in ("th_open", "td_open")
                at = self._inline(number, token, row if is_cell else token.map[0], at if is_cell else -1)
            elif held and not is_container:
                self._nested(token)
        return ends

    def _inline(self, number: int, token: Any, first: int, at: int) -> int:
        """Change the lines of an inline token; `at`: where in its line a cell is looked for, or -1."""
        kind = self._tokens[number - 1].type
        found = spans.spans(token, self._references, self._used, breaks=kind == "paragraph_open")
        content = found.applied(token.content)
        self._spans[number], self._contents[number] = found, content
        for raw, why in found.left:
            self._say(first + token.content.count("\n", 0, max(token.content.find(raw), 0)), raw, why)
        if at >= 0:
            return self._cell(first, token.content, content, at)
        if content != token.content:
            for line, (old, new) in enumerate(zip(token.content.split("\n"), content.split("\n"), strict=False), first):
                self._rewrite(line, old, new)
        return -1

    def _cell(self, line: int, old: str, new: str, at: int) -> int:
        text = self._lines[line] or ""
        start = text.find(old, at)
        if start < 0:
            return at
        self._lines[line] = text[:start] + new + text[start + len(old) :]
        return start + len(new)

    def _rewrite(self, line: int, old: str, new: str) -> None:
        text = self._lines[line]
        start = text.rfind(old) if text and old else -1
        if text is None or start < 0:
            return
        before = text[:start]
        indent = re.sub(r"[^\s>]", " ", before)
        written = before + new.replace(spans.BREAK, f"\n{indent}") + text[start + len(old) :]
        self._lines[line] = written if new.strip() or before.strip(" \t>") else None

    def _nested(self, token: Any) -> None:
        """Change lines of a list or quotation that a dialect has in it."""
        if token.type == "tag_open":
            first, behind = token.map
            tag, indent = token.meta["tag"], token.meta["indent"]
            text = self._lines[first] or ""
            label = f"**{tag.label}**" if tag.label and not tag.is_alone else ""
            self._lines[first] = text[: len(text) - len(text.lstrip())] + label if label else None
            for line in range(first + 1, behind):
                below = self._lines[line]
                self._lines[line] = below and re.sub(rf"^ {{0,{indent}}}", "", below) if indent else None
            self._list_tag(tag, first)
        elif token.type == "tag_close":
            self._lines[token.map[0] : token.map[1]] = [None] * (token.map[1] - token.map[0])
        elif token.type == "aside":
            self._leave(*token.map, token.info)
            self._lines[token.map[0] : token.map[1]] = [None] * (token.map[1] - token.map[0])
        elif token.type == "html_block":
            for line in range(*token.map):
                old = self._lines[line]
                new = fragments.inlined(old) if old else old
                self._lines[line] = new if (new or "").strip() or not (old or "").strip() else None

    def _slice(self, first: int, behind: int, *, indent: int | None = None) -> str:
        """Lines of the source as they stand, without the indent of the first of them."""
        lines = [line for line in self._lines[first:behind] if line is not None]
        while lines and not lines[0].strip():
            lines.pop(0)
        if not lines:
            return ""
        width = len(lines[0]) - len(lines[0].lstrip(" \t")) if indent is None else indent
        return "\n".join(line[min(width, len(line) - len(line.lstrip(" \t"))) :] for line in lines).rstrip()

    # -- blocks --------------------------------------------------------------------------------

    def _step(self, number: int, end: int) -> None:
        """Take the block that a token opens."""
        token = self._tokens[number]
        kind = token.type
        if kind == "heading_open":
            self._heading(number)
        elif kind == "paragraph_open":
            self._paragraph(number)
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._list(number, end)
        elif kind == "blockquote_open":
            self._add(Kind.QUOTE, _alerted(self._slice(*token.map)), self._said(number, end), token.map[0])
        elif kind == "table_open":
            self._add(Kind.TABLE, self._slice(*token.map), self._said(number, end), token.map[0])
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "tag_open":
            self._open(token.meta["tag"], token.map[0])
        elif kind == "tag_close":
            self._close(token.meta["tag"].name)
        elif kind == "aside":
            self._leave(*token.map, token.info)
        elif kind == "footnote":
            text = re.sub(r"^\[\^[^\]]+\]:[ \t]*", "", self._slice(*token.map))
            text = re.sub(r"(?m)^(?: {1,4}|\t)", "", text).strip()
            block = Block(Kind.PROSE, f"[^{token.info}] {text}", text, self._numbers[token.map[0]])
            self._footnotes.setdefault(token.info, block)

    def _add(self, kind: Kind, text: str, words: str, line: int, **more: Any) -> None:
        if not text.strip() and kind is not Kind.END:
            return
        anchor = more.pop("anchor", "")
        if kind in (Kind.HEADING, Kind.PROSE, Kind.QUESTION):
            anchor = anchor or next(iter(self._anchors), "")
            self._anchors.clear()
        into = next((frame.blocks for frame in reversed(self._frames) if frame.blocks is not None), self._blocks)
        into.append(Block(kind, text, words, self._numbers[line], anchor=anchor, **more))

    def _heading(self, number: int) -> None:
        token, inline = self._tokens[number], self._tokens[number + 1]
        text = " ".join(self._contents[number + 1].replace(spans.BREAK, " ").split())
        words = spans.words(inline.children)
        anchors = [*self._spans[number + 1].anchors, *self._anchors]
        self._anchors.clear()
        while found := _ANCHOR.search(text):
            anchors[:0] = [name for name in found.groups() if name]
            text, words = text[: found.start()], _ANCHOR.sub("", words)
        link = _WHOLE_LINK.fullmatch(text.strip("*_ "))
        more = {"level": int(token.tag[1]), "anchor": next(iter(anchors), ""), "url": link["url"] if link else ""}
        self._add(Kind.HEADING, text, words.strip(), token.map[0], **more)

    def _paragraph(self, number: int) -> None:
        token, inline = self._tokens[number], self._tokens[number + 1]
        text, words = self._slice(*token.map), spans.words(inline.children)
        first = token.map[0]
        self._anchors += self._spans[number + 1].anchors
        if spans.is_navigation(inline.children) and self._leads_on(inline.children):
            self._leave(*token.map, "links within the page")
        elif text and not words and not re.search(r"\w", re.sub(r"\]\([^)]*\)", "", text)):
            self._leave(*token.map, "a picture without words") if "![" in text else None
        elif _is_badges(inline.children):
            self._leave(*token.map, "badges")
        elif any(_TERM.match(line) for line in text.split("\n")[1:]):
            self._definitions(text, first)
        else:
            self._add(Kind.PROSE, text, words, first, bold=bool(_BOLD.fullmatch(text)))

    def _leads_on(self, children: Sequence[Any]) -> bool:
        """Whether links to anchors are those of a table of contents, or back to the top."""
        links = [str(child.attrs.get("href", "")) for child in children if child.type == "link_open"]
        return len(links) > 1 or bool(re.match(r"#(?:$|.*(?:top|toc|content|index|up)\b)", links[0], re.IGNORECASE))

    def _definitions(self, text: str, first: int) -> None:
        """A list of definitions: a term on a line, and below it what it means, behind a colon."""
        held: list[tuple[str, int]] = []
        is_open = False
        for below, line in enumerate(text.split("\n")):
            if _TERM.match(line) and held:
                if not is_open:
                    term = " ".join(one for one, _ in held)
                    self._add(Kind.QUESTION, term, term, first + held[0][1])
                    is_open, held = True, held[:1]
                self._add(Kind.PROSE, line[1:].strip(), line[1:].strip(), first + below)
            else:
                if is_open and not line.startswith((" ", "\t")):
                    self._add(Kind.END, "", "", first + below)
                    is_open, held = False, []
                held.append((line.strip(), below))
                if is_open:
                    self._add(Kind.PROSE, line.strip(), line.strip(), first + below)
        if is_open:
            self._add(Kind.END, "", "", first)
        else:
            self._add(Kind.PROSE, "\n".join(one for one, _ in held), " ".join(one for one, _ in held), first + held[0][1])

    def _list(self, number: int, end: int) -> None:
        token = self._tokens[number]
        inlines = [one for one in self._tokens[number:end] if one.type == "inline"]
        leading = [one for one in inlines if spans.is_navigation(one.children)]
        linked = [one for one in inlines if any(child.type == "link_open" for child in one.children)]
        if len(leading) > 1 and len(leading) == len(linked) and 2 * len(leading) > len(inlines):
            self._leave(*token.map, "table of contents")
        else:
            self._add(Kind.LIST, self._slice(*token.map), self._said(number, end), token.map[0])

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
            self._leave(first, behind, "table of contents")
        elif directive and (directive["name"] in tags.NOTES or directive["name"] == "dropdown"):
            tag = tags.colons(f":::{{{directive['name']}}} {directive['title']}")
            self._open(tag or Tag("", "", ""), first)
            self._add(Kind.PROSE, inside, inside, min(first + 1, behind - 1))
            self._close(tag.name if tag else "")
        else:
            indent = None if token.type == "fence" else self._indent_of_code(token)
            self._add(Kind.CODE, self._slice(first, behind, indent=indent), token.content.rstrip("\n"), first)

    def _indent_of_code(self, token: Any) -> int:
        """How far an indented block of code stands in what holds it: the rest of its indent makes it code."""
        line, first = self._lines[token.map[0]] or "", token.content.split("\n", 1)[0]
        return max(len(line.expandtabs(4)) - len(first) - 4, 0)

    # -- tags ----------------------------------------------------------------------------------

    def _open(self, tag: Tag, line: int) -> None:
        self._list_tag(tag, line)
        if tag.is_alone:
            return
        frame = _Frame(tag, line, blocks=[] if tag.role is Role.NOTE else None, asks=tag.role is Role.ASKS)
        if frame.asks:
            self._add(Kind.QUESTION, tag.title, tag.title, line)
        elif tag.role is Role.HOLDS and tag.title:
            self._add(Kind.PROSE, f"**{tag.title}**", tag.title, line, bold=True)
        self._frames.append(frame)

    def _list_tag(self, tag: Tag, line: int) -> None:
        if tag.raw.startswith(("<", "{")) and (tag.role is Role.HOLDS or tag.is_alone) and len(tag.raw) > 2:  # noqa: PLR2004 - "<>"
            self._say(line, tag.raw, "a component" if tag.raw[0] == "<" else "a shortcode")

    def _close(self, name: str) -> None:
        """End the innermost tag of a name, and all in it; "": of any that ends so."""
        at = next((n for n in range(len(self._frames) - 1, -1, -1) if self._ends(self._frames[n].tag, name)), None)
        while at is not None and len(self._frames) > at:
            self._end_frame()

    def _ends(self, tag: Tag, name: str) -> bool:
        return tag.name.casefold() == name.casefold() if name else tag.raw.startswith(":::")

    def _end_frame(self) -> None:
        frame = self._frames.pop()
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
        texts += [_flat(block) for block in frame.blocks if block.kind is not Kind.END]
        words = "\n".join([label, *(block.words for block in frame.blocks)]).strip()
        text = "\n\n".join(filter(None, texts))
        self._add(Kind.QUOTE, "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else "", words, frame.line)

    def _ask(self, text: str, words: str, line: int) -> None:
        """Make what a <summary> says the question that its <details> answers."""
        details = next((frame for frame in reversed(self._frames) if frame.tag.name == "details" and not frame.asks), None)
        if details and text:
            self._add(Kind.QUESTION, text, words, line)
            details.asks = True
        elif text:
            self._add(Kind.PROSE, f"**{text}**", words, line, bold=True)

    def _html(self, token: Any) -> None:
        first, behind = token.map
        block = "\n".join(line or "" for line in self._lines[first:behind])
        for piece in fragments.pieces(block):
            line = first + piece.below
            if piece.part is fragments.Part.OPEN:
                self._frames.append(_Frame(Tag("details", "", piece.text), line))
            elif piece.part is fragments.Part.SUMMARY:
                self._frames.append(_Frame(Tag("summary", "", piece.text), line, blocks=[]))
            elif piece.part in (fragments.Part.CLOSE, fragments.Part.SUMMARY_END):
                self._close("details" if piece.part is fragments.Part.CLOSE else "summary")
            elif piece.part is fragments.Part.TEXT:
                self._fragment(piece.text, line)
            elif re.search(r"\w", piece.text):
                self._say(line, piece.text, "a comment" if piece.part is fragments.Part.COMMENT else "a script")

    def _fragment(self, text: str, line: int) -> None:
        if not fragments.says(text):
            self._anchors += fragments.anchors(text)
            if fragments.shows(text):
                self._say(line, text.strip(), "a picture without words")
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

        found = html.fragment(text, self._numbers[line])
        self.unplaced += found.unplaced
        into = next((frame.blocks for frame in reversed(self._frames) if frame.blocks is not None), self._blocks)
        for block in found.blocks:
            into.append(replace(block, text=fragments.remarked(block.text)) if self._is_mdx else block)

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

    def _leave(self, first: int, behind: int, why: str) -> None:
        text = "\n".join(line for line in self._lines[first:behind] if line is not None).strip()
        self._say(first, text, why)

    def _say(self, line: int, text: str, why: str) -> None:
        if re.search(r"\w", text):
            self.unplaced.append(Unplaced(self._numbers[line], text, why))


def _alerted(quote: str) -> str:
    """A quotation in which GitHub's [!NOTE] is what its pages show."""
    found = _ALERT.match(quote)
    if not found:
        return quote
    mark, title = found["mark"], found["title"].strip() or found["name"].capitalize()
    rest = quote[found.end() :]
    return f"{mark}**{title}**\n{mark.rstrip()}{rest}" if rest.strip() else f"{mark}**{title}**"


def _flat(block: Block) -> str:
    if block.kind is Kind.HEADING:
        return f"{'#' * block.level} {block.text}"
    return f"**{block.text}**" if block.kind is Kind.QUESTION else block.text


def _is_badges(children: Sequence[Any]) -> bool:
    """Whether a paragraph is nothing but pictures that are links."""
    inside, pictures = False, 0
    for child in children:
        if child.type in ("link_open", "link_close"):
            inside = child.type == "link_open"
        elif child.type == "image":
            pictures += inside
            if not inside:
                return False
        elif child.type in ("text", "code_inline") and re.search(r"\w", child.content):
            return False
    return pictures > 0
