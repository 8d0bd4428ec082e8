"""A tidy draft, or an article that was read -> the values of its file, in the order in which they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format, Text
from faqbot.knowledge.yaml import format as knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.authoring.draft import Draft
    from faqbot.knowledge.article import Article

# The keys of an article, and of what is in its lists, in the order in which they stand in a file.
ARTICLE: Final = knowledge.ARTICLE.names
PARTS: Final = {name: shape.names for name, shape in knowledge.PARTS.items()}
TEXTS: Final = {"sections": "text", "faq": "answer"}  # what a part says

_LEFT_OUT: Final = {"format": str(Format.PLAIN), "language": DEFAULT_LANGUAGE, "level": 1}  # as which keys are read


def article(draft: Draft) -> dict[str, Any]:
    """The values of a draft's file. Nothing empty is among them, nor what is so where it is left out."""
    return _values(draft, ARTICLE)


def held(article: Article) -> dict[str, Any]:
    """The values of an article that was read, as `article` has those of a draft: equal where they say the same."""
    return _values(article, ARTICLE)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without the empty ones."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _values(owner: object, keys: Sequence[str]) -> dict[str, Any]:
    """What an article, a section or an entry has at keys; before it is written it hasn't all of them."""
    return filled({key: _value(key, getattr(owner, key, None)) for key in keys})


def _value(key: str, value: Any) -> Any:
    if key in PARTS:
        return [_values(part, PARTS[key]) for part in value]
    if isinstance(value, tuple):
        return [list(item) if isinstance(item, tuple) else item for item in value]
    value = value.value if isinstance(value, Text) else str(value) if isinstance(value, str) else value
    return None if value == _LEFT_OUT.get(key) else value
