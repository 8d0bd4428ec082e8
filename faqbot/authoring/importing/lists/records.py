"""JSON and YAML lists of questions and answers, under whatever keys -> drafts."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.lists.shared.assembling import Found, Item, drafts, gathered, of_file
from faqbot.authoring.importing.lists.shared.languages import code_of, languages, spoken
from faqbot.authoring.importing.lists.shared.roles import Role, asking_share, asks, by_shape
from faqbot.authoring.importing.lists.shared.values import leaves, text_of, tree
from faqbot.authoring.importing.lists.walking import NO_ANSWER, Hit, Place, Walk
from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import YAML
from faqbot.knowledge.yaml import format as knowledge
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from faqbot.authoring.draft import Draft, Unplaced
    from faqbot.authoring.importing.document import Source
    from faqbot.knowledge.yaml.shapes import Shape

_MOSTLY: Final = 0.5


def reads(source: Source) -> bool:
    """Whether a file holds questions with answers, as configurations in the same formats don't."""
    try:
        node, _ = tree(source)
        return bool(_found(node).items)
    except KnowledgeError:
        return False


def read(source: Source) -> tuple[Draft, ...]:
    """The questions and answers of a JSON or YAML file; where they are said in several languages, an article of each.

    Raises:
        KnowledgeError: it can't be read, holds no questions with answers, or is knowledge already.
    """
    node, remarks = tree(source)
    if _is_knowledge(source, node):
        message = "this is knowledge already: there is nothing to bring in; copy the file to where the others are"
        raise KnowledgeError(source.path, None, message)
    keys = languages(node)
    made: list[Draft] = []
    lone: int | None = None  # the line of a question without an answer
    seen: set[Unplaced] = set()
    told: set[Item] = set()  # what is said in one language only is in one article
    for key in keys or ("",):
        found = _found(spoken(node, key) if key else node)
        found = replace(found, items=tuple(item for item in found.items if item not in told))
        if not found.items:
            lone = lone or next((left.line for left in found.unplaced if left.why == NO_ANSWER), None)
            continue
        told |= set(found.items)
        unplaced = tuple(left for left in found.unplaced if left not in seen)
        seen |= set(unplaced)
        found = replace(found, unplaced=unplaced, remarks=remarks, title=found.title or of_file(source))
        one = replace(found, language=code_of(key)) if key else found
        made += drafts(source, one, key if len(keys) > 1 else "")
    if not made:
        if lone:
            raise KnowledgeError(source.path, lone, "the questions have no answers here: write them beside these")
        message = 'no questions with answers were found: call them "question" and "answer" in a list of objects'
        raise KnowledgeError(source.path, None, message)
    return tuple(made)


def _is_knowledge(source: Source, node: Node) -> bool:
    if os.path.splitext(source.path)[1].lower() not in YAML or not isinstance(node, Mapping):
        return False
    held = {key.value: value for key, value in node.pairs}
    if "title" not in held or not held.keys() <= set(knowledge.ARTICLE.names):
        return False
    parts = [(shape, held[key]) for key, shape in knowledge.PARTS.items() if key in held]
    return bool(parts) and all(isinstance(value, Sequence) and _are(value, shape) for shape, value in parts)


def _are(parts: Sequence, shape: Shape) -> bool:
    return all(
        isinstance(part, Mapping) and {key.value for key, _ in part.pairs}.issuperset(shape.required)
        for part in parts.items
    )


def _found(node: Node) -> Found:
    """What is in a tree: by the names of keys, else by the shape of what is under them, else as words and sentences."""
    walk = Walk()
    walk.visit(node, Place())
    if not walk.hits:
        walk = Walk(extra=_by_shape(node))
        walk.visit(node, Place())
    if not walk.hits:
        walk = Walk(loose=True)
        walk.visit(node, Place())
    kept, others = _sorted_out(walk.hits)
    left = [*walk.left, *(one for hit in kept for one in hit.left)]
    left += [(f"{hit.path}.{name}", leaf.line, leaf.value) for hit in others for name, leaf in leaves(hit.node)]
    return Found(
        items=tuple(hit.item for hit in kept),
        title=walk.title,
        sections=tuple(walk.sections),
        unplaced=(
            *walk.unplaced,
            *gathered(left, lambda name, count: f'nothing takes the key "{name}" ({count} values)'),
        ),
    )


def _sorted_out(hits: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits that are questions, and the others. A title with a text is one unless the file has clearer ones."""
    by_path: dict[str, list[str]] = {}
    for hit in hits:
        by_path.setdefault(hit.path, []).append(hit.item.question)
    asking = {path for path, questions in by_path.items() if asking_share(questions) >= _MOSTLY}
    if not asking and not any(hit.strong for hit in hits):
        return hits, []
    sorted_out: dict[bool, list[Hit]] = {True: [], False: []}
    for hit in hits:
        sorted_out[hit.strong or hit.path in asking or asks(hit.item.question)].append(hit)
    return sorted_out[True], sorted_out[False]


def _by_shape(node: Node) -> dict[str, Role]:
    """What keys hold whose names don't tell, by what is under them in the list that asks most."""
    best: tuple[float, dict[str, Role]] = (0.0, {})
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            stack += [value for _, value in node.pairs]
        elif isinstance(node, Sequence):
            stack += node.items
            columns: dict[str, list[str]] = {}
            for item in node.items:
                for key, value in item.pairs if isinstance(item, Mapping) else ():
                    if isinstance(value, Scalar) and (text := text_of(value).strip()):
                        columns.setdefault(key.value, []).append(text)
            roles = by_shape(columns, {})
            question = next((name for name, role in roles.items() if role is Role.QUESTION), "")
            share = asking_share(columns.get(question, ()))
            if Role.ANSWER in roles.values() and share > best[0]:
                best = (share, roles)
    return best[1]
