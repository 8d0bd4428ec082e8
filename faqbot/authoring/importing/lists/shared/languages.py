"""Values that a list says in several languages, {"en": "Opening hours", "de": "Öffnungszeiten"}: one tree for each."""

from __future__ import annotations

import re
from typing import Final

from faqbot.authoring.importing.lists.shared.values import leaves
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence

_CODE: Final = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
# Codes of which one is among those of any list in several languages. "no" and "is" are keys of other things.
_ID: Final = "id"  # Indonesian too, but never meant so beside others
_COMMON: Final = frozenset("ar de en es fr it ja ko nl pl pt ru sv tr uk zh".split())
# Languages of one file: there are some thirty in the largest lists, and each makes an article.
_MOST: Final = 60


def languages(node: Node) -> tuple[str, ...]:
    """The keys of languages in which values are said, in order; () where none is said in several."""
    keys: dict[str, None] = {}
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, Sequence):
            stack += reversed(node.items)
        elif isinstance(node, Mapping):
            if _by_language(node):
                keys |= dict.fromkeys(key.value for key, _ in node.pairs if key.value != _ID)
            stack += [value for _, value in reversed(node.pairs)]
    return tuple(keys)[:_MOST]


def spoken(node: Node, key: str) -> Node:
    """`node` with every value that is said in several languages as it is in one, and nothing where it isn't."""
    if isinstance(node, Sequence):
        return Sequence(node.line, tuple(spoken(item, key) for item in node.items))
    if isinstance(node, Mapping):
        if _by_language(node):
            return _said(node, key)
        return Mapping(node.line, tuple((name, spoken(value, key)) for name, value in node.pairs))
    return node


def code_of(key: str) -> str:
    """The code of the language that a key such as "pt-BR" names."""
    return key[:2]


def _said(node: Mapping, key: str) -> Node:
    """What a mapping of languages says in one, with its id where it has one."""
    said = next((value for name, value in node.pairs if name.value == key), None)
    if said is None:
        return Scalar(node.line, "", "")
    told = spoken(said, key)
    named = tuple(pair for pair in node.pairs if pair[0].value == _ID)
    return Mapping(told.line, (*named, *told.pairs)) if named and isinstance(told, Mapping) else told


def _by_language(node: Mapping) -> bool:
    keys = [key.value for key, _ in node.pairs if key.value != _ID]
    if len(keys) < 2 or not all(map(_CODE.fullmatch, keys)) or _COMMON.isdisjoint(key[:2] for key in keys):
        return False
    return all(
        any(leaf.style or not leaf.value.isdecimal() for _, leaf in leaves(value)) for _, value in node.pairs[-1:]
    )
