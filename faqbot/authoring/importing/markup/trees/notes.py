"""Notes at the foot of a page -> right behind the text that refers to them, as they would be read out.

    … is free[1].  …  [1] On Sundays only. ↩    ->    … is free[1].  [1] On Sundays only.

A note is told by its links: a mark in the text leads to it, and it leads back to that mark. Each is put behind the
block in which it is referred to first; the links between the two go.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.markup.elements.element import BLOCKS, HEADINGS, Element, Text, anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What refers to a note: "[12]", "(a)", "†", "note 3"; words lead to what they say.
_MARK: Final = re.compile(r"\W*(?:note\s*)?(?:\w{1,3})?\W*", re.IGNORECASE)
_LONGEST: Final = 10  # characters of such a mark
_MOST_BACK: Final = 30  # links that lead to one place, of which a note is looked for
_DEEPEST_HEAD: Final = 4  # elements in each other in which the first words of a note stand
# What isn't parted by a note: it goes behind the whole.
_WHOLES: Final = frozenset((*HEADINGS, *"p dt summary ul ol li menu dl table thead tbody tfoot tr td th pre".split()))
# What a note may be: the element that is led to or, where that is within a line, the block around it.
_NOTES: Final = frozenset(("li", "p", "div", "aside", "dd", "dt", "tr", "td", "table", "section", "blockquote"))


def gather(root: Element, names: frozenset[str]) -> None:
    """Put the notes of a page behind what refers to them.

    Args:
        root: the page, not yet measured; it is changed.
        names: the page's own names, by which its links lead to itself.
    """
    links = [(name, link) for link in root.elements() if link.name == "a" and (name := anchor(link, names))]
    if len(links) > 1:
        _Notes(root, names).gather([(name, link) for name, link in links if _is_mark(link)])


def _is_mark(link: Element) -> bool:
    words = link.words()
    return 0 < len(words) <= _LONGEST and bool(_MARK.fullmatch(words))


class _Notes:
    """The notes of one page."""

    def __init__(self, root: Element, names: frozenset[str]) -> None:
        self._elements = list(root.elements())
        self._names = names
        self._parents: dict[int, Element] = {}
        self._places: dict[int, int] = {}  # among the children of their parents
        self._named: dict[str, Element] = {}
        self._leading: dict[str, list[Element]] = {}
        for element in self._elements:
            for name in element.names:
                self._named.setdefault(name, element)
            if element.name == "a" and (name := anchor(element, names)):
                self._leading.setdefault(name, []).append(element)
            for child in element.children:
                if isinstance(child, Element):
                    self._parents[id(child)] = element
            self._places |= {id(child): at for at, child in enumerate(element.children)}
        self._gone: set[int] = set()
        self._behind: dict[int, list[Element]] = {}

    def gather(self, marks: list[tuple[str, Element]]) -> None:
        """Move what these marks lead to, where it leads back."""
        referred: dict[int, tuple[Element, list[Element]]] = {}
        for name, mark in marks:
            named = self._named.get(name)
            note = self._note(named) if named is not None else None
            if note is not None and (id(note) in referred or note.first(*HEADINGS) is None):
                referred.setdefault(id(note), (note, []))[1].append(mark)
        for note, leading in referred.values():
            holder = self._parents[id(note)] if note.name == "dt" else note  # what defines a term is of its note
            first = next((one for one in leading if not self._is_noted(one, holder)), None)
            if first is not None and not self._is_noted(note, None) and (backs := self._backs(note, leading)):
                self._move(note, first, backs)
        if self._gone:
            for holder in self._elements:
                holder.children = list(self._in_order(holder.children))

    def _note(self, named: Element) -> Element | None:
        """The note that begins at an element."""
        element: Element | None = named
        while element is not None and element.name not in _NOTES:
            if element.name in HEADINGS:
                return None
            element = self._parents.get(id(element))
        if element is not None and element.name == "td":
            element = self._parents.get(id(element))
        if element is not None and element.name == "p":  # Word puts the paragraphs of a note into a <div>
            around = self._parents.get(id(element))
            if around is not None and around.name in ("div", "li", "aside") and _first(around) is element:
                return around
        return element

    def _around(self, element: Element) -> Iterator[Element]:
        around: Element | None = element
        while around is not None:
            yield around
            around = self._parents.get(id(around))

    def _is_noted(self, element: Element, note: object) -> bool:
        """Whether an element stands in this note, or in one that was moved."""
        return any(one is note or id(one) in self._gone for one in self._around(element))

    def _backs(self, note: Element, marks: Sequence[Element]) -> list[Element]:
        """The links of a note that lead back to one of its marks, or to what is right around that."""
        here: set[str] = set()
        for mark in marks:
            here |= {name for inner in mark.elements() for name in inner.names}
            for around in self._around(mark):
                if around.name in BLOCKS:
                    break
                here |= set(around.names)
        found = [link for name in sorted(here) for link in self._leading.get(name, ())[:_MOST_BACK]]
        return [link for link in found if any(one is note for one in self._around(link))]

    def _move(self, note: Element, mark: Element, backs: Sequence[Element]) -> None:
        behind: Element = mark
        while (parent := self._parents.get(id(behind))) is not None:
            if parent.name in BLOCKS and not (parent.name in _WHOLES and not _is_parted(parent)):
                break
            behind = parent
        said = mark.words()
        raised = any(one.name == "sup" for one in (*mark.elements(), *self._inline(mark)))
        self._gone.add(id(note))
        if note.name == "dt":
            self._take_definition(note)
        note.name = "div"
        for link in (mark, *backs):
            link.attributes = {key: value for key, value in link.attributes.items() if key != "href"}
        for link in backs:
            words = link.words()
            if not re.search(r"\w", words) or (len(words) == 1 and words.isalpha() and not said.isalpha()):
                link.children = []  # an arrow, or the letter of one of several marks
        _head(note, said, raised=raised)
        self._behind.setdefault(id(behind), []).append(note)

    def _inline(self, element: Element) -> Iterator[Element]:
        for around in self._around(element):
            if around.name in BLOCKS:
                return
            yield around

    def _take_definition(self, term: Element) -> None:
        """What stands behind a term in a list of notes is what the note says."""
        siblings = self._parents[id(term)].children
        for at in range(self._places[id(term)] + 1, len(siblings)):
            said = siblings[at]
            if isinstance(said, Element) and said.name == "dt":
                break
            self._gone.add(id(said))
            other = replace(said)  # this one is gone from where it stood
            self._behind[id(other)] = self._behind.pop(id(said), [])
            self._elements += [other] if isinstance(other, Element) else []
            term.children.append(other)

    def _came(self, child: Element | Text) -> Iterator[Element]:
        """The notes that stand behind something now, each with those that stand behind it."""
        waiting = self._behind.get(id(child), [])[::-1]
        while waiting:
            note = waiting.pop()
            yield note
            waiting += self._behind.get(id(note), [])[::-1]

    def _in_order(self, children: Sequence[Element | Text]) -> Iterator[Element | Text]:
        """What stands in an element, without the notes that left it and with those that came."""
        waiting: list[Element] = []  # behind text without a paragraph around it: it goes on up to the next block
        for child in children:
            if id(child) in self._gone:
                continue
            if waiting and _is_block(child):
                yield from waiting
                waiting = []
            yield child
            came = list(self._came(child))
            if _is_block(child):
                yield from came
            else:
                waiting += came
        yield from waiting


def _is_block(node: Element | Text) -> bool:
    return isinstance(node, Element) and node.name in BLOCKS


def _is_parted(element: Element) -> bool:
    """Whether paragraphs stand in an item of a list or in a cell: what stands behind one of them may too."""
    least = {"li": 1, "td": 2}.get(element.name)
    return least is not None and sum(map(_is_block, element.children)) >= least


def _first(element: Element) -> Element | Text | None:
    return next((child for child in element.children if isinstance(child, Element) or child.text.strip()), None)


def _core(words: str) -> str:
    return re.sub(r"\W+", "", words)


def _head(note: Element, mark: str, *, raised: bool) -> None:
    """Have a note begin with its mark, in the paragraph of its first words."""
    core = _core(mark)
    place = note
    for _ in range(_DEEPEST_HEAD):
        said = [child for child in place.children if isinstance(child, Element) or child.text.strip()]
        while said and isinstance(said[0], Element) and _core(said[0].words()) in (core, ""):
            _emptied(said[0])
            said = said[1:]
        if not said or not isinstance(said[0], Element) or said[0].name not in _NOTES:
            break
        place = said[0]
    if re.match(rf"\W*{re.escape(core)}(?!\w)", place.words()) and core:
        return
    sign = Element("sup", note.line, {}, [Text(mark, note.line)]) if raised else Text(mark, note.line)
    place.children[:0] = [sign, Text(" ", note.line)]


def _emptied(label: Element) -> None:
    for inner in label.elements():
        inner.children = [child for child in inner.children if isinstance(child, Element)]
