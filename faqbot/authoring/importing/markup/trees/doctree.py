"""The tree that docutils makes of a document -> the tree of elements that pages are read as."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.markup.elements.element import DEEPEST, HEADINGS, Element, Text
from faqbot.authoring.importing.markup.trees.facts import day

# Elements by docutils' names of nodes, where one stands for the other.
_ELEMENTS: Final = {
    "paragraph": "p", "bullet_list": "ul", "enumerated_list": "ol", "reference": "a", "image": "img", "list_item":
    "li", "definition_list": "dl", "definition_list_item": "div", "term": "dt", "definition": "dd", "literal_block":
    "pre", "doctest_block": "pre", "math_block": "pre", "block_quote": "blockquote", "strong": "strong", "emphasis":
    "em", "literal": "code", "math": "code", "title_reference": "em", "superscript": "sup", "subscript": "sub",
    "figure": "figure", "caption": "figcaption", "legend": "div", "table": "table", "thead": "thead", "tbody":
    "tbody", "row": "tr", "entry": "td", "transition": "hr", "topic": "div", "sidebar": "aside", "container": "div",
    "compound": "div", "footnote": "div", "citation": "div", "field_list": "dl", "field": "div", "field_name": "dt",
    "field_body": "dd", "admonition": "aside", "option_list": "dl", "option_list_item": "div", "option_group": "dt",
    "description": "dd", "line_block": "p", "attribution": "p", "rubric": "p", "classifier": "em", "option": "code",
}  # fmt: skip
_ADMONITIONS: Final = frozenset("attention caution danger error hint important note tip warning".split())
_SKIPPED: Final = frozenset("substitution_definition pending generated decoration colspec target meta".split())
# Directives of Sphinx and its extensions that open and close, and those that set apart with words of their own.
_OPENING: Final = frozenset("dropdown collapse details toggle expand faq question accordion".split())
_APART: Final = {
    "seealso": "See also",
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
    "deprecated": "Deprecated since version",
}
_TITLES: Final = {"table": "caption", **dict.fromkeys(("topic", "sidebar", "admonition"), "p")}
# Nodes whose words stand between brackets, and what docutils leaves of a reference to something that it doesn't know.
_BRACKETED: Final = frozenset(("footnote_reference", "citation_reference", "label"))
_UNKNOWN: Final = re.compile(r"^`?(.+?)`?__?$", re.DOTALL)
# Nodes that have no others of their kind within: of these docutils tells the line.
_LEAVES: Final = frozenset(("title", "paragraph", "literal_block", "doctest_block", "rubric", "term", "comment"))
# What may stand before the fields at the top of a document.
_BEFORE: Final = frozenset(("title", "subtitle", "comment", "target", "system_message", "substitution_definition"))
# The level of messages from which docutils leaves out what they are about; of titles underlined too shortly it doesn't.
_ERROR: Final = 3
# Lines around the one that docutils names in which its words are looked for: of titles it names the line below.
_AROUND: Final = (0, -1, 1, -2, 2, -3)


@dataclass(slots=True)
class Tree:
    """The tree of elements of one document.

    Attributes:
        text: the document's text, in which lines are looked up.
        unplaced: what is left out of the tree.
        published: the date that fields at its top tell, or None.
    """

    text: str
    unplaced: list[Unplaced] = field(default_factory=list)
    published: str | None = None
    _lines: list[str] = field(default_factory=list)
    _document: Any = None
    _given: frozenset[str] = frozenset()  # the names by which links lead that the author gave
    _last: int = 0  # the last line that docutils told

    def made(self, document: Any) -> Element:
        """The tree of a document that docutils has read."""
        self._lines = self.text.split("\n")
        self._document = document
        given = {document.nameids.get(name) for name, is_given in document.nametypes.items() if is_given}
        self._given = frozenset(filter(None, given))
        root = Element("body")
        for node in document.children:
            self._add(node, [root], 0)
        return root

    def _add(self, node: Any, path: list[Element], level: int) -> None:
        """Add a node below the last element of a path."""
        name = node.tagname
        if name == "#text":
            path[-1].children.append(Text(node.astext(), self._last))
            return
        line = self._last = self._line(node) or self._last
        if name in ("comment", "raw"):
            why = node.get("why", "comment") if name == "comment" else "raw"
            self._leave(node.astext(), line, why)
        elif name == "system_message":
            self._refused(node, node.get("line", line))
        elif name == "field_list" and path[-1].name in ("body", "section") and self._is_head(node):
            self._read_fields(node, line)
        elif name not in _SKIPPED and "contents" not in node.get("classes", ()):
            element = self._element(node, name, line, level)
            path[-1].children += _before(node, path[-1], line)
            path[-1].children.append(element)
            if name in _BRACKETED:
                words = Text(f"[{node.astext()}]" + " " * (name == "label"), line)
                element.children.append(words)
                return
            if name == "problematic":
                element.children.append(Text(_UNKNOWN.sub(r"\1", node.astext()), line))
                return
            said = len(element.children)
            path = [*path, element] if len(path) < DEEPEST else path
            for child in self._children(node):
                self._add(child, path, level + (name == "section"))
            if not self._line(node):
                element.line = next((one.line for one in element.children[said:] if one.line), line)

    def _element(self, node: Any, name: str, line: int, level: int) -> Element:
        tag = _ELEMENTS.get(name, "span")
        inner: list[Element | Text] = []
        if name == "title":
            tag = _TITLES.get(node.parent.tagname) or HEADINGS[min(max(level, 1), len(HEADINGS)) - 1]
        elif name in _ADMONITIONS:
            tag, inner = "aside", [_bold(name.capitalize(), line)]
        elif name == "entry" and node.parent.parent.tagname == "thead":
            tag = "th"
        elif name == "container" and "kept" in node:
            tag, inner = _kept(node, line)
        elif name == "paragraph" and "argument" in node["classes"] and node.parent.get("kept") in _OPENING:
            tag = "summary"
        attributes = _attributes(node, name)
        if identity := self._identity(node):
            attributes["id"] = identity
        if name == "rubric" or (name == "title" and tag == "p"):
            attributes["style"] = "font-weight: bold"
        return Element(tag, line, attributes, inner)

    def _children(self, node: Any) -> list[Any]:
        """What stands in a node: in a reference to a label of the document, the title that it stands before."""
        if node.tagname == "inline" and "label" in node:
            name = " ".join(node["label"].lower().split())
            titled = self._document.ids.get(self._document.nameids.get(name))
            if titled is not None and titled.children and titled.children[0].tagname == "title":
                return list(titled.children[0].children)
        if node.tagname in ("footnote", "citation") and len(node.children) > 1:
            label, first, *rest = node.children
            first.insert(0, label)  # its number stands before its first words
            return [first, *rest]
        return [
            inner for child in node.children for inner in (child.children if child.tagname == "tgroup" else [child])
        ]

    def _identity(self, node: Any) -> str:
        """The name by which links lead to a node: one that the author gave before one that docutils made."""
        ids = node.get("ids") or [""] if hasattr(node, "get") else [""]
        return next((str(one) for one in ids if one in self._given), str(ids[0]))

    def _line(self, node: Any) -> int:
        """The line on which a node begins; 0 where docutils doesn't tell."""
        stated = getattr(node, "line", None) or 0
        if not stated or node.tagname not in _LEAVES:
            return 0
        first = node.astext().split()[:1]
        for offset in _AROUND:
            at = stated + offset
            if first and 0 < at <= len(self._lines) and first[0] in self._lines[at - 1]:
                return at
        return int(stated)

    def _is_head(self, node: Any) -> bool:
        """Whether a field list stands at the top of the document, or right below its title."""
        at = node.parent.index(node)
        outer = node.parent.parent
        first = outer is None or all(one.tagname in _BEFORE for one in outer.children[: outer.index(node.parent)])
        return first and all(one.tagname in _BEFORE for one in node.parent.children[:at])

    def _read_fields(self, fields: Any, line: int) -> None:
        for one in fields.children:
            name, said = one.children[0].astext(), one.children[1].astext() if len(one.children) > 1 else ""
            if name.lower() == "date" and (date := day(said)):
                self.published = self.published or date
            elif said:
                self._leave(f"{name}: {said}", one.line or line, "field of the document")

    def _refused(self, message: Any, line: int) -> None:
        """What docutils leaves out for its errors: broken tables, directives without what they need."""
        for one in message.children:
            words, told = one.astext(), any(left.line == line for left in self.unplaced[-1:])
            if one.tagname == "literal_block" and not told and (message["level"] >= _ERROR or words.startswith("..")):
                self._leave(words, line, "it can't be read as reStructuredText")

    def _leave(self, words: str, line: int, why: str) -> None:
        if said := " ".join(words.split()):
            self.unplaced.append(Unplaced(line or None, said, why))


