"""Matches -> verdict: is the best one right, and does it hold the kind of fact that was asked for?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.model import Cause, Entry, Ruling, Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index import Candidate
    from faqbot.match import Scored
    from faqbot.question import Question

# The probability that the best match is right: logistic in its score, in its lead over the second, in its being a
# section, whose sentences are longer than questions, so that it scores lower, and in its being met by name only.
# Fitted on ten public sets of questions and three articles, each weighing the same (tests/bench/fit_confidence.py).
OFFSET: Final = -2.08
PER_SCORE: Final = 2.19
PER_LEAD: Final = 20.11
BY_NAME: Final = -1.93
SECTION: Final = 0.76
# A lead counts up to this share of the score. Having no rival says little where the knowledge is small: without
# the bound 27 of 100 given answers were wrong on those sets, with it 25, and in a knowledge of a few entries one
# shared word was enough for an answer.
LEAD: Final = 0.5
# Scores this near to each other, as a share of the better one, are a tie: both are offered.
TIE: Final = 0.01

# Confidence from which a match is an answer, in an article without a threshold of its own. From 0.3 to 0.4 as many
# decisions are right on those sets (0.714, 0.723, 0.717), and 26, 22 and 20 of 100 given answers are wrong.
ANSWER: Final = 0.35
# Confidence from which a match is worth a "did you mean".
SUGGEST: Final = 0.15

# At most so many suggestions, none of them below this share of the first one's score. The right one is among them in
# 82 of 100 cases; with 3 suggestions in 77; with a share of 0.3 in 84, but the list is longer by one.
SUGGESTIONS: Final = 5
NEAR_BEST: Final = 0.5


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
    chosen = about[0]
    rivals = [s for s in about[1:] if not _same_place(s.candidate, chosen.candidate)]
    terms = features(chosen, [s.score for s in (chosen, *rivals)])
    sure = confidence(terms)
    rival = rivals[0].candidate.ref if rivals else None
    own = chosen.candidate.article.threshold
    answer = ANSWER if own is None else own
    suggest = min(SUGGEST, answer)
    ruling = Ruling(chosen.candidate.ref, terms, answer, suggest, fact, rival)
    if sure >= answer:
        tied = (chosen, *(s for s in rivals if s.score >= (1 - TIE) * chosen.score))
        if tied[1:]:
            return Decision(Verdict.UNSURE, Cause.AMBIGUOUS, chosen, sure, ruling, tied[:SUGGESTIONS])
        return Decision(Verdict.ANSWERED, Cause.CLEAR, chosen, sure, ruling)
    topic = max(about, key=lambda s: s.topic)
    if not topic.holds and confidence(features(topic, sorted((s.topic for s in about), reverse=True))) >= suggest:
        return Decision(Verdict.UNKNOWN, Cause.NOT_STATED, topic, sure, ruling)
    if sure >= suggest:
        offered = tuple(s for s in about if s.holds and s.score >= NEAR_BEST * chosen.score)[:SUGGESTIONS]
        cause = Cause.AMBIGUOUS if offered[1:] else Cause.WEAK
        return Decision(Verdict.UNSURE, cause, chosen, sure, ruling, offered)
    return Decision(Verdict.UNKNOWN, Cause.NO_MATCH, chosen, sure, ruling)


def _same_place(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates cite the same section: an entry and what backs it are no rivals."""
    return one.article is other.article and _section(one) == _section(other) is not None


def _section(candidate: Candidate) -> str | None:
    part = candidate.part
    return part.section if isinstance(part, Entry) else part.id


def features(best: Scored, scores: Sequence[float]) -> tuple[Term, ...]:
    """What the confidence in a match is made of.

    Args:
        best: the match.
        scores: its score, then those of its rivals, best first.
    """
    first, second = (*scores[:2], 0.0)[:2]
    return (
        Term("offset", 1.0, OFFSET),
        Term("score", first, PER_SCORE),
        Term("lead", min(first - second, LEAD * first), PER_LEAD),
        Term("section", float(best.candidate.kind == "section"), SECTION),
        Term("by name", float(best.by_name), BY_NAME),
    )


def confidence(terms: Sequence[Term]) -> float:
    """The probability (0..1) that a match with these features is right."""
    return 1 / (1 + math.exp(-math.fsum(term.value * term.weight for term in terms)))
