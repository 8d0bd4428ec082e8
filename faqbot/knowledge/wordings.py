"""The wordings of an article's entries: which of them stands in two entries, so that neither answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import normalise
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.knowledge.article import Text
    from faqbot.knowledge.yaml.faults import Faults


# What makes no other question of one. Other signs do: C#, 5 % and $ are words of their own to the matcher too.
_NO_MATTER: Final = str.maketrans(dict.fromkeys('.,;:!?¿¡()[]{}<>|/\\"-_', " ") | {"'": ""})


class Wordings:
    """The wordings that were met so far, whatever their case and punctuation.

    Args:
        doubts: where a wording goes that stands in two entries.
    """

    def __init__(self, doubts: Faults) -> None:
        self._doubts = doubts
        self._first: dict[str, Text] = {}

    def add(self, wordings: Iterable[Text]) -> None:
        """Take the wordings of one more entry, its question and its alternates."""
        own: dict[str, Text] = {}
        for wording in wordings:
            own.setdefault(_folded(wording.value), wording)
        own.pop("", None)
        for key, wording in own.items():
            first = self._first.setdefault(key, wording)
            if first is not wording:
                same = f'the same wording as line {first.line} ("{shown(first.value)}")'
                self._doubts.add(wording.line, f"{same}: who asks it is offered both entries; reword or delete one")


def _folded(text: str) -> str:
    return " ".join(normalise(text).casefold().translate(_NO_MATTER).split())
