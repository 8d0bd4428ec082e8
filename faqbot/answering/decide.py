"""Matches -> verdict: is the best one right, and does it hold the kind of fact that was asked for?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Ruling, Term, Verdict
from faqbot.knowledge.article import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.search.match import Scored
    from faqbot.search.question import Question

# The probability that the best match is right: logistic in the logarithm of its score, in its lead over the second as a
# share of what it would score if it held the fact asked for, in its being a section, whose sentences are longer than
# questions, so that it scores lower, and in its being met by name only. Fitted on ten public sets and three
# articles, each weighing the same (tests/bench/fit_confidence.py). With each set left out in turn, 0.746 of the panel's
# decisions are right and 0.656 of the articles'; with score and lead as they are, 0.738 and 0.596 (from 0.45).
OFFSET: Final = 1.7
PER_LOG_SCORE: Final = 1.67
PER_LEAD: Final = 4.04
BY_NAME: Final = -2.37
SECTION: Final = 0.9
# A lead counts up to this share of the score: having no rival says little where the knowledge is small. From 0.4 to
# 0.8 no figure moves by more than 0.01, but without a bound one shared word is enough in a knowledge of a few entries.
LEAD: Final = 0.5
# What is added to a score before its logarithm is taken, so that the smallest are alike; from 0.001 to 0.05 no figure
# moves by more than 0.006.
FLOOR: Final = 0.01
# Scores this near to each other, as a share of the better one, are a tie: both are offered. Of matches that are so
# near, and sure enough to be an answer, 58 of 100 are right on the panel.
TIE: Final = 0.05

# Confidence from which a match is an answer, in an article without a threshold of its own. From 0.4 to 0.5 as many
# decisions are right on those sets (0.735, 0.741, 0.732), and 24, 21 and 20 of 100 given answers are wrong.
ANSWER: Final = 0.45
# Confidence from which a match is worth a "did you mean". From 0.15 it helps 239 unanswered questions of the panel, of
# the articles and of the one that ships, and bothers with 53 that have no answer; from 0.1 260 and 69, some far off.
SUGGEST: Final = 0.15

# At most so many suggestions, none of them below this share of the first one's score. The right one is among them in
# 84 of 100 cases where there is a right one.
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
    tied = [s for s in about[1:] if _tied(chosen, s)]
    # One that comes first as something is against another, which is more like the question, has no lead over it.
    terms = features(chosen, [chosen.score, *sorted((s.likeness for s in rivals), reverse=True)])
    sure = confidence(terms)
    ruling = _ruling(chosen, rivals, tied, terms, fact)
    if sure >= ruling.answer:
        if tied:
            offered = (chosen, *tied)[:SUGGESTIONS]
            return Decision(Verdict.UNSURE, Cause.AMBIGUOUS, chosen, sure, ruling, offered)
        return Decision(Verdict.ANSWERED, Cause.CLEAR, chosen, sure, ruling)
    topic = max(about, key=lambda s: s.topic)
    scores = sorted((s.topic for s in about), reverse=True)
    if not topic.holds and confidence(features(topic, scores)) >= ruling.suggest:
        return Decision(Verdict.UNKNOWN, Cause.NOT_STATED, topic, sure, ruling)
    if sure >= ruling.suggest:
        near = NEAR_BEST * chosen.score
        offered = tuple(s for s in about if s.holds and (s.score >= near or s in tied))[:SUGGESTIONS]
        cause = Cause.AMBIGUOUS if offered[1:] else Cause.WEAK
        return Decision(Verdict.UNSURE, cause, chosen, sure, ruling, offered)
    return Decision(Verdict.UNKNOWN, Cause.NO_MATCH, chosen, sure, ruling)


def _ruling(
    chosen: Scored, rivals: Sequence[Scored], tied: Sequence[Scored], terms: tuple[Term, ...], fact: str | None
) -> Ruling:
    own = chosen.candidate.article.threshold
    answer = ANSWER if own is None else own
    return Ruling(
        ref=chosen.candidate.ref,
        terms=terms,
        answer=answer,
        suggest=min(SUGGEST, answer),
        fact=fact,
        rival=rivals[0].candidate.ref if rivals else None,
        tied=tuple(s.candidate.ref for s in tied),
    )


def _tied(chosen: Scored, other: Scored) -> bool:
    """Whether another match fits a question as well as the one chosen, so that both are to be offered."""
    if _same_place(chosen.candidate, other.candidate):  # a section says nothing else than the entries that it backs
        return len({_answer(chosen), _answer(other)} - {None}) > 1 and _same_wording(chosen, other)
    return other.score >= (1 - TIE) * chosen.score or _same_wording(chosen, other)


def _same_wording(chosen: Scored, other: Scored) -> bool:
    """Whether two candidates have the wording that comes nearest, and no word asked speaks for the one chosen.

    What parts their scores is then how long their answers are, and how many other wordings they have.
    """
    if chosen.nearest not in chosen.candidate.questions or not chosen.met <= other.met:
        return False
    words = chosen.candidate.lines[chosen.nearest].words
    return any(other.candidate.lines[at].words == words for at in other.candidate.questions)


def _answer(scored: Scored) -> str | None:
    part = scored.candidate.part
    return part.answer.value if isinstance(part, Entry) else None


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
        Term("log score", math.log(first + FLOOR), PER_LOG_SCORE),
        Term("lead", max(0.0, min(first - second, LEAD * first)) / (best.topic or 1.0), PER_LEAD),
        Term("section", float(best.candidate.kind == "section"), SECTION),
        Term("by name", float(best.by_name), BY_NAME),
    )


def confidence(terms: Sequence[Term]) -> float:
    """The probability (0..1) that a match with these features is right."""
    return 1 / (1 + math.exp(-math.fsum(term.value * term.weight for term in terms)))
