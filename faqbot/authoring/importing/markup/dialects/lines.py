"""The lines of a document in Markdown, changed where a dialect stands within its blocks; a block is a slice of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.markup.dialects import fragments, spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.authoring.importing.markup.dialects.tags import Tag

_HOLDERS: Final = ("bullet_list", "ordered_list", "blockquote")


class Lines:
    """The lines of one document.

    Args:
        lines: the lines that were parsed.
        numbers: of each its number in the source.
        tokens: what the parser made of them.
        references: the links that it found defined by label.

    Attributes:
        unplaced: what was taken out of them, and said something.
        ends: where each block ends among the tokens, by where it is opened.
        contents: of each inline token what it says once it is changed.
        anchors: of each the names by which links lead to it.
        used: the labels of links that texts use.
    """

    def __init__(
        self, lines: Sequence[str], numbers: Sequence[int], tokens: Sequence[Any], references: Mapping[str, Any]
    ) -> None:
        self.unplaced: list[Unplaced] = []
        self.ends: dict[int, int] = {}
        self.contents: dict[int, str] = {}
        self.anchors: dict[int, list[str]] = {}
        self.used: set[str] = set()
        self._lines: list[str | None] = list(lines)  # None: it was taken out
        self._numbers = numbers
        self._tokens = tokens
        self._references = references
        self._edit()

    def number(self, line: int) -> int:
        """The number in the source of a line that was parsed (from 0)."""
        return self._numbers[min(line, len(self._numbers) - 1)]

    def raw(self, first: int, behind: int) -> str:
        """Lines with their indent; those that were taken out are empty."""
        return "\n".join(line or "" for line in self._lines[first:behind])

    def leave(self, span: Sequence[int], why: str) -> None:
        """Tell of lines, from the first to the one behind the last, that have no place."""
        text = "\n".join(line for line in self._lines[span[0] : span[1]] if line is not None).strip()
        self.say(span[0], text, why)

    def say(self, line: int, text: str, why: str) -> None:
        """Tell of something that has no place, if it has words."""
        if re.search(r"\w", text):
            self.unplaced.append(Unplaced(self.number(line), text, why))

    def tag(self, tag: Tag, line: int) -> None:
        """Tell of a tag whose words have no place."""
        if tag.raw.startswith(("<", "{")) and (tag.is_alone or not tag.shows) and len(tag.raw) > len("<>"):
            self.say(line, tag.raw, "a component" if tag.raw[0] == "<" else "a shortcode")

    def slice(self, first: int, behind: int, *, indent: int | None = None) -> str:
        """Lines of the source as they stand, without the indent of the first of them."""
        lines = [line for line in self._lines[first:behind] if line is not None]
        while lines and not lines[0].strip():
            lines.pop(0)
        if not lines:
            return ""
        width = len(lines[0]) - len(lines[0].lstrip(" \t")) if indent is None else indent
        return "\n".join(line[min(width, len(line) - len(line.lstrip(" \t"))) :] for line in lines).rstrip()

    # -- what is changed -----------------------------------------------------------------------

    def _edit(self) -> None:
        opened: list[int] = []
        held, row = 0, 0
        at = 0
        for number, token in enumerate(self._tokens):
            is_holder = token.type.rpartition("_")[0] in _HOLDERS
            if token.nesting == 1 and token.type != "tag_open":
                opened.append(number)
            elif token.nesting == -1 and token.type != "tag_close":
                self.ends[opened.pop()] = number
            held += token.nesting if is_holder else 0
            if token.type == "tr_open":
                row, at = token.map[0], 0
            elif token.type == "inline":
                is_cell = self._tokens[number - 1].type in ("th_open", "td_open")
                at = self._inline(number, token, row if is_cell else token.map[0], at if is_cell else -1)
            elif held and not is_holder:
                self._nested(token)

    def _inline(self, number: int, token: Any, first: int, at: int) -> int:
        """Change the lines of an inline token; `at`: where in its line a cell is looked for, or -1."""
        kind = self._tokens[number - 1].type
        found = spans.spans(token, self._references, self.used, breaks=kind == "paragraph_open")
        content = found.applied(token.content)
        self.anchors[number], self.contents[number] = found.anchors, content
        for raw, why in found.left:
            self.say(first + token.content.count("\n", 0, max(token.content.find(raw), 0)), raw, why)
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
            self.tag(tag, first)
        elif token.type == "tag_close":
            self._lines[token.map[0] : token.map[1]] = [None] * (token.map[1] - token.map[0])
        elif token.type == "aside":
            self.leave(token.map, token.info)
            self._lines[token.map[0] : token.map[1]] = [None] * (token.map[1] - token.map[0])
        elif token.type == "html_block":
            for line in range(*token.map):
                old = self._lines[line]
                new = fragments.inlined(old) if old else old
                self._lines[line] = new if (new or "").strip() or not (old or "").strip() else None
