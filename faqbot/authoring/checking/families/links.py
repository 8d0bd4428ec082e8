"""Links within the knowledge: whether what they lead to is there. Links to other places are never followed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from faqbot.authoring.checking.reading.files import finding
from faqbot.base.layout.blocks import fences
from faqbot.base.messages import closest, shown
from faqbot.base.suffixes import YAML
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed

_CODE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+\1(?!`)")
# [text](target "title"), [name]: target, <a href="target">
_INLINE: Final = re.compile(
    r"\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))(?:\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_DEFINED: Final = re.compile(r"(?m)^ {0,3}\[[^\]\n]+\]:\s*<?(?P<plain>[^\s>]+)>?")
_HTML: Final = re.compile(r"<a\b[^<>\n]*?\bhref\s*=\s*[\"'](?P<plain>[^\"'\n]*)[\"']", re.IGNORECASE)
_ANCHOR: Final = re.compile(r"\b(?:id|name)\s*=\s*[\"']([^\"'\n]+)[\"']|\{\s*:?\s*#([^\s}]+)", re.IGNORECASE)
_IN_TEXT: Final = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$|^(.+)\n[=-]{3,}[ \t]*$")
# article#id, and #id, in prose
_REF: Final = re.compile(r"(?<![\w/#&.@(\[-])(?P<article>[\w.-]+)?#(?P<id>[^\W\d_][\w.-]*\w)(?![\w/(=])")
_ABSOLUTE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_LOOSE: Final = re.compile(r"[\W_]+")
_TEXTS: Final = (".md", ".mdx", ".markdown", ".rst", ".html", ".htm", ".txt")


@dataclass(frozen=True)
class _Link:
    """Where a link leads to: what stands before the "#", and behind it, and where in the text it stands."""

    file: str
    anchor: str
    start: int
    written: str


class _Anchors:
    """What may be linked to in the articles."""

    def __init__(self, files: tuple[File, ...]) -> None:
        self._files = {file.article.id.casefold(): file for file in files}
        self._known: dict[str, set[str]] = {}

    def article(self, name: str) -> File | None:
        """The article of that id."""
        return self._files.get(name.casefold())

    def names(self) -> list[str]:
        """The ids of all articles."""
        return list(self._files)

    def of(self, file: File) -> set[str]:
        """What an article holds that a link may name, loosely: sites make anchors of headings in many ways."""
        if file.article.id not in self._known:
            named = [file.article.title, file.article.id, "top"]
            for part in file.parts:
                named += [part.part.id, part.title.value, *(wording.value for wording in part.alternates)]
                named += [group] if (group := getattr(part.part, "group", None)) else []
                for _, text, _ in part.texts:
                    named += [
                        one or other for one, other in (*_ANCHOR.findall(text.value), *_IN_TEXT.findall(text.value))
                    ]
            self._known[file.article.id] = {_loose(name) for name in named}
        return self._known[file.article.id]

    def has(self, file: File, anchor: str) -> bool:
        """Whether an anchor leads to something in an article."""
        loose, known = _loose(anchor), self.of(file)
        return (
            not loose
            or loose in known
            or loose.rstrip("0123456789") in known
            or loose.removeprefix("usercontent") in known
        )


def find(checked: Checked) -> Iterator[Finding]:
    """L001 and L002."""
    anchors = _Anchors(checked.files)
    for file in checked.files:
        for part in file.parts:
            for _, text, placed in part.texts:
                if "#" in text.value or "](" in text.value or "]:" in text.value:
                    yield from _of_text(anchors, file, text.value, placed)


def _of_text(anchors: _Anchors, file: File, text: str, placed: Placed) -> Iterator[Finding]:
    covered = text
    for start, end in fences(text, unclosed=True):
        covered = covered[:start] + re.sub(r"\S", " ", covered[start:end]) + covered[end:]
    covered = _CODE.sub(lambda code: " " * len(code[0]), covered)
    for link in _links(covered):
        if dead := _dead(anchors, file, link):
            yield finding(placed, *dead, link.start)
    if file.article.format is Format.PLAIN:
        covered = _INLINE.sub(lambda link: " " * len(link[0]), covered)
        for match in _REF.finditer(covered):
            if said := _dead_ref(anchors, file, match):
                yield finding(placed, "L001", said, match.start())


def _links(text: str) -> Iterator[_Link]:
    for pattern in (_INLINE, _DEFINED, _HTML):
        for match in pattern.finditer(text):
            angle = match.groupdict().get("angle")
            name = "plain" if angle is None else "angle"
            target = match[name] or ""
            if target and not _ABSOLUTE.match(target):
                path, _, anchor = target.partition("#")
                yield _Link(unquote(path.partition("?")[0]), unquote(anchor), match.start(name), target)


def _dead(anchors: _Anchors, file: File, link: _Link) -> tuple[str, str] | None:
    """What is wrong with a link; None where nothing is, or it can't be told."""
    if not link.file:
        if anchors.has(file, link.anchor):
            return None
        return (
            "L001",
            f'"{shown(link.written)}" leads nowhere: the article has no such heading or id{_guess(file, link.anchor)}',
        )
    stem, ending = os.path.splitext(os.path.basename(link.file))
    target = anchors.article(stem) if ending.lower() in (*YAML, *_TEXTS, "") else None
    if target is not None:
        if not link.anchor or anchors.has(target, link.anchor):
            return None
        where = target.source.path
        return (
            "L001",
            f'"{shown(link.written)}" leads nowhere: {where} has no such heading or id{_guess(target, link.anchor)}',
        )
    if ending.lower() in YAML and not os.path.exists(os.path.join(os.path.dirname(file.source.path), link.file)):
        guess = closest(stem.casefold(), anchors.names())
        hint = f'did you mean "{guess}{ending}"?' if guess else "correct or delete the link"
        return "L002", f'there is no file "{shown(link.file)}": {hint}'
    return None


def _dead_ref(anchors: _Anchors, file: File, match: re.Match[str]) -> str | None:
    """What is wrong with `article#id` or `#id` in prose, where it is one."""
    article, anchor = match["article"], match["id"]
    target = anchors.article(article) if article else file
    if target is None or anchors.has(target, anchor):
        return None
    if not article and ("-" not in anchor or not closest(anchor, _ids(file))):
        return None  # a channel, a colour, a tag
    return f'"{shown(match[0])}" leads nowhere: {target.source.path} has no such heading or id{_guess(target, anchor)}'


def _ids(file: File) -> list[str]:
    return [part.part.id for part in file.parts]


def _guess(file: File, anchor: str) -> str:
    guess = closest(anchor.casefold(), _ids(file))
    return f': did you mean "#{guess}"?' if guess else ": correct or delete it"


def _loose(name: str) -> str:
    return _LOOSE.sub("", name.casefold())
