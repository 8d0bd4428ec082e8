"""Matches -> verdict: is the best one right, and does it hold the kind of fact that was asked for?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot import facts
from faqbot.facts import Kind
from faqbot.model import Cause, Ruling, Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.facts import Fact
    from faqbot.index import Line
    from faqbot.match import Question, Scored

# The probability that the best match is right: logistic in its score, in its lead over the second, and
# in its being a section, whose sentences are longer than questions, so that it scores lower. Fitted on
# ten public sets of questions, each weighing the same (tests/bench/fit_confidence.py).
OFFSET: Final = -2.68
PER_SCORE: Final = 4.46
PER_LEAD: Final = 14.11
SECTION: Final = 0.39
# A lead counts up to this share of the score. Having no rival says little where the knowledge is small: without
# the bound 27 of 100 given answers were wrong on those sets, with it 25, and in a knowledge of a few entries one
# shared word was enough for an answer.
LEAD: Final = 0.5
# Scores this near to each other, as a share of the better one, are a tie: both are offered.
TIE: Final = 0.01

# Confidence from which a match is an answer: from 0.3 to 0.4 as many decisions are right on those sets.
ANSWER: Final = 0.3
# Confidence from which a match is worth a "did you mean".
SUGGEST: Final = 0.15

# How many of the best matches are looked at for the fact. With 1 two decisions in a hundred fewer are right on the
# article that ships; with 10 as many as with 5.
LOOKED_AT: Final = 5
# Where the best has no such fact another may stand in for it that meets at least this share of what the best meets:
# the opening hours of the house are no answer to those of the sauna. Without the bound one decision in a hundred
# fewer is right on the article that ships, with 0.9 half a one on the panel.
STAND_IN: Final = 0.75
# A sentence that doesn't name what is asked about is about it where it is this near to the question, beside the
# nearest sentence: a reason that stands elsewhere in the section is the reason of something else.
ABOUT: Final = 0.9

# At most so many suggestions, none of them further behind the first than this share of its score.
SUGGESTIONS: Final = 3
NEAR_BEST: Final = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What is to be answered.

    Attributes:
        verdict: answered, unsure or unknown.
        cause: why.
        chosen: the match that is the answer, or the closest one where there is none; None: nothing came near.
        confidence: probability (0..1) that it is right.
        ruling: what the confidence is made of, and what it is held against.
        suggestions: what may have been meant, best first.
    """

    verdict: Verdict
    cause: Cause
    chosen: Scored | None
    confidence: float
    ruling: Ruling
    suggestions: tuple[Scored, ...] = ()


def decide(question: Question, ranked: Sequence[Scored]) -> Decision:
    """The verdict over the ranked candidates of a question."""
    about = [s for s in ranked if s.subject]
    fact = question.fact.said if question.fact else None
    if not about:
        return Decision(Verdict.UNKNOWN, Cause.NO_MATCH, None, 0.0, Ruling(None, (), ANSWER, SUGGEST, fact))
    near = about[:LOOKED_AT]
    holding = [s for s in near if has_fact(question, s) and s.met >= STAND_IN * about[0].met]
    rivals = [s for s in about if s is not holding[0] and (s in holding or s not in near)] if holding else near[1:]
    chosen = holding[0] if holding else near[0]
    terms = features([chosen, *rivals])
    sure = confidence(terms)
    ruling = Ruling(chosen.candidate.ref, terms, ANSWER, SUGGEST, fact)
    if not holding:
        cause = Cause.NOT_STATED if sure >= SUGGEST else Cause.NO_MATCH
        return Decision(Verdict.UNKNOWN, cause, chosen, 0.0, ruling)
    tied = [s for s in holding if s.score >= (1 - TIE) * chosen.score]
    if sure >= ANSWER and len(tied) > 1:
        return Decision(Verdict.UNSURE, Cause.AMBIGUOUS, chosen, sure, ruling, tuple(tied[:SUGGESTIONS]))
    if sure >= ANSWER:
        return Decision(Verdict.ANSWERED, Cause.CLEAR, chosen, sure, ruling)
    if sure >= SUGGEST:
        offered = tuple(s for s in holding if s.score >= NEAR_BEST * chosen.score)[:SUGGESTIONS]
        cause = Cause.AMBIGUOUS if offered[1:] else Cause.WEAK
        return Decision(Verdict.UNSURE, cause, chosen, sure, ruling, offered)
    return Decision(Verdict.UNKNOWN, Cause.NO_MATCH, chosen, sure, ruling)


def features(ranked: Sequence[Scored]) -> tuple[Term, ...]:
    """What the confidence in the first of `ranked` is made of."""
    best, second = (*(scored.score for scored in ranked[:2]), 0.0)[:2]
    return (
        Term("offset", 1.0, OFFSET),
        Term("score", best, PER_SCORE),
        Term("lead", min(best - second, LEAD * best), PER_LEAD),
        Term("section", float(ranked[0].candidate.kind == "section"), SECTION),
    )


def confidence(terms: Sequence[Term]) -> float:
    """The probability (0..1) that a match with these features is right."""
    return 1 / (1 + math.exp(-math.fsum(term.value * term.weight for term in terms)))


def has_fact(question: Question, scored: Scored) -> bool:
    """Whether a candidate has the kind of fact that is asked for: in a sentence, or by being asked for it itself."""
    fact = question.fact
    if fact is None:
        return True
    if fact.kind in (Kind.NUMBER, Kind.PRICE) and unheard(question):
        return False  # a count is of all that was said: of those who died, where the question is who was displaced
    if fact.kind in (Kind.SPAN, Kind.TIME) and any(scored.candidate.context & question.meets(at) for at in fact.focus):
        fact = replace(fact, focus=())  # the whole article is about that, so no sentence need name it
    sentences = scored.said()
    # A sentence that names what is asked about is about it; another must be near to the question.
    floor = 0.0 if fact.focus else ABOUT * max((near for _, near in sentences), default=0.0)
    about = (line for line, near in sentences if near >= floor)
    return _is_asked_for(fact, question, scored) or any(states(fact, question, line) for line in about)


def unheard(question: Question) -> bool:
    """Whether the question tells of something that the knowledge has never heard of."""
    return not all(question.meets(at) for at in facts.telling(question.words))


def _is_asked_for(fact: Fact, question: Question, scored: Scored) -> bool:
    """Whether the wording of an entry that comes nearest asks for the same fact: then its answer is one to it."""
    if scored.candidate.kind != "entry":
        return False
    line = scored.candidate.lines[scored.nearest]
    same = facts.asked_for(line.words, question.language)
    held = line.terms()
    return same is not None and same.kind is fact.kind and all(held & question.meets(at) for at in fact.focus)


def states(fact: Fact, question: Question, line: Line) -> bool:
    """Whether a sentence states a fact that a question asks for."""
    wanted = set[str]().union(*(question.meets(at) for at in fact.focus))
    return facts.holds(fact, line.words, lambda at: not wanted.isdisjoint(line.terms_at(at)))
