"""A knowledge in memory as a `Store`."""

from __future__ import annotations

import functools
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from faqbot.base.values import replace
from faqbot.index.counting.bitmaps import bitmap
from faqbot.index.counting.postings import Gatherer, Postings, listed, once
from faqbot.index.counting.statistics import Statistics
from faqbot.index.counting.vocabulary import Dictionary
from faqbot.index.counting.weights import Norms, Weighed, mean, norms, weighed, weighing
from faqbot.index.cutting.parts import Cutter, Titles, concepts_of, headed, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.counting.bitmaps import Bits
    from faqbot.knowledge.article import Knowledge


class Memory:
    """The candidates of a knowledge, and what is counted over them. Built once, only read after.

    Args:
        knowledge: the articles.

    The words of all articles are read in the language of the most entries and sections: a question doesn't
    say its own.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.language = language_of(knowledge)
        self.articles = knowledge.articles
        self.concepts = concepts_of(knowledge.articles, self.language)
        self._counted = Statistics(self.language)
        found, bags = [], []
        for candidate in self._cut(knowledge):
            found.append(candidate)
            bags.append(self._counted.add(candidate))
        self.candidates: Sequence[Candidate] = tuple(found)
        self.numbers = {c.ref: number for number, c in enumerate(found)}
        self.spans = spans(Counter(c.article.id for c in found))
        self.names = self._counted.names()
        self.words = Dictionary(self._counted.forms)
        self.frequency = self._counted.frequency
        weigh = functools.lru_cache(maxsize=None)(weighing(self.language.stop_words, len(found), self.frequency))
        self._weigh = weigh
        self._norms = [norms(each, weigh) for each in bags]
        self.scale = mean([norm for each in self._norms for norm in each.lines], [each.whole for each in self._norms])
        adds = once(self._counted.lengths, self._counted.mean)
        postings = functools.lru_cache(maxsize=None)(self.postings)
        gatherer = Gatherer(len(found), self.frequency, postings, adds, self._bits)
        self.gather, self.holding = gatherer.gather, gatherer.holding

    def _cut(self, knowledge: Knowledge) -> Iterator[Candidate]:
        cutter = Cutter(self.language, self.concepts)
        said = [(a, *each) for a in knowledge.articles for each in headed(a) if not each[0].only_heads]
        titles = Titles((article.id, part.title) for article, part, _ in said)
        for number, (article, part, above) in enumerate(said):
            found = cutter.candidate(number, article, part, above, about=len(knowledge.articles) > 1)
            title = titles.of(article, part, above)
            yield found if title == part.title else replace(found, title=title)

    def norms(self, number: int) -> Norms:
        """As of `Store`."""
        return self._norms[number]

    def weighed(self, number: int) -> Weighed:
        """As of `Store`."""
        candidate = self.candidates[number]
        return weighed(candidate.lines, candidate.questions, self._weigh)

    def postings(self, term: str) -> Postings:
        """The postings of a term that is held."""
        return listed(*self._counted.holding[term], self._counted.lengths, self._counted.mean)

    def _bits(self, term: str) -> Bits:
        """The bitmap of the candidates that hold a term."""
        return bitmap(self._counted.holding[term][0], len(self.candidates))


def spans(counts: Mapping[str, int]) -> dict[str, range]:
    """The numbers of each article's candidates, by its id: they follow each other."""
    ends = dict(zip(counts, accumulate(counts.values()), strict=True))
    return {article: range(end - counts[article], end) for article, end in ends.items()}
