"""The pipeline: question -> words -> candidates -> matches -> verdict -> answer with citation."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING

from faqbot import decide, knowledge, match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.model import Answer, Knowledge, Match


class Bot:
    """Answers questions about a knowledge. Immutable, and usable from many threads at once.

    Args:
        articles: what to answer from.
    """

    def __init__(self, articles: Knowledge) -> None:
        self.knowledge = articles
        self._matcher = match.Matcher(articles)

    @classmethod
    def load(cls, *paths: str | os.PathLike[str]) -> Bot:
        """A bot over the articles at `paths`: YAML files, or directories of them.

        Without a path: $FAQBOT_KNOWLEDGE, else ./knowledge, else the article that ships.

        Raises:
            KnowledgeError: a path is missing, holds no article, or an article is at fault.
        """
        return cls(knowledge.load(*paths))

    def answer(self, question: str) -> Answer:
        """The answer to `question`, cited, or a verdict that says why not. Never raises for a string."""
        return decide.decide(question, self._matcher)

    def answer_many(self, questions: Iterable[str]) -> Iterator[Answer]:
        """The answers, in order, each made when it is asked for."""
        return map(self.answer, questions)

    def search(self, question: str, limit: int = 5) -> tuple[Match, ...]:
        """The best `limit` matches, best first; ties end in the ref, so the order is always the same."""
        return tuple(self._matcher.matches(question, limit))


@functools.lru_cache(maxsize=1)
def _bot(path: str) -> Bot:
    return Bot.load(path)


def answer(question: str) -> Answer:
    """The answer over the default knowledge, which is loaded at the first call and kept.

    Raises:
        KnowledgeError: the default knowledge can't be used.
    """
    return _bot(os.fspath(knowledge.default_path())).answer(question)
