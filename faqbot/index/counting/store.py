"""The narrow interface that a knowledge in memory and a compiled file share, and that a search server could have.

It gives the candidates that hold the most of weighted terms, the lines of a candidate with their lengths, and
statistics: how many candidates hold a term, and how words are written. Everything else the index makes of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.counting.vocabulary import Vocabulary
    from faqbot.index.counting.weights import Norms, Scale, Weighed
    from faqbot.index.cutting.synonyms import Concepts
    from faqbot.knowledge.article import Article
    from faqbot.language.language import Language


class Store(Protocol):
    """What is known of the candidates of a knowledge. Only read; safe to share between threads."""

    @property
    def language(self) -> Language:
        """The language that their words are read in."""

    @property
    def concepts(self) -> Concepts:
        """What words the articles call the same."""

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, in the order of their ids."""

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All candidates by their numbers: an article's follow each other."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of a candidate by its ref."""

    @property
    def spans(self) -> Mapping[str, range]:
        """The numbers of the candidates of an article, by its id."""

    @property
    def scale(self) -> Scale:
        """The mean lengths of lines and wholes."""

    @property
    def names(self) -> Container[str]:
        """The terms that the articles write as names."""

    @property
    def words(self) -> Vocabulary:
        """The words, and their stems."""

    def norms(self, number: int) -> Norms:
        """The lengths of a candidate."""

    def weighed(self, number: int) -> Weighed:
        """What the words of a candidate weigh beside each other."""

    def frequency(self, term: str) -> int:
        """How many candidates hold a term."""

    def holding(self, terms: Iterable[str]) -> Iterable[int]:
        """The numbers of the candidates that hold all of some terms, in their order."""

    def gather(
        self,
        terms: Iterable[tuple[str, float]],
        limit: int,
        within: Collection[range] | None = None,
        share: float = 0.0,
    ) -> list[int]:
        """The numbers of the `limit` candidates that hold the most of weighted terms, best first.

        Args:
            terms: what is looked for, each with how strongly it is meant, 0..1.
            limit: how many are wanted.
            within: the numbers among which they are looked for; None: all.
            share: how much of what the best of them holds each must hold, 0..1.
        """
