"""The nouns of an answer, all frozen: the verdict, how it came about, the citation. They may be shared and hashed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.hygiene import MAX_QUESTION, clean, verbatim
from faqbot.base.layout.blocks import expanded, shown, stands, trimmed
from faqbot.base.layout.segment import Segment, Span
from faqbot.base.public import public
from faqbot.base.values import StrEnum, dataclass, replace
from faqbot.knowledge.article import Format, Text
from faqbot.language.grammar import Topic  # noqa: TC001 - as is the next
from faqbot.search.matches import Match  # noqa: TC001 - whoever resolves the types of an answer's fields looks for it

if TYPE_CHECKING:
    from collections.abc import Sequence

# The confidence from which an answer is called sure. Of those on ten public sets 89 in 100 are right, and 58 in 100 of
# the less sure ones; on three articles 87 and 81.
SURE: Final = 0.75
ONLY_BEGINNING: Final = f"Only the first {MAX_QUESTION:,} characters of the question were read."


@public
class Verdict(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    TOLD = "told"  # it asked the bot rather than its articles: what that says is in its own words, no answer of theirs


@public
class Cause(StrEnum):
    """Why a verdict is what it is."""

    CLEAR = "clear match"  # answered: one place fits, and holds what is asked for
    PICKED = "picked"  # answered: a person chose the place
    AMBIGUOUS = "ambiguous"  # unsure: two or more places fit alike
    DISAGREEING = "articles disagree"  # unsure: articles that fit alike say different things
    ELSEWHERE = "elsewhere"  # unsure: the article that was asked doesn't say so, another does
    WEAK = "weak match"  # unsure: one place may fit
    NOT_STATED = "not stated"  # unknown: the topic is covered, the fact asked for is not
    NO_MATCH = "no match"  # unknown: nothing comes near
    TALK = "talk"  # told: the words ask of the bot, of its articles as such or of the conversation, or ask nothing


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
        tied: the other matches that fit as well: where there is one, no confidence makes an answer.
    """

    ref: str | None
    terms: tuple[Term, ...]
    answer: float
    suggest: float
    fact: str | None
    rival: str | None = None
    tied: tuple[str, ...] = ()


@public
@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands in the articles.

    Attributes:
        article: the article's id.
        section: id of the section that says so, or None (an entry that names none).
        entry: id of the FAQ entry that was matched, or None.
        heading: the section's heading, or the entry's question where there is no section.
        quote: the sentence that says so, verbatim from the article; of Markdown the words of a sentence, an item, a row
            of a table or a line of code.
        path: the article's file.
        line: 1-based line of the quote in that file.
        title: the article's title.
        date: the article's date (ISO), or "undated".
        note: the article's note, shown with every answer from it, or None.
        marks: where in `quote` the words stand that the question met: (start, end) in characters, in order.
        url: where readers find it (the section, the entry, else the article), or None.
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
    url: str | None = None

    @property
    def ref(self) -> str:
        """The place that was matched, as in `Match.ref`: the entry, or the section."""
        return f"{self.article}#{self.entry or self.section}"

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.path}:{self.line}"

    def segment(self, sureness: str = "") -> Segment:
        """The citation as it is shown, its address, file and line as links, and how sure the answer is behind it."""
        text, place, url = clean(str(self)), clean(self.place), clean(self.url or "")
        ending = f" · {sureness}" if sureness else ""
        start = len(text) - len(place)
        found = Span(start - len(f"{url} · "), start - len(" · "), url)
        return Segment("citation", text + ending, spans=(*([found] if url else ()), Span(start, len(text), self.place)))

    def __str__(self) -> str:
        parts = (self.heading, f"{self.title} ({self.date})", self.note, self.url, self.place)
        return " · ".join(part for part in parts if part)


