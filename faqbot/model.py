"""The nouns, all frozen: what an article holds, and what a question gets back.

Everything here may be shared between threads and hashed; nothing here computes a score.
"""

from __future__ import annotations

import enum
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.version_info >= (3, 11):
    from enum import StrEnum
else:  # pragma: no cover

    class StrEnum(str, enum.Enum):
        """The part of 3.11's StrEnum that is used here: a member prints as its value."""

        __str__ = str.__str__


UNDATED: Final = "undated"


# -- what an article holds ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of an article's text and where it stands.

    Attributes:
        value: the text as it is to be shown.
        line: 1-based line of the file on which it starts.
        literal: True where the value's lines are the file's lines one by one (YAML's ``|``), so
            that the line of any sentence inside it is known.
    """

    value: str
    line: int
    literal: bool = False

    def line_at(self, offset: int) -> int:
        """The file's line on which the character at `offset` (0-based, in `value`) stands."""
        return self.line + self.value.count("\n", 0, offset) if self.literal else self.line


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an article. `summary` is None where the article gives none."""

    id: str
    heading: str
    summary: Text | None
    text: Text
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ item; `section` is the id of the section that backs it, or None."""

    id: str
    question: str
    alternates: tuple[str, ...]
    answer: Text
    section: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One knowledge file. `id` is the file's stem; `published` is an ISO date or None."""

    id: str
    path: str
    title: str
    note: str | None
    source: str | None
    published: str | None
    language: str
    synonyms: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...]
    faq: tuple[Entry, ...]

    @property
    def date(self) -> str:
        """The date to show: the published one, or the word "undated"."""
        return self.published or UNDATED

    def section(self, section_id: str) -> Section | None:
        """The section with that id, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def ref(self, part: Section | Entry) -> str:
        """`article-id#part-id`, unique in a knowledge."""
        return f"{self.id}#{part.id}"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All articles a bot was loaded with, in the order of their ids."""

    articles: tuple[Article, ...]

    def parts(self) -> Iterator[tuple[Article, Section | Entry]]:
        """Every section and entry with its article: sections first, in the file's order."""
        for article in self.articles:
            for part in (*article.sections, *article.faq):
                yield article, part


# -- what a question gets back -----------------------------------------------------------------


class Verdict(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How a word of the question met a word of the knowledge, the closest first."""

    SAME = "same"
    STEM = "stem"
    TYPO = "typo"
    SYNONYM = "synonym"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Met:
    """One line of a receipt: a word of the question and what it met.

    Attributes:
        word: the word as it was asked.
        met: the candidate's word that it met, or None.
        how: in which way it met it.
        weight: the word's share of the question's whole weight, 0..1.
        strength: how much of that weight the meeting earned, 0..1.
    """

    word: str
    met: str | None
    how: How
    weight: float
    strength: float


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a candidate: its name, what it scored (0..1), its share of the blend."""

    name: str
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a match scored as it did: the question's words against `text`, the wording that came closest."""

    text: str
    words: tuple[Met, ...]
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate with its score (0..1, comparable between questions) and its receipt.

    Attributes:
        ref: `article-id#section-or-entry-id`.
        kind: "entry" or "section".
        score: 0..1, the higher the closer.
        title: the entry's question or the section's heading.
        receipt: why it scored so.
    """

    ref: str
    kind: str
    score: float
    title: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands in the articles.

    Attributes:
        article: the article's id.
        section: id of the section that says so, or None (an entry that names none).
        entry: id of the FAQ entry that was matched, or None.
        heading: the section's heading, or the entry's question where there is no section.
        quote: the sentence that says so, verbatim from the article.
        path: the article's file.
        line: 1-based line of the quote in that file.
        title: the article's title.
        date: the article's date (ISO), or "undated".
        note: the article's note, shown with every answer from it, or None.
    """

    article: str
    section: str | None
    entry: str | None
    heading: str
    quote: str
    path: str
    line: int
    title: str
    date: str
    note: str | None

    def __str__(self) -> str:
        note = f", {self.note}" if self.note else ""
        return f"“{self.heading}”, {self.title} ({self.date}{note}), {self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what an answer says to a person, and its role: one of the keys of `PLAIN`."""

    role: str
    text: str


PLAIN: Final = {  # how each role prints without colour or columns
    "answer": "{}",
    "quote": "  “{}”",
    "citation": "  — {}",
    "reason": "{}",
    "suggestion": "  {number}. {}",
    "closest": "  Closest: “{}”",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets back.

    Attributes:
        question: the question as it was asked.
        verdict: answered, unsure or unknown.
        text: the answer in the article's own words; where there is none, "".
        citation: where the answer stands; None unless answered.
        confidence: 0..1, the probability that the citation is right.
        suggestions: where unsure, up to three matches one may have meant, best first.
        reason: one sentence: why this verdict.
        matches: the best matches behind the verdict, best first.
        closest: where not answered, the nearest place in the knowledge, or None.
    """

    question: str
    verdict: Verdict
    text: str
    citation: Citation | None
    confidence: float
    suggestions: tuple[Match, ...]
    reason: str
    matches: tuple[Match, ...]
    closest: Citation | None = None

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready plain values (dicts, lists, strings, numbers, None)."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}

    def passages(self) -> tuple[Passage, ...]:
        """What is to be said to a person, in order; how it looks is `render`'s business."""
        if self.citation:
            cite = self.citation
            quote = cite.quote if cite.quote not in self.text else ""
            said = [Passage("answer", self.text), Passage("quote", quote), Passage("citation", str(cite))]
        else:
            said = [Passage("reason", self.reason)]
            said += [Passage("suggestion", match.title) for match in self.suggestions]
            if self.closest and not self.suggestions:
                said += [Passage("closest", self.closest.quote), Passage("citation", str(self.closest))]
        return tuple(passage for passage in said if passage.text)

    def __str__(self) -> str:
        number, lines = 0, []
        for passage in self.passages():
            number += passage.role == "suggestion"
            lines.append(PLAIN[passage.role].format(passage.text, number=number))
        return "\n".join(lines)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, float):
        return round(value, 4)
    return value
