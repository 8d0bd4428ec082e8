"""What is left out of a document's blocks: what no reader sees, what leads about in it, what is kept elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.markup.elements.element import UNSEEN, Element, anchor, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.importing.markup.elements.inline import Run

CONTENTS: Final = "table of contents"
WITHIN: Final = "link within the page"
# What no reader sees ("": it isn't even listed), what only leads about, and what is kept in another file.
_REASONS: Final = {
    **dict.fromkeys(
        (*UNSEEN, *"base param source track area map col colgroup svg canvas basefont bgsound".split()), ""
    ),
    **dict.fromkeys("iframe object embed video audio applet frame noframes".split(), "kept in another file"),
    **dict.fromkeys(("select", "input", "textarea", "datalist"), "form"),
    "nav": "navigation",
    "noscript": "shown without scripts only",
}
# Elements that are left out whole where links within the page are all they say, but for their title.
_LISTS: Final = frozenset("ul ol dl table p dir menu".split())
_REGIONS: Final = frozenset("div section td nav aside center blockquote".split())
# The part of a list's letters that stand in links within the page, from which it is a table of contents: there are
# numbers beside the links, and categories above them. Lists that answer refer to a place now and then.
_MOST: Final = 0.75
_CALLED_CONTENTS: Final = frozenset(("toc", "table-of-contents", "tableofcontents", "contents", "toctree-wrapper"))
# Letters beside the links of a region: room for "Table of contents" and "Frequently asked questions".
_TITLE: Final = 40
# The part of a document's letters in quotations, from which they quote nothing.
_MOST_QUOTED: Final = 0.5
# How often a link of the same words to the same place stands alone before it is a way about rather than an answer.
_OFTEN: Final = 3

# What stands in a form that is all of a page, as some frameworks make them.
_CONTENT: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "details", "dl", "article", "main")


class Links:
    """The links within a document: where they lead, and which only lead about.

    Args:
        root: the document, measured.
        names: its own names, by which links lead to itself.

    Attributes:
        is_indented: whether most of it stands in quotations: old pages indent by them.
    """

    def __init__(self, root: Element, names: frozenset[str]) -> None:
        self.names = names
        leading = [
            (name, element) for element in root.elements() if element.name == "a" and (name := anchor(element, names))
        ]
        self._targets = {name for name, _ in leading}
        quotations = root.outermost(lambda element: element.name == "blockquote")
        self.is_indented = sum(element.size for element in quotations) > _MOST_QUOTED * root.size
        self._often = Counter((name, element.words()) for name, element in leading)

    def within(self, url: str) -> str:
        """The name to which an address leads within the document, or ""."""
        return place_of(url, self.names)

    def wanted(self, names: Iterable[str]) -> str:
        """The first of these names to which a link leads, or ""."""
        return next((name for name in names if name in self._targets), "")

    def are_ways(self, runs: Sequence[Run], *, is_first: bool) -> bool:
        """Whether a paragraph only leads about in the page: to several places, to the top, or past what comes first."""
        leading = {(self.within(run.url), run.text.strip()) for run in runs if re.search(r"\w", run.text) and run.url}
        beside = [run for run in runs if not run.url and re.search(r"[^\W\d_]", run.text)]
        if beside or not leading or not all(name for name, _ in leading):
            return False
        if len(leading) > 1 or is_first:
            return True
        place = leading.pop()
        return place[0] == "top" or self._often[place] >= _OFTEN


def why(element: Element, links: Links) -> str | None:
    """Why an element is left out; "" where nothing is lost by it, None where it isn't left out."""
    name = element.name
    if name in _REASONS:
        return _REASONS[name]
    if element.get("role") == "navigation":
        return "navigation"
    if name == "button":
        return None if element.is_switch else "button"
    if is_numbering(element):
        return "numbers of lines"
    if name == "form" and not element.first(*_CONTENT):
        return "form"
    return CONTENTS if _is_contents(element, links) or _is_called_contents(element) else None


def is_numbering(element: Element) -> bool:
    """Whether an element numbers the lines of code that stands beside it."""
    return any(name in ("linenos", "linenodiv", "lineno", "gutter", "line-numbers-rows") for name in element.classes)


def _is_called_contents(element: Element) -> bool:
    """Whether an element says that it is a table of contents, and its words are links, wherever they lead."""
    if element.get("role") != "doc-toc" and not _CALLED_CONTENTS.intersection((*element.classes, element.get("id"))):
        return False
    linked = sum(inner.size for inner in element.elements() if inner.name == "a")
    return element.size > 0 and linked >= _MOST * element.size


def _is_contents(element: Element, links: Links) -> bool:
    """Whether an element lists places in the document, none of which is in itself."""
    if element.links < 2:
        return False
    beside = element.size - element.linked
    if element.name in _LISTS:
        if element.linked < _MOST * element.size:
            return False
    elif element.name not in _REGIONS or beside > min(_TITLE, element.linked):
        return False
    inner = list(element.elements())
    here = {name for node in inner for name in node.names}
    return not any(anchor(node, links.names) in here for node in inner if node.name == "a")
