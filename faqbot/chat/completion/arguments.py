"""What may follow a command of the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.hygiene import clean
from faqbot.chat.completion.completion import MOST_WORDS, Completion
from faqbot.chat.completion.partial import Offsets, apart, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Arguments:
    """All that may follow a command, each with a word about it."""

    def __init__(self, command: str, given: Sequence[tuple[str, str]]) -> None:
        self._command = command
        self._given = [(clean(text), clean(margin)) for text, margin in given]
        self._keys = [" ".join(words(text)) for text, _ in self._given]
        self._about = [" " + " ".join(words(margin)) for _, margin in self._given]

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The arguments that fit, in the order given: first those that begin as typed."""
        wanted = words(typed)[:MOST_WORDS]
        line = " ".join(wanted)
        found: dict[int, None] = {}
        for number in self._fitting(line, wanted):
            if len(found) == limit:
                break
            if self._keys[number] != line:
                found[number] = None
        return tuple(self._completion(number, wanted) for number in found)

    def _fitting(self, line: str, wanted: Sequence[str]) -> Iterator[int]:
        keys, about = self._keys, self._about
        yield from (number for number, key in enumerate(keys) if key.startswith(line))
        having: Sequence[int] = range(len(keys))
        for word in wanted:
            having = [number for number in having if word in keys[number]]
        yield from having
        told: Sequence[int] = range(len(keys))
        for word in wanted:
            begun = f" {word}"
            told = [number for number in told if begun in about[number] or word in keys[number]]
        yield from told

    def _completion(self, number: int, wanted: Sequence[str]) -> Completion:
        text, margin = self._given[number]
        behind, spots = len(self._command) + 1, Offsets(text)
        marks = filter(None, map(spots.of, wanted))
        return Completion(
            f"{self._command} {text}", margin, apart((start + behind, end + behind) for start, end in marks)
        )
