"""Nodes -> values of the type a field must have; what is wrong is gathered, so that all is said at once.

    record = Record(node, Shape("a section", (Key("text", TEXT, "What it says."),)), faults)
    record.text("text")     the text, or an empty one and a fault in `faults`

A value that is at fault is replaced by an empty one: callers go on, and end with `faults.check()`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.base.messages import closest, shown
from faqbot.knowledge.article import Format, Text
from faqbot.knowledge.yaml import nodes

if TYPE_CHECKING:
    from faqbot.knowledge.yaml.faults import Faults
    from faqbot.knowledge.yaml.nodes import Node, Scalar
    from faqbot.knowledge.yaml.shapes import Shape

# A line of a folded text that is followed by another, neither of them indented.
_FOLDED: Final = re.compile(r"^(\S.*\n)(?=\S)", re.MULTILINE)
_NOTHING: Final = ("", "~", "null", "Null", "NULL")  # the plain scalars that YAML reads as no value
_NAMES: Final = {nodes.Scalar: "a text", nodes.Sequence: "a list", nodes.Mapping: "a mapping (key: value)"}


class Record:
    """A mapping held against its shape. Unknown, missing and duplicate keys become faults at once.

    Args:
        node: what is to be a mapping.
        shape: what it may hold.
        faults: where faults go.
    """

    __slots__ = ("_faults", "_mapping", "_meant", "_values", "line")

    def __init__(self, node: Node, shape: Shape, faults: Faults) -> None:
        self.line = node.line
        self._faults = faults
        self._values: dict[str, Node] = {}
        self._meant: set[str] = set()
        self._mapping = isinstance(node, nodes.Mapping)
        if isinstance(node, nodes.Mapping):
            self._take(node, shape)
        else:
            keys = ", ".join(shape.names)
            faults.add(node.line, f"{_name(node)} where {shape.name} must stand: write it as key: value, with {keys}")

    def has(self, key: str) -> bool:
        """Whether anything but an empty list stands at `key`."""
        node = self._values.get(key)
        return node is not None and node != nodes.Sequence(node.line, ())

    def is_misspelt(self, key: str) -> bool:
        """Whether there is a key that is most likely meant to be `key`: what it holds is not known."""
        return key in self._meant

    def told(self, key: str) -> bool:
        """Whether something stands at `key`, right or wrong, or at a key that is most likely meant to be it."""
        return not self._mapping or key in self._values or key in self._meant

    def text(self, key: str, written: Format = Format.PLAIN) -> Text:
        """The text at `key`, written in a format; an empty one where there is none."""
        return self.maybe(key, written) or Text("", self.line, format=written)

    def maybe(self, key: str, written: Format = Format.PLAIN) -> Text | None:
        """The text at `key`, written in a format, or None where the key is left out or at fault."""
        node = self._values.get(key)
        return None if node is None else self._text(key, node, written)

    def texts(self, key: str) -> tuple[Text, ...]:
        """The texts of the list at `key`; those at fault are left out."""
        node = self._values.get(key)
        return () if node is None else self.texts_of(key, node)

    def texts_of(self, name: str, node: Node) -> tuple[Text, ...]:
        """The texts of the list that `node` (called `name` in messages) must be."""
        an_item = f"an item of {name}"
        return tuple(text for item in self._items(name, node) if (text := self._text(an_item, item)) is not None)

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of the list at `key`."""
        node = self._values.get(key)
        return () if node is None else self._items(key, node)

    def scalar(self, key: str, wanted: str = "a text") -> Scalar | None:
        """The scalar at `key` as it is written, or None where the key is left out or holds no scalar.

        Args:
            key: the key.
            wanted: what a message says must stand there.
        """
        node = self._values.get(key)
        if node is None or isinstance(node, nodes.Scalar):
            return node
        self._faults.add(node.line, f"{key} must be {wanted}, not {_name(node)}")
        return None

    def _items(self, key: str, node: Node) -> tuple[Node, ...]:
        if isinstance(node, nodes.Sequence):
            return node.items
        if _is_nothing(node):
            self._faults.add(node.line, f"{key} is empty: fill it or delete the key")
        else:
            self._faults.add(node.line, f"{key} must be a list, not {_name(node)}: start each item with a dash (-)")
        return ()

    def _text(self, key: str, node: Node, written: Format = Format.PLAIN) -> Text | None:
        if not isinstance(node, nodes.Scalar):
            hint = ': put a text that holds ": " in quotes' if isinstance(node, nodes.Mapping) else ""
            self._faults.add(node.line, f"{key} must be a text, not {_name(node)}{hint}")
        elif node.cut is not None:
            from faqbot.knowledge.yaml import syntax  # here: a millisecond that a file pays which is at fault

            self._faults.add(node.cut.line, f"{key}: {syntax.taken(node.cut.value)}")
        elif not node.value.strip():
            self._faults.add(node.line, f"{key} is empty: write a text")
        elif not node.style and (read := nodes.read_as(node.value)) is not None:
            self._faults.add(node.line, f"{key}: YAML reads {shown(node.value)} as {read}: put it in quotes")
        else:
            return _lines(node, written)
        return None

    def _take(self, node: nodes.Mapping, shape: Shape) -> None:
        first: dict[str, int] = {}
        for name, value in node.pairs:
            key = name.value
            if key in first:
                self._faults.add(
                    name.line, f'the key "{shown(key)}" stands twice, first on line {first[key]}: delete one'
                )
            elif key in shape.names:
                self._values[key] = value
            else:
                self._meant |= self._unknown(name, shape)
            first.setdefault(key, name.line)
        for key in shape.required:
            if key not in first and key not in self._meant:
                self._faults.add(node.line, shape.lacks(key, f'add the line "{key}: …"'))

    def _unknown(self, name: Scalar, shape: Shape) -> set[str]:
        guess = None if self._faults.full else closest(name.value, shape.names)
        self._faults.add(name.line, shape.unknown(name.value, guess))
        return {guess} if guess else set()


def _name(node: Node) -> str:
    return "nothing" if _is_nothing(node) else _NAMES[type(node)]


def _is_nothing(node: Node) -> bool:
    return isinstance(node, nodes.Scalar) and not node.style and node.value in _NOTHING


def _lines(node: Scalar, written: Format) -> Text:
    """The text of `node`; a block's empty lines at either end are no part of it."""
    if "\n" not in node.value:
        return Text(node.value, node.line + node.block, node.style == "|", written)
    value = _unfolded(node)
    if not node.block:
        return Text(value, node.line, format=written)
    line = node.line + 1 + len(node.value) - len(node.value.lstrip("\n"))
    return Text(value.strip("\n"), line, node.style == "|", written)


def _unfolded(node: Scalar) -> str:
    """The value of `node`, with an empty line where its author left one: YAML folds it into a line break.

    In double quotes a line break may also be an escape, so that those stay as they are.
    """
    return node.value if node.style in ("|", '"') else _FOLDED.sub(r"\1\n", node.value)
