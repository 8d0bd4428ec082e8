"""Tags that stand around the text of a document: components of MDX, shortcodes, notes between colons, tabs.

    <Accordion title="Is it open?">    {{< details "Is it open?" >}}    :::tip Good to know    ??? faq "Is it open?"

What stands between the tags is Markdown, and is read as such. A tag that asks makes a question of its title, one that
sets apart a quotation; the others are left out and listed.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final

# What folds its content away below its title.
_FOLDING: Final = re.compile(
    r"(?:details|accordion|collaps|expand|dropdown|toggle|faq|question|disclosure|spoiler|fold)", re.IGNORECASE
)
# Names of what only holds several of those.
_HOLDING: Final = re.compile(r"(?:group|list|s|root|container|section)$", re.IGNORECASE)
# What sets its content apart, with what it is headed by where it has no title: as pages show it.
NOTES: Final = frozenset(
    """
    note notes tip tips info warning warn danger caution important hint attention error seealso success example abstract
    summary tldr quote cite bug failure fail callout admonition alert aside banner highlight remark todo check
    """.split()
)
_UNNAMED: Final = frozenset({"callout", "admonition", "alert", "aside", "banner", "highlight", "quote", "cite"})
_TITLES: Final = ("question", "title", "summary", "label", "heading", "header", "q")
# Names of what is told apart by its title alone.
_TABS: Final = re.compile(r"(?:tab|step|card|column|panel)(?!s$)", re.IGNORECASE)

_ATTRIBUTE: Final = re.compile(
    r"\s*(?P<key>[A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<brace>\{)|(?P<bare>[^\s\"'{}<>=`]+)))?"
)
_SHORT: Final = re.compile(
    r"\{\{[<%]\s*(?P<hugo_close>/)?\s*(?P<hugo>[\w./-]+)(?P<hugo_rest>[^\n]*?)(?P<hugo_self>/)?\s*[>%]\}\}"
    r"|\{%-?\s*(?P<end>end_?)?(?P<liquid>[\w-]+)(?P<liquid_rest>[^\n]*?)-?%\}"
)
_QUOTED: Final = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|“([^”]*)”")
_KEYED: Final = re.compile(r"([\w-]+)\s*[=:]\s*(?:\"([^\"]*)\"|'([^']*)')")
_COLONS: Final = re.compile(
    r":{3,}[ \t]*(?:\{?[ \t]*(?P<name>[A-Za-z][\w-]*)\}?(?P<rest>.*)|\{(?P<attributes>[^}]*)\}[ \t]*)?$"
)
_MARKED: Final = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|===[!+]*)[ \t]*(?P<name>[A-Za-z][\w -]*?)?[ \t]*(?P<title>\".*\")?[ \t]*$"
)
# How far a tag may reach over its line, in characters: attributes that hold objects take half a page.
_LONGEST: Final = 2_000


class Role(enum.Enum):
    """What a tag makes of what stands between it and its end."""

    ASKS = "asks"  # a question that is answered
    NOTE = "note"  # a quotation
    HOLDS = "holds"  # nothing: it is as if it weren't there


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag.

    Attributes:
        name: what it is called; of an end what it ends, "" whatever is open.
        title: what heads its content, or "".
        raw: as it is written.
        role: what it makes of its content.
        is_end: whether it ends one.
        is_alone: whether it has no content.
    """

    name: str
    title: str
    raw: str
    role: Role = Role.HOLDS
    is_end: bool = False
    is_alone: bool = False

    @property
    def is_fenced(self) -> bool:
        """Whether it stands between lines of colons, which all end alike."""
        return self.raw.startswith(":::")

    @property
    def end(self) -> str:
        """What ends it."""
        return ":::" if self.is_fenced else self.name.casefold()

    @property
    def shows(self) -> bool:
        """Whether its title and what it is are seen in what becomes of it."""
        return self.role is not Role.HOLDS

    @property
    def label(self) -> str:
        """What its content is headed by: its title, or what it is ("Note")."""
        if self.title or self.role is not Role.NOTE or self.name.casefold() in _UNNAMED:
            return self.title
        return self.name.replace("-", " ").capitalize()


def _made(name: str, title: str, raw: str, *, asks: bool = False) -> Tag:
    title = " ".join(title.split())
    folds = bool(_FOLDING.match(name)) or bool(_FOLDING.search(name) and not _HOLDING.search(name))
    if title and (asks or folds):
        return Tag(name, title, raw, Role.ASKS)
    if name.casefold() in NOTES or name.casefold().removesuffix("box") in NOTES:
        return Tag(name, title, raw, Role.NOTE)
    return Tag(name, title if _TABS.match(name) or raw.startswith(("<", ":::")) else "", raw)


