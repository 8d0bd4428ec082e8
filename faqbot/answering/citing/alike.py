"""Articles that answer one question: which of them say the same as the one chosen, and which differ.

Two places of different articles answer the same where they are asked by the same wording, or where both meet all that a
question says and hold the kind of fact that it asks for. Of these it is looked at what they say (`statements`).
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.citing.cite import cite
from faqbot.answering.decide import NONE, Others
from faqbot.knowledge.article import Entry, Text
from faqbot.knowledge.parts.wordings import folded
from faqbot.language import tokens
from faqbot.search.against.statements import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.answering.citing.cite import Cited
    from faqbot.index.candidates import Line
    from faqbot.language.answer_types import AnswerType
    from faqbot.search.match import Matcher, Scored
    from faqbot.search.question import Question

# The wordings of a place that are held against those of another, beside its title: those nearest to the question.
NEAREST: Final = 3
# The share of the chance of the one chosen that a place must have where only the question ties it to that.
SHARE: Final = 0.3


class _Wording(NamedTuple):
    """A wording: its words, the kind of fact it asks for, and what each word stands for that says what it is about."""

    words: list[str]
    kind: AnswerType | None
    content: list[set[str]]


def others(question: Question, ranked: Sequence[Scored], matcher: Matcher) -> Others:
    """What other articles say to a question, beside the place that is chosen of those ranked."""
    about = [scored for scored in ranked if scored.subject]
    if not about or question.stranger:  # "in Sweden" beside Norway and Spain is asked of neither
        return NONE
    chosen, seen = about[0], {about[0].candidate.article.id}
    found: dict[Relation, list[Scored]] = {relation: [] for relation in Relation}
    cited: Cited | None = None
    wordings = _wordings(chosen, matcher)
    for other in about[1:]:
        if other.candidate.article.id in seen:
            continue
        asked_alike = any(_same(one, two) for two in _wordings(other, matcher) for one in wordings)
        if not (asked_alike or _both_answer(question, chosen, other)):
            continue
        seen.add(other.candidate.article.id)
        cited = cited or cite(question, chosen, matcher)
        found[_relation(question, (chosen, cited), other, matcher)].append(other)
    same, different, untold = (tuple(found[each]) for each in (Relation.SAME, Relation.DIFFERENT, Relation.UNTOLD))
    return Others(same, different, untold, tuple(other for other in untold if _are_twins(chosen, other)))


def _are_twins(one: Scored, other: Scored) -> bool:
    """Whether two entries ask the same word for word."""
    parts = (one.candidate.part, other.candidate.part)
    return all(isinstance(part, Entry) for part in parts) and folded(parts[0].title) == folded(parts[1].title)


def _relation(question: Question, chosen: tuple[Scored, Cited], other: Scored, matcher: Matcher) -> Relation:
    """What the two say: they differ where their quotes do, or the one says yes and the other no."""
    one, two = chosen[1], cite(question, other, matcher)
    statements = matcher.against.statements
    titles = (chosen[0].candidate.article.title, other.candidate.article.title)
    typed = question.fact is not None and chosen[0].holds and other.holds
    quotes = statements.relation(one.citation.quote, two.citation.quote, titles, typed=typed)
    texts = statements.relation(_words(one), _words(two), titles)
    if Relation.DIFFERENT in (quotes, texts):
        return Relation.DIFFERENT
    return Relation.SAME if texts is Relation.SAME or (typed and quotes is Relation.SAME) else Relation.UNTOLD


def _words(cited: Cited) -> str:
    """The words of an answer, without the marks of what it is written in."""
    return Text(cited.text, 1, format=cited.format).words


def _both_answer(question: Question, chosen: Scored, other: Scored) -> bool:
    """Whether two places meet all that a question says, and hold the kind of fact that it asks for."""
    if other.score < SHARE * chosen.score or question.fact is None or not (chosen.holds and other.holds):
        return False
    return bool(question.content) and all(question.content <= scored.met.keys() for scored in (chosen, other))


def _wordings(scored: Scored, matcher: Matcher) -> list[_Wording]:
    """The title of a place, and its wordings that come nearest to the question, without its article's title."""
    candidate, index = scored.candidate, matcher.index
    types = index.language.answer_types
    own = {word.stem for word in tokens.words(candidate.article.title, index.language)}

    def read(line: Line) -> _Wording:
        content = [
            line.terms_at(at)
            for at, word in enumerate(line.words)
            if not index.is_stop_word(word.text) and word.stem not in own and word.text not in types.asking.paying
        ]
        fact = types.asked_for(line.words)
        return _Wording([word.text for word in line.words], fact.kind if fact else None, content)

    near = nlargest(NEAREST, candidate.questions, key=scored.nearness.__getitem__)
    return [read(candidate.lines[at]) for at in dict.fromkeys((0, *near))]


def _same(one: _Wording, other: _Wording) -> bool:
    """Whether two wordings ask the same: the same words, or the same kind of fact of the same things."""
    if one.words == other.words:
        return True
    if one.kind is not other.kind or not one.content or not other.content:
        return False
    return _covers(one.content, other.content) and _covers(other.content, one.content)


def _covers(one: Sequence[set[str]], other: Sequence[set[str]]) -> bool:
    held = set[str]().union(*other)
    return all(not terms.isdisjoint(held) for terms in one)
