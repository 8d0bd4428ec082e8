#!/usr/bin/env python3
"""What each table of English is worth: how many decisions change without it, and on which documents.

    python tests/bench/rules.py                                                        the project's own documents
    python tests/bench/rules.py [--own FOLDER]… [--shipped QUESTIONS.yaml] [--panel PANEL.py]      and further ones

Each table of the language value is emptied in turn, then the lack of each type of answer is overlooked, and then each
way in which a word may meet another is left out. A table that moves no decision on any document that it wasn't made
for is not worth its lines. Decided rightly is what is answered from a right place, or rightly not answered; under each
group of documents stand those that were right and those that become so. No weight is fitted anew: what a trait is
worth with the others fitted without it, `documents.py --without` tells.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

import labelled

from faqbot import Bot, Verdict
from faqbot.index.counting import weights
from faqbot.language import language
from faqbot.language.answer_types import AnswerType, AnswerTypes
from faqbot.search import evidence
from faqbot.search.matches import How
from faqbot.search.question import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from labelled import Document

    from faqbot.index.candidates import Candidate
    from faqbot.language.language import Language
    from faqbot.search.question import Question

ENGLISH = language.of("en")
# Ways of meeting that can't be left out: the word itself, and none.
ALWAYS = (How.SAME, How.STEM, How.NOTHING, How.UNSEEN)
# What finds the terms that a word of the question meets.
FINDERS = ("_meets", "_known", "_meant")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    labelled.arguments(parser)
    documents = list(labelled.documents(parser.parse_args()))
    groups = list(dict.fromkeys(document.group for document in documents))
    print(f"{'without':28}" + "".join(f"{group:>14}" for group in groups), flush=True)
    before = decided(documents)
    for name, left_out in variants():
        with left_out:
            show(name, groups, before, decided(documents))
    return 0


# -- what is left out --------------------------------------------------------------------------


def variants() -> Iterator[tuple[str, AbstractContextManager[Any]]]:
    """What is left out, one at a time, each with what leaves it out while it lasts."""
    for name, changed in tables():
        yield name, speaking(changed)
    for kind in AnswerType:
        yield f"lack of a {kind.name.lower()}", overlooking(kind)
    for how in How:
        if how not in ALWAYS:
            yield f"met by {how}", unmet(how)
    yield "stop words damped", mock.patch.object(weights, "STOP_WORD", 1.0)


def tables() -> Iterator[tuple[str, Language]]:
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


@contextlib.contextmanager
def speaking(changed: Language) -> Iterator[None]:
    """English is this language."""
    with mock.patch.object(language, "_english", return_value=changed):
        language.of.cache_clear()
        yield
    language.of.cache_clear()


def overlooking(kind: AnswerType) -> AbstractContextManager[Any]:
    """No candidate lacks a fact of this kind."""
    known = evidence.has_fact

    def has_fact(question: Question, candidate: Candidate, nearness: Sequence[float]) -> bool:
        return bool(question.fact and question.fact.kind is kind) or known(question, candidate, nearness)

    return mock.patch.object(evidence, "has_fact", has_fact)


@contextlib.contextmanager
def unmet(how: How) -> Iterator[None]:
    """No word meets another in this way. A strength of 0 would not do: it would still count as met."""
    with contextlib.ExitStack() as stack:
        for name in FINDERS:
            stack.enter_context(mock.patch.object(Reader, name, all_but(how, getattr(Reader, name))))
        yield


def all_but(how: How, find: Callable[..., Any]) -> Callable[..., tuple[Any, ...]]:
    def found(*args: Any) -> tuple[Any, ...]:
        return tuple(meet for meet in find(*args) if meet[1] is not how)

    return found


# -- what that does ----------------------------------------------------------------------------


def decided(documents: list[Document]) -> list[tuple[str, bool]]:
    """The group of each question, and whether it is decided rightly."""
    found = []
    for document in documents:
        bot = Bot(document.knowledge)
        for question in document.questions:
            answer = bot.answer(question.text)
            cited = {answer.citation.section, answer.citation.entry} - {None} if answer.citation else set()
            right = bool(cited & question.wanted) if question.wanted else answer.verdict is not Verdict.ANSWERED
            found.append((document.group, right))
    return found


def show(name: str, groups: list[str], before: list[tuple[str, bool]], now: list[tuple[str, bool]]) -> None:
    cells = []
    for group in groups:
        pairs = [(was, after) for (of, was), (_, after) in zip(before, now, strict=True) if of == group]
        lost, won = sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs)
        cells.append(f"-{lost} +{won}" if lost or won else ".")
    print(f"{name:28}" + "".join(f"{cell:>14}" for cell in cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
