"""Links within documents -> links to the sections and entries that these become.

    [above](#faq7)  ->  [above](#how-do-i-pay)        [prices](prices.md#young)  ->  [prices](prices#for-children)

A source names places in its own way: by an id that the author gave, by one that the tool makes of a heading with which
the source is shown, by a number. What leads to nothing that is known stays as it is written.
"""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from faqbot.authoring.importing.document import Kind
from faqbot.authoring.importing.drafting.names import OPENING
from faqbot.base.layout.blocks import fences
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
    from faqbot.authoring.importing.document import Block

_LINK: Final = re.compile(r"\]\((?P<target>[^\s()<>]*#?[^\s()<>]*)(?P<end>[^\n()]*\))")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(?:[^`]|(?<!`)(?!\1(?!`))`+)*?(?<!`)\1(?!`)")
_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_LOOSE: Final = re.compile(r"[\W_]+")
_REPEATED: Final = re.compile(r"(?P<name>.+?)[-_](?P<number>\d{1,3})")
_BEFORE: Final = "user-content-"  # what sites put before the names that authors give
_WIKI: Final = re.compile(r"\.([0-9A-F]{2})")  # how wikis write what isn't a letter
_ENDINGS: Final = frozenset((".md", ".mdx", ".markdown", ".rst", ".html", ".htm", ".xhtml", ".txt", ".docx", ""))


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft whose parts have their ids, and the id of its article."""

    draft: Draft
    name: str


class _Places:
    """What the links of a document may lead to: names as they are written, and headings without all but letters."""

    def __init__(self, parts: Iterable[DraftSection | DraftEntry]) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._loose: dict[str, list[str]] = {}
        inner: list[tuple[str, str]] = []
        for part in parts:
            identity = part.id or ""
            title = getattr(part, "heading", "") or getattr(part, "question", "")
            self._exact.setdefault(identity, identity)
            self._loose.setdefault(_loose(title), []).append(identity)
            for name in part.anchors:
                self._exact.setdefault(name, identity)
                self._folded.setdefault(name.casefold(), identity)
                inner.append((_loose(name), identity))
        for name, identity in inner:
            self._loose.setdefault(name, [identity])

    def id(self, name: str) -> str:
        """The id of the section or entry to which a name leads, or ""."""
        for said in map(unquote, (name, name.removeprefix(_BEFORE), _WIKI.sub(lambda byte: f"%{byte[1]}", name))):
            if found := self._exact.get(said) or self._folded.get(said.casefold()) or self._by_words(said):
                return found
        return ""

    def _by_words(self, name: str) -> str:
        """The id of a heading by its words; where several say the same, sites number the later ones."""
        if found := self._loose.get(_loose(name)):
            return found[0]
        repeated = _REPEATED.fullmatch(name)
        found = self._loose.get(_loose(repeated["name"])) if repeated else None
        return found[min(int(repeated["number"]), len(found) - 1)] if repeated and found else ""


def names(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The names by which links lead to blocks or into them: headings and questions are led to by their words too."""
    found: dict[str, None] = {}
    for block in blocks:
        found |= dict.fromkeys(block.names)
        if block.kind in (Kind.HEADING, Kind.QUESTION):
            found[block.words] = None
    return tuple(found)


def led(placed: Sequence[Placed]) -> list[Draft]:
    """The drafts of one import, their links within each other made to lead to the ids of what they lead to."""
    files = {_file(one.draft.source): one for one in placed if one.draft.source}
    places = {id(one): _Places((*one.draft.sections, *one.draft.faq)) for one in placed}
    return [_Leading(one, files, places).draft() for one in placed]


class _Leading:
    """Leads the links of one draft."""

    def __init__(self, placed: Placed, files: Mapping[str, Placed], places: Mapping[int, _Places]) -> None:
        self._placed = placed
        self._files = files
        self._places = places
        self._folder = posixpath.dirname(placed.draft.source or "")

    def draft(self) -> Draft:
        """The draft, led."""
        draft = self._placed.draft
        if draft.format is Format.PLAIN:
            return draft
        return replace(
            draft,
            sections=tuple(replace(one, text=self._text(one.text)) for one in draft.sections),
            faq=tuple(replace(one, answer=self._text(one.answer)) for one in draft.faq),
        )

    def _text(self, text: str) -> str:
        if "](" not in text:
            return text
        kept = [*fences(text, unclosed=True), *(code.span() for code in _CODE.finditer(text))]
        out, at = [], 0
        for link in _LINK.finditer(text):
            if not any(start <= link.start() < end for start, end in kept):
                out += [text[at : link.start("target")], self._target(link["target"])]
                at = link.end("target")
        return "".join([*out, text[at:]])

    def _target(self, written: str) -> str:
        path, mark, anchor = written.partition("#")
        if _ELSEWHERE.match(written) or not written:
            return written
        if not path:
            found = self._places[id(self._placed)].id(anchor)
            return f"#{found}" if found else written
        other = self._files.get(_file(posixpath.join(self._folder, unquote(path.partition("?")[0]))))
        if other is None or os.path.splitext(path)[1].lower() not in _ENDINGS:
            return written
        found = self._places[id(other)].id(anchor) if anchor else ""
        if other is self._placed:
            return f"#{found}" if found else written
        if anchor and not found:
            return written
        return f"{other.name}{mark and '#'}{found}" if anchor else other.name


def _file(path: str) -> str:
    """The path of a file by which links lead to it: without its ending, or that of the folder that it opens."""
    stem = os.path.splitext(posixpath.normpath(path))[0]
    return posixpath.dirname(stem) if posixpath.basename(stem).lower() in OPENING else stem


def _loose(name: str) -> str:
    return _LOOSE.sub("", name.casefold())
