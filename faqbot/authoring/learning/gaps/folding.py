"""Entries of a log -> the questions that read differently, each with how often it was asked in vain.

As the matcher reads them capitals, signs and endings tell no questions apart, so that these are asked again as one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from faqbot.base.hygiene import as_read
from faqbot.language import tokens
from faqbot.log.entry import BAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.language.language import Language
    from faqbot.log.entry import Entry


class Folded:
    """Questions that read alike, and what became of them.

    Attributes:
        key: the stems of their words, in order.
        texts: how they were written, each with how often.
        missed: how often they got no answer.
        wrong: the places of answers that were called wrong, each with how often.
        picked: the places that were picked for an answer, each with how often.
    """

    __slots__ = ("key", "missed", "picked", "texts", "wrong")

    def __init__(self, key: str) -> None:
        self.key = key
        self.texts: dict[str, int] = {}
        self.missed = 0
        self.wrong: dict[str, int] = {}
        self.picked: dict[str, int] = {}

    @property
    def disliked(self) -> int:
        """How often an answer was called wrong."""
        return sum(self.wrong.values())

    @property
    def count(self) -> int:
        """How often they were asked in vain."""
        return self.missed + self.disliked + sum(self.picked.values())

    @property
    def text(self) -> str:
        """How they were written most often; of several the first in the order of characters."""
        return min(self.texts, key=lambda text: (-self.texts[text], text))

    def add(self, entry: Entry) -> None:
        """One more that was asked in vain."""
        self.texts[entry.full] = self.texts.get(entry.full, 0) + 1
        if entry.thumb == BAD and entry.verdict in ("answered", "told"):
            ref = entry.ref or ""
            self.wrong[ref] = self.wrong.get(ref, 0) + 1
        elif entry.picked is not None and entry.thumb != BAD:
            self.picked[entry.picked] = self.picked.get(entry.picked, 0) + 1
        else:
            self.missed += 1


class Tally(NamedTuple):
    """A log, counted.

    Attributes:
        asked: how many questions it has.
        refs: the places that have answered one of them.
        folded: those that were asked in vain, the most asked first.
    """

    asked: int
    refs: frozenset[str]
    folded: Sequence[Folded]


def tally(entries: Iterable[Entry], language: Language) -> Tally:
    """What a log comes to; of each entry no more is kept than how its question is written."""
    asked, refs = 0, Counter[str]()
    by_text, by_key = dict[str, Folded](), dict[str, Folded]()
    for entry in entries:
        asked += 1
        if entry.picked is not None or (entry.verdict == "answered" and entry.ref):
            refs[entry.picked or entry.ref or ""] += 1
        if not _is_in_vain(entry):
            continue
        folded = by_text.get(entry.full)
        if folded is None:
            key = " ".join([word.stem for word in tokens.words(as_read(entry.full), language)])
            folded = by_key.get(key)
            if folded is None:
                folded = by_key[key] = Folded(key)
            by_text[entry.full] = folded
        folded.add(entry)
    return Tally(asked, frozenset(refs), sorted(by_key.values(), key=lambda folded: (-folded.count, folded.key)))


def _is_in_vain(entry: Entry) -> bool:
    """Whether a reader didn't get an answer at once; what the bot says of itself is one unless it is called wrong."""
    return entry.thumb == BAD or entry.verdict in ("unsure", "unknown")
