"""The one door to Markdown (CommonMark with tables): an article's text to its leaves, each word with where it stands.

HTML is text like any other. The parser (markdown-it-py) is imported when a text first needs it, and most prose needs
none: a text without a mark is its paragraphs.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.base.hygiene import compiled, harmless
from faqbot.base.layout.leaves import Holder, Kind, Leaf, Reference, Run
from faqbot.base.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# How deep quotes and lists may stand within each other (a list and its item count as two). The parser leaves out what
# is deeper; here such a text is none in Markdown. CommonMark's own tests go to 10, texts of people to 8.
DEEPEST: Final = 60

# What a text holds that needs the parser: a mark anywhere, or what is one at the start or end of a line.
_MARK: Final = r"(?m)[*_`\[\\<&|\r\0]|^(?:[^\S\n]|[-+=#>~:]|[0-9]{1,9}[.)])|[^\S\n]$"
_PARAGRAPH: Final = r"[^\n](?:\n?[^\n])*"
_ADDRESS: Final = r"(?i)(?:https?://|mailto:)[^\s]+"
_RIGHT: Final = "text-align:right"

_Placed = tuple[int, int]  # where in a leaf's content an inline token starts and ends


@functools.lru_cache(maxsize=256)
def read(text: str) -> tuple[Leaf, ...]:
    """The leaves of a Markdown text, in order. Never raises for a string."""
    return _plain(text) if not compiled(_MARK).search(text) else _parsed(text)


def words(text: str) -> str:
    """A Markdown text as it is read: without its marks, each block, item, row and line of code on a line."""
    return "\n".join(leaf.text for leaf in read(text) if leaf.text)


def places(text: str, quote: str, parts: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Where in a Markdown text parts of a quote from it stand, as (start, end); nothing where it isn't in it.

    Args:
        text: the text.
        quote: words of it, as they are read.
        parts: (start, end) in the quote, in order.
    """
    said = next((said for leaf in read(text) for said in leaf.said if quote in said.text), None)
    if said is None:
        return ()
    at = said.text.index(quote)
    return tuple((said.source(at + start), said.source(at + end - 1) + 1) for start, end in parts if start < end)


def fence(code: str) -> str:
    """The marks that may stand above and below code: longer than any such within it."""
    return "`" * max(3, 1 + max(map(len, compiled("`+").findall(code)), default=0))


def address(written: str) -> str:
    """A link's address as it may be followed: of the web or of mail, in printable ASCII; "" for any other."""
    if not compiled(_ADDRESS).fullmatch(written):
        return ""
    if written.isascii() and written.isprintable():
        return written
    from urllib.parse import quote  # here: few addresses need it

    return quote(written.encode("utf-8", "replace"), safe="%:/?#[]@!$&'()*+,;=~-._")


def _plain(text: str) -> tuple[Leaf, ...]:
    """The paragraphs of a text, its lines as they are."""
    found: list[Leaf] = []
    for part in compiled(_PARAGRAPH).finditer(text):
        run = Run(part.group().replace("\n", " "), part.start(), part.end())
        found.append(Leaf(Kind.PARAGRAPH, ((run,),), part.start(), part.end(), parted=bool(found)))
    return tuple(found)


def _parsed(text: str) -> tuple[Leaf, ...]:
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    env: dict[str, Any] = {}
    tokens = _parser().parse(source, env)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return _plain(text)
    found = tuple(_Reading(source).leaves(tokens))
    return tuple(_moved(found, text)) if "\r\n" in text else found


def _moved(leaves: Sequence[Leaf], text: str) -> Iterator[Leaf]:
    """Leaves of a text whose line ends were two characters each, with where they stand in that."""
    ends = [end.start() - number for number, end in enumerate(compiled(r"\r\n").finditer(text))]

    def moved(at: int) -> int:
        return at + bisect_right(ends, at - 1)

    for leaf in leaves:
        cells = tuple(
            tuple(replace(run, start=moved(run.start), end=moved(run.end)) for run in cell) for cell in leaf.cells
        )
        links = tuple(replace(link, start=moved(link.start), end=moved(link.end)) for link in leaf.references)
        yield replace(leaf, cells=cells, start=moved(leaf.start), end=moved(leaf.end), references=links)


# -- blocks ------------------------------------------------------------------------------------


