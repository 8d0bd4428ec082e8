"""Inline HTML, components and links by label within a paragraph -> the same in CommonMark, all else left as it stands.

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
    a abbr article aside big br center cite code del details dfn div em b i font footer header hr img input ins kbd label
    mark nav p picture q s samp section small source span strike strong sub summary sup svg path tt u var video wbr
    ul ol li iframe button figure figcaption main time data bdi bdo nobr
    """.split()
)
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
    found = Spans()
    opened: list[_Open] = []
    for child in token.children or ():
        at = child.meta.get("at") if child.meta else None
        if not at:
            continue
        if child.type in ("link_open", "image"):
            _by_label(token.content, at, child, references, used, found)
        elif child.type == "html_inline":
            _tag(token.content, child, at, opened, found, breaks=breaks)
    for one in opened:
        found.edits.append((one.start, one.end, ""))
    return found


def _by_label(
    content: str, at: tuple[int, int], child: Any, references: Mapping[str, Any], used: set[str], found: Spans
) -> None:
    """Write a link by label out: its definition stands elsewhere, and what is quoted must lead on by itself."""
    start, end = at
    if content[end - 1 : end] != "]":
        return
    raw = content[start:end]
    middle = raw.rfind("][")
    label = raw[middle + 2 : -1] if middle > 0 else ""
    text = raw[:middle] if middle > 0 else raw[:-1]
    label = label or text.lstrip("!")[1:]
    key = _key(label)
    if key not in references:
        return
    used.add(key)
    said = references[key]
    href = str(child.attrs.get("href") or child.attrs.get("src") or "")
    href = f"<{href}>" if re.search(r"[()\s]", href) else href
    title = str(said.get("title") or "")
    title = ' "{}"'.format(title.replace('"', '\\"')) if title else ""
    opening = len(text) - len(text.lstrip("!"))
    found.edits.append((start + len(text), end, f"]({href}{title})"))
    assert opening <= 1  # noqa: S101 - a picture has one exclamation mark


def _key(label: str) -> str:
    return " ".join(label.split()).lower().upper()  # as the parser keeps them


def _tag(content: str, child: Any, at: tuple[int, int], opened: list[_Open], found: Spans, *, breaks: bool) -> None:
    start, end = at
    raw = content[start:end]
    kind = child.meta.get("kind")
    if kind == "literal":
        found.edits.append((start, end, child.meta["instead"]))
        return
    if raw.startswith(("<!", "<?", "{")):
        found.edits.append((start, end, ""))
        said = raw.strip("<!->?{}/* \n")
        found.left += [(raw, "a comment" if raw[1:2] in "!/*" or kind == "comment" else "attributes")] if said else []
        return
    tag = _TAG.fullmatch(raw)
    name = tag["name"] if tag else ""
    if tag is None or not (name.lower() in _BARE or kind == "component"):
        if kind == "component":
            found.edits.append((start, end, ""))
        return
    attributes = {key.lower(): next(filter(None, values), "") for key, *values in _ATTRIBUTE.findall(tag["rest"])}
    if tag["end"]:
        _close(content, name, (start, end), opened, found)
        return
    if name.lower() == "br":
        found.edits.append((start, end, _break(content, end, breaks=breaks)))
    elif name.lower() == "img" or (name == "Image" and attributes.get("src")):
        text = f"![{attributes.get('alt', '')}]({attributes.get('src', '')})" if attributes.get("alt") else ""
        found.edits.append((start, end, text))
        found.left += [] if text else [(raw, "a picture without words")]
    elif raw.endswith("/>") or name.lower() in ("wbr", "hr", "input", "source", "path"):
        found.edits.append((start, end, ""))
        found.left += [(raw, "a component")] if kind == "component" else []
    else:
        found.anchors += [attributes[key] for key in ("id", "name") if attributes.get(key)]
        found.left += [(raw, "a component")] if kind == "component" and not _address(attributes) else []
        opened.append(_Open(name.lower(), start, end, attributes))


def _break(content: str, end: int, *, breaks: bool) -> str:
    if not breaks:
        return " "
    rest = content[end : end + 3].lstrip(" ")
    if not content[end:].strip():
        return ""
    return "\\" if rest.startswith("\n") else f"\\{BREAK}"


def _address(attributes: Mapping[str, str]) -> str:
    return attributes.get("href") or attributes.get("to") or ""


def _close(content: str, name: str, at: tuple[int, int], opened: list[_Open], found: Spans) -> None:
    """End a tag: with the marks that stand for it in Markdown, where it can stand there."""
    number = next(
        (n for n in range(len(opened) - 1, max(len(opened) - 20, -1), -1) if opened[n].name == name.lower()), None
    )
    if number is None:
        found.edits.append((*at, ""))
        return
    one = opened.pop(number)
    before, after = _marks(one, content, at)
    found.edits += [(one.start, one.end, before), (*at, after)]


def _marks(one: _Open, content: str, at: tuple[int, int]) -> tuple[str, str]:
    inside = content[one.end : at[0]]
    mark = "**" if one.name in _STRONG else "*" if one.name in _EMPHASIS else ""
    if mark and inside.strip() == inside and inside and not inside.startswith("*") and not inside.endswith("*"):
        left, right = content[one.start - 1 : one.start], content[at[1] : at[1] + 1]
        opens = not left or not left.isalnum() or inside[0].isalnum()
        closes = not right or not right.isalnum() or inside[-1].isalnum()
        return (mark, mark) if opens and closes and "*" not in (left, right) else ("", "")
    if one.name in _CODE and _PLAIN.fullmatch(inside) and inside.strip():
        return "`", "`"
    if one.name == "sup" and re.fullmatch(r"[-+−]?\d+", inside) and content[one.start - 1 : one.start].isalnum():
        return "^", ""
    address = _address(one.attributes)
    if address and inside.strip() and not re.search(r"[\s()<>]", address):
        return "[", f"]({address})"
    return "", ""


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
        if child.meta.get("kind") == "literal":
            return str(child.meta["instead"])
        tag = _TAG.fullmatch(child.content)
        if tag and not (tag["name"].lower() in _BARE or child.meta.get("kind")):
            return str(child.content)
        return " " if tag and tag["name"].lower() == "br" else ""
    return str(child.content)


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
