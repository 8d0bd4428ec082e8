"""The wordings that an article is asked by: which of them stands in two of its parts, so that neither answers it."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import normalise
from faqbot.base.messages import shown
from faqbot.knowledge.article import Entry, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.knowledge.article import Text
    from faqbot.knowledge.yaml.faults import Faults


# What makes no other question of one. Other signs do: C#, 5 % and $ are words of their own to the matcher too.
_PARTS: Final = '.,;:!?¿¡()[]{}<>|/\\"-_'
_NO_MATTER: Final = str.maketrans(dict.fromkeys(_PARTS, " ") | {"'": ""})
# The same for bytes of ASCII, with capitals as small letters and the white space that only texts split at.
_SPACES: Final = "".join(filter(str.isascii, _PARTS)) + "\x1c\x1d\x1e\x1f"
_PLAIN: Final = bytes.maketrans(
    (string.ascii_uppercase + _SPACES).encode(), (string.ascii_lowercase + " " * len(_SPACES)).encode()
)
_NOTHING: Final = b"'`"  # one sign, as texts are normalised


class Wordings:
    """The wordings that were met so far, whatever their case and punctuation.

    Args:
        doubts: where a wording goes that stands in two parts.
    """

    def __init__(self, doubts: Faults) -> None:
        self._doubts = doubts
        self._first: dict[str, tuple[Text, Section | Entry]] = {}

    def add(self, wordings: Iterable[Text], part: Section | Entry) -> None:
        """Take the wordings of one more part: an entry's question and alternates, a section's alternates.

        Args:
            wordings: what it is asked by, each with its line.
            part: the section or entry.
        """
        own: dict[str, Text] = {}
        for wording in wordings:
            own.setdefault(folded(wording.value), wording)
        own.pop("", None)
        for key, wording in own.items():
            first, other = self._first.setdefault(key, (wording, part))
            if first is not wording:
                same = f'the same wording as line {first.line} ("{shown(first.value)}")'
                self._doubts.add(wording.line, f"{same}: {outcome(part, other)}")


_ALIKE: Final = (
    "both entries have the same answer and section, so that one of them is superfluous; "
    "put the wordings of both into one"
)
_BACKED: Final = "the section backs the entry, so that one of the two is superfluous; delete it"


def outcome(one: Section | Entry, other: Section | Entry) -> str:
    """What comes of a wording that two parts have, and what to do about it: rivals cite two sections, or differ."""
    both = "an entry and a section"
    if isinstance(one, Entry) and isinstance(other, Entry):
        if one.section == other.section is not None and one.answer.value == other.answer.value:
            return _ALIKE
        both = "both entries"
    elif isinstance(one, Section) and isinstance(other, Section):
        both = "both sections"
    elif any(isinstance(part, Entry) and part.section == behind.id for part, behind in ((one, other), (other, one))):
        return _BACKED
    return f"who asks it is offered {both}; reword or delete one"


def folded(text: str) -> str:
    """A wording without what makes no other question of it: its case and punctuation."""
    if text.isascii():  # the same, three times as fast: a large knowledge has hundreds of thousands
        return b" ".join(text.encode().translate(_PLAIN, _NOTHING).split()).decode()
    return " ".join(normalise(text).casefold().translate(_NO_MATTER).split())
