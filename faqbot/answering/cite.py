"""A chosen candidate -> the article's own words and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Citation
from faqbot.answering.paragraphs import around
from faqbot.base.layout.blocks import introduces
from faqbot.knowledge.article import Entry, Section
from faqbot.language.tokens import spans
from faqbot.search import evidence

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate, Line
    from faqbot.search.match import Matcher, Scored
    from faqbot.search.question import Question

Near = tuple["Line", float]

# What nearness to the entry's answer counts beside nearness to the question, where a sentence of the
# backing section is chosen: enough to decide where the question says little.
ANSWER_TOO: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A candidate in the article's own words: what answers, and where it stands."""

    text: str
    citation: Citation


def cite(question: Question, scored: Scored, matcher: Matcher) -> Cited:
    """The words of a candidate and its citation: the section that says so, and the sentence that says it best.

    Args:
        question: what was asked; a sentence that states the kind of fact asked for is quoted before others.
        scored: the candidate.
        matcher: what scored it.
    """
    part, article = scored.candidate.part, scored.candidate.article
    section = part if isinstance(part, Section) else article.section(part.section) if part.section else None
    quote = _quote(question, scored, section, matcher)
    citation = Citation(
        article=article.id,
        section=section.id if section else None,
        entry=part.id if isinstance(part, Entry) else None,
        heading=section.heading if section else part.title,
        quote=quote.value,
        path=article.path,
        line=quote.source.line_at(quote.offset) if quote.source else part.line,
        title=article.title,
        date=article.date,
        note=article.note,
        marks=spans(quote.value, _met(question, quote), question.language),
    )
    if isinstance(part, Entry):
        return Cited(part.answer.value, citation)
    return Cited(_told(part, quote), citation)


def _met(question: Question, line: Line) -> set[str]:
    """The words of a line that the question's content words meet."""
    terms = {term for asked in question.asked if asked.stem in question.content for term, _, _ in asked.meets}
    met = {word.text for word in line.words if word.stem in terms}
    for spot in (*line.spots, *line.groups):
        if spot.term in terms:
            met.update(word.text for word in line.words[spot.start : spot.end])
    return met


def _told(section: Section, quote: Line) -> str:
    """What a section answers: its summary, or the part of its text that is to be read with a sentence of it.

    A summary that ends in a colon has nothing below it, so that it says nothing.
    """
    if section.summary and not introduces(section.summary.value):
        return section.summary.value
    return around(section.text.value, quote.offset, quote.offset + len(quote.value))


def _quote(question: Question, scored: Scored, section: Section | None, matcher: Matcher) -> Line:
    sentences = _body(scored)
    if section and isinstance(scored.candidate.part, Entry):
        sentences = _backing(question, scored.candidate, section, matcher)
    if question.fact:
        fact = evidence.of(question.fact, question, scored.candidate)
        sentences = [near for near in sentences if evidence.states(fact, question, near[0])] or sentences
    return max(sentences, key=lambda near: near[1])[0]


def _body(scored: Scored) -> list[Near]:
    """The sentences that may be quoted: those of a section's text (a summary is no quote), or of an answer."""
    part = scored.candidate.part
    source = part.answer if isinstance(part, Entry) else part.text
    return [(line, near) for line, near in scored.said() if line.source is source]


def _backing(question: Question, entry: Candidate, section: Section, matcher: Matcher) -> list[Near]:
    """The sentences of the section that backs an entry: near to the question, and to the entry's answer."""
    number = matcher.index.numbers[entry.article.ref(section)]
    scored, told = matcher.score(question, number), matcher.told(entry.number, number)
    also = dict(zip(scored.candidate.lines, told, strict=True))
    return [(line, near + ANSWER_TOO * also[line]) for line, near in _body(scored)]
