"""A knowledge as the search asks it: what words weigh, which candidates hold them, and what terms these hold."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.index.counting.weights import Held, weighing
from faqbot.index.cutting.parts import Cutter
from faqbot.index.memory import Memory
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from faqbot.index.counting.store import Store

# Candidates whose terms are kept once a question has needed them: some 5 kB each.
KEPT: Final = 2_000


class Index:
    """What the search asks a knowledge. Only read; safe to share between threads.

    Args:
        knowledge: the articles, or a store of what is known of them.
    """

    def __init__(self, knowledge: Knowledge | Store) -> None:
        store: Store = Memory(knowledge) if isinstance(knowledge, Knowledge) else knowledge
        self._store = store
        self.language = store.language
        self.concepts = store.concepts
        self.related = Cutter(store.language, self.concepts).related
        self.articles = store.articles
        self.candidates = store.candidates
        self.numbers = store.numbers
        self.names = store.names
        self.words = store.words
        self.gather = store.gather
        self.holding = store.holding
        self.weighed = store.weighed
        self._stop_words = store.language.stop_words
        # The weight of a term, or of the concept it is used for. One that nothing holds weighs the most, for it says
        # that the question is about something else; but a stop word that nothing holds says nothing.
        self.weight = functools.lru_cache(maxsize=100_000)(
            weighing(self._stop_words, len(store.candidates), store.frequency)
        )
        self.held = functools.lru_cache(maxsize=KEPT)(self._held)

    def __contains__(self, term: str) -> bool:
        """Whether a candidate holds a term."""
        return self._store.frequency(term) > 0

    def is_stop_word(self, term: str) -> bool:
        """Whether a term is a function word or one that only carries the conversation."""
        return term in self._stop_words

    def within(self, articles: Iterable[str]) -> Collection[range]:
        """The numbers of the candidates of some articles, by the ids of these, in order."""
        spans = self._store.spans
        return tuple(sorted((spans[article] for article in articles if article in spans), key=lambda span: span.start))

    def _held(self, number: int) -> Held:
        """The terms of a candidate."""
        return Held(self.candidates[number].lines, self._store.norms(number), self._store.scale, self.weight)
