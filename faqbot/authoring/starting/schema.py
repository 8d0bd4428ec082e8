"""The JSON Schema of knowledge files and golden files, by which editors complete and check them while they are typed.

    schema("knowledge")  ->  {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", …}

Made of the tables that read the files, with no `$ref` and no keyword that draft-07 and 2020-12 read differently. It is
declared as draft-07: yaml-language-server, on which the editors rely, knew no later one before version 1.20 and checks
a file of 2020-12 with another reader since; tests hold that both read it alike.

It takes every file that faqbot takes in its usual spelling, as YAML 1.2 reads it, and what it can't say (ids that stand
twice, a section that isn't there, a text that YAML 1.1 reads as something else) `faqbot check` says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from faqbot import __version__
from faqbot.base.errors import FaqbotError
from faqbot.base.messages import closest, shown
from faqbot.evaluation.golden import format as golden
from faqbot.knowledge.yaml import format as knowledge
from faqbot.knowledge.yaml.shapes import Several, Shape, Value

if TYPE_CHECKING:
    from typing import Any

    from faqbot.knowledge.yaml.shapes import Key

KINDS: Final = ("knowledge", "golden")
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_MORE_THAN_SPACE: Final = r"\S"


def text(kind: str) -> str:
    """The schema of a kind of file (one of `KINDS`) as it is written: JSON, indented.

    Raises:
        FaqbotError: there is no such kind.
    """
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, one of `KINDS`.

    Raises:
        FaqbotError: there is no such kind.
    """
    if kind not in KINDS:
        guess = closest(kind, KINDS)
        hint = f"did you mean {guess}?" if guess else f"write {' or '.join(KINDS)}"
        raise FaqbotError(f'there is no schema called "{shown(kind)}": {hint}')
    told = {
        "$schema": _DRAFT,
        "$comment": f"faqbot {__version__}: faqbot schema {kind}",
    }
    return told | (_article() if kind == "knowledge" else _golden())


def _article() -> dict[str, Any]:
    """An article, which has sections or faq or both; where no section stands deeper than another each has a text."""
    made = _mapping(knowledge.ARTICLE)
    deeper = {"required": ["level"], "properties": {"level": {"minimum": 2}}}
    made["properties"]["sections"] |= {
        "if": {"not": {"contains": deeper}},
        "then": {"items": {"required": ["text"]}},
    }
    filled = [{"required": [key], "properties": {key: {"minItems": 1}}} for key in ("sections", "faq")]
    return made | {"anyOf": filled}


def _golden() -> dict[str, Any]:
    """A golden file: a mapping or a bare list of cases. Each asks a question with one verdict, or has turns that do."""
    made = _mapping(golden.FILE)
    cases = made["properties"]["cases"]
    case = cases["items"]
    turns, expected = case["properties"]["turns"], [*golden.VERDICTS, *golden.ABOUT, "cause", "confidence"]
    judged = list(map(_verdict, golden.VERDICTS))
    turns["items"]["anyOf"] = [*judged, {"properties": dict.fromkeys(expected, False)}]  # the last is only asked
    turns["contains"] = {"anyOf": [{"required": [key]} for key in golden.VERDICTS]}
    case["anyOf"] = [
        *(
            {"required": ["ask", *one["required"]], "properties": {**one["properties"], "turns": False}}
            for one in judged
        ),
        {"required": ["turns"], "properties": dict.fromkeys(["ask", *expected], False)},
    ]
    return made | {"type": ["object", "array"], "items": cases["items"], "minItems": cases["minItems"]}


def _verdict(key: str) -> dict[str, Any]:
    """A case with the verdict that `key` says: without other verdicts, and without what is not about such a one."""
    others = [other for other in golden.VERDICTS if other != key]
    without = [*others, *(() if key == "cite" else golden.ABOUT)]
    causes = {"cause": {"enum": [str(cause) for cause in golden.CAUSES[key]]}}
    return {"required": [key], "properties": {**dict.fromkeys(without, False), **causes}}


def _mapping(shape: Shape) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": _sentence(shape.name).rstrip("."),
        "type": "object",
        "properties": {key.name: _key(key) for key in shape.keys},
        "additionalProperties": False,
    }
    return made | ({"required": list(shape.required)} if shape.required else {})


def _key(key: Key) -> dict[str, Any]:
    examples = {"examples": list(key.examples)} if key.examples else {}
    return {"description": key.told, **_of(key.of), **examples}


def _of(value: Value | Several | Shape) -> dict[str, Any]:
    if isinstance(value, Shape):
        return _mapping(value)
    return _list(value) if isinstance(value, Several) else _single(value)


def _list(several: Several) -> dict[str, Any]:
    item = _of(several.of)
    if several.named:
        return {"type": "object", "minProperties": several.least, "additionalProperties": item}
    made: dict[str, Any] = {"type": "array", "items": item}
    if several.least:
        made["minItems"] = several.least
    if several.apart:
        made["uniqueItems"] = True
    # Each keyword speaks of its own type alone, so that one schema holds what a list must be and what an item.
    if several.alone:
        made = item | made | {"type": [item["type"], "array"]} if "type" in item else {"anyOf": [item, made]}
    return {"anyOf": [{"enum": list(several.words)}, made]} if several.words else made


def _single(value: Value) -> dict[str, Any]:
    """A value; its advice is what editors show instead of a pattern. (Keywords of theirs; others pass them over.)"""
    if value.words:
        return {"enum": [word if isinstance(word, bool) else str(word) for word in value.words]}
    pattern = f"^(?:{value.pattern})$" if value.pattern else _MORE_THAN_SPACE
    made: dict[str, Any] = {"type": "string", "pattern": pattern, "patternErrorMessage": _sentence(value.advice)}
    if value.least is None:
        return made
    number = "number" if isinstance(value.least, float) else "integer"
    return made | {"type": [number, "string"], "minimum": value.least, "maximum": value.most}


def _sentence(advice: str) -> str:
    return f"{advice[0].upper()}{advice[1:]}."
