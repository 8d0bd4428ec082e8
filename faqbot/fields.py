"""Nodes -> values of the type a field must have; what is wrong is gathered, so that all is said at once.

    record = Record(node, Shape("a section", required=("text",), optional=("id",)), faults)
    record.text("text")     the text, or an empty one and a fault in `faults`

A value that is at fault is replaced by an empty one: callers go on, and end with `faults.check()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot import nodes
from faqbot.article import Text
from faqbot.errors import KnowledgeError
from faqbot.hygiene import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.nodes import Node, Scalar

# Faults of one file that are told one by one: a screenful or two. Beyond, the file is no article.
MAX_FAULTS: Final = 100
# Characters of a value that a message shows.
_SHOWN: Final = 60
# Words among which a misspelt one is looked for, which takes some 10 µs each.
_MAX_GUESSES: Final = 500

_NOTHING: Final = ("", "~", "null", "Null", "NULL")  # the plain scalars that YAML reads as no value
_NAMES: Final = {nodes.Scalar: "a text", nodes.Sequence: "a list", nodes.Mapping: "a mapping (key: value)"}


class Faults:
    """The faults of one file.

    Args:
        path: the file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[KnowledgeError] = []
        self._more = 0

    def add(self, line: int | None, message: str) -> None:
        """Note a fault on `line` (1-based; None: of the whole file)."""
        if self.full:
            self._more += 1
        else:
            self._found.append(KnowledgeError(self.path, line, message))

    @property
    def full(self) -> bool:
        """Whether further faults are counted, but not listed."""
        return len(self._found) >= MAX_FAULTS

    def check(self) -> None:
        """Raise all faults as one, in the file's order.

        Raises:
            KnowledgeError: there is a fault.
        """
        check(self.told())

    def told(self) -> list[KnowledgeError]:
        """The faults in the file's order, and how many more there are."""
        found = sorted(self._found, key=lambda fault: fault.line or 0)
        if self._more:
            found.append(
                KnowledgeError(self.path, None, f"{self._more:,} more faults are not listed: correct these first")
            )
        return found


def check(found: Iterable[KnowledgeError]) -> None:
    """Raise the faults of `found` as one error, if there is any.

    Raises:
        KnowledgeError: there is a fault.
    """
    first, *rest = found or (None,)
    if first is not None:
        raise KnowledgeError(first.path, first.line, first.message, rest)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a mapping may hold: its name with its article ("a section"), and its keys."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Record:
    """A mapping held against its shape. Unknown, missing and duplicate keys become faults at once.

    Args:
        node: what is to be a mapping.
        shape: what it may hold.
        faults: where faults go.
    """

    __slots__ = ("_faults", "_meant", "_values", "line")

    def __init__(self, node: Node, shape: Shape, faults: Faults) -> None:
        self.line = node.line
        self._faults = faults
        self._values: dict[str, Node] = {}
        self._meant: set[str] = set()
        if isinstance(node, nodes.Mapping):
            self._take(node, shape)
        else:
            keys = ", ".join((*shape.required, *shape.optional))
            faults.add(node.line, f"{_name(node)} where {shape.name} must stand: write it as key: value, with {keys}")

    def has(self, key: str) -> bool:
        """Whether anything but an empty list stands at `key`."""
        node = self._values.get(key)
        return node is not None and node != nodes.Sequence(node.line, ())

    def is_misspelt(self, key: str) -> bool:
        """Whether there is a key that is most likely meant to be `key`: what it holds is not known."""
        return key in self._meant

    def text(self, key: str) -> Text:
        """The text at `key`; an empty one where there is none."""
        return self.maybe(key) or Text("", self.line)

    def maybe(self, key: str) -> Text | None:
        """The text at `key`, or None where the key is left out or at fault."""
        node = self._values.get(key)
        return None if node is None else self._text(key, node)

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

    def _text(self, key: str, node: Node) -> Text | None:
        if not isinstance(node, nodes.Scalar):
            hint = ': put a text that holds ": " in quotes' if isinstance(node, nodes.Mapping) else ""
            self._faults.add(node.line, f"{key} must be a text, not {_name(node)}{hint}")
        elif node.cut is not None:
            taken = f'YAML takes "{shown(node.cut.value)}" for a comment'
            self._faults.add(
                node.cut.line, f"{key}: {taken}: put the text in quotes, or a space after the # of a comment"
            )
        elif not node.value.strip():
            self._faults.add(node.line, f"{key} is empty: write a text")
        elif not node.style and (read := nodes.read_as(node.value)) is not None:
            self._faults.add(node.line, f"{key}: YAML reads {shown(node.value)} as {read}: put it in quotes")
        else:
            return _lines(node)
        return None

    def _take(self, node: nodes.Mapping, shape: Shape) -> None:
        first: dict[str, int] = {}
        for name, value in node.pairs:
            key = name.value
            if key in first:
                self._faults.add(
                    name.line, f'the key "{shown(key)}" stands twice, first on line {first[key]}: delete one'
                )
            elif key in shape.required or key in shape.optional:
                self._values[key] = value
            else:
                self._meant |= self._unknown(name, shape)
            first.setdefault(key, name.line)
        for key in shape.required:
            if key not in first and key not in self._meant:
                self._faults.add(node.line, f'{shape.name} must have {_an(key)}: add the line "{key}: …"')

    def _unknown(self, name: Scalar, shape: Shape) -> set[str]:
        keys = (*shape.required, *shape.optional)
        guess = None if self._faults.full else closest(name.value, keys)
        hint = f'did you mean "{guess}"?' if guess else f"{shape.name} may have {', '.join(keys)}"
        self._faults.add(name.line, f'unknown key "{shown(name.value)}": {hint}')
        return {guess} if guess else set()


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` is most likely a misspelling of, or None."""
    return next(iter(nearest(word, words, 1)), None)


def nearest(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """Those of `words` that `word` may be a misspelling of, the most alike first, at most `limit`."""
    import difflib  # 3 ms: paid only where something is wrong

    return difflib.get_close_matches(word[:_SHOWN], list(islice(words, _MAX_GUESSES)), n=limit)


def either(names: Sequence[str]) -> str:
    """Names as a choice: "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def shown(value: str) -> str:
    """`value` as a message may show it: on one line, and cut where it is long."""
    value = clean(value[: _SHOWN + 1])
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


def _name(node: Node) -> str:
    return "nothing" if _is_nothing(node) else _NAMES[type(node)]


def _an(key: str) -> str:
    return f"an {key}" if key[0] in "aeio" else f"a {key}"


def _is_nothing(node: Node) -> bool:
    return isinstance(node, nodes.Scalar) and not node.style and node.value in _NOTHING


def _lines(node: Scalar) -> Text:
    """The text of `node`; a block's empty lines at either end are no part of it."""
    if not node.block:
        return Text(node.value, node.line)
    value = node.value.lstrip("\n")
    line = node.line + 1 + len(node.value) - len(value)
    return Text(value.rstrip("\n"), line, literal=node.style == "|")
