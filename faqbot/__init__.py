"""faqbot: answers from your own articles, cited or silent.

    >>> import faqbot
    >>> answer = faqbot.answer("How many people died?")
    >>> bot = faqbot.Bot.load("knowledge/")

Public names are those of `__all__`; nothing else is promised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer, Citation, Verdict
    from faqbot.base.errors import FaqbotError, KnowledgeError
    from faqbot.bot import Bot, answer
    from faqbot.chat.chat import Chat
    from faqbot.search.matches import Match, Receipt

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Bot",
    "Chat",
    "Citation",
    "FaqbotError",
    "KnowledgeError",
    "Match",
    "Receipt",
    "Verdict",
    "answer",
]

# Where each public name lives, and the classes of what answers are made of, which pickles name as well. Each is
# imported when it is first asked for: the pytest plugin makes every run of pytest import this package, most of them
# without a golden file.
_HOMES: Final = {
    "Answer": "answering.answers",
    "Bot": "bot",
    "Cause": "answering.answers",
    "Chat": "chat.chat",
    "Citation": "answering.answers",
    "FaqbotError": "base.errors",
    "How": "search.matches",
    "KnowledgeError": "base.errors",
    "Match": "search.matches",
    "Met": "search.matches",
    "Receipt": "search.matches",
    "Ruling": "answering.answers",
    "Term": "answering.answers",
    "Topic": "language.grammar",
    "Verdict": "answering.answers",
    "View": "search.matches",
    "answer": "bot",
}

if not TYPE_CHECKING:  # a type checker would take any name for one that this function finds

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib

        value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
