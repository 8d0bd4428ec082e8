"""A chosen candidate -> the article's own words and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.decide import holds
from faqbot.model import Citation, Entry, Section

if TYPE_CHECKING:
    from faqbot.facts import Fact
    from faqbot.index import Candidate, Line
    from faqbot.match import Matcher, Question, Scored

Near = tuple["Line", float]

# What nearness to the entry's answer counts beside nearness to the question, where a sentence of the
# backing section is chosen: enough to decide where the question says little.
ANSWER_TOO: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A candidate in the article's own words: what answers, and where it stands."""

    text: str
    citation: Citation


def cite(question: Question, scored: Scored, fact: Fact | None, matcher: Matcher) -> Cited:
    """The words of a candidate and its citation: the section that says so, and the sentence that says it best.

    Args:
        question: what was asked.
        scored: the candidate.
        fact: the kind of fact asked for: a sentence that holds it is quoted before others.
        matcher: what scored it.
    """
    candidate = matcher.index.candidates[scored.number]
    part, article = candidate.part, candidate.article
    section = part if isinstance(part, Section) else article.section(part.section) if part.section else None
    quote = _quote(question, scored, section, fact, matcher)
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
    )
    if isinstance(part, Entry):
        return Cited(part.answer.value, citation)
    return Cited(part.summary.value if part.summary else quote.value, citation)


def _quote(question: Question, scored: Scored, section: Section | None, fact: Fact | None, matcher: Matcher) -> Line:
    candidate = matcher.index.candidates[scored.number]
    sentences = _body(candidate, matcher, scored)
    if section and isinstance(candidate.part, Entry):
        number = matcher.index.numbers[candidate.article.ref(section)]
        sentences = _backing(question, candidate.part, matcher, number)
    if fact:
        sentences = [near for near in sentences if holds(fact, question, near[0])] or sentences
    return max(sentences, key=lambda near: near[1])[0]


def _body(candidate: Candidate, matcher: Matcher, scored: Scored) -> list[Near]:
    """The sentences that may be quoted: those of a section's text (a summary is no quote), or of an answer."""
    part = candidate.part
    source = part.answer if isinstance(part, Entry) else part.text
    return [(line, near) for line, near in matcher.said(scored) if line.source is source]


def _backing(question: Question, entry: Entry, matcher: Matcher, number: int) -> list[Near]:
    """The sentences of the section that backs an entry: near to the question, and to the entry's answer."""
    candidate = matcher.index.candidates[number]
    asked = _body(candidate, matcher, matcher.score(question, number))
    told = _body(candidate, matcher, matcher.score(matcher.read(entry.answer.value), number))
    return [(line, near + ANSWER_TOO * also) for (line, near), (_, also) in zip(asked, told, strict=True)]
