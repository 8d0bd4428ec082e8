"""The nouns of the search, all frozen: a match and its receipt. They may be shared between threads and hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.public import public
from faqbot.base.values import StrEnum, dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self


@public
class How(StrEnum):
    """How a word of the question met a word of the knowledge, the closest first."""

    SAME = "same"
    STEM = "stem"
    SYNONYM = "synonym"
    TYPO = "typo"
    FAMILY = "family"
    MEANING = "meaning"
    RELATED = "related"
    NOTHING = "nothing"  # the candidate lacks it, another has it
    UNSEEN = "unseen"  # the whole knowledge lacks it


@public
@dataclass(frozen=True, slots=True)
class Met:
    """One line of a receipt: a word of the question and what it met.

    Attributes:
        word: the word as it was asked.
        met: the candidate's word that it met, or None.
        how: in which way it met it.
        weight: the word's share of the question's whole weight, 0..1.
        strength: how much of that weight the meeting earned, 0..1.
    """

    word: str
    met: str | None
    how: How
    weight: float
    strength: float


@public
@dataclass(frozen=True, slots=True)
class View:
    """One trait of a candidate, which adds `score` × `weight` to its odds.

    Attributes:
        name: what is looked at.
        score: what it scored, most of them 0..1.
        weight: what a whole one adds to the odds (a natural logarithm).
    """

    name: str
    score: float
    weight: float


@public
@dataclass(frozen=True, slots=True)
class Passage:
    """What of a candidate comes nearest to a question in meaning: its text, and the cosine."""

    text: str
    cosine: float


class _Later:
    """What may be made when it is first looked at. Who looks, compares or pickles it can't tell."""

    __slots__ = ("_make",)

    @classmethod
    def later(cls, make: Callable[[], Self]) -> Self:
        """What `make` makes, when that is first needed."""
        made = object.__new__(cls)
        object.__setattr__(made, "_make", make)
        return made

    if not TYPE_CHECKING:  # for a type checker it would have every attribute

        def __getattr__(self, name: str) -> object:
            if name not in self.__slots__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            made = self._make()
            for slot in self.__slots__:
                object.__setattr__(self, slot, getattr(made, slot))
            object.__setattr__(self, "_make", lambda: made)  # what it was made of is no longer held
            return getattr(made, name)


@public
@dataclass(frozen=True, slots=True)
class Receipt(_Later):
    """Why a match scored as it did: the question's words against `text`, the wording that came closest.

    With an encoder `passage` is what came nearest to the question in meaning; without one it is None.
    """

    text: str
    words: tuple[Met, ...]
    views: tuple[View, ...]
    passage: Passage | None = None


@public
@dataclass(frozen=True, slots=True)
class Match:
    """One candidate with its score (0..1, comparable between questions) and its receipt.

    Attributes:
        ref: `article-id#section-or-entry-id`.
        kind: "entry" or "section".
        score: the chance, 0..1, that it is what answers the question, beside all other candidates and none of them.
        title: the entry's question or the section's heading.
        receipt: why it scored so.
        article: the title of its article.
    """

    ref: str
    kind: str
    score: float
    title: str
    receipt: Receipt
    article: str = ""

    @property
    def full_title(self) -> str:
        """The title with that of its article, if it doesn't have that yet."""
        ending = f" ({self.article})"
        return self.title if not self.article or self.title.endswith(ending) else self.title + ending
