"""The nouns of the index, all frozen: what a question may be about, and where words stand in it.

A candidate is an entry or a section. Its *lines* are what a question may resemble: an entry's
question and alternates, a section's heading, alternates, summary and sentences (of Markdown also items, rows and lines
of code). Its *rest* is what only
supports it: the sentences of an entry's answer. Its *whole* is all of that in one bag of terms.
A term is the stem of a word, a concept that an article's synonyms share, or a group of related words
of the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.knowledge.article import Article, Entry, Section, Text
    from faqbot.language.terms import Spot, Word


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A wording of a candidate.

    Attributes:
        value: what it says, in words as they are read.
        words: its words; of the row of a table, also those of what heads its cells.
        spots: where they name concepts of the article's synonyms.
        groups: where they name groups of related words.
        source: the text of the article that it is from; None for a question, an alternate, a heading, a title.
        offset: where in that text it starts.
        heads: whether it heads what follows in that text, so that it is quoted only where there is nothing else.
    """

    value: str
    words: tuple[Word, ...]
    spots: tuple[Spot, ...]
    groups: tuple[Spot, ...]
    source: Text | None = None
    offset: int = 0
    heads: bool = False

    @property
    def texts(self) -> Sequence[str]:
        """Its words as they are read."""
        return [word.text for word in self.words]

    @property
    def stems(self) -> Sequence[str]:
        """The stems of its words."""
        return [word.stem for word in self.words]

    def terms_at(self, at: int) -> set[str]:
        """What the word at an index stands for: its stem, and the concept it is part of."""
        return {self.stems[at], *(spot.term for spot in self.spots if spot.start <= at < spot.end)}

    def terms(self) -> frozenset[str]:
        """What all its words stand for."""
        return frozenset(self.stems).union([spot.term for spot in self.spots])


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An entry or a section as the matcher sees it.

    Attributes:
        number: its place among all candidates.
        ref: `article-id#part-id`.
        kind: "entry" or "section".
        title: its question or heading, with the article's title where another has the same.
        article: where it stands.
        part: what it is.
        lines: its lines, then its rest.
        asked: how many of them are its lines.
        questions: which of these are questions: an entry's question and alternates, a section's alternates.
        rows: what they mean, as of `meaning.directions`; None: that was not looked up before.
    """

    number: int
    ref: str
    kind: str
    title: str
    article: Article
    part: Section | Entry
    lines: tuple[Line, ...]
    asked: int
    questions: range
    rows: bytes | None = None
