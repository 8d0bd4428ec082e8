"""Words and terms: what the index knows words by, and where in a text words name a term together.

A term is the stem of a word, which is a plain string, or one that words of different stems share. All of them are
compared, sorted and looked up as the strings that they are; a mark in front keeps the concept of fees ("=fee") apart
from the stem ("fee").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from faqbot.base.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its stem, which stands for it in the index, and whether it looks like a name.

    A word looks like a name where it is capitalised and isn't the first of its text. What a question has in its place,
    where the word is one that it must have meant, is `typed`.
    """

    text: str
    stem: str
    name: bool = field(default=False, compare=False)
    typed: str = field(default="", compare=False)


class Shared(str):
    """A term that words of different stems share."""

    __slots__ = ()


class Concept(Shared):
    """What a group of an article's synonyms means."""

    __slots__ = ()

    @classmethod
    def of(cls, stems: Iterable[str]) -> Concept:
        """The concept that is named after the phrase of these stems."""
        return cls(f"={' '.join(stems)}")


class Group(Shared):
    """Related words of a language."""

    __slots__ = ()

    @classmethod
    def of(cls, member: str) -> Group:
        """The group that is named after one of its members."""
        return cls(f"~{member}")


class Spot(NamedTuple):
    """A place where words name a term together: from the word at `start` up to the one at `end`."""

    start: int
    end: int
    term: Shared


def by_word(spots: Iterable[Spot]) -> dict[int, Shared]:
    """The term that each word has part in, by the word's index."""
    return {at: spot.term for spot in spots for at in range(spot.start, spot.end)}


def is_year(word: str) -> bool:
    """Whether a word is a year in figures, of the last centuries or this one."""
    return len(word) == 4 and word.isdecimal() and word[:2] in ("17", "18", "19", "20")
