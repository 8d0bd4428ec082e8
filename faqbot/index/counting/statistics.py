"""What is counted over all candidates, one after the other: which hold a term, and how words are written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.index.counting.weights import terms, together
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faqbot.index.candidates import Candidate, Line
    from faqbot.language.language import Language


class Statistics:
    """Counts over the candidates of a knowledge, each added once and in order.

    Args:
        language: the language that their words are read in.

    Attributes:
        lengths: how many words each candidate has.
        holding: each term with the numbers of the candidates that hold it, and how often each does.
        forms: every word with its stem.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self.lengths = array("I")
        self.holding: defaultdict[str, tuple[array[int], array[int]]] = defaultdict(_no_candidates)
        self.forms: dict[str, str] = {}
        self._named: set[str] = set()
        self._plain: set[str] = set()
        self._years: set[str] = set()

    def add(self, candidate: Candidate) -> list[Mapping[str, tuple[int, str | None]]]:
        """Counts a candidate.

        Returns:
            the terms of each of its lines.
        """
        bags: list[Mapping[str, tuple[int, str | None]]] = []
        length = 0
        for line in candidate.lines:
            bags.append(terms(line))
            length += len(line.words)
            self._see(line)
        for term, (count, _) in together(bags).items():
            numbers, counts = self.holding[term]
            numbers.append(candidate.number)
            counts.append(min(count, _MOST))
        self.lengths.append(length)
        return bags

    def _see(self, line: Line) -> None:
        words = line.words
        for word in words:
            self.forms[word.text] = word.stem
            if word.text[0].isdigit() and is_year(word.text):
                self._years.add(word.stem)
        rest = words[1:]
        if sum([word.name for word in rest]) * 2 <= len(rest):
            for word in rest:
                (self._named if word.name else self._plain).add(word.stem)

    def frequency(self, term: str) -> int:
        """How many candidates hold a term."""
        held = self.holding.get(term)
        return len(held[0]) if held else 0

    @property
    def mean(self) -> float:
        """How many words a candidate has, in the mean."""
        return sum(self.lengths) / len(self.lengths) if self.lengths else 0.0

    def names(self) -> frozenset[str]:
        """The terms that the articles write with a capital only (Qatar, Ron, November), and the years.

        Lines with Most Words in Capitals say nothing of that, nor do they where every noun has one.
        """
        if self._language.capital_nouns:
            return frozenset(self._years)
        return frozenset(self._years | (self._named - self._plain - self._language.stop_words))


_MOST: Final = (1 << 16) - 1


def _no_candidates() -> tuple[array[int], array[int]]:
    return array("I"), array("H")
