"""A chosen candidate -> the article's own words and where they stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Citation
from faqbot.answering.citing.paragraphs import PARAGRAPH, around
from faqbot.base.layout.blocks import introduces
from faqbot.base.values import dataclass
from faqbot.knowledge.article import Entry, Format, Section
from faqbot.language.tokens import spans
from faqbot.search import evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.candidates import Line
    from faqbot.index.counting.weights import Held
    from faqbot.search.match import Matcher, Scored
    from faqbot.search.question import Question

# What counts beside the nearness of a sentence to the question, and how much: nearness to the entry's answer, where a
# sentence of the section behind it is chosen; the words that tell the sentences apart; nearness in meaning; and stating
# the kind of fact that is asked for. On four articles of our own and eight of SQuAD 0.827 and 0.903 of the quotes hold
# what was asked, on SQuAD's questions that were not looked at 0.852; 0.795, 0.873 and 0.843 where sentences that state
# no such fact are left out, and neither telling words nor meaning count. Shares a half off change none by more than
# 0.008. What a sentence's neighbours are near to gains nothing (from 0.1 to 0.5 of it), nor does its length.
ANSWER_TOO: Final = 0.5
TELLING: Final = 0.5
MEANING: Final = 0.3
FACT: Final = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A candidate in the article's own words: what answers, what that is written in, and where it stands."""

    text: str
    format: Format
    citation: Citation


def cite(question: Question, scored: Scored, matcher: Matcher) -> Cited:
    """The words of a candidate and its citation: the section that says so, and the sentence that says it best.

    Args:
        question: what was asked; a sentence that states the kind of fact asked for comes before others as near.
        scored: the candidate.
        matcher: what scored it.
    """
    part, article = scored.candidate.part, scored.candidate.article
    section = part if isinstance(part, Section) else article.section(part.section) if part.section else None
    section = None if section and section.only_heads else section
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
        url=(section and section.url) or part.url or article.url,
    )
    told = part.answer.value if isinstance(part, Entry) else _told(part, quote, whole=_by_heading(scored))
    return Cited(told, part.body.format, citation)


def _met(question: Question, line: Line) -> set[str]:
    """The words of a line that the question's content words meet."""
    terms = {term for asked in question.asked if asked.stem in question.content for term, _, _ in asked.meets}
    met = {word.text for word in line.words if word.stem in terms}
    for spot in (*line.spots, *line.groups):
        if spot.term in terms:
            met.update(word.text for word in line.words[spot.start : spot.end])
    return met


def _told(section: Section, quote: Line, *, whole: bool) -> str:
    """What a section answers: its summary, the part of its text that is to be read with a sentence of it, or all of it.

    All of it where that is short and `whole` is wanted: who asks for what it is headed by wants to know what it says.

    A summary that ends in a colon has nothing below it, so that it says nothing.
    """
    if section.summary and not introduces(section.summary.words):
        return section.summary.value
    if whole and len(section.text.words) <= PARAGRAPH:
        return section.text.value
    if section.text.format is Format.MARKDOWN:
        from faqbot.answering.citing import passages  # here: few knowledges are in Markdown

        return passages.around(section.text.value, quote.offset)
    return around(section.text.value, quote.offset, quote.offset + len(quote.value))


def _by_heading(scored: Scored) -> bool:
    """Whether of all wordings of a section its heading is the nearest to the question."""
    return max(range(scored.candidate.asked), key=scored.nearness.__getitem__) == 0


def _quote(question: Question, scored: Scored, section: Section | None, matcher: Matcher) -> Line:
    """The sentence that says best what was asked: of a section's text, or of the answer of an entry that has none."""
    place = entry = scored.candidate
    if section and isinstance(entry.part, Entry):
        place = matcher.index.candidates[matcher.index.numbers[entry.article.ref(section)]]
    lines, number = place.lines, place.number
    body = [at for at, line in enumerate(lines) if line.source is place.part.body]
    body = [at for at in body if not lines[at].heads] or body
    near = scored.nearness if place is entry else matcher.nearness(question, number)
    told = (0.0,) * len(lines) if place is entry else matcher.told(entry.number, number)
    meant = matcher.meant(question, number)
    telling = dict(zip(body, _telling(question, body, matcher.index.held(number)), strict=True))
    fact = evidence.of(question.fact, question, entry) if question.fact else None

    def says(at: int) -> float:
        stated = fact is not None and evidence.states(fact, question, lines[at])
        return math.fsum([
            near[at], ANSWER_TOO * told[at], MEANING * meant[at], TELLING * telling[at], FACT * stated
        ])  # fmt: skip

    return lines[max(body, key=says)]


def _telling(question: Question, lines: Sequence[int], held: Held) -> list[float]:
    """How much of the question that tells these lines of a candidate apart each of them meets, 0..1.

    A word that all of them meet, as they may what the heading names, tells nothing; one that a single line meets the
    most: inverse document frequency (Spärck Jones, 1972), counted per line.
    """
    shares, total = [0.0] * len(lines), 0.0
    for asked in question.asked:
        best: dict[int, float] = {}
        for term, _, strength in asked.meets:  # the strongest first
            for at, _, _ in held.terms.get(term, ()):
                best.setdefault(at, strength)
        met = [best.get(at, 0.0) for at in lines]
        weight = asked.weight * math.log((1 + len(lines)) / (1 + sum(earned > 0 for earned in met)))
        total += weight
        if best:
            shares = [share + weight * earned for share, earned in zip(shares, met, strict=True)]
    return [share / total for share in shares] if total else shares
