"""Inline HTML, components and links by label within a paragraph -> the same in CommonMark; the rest stays as it is.

    press <kbd>F1</kbd>, see [the guide][g]    ->    press `F1`, see [the guide](https://example.org/guide)

A tag that has no mark in Markdown is taken off and its words stay; one that is no HTML ("<your-name>") is text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BREAK: Final = "\v"  # where a line of the source is broken, until its indent is known
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w.-]*)(?P<rest>[^>]*?)/?>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{?[\"'`]([^\"'`]*)[\"'`]\}?|([^\s>]+))")
_STRONG: Final = frozenset(("b", "strong"))
_EMPHASIS: Final = frozenset(("i", "em"))
_CODE: Final = frozenset(("code", "kbd", "samp", "tt"))
# Tags that are taken off where they stand within text.
_BARE: Final = frozenset(
    """
    a abbr article aside big br center cite code del details dfn div em b i font footer header hr img input ins kbd
    label mark nav p picture q s samp section small source span strike strong sub summary sup svg path tt u var wbr
    video ul ol li iframe button figure figcaption main time data bdi bdo nobr
    """.split()
)
_ALONE: Final = frozenset(("wbr", "hr", "input", "source", "path"))  # that have no end
_MOST_OPEN: Final = 20  # tags that an end is held against: more are never open in one paragraph
_PLAIN: Final = re.compile(r"[^`*_\[\]&<\\\n]+")


@dataclass(slots=True)
class Spans:
    """What is changed in the content of a paragraph, and what is taken out of it.

    Attributes:
        edits: what stands in place of which part: (start, end, text).
        left: what is taken out that said something, and why.
        anchors: names by which links lead to it.
        hidden: tokens that say nothing to a reader.
    """

    edits: list[tuple[int, int, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def applied(self, content: str) -> str:
        """The content with its changes; as many line ends as before."""
        if not self.edits:
            return content
        pieces, at = [], 0
        for start, end, text in sorted(self.edits):
            if start >= at:
                lost = content.count("\n", start, end) - text.count("\n")
                pieces += [content[at:start], text, "\n" * max(lost, 0)]
                at = end
        return "".join([*pieces, content[at:]])


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    start: int
    end: int
    attributes: Mapping[str, str]


def spans(token: Any, references: Mapping[str, Any], used: set[str], *, breaks: bool) -> Spans:
    """What is changed in the content of an inline token.

    Args:
        token: the token, its children with where they stand.
        references: the links that the document defines by label.
        used: labels that its texts use; those used here are added.
        breaks: whether a line may be broken in it, as in a paragraph.
    """
    walk = _Walk(token.content, breaks=breaks)
    for child in token.children or ():
        at = child.meta.get("at") if child.meta else None
        if at and child.type in ("link_open", "image"):
            used.add(walk.by_label(child, at, references))
        elif at and child.type == "html_inline":
            walk.html(child, at)
    return walk.done()


class _Walk:
    """Goes through what stands in the content of one token, in order."""

    def __init__(self, content: str, *, breaks: bool) -> None:
        self._content = content
        self._breaks = breaks
        self._found = Spans()
        self._opened: list[_Open] = []

    def done(self) -> Spans:
        """What was found; a tag that isn't ended marks nothing."""
        self._found.edits += [(one.start, one.end, "") for one in self._opened]
        return self._found

    def by_label(self, child: Any, at: tuple[int, int], references: Mapping[str, Any]) -> str:
        """Write a link by label out, for its definition stands elsewhere; the label, or ""."""
        start, end = at
        raw = self._content[start:end]
        middle = raw.rfind("][")
        text, label = (raw[:middle], raw[middle + 2 : -1]) if middle > 0 else (raw[:-1], "")
        key = " ".join((label or text.lstrip("!")[1:]).split()).lower().upper()  # as the parser keeps them
        if raw[-1:] != "]" or key not in references:
            return ""
        href = str(child.attrs.get("href") or child.attrs.get("src") or "")
        href = f"<{href}>" if re.search(r"[()\s]", href) else href
        title = str(references[key].get("title") or "").replace('"', '\\"')
        self._edit((start + len(text), end), f']({href} "{title}")' if title else f"]({href})")
        return key

    def html(self, child: Any, at: tuple[int, int]) -> None:
        """Take a tag, a comment, or what stands in braces."""
        raw, kind = self._content[at[0] : at[1]], child.meta.get("kind")
        tag = _TAG.fullmatch(raw)
        if kind == "literal":
            self._edit(at, child.meta["instead"])
        elif raw.startswith(("<!", "<?", "{")):
            self._edit(at, "")
            self._leave(raw, "attributes" if kind == "attributes" else "a comment")
        elif tag and (tag["name"].lower() in _BARE or kind == "component"):
            if tag["end"]:
                self._close(tag["name"].lower(), at)
            else:
                self._open(tag, at, is_component=kind == "component")
        elif kind == "component":
            self._edit(at, "")

    def _edit(self, at: tuple[int, int], text: str) -> None:
        self._found.edits.append((*at, text))

    def _leave(self, raw: str, why: str) -> None:
        if re.search(r"\w", raw):
            self._found.left.append((raw, why))

    def _open(self, tag: re.Match[str], at: tuple[int, int], *, is_component: bool) -> None:
        name = tag["name"].lower()
        attributes = {key.lower(): next(filter(None, values), "") for key, *values in _ATTRIBUTE.findall(tag["rest"])}
        if name == "br":
            self._edit(at, self._break(at[1]))
        elif name == "img" or (name == "image" and attributes.get("src")):
            alt, source = attributes.get("alt"), attributes.get("src", "")
            self._edit(at, f"![{alt}]({source})" if alt else "")
            if not alt:
                self._leave(tag[0], "a picture without words")
        else:
            is_alone = tag[0].endswith("/>") or name in _ALONE
            if is_component and (is_alone or not _address(attributes)):
                self._leave(tag[0], "a component")
            self._found.anchors += [attributes[key] for key in ("id", "name") if attributes.get(key)]
            if is_alone:
                self._edit(at, "")
            else:
                self._opened.append(_Open(name, *at, attributes))

    def _break(self, end: int) -> str:
        rest = self._content[end:]
        if not self._breaks or not rest.strip():
            return " " if rest.strip() else ""
        return "\\" if rest.lstrip(" ").startswith("\n") else f"\\{BREAK}"

    def _close(self, name: str, at: tuple[int, int]) -> None:
        """End a tag: with the marks that stand for it in Markdown, where they can stand there."""
        last = len(self._opened) - 1
        number = next((n for n in range(last, max(last - _MOST_OPEN, -1), -1) if self._opened[n].name == name), None)
        if number is None:
            self._edit(at, "")
            return
        one = self._opened.pop(number)
        before, after = self._marks(one, at)
        self._edit((one.start, one.end), before)
        self._edit(at, after)

    def _marks(self, one: _Open, at: tuple[int, int]) -> tuple[str, str]:
        inside = self._content[one.end : at[0]]
        left, right = self._content[max(one.start - 1, 0) : one.start], self._content[at[1] : at[1] + 1]
        mark = "**" if one.name in _STRONG else "*" if one.name in _EMPHASIS else ""
        address = _address(one.attributes)
        if mark:
            opens = not left.isalnum() or inside[:1].isalnum()
            closes = not right.isalnum() or inside[-1:].isalnum()
            is_tight = bool(inside) and inside.strip() == inside and "*" not in (inside[0], inside[-1], left, right)
            return (mark, mark) if opens and closes and is_tight else ("", "")
        if one.name in _CODE and _PLAIN.fullmatch(inside) and inside.strip():
            return "`", "`"
        if one.name == "sup" and re.fullmatch(r"[-+−]?\d+", inside) and left.isalnum():
            return "^", ""
        return (
            ("[", f"]({address})") if address and inside.strip() and not re.search(r"[\s()<>]", address) else ("", "")
        )


