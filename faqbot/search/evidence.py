"""Whether a candidate holds the kind of fact that a question asks for, in a sentence about what was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.language.grammar import AnswerType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.language.answer_types import Fact
    from faqbot.search.question import Question

# A sentence that doesn't name what is asked about is about it where it is this near to the question, beside the
# nearest sentence: a reason that stands elsewhere in the section is the reason of something else.
ABOUT: Final = 0.9

# The longest answer, in words, that is elliptic: "At noon.", "Yes, twice." It takes its meaning from the question, so
# that what it lacks says nothing.
ELLIPTIC: Final = 3


# What is left of the score of an entry and of a section that lack the fact asked for. Of persons and named things the
# rules see less than of the others: with 0.6 and 0.7 for these P@1 on SQuAD is 0.895 rather than 0.910.
LACKING: Final = (0.4, 0.3)
LACKING_NAME: Final[dict[AnswerType, tuple[float, float]]] = {
    AnswerType.NAMED: (0.9, 0.9),
    AnswerType.PERSON: (0.8, 0.8),
}

# And where the thing asked for (which newspaper, what weapons) is nowhere in the knowledge: what is never spoken of is
# not told either. Wrong answers to near misses on the article that ships 15 -> 11, the panel as before.
WITHOUT_THING: Final = 0.3


def left(question: Question, candidate: Candidate, nearness: Sequence[float]) -> float:
    """What the lack of the fact asked for leaves of a candidate's score, 0..1; 1 where nothing lacks.

    Args:
        question: what is asked.
        candidate: what may answer it.
        nearness: how near each of its lines is to the question, in their order.
    """
    fact = question.fact
    if fact is None or has_fact(question, candidate, nearness):
        return 1.0
    if fact.kind is AnswerType.NAMED and not any(question.meets(at) for at in fact.focus):
        return WITHOUT_THING
    return LACKING_NAME.get(fact.kind, LACKING)[candidate.kind == "section"]


def has_fact(question: Question, candidate: Candidate, nearness: Sequence[float]) -> bool:
    """Whether a candidate has the kind of fact that is asked for: in a sentence, or by being asked for it itself."""
    fact = question.fact
    if fact is None:
        return True
    if fact.kind in (AnswerType.NUMBER, AnswerType.PRICE) and unheard(question):
        return False  # a count is of all that was said: of those who died, where the question is who was displaced
    if _is_asked_for(fact, question, candidate, nearness):
        return True
    sentences = [(line, near) for line, near in zip(candidate.lines, nearness, strict=True) if line.source]
    if candidate.kind == "entry" and sum(len(line.words) for line, _ in sentences) <= ELLIPTIC:
        return True
    # A sentence that names what is asked about is about it; another must be near to the question.
    floor = 0.0 if fact.focus else ABOUT * max((near for _, near in sentences), default=0.0)
    fact = of(fact, question, candidate)
    return any(states(fact, question, line) for line, near in sentences if near >= floor)


def of(fact: Fact, question: Question, candidate: Candidate) -> Fact:
    """The fact as it is asked of a candidate: a price need not be told of what the heading names already."""
    named = fact.kind is AnswerType.PRICE and not _wanted(fact, question).isdisjoint(candidate.lines[0].terms())
    return replace(fact, focus=()) if named else fact


def unheard(question: Question) -> bool:
    """Whether the question tells of something that the knowledge has never heard of."""
    return not all(question.meets(at) for at in question.language.answer_types.content(question.words))


def _is_asked_for(fact: Fact, question: Question, candidate: Candidate, nearness: Sequence[float]) -> bool:
    """Whether what comes nearest is a question that asks for the same fact: then what answers it is one to this."""
    nearest = max(range(candidate.asked), key=nearness.__getitem__)
    if nearest not in candidate.questions:
        return False
    line = candidate.lines[nearest]
    same, held = question.language.answer_types.asked_for(line.words), line.terms()
    about = not fact.focus or any(held & question.meets(at) for at in fact.focus)
    return same is not None and same.kind is fact.kind and about


def states(fact: Fact, question: Question, line: Line) -> bool:
    """Whether a sentence states a fact that a question asks for."""
    types, wanted = question.language.answer_types, _wanted(fact, question)
    return types.holds(fact, line.words, lambda at: not wanted.isdisjoint(line.terms_at(at)))


def _wanted(fact: Fact, question: Question) -> set[str]:
    """The terms that stand for what a fact must be about."""
    return set[str]().union(*(question.meets(at) for at in fact.focus))
