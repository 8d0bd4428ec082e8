"""Which part of a page is its content, and which is there to get about in the site."""

from __future__ import annotations

import re
from typing import Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.markup.elements.element import HEADINGS, UNSEEN, Element, Text

# The ids by which pages without <main> call their content.
_IDS: Final = frozenset(("content", "main", "main-content", "maincontent", "page-content", "bodycontent"))
# The part of a page's words, regions aside, that an article or an element so called must hold to be the content: a page
# may show several articles, or one beside what it is about.
_MOST: Final = 0.5
# Regions by their element, their role, and the names of their class or id.
_ELEMENTS: Final = {"nav": "navigation", "header": "header", "footer": "footer", "aside": "aside", "dialog": "dialog"}
_ROLES: Final = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "search",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
_NO_REGIONS: Final = frozenset(("a", "html", "body", "main", "article", *HEADINGS))
_WHERE: Final = (
    r"(?:(?:site|page|main|top|global|primary|secondary|bottom|mobile|sub|nav|sphinx|footer|doc|docs)[-_]?)?"
)
_NAMES: Final = (
    (
        re.compile(_WHERE + r"(?:nav(?:bar|igation|header|footer|menu|links|-?bar)?|menu(?:bar)?|pagination|pager)"),
        "navigation",
    ),
    (re.compile(r"(?:theme-doc-)?bread-?crumbs?(?:[-_]\w+)?"), "breadcrumbs"),
    (re.compile(r"skip-?(?:to-?(?:main-?)?content|links?|nav|main)|skip-to-content-link"), "link within the page"),
    (re.compile(_WHERE + r"(?:side-?bar\w*)"), "sidebar"),
    (re.compile(_WHERE + r"footer"), "footer"),
    (re.compile(r"(?:cookies?|gdpr|consent)(?:[-_](?:\w|-)+)?"), "cookie banner"),
    (re.compile(r"(?:social|share|sharing)(?:[-_](?:links?|buttons?|icons?|media))?"), "links to share the page"),
)
# Within the content these are part of it.
_PART_OF_CONTENT: Final = ("header", "aside", "dialog")


def content(body: Element) -> Element | None:
    """The element that the page itself says is its content, or None."""
    mains = [element for element in body.elements() if element.name == "main" or element.get("role") == "main"]
    if mains and (main := max(mains, key=lambda element: element.size)).size:
        return main
    rest = body.size - sum(region.size for region in body.outermost(lambda element: bool(region_of(element))))
    articles = list(body.outermost(lambda element: element.name == "article"))
    called = list(body.outermost(lambda element: element.get("id").lower() in _IDS))
    for found in (articles, called):
        if len(found) == 1 and found[0].size > _MOST * rest:
            return found[0]
    return None


def region_of(element: Element) -> str:
    """What region of a page an element is, or ""."""
    if element.name in _ELEMENTS:
        return _ELEMENTS[element.name]
    if not element.attributes or (element.name in _NO_REGIONS and not element.get("class").startswith("skip")):
        return ""
    kind = _ROLES.get(element.get("role"), "")
    if kind:
        return kind
    names = [*element.classes, element.get("id").lower()]
    return next((why for pattern, why in _NAMES for name in names if name and pattern.fullmatch(name)), "")


def around(body: Element, inner: Element) -> list[Unplaced]:
    """What of a page stands outside of its content, region by region."""
    path = {id(element) for element in _path(body, inner)}
    out: list[Unplaced] = []
    for element in body.elements():
        if id(element) not in path or element is inner:
            continue
        for child in element.children:
            if isinstance(child, Text):
                _listed(out, child.text, child.line, "outside of the content")
            elif id(child) not in path and child.name not in UNSEEN:
                _listed(out, child.words(), child.line, region_of(child) or "outside of the content")
    return out


def _path(root: Element, inner: Element) -> list[Element]:
    """The elements from one down to another within it."""
    parents = {id(child): element for element in root.elements() for child in element.children}
    path = [inner]
    while path[-1] is not root:
        path.append(parents[id(path[-1])])
    return path


def _listed(out: list[Unplaced], words: str, line: int, why: str) -> None:
    if said := " ".join(words.split()):
        out.append(Unplaced(line or None, said, why))


def without_regions(root: Element, *, is_content: bool) -> list[Unplaced]:
    """Take the regions out of a tree; they are returned.

    Args:
        root: a page's body, or its content.
        is_content: whether the page says that this is its content: then it has headers and asides of its own.

    What holds more than half of the words is no region, whatever it is called. A header stays that has the only
    heading of the first level, which is the page's title.
    """
    out: list[Unplaced] = []
    titled = root.first("h1")
    keeps_header = titled is not None and sum(element.name == "h1" for element in root.elements()) == 1
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kept: list[Element | Text] = []
        for child in element.children:
            kind = region_of(child) if isinstance(child, Element) and child is not root else ""
            if (
                isinstance(child, Text)
                or not kind
                or _stays(child, kind, root, titled if keeps_header else None, is_content=is_content)
            ):
                kept.append(child)
            else:
                _listed(out, child.words(), child.line, kind)
        element.children = kept
        waiting.extend(child for child in reversed(kept) if isinstance(child, Element))
    return sorted(out, key=lambda left: left.line or 0)


def _stays(child: Element, kind: str, root: Element, title: Element | None, *, is_content: bool) -> bool:
    """Whether a region is part of the content after all; `title`: the heading that is the page's title, if one is."""
    if child.size > _MOST * root.size:
        return True
    if kind in ("header", "navigation") and title is not None and any(inner is title for inner in child.elements()):
        return True
    return is_content and kind in _PART_OF_CONTENT
