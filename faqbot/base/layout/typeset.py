"""Markdown -> lines of fragments for people, in as many columns as there are: lists hang, tables align, code stays.

    "- see **all** of it"  ->  [("", ""), ("body", "- see "), ("strong", "all"), ("body", " of it")]

`render` has plain text laid out, and what is said around both.
"""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from faqbot.base.layout import markdown
from faqbot.base.layout.grid import COLON, Styled, grid
from faqbot.base.layout.leaves import Kind
from faqbot.base.layout.lines import LEAST, LINK, MEASURE, restyled, wrap
from faqbot.base.layout.widths import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.base.layout.leaves import Holder, Leaf, Run

BAR: Final = "│ "  # before the lines of a quote
RULE: Final = "─" * 20
_TAB: Final = 8
_KEPT: Final = "\U0010fffd"  # stands for a space at which no line is broken; the last character for private use
_SCHEME: Final = re.compile(r"(?i)^(?:https?://|mailto:)|/$")

Fragments = list[tuple[str, str]]


def plain(text: str) -> str:
    """A Markdown text without its marks, as it reads where there is no terminal."""
    return "\n".join("".join(part for _, part in line) for line in lines(text))


def lines(
    text: str,
    role: str = "body",
    width: int | None = None,
    marks: Sequence[tuple[int, int]] = (),
    *,
    links: bool = False,
) -> Iterator[Fragments]:
    """The lines of a Markdown text that is fit to be shown, each as fragments of (style, text).

    Args:
        text: the text.
        role: the style of its words; that of others begins with it.
        width: columns to wrap to (at most `MEASURE` are used), or None: each paragraph is a line.
        marks: what is marked, as (start, end) in the text, in order.
        links: whether addresses can be followed where they don't stand in the text; else they stand behind its words.
    """
    page = _Page(role, min(width, MEASURE) if width else None, marks, links=links)
    for table, group in groupby(markdown.read(text), lambda leaf: leaf.table):
        leaves = list(group)
        yield from page.table(leaves) if table else (line for leaf in leaves for line in page.leaf(leaf))


class _Page:
    """Lays out the leaves of a text, one after the other."""

    def __init__(self, role: str, width: int | None, marks: Sequence[tuple[int, int]], *, links: bool) -> None:
        self._role, self._width, self._links = role, width, links
        self._marked = {at for start, end in marks for at in range(start, end)}
        self._begun = set[int]()  # the items whose mark was shown
        self._last: Leaf | None = None

    def leaf(self, leaf: Leaf) -> Iterator[Fragments]:
        """The lines of any leaf but a row."""
        yield from self._gap(leaf)
        before, indent = self._margins(leaf)
        if leaf.kind is Kind.CODE:
            yield from self._code(leaf, before, indent)
        elif leaf.kind is Kind.RULE:
            yield [*self._margin(before), (self._role, RULE)]
        else:
            style = f"{self._role} strong" if leaf.kind is Kind.HEADING else self._role
            for words in self._styled(leaf.cells[0], style).split("\n"):
                yield from self._wrapped(words, before, indent)
                before = indent

    def table(self, rows: Sequence[Leaf]) -> Iterator[Fragments]:
        """The lines of a table: aligned, or where it is too wide row by row, each cell behind what heads it."""
        yield from self._gap(rows[0])
        before, indent = self._margins(rows[0])
        styles = (f"{self._role} strong" if row.head else self._role for row in rows)
        cells = [[self._styled(cell, style) for cell in row.cells] for row, style in zip(rows, styles, strict=True)]
        laid = grid(cells, rows[0].right, self._width - columns(indent) if self._width else None)
        for line in laid:
            yield [*self._margin(before), *_shown(line)]
            before = indent
        for number, row in enumerate(cells[1:] if not laid else ()):
            if number:
                yield self._margin(indent.rstrip())
            for name, cell in zip(cells[0], row, strict=True):
                if cell.text:
                    yield from self._wrapped(
                        Styled.joined(name, COLON, cell) if name.text else cell, before, indent, hang="  "
                    )
                    before = indent

    def _gap(self, leaf: Leaf) -> Iterator[Fragments]:
        """The empty line before a leaf; a quote's bar goes on in it."""
        if leaf.parted and self._last:
            shared = takewhile(lambda pair: pair[0] == pair[1], zip(leaf.holders, self._last.holders, strict=False))
            yield self._margin("".join(_blank(holder) for holder, _ in shared).rstrip())
        self._last = leaf

    def _margins(self, leaf: Leaf) -> tuple[str, str]:
        """What stands before the first line of a leaf, and before its others; no more than leaves room for words."""
        before = indent = ""
        for holder in leaf.holders:
            new = holder.mark and holder.number not in self._begun
            before, indent = before + (f"{holder.mark} " if new else _blank(holder)), indent + _blank(holder)
            self._begun.add(holder.number)
        most = max(self._width - LEAST, 0) if self._width else len(indent)
        return before[max(len(before) - most, 0) :], indent[max(len(indent) - most, 0) :]

    def _margin(self, shown: str) -> Fragments:
        words = shown.lstrip(" ")
        return [("", shown[: len(shown) - len(words)]), (self._role, words)]

    def _code(self, leaf: Leaf, before: str, indent: str) -> Iterator[Fragments]:
        """Code as it is, between fences longer than any in it."""
        code = [line[0].text.expandtabs(_TAB) if line else "" for line in leaf.cells]
        fence = markdown.fence("\n".join(code))
        yield [*self._margin(before), ("fence", f"{fence}{leaf.info}")]
        for line in code:
            yield [*self._margin(indent if line else indent.rstrip()), (f"{self._role} code", line)]
        yield [*self._margin(indent), ("fence", fence)]

    def _wrapped(self, words: Styled, before: str, indent: str, hang: str = "") -> Iterator[Fragments]:
        glyphs = iter(words.glyphs)
        margin = before
        broken = wrap(words.text, self._width, before, indent + hang) if self._width else [before + words.text]
        for line in broken:
            yield [*self._margin(margin), *_shown(restyled(line[len(margin) :], glyphs, self._role))]
            margin = indent + hang

    def _styled(self, runs: Sequence[Run], role: str) -> Styled:
        """The words of runs in their styles, and behind those of a link its address where that can't be followed."""
        words = list[Styled]()
        for address, linked in groupby(runs, lambda run: run.address):
            held = list(linked)
            words += [self._run(run, role, address) for run in held]
            if address and not self._links and not _says("".join(run.text for run in held), address):
                words.append(Styled.of(f" ({address})", role))
        return Styled.joined(*words)

    def _run(self, run: Run, role: str, address: str) -> Styled:
        text = run.text
        if "code" in run.styles and ("  " in text or text != text.strip(" ")):
            text = text.replace(" ", _KEPT)
        name = " ".join(dict.fromkeys((role, *run.styles)))
        link = f"{LINK}{address}" if address and self._links else ""
        styles = (f"{name} mark{link}" if run.at(at) in self._marked else f"{name}{link}" for at in range(len(text)))
        return Styled(text, tuple(style for style, char in zip(styles, text, strict=True) if not char.isspace()))


def _blank(holder: Holder) -> str:
    """What stands before the lines of a quote or an item but its first."""
    return " " * (len(holder.mark) + 1) if holder.mark else BAR


def _shown(fragments: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((style, text.replace(_KEPT, " ")) for style, text in fragments)


def _says(words: str, address: str) -> bool:
    """Whether the words of a link are its address, but for how that begins and ends."""
    return _SCHEME.sub("", words.strip()) == _SCHEME.sub("", address)
