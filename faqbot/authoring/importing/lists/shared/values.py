"""JSON, JSON Lines and YAML -> a tree of nodes that know their lines, the same for all three.

YAML is read by the knowledge's own door (`knowledge/yaml/nodes.py`), which refuses aliases, tags and deep nesting. JSON
is read by the json module, and its lines are found by its tokens: as YAML it could hold no tabs.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.decoding import decoded
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.importing.document import Source

# Lists and objects inside each other. Exports of content systems have some twenty; the readers go down as deep.
MAX_DEPTH: Final = 100
_JSON: Final = (".json", ".jsonl", ".ndjson", ".json5", ".jsonc", ".geojson")
# Of a text that the json module takes, this finds every value, bracket and key, whatever stands between.
_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s\[\]{},:"]+', re.DOTALL)
_LENIENT: Final = json.JSONDecoder(strict=False)  # texts may hold line breaks and tabs as they are
_NOTHING: Final = ("", "~", "null", "Null", "NULL")  # what JSON and YAML write where there is no value
# What YAML can't hold as it stands, and a document may: line separators of Unicode, marks in the middle, controls.
_BREAKS: Final = re.compile("[\u2028\u2029\x85]")
_UNSEEN: Final = re.compile("[\ufeff\ufffe\uffff\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")


def tree(source: Source) -> tuple[Node, tuple[str, ...]]:
    """What the file holds, and what to remark on how it was read.

    Raises:
        KnowledgeError: it is no text, no JSON or YAML, empty, or nests too deep.
    """
    text, remarks = decoded(source)
    ending = os.path.splitext(source.path)[1].lower()
    node = _json(source, text) if ending in _JSON or text.lstrip()[:1] in ("{", "[") else _yaml(source, text)
    if node is None:
        raise KnowledgeError(source.path, None, "the file is empty: nothing can be brought in")
    return node, remarks


def text_of(node: Node) -> str:
    """The text of a scalar; "" of one that has no value, and of lists and mappings."""
    if not isinstance(node, Scalar) or (not node.style and node.value in _NOTHING):
        return ""
    return node.value


def leaves(node: Node, name: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every scalar with a value in `node`, in order, with the keys that lead to it ("meta.author")."""
    stack: list[tuple[str, Node]] = [(name, node)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, Scalar):
            if text_of(node).strip():
                yield path, node
        elif isinstance(node, Sequence):
            stack += [(path, item) for item in reversed(node.items)]
        else:
            stack += [(f"{path}.{key.value}" if path else key.value, value) for key, value in reversed(node.pairs)]


def _yaml(source: Source, text: str) -> Node | None:
    return parse(source.path, _without_end(_UNSEEN.sub("", _BREAKS.sub(" ", text))))


def _without_end(text: str) -> str:
    """A text without the "---" with which sites close their data: to YAML it begins a document, which is empty."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#") or lines[-1].rstrip() == "---"):
        lines.pop()
    return "\n".join(lines)


def _json(source: Source, text: str) -> Node | None:
    """The tree of JSON; of JSON Lines a list of its lines. What is almost JSON (a comma too many) YAML may read."""
    if not text.strip():
        return None
    try:
        _check(text)
    except RecursionError:
        raise KnowledgeError(source.path, None, _too_deep()) from None
    except ValueError as error:
        if lines := _lines(source, text):
            return lines
        return _almost(source, text, error)
    return _built(source, text)


def _check(text: str) -> None:
    json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)


def _lines(source: Source, text: str) -> Node | None:
    """The values of JSON Lines, one a line; None where a line holds none."""
    values: list[Node] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                _check(line)
            except (ValueError, RecursionError):
                return None
            values.append(_built(source, line, number))
    return Sequence(1, tuple(values)) if len(values) > 1 else None


def _almost(source: Source, text: str, error: ValueError) -> Node | None:
    try:
        return _yaml(source, text.replace("\t", " "))
    except KnowledgeError:  # then what is said of it is said of JSON
        line = getattr(error, "lineno", None)
        what = str(getattr(error, "msg", error)).lower()
        raise KnowledgeError(source.path, line, f"this is no JSON ({what}): correct it there") from None


def _too_deep() -> str:
    return f"the values are nested more than {MAX_DEPTH} deep: no list of questions is"


def _built(source: Source, text: str, line: int = 1) -> Node:
    """The tree of a text that the json module takes, by its tokens."""
    opened: list[tuple[str, int, list[Node]]] = [("[", line, [])]
    before = 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", before, token.start())
        before = token.start()
        mark = token[0]
        if mark in "[{":
            if len(opened) > MAX_DEPTH:
                raise KnowledgeError(source.path, line, _too_deep())
            opened.append((mark, line, []))
        elif mark in "]}":
            kind, start, children = opened.pop()
            opened[-1][2].append(_closed(kind, start, children))
        elif mark[0] == '"':
            opened[-1][2].append(Scalar(line, _whole(_LENIENT.decode(mark)), '"'))
        else:
            opened[-1][2].append(Scalar(line, mark, ""))
    return opened[0][2][0]


def _closed(kind: str, line: int, children: list[Node]) -> Node:
    if kind == "[":
        return Sequence(line, tuple(children))
    keys = (key for key in children[::2] if isinstance(key, Scalar))
    return Mapping(line, tuple(zip(keys, children[1::2], strict=True)))


def _whole(text: str) -> str:
    """A text without halves of characters, which nothing can write."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
