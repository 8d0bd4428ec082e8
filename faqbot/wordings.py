"""The wordings of an article's entries: which of them stands in two entries, so that neither answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.fields import shown
from faqbot.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.article import Text
    from faqbot.fields import Faults


class Wordings:
    """The wordings that were met so far, by their words: case and punctuation make no other question of one.

    Args:
        language: the language of their article.
        doubts: where a wording goes that stands in two entries.
    """

    def __init__(self, language: str, doubts: Faults) -> None:
        self._language = language
        self._doubts = doubts
        self._first: dict[tuple[str, ...], Text] = {}

    def add(self, wordings: Iterable[Text]) -> None:
        """Take the wordings of one more entry, its question and its alternates."""
        own: dict[tuple[str, ...], Text] = {}
        for wording in wordings:
            own.setdefault(tuple(word.text for word in words(wording.value, self._language)), wording)
        own.pop((), None)
        for key, wording in own.items():
            first = self._first.setdefault(key, wording)
            if first is not wording:
                same = f'the same wording as line {first.line} ("{shown(first.value)}")'
                self._doubts.add(wording.line, f"{same}: who asks it is offered both entries; reword or delete one")
