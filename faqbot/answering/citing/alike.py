"""Articles that answer one question: which of them say the same as the one chosen, and which differ.

Two places of different articles answer the same where they are asked by the same wording, or where both meet all that a
question says and hold the kind of fact that it asks for. Of these it is looked at what they say (`statements`).
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Final

from faqbot.answering.citing.cite import cite
from faqbot.answering.decide import NONE, Others
from faqbot.knowledge.article import Entry, Text
from faqbot.knowledge.wordings import folded
from faqbot.language import tokens
from faqbot.search.against.statements import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.answering.citing.cite import Cited
    from faqbot.index.candidates import Candidate, Line
    from faqbot.search.match import Matcher, Scored
    from faqbot.search.question import Question

# The wordings of a place that are held against those of another, beside its title: those nearest to the question.
NEAREST: Final = 3
# The share of the chance of the one chosen that a place must have where only the question ties it to that.
SHARE: Final = 0.3


def others(question: Question, ranked: Sequence[Scored], matcher: Matcher) -> Others:
    """What other articles say to a question, beside the place that is chosen of those ranked."""
    about = [scored for scored in ranked if scored.subject]
    if not about or question.stranger:  # "in Sweden" beside Norway and Spain is asked of neither
        return NONE
    chosen, seen = about[0], {about[0].candidate.article.id}
    found: dict[Relation, list[Scored]] = {relation: [] for relation in Relation}
    cited: Cited | None = None
    for other in about[1:]:
        if other.candidate.article.id in seen or not _answers_the_same(question, chosen, other, matcher):
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


def _answers_the_same(question: Question, chosen: Scored, other: Scored, matcher: Matcher) -> bool:
    """Whether two places answer the same question."""
    if any(_same(one, two, matcher) for one in _wordings(chosen) for two in _wordings(other)):
        return True
    if other.score < SHARE * chosen.score or question.fact is None or not (chosen.holds and other.holds):
        return False
    return bool(question.content) and all(question.content <= scored.met.keys() for scored in (chosen, other))


def _wordings(scored: Scored) -> Iterator[tuple[Candidate, Line]]:
    """The title of a place, and its wordings that come nearest to the question."""
    candidate = scored.candidate
    near = nlargest(NEAREST, candidate.questions, key=scored.nearness.__getitem__)
    return ((candidate, candidate.lines[at]) for at in dict.fromkeys((0, *near)))


def _same(one: tuple[Candidate, Line], other: tuple[Candidate, Line], matcher: Matcher) -> bool:
    """Whether two wordings ask the same: the same words, or the same kind of fact of the same things."""
    lines = (one[1], other[1])
    if [word.text for word in lines[0].words] == [word.text for word in lines[1].words]:
        return True
    types = matcher.index.language.answer_types
    asked = [types.asked_for(line.words) for line in lines]
    if [fact and fact.kind for fact in asked[:1]] != [fact and fact.kind for fact in asked[1:]]:
        return False
    first, second = (_content(candidate, line, matcher) for candidate, line in (one, other))
    return bool(first and second) and _covers(first, second) and _covers(second, first)


def _content(candidate: Candidate, line: Line, matcher: Matcher) -> list[set[str]]:
    """What each word of a wording stands for that says what it is about, without its article's title."""
    index, types = matcher.index, matcher.index.language.answer_types
    own = {word.stem for word in tokens.words(candidate.article.title, index.language)}
    return [
        line.terms_at(at)
        for at, word in enumerate(line.words)
        if not index.is_stop_word(word.text) and word.stem not in own and word.text not in types.asking.paying
    ]


def _covers(one: Sequence[set[str]], other: Sequence[set[str]]) -> bool:
    held = set[str]().union(*other)
    return all(not terms.isdisjoint(held) for terms in one)