@public
@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets back.

    Attributes:
        question: the question as it was asked.
        verdict: answered, unsure or unknown; or told: it was no question to the articles.
        text: the answer in the article's own words, as they are written; where there is none, "".
        citation: where the answer stands; None unless answered.
        confidence: 0..1, the probability that the citation is right.
        suggestions: where unsure, up to five matches one may have meant, best first; where told, what may be asked.
        reason: one sentence: why this verdict; where told, what the bot says, in its own words.
        matches: the best matches behind the verdict, best first.
        closest: where not answered, the nearest place in the knowledge, or None; where told, the place of the last
            answer, if it is that which was asked about.
        cause: why this verdict, as one of a few words.
        ruling: how the matches became the verdict; None where a person picked the place.
        asked_as: the question in full, where a conversation added what it left out; of several questions in one text
            the one that is answered here; else None.
        truncated: whether the question was so long that only its beginning was read.
        topic: what the question asks the bot, where it asks no article: told, or what was said before once more.
        also: where answered, matches of other places that may say so too, best first.
        rest: where the text asks several questions, the answers to the others, answered or not, in their order.
        format: what `text` is written in: "plain" or "markdown".
        agreeing: where other articles say the same, best first; of each the place.
        disagreeing: where other articles answer the same question otherwise than `citation` does (or, where the
            question tells none of them apart and so is not answered, than `closest` does), best first.
        articles: the ids of the articles that were asked, in order, where the caller or the question named some.
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
    topic: Topic | None = None
    also: tuple[Match, ...] = ()
    rest: tuple[Answer, ...] = ()
    format: str = str(Format.PLAIN)
    agreeing: tuple[Citation, ...] = ()
    disagreeing: tuple[Citation, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text as it is read: without the marks of Markdown."""
        return Text(self.text, 1, format=Format(self.format)).words

    @property
    def parts(self) -> tuple[Answer, ...]:
        """The answer to each question of the text: this one, and the rest."""
        return (self, *self.rest)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the answers to the questions of the text stand, in each article that says so; none unless answered."""
        return tuple(cite for part in self.parts if part.citation for cite in (part.citation, *part.agreeing))

    @property
    def sureness(self) -> str:
        """The confidence in words: "sure" or "fairly sure"; "" unless answered, and where a person picked the place.

        Never "sure" of a question that was read with another: that is a guess too.
        """
        if self.verdict is not Verdict.ANSWERED or self.cause is Cause.PICKED:
            return ""
        return "sure" if self.confidence >= SURE and (self.rest or not self.asked_as) else "fairly sure"

    def to_dict(self, *, receipts: bool = True) -> dict[str, Any]:
        """The answer as JSON-ready plain values (dicts, lists, strings, numbers, None).

        Args:
            receipts: whether matches and suggestions have theirs, which are most of it and explain only.
        """
        values = {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
        values["rest"] = [part.to_dict(receipts=receipts) for part in self.rest]
        for match in (*values["matches"], *values["suggestions"], *values["also"]):
            if not receipts:
                del match["receipt"]
            elif match["receipt"]["passage"] is None:  # only an encoder finds one
                del match["receipt"]["passage"]
        return values

    def segments(self, *, confidence: bool = False) -> tuple[Segment, ...]:
        """What is to be said to a person, in order; how it looks is `render`'s business.

        This is where data turn into something shown, so nothing in it acts on a terminal.

        Args:
            confidence: whether the citation ends in how sure the answer is.
        """
        asked = Segment("asked", clean(self.asked_as or ""))
        short = Segment("note", ONLY_BEGINNING if self.truncated else "")
        said = self._cited(self.citation, confidence) if self.citation else self._not_cited()
        also = (segment for part in self.rest for segment in _also(part, part.segments(confidence=confidence)))
        listed = count(1)
        return tuple(
            replace(segment, number=next(listed)) if segment.role == "suggestion" else segment
            for segment in (asked, short, *said, *also)
            if segment.text
        )

    def _cited(self, cite: Citation, confidence: bool) -> list[Segment]:  # noqa: FBT001 - as it was asked for
        quote = _quoted(cite)
        return [
            self._told(cite, quote),
            Segment("quote", "") if clean(cite.quote) in clean(self.words) else quote,
            cite.segment(self.sureness if confidence else ""),
            *(segment for other in self.agreeing for segment in _beside(other, cite)),
            *(segment for other in self.disagreeing for segment in (_otherwise(other), *_beside(other))),
            Segment("note", f"Also: {' · '.join(self._titles(self.also))}" if self.also else ""),
        ]

    def _told(self, cite: Citation, quote: Segment) -> Segment:
        """The text, in which what of the quote is marked is marked too."""
        if self.format == Format.MARKDOWN:
            return marked("answer", self.text, cite.quote, cite.marks)
        text = shown(self.text)
        at = text.find(quote.text)
        own = tuple(Span(at + span.start, at + span.end) for span in quote.spans) if at >= 0 else ()
        return Segment("answer", text, spans=own)

    def _titles(self, matches: Sequence[Match]) -> list[str]:
        """The titles of matches, with those of their articles where it matters from which an answer is."""
        articles = {match.article for match in matches} | ({self.citation.title} if self.citation else set())
        return [
            clean(match.full_title if len(articles) > 1 and self.verdict is not Verdict.TOLD else match.title)
            for match in matches
        ]

    def _shown(self, match: Match) -> tuple[Segment, ...]:
        """What a suggestion says, where articles disagree."""
        places = (self.closest, *self.agreeing, *self.disagreeing) if self.disagreeing else ()
        return next((_beside(cite) for cite in places if cite and cite.ref == match.ref), ())

    def _not_cited(self) -> list[Segment]:
        told = self.verdict is Verdict.TOLD
        said = [Segment("told" if told else "reason", clean(self.reason))]
        said += [Segment("text", "You can ask:")] if told and self.suggestions else []
        for number, (match, title) in enumerate(zip(self.suggestions, self._titles(self.suggestions), strict=True), 1):
            said += [Segment("suggestion", title, number), *self._shown(match)]
        if self.closest and not self.suggestions:
            said += [replace(_quoted(self.closest), role="quote" if told else "closest"), self.closest.segment()]
        return said

    def __str__(self) -> str:
        return "\n".join(str(segment) for segment in self.segments())


def marked(role: str, text: str, quote: str, marks: Sequence[tuple[int, int]]) -> Segment:
    """A Markdown text of an article as it is shown.

    Args:
        role: the segment's role.
        text: the text.
        quote: words of it, as they are read.
        marks: what of these is marked: (start, end) in characters, in order.
    """
    from faqbot.base.layout import markdown  # here: few knowledges are in it

    said = trimmed(verbatim(text))
    spans = tuple(Span(start, end) for start, end in markdown.places(said, quote, marks))
    return Segment(role, said, spans=spans, markdown=True)


def _beside(other: Citation, cite: Citation | None = None) -> tuple[Segment, ...]:
    """What another article says, and where; the place alone if it says it as `cite` does."""
    same = cite is not None and clean(other.quote) == clean(cite.quote)
    return (*(() if same else (_quoted(other),)), other.segment())


def _otherwise(other: Citation) -> Segment:
    return Segment("note", f"But “{clean(other.title)}” says otherwise:")


def _also(part: Answer, said: Sequence[Segment]) -> list[Segment]:
    """What is said of a question beside others, under its own words."""
    question = clean(part.question)
    if part.citation:
        return [Segment("asked", question), *said]
    return [
        replace(segment, text=f"Not answered: “{question}” {segment.text}") if segment.role == "reason" else segment
        for segment in said
        if part.disagreeing or segment.role in ("reason", "suggestion")
    ]


def _quoted(cite: Citation) -> Segment:
    """The quote on one line, or on its own ones where they stand for themselves; its marks where they stand then."""
    said = expanded if stands(cite.quote) else clean
    spans = (Span(len(said(cite.quote[: start + 1])) - 1, len(said(cite.quote[:end]))) for start, end in cite.marks)
    return Segment("quote", said(cite.quote), spans=tuple(spans))


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
