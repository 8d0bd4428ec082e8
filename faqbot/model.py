"""The nouns, all frozen: what an article holds, and what a question gets back.

Everything here may be shared between threads and hashed; nothing here computes a score.
"""

from __future__ import annotations

import enum
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.passage import Passage, Span
from faqbot.public import public
from faqbot.text import MAX_QUESTION, clean, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.version_info >= (3, 11):
    from enum import StrEnum
else:  # pragma: no cover

    class StrEnum(str, enum.Enum):
        """The part of 3.11's StrEnum that is used here: a member prints as its value."""

        __str__ = str.__str__


UNDATED: Final = "undated"
# The confidence from which an answer is called sure. Of those on ten public sets 89 in 100 are right, and 58 in 100 of
# the less sure ones; on three articles 87 and 81.
SURE: Final = 0.75
ONLY_BEGINNING: Final = f"Only the first {MAX_QUESTION:,} characters of the question were read."


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

    @property
    def title(self) -> str:
        """What it is called: its heading."""
        return self.heading


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ item; `section` is the id of the section that backs it, or None."""

    id: str
    question: str
    alternates: tuple[str, ...]
    answer: Text
    section: str | None
    line: int

    @property
    def title(self) -> str:
        """What it is called: its question."""
        return self.question


@dataclass(frozen=True, slots=True)
class Article:
    """One knowledge file.

    Attributes:
        id: the file's stem.
        path: the file, as it was named.
        title: what it is called.
        note: what is shown with every answer from it, or None.
        source: where it comes from, or None.
        published: an ISO date, or None.
        language: the code of its language.
        synonyms: groups of words that mean the same in it.
        threshold: the confidence (0..1) from which a match of it is an answer; None: the built-in one.
        meaning: whether its matches are looked at by word vectors too.
        sections: its sections, in the file's order.
        faq: its entries, in the file's order.
    """

    id: str
    path: str
    title: str
    note: str | None
    source: str | None
    published: str | None
    language: str
    synonyms: tuple[tuple[str, ...], ...]
    threshold: float | None
    meaning: bool
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
            parts: tuple[Section | Entry, ...] = (*article.sections, *article.faq)
            for part in parts:
                yield article, part


# -- what a question gets back -----------------------------------------------------------------


@public
class Verdict(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@public
class Cause(StrEnum):
    """Why a verdict is what it is."""

    CLEAR = "clear match"  # answered: one place fits, and holds what is asked for
    PICKED = "picked"  # answered: a person chose the place
    AMBIGUOUS = "ambiguous"  # unsure: two or more places fit alike
    WEAK = "weak match"  # unsure: one place may fit
    NOT_STATED = "not stated"  # unknown: the topic is covered, the fact asked for is not
    NO_MATCH = "no match"  # unknown: nothing comes near


@public
class How(StrEnum):
    """How a word of the question met a word of the knowledge, the closest first."""

    SAME = "same"
    STEM = "stem"
    SYNONYM = "synonym"
    TYPO = "typo"
    FAMILY = "family"
    MEANING = "meaning"
    RELATED = "related"
    NOTHING = "nothing"  # the candidate lacks it, another has it
    UNSEEN = "unseen"  # the whole knowledge lacks it


@public
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


@public
@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a candidate.

    The score is the sum of `score` × `share` over the views, times 1 - `share` + `share` × `score` of each factor:
    a factor of share 0.6 leaves 0.4 of the score where it scores 0.

    Attributes:
        name: what it looks at.
        score: what it scored, 0..1.
        share: how much of the whole score it decides, 0..1.
        factor: whether it is a factor.
    """

    name: str
    score: float
    share: float
    factor: bool = False


@public
@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a match scored as it did: the question's words against `text`, the wording that came closest."""

    text: str
    words: tuple[Met, ...]
    views: tuple[View, ...]


@public
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


@public
@dataclass(frozen=True, slots=True)
class Term:
    """What one feature of the matches adds to the log-odds of being right: `value` × `weight`."""

    name: str
    value: float
    weight: float


@public
@dataclass(frozen=True, slots=True)
class Ruling:
    """How the matches became the verdict.

    Attributes:
        ref: the match that was judged, or None: nothing came near.
        terms: what its confidence is made of: confidence = 1 / (1 + e^-sum), the sum being that of the terms.
        answer: the confidence from which a match is an answer.
        suggest: the confidence from which a match is offered as what may have been meant.
        fact: the fact that the question asks for, in its own words ("how many soldiers"), or None: of no kind.
        rival: the match that its lead is measured against, or None: it has no rival.
    """

    ref: str | None
    terms: tuple[Term, ...]
    answer: float
    suggest: float
    fact: str | None
    rival: str | None = None


