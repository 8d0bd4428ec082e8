"""A line -> what it is about, where it asks the bot rather than its articles.

    What is this about?               about
    thanks, that helped               thanks
    what are the sources of funding   a question like any other

Which lines these are is a matter of the language: patterns of whole lines (`Talk`). In a language of which none are
known no line is.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import as_read, clean, normalise
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from faqbot.language.grammar import Talk, Topic
    from faqbot.language.language import Language

# The longest line that may be one, in words: the longest pattern has 9, and a courtesy or two may stand around it.
LONGEST: Final = 16

_WORD: Final = re.compile(r"\w+(?:'\w+)*")
_PART: Final = re.compile(r"[^\s|?<>]+")
_ENDED: Final = re.compile(r"(?:n't|'\w+)$")

Pattern = tuple[tuple[tuple[str, ...], bool], ...]  # what may stand at each place, and whether it may be left out
Places = frozenset[int]  # before which words of a line a pattern may go on


@dataclass(frozen=True, slots=True)
class Remark:
    """What a line asks the bot.

    Attributes:
        topic: what it is about.
        loose: whether an article may be asked by the same words.
    """

    topic: Topic
    loose: bool


def read(line: str, language: Language) -> Remark | None:
    """What `line` asks the bot; None where it is a question to its articles."""
    return _grammar(language.talk).read(line) if language.talk else None


@functools.cache
def _grammar(talk: Callable[[], Talk]) -> _Grammar:
    return _Grammar(talk())


class _Grammar:
    """The patterns of a language, as a small automaton: a line is followed through each, word by word.

    Args:
        talk: the patterns as they are written.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        tables = (talk.plain, talk.loose, talk.slots)
        self._known = {word for table in tables for lines in table.values() for word in _PART.findall(lines)}

    @functools.cached_property
    def _slots(self) -> Mapping[str, tuple[Pattern, ...]]:
        return {f"<{name}>": _patterns(lines) for name, lines in self._talk.slots.items()}

    @functools.cached_property
    def _remarks(self) -> tuple[tuple[Remark, tuple[Pattern, ...]], ...]:
        tables = ((self._talk.plain, False), (self._talk.loose, True))
        return tuple(
            (Remark(topic, loose), _patterns(lines)) for table, loose in tables for topic, lines in table.items()
        )

    def read(self, line: str) -> Remark | None:
        """As `read`. Most lines hold a word that no pattern has, and are looked at no further."""
        words = tuple(self._words(line))
        if not 0 < len(words) <= LONGEST or not self._known.issuperset(words):
            return None
        start = self._any("<before>", words, frozenset({0}))
        for remark, patterns in self._remarks:
            ends = frozenset(end for pattern in patterns for end in self._through(pattern, words, start))
            if len(words) in self._any("<after>", words, ends):
                return remark
        return None

    def _words(self, line: str) -> Iterator[str]:
        """The words of a line, in lower case, each in full."""
        for word in _WORD.findall(normalise(clean(as_read(line))).casefold()):
            full = self._talk.short.get(word)
            if full is None and (ending := _ENDED.search(word)) and ending[0] in self._talk.endings:
                full = f"{word[: ending.start()]} {self._talk.endings[ending[0]]}"
            yield from (full or word).split()

    def _any(self, slot: str, words: Sequence[str], starts: Places) -> Places:
        """Where a line may go on from `starts` with a slot any number of times, or none."""
        found, new = starts, starts
        while new:
            new = self._step(slot, words, new) - found
            found |= new
        return found

    def _through(self, pattern: Pattern, words: Sequence[str], starts: Places) -> Places:
        """Where a pattern may end that begins at `starts`."""
        for alternatives, optional in pattern:
            ends = frozenset(end for one in alternatives for end in self._step(one, words, starts))
            starts = ends | starts if optional else ends
            if not starts:
                break
        return starts

    def _step(self, part: str, words: Sequence[str], starts: Places) -> Places:
        """Where a word or a slot may end that begins at `starts`."""
        if part in self._slots:
            return frozenset(end for p in self._slots[part] for end in self._through(p, words, starts))
        return frozenset(at + 1 for at in starts if at < len(words) and words[at] == part)


def _patterns(lines: str) -> tuple[Pattern, ...]:
    return tuple(
        tuple((tuple(token.rstrip("?").split("|")), token.endswith("?")) for token in line.split())
        for line in lines.splitlines()
        if line.strip()
    )
