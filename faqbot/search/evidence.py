"""Whether a candidate holds the kind of fact that a question asks for, in a sentence about what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.values import replace
from faqbot.language.answer_types import AnswerType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.language.answer_types import Fact
    from faqbot.search.question import Question

# A sentence that doesn't name what is asked about is about it where it is this near to the question, beside the
# nearest sentence: a reason that stands elsewhere in the section is the reason of something else.
ABOUT: Final = 0.9

# The longest answer, in words, that is elliptic: "At noon.", "Yes, twice." It takes its meaning from the question, so
# that what it lacks says nothing.
ELLIPTIC: Final = 3


# What a quantity is asked for by. That a text lacks one is told by its numbers, and surer than that it lacks a person,
# a reason or a time, which have many more forms.
QUANTITIES: Final = frozenset(
    {AnswerType.NUMBER, AnswerType.AMOUNT, AnswerType.PRICE, AnswerType.SIZE, AnswerType.OFTEN}
)

_NOTHING: Final = {"no quantity": 0.0, "no thing": 0.0, "no fact": 0.0}


def missing(question: Question, candidate: Candidate, nearness: Sequence[float]) -> Mapping[str, float]:
    """Whether a candidate lacks the quantity asked for, the named thing, or another fact: 1 where it does, else 0.

    Args:
        question: what is asked.
        candidate: what may answer it.
        nearness: how near each of its lines is to the question, in their order.
    """
    fact = question.fact
    if fact is None or has_fact(question, candidate, nearness):
        return _NOTHING
    named = fact.kind is AnswerType.NAMED and not question.wanted
    return _NOTHING | {"no quantity" if fact.kind in QUANTITIES else "no thing" if named else "no fact": 1.0}


def has_fact(question: Question, candidate: Candidate, nearness: Sequence[float]) -> bool:
    """Whether a candidate has the kind of fact that is asked for: in a sentence, or by being asked for it itself."""
    fact = question.fact
    if fact is None:
        return True
    if fact.kind in (AnswerType.NUMBER, AnswerType.PRICE) and question.unheard:
        return False  # a count is of all that was said: of those who died, where the question is who was displaced
    if _is_asked_for(fact, question, candidate, nearness):
        return True
    sentences = [(line, near) for line, near in zip(candidate.lines, nearness, strict=True) if line.source]
    if candidate.kind == "entry" and sum(len(line.words) for line, _ in sentences) <= ELLIPTIC:
        return True
    # A sentence that names what is asked about is about it; another must be near to the question.
    floor = 0.0 if fact.focus else ABOUT * max((near for _, near in sentences), default=0.0)
    fact = of(fact, question, candidate)
    if fact.focus:  # what names it is met by the question
        sentences = [(line, near) for line, near in sentences if near]
    return any(states(fact, question, line) for line, near in sentences if near >= floor)


def of(fact: Fact, question: Question, candidate: Candidate) -> Fact:
    """The fact as it is asked of a candidate: a price need not be told of what the heading names already."""
    named = fact.kind is AnswerType.PRICE and not question.wanted.isdisjoint(candidate.lines[0].terms())
    return replace(fact, focus=()) if named else fact


def _is_asked_for(fact: Fact, question: Question, candidate: Candidate, nearness: Sequence[float]) -> bool:
    """Whether what comes nearest is a question that asks for the same fact: then what answers it is one to this."""
    nearest = max(range(candidate.asked), key=nearness.__getitem__)
    if nearest not in candidate.questions:
        return False
    line = candidate.lines[nearest]
    if fact.focus and question.wanted.isdisjoint(line.terms()):
        return False
    same = question.language.answer_types.asked_for(line.words)
    return same is not None and same.kind is fact.kind


def states(fact: Fact, question: Question, line: Line) -> bool:
    """Whether a sentence states a fact that a question asks for."""
    types, wanted = question.language.answer_types, question.wanted if fact.focus else frozenset[str]()
    # A number of children is one of kids too, and to say that there is none would be false. Who "aids" is not who
    # "helped broker": on the article that ships it costs an answer where other facts may be told of a related word.
    spots = (*line.spots, *line.groups) if fact.kind in QUANTITIES else line.spots
    met = {at for at, word in enumerate(line.words) if word.stem in wanted}
    met.update(at for spot in spots if spot.term in wanted for at in range(spot.start, spot.end))
    return types.holds(fact, line.words, met)