class _Reading:
    """The tokens of one text as leaves.

    Args:
        source: the text, its line ends made one character.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._holders: list[Holder] = []
        self._lists: list[int] = []
        self._last = 0  # the line behind the last leaf
        self._references: list[Reference] = []
        self._table = 0

    def leaves(self, tokens: Sequence[Any]) -> Iterator[Leaf]:
        """The leaves that the tokens of blocks make, in order."""
        for number, token in enumerate(tokens):
            kind = token.type
            if kind in ("fence", "code_block"):
                yield self._leaf(Kind.CODE, token.map, self._code(token), info=token.info.strip())
            elif kind == "hr":
                yield self._leaf(Kind.RULE, token.map, ())
            elif kind == "inline" and tokens[number - 1].type in ("paragraph_open", "heading_open"):
                opened = tokens[number - 1]
                kind = Kind.HEADING if opened.type == "heading_open" else Kind.PARAGRAPH
                runs = self._inline(token, _Places(self._content(token)))
                yield self._leaf(kind, opened.map, (runs,), head=kind is Kind.HEADING)
            elif kind == "tr_open":
                yield self._row(token, tokens, number)
            else:
                self._hold(number, token)

    def _leaf(self, kind: Kind, lines: Sequence[int], cells: tuple[tuple[Run, ...], ...], **more: Any) -> Leaf:
        first, behind = lines
        parted, self._last = first > self._last > 0, behind
        references, self._references = tuple(self._references), []
        start, end = self._starts[first], self._starts[behind] - 1
        holders = tuple(self._holders)
        return Leaf(kind, cells, start, end, holders, parted, references=references, **more)

    def _hold(self, number: int, token: Any) -> None:
        """Keep what holds the leaves that follow."""
        kind = token.type
        if kind == "blockquote_open":
            self._holders.append(Holder(number, number, ""))
        elif kind == "list_item_open":
            self._holders.append(Holder(number, self._lists[-1], f"{token.info}{token.markup}" if token.info else "-"))
        elif kind in ("blockquote_close", "list_item_close"):
            self._holders.pop()
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(number)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "table_open":
            self._table = number + 1

    def _code(self, token: Any) -> tuple[tuple[Run, ...], ...]:
        first = token.map[0] + (token.type == "fence")
        lines = token.content.removesuffix("\n").split("\n") if token.content else []
        starts = (self._start(first + number, line) for number, line in enumerate(lines))
        return tuple((Run(line, at, at + len(line), ("code",)),) for at, line in zip(starts, lines, strict=True))

    def _row(self, token: Any, tokens: Sequence[Any], number: int) -> Leaf:
        first = token.map[0]
        cells, right, at = list[tuple[Run, ...]](), list[bool](), 0
        line = self._lines[first]
        while tokens[number].type != "tr_close":
            number += 1
            if tokens[number].type == "inline":
                raw = tokens[number].content.replace("|", "\\|")
                at = max(line.find(raw, at), at)
                cells.append(self._inline(tokens[number], _Places(_unescaped(raw, self._starts[first] + at))))
                right.append(tokens[number - 1].attrs.get("style") == _RIGHT)
                at += len(raw)
        head = tokens[number - 1].type == "th_close"
        lines = (first, first + 2) if head else token.map  # the header has the line below it, which parts it
        return self._leaf(Kind.ROW, lines, tuple(cells), head=head, right=tuple(right), table=self._table)

    def _content(self, token: Any) -> Iterator[_Placed]:
        """Where each line of an inline token's content starts: there, and in the source."""
        at = 0
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            yield at, self._start(number, line)
            at += len(line) + 1

    def _start(self, number: int, rest: str) -> int:
        """Where in the source the rest of a line starts, of which marks and indents were taken off."""
        line = self._lines[number]
        at = line.rfind(rest)
        if at < 0:  # a tab of which a part was taken off is spaces now
            bare = rest.lstrip()
            at = line.rfind(bare) - (len(rest) - len(bare))  # before the line, if need be: its words are what counts
        return self._starts[number] + at

    def _inline(self, token: Any, places: _Places) -> tuple[Run, ...]:
        """The runs of a leaf's or cell's content; what links by a label is kept for the leaf."""
        walk = _Walk(places, self._references)
        for child in token.children or ():
            walk.step(child)
        return tuple(walk.runs)


def _unescaped(raw: str, start: int) -> Iterator[_Placed]:
    """Where the parts of a cell start that are parted by escaped bars: in its content, and in the source."""
    yield 0, start
    for number, bar in enumerate(compiled(r"\\\|").finditer(raw)):
        yield bar.start() - number, start + bar.start() + 1


class _Places:
    """Where the characters of a leaf's content stand in the source."""

    def __init__(self, pairs: Iterator[_Placed]) -> None:
        self._pairs = list(pairs)

    def lines(self, start: int, end: int) -> Iterator[int]:
        """Where in the content lines start after `start` and up to `end`."""
        first, behind = bisect_right(self._pairs, (start, 1 << 60)), bisect_right(self._pairs, (end, 1 << 60))
        return (at for at, _ in self._pairs[first:behind])

    def __call__(self, at: int) -> int:
        start, source = self._pairs[bisect_right(self._pairs, (at, 1 << 60)) - 1]
        return source + at - start


