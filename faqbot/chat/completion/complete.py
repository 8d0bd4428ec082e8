"""What a half-typed line may become: the questions that the knowledge can answer, and the chat's commands.

temp tru        ->  Update: A Temporary Truce and Hope for Progress
deaths how man  ->  How many deaths have there been so far?
/section temp   ->  /section temporary-truce
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import MAX_QUESTION, clean
from faqbot.chat.completion.arguments import Arguments
from faqbot.chat.completion.completion import Completion
from faqbot.chat.completion.partial import apart, scattered
from faqbot.chat.completion.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.knowledge.article import Knowledge

LIMIT: Final = 8  # rows of a menu


class Completer:
    """Completes lines.

    Nothing is read before the first line is completed, so that the chat's prompt needn't wait. That line takes some
    20 ms more for each 1,000 entries.

    Args:
        knowledge: whose questions and headings are offered.
        commands: name ("/help") -> help line.
        arguments: a command's name -> what may follow it, each with a word about it.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        commands: Mapping[str, str] | None = None,
        arguments: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._commands = commands or {}
        self._arguments = arguments or {}
        self._read: dict[str, Arguments] = {}

    def complete(self, line: str, limit: int = LIMIT) -> tuple[Completion, ...]:
        """What `line` may become, best first; never raises for a string.

        Empty where nothing fits, for a question of one letter, and for a line that is whole already: what differs
        from it by case, accents and punctuation alone is not offered. At most `limit`, but all commands that fit.
        """
        line = line.lstrip()
        if len(line) > MAX_QUESTION or limit < 1:
            return ()
        if not line.startswith("/"):
            return self._questions.complete(line, limit)
        name, space, argument = line.partition(" ")
        if space:
            return self._complete_argument(name.casefold(), argument, limit)
        return self._complete_name(name.casefold())

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self._knowledge)

    def _complete_name(self, typed: str) -> tuple[Completion, ...]:
        met = [name for name in self._commands if name != typed and scattered(typed, name)]
        return tuple(
            Completion(name, clean(self._commands[name]), apart((at, at + 1) for at in scattered(typed, name)))
            for name in sorted(met, key=lambda name: not name.startswith(typed))
        )

    def _complete_argument(self, name: str, typed: str, limit: int) -> tuple[Completion, ...]:
        if name not in self._read:
            self._read[name] = Arguments(name, self._arguments.get(name, ()))
        return self._read[name].complete(typed, limit)
