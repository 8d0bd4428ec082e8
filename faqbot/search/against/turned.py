"""A "not" in the question only: "I don't want to cancel" over how to cancel, "which are not allowed" over which are.

Most of what readers deny belongs to what they ask: the card that doesn't work, what they don't understand, have or
find. What they turn round is a wish ("I don't want to"), an order ("please don't"), whom or what they ask for ("who
doesn't have to"), and what they would do without.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from faqbot.search.question import negates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.language.grammar import Contrasts
    from faqbot.language.terms import Word
    from faqbot.search.question import Question


class Turned:
    """Finds what a question turns round and the candidate does not. Immutable once built.

    Args:
        index: the knowledge's.
        contrasts: what tells texts apart in its language.
    """

    def __init__(self, index: Index, contrasts: Contrasts) -> None:
        self._index = index
        self._language = index.language
        self._contrasts = contrasts
        self._asked = functools.lru_cache(maxsize=1)(self._asked_of)

    def applies(self, question: Question) -> bool:
        """Whether anything of a question can be missed so: else nothing is against any candidate."""
        return question.negative and bool(self._asked(question))

    def left(self, question: Question, candidate: Candidate, nearest: int) -> float:
        """0.0 where a wording says what the question turns round, and no line of it has a "not"; else 1.0.

        Args:
            question: what is asked.
            candidate: what may answer it.
            nearest: the index of the line that comes nearest to the question; of a section the heading counts.
        """
        turned = self._asked(question)
        wording = candidate.lines[0 if candidate.kind == "section" else nearest].terms()
        if turned.isdisjoint(wording):
            return 1.0
        said = [line for line in candidate.lines if not turned.isdisjoint(line.terms())]
        return 1.0 if any(self._tells(line.words) for line in said) else 0.0

    def _tells(self, words: Sequence[Word]) -> bool:
        """Whether a text tells of what is not so, by a "not" or by what must be."""
        return negates(words, self._language) or any(word.text in self._contrasts.obliging for word in words)

    def _asked_of(self, question: Question) -> frozenset[str]:
        """The stems of what is turned round."""
        words = question.words
        negated = [at for at, word in enumerate(words) if word.text in self._language.negations]
        behind = {at: self._behind(words, at) for at in negated}
        return frozenset(
            words[end].stem
            for at, end in behind.items()
            if end < len(words) and not self._index.is_stop_word(words[end].text) and self._turns(words, at, end)
        )

    def _behind(self, words: Sequence[Word], at: int) -> int:
        """The index of the word that a "not" turns round: the next one that does more than carry it there."""
        return next(
            (by for by in range(at + 1, len(words)) if words[by].text not in self._contrasts.carrying), len(words)
        )

    def _turns(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether the "not" at an index is one that turns round what stands at `end`, rather than tells of trouble."""
        before, between = ({word.text for word in part} for part in (words[:at], words[at + 1 : end]))
        known = self._contrasts
        wished = not between.isdisjoint(known.wishing) and not between.isdisjoint(known.aiming)
        ordered = before <= known.ordering and words[at].text in known.forbidding
        chosen = words[0].text in known.choosing and before.isdisjoint(known.speakers)
        return wished or ordered or chosen or words[at].text in known.lacking
