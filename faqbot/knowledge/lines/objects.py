"""JSON Lines -> rows: an object a line. The only importer of json among those that read knowledge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import shown
from faqbot.knowledge.lines.reading import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.knowledge.lines.reading import Line
    from faqbot.knowledge.yaml.faults import Faults

_HOW: Final = 'write an object a line, {"question": "…", "answer": "…"}'
_LIST: Final = "this is one JSON list: write an object a line, without brackets around and commas between them"
_SPREAD: Final = "this is an object over several lines: write each on a line of its own"


class Number(str):
    """A number, as it is written."""

    __slots__ = ()


class _RefusedError(ValueError):
    """What the json module takes, and JSON or an entry has no place for; its text is the message."""


def rows(path: str, lines: Iterable[Line], faults: Faults) -> Iterator[Row]:
    """The objects of a file, each with its line. Empty lines are passed over, those that hold none go to `faults`.

    Raises:
        KnowledgeError: the file is JSON, but not of one object a line.
    """
    first = True
    for number, text, fault in lines:
        text = text.strip()  # noqa: PLW2901 - the white space around an object is no part of it
        if not text and not fault:
            continue
        if first and (text[0:1] == "[" or text == "{"):
            raise KnowledgeError(path, number, _LIST if text[0] == "[" else _SPREAD)
        first = False
        if fault:
            faults.add(number, fault)
            continue
        try:
            value, end = _DECODER.raw_decode(text)
        except (ValueError, RecursionError) as error:
            faults.add(number, _why(error))
            continue
        if end != len(text):
            faults.add(number, f"more stands behind the object, at column {end + 1}: {_HOW}")
        elif type(value) is not dict:
            faults.add(number, f"this is {named(value)} where an object must stand: {_HOW}")
        else:
            yield Row(number, value)


def named(value: object) -> str:
    """What a value is, for messages."""
    if isinstance(value, Number):
        return f"the number {shown(value)}"
    kinds = {"str": "a text", "list": "a list", "dict": "an object"}
    return kinds.get(type(value).__name__) or json.dumps(value)


def _why(error: Exception) -> str:
    """What keeps a line from being JSON."""
    if isinstance(error, _RefusedError):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"this is no JSON ({error.msg[0].lower()}{error.msg[1:]} at column {error.colno}): {_HOW}"
    return f"lists and objects are nested too deep: {_HOW}"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _RefusedError(f'the key "{shown(key)}" stands twice: delete one')
    return made


def _constant(name: str) -> None:
    raise _RefusedError(f"{name} is no JSON: write a text, or leave the key out")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=_constant
)