# -- words within a block ----------------------------------------------------------------------


class _Link(NamedTuple):
    """A link that is open: its address as it may be followed and as it is written, and whether by a label."""

    address: str
    written: str
    by_label: bool


class _Walk:
    """Goes through the inline tokens of a leaf, from one to the next where it ends in the content."""

    def __init__(self, places: _Places, references: list[Reference]) -> None:
        self.runs: list[Run] = []
        self._places, self._references = places, references
        self._at = 0
        self._styles: list[str] = []
        self._links: list[_Link] = []

    def step(self, token: Any) -> None:
        """Take the next token."""
        kind = token.type
        start, end = token.meta.get("placed", (self._at, self._at))
        if kind == "text":
            self._add(token.content, self._at)
        elif kind in ("em_open", "strong_open"):
            self._styles.append("emphasis" if kind[0] == "e" else "strong")
            self._at += len(token.markup)
        elif kind in ("em_close", "strong_close"):
            self._styles.pop()
            self._at += len(token.markup)
        elif kind == "link_open":
            self._open(token, start)
        elif kind == "link_close":
            self._close(token)
        else:
            self._place(token, start, end)
            self._at = end

    def _place(self, token: Any, start: int, end: int) -> None:
        """Take a token that knows where it stands."""
        if token.type == "code_inline":
            inside = start + len(token.markup)
            stripped = len(token.content) < end - start - 2 * len(token.markup)
            self._code(token.content, inside + stripped)
        elif token.type == "image":
            self._add(_alternative(token), start + 2)
            if token.meta.get("label"):
                self._refer(start + 2 + len(token.content), end, token.attrs["src"])
        elif token.type in ("softbreak", "hardbreak"):
            self._add(" " if token.type == "softbreak" else "\n", start, size=end - start)
        else:
            said = harmless(token.content) if token.info == "entity" else token.content  # it may stand for anything
            self._add(said, start, size=end - start)

    def _code(self, text: str, at: int) -> None:
        """Add code, each of its lines and the spaces for its line ends by itself."""
        edges = [at, *(edge for line in self._places.lines(at, at + len(text)) for edge in (line - 1, line))]
        for start, end in pairwise([*edges, at + len(text)]):
            self._add(text[start - at : end - at], start, "code")

    def _add(self, text: str, at: int, style: str = "", size: int | None = None) -> None:
        if text:
            self._at = at + (len(text) if size is None else size)
            styles = (*dict.fromkeys(self._styles), *([style] if style else []))
            link = self._links[-1].address if self._links else ""
            self.runs.append(Run(text, self._places(at), self._places(self._at - 1) + 1, styles, link))

    def _open(self, token: Any, start: int) -> None:
        written = token.attrs["href"]
        self._links.append(_Link(address(written), written, bool(token.meta.get("label"))))
        self._at = start + 1

    def _close(self, token: Any) -> None:
        link, (_, end) = self._links.pop(), token.meta["placed"]
        if link.by_label:
            self._refer(self._at, end, link.written)
        self._at = end

    def _refer(self, start: int, end: int, address: str) -> None:
        self._references.append(Reference(self._places(start), self._places(end - 1) + 1, address))


def _alternative(image: Any) -> str:
    """What an image's text says in place of it."""
    parts, left = list[str](), list(reversed(image.children or ()))
    while left:
        token = left.pop()
        parts.append(" " if token.type in ("softbreak", "hardbreak") else "" if token.children else token.content)
        left += reversed(token.children or ())
    return harmless("".join(parts))


# -- the parser --------------------------------------------------------------------------------


@functools.cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # here: most knowledges need none of it, and it takes 40 ms to import
    from markdown_it.rules_inline import autolink, backtick, entity, escape, image, link, newline

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST, "store_labels": True}).enable("table")
    parser.disable("text_join")  # what was escaped stays apart, so that it is known where it stands
    for name, rule in {
        "autolink": autolink, "backticks": backtick, "entity": entity, "escape": escape, "image": image, "link": link,
        "newline": newline,
    }.items():  # fmt: skip
        parser.inline.ruler.at(name, _placing(rule))
    # An address is told from the others here (`address`), and kept as it is written.
    overridden: Any = parser
    overridden.validateLink, overridden.normalizeLink, overridden.normalizeLinkText = _any, str, str
    return parser


def _any(_: str) -> bool:
    return True


def _placing(rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    """A rule of the parser that writes into its tokens where it found them."""

    def placing(state: Any, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
        start, held = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            for token in state.tokens[held:]:
                token.meta.setdefault("placed", (start, state.pos))
        return done

    return placing
