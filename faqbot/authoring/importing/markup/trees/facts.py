"""The facts that a page tells beside its text: title, language, address, date, and its FAQ in JSON-LD."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.draft import Unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.importing.markup.elements.element import Element

_DATES: Final = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.issued",
    "dcterms.issued", "publish-date", "pubdate",
)  # fmt: skip
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_APART: Final = re.compile(r"\s+[|–—·•»›:-]+\s+|\s*[|»›]\s*|:\s+")
_SIGNS: Final = re.compile(r"\W+$")  # as of a link to the heading that stands in it
_WRAPPED: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\s*\]\]>|/\*\]\]>\*/)?\s*;?\s*$"
)
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# The bytes in which browsers look for what a page is encoded in are 1,024; pages with long comments before it exist.
_HEAD: Final = 8_192
# Names that browsers read as Windows-1252, whose letters they have and whose quotation marks they lack.
_WINDOWS: Final = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "iso_8859-1"))


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer as JSON-LD has them: the answer is HTML."""

    question: str
    answer: str
    line: int


@dataclass(slots=True)
class Facts:
    """What the head of a page, and its data, tell."""

    title: str = ""
    language: str | None = None
    url: str | None = None
    published: str | None = None
    said: list[Said] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


def charset(data: bytes) -> str:
    """The encoding that a page says it is in, or ""."""
    found = _CHARSET.search(data[:_HEAD])
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    return "cp1252" if name in _WINDOWS else name


def facts(root: Element) -> Facts:
    """The facts of a page."""
    told = Facts()
    dates: list[str] = []
    times: list[Element] = []
    for element in root.elements():
        if element.name == "html":
            language = element.get("lang") or element.get("xml:lang")
            told.language = language.strip() if _LANGUAGE.fullmatch(language.strip()) else None
        elif element.name == "title":
            told.title = told.title or element.words()
        elif element.name == "link" and "canonical" in element.get("rel").lower().split():
            told.url = told.url or _address(element.get("href"))
        elif element.name == "meta" and _key(element) in _DATES:
            dates.append(element.get("content"))
        elif element.name == "script" and "ld+json" in element.get("type").lower():
            _read_data(element, told, dates)
        elif element.name == "time":
            times.append(element)
    dates += [time.get("datetime") for time in times if _is_publication(time) or len(times) == 1]
    told.published = next(filter(None, map(day, dates)), None)
    told.title = _without_site(told.title, root.first("h1"))
    return told


def _key(element: Element) -> str:
    return (element.get("property") or element.get("name") or element.get("itemprop")).lower()


def _is_publication(time: Element) -> bool:
    return "pubdate" in time.attributes or time.get("itemprop") == "datePublished" or "published" in time.classes


def _address(url: str) -> str | None:
    return url.strip() if re.fullmatch(r"https?://\S+", url.strip()) else None


def day(date: str) -> str | None:
    """The day of a date and time, both in ISO 8601, or None."""
    try:
        return dt.date.fromisoformat(date.strip()[:10]).isoformat()
    except ValueError:
        return None


def _without_site(title: str, heading: Element | None) -> str:
    """The title without the name of the site, where it says the page's heading beside it."""
    said = _SIGNS.sub("", heading.words()) if heading else ""
    parts = [part.strip() for part in _APART.split(title)]
    return next((part for part in parts if said and _SIGNS.sub("", part) == said), title)


def _read_data(script: Element, told: Facts, dates: list[str]) -> None:
    text = "".join(script.raw())
    try:
        data = json.loads(_WRAPPED.sub("", text), strict=False)  # line feeds within strings are common, and clear
    except (ValueError, RecursionError) as error:
        told.unplaced.append(Unplaced(script.line or None, " ".join(text.split()), f"JSON-LD that is no JSON: {error}"))
        return
    at = 0
    for thing in _things(data):
        kinds = thing.get("@type")
        if isinstance(thing.get("datePublished"), str):
            dates.append(thing["datePublished"])
        if "Question" not in (kinds if isinstance(kinds, list) else [kinds]):
            continue
        question, answer = thing.get("name") or thing.get("text"), _answer(thing)
        if isinstance(question, str) and answer:
            start = json.dumps(question, ensure_ascii=False)[1:13].rstrip("\\")
            at = max(text.find(start, at), at)
            line = script.line + text.count("\n", 0, at) if script.line else 0
            told.said.append(Said(html.unescape(question), answer, line))


def _things(data: object) -> Iterator[dict[str, Any]]:
    """All mappings within data, in order."""
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            yield thing
            waiting.extend(reversed(list(thing.values())))
        elif isinstance(thing, list):
            waiting.extend(reversed(thing))


def _answer(question: dict[str, Any]) -> str:
    """The text of a question's answer: the accepted one, else the first that is suggested."""
    for name in ("acceptedAnswer", "suggestedAnswer"):
        found = question.get(name)
        found = found[0] if isinstance(found, list) and found else found
        text = found.get("text") if isinstance(found, dict) else found
        if isinstance(text, str) and text.strip():
            return text
    return ""
