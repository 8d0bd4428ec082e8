"""How much of a wording the question covers: what a wording asks beyond the question is against it.

To "what are the fees" the wording "What are the fees for groups?" meets all of the question, as "What are the fees?"
does; but the question covers it less. The share of the question that a candidate meets is recall, this is precision,
and each word counts the best that it meets: the same, a synonym, or the word of the question that is nearest to it in
meaning, however near (as BERTScore aligns words; Zhang et al., 2020).
"""

from __future__ import annotations

import functools
import heapq
import math
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.index.candidates import Line
    from faqbot.index.index import Index
    from faqbot.search.question import Question

# A candidate's questions that are looked at, those nearest to what is asked; the one best covered counts. With three or
# all of them no figure of the panel moves by more than 0.003.
LINES: Final = 2

# What stands for the share of a section whose heading or a sentence comes nearest: sentences say more than any question
# asks. It is about what the right entry has, with word vectors and without. From 0.6 to 0.8 no figure of the articles
# moves by more than 0.01.
SECTION: Final = 0.7
SECTION_BY_WORDS: Final = 0.5

# Candidates whose wordings are kept once a question has needed them: some 5 kB each.
KEPT: Final = 2_000


class Coverage:
    """The shares of a knowledge's wordings that questions cover. Safe to share between threads.

    Args:
        index: the knowledge's.
        meaning: whether questions come with what their words mean.
    """

    def __init__(self, index: Index, *, meaning: bool) -> None:
        self._index = index
        self._section = SECTION if meaning else SECTION_BY_WORDS
        self._wordings = functools.lru_cache(maxsize=KEPT)(self._wordings_of)

    def share(self, question: Question, number: int, nearness: Sequence[float], nearest: int) -> float:
        """The share of a candidate's wording that the question covers, 0..1.

        Args:
            question: what is asked.
            number: the candidate's.
            nearness: how near each of its lines is to the question, in their order.
            nearest: the index of the line that comes nearest.
        """
        candidate = self._index.candidates[number]
        if nearest not in candidate.questions:
            return self._section
        wordings, first = self._wordings(number), candidate.questions.start
        near = {nearest, *heapq.nlargest(LINES, candidate.questions, key=nearness.__getitem__)}
        return max([_share(question, wordings[at - first]) for at in near])

    def _wordings_of(self, number: int) -> list[_Wording]:
        candidate = self._index.candidates[number]
        return [self._wording(candidate.lines[at]) for at in candidate.questions]

    def _wording(self, line: Line) -> _Wording:
        weights = [self._index.weight(word.stem) for word in line.words]
        total = math.fsum(weights)
        places: dict[str, list[int]] = {}
        for spot in (*line.spots, *line.groups):
            places.setdefault(spot.term, []).extend(range(spot.start, spot.end))
        return _Wording([word.text for word in line.words], [weight / total for weight in weights], places)


class _Wording(NamedTuple):
    """The words of a wording, the share of its weight that each has, and where they name concepts."""

    words: Sequence[str]
    weights: Sequence[float]
    places: Mapping[str, Sequence[int]]


def _share(question: Question, wording: _Wording) -> float:
    earned = list(map(question.earned.__getitem__, wording.words))
    for concept in wording.places.keys() & question.strengths.keys():
        for at in wording.places[concept]:
            earned[at] = max(earned[at], question.strengths[concept])
    return min(1.0, math.fsum(map(mul, wording.weights, earned)))
