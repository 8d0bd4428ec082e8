"""faqbot: answers from your own articles, cited or silent.

    >>> import faqbot
    >>> answer = faqbot.answer("How many people died?")
    >>> bot = faqbot.Bot.load("knowledge/")

Public names are those of `__all__`; nothing else is promised.
"""

from __future__ import annotations

from faqbot.bot import Bot, answer
from faqbot.errors import FaqbotError, KnowledgeError
from faqbot.model import Answer, Citation, Match, Receipt, Verdict

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Bot",
    "Citation",
    "FaqbotError",
    "KnowledgeError",
    "Match",
    "Receipt",
    "Verdict",
    "answer",
]
