"""The nouns of the tree: elements, named as in HTML, and the text between them, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How deep elements may stand within each other; what stands deeper is put side by side at this depth. Browsers do so at
# 512, pages are some 40 deep; every level is a few calls of Python here.
DEEPEST: Final = 90
# Elements that begin on a line of their own.
BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)
# Elements whose text no reader sees.
UNSEEN: Final = frozenset("script style template head title meta link".split())
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
# By these attributes an element opens and closes another one, rather than leading anywhere.
_SWITCHES: Final = ("aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle", "data-target")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands in the source, and the line on which it begins."""

    text: str
    line: int


@dataclass(slots=True)
class Element:
    """An element, filled with children while the tree is made.

    Attributes:
        name: as in HTML, in small letters.
        line: 1-based line of the source; 0 where that can't be told.
        attributes: their values, "" of those without one.
        children: what is in it, in order.
        size: the letters of all the words in it; `measured` sets it and the next two.
        linked: how many of them stand in links within the document.
        links: how many such links there are in it.
    """

    name: str
    line: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | Text] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    links: int = 0

    def get(self, name: str) -> str:
        """An attribute's value, or ""."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> list[str]:
        """The names by which links lead to it."""
        found = (self.get("id"), self.get("name") if self.name == "a" else "")
        return [name for name in found if name]

    @property
    def is_switch(self) -> bool:
        """Whether it shows and hides another element, as the head of an accordion's panel does."""
        return self.get("role") in ("button", "tab") or any(name in self.attributes for name in _SWITCHES)

    @property
    def classes(self) -> list[str]:
        """The names of its class, in small letters."""
        return self.get("class").lower().split()

    def elements(self) -> Iterator[Element]:
        """It and all elements within it, in the source's order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            if element.children:
                waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def first(self, *names: str) -> Element | None:
        """The first element of one of these names, itself or within it."""
        return next((element for element in self.elements() if element.name in names), None)

    def outermost(self, is_wanted: Callable[[Element], bool]) -> Iterator[Element]:
        """Those that are wanted of it and the elements within it, without what stands within one of them."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if is_wanted(element):
                yield element
            else:
                waiting.extend(child for child in element.children if isinstance(child, Element))

    def child(self, name: str) -> Element | None:
        """The first of its children of this name."""
        return next((one for one in self.children if isinstance(one, Element) and one.name == name), None)

    def words(self) -> str:
        """All its text, blanks made one; what stands on lines of its own is apart from what is beside it."""
        return collapsed("".join(self._pieces())).strip()

    def raw(self) -> Iterator[str]:
        """Its texts as they stand, in order."""
        for element in self.elements():
            yield from (child.text for child in element.children if isinstance(child, Text))

    def _pieces(self) -> Iterator[str]:
        waiting: list[Element | Text | str] = [self]
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, Element) and piece.name in UNSEEN and piece is not self:
                continue
            if isinstance(piece, Element):
                apart = " " if piece.name in BLOCKS or piece.name == "br" else ""
                waiting.append(apart)
                waiting.extend(reversed(piece.children))
                yield apart or piece.get("alt")
            else:
                yield piece if isinstance(piece, str) else piece.text


def collapsed(text: str) -> str:
    """Text with one space for any blanks, as HTML shows it."""
    return _BLANKS.sub(" ", text)


def measured(root: Element, links_within: frozenset[str] = frozenset()) -> Element:
    """The tree, each element told its size; a tree that is measured stays as it is.

    Args:
        root: the tree.
        links_within: by what its links within the document begin: "#", and the names of the document itself before it.
    """
    if root.size:
        return root
    for element in reversed(list(root.elements())):
        for child in element.children if element.name not in UNSEEN else ():
            if isinstance(child, Text):
                element.size += sum(map(len, child.text.split()))
            else:
                element.size += child.size
                element.links += child.links
                element.linked += child.linked
        if element.name == "img":
            element.size += len(element.get("alt"))
        elif element.name == "a" and element.size and not element.is_switch and anchor(element, links_within):
            element.links, element.linked = 1, element.size
    return root


def anchor(element: Element, links_within: frozenset[str]) -> str:
    """The name to which a link within the document leads, or ""."""
    return place_of(element.get("href"), links_within)


def place_of(url: str, links_within: frozenset[str]) -> str:
    """The name to which an address leads within the document, or ""; "#" itself leads to the top."""
    start, mark, name = url.strip().partition("#")
    if not mark or (start and start not in links_within):
        return ""
    return name or "top"
