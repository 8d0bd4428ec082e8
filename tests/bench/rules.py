#!/usr/bin/env python3
"""What each table of English is worth: how many decisions change without it, and on which documents.

    python tests/bench/rules.py                          the project's own documents
    python tests/bench/rules.py PANEL [OWN [GOLDEN]]     and those kept elsewhere

PANEL is a script that knows question sets (see `panels`); OWN is a folder of NAME.yaml beside NAME.golden.yaml; GOLDEN
is a file of questions about the article that ships, each with `question` and `expect`. Each table of the language
value is emptied in turn, and the lack of each type of answer is overlooked. A table that moves no decision on any
document that it wasn't made for is not worth its lines. Decided rightly is what is answered from a right place, or
rightly not answered; under each group of documents stand those that were right and those that become so.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import panels
import yaml

from faqbot import Bot, Verdict
from faqbot.knowledge import loading
from faqbot.language import language
from faqbot.language.answer_types import AnswerTypes
from faqbot.language.grammar import AnswerType
from faqbot.search import evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.article import Knowledge
    from faqbot.language.language import Language

TESTS = Path(__file__).resolve().parent.parent
ENGLISH = language.of("en")


class Document(NamedTuple):
    """What to answer from, and questions with the ids that are right; its group is a column of the table."""

    group: str
    knowledge: Knowledge
    questions: list[tuple[str, frozenset[str]]]


def main() -> int:
    panel, own, golden = (*map(Path, sys.argv[1:]), *[None] * 3)[:3]
    documents = [*shipped(golden), *articles(), *(folder(own) if own else ()), *(sets(panel) if panel else ())]
    groups = list(dict.fromkeys(document.group for document in documents))
    print(f"{'without':28}" + "".join(f"{group:>14}" for group in groups), flush=True)
    before = decided(documents)
    for name, changed in variants():
        with mock.patch.object(language, "_english", lambda changed=changed: changed):
            language.of.cache_clear()
            now = decided(documents)
        show(name, groups, before, now)
    language.of.cache_clear()
    for kind in AnswerType:
        with mock.patch.dict(evidence.LACKING_NAME, {kind: (1.0, 1.0)}):
            show(f"lack of a {kind.name.lower()}", groups, before, decided(documents))
    return 0


def variants() -> Iterator[tuple[str, Language]]:
    """English without one of its tables at a time."""
    types = ENGLISH.answer_types
    for field in ("stop_words", "negations"):
        emptied: dict[str, Any] = {field: frozenset()}
        yield field, dataclasses.replace(ENGLISH, **emptied)
    yield "abbreviated", dataclasses.replace(ENGLISH, abbreviated={})
    yield "contrasts", dataclasses.replace(ENGLISH, contrasts=None)
    yield "endings", dataclasses.replace(ENGLISH, endings=())
    yield "lexicon", dataclasses.replace(ENGLISH, lexicon=None)
    yield "vectors", dataclasses.replace(ENGLISH, vectors=None)
    for table in dataclasses.fields(types.asking):
        emptied = {table.name: type(getattr(types.asking, table.name))()}
        asking = dataclasses.replace(types.asking, **emptied)
        yield table.name, dataclasses.replace(ENGLISH, answer_types=AnswerTypes(asking, ENGLISH.stop_words))


def decided(documents: list[Document]) -> list[tuple[str, bool]]:
    """The group of each question, and whether it is decided rightly."""
    found = []
    for document in documents:
        bot = Bot(document.knowledge)
        for question, wanted in document.questions:
            answer = bot.answer(question)
            cited = {answer.citation.section, answer.citation.entry} - {None} if answer.citation else set()
            right = bool(cited & wanted) if wanted else answer.verdict is not Verdict.ANSWERED
            found.append((document.group, right))
    return found


def show(name: str, groups: list[str], before: list[tuple[str, bool]], now: list[tuple[str, bool]]) -> None:
    cells = []
    for group in groups:
        pairs = [(was, after) for (of, was), (_, after) in zip(before, now, strict=True) if of == group]
        lost, won = sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs)
        cells.append(f"-{lost} +{won}" if lost or won else ".")
    print(f"{name:28}" + "".join(f"{cell:>14}" for cell in cells), flush=True)


# -- documents ---------------------------------------------------------------------------------


def shipped(more: Path | None) -> Iterator[Document]:
    """The article that ships, with its golden cases and, if there are any, further questions."""
    article = loading.load(TESTS.parent / "knowledge")
    golden = yaml.safe_load((TESTS / "golden" / "ceasefire-talks.golden.yaml").read_text(encoding="utf-8"))
    yield Document("golden", article, [(case["ask"], ids(case.get("cite"))) for case in golden["cases"]])
    if more:
        rows = yaml.safe_load(more.read_text(encoding="utf-8"))
        yield Document("shipped", article, [(row["question"], ids(row["expect"])) for row in rows])


def articles() -> Iterator[Document]:
    for path in sorted(TESTS.glob("bench/*/*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        questions = [(row["question"], ids(row["expect"])) for row in rows]
        yield Document("articles", loading.load(path.with_suffix(".yaml")), questions)


def folder(own: Path) -> Iterator[Document]:
    for path in sorted(own.glob("*.golden.yaml")):
        cases = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
        article = loading.load(path.with_name(path.name.replace(".golden", "")))
        yield Document("own", article, [(case["ask"], ids(case.get("cite"))) for case in cases])


def sets(script: Path) -> Iterator[Document]:
    panel = panels.load(script)
    for found in panels.development_sets(panel):
        questions = [(row["question"], frozenset(map(panel.slug, row["expect"]))) for row in found.rows]
        yield Document("panel", found.knowledge, questions)


def ids(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())


if __name__ == "__main__":
    sys.exit(main())
