"""What is against a candidate that looks like a question, each as a trait of the two: 0.0 where nothing is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.search.against.identifiers import Identifiers
from faqbot.search.against.numbers import Numbers
from faqbot.search.against.opposites import Opposites
from faqbot.search.against.turned import Turned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.search.against.statements import Statements
    from faqbot.search.question import Question

    class _Kind(Protocol):
        """A kind of near miss."""

        def applies(self, question: Question) -> bool: ...
        def left(self, question: Question, candidate: Candidate, nearest: int, /) -> float: ...


# The traits that this finds, by name.
NEAR_MISSES: Final = ("another number", "opposite", "turned round", "another identifier")
_NONE: Final = dict.fromkeys(NEAR_MISSES, 0.0)


class Against:
    """Finds what is against the candidates of a knowledge. Safe to share between threads.

    Args:
        index: the knowledge's. In a language whose contrasts are not known only identifiers tell.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        contrasts = index.language.contrasts
        self._kinds: dict[str, _Kind] = {"another identifier": Identifiers()}
        if contrasts:
            self._kinds["another number"] = Numbers(index, contrasts)
            self._kinds["opposite"] = Opposites(index, contrasts)
            self._kinds["turned round"] = Turned(index, contrasts)
        self._applying = functools.lru_cache(maxsize=1)(self._applying_of)

    @functools.cached_property
    def statements(self) -> Statements:
        """Compares what articles say."""
        from faqbot.search.against.statements import Statements  # here: a knowledge of one article has none to compare

        return Statements(self._index)

    def traits(self, question: Question, candidate: Candidate, nearest: int) -> Mapping[str, float]:
        """How much each kind of near miss is against a candidate, 0..1, by its name.

        Args:
            question: what is asked.
            candidate: what may answer it.
            nearest: the index of the line that comes nearest to the question.
        """
        applying = self._applying(question)
        if not applying:
            return _NONE
        return _NONE | {name: 1.0 - kind.left(question, candidate, nearest) for name, kind in applying}

    def _applying_of(self, question: Question) -> list[tuple[str, _Kind]]:
        """The kinds of near misses that there may be of a question."""
        return [(name, kind) for name, kind in self._kinds.items() if kind.applies(question)]
