"""The wordings of an article's entries: which of them stands in two entries, so that neither answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.article import Text
    from faqbot.faults import Faults

# What parts words without making others of them; "C++" and "C#" are words of their own.
_PARTING: Final = str.maketrans(dict.fromkeys(".,;:!?…\"'“”„‘’«»()[]¿¡。！？", " "))


class Wordings:
    """The wordings that were met so far, by their words: case and punctuation make no other question of one.

    Args:
        doubts: where a wording goes that stands in two entries.
    """

    def __init__(self, doubts: Faults) -> None:
        self._doubts = doubts
        self._first: dict[tuple[str, ...], Text] = {}

    def add(self, wordings: Iterable[Text]) -> None:
        """Take the wordings of one more entry, its question and its alternates."""
        own: dict[tuple[str, ...], Text] = {}
        for wording in wordings:
            own.setdefault(_words(wording.value), wording)
        own.pop((), None)
        for key, wording in own.items():
            first = self._first.setdefault(key, wording)
            if first is not wording:
                same = f'the same wording as line {first.line} ("{shown(first.value)}")'
                self._doubts.add(wording.line, f"{same}: who asks it is offered both entries; reword or delete one")


def _words(wording: str) -> tuple[str, ...]:
    """What two wordings have in common that ask the same: found without a language's rules, which cost each load."""
    return tuple(wording.casefold().translate(_PARTING).split())