def _before(node: Any, parent: Element, line: int) -> list[Element | Text]:
    """What stands between a node and the one before it: a break between lines, a comma between options."""
    if node.tagname == "line" and parent.children:
        return [Element("br", line)]
    if node.tagname == "option" and parent.children:
        return [Text(", ", line)]
    return [Text(node.get("delimiter", " "), line)] if node.tagname == "option_argument" else []


def _kept(node: Any, line: int) -> tuple[str, list[Element | Text]]:
    """A directive that docutils doesn't know: what it is, and the words that it begins with."""
    name = node["kept"]
    if name in _OPENING:
        return "details", []
    return ("aside", [_bold(_APART[name], line)]) if name in _APART else ("div", [])


def _bold(words: str, line: int) -> Element:
    return Element("p", line, {}, [Element("strong", line, {}, [Text(words, line)])])


def _attributes(node: Any, name: str) -> dict[str, str]:
    if name == "reference":
        return {"href": node.get("refuri") or f"#{node.get('refid', '')}"}
    if name == "image":
        return {"src": node.get("uri", "")} | ({"alt": node["alt"]} if "alt" in node else {})
    if name == "enumerated_list":
        return {"start": str(node.get("start", 1))}
    if name == "entry":
        return {"colspan": str(node.get("morecols", 0) + 1), "rowspan": str(node.get("morerows", 0) + 1)}
    return {"class": f"language-{_language(node, name)}"} if _ELEMENTS.get(name) == "pre" else {}


def _language(node: Any, name: str) -> str:
    if name == "math_block":
        return "latex"
    if name == "doctest_block":
        return "pycon"
    classes = node.get("classes", ())
    return str(node.get("language") or next((one for one in classes if one != "code"), "none"))
