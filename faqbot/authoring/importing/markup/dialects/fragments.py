"""HTML that stands in blocks of a document in Markdown, and components of MDX that stand in its lines: taken apart."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.markup.dialects import spans, tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE: Final = re.compile(r"[ \t]*(?:[-*+>]|\d+[.)])?[ \t]*(?P<mark>`{3,}|~{3,})")
_CLOSED: Final = re.compile(r"(?P<text>.*\S)[ \t]*(?P<tags>(?:</[A-Z][\w.]*>\s*)+)$")
_PART: Final = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<hidden>script|style)\b.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>details|summary)\b[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ALERT: Final = re.compile(r"\A(?P<mark>(?:>[ \t]?)+)\[!(?P<name>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)")
_TERM: Final = re.compile(r":[ \t]+\S")
_ANCHOR: Final = re.compile(r"<a\s[^>]*?(?:name|id)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PICTURE: Final = re.compile(r"<(?:img|svg|picture|video|audio|iframe|embed|object|canvas)\b", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_MARKS_KEPT: Final = re.compile(r"\\([*_\[\]`~()!])")


class Part(enum.Enum):
    """What a piece of an HTML block is."""

    TEXT = "text"
    COMMENT = "comment"
    HIDDEN = "hidden"
    OPEN = "open"
    CLOSE = "close"
    SUMMARY = "summary"
    SUMMARY_END = "summary end"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an HTML block, and how many lines below its start it stands."""

    part: Part
    text: str
    below: int


def pieces(block: str) -> Iterator[Piece]:
    """An HTML block as the text between what folds it, and what hides in it."""
    at = below = 0
    for found in [*_PART.finditer(block), None]:
        text = block[at : found.start()] if found else block[at:]
        if text.strip():
            yield Piece(Part.TEXT, text, below + text[: len(text) - len(text.lstrip())].count("\n"))
        if found is None:
            return
        below += text.count("\n")
        yield Piece(_part(found), found[0], below)
        below += found[0].count("\n")
        at = found.end()


def _part(found: re.Match[str]) -> Part:
    if found["name"] is None:
        return Part.HIDDEN if found["hidden"] else Part.COMMENT
    if found["name"].casefold() == "details":
        return Part.CLOSE if found["end"] else Part.OPEN
    return Part.SUMMARY_END if found["end"] else Part.SUMMARY


def says(fragment: str) -> bool:
    """Whether a piece of HTML has words outside its tags."""
    return bool(re.search(r"\w", _ANY_TAG.sub(" ", fragment)))


def is_plain(fragment: str) -> bool:
    """Whether a piece of an HTML block has no tags."""
    return not _ANY_TAG.search(fragment)


def shows(fragment: str) -> bool:
    """Whether a piece of HTML holds pictures or other things to look at."""
    return bool(_PICTURE.search(fragment))


def anchors(fragment: str) -> list[str]:
    """The names by which links lead to a place in a piece of HTML."""
    return _ANCHOR.findall(fragment)


def remarked(text: str) -> str:
    """Markdown that was kept from being read as such, read as such again: in MDX it stands within HTML."""
    return _MARKS_KEPT.sub(r"\1", text)


def inlined(line: str) -> str:
    """A line of HTML within a list or quotation as Markdown: a summary in bold, other tags taken off."""

    def summed(found: re.Match[str]) -> str:
        said = spans.unmarked(found[1])
        return f"**{said}**" if said else ""

    line = re.sub(r"<summary\b[^>]*>(.*?)</summary>", summed, line, flags=re.IGNORECASE)
    line = re.sub(r"<!--.*?-->|</?(?:details|summary|div|p|center|br|span)\b[^<>]*>", "", line, flags=re.IGNORECASE)
    return line.rstrip()


def apart(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines of MDX with tags of components on lines of their own, and each line's number in the source."""
    found: list[str] = []
    numbers: list[int] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark["mark"].startswith(fence) and line.strip() == mark["mark"])):
            fence = "" if fence else mark["mark"]
        parts = [line] if fence or mark or "<" not in line else _parts(line)
        found += parts
        numbers += [number] * len(parts)
    return found, numbers


def _parts(line: str) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    parts, at = [], len(indent)
    while at < len(line) and (tag := tags.component(line, at)):
        parts.append(indent + line[at : tag[1]])
        at = tag[1] + len(line[tag[1] :]) - len(line[tag[1] :].lstrip())
        if tag[0].is_alone and line[at:].strip() and not tags.component(line, at):
            return [line]  # a component within a sentence
    rest = line[at:]
    if not parts or not rest.strip():
        opened = parts or [line]
    elif f"</{_name(parts[-1])}>" in rest and not rest.rstrip().endswith(f"</{_name(parts[-1])}>"):
        return [line]  # so is one that ends before its line does
    else:
        opened = [*parts, ""]
    if not rest.strip():
        return opened
    closed = _CLOSED.match(rest)
    if not closed or re.search(rf"<{_name(closed['tags'].strip())}[\s>]", closed["text"]):
        return [*opened, indent + rest] if parts else [line]
    ends = [indent + end for end in re.findall(r"</[\w.]+>", closed["tags"])]
    return [*(opened if parts else []), indent + closed["text"], *ends]


def alerted(quote: str) -> str:
    """A quotation in which GitHub's [!NOTE] is what its pages show."""
    found = _ALERT.match(quote)
    if not found:
        return quote
    mark, title = found["mark"], found["title"].strip() or found["name"].capitalize()
    rest = quote[found.end() :]
    return f"{mark}**{title}**\n{mark.rstrip()}{rest}" if rest.strip() else f"{mark}**{title}**"


def flat(block: Block) -> str:
    """A block as it stands within a quotation."""
    if block.kind is Kind.HEADING:
        return f"{'#' * block.level} {block.text}"
    return f"**{block.text}**" if block.kind is Kind.QUESTION else block.text


def defines(text: str) -> bool:
    """Whether a paragraph is a list of definitions."""
    return any(_TERM.match(line) for line in text.split("\n")[1:])


def definitions(text: str) -> Iterator[tuple[Kind, str, int]]:
    """A list of definitions as terms with what they mean; each with how many lines below its start it stands."""
    held: list[str] = []
    start, is_open = 0, False
    for below, line in enumerate(text.split("\n")):
        if _TERM.match(line) and (held or is_open):
            if held:
                yield Kind.QUESTION, " ".join(held), start
                is_open, held = True, []
            yield Kind.PROSE, line[1:].strip(), below
        elif is_open and line.startswith((" ", "\t")):
            yield Kind.PROSE, line.strip(), below
        else:
            if is_open:
                yield Kind.END, "", below
                is_open = False
            start = below if not held else start
            held.append(line.strip())
    if is_open:
        yield Kind.END, "", start
    if held:
        yield Kind.PROSE, "\n".join(held), start


def _name(tag: str) -> str:
    found = re.match(r"\s*</?([\w.]*)", tag)
    return re.escape(found[1]) if found else ""
