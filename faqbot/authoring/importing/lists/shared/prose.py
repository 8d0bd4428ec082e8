"""A text as records hold it: a string, paragraphs, an object with the text in it, or a tree of rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.lists.shared.roles import plain
from faqbot.authoring.importing.lists.shared.values import leaves, text_of
from faqbot.knowledge.article import Format
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

# Keys under which objects hold a text, the better before the worse.
_TEXTS: Final = (
    "markdown", "md", "text", "rendered", "html", "plain", "plain text", "value", "content", "body", "answer",
    "question", "string", "message", "description", "paragraphs", "blocks", "children", "items", "title", "name",
)  # fmt: skip
_MARKDOWN: Final = ("markdown", "md")


def prose(node: Node, name: str = "") -> tuple[str, Format | None, list[tuple[str, Scalar]]]:
    """The text of a value, what its key says that is written in, and what of the value is no text, with its keys.

    Several texts are paragraphs.
    """
    texts: list[str] = []
    left: list[tuple[str, Scalar]] = []
    formats: set[Format | None] = set()
    for text, markdown in _texts(node, name, left):
        texts.append(text)
        formats.add(Format.MARKDOWN if markdown else None)
    told = formats.pop() if len(formats) == 1 else None
    return "\n\n".join(texts), told, left


def variants(node: Node) -> tuple[Node, ...]:
    """The values of a list, each a whole answer or question; of anything else itself."""
    return (node,) if isinstance(node, Scalar | Mapping) else node.items


def _texts(node: Node, name: str, left: list[tuple[str, Scalar]]) -> Iterator[tuple[str, bool]]:
    stack: list[tuple[Node, bool]] = [(node, plain(name) in _MARKDOWN)]
    while stack:
        node, markdown = stack.pop()
        if isinstance(node, Scalar):
            if text_of(node).strip():
                yield text_of(node), markdown
        elif isinstance(node, Mapping):
            best = _best(node)
            for key, value in node.pairs:
                if value is best:
                    stack.append((value, markdown or plain(key.value) in _MARKDOWN))
                else:
                    left += leaves(value, key.value)
        else:
            stack += [(item, markdown) for item in reversed(node.items)]


def _best(node: Mapping) -> Node | None:
    """The value of a mapping that is its text; of keys that say nothing, a lone one."""
    ranked = [
        (_TEXTS.index(plain(key.value)), place)
        for place, (key, _) in enumerate(node.pairs)
        if plain(key.value) in _TEXTS
    ]
    filled = [place for _, place in sorted(ranked) if next(leaves(node.pairs[place][1]), None)]
    if filled:
        return node.pairs[filled[0]][1]
    return node.pairs[0][1] if len(node.pairs) == 1 else None
