"""The files of a Rasa bot -> its intents with their examples, its responses, and which of these follow which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.lists.shared.values import leaves, text_of, tree
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    from faqbot.authoring.importing.document import Source


@dataclass(frozen=True, slots=True)
class Example:
    """What people say, without annotations, and its line."""

    text: str
    line: int


@dataclass(slots=True)
class Intent:
    """What is meant, the file and line of its first examples, and all examples of it."""

    name: str
    path: str
    line: int
    examples: list[Example] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a response: its line, its text, what is beside it (buttons, pictures), and what it is bound to."""

    line: int
    text: str
    beside: tuple[str, ...] = ()
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered: its name ("utter_faq/hours"), its file, and its wordings, of which one is said by chance."""

    name: str
    path: str
    variants: tuple[Variant, ...]


@dataclass(slots=True)
class Bot:
    """A bot as its files have it.

    Attributes:
        intents: by their names.
        responses: by their names.
        turns: intents with the response that follows in a rule or story, as often as it does; rules first.
        unplaced: synonyms, lookups and the like of each file.
    """

    intents: dict[str, Intent] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    turns: list[tuple[str, str]] = field(default_factory=list)
    unplaced: list[tuple[str, Unplaced]] = field(default_factory=list)

    def add(self, intent: str, path: str, line: int, examples: list[Example]) -> None:
        """Take examples of an intent."""
        self.intents.setdefault(intent, Intent(intent, path, line)).examples += examples


# An entity in an example: [Berlin](city), [next week]{"entity": "when", "role": "start"}.
_ENTITY: Final = re.compile(r"\[([^\[\]\n]{1,300})\](?:\([^()\n]{0,300}\)|\{[^{}\n]{0,300}\})")
_HEADING: Final = re.compile(r"##[ \t]*([a-z_]+)[ \t]*:[ \t]*(.+)")
_DATA: Final = ("synonym", "regex", "lookup")  # of training data what is no intent
_ITEM: Final = re.compile(r"[ \t]*[-*+][ \t]+(.*)")
_SAID: Final = re.compile(r"\*[ \t]*([\w/.-]+)(?:\{.*)?[ \t]*$")  # "* faq/hours{...}" of stories in Markdown
_UTTER: Final = "utter_"


def bot(sources: Several[Source]) -> Bot:
    """The bot that the files make.

    Raises:
        KnowledgeError: one can't be read.
    """
    made = Bot()
    for source in sources:
        if source.path.lower().endswith(".md"):
            _markdown(source, made)
        else:
            node, _ = tree(source)
            _yaml(source.path, node, made)
    return made


def _yaml(path: str, node: Node, made: Bot) -> None:
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        if key.value == "nlu" and isinstance(value, Sequence):
            for item in value.items:
                _training(path, item, made)
        elif key.value in ("responses", "templates") and isinstance(value, Mapping):
            for name, variants in value.pairs:
                made.responses.setdefault(name.value, Response(name.value, path, tuple(_variants(variants))))
        elif key.value in ("rules", "stories") and isinstance(value, Sequence):
            turns = [turn for item in value.items for turn in _turns(item)]
            made.turns[:] = [*turns, *made.turns] if key.value == "rules" else [*made.turns, *turns]


def _training(path: str, item: Node, made: Bot) -> None:
    """An item of `nlu:`: an intent with its examples, or a synonym, a lookup, a regex."""
    fields = {key.value: value for key, value in item.pairs} if isinstance(item, Mapping) else {}
    examples = [example for node in (fields.get("examples"),) if node is not None for example in _examples(node)]
    if "intent" in fields:
        made.add(text_of(fields["intent"]), path, item.line, examples)
        return
    for kind in _DATA:
        if kind in fields:
            text = "\n".join((text_of(fields[kind]).strip(), *(example.text for example in examples)))
            made.unplaced.append((path, Unplaced(item.line, text, _why(kind))))


def _why(kind: str) -> str:
    return (
        "a group of synonyms: write it under synonyms: of an article" if kind == "synonym" else f"a {kind} of entities"
    )


def _examples(node: Node) -> Iterator[Example]:
    """The examples in a block of lines with dashes, or in a list."""
    if isinstance(node, Sequence):
        for item in node.items:
            pairs = item.pairs if isinstance(item, Mapping) else ((None, item),)
            for key, inner in pairs:
                if key is None or key.value == "text":
                    yield from _examples(inner)
        return
    start = node.line + (1 if isinstance(node, Scalar) and node.block else 0)
    for number, line in enumerate(text_of(node).split("\n")):
        if text := unannotated(line):
            yield Example(text, start + number if isinstance(node, Scalar) and node.block else node.line)


def unannotated(line: str) -> str:
    """An example without its dash, and with its entities as plain words."""
    match = _ITEM.fullmatch(line)
    return " ".join(_ENTITY.sub(r"\1", match[1] if match else line).split())


def _variants(node: Node) -> Iterator[Variant]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Scalar):
            yield Variant(item.line, text_of(item))
        elif isinstance(item, Mapping):
            fields = {key.value: value for key, value in item.pairs}
            text = fields.pop("text", None)
            bound = "condition" in fields or "channel" in fields
            beside = tuple(
                f"{name}: {leaf.value}" for key, value in fields.items() for name, leaf in leaves(value, key)
            )
            line = item.line if text is None else text.line + (1 if isinstance(text, Scalar) and text.block else 0)
            yield Variant(line, "" if text is None else text_of(text), beside, bound)


def _turns(item: Node) -> Iterator[tuple[str, str]]:
    """The intents of a rule or story, each with the response right behind it."""
    steps = (
        next((value for key, value in item.pairs if key.value == "steps"), None) if isinstance(item, Mapping) else None
    )
    intent = ""
    for step in steps.items if isinstance(steps, Sequence) else ():
        fields = {key.value: text_of(value) for key, value in step.pairs} if isinstance(step, Mapping) else {}
        action = fields.get("action", "")
        if intent and action.startswith(_UTTER):
            yield intent, action
        if "intent" in fields or "action" in fields:
            intent = fields.get("intent", "")


def _markdown(source: Source, made: Bot) -> None:
    """Training data, stories and responses as Rasa 1 wrote them."""
    text, _ = decoded(source)
    kind = name = said = ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _HEADING.match(line):
            kind, name, said = heading[1], heading[2].strip(), ""
            if kind in _DATA:
                made.unplaced.append((source.path, Unplaced(number, name, _why(kind))))
        elif line.startswith("#"):
            kind, said = "", ""
        elif spoken := _SAID.match(line):
            said = spoken[1]
        elif item := _ITEM.fullmatch(line):
            _markdown_item(source.path, made, number, item[1].strip(), (kind, name, said))
            said = "" if item[1].strip().startswith(_UTTER) else said


def _markdown_item(path: str, made: Bot, line: int, text: str, where: tuple[str, str, str]) -> None:
    kind, name, said = where
    if kind == "intent":
        made.add(name, path, line, [Example(unannotated(text), line)])
    elif kind in _DATA:
        made.unplaced.append((path, Unplaced(line, text, f"{_why(kind)} ({name})")))
    elif said and text.startswith(_UTTER):
        made.turns.append((said, text))
    elif "/" in said and not text.startswith("action_"):
        known = made.responses.get(f"{_UTTER}{said}", Response(f"{_UTTER}{said}", path, ()))
        variants = (*known.variants, Variant(line, text.replace("\\n", "\n")))
        made.responses[known.name] = Response(known.name, known.path, variants)
