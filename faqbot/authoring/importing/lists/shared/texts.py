"""What the texts of a list are written in, which no list says: HTML, Markdown, or nothing but words.

    carried([Raw("See <a href='/pay'>paying</a>"), Raw("5 * 3 * 2 = 30")])
        (Format.MARKDOWN, ("See [paying](/pay)", "5 * 3 * 2 = 30"))
    carried([Raw("Use snake_case"), Raw("5 * 3 * 2 = 30")])
        (Format.PLAIN, …)  word for word

An article has one format. Where a text needs Markdown all are written in it: one that has no marks gets a backslash
before what would be one, and its line breaks stay.
"""

from __future__ import annotations

import enum
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.markup.marks import escaped, opened
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as the list has it, and what it is written in where the list says so (None: it doesn't)."""

    text: str
    format: Format | None = None


class _Writing(enum.Enum):
    PLAIN = "plain"
    LISTED = "listed"  # plain, with lists as everybody writes them
    MARKDOWN = "markdown"
    HTML = "html"


# What is in brackets and quotes is bounded, so that a megabyte of opening brackets is looked through once.
_TAG: Final = re.compile(
    r"</(?:p|a|ul|ol|li|div|span|strong|em|b|i|u|s|h[1-6]|table|tr|td|th|code|pre|blockquote|sup|sub|small|font|dl|dd"
    r"|dt|section|article|kbd|mark|del|ins|center)\s*>|<(?:br|hr)\s*/?>|<(?:img|p|li)\s[^<>]{1,2000}>",
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(r"<(?:p|br|ul|ol|li|div|table|h[1-6]|pre|blockquote|dl|hr)\b", re.IGNORECASE)
# A text that begins as a page does, in which nothing is read as Markdown.
_PAGE: Final = re.compile(
    r"\s*<(?:p|div|ul|ol|h[1-6]|table|section|article|dl|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MARKDOWN: Final = re.compile(
    r"\[[^\[\]\n]{1,500}\]\([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?: \"[^\"\n]{0,200}\")?\)"  # a link
    r"|(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,500}(?<=\S)\*\*(?![\w*])"  # bold
    r"|(?<![`\w])`[^`\s](?:[^`\n]{0,300}[^`\s])?`(?![`\w])"  # code
    r"|^ {0,3}(?:```|~~~)"
    r"|\A#{1,6} +\S.*\n|\n#{2,6} +\S|\n\n# +\S"  # a heading that heads something
    r"|^\|?(?:[ \t]{0,9}:?-{3,99}:?[ \t]{0,9}\|){1,50}"  # the rule of a table
    r"|^> +\S"
    r"|<https?://[^<>\s]{1,2000}>"
    r"|^\[[^\[\]\n]{1,200}\]: +\S",
    re.MULTILINE,
)
_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_INLINE: Final = (
    (
        re.compile(r"<a\s[^<>]{0,500}?href=[\"']([^\"'<>]{1,2000})[\"'][^<>]{0,500}>([^<>]{1,500})</a>", re.IGNORECASE),
        r"[\2](\1)",
    ),
    (re.compile(r"<(?:b|strong)>([^<>]{1,500})</(?:b|strong)>", re.IGNORECASE), r"**\1**"),
    (re.compile(r"<(?:i|em)>([^<>]{1,500})</(?:i|em)>", re.IGNORECASE), r"*\1*"),
    (re.compile(r"<code>([^<>`]{1,500})</code>", re.IGNORECASE), r"`\1`"),
    (re.compile(r"</?(?:su[bp]|u|span|font|small|big|mark|ins|center|nobr)(?:\s[^<>]{0,300})?>", re.IGNORECASE), ""),
    (re.compile(r" *<br\s*/?>[ \t]*\n?", re.IGNORECASE), "\\\n"),
)
_SIMPLE_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})\)")
_BOLD: Final = re.compile(r"\*\*([^*\n]{1,500})\*\*")


def carried(raws: Sequence[Raw]) -> tuple[Format, tuple[str, ...]]:
    """The one format that all of the texts can be written in, and each as it is written there."""
    writings = [_writing(raw) for raw in raws]
    if all(writing is _Writing.PLAIN for writing in writings):
        return Format.PLAIN, tuple(_unescaped(raw.text).strip() for raw in raws)
    return Format.MARKDOWN, tuple(map(_as_markdown, raws, writings))


def bare(text: str) -> str:
    """A question without marks, on one line."""
    if _TAG.search(text):
        text = _SIMPLE_TAG.sub(lambda tag: " " if _BLOCK.match(tag[0].replace("/", "", 1)) else "", text)
    text = _BOLD.sub(r"\1", _LINK.sub(r"\1", _unescaped(text)))
    return " ".join(text.split()).removeprefix("### ").removeprefix("## ").removeprefix("# ").strip()


def linked(text: str) -> tuple[str, ...]:
    """Where the links of a question lead: `bare` leaves that out."""
    hrefs = (match[1] for match in _INLINE[0][0].finditer(text))
    return (*(match[2] for match in _LINK.finditer(text)), *hrefs)


def _writing(raw: Raw) -> _Writing:
    if raw.format is Format.MARKDOWN:
        return _Writing.MARKDOWN
    if raw.format is Format.PLAIN:
        return _Writing.PLAIN
    if _PAGE.match(raw.text):
        return _Writing.HTML
    if _MARKDOWN.search(raw.text):
        return _Writing.MARKDOWN
    if _TAG.search(raw.text):
        return _Writing.HTML
    items = sum(1 for line in raw.text.split("\n") if _ITEM.match(line))
    return _Writing.LISTED if items > 1 else _Writing.PLAIN


def _as_markdown(raw: Raw, writing: _Writing) -> str:
    if writing is _Writing.HTML:
        return _of_html(raw.text)
    if writing is _Writing.MARKDOWN:
        text = raw.text.strip("\n").rstrip()
        for pattern, instead in _INLINE if _TAG.search(text) else ():
            text = pattern.sub(instead, text)
        return text
    return _of_plain(_unescaped(raw.text).strip("\n").rstrip(), lists=writing is _Writing.LISTED)


def _unescaped(text: str) -> str:
    """What stands in a text for a sign, as that sign: lists that were made for pages have "&amp;" and "&nbsp;"."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _of_html(text: str) -> str:
    from faqbot.authoring.importing.markup.html import markdown  # here: few lists hold HTML, and its parser is large

    if _BLOCK.search(text):
        return markdown(text)
    paragraphs = re.split(r"\n[ \t]*\n+", text.strip())  # no tag breaks a line: the text does
    return "\n\n".join(markdown(paragraph.strip().replace("\n", "<br>")) for paragraph in paragraphs)


def _of_plain(text: str, *, lists: bool) -> str:
    """Plain text as Markdown that shows the same: every line stays one, and a list is set apart from what is around."""
    written: list[str] = []
    listing = False
    for line in text.split("\n"):
        item = _ITEM.match(line) if lists else None
        if written and written[-1] and line.strip() and not (item and listing):
            if item or listing:
                written.append("")
            else:
                written[-1] += "\\"
        written.append(item[0] + escaped(line[item.end() :]) if item else opened(escaped(line.strip())))
        listing = bool(item)
    return "\n".join(written)
