"""What a file of entries says of the article as a whole: JSON Lines in its first object, a table nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from faqbot.base.values import replace
from faqbot.knowledge import articles
from faqbot.knowledge.lines.objects import Number, named
from faqbot.knowledge.parts import titles
from faqbot.knowledge.yaml import format as keys
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence
from faqbot.knowledge.yaml.records import Record
from faqbot.knowledge.yaml.shapes import Key, Several, Shape

if TYPE_CHECKING:
    from faqbot.knowledge.article import Article
    from faqbot.knowledge.lines.reading import Row

# The keys of an article but its lists of parts; the title may be left out, as it follows from the file's name.
_ABOUT: Final = Shape(
    "the line about the article",
    tuple(key._replace(required=False) for key in keys.ARTICLE.keys if key.name not in keys.PARTS),
)
_OWN: Final = frozenset(_ABOUT.names).difference(keys.ENTRY.names)  # keys that tell it from an entry
_ASKED: Final = frozenset(keys.ENTRY.required)


def is_about(row: Row) -> bool:
    """Whether a row is about the article, and no entry: it has a key that only articles have, and asks nothing."""
    return not _OWN.isdisjoint(row.values) and _ASKED.isdisjoint(row.values)


def article(path: str, row: Row | None) -> Article:
    """The article of the file at `path`, without entries, by the row about it; None: there is none.

    Raises:
        KnowledgeError: what the row says can't be, or the file's name can't be an id.
    """
    faults = Faults(path)
    pairs = [_pair(key, value, row.line, faults) for key, value in row.values.items()] if row else []
    record = Record(Mapping(row.line if row else 1, tuple(filter(None, pairs))), _ABOUT, faults)
    made = articles.headed(path, record, faults)
    faults.check()
    return replace(made, title=made.title or titles.of_file(os.path.splitext(os.path.basename(path))[0]))


def _pair(name: str, value: object, line: int, faults: Faults) -> tuple[Scalar, Node] | None:
    """A key with its value as they are read elsewhere; None where nothing stands there, or something that can't."""
    key = next((key for key in _ABOUT.keys if key.name == name), None)
    nothing = value is None or (isinstance(value, str) and not value.strip())
    node = None if key and nothing else _node(value, line)
    if key and node and not _fits(key, node):
        wanted = 'a list of lists, like [["…", "…"]]' if isinstance(key.of, Several) else key.of.wanted
        faults.add(line, f"{name} must be {wanted}, not {named(value)}")
        return None
    return (Scalar(line, name, '"'), node) if node else None


def _node(value: object, line: int) -> Node:
    if isinstance(value, list):
        return Sequence(line, tuple(_node(item, line) for item in value))
    if isinstance(value, str):
        return Scalar(line, value, "" if isinstance(value, Number) else '"')
    return Mapping(line, ())  # of an object, or a truth: nothing that an article has a place for


def _fits(key: Key, node: Node) -> bool:
    """Whether a value is of the kind that stands at a key: texts, numbers where those are told, lists of lists."""
    if isinstance(key.of, Several):
        return isinstance(node, Sequence) and all(
            isinstance(group, Sequence) and all(isinstance(word, Scalar) and word.style for word in group.items)
            for group in node.items
        )
    return isinstance(node, Scalar) and (bool(node.style) or key.of.least is not None)
