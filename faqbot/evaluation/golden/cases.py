"""A golden case: a question, and what must be answered to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the answer it must get.

    Attributes:
        path: the golden file.
        line: 1-based line on which the case starts.
        ask: the question.
        cite: refs (`article#id`) of which any one is right; empty where the bot must not answer.
        says: words that the answer's text or its quote must hold, each of them.
        xfail: why the bot is known to miss it, or None where it must not.
        articles: the ids of the articles that are asked; none: all.
    """

    path: str
    line: int
    ask: str
    cite: tuple[str, ...]
    says: tuple[str, ...]
    xfail: str | None = None
    articles: tuple[str, ...] = ()

    def asked_of(self, bot: Bot) -> Answer:
        """What a bot answers to it."""
        return bot.answer(self.ask, self.articles) if self.articles else bot.answer(self.ask)
