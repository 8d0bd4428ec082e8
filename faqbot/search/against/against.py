"""What is against a candidate that looks like a question, each as a trait of the two: 0.0 where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.search.against.identifiers import Identifiers
from faqbot.search.against.numbers import Numbers
from faqbot.search.against.opposites import Opposites
from faqbot.search.against.turned import Turned

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.search.question import Question


class Against:
    """Finds what is against the candidates of a knowledge. Safe to share between threads.

    Args:
        index: the knowledge's. In a language whose contrasts are not known only identifiers tell.
    """

    def __init__(self, index: Index) -> None:
        contrasts = index.language.contrasts
        self._left: dict[str, Callable[[Question, Candidate, int], float]] = {
            "another number": Numbers(index, contrasts).left if contrasts else _nothing,
            "opposite": Opposites(index, contrasts).left if contrasts else _nothing,
            "turned round": Turned(index, contrasts).left if contrasts else _nothing,
            "another identifier": Identifiers().left,
        }

    def traits(self, question: Question, candidate: Candidate, nearest: int) -> dict[str, float]:
        """How much each kind of near miss is against a candidate, 0..1, by its name.

        Args:
            question: what is asked.
            candidate: what may answer it.
            nearest: the index of the line that comes nearest to the question.
        """
        return {name: 1.0 - left(question, candidate, nearest) for name, left in self._left.items()}


def _nothing(_question: Question, _candidate: Candidate, _nearest: int) -> float:
    return 1.0
