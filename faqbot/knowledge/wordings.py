"""The wordings of an article's entries: which of them stands in two entries, so that neither answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import normalise
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.knowledge.article import Entry, Text
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
        self._first: dict[str, tuple[Text, Entry]] = {}

    def add(self, wordings: Iterable[Text], entry: Entry) -> None:
        """Take the wordings of one more entry, its question and its alternates.

        Args:
            wordings: what it is asked by, each with its line.
            entry: the entry.
        """
        own: dict[str, Text] = {}
        for wording in wordings:
            own.setdefault(_folded(wording.value), wording)
        own.pop("", None)
        for key, wording in own.items():
            first, other = self._first.setdefault(key, (wording, entry))
            if first is not wording:
                same = f'the same wording as line {first.line} ("{shown(first.value)}")'
                self._doubts.add(wording.line, f"{same}: {_ALIKE if _alike(entry, other) else _RIVALS}")


_RIVALS: Final = "who asks it is offered both entries; reword or delete one"
_ALIKE: Final = (
    "both entries have the same answer and section, so that one of them is superfluous; "
    "put the wordings of both into one"
)


def _alike(one: Entry, other: Entry) -> bool:
    """Whether two entries that a question meets are no rivals: they cite one section, and answer the same."""
    return one.section == other.section is not None and one.answer.value == other.answer.value


def _folded(text: str) -> str:
    return " ".join(normalise(text).casefold().translate(_NO_MATTER).split())