def _address(attributes: Mapping[str, str]) -> str:
    return attributes.get("href") or attributes.get("to") or ""


def words(children: Iterable[Any]) -> str:
    """What the inline tokens of a paragraph say, without marks; a picture by what it is called."""
    return " ".join("".join(_word(child) for child in children).split())


def _word(child: Any) -> str:
    if child.type in ("text", "code_inline"):
        return str(child.content)
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "image":
        return words(child.children or ())
    if child.type == "html_inline":
        return _word_of_tag(child)
    return str(child.content)


def _word_of_tag(child: Any) -> str:
    if child.meta.get("kind"):
        return str(child.meta["instead"])
    tag = _TAG.fullmatch(child.content)
    if tag and tag["name"].lower() not in _BARE:
        return str(child.content)
    return " " if tag and tag["name"].lower() == "br" else ""


def unmarked(fragment: str) -> str:
    """The words of a piece of HTML that holds no more than a line, such as a <summary>."""
    return " ".join(html.unescape(re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", " ", fragment, flags=re.DOTALL)).split())


def is_navigation(children: Sequence[Any]) -> bool:
    """Whether a paragraph holds nothing but links to anchors, and signs between them."""
    inside, links = False, 0
    for child in children:
        if child.type == "link_open":
            if not str(child.attrs.get("href", "")).startswith("#"):
                return False
            inside, links = True, links + 1
        elif child.type == "link_close":
            inside = False
        elif not inside and child.type in ("text", "code_inline", "image") and re.search(r"\w", child.content):
            return False
    return links > 0


def beside(children: Sequence[Any]) -> str:
    """What of a page, not of its text, a paragraph is that stands above the text: a menu or pictures; "": neither."""
    outside, links, pictures, inside = "", 0, 0, False
    for child in children:
        if child.type in ("link_open", "link_close"):
            inside = child.type == "link_open"
            links += inside
        elif child.type == "image":
            pictures += 1
        elif not inside and child.type in ("text", "code_inline"):
            outside += child.content
    said = re.findall(r"\w+", outside)
    if links > 1 and len(said) <= links and re.fullmatch(r"(?:[\w\s-]*[|·•›»/>←→])+[\w\s-]*", outside):
        return "links to other pages"
    is_bare = pictures and not said and not any(child.type == "text" and child.content.strip() for child in children)
    return "a picture" if is_bare else ""


def is_badges(children: Sequence[Any]) -> bool:
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