@public
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
        marks: where in `quote` the words stand that the question met: (start, end) in characters, in order.
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
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.path}:{self.line}"

    def passage(self, sureness: str = "") -> Passage:
        """The citation as it is shown, its file and line as a link to them, and how sure the answer is behind it."""
        text, place = clean(str(self)), clean(self.place)
        ending = f" · {sureness}" if sureness else ""
        return Passage("citation", text + ending, spans=(Span(len(text) - len(place), len(text), self.place),))

    def __str__(self) -> str:
        parts = (self.heading, f"{self.title} ({self.date})", self.note, self.place)
        return " · ".join(part for part in parts if part)


@public
@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets back.

    Attributes:
        question: the question as it was asked.
        verdict: answered, unsure or unknown.
        text: the answer in the article's own words; where there is none, "".
        citation: where the answer stands; None unless answered.
        confidence: 0..1, the probability that the citation is right.
        suggestions: where unsure, up to five matches one may have meant, best first.
        reason: one sentence: why this verdict.
        matches: the best matches behind the verdict, best first.
        closest: where not answered, the nearest place in the knowledge, or None.
        cause: why this verdict, as one of a few words.
        ruling: how the matches became the verdict; None where a person picked the place.
        asked_as: the question in full, where a conversation added what it left out; else None.
        truncated: whether the question was so long that only its beginning was read.
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
    cause: Cause = Cause.CLEAR
    ruling: Ruling | None = None
    asked_as: str | None = None
    truncated: bool = False

    @property
    def sureness(self) -> str:
        """The confidence in words: "sure" or "fairly sure"; "" unless answered, and where a person picked the place.

        Never "sure" of a question that was read with another: that is a guess too.
        """
        if self.verdict is not Verdict.ANSWERED or self.cause is Cause.PICKED:
            return ""
        return "sure" if self.confidence >= SURE and not self.asked_as else "fairly sure"

    def to_dict(self, *, receipts: bool = True) -> dict[str, Any]:
        """The answer as JSON-ready plain values (dicts, lists, strings, numbers, None).

        Args:
            receipts: whether matches and suggestions have theirs, which are most of it and explain only.
        """
        values = {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
        for match in () if receipts else (*values["matches"], *values["suggestions"]):
            del match["receipt"]
        return values

    def passages(self, *, confidence: bool = False) -> tuple[Passage, ...]:
        """What is to be said to a person, in order; how it looks is `render`'s business.

        This is where data turn into something shown, so nothing in it acts on a terminal.

        Args:
            confidence: whether the citation ends in how sure the answer is.
        """
        asked = Passage("asked", clean(self.asked_as or ""))
        short = Passage("note", ONLY_BEGINNING if self.truncated else "")
        said = self._cited(self.citation, confidence) if self.citation else self._not_answered()
        return tuple(passage for passage in (asked, short, *said) if passage.text)

    def _cited(self, cite: Citation, confidence: bool) -> list[Passage]:  # noqa: FBT001 - as it was asked for
        quote = _quoted(cite)
        text = harmless(self.text).strip()
        at = text.find(quote.text)
        own = tuple(Span(at + span.start, at + span.end) for span in quote.spans) if at >= 0 else ()
        return [
            Passage("answer", text, spans=own),
            Passage("quote", "") if quote.text in clean(self.text) else quote,
            cite.passage(self.sureness if confidence else ""),
        ]

    def _not_answered(self) -> list[Passage]:
        said = [Passage("reason", clean(self.reason))]
        said += [Passage("suggestion", clean(match.title), n) for n, match in enumerate(self.suggestions, 1)]
        if self.closest and not self.suggestions:
            said += [replace(_quoted(self.closest), role="closest"), self.closest.passage()]
        return said

    def __str__(self) -> str:
        return "\n".join(str(passage) for passage in self.passages())


def _quoted(cite: Citation) -> Passage:
    """The quote, with its marks where they stand once it is cleaned."""
    spans = (Span(_cleaned(cite.quote, start), _cleaned(cite.quote, end - 1) + 1) for start, end in cite.marks)
    return Passage("quote", clean(cite.quote), spans=tuple(spans))


def _cleaned(text: str, at: int) -> int:
    """Where the character that stands at `at` stands once the text is cleaned."""
    return len(clean(text[: at + 1])) - 1


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
