"""Questions that a knowledge has word for word: who asks one of them means the place that its author gave it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faqbot.index.index import Index
    from faqbot.language.terms import Word
    from faqbot.search.question import Question

Texts = tuple[str, ...]


class Verbatim:
    """The questions of a knowledge by their words, whatever their case and punctuation. Immutable once built.

    Args:
        index: the knowledge's.
    """

    def __init__(self, index: Index) -> None:
        found: defaultdict[Texts, dict[int, int]] = defaultdict(dict)
        for candidate in index.candidates:
            for at in candidate.questions:
                found[_texts(candidate.lines[at].words)].setdefault(candidate.number, at)
        found.pop((), None)
        self._lines: Mapping[Texts, Mapping[int, int]] = dict(found)

    def line(self, question: Question, number: int) -> int | None:
        """The index of the line of a candidate that is the question itself, or None."""
        return self._lines.get(_texts(question.words), {}).get(number)


def _texts(words: Iterable[Word]) -> Texts:
    return tuple(word.text for word in words)