def component(text: str, at: int) -> tuple[Tag, int] | None:
    """The tag of a component (its name begins with a capital) that starts at an index of a text, and where it ends."""
    found = re.compile(r"<(/?)([A-Z][\w.]*|(?=/?>))").match(text, at)
    if not found:
        return None
    limit = min(len(text), at + _LONGEST)
    end = found.end()
    values: dict[str, str] = {}
    while end < limit:
        tail = re.compile(r"\s*(/?)>").match(text, end, limit)
        if tail:
            raw = text[at : tail.end()]
            keys = (*_TITLES, "value") if _TABS.match(found[2]) else _TITLES
            title = next((values[key] for key in keys if values.get(key)), "")
            if found[1] or tail[1]:
                return Tag(found[2], title, raw, is_end=bool(found[1]), is_alone=bool(tail[1])), tail.end()
            kind = values.get("type", "")
            name = kind if found[2].casefold() in _UNNAMED and kind.casefold() in NOTES else found[2]
            tag = _made(name, title, raw, asks="question" in values)
            return Tag(found[2], tag.title or ("" if name == found[2] else tag.label), raw, tag.role), tail.end()
        attribute = _ATTRIBUTE.match(text, end, limit)
        if attribute and attribute.end() > end:
            end = attribute.end()
            said = attribute["double"] or attribute["single"] or attribute["bare"] or ""
            if attribute["brace"]:
                closed = braced(text, end - 1, limit)
                said = text[end : closed - 1].strip() if closed else ""
                said = said[1:-1] if said[:1] in "\"'`" and said[:1] == said[-1:] else ""
                end = closed or limit
            values[attribute["key"].casefold()] = said
            continue
        spread = re.compile(r"\s*(?=\{)").match(text, end, limit)
        closed = braced(text, spread.end(), limit) if spread else 0
        if not closed:
            return None
        end = closed
    return None


def braced(text: str, at: int, limit: int) -> int:
    """Where the braces end that open at an index; 0: they don't before the limit."""
    depth = 0
    for sign in re.compile(r"[{}]").finditer(text, at, limit):
        depth += 1 if sign[0] == "{" else -1
        if not depth:
            return sign.end()
    return 0


def shortcode(text: str, at: int) -> tuple[Tag, int] | None:
    """The shortcode of Hugo, or the tag of Liquid, that starts at an index of a text, and where it ends."""
    found = _SHORT.match(text, at)
    if not found:
        return None
    name = found["hugo"] or found["liquid"]
    rest = found["hugo_rest"] or found["liquid_rest"] or ""
    keyed = {key.casefold(): first or second for key, first, second in _KEYED.findall(rest)}
    title = next((keyed[key] for key in _TITLES if keyed.get(key)), "")
    if not keyed and (quoted := _QUOTED.search(rest)):
        title = next(filter(None, quoted.groups()), "")
    if found["hugo_close"] or found["end"]:
        return Tag(name, "", found[0], is_end=True), found.end()
    kind = keyed.get("style") or keyed.get("type") or ""
    tag = _made(name, title, found[0])
    if tag.role is Role.NOTE and not title and kind.casefold() in NOTES:
        tag = Tag(name, kind.capitalize(), found[0], Role.NOTE)
    return tag, found.end()


def colons(line: str) -> Tag | None:
    """What a line of three colons or more opens or ends."""
    found = _COLONS.match(line)
    if not found:
        return None
    if not found["name"]:
        attributes = found["attributes"]
        if attributes is None:
            return Tag("", "", line, is_end=True)
        name = re.search(r"\.(?:callout-)?([A-Za-z][\w-]*)", attributes)
        title = re.search(r"title=\"([^\"]*)\"", attributes)
        return _made(name[1] if name else "div", title[1] if title else "", line)
    rest = re.sub(r"\{[^}]*\}", "", found["rest"]).strip()
    bracketed = re.match(r"\[(.*)\]$", rest)
    return _made(found["name"], bracketed[1] if bracketed else rest, line)


def marked(line: str) -> Tag | None:
    """What a line of Python-Markdown opens over the indented lines below: !!! a note, ??? one to unfold, === a tab."""
    found = _MARKED.match(line)
    if not found or not (found["name"] or found["title"]):
        return None
    name = (found["name"] or "").split(" ")[0]
    title = (found["title"] or "")[1:-1]
    if found["mark"][0] == "=":
        return Tag("tab", title, line) if title else None
    asks = bool(title) and (found["mark"][0] == "?" or name.casefold() in ("question", "faq", "help"))
    if asks:
        return Tag(name or "details", title, line, Role.ASKS)
    return Tag(name or "note", title, line, Role.NOTE)
