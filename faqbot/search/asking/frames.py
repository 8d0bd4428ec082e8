"""The phrases that people put around a question, and that say nothing of its subject: "could you tell me … please"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from faqbot.language.grammar import Framing, Phrase

    # A language's phrases by the words that they begin with.
    _ByFirst = Mapping[str, Sequence[Phrase]]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What parts a clause from the one before.
_BREAK: Final = re.compile(r"[,;:()–—…]|\s-+\s|\.\.")
# The longest frame behind a question, in words.
LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A word as it was typed.

    Attributes:
        low: in lower case, with a straight apostrophe.
        start: where it stands in the text.
        end: where it ends.
        broken: whether a sign that parts clauses stands in front of it.
    """

    low: str
    start: int
    end: int
    broken: bool


def said(text: str, offset: int, sentence: str) -> list[Said]:
    """The words of a sentence that stands in `text` at `offset`."""
    found, end = list[Said](), offset
    for word in _WORD.finditer(text, offset, offset + len(sentence)):
        broken = bool(found) and _BREAK.search(text, end, word.start()) is not None
        found.append(Said(word.group().casefold().replace("’", "'"), word.start(), word.end(), broken))
        end = word.end()
    return found


class Frames:
    """The frames of one language.

    Args:
        framing: which they are.
        begins: whether what begins at an index of some words may be a question.
    """

    def __init__(self, framing: Framing, begins: Callable[[Sequence[Said], int], bool]) -> None:
        self._framing = framing
        self._begins = begins
        self._asking, self._greetings = _by_first(framing.asking), _by_first(framing.greetings)
        self._closings = _by_first(framing.closings)

    def without_lead(self, words: Sequence[Said], start: int, stop: int) -> tuple[int, bool]:
        """Where what stands from `start` to `stop` begins behind its frames, and whether one says that it asks."""
        at, asks = start, False
        while at < stop:
            after = self._end(self._asking, words, at, stop)
            if after:
                asks = True
                while after < stop and words[after].low in self._framing.into:
                    after += 1
            else:
                after = self._end(self._greetings, words, at, stop)
                if not after or not self._ends_there(words, after, stop):
                    break
            at = after
        return at, asks

    def without_closing(self, words: Sequence[Said], start: int, stop: int) -> int:
        """Where what stands from `start` to `stop` ends before its frames."""
        ends = (
            at for at in range(max(start, stop - LONGEST), stop) if self._end(self._closings, words, at, stop) == stop
        )
        end = next(ends, None)
        return stop if end is None else self.without_closing(words, start, end)

    def _ends_there(self, words: Sequence[Said], at: int, stop: int) -> bool:
        """Whether a greeting ends at an index: "hello, …", "hello how …", not "hello kitty …"."""
        return (
            at == stop
            or words[at].broken
            or self._begins(words, at)
            or bool(self._end(self._asking, words, at, stop) or self._end(self._greetings, words, at, stop))
        )

    def _end(self, phrases: _ByFirst, words: Sequence[Said], at: int, stop: int) -> int:
        """Where the longest phrase that stands at an index ends; 0 where none does."""
        return max((self.match(phrase, words, at, stop) for phrase in phrases.get(words[at].low, ())), default=0)

    def match(self, phrase: Phrase, words: Sequence[Said], at: int, stop: int) -> int:
        """Where a phrase ends that begins at an index, fillers between its words; 0 where it doesn't stand there."""
        for n, slot in enumerate(phrase):
            while n and at < stop and words[at].low not in slot and words[at].low in self._framing.fillers:
                at += 1
            if at == stop or words[at].low not in slot:
                return 0
            at += 1
        return at


def _by_first(phrases: Iterable[Phrase]) -> _ByFirst:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for word in phrase[0]:
            found.setdefault(word, []).append(phrase)
    return found
