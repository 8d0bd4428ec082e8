"""Matches -> verdict: is the best one right, and does it hold the kind of fact that was asked for?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Ruling, Term, Verdict
from faqbot.base.values import dataclass, replace
from faqbot.knowledge.article import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.search.match import Scored
    from faqbot.search.question import Question

# The probability that the place of the best match is right is logistic in the log-odds of its chance beside all others
# and none of them (`faqbot.search.choice`). Fitted with the weights there (tests/bench/documents.py).
SLOPE: Final = 0.82
OFFSET: Final = 0.46

# Confidence from which a match is an answer, in an article without a threshold of its own. From 0.4 to 0.6 as many
# decisions are right on twenty documents, each left out in turn (0.724 to 0.729): of the answers 0.81 to 0.93 are then
# right, of the questions that have one 0.68 to 0.59 get it. Here 0.88 and 0.63.
ANSWER: Final = 0.5
# Confidence from which a match is worth a "did you mean". Of these questions 0.83 get the right place or have it among
# the first three that are offered; from 0.1 0.81 do, from 0.15 0.80.
SUGGEST: Final = 0.05
# What the confidence in a place would have to be, if it held the fact asked for, to say that it doesn't: a false denial
# is worse than an "I'm not sure". Of these questions 0.002 get one.
TOPIC: Final = 0.6

# How many times as good as that of any other place the chance of an answer is to be: else both are offered. Of eight
# documents' decisions 0.738 are right so and 0.734 without; with 1.5 and 2 it is 0.731 and 0.725.
LEAD: Final = 1.25

# Another place with at least this share of the chance of the answer's is named beside it: it may say so too. Of 363
# answers about twenty documents 57 name one; 41 of these are right themselves, and 22 name one that is right too.
ALSO: Final = 0.3

# Chances below and above which the log-odds are those of these.
LEAST: Final = 1e-6

# At most so many suggestions, none of them below this share of the first one's score.
SUGGESTIONS: Final = 5
NEAR_BEST: Final = 0.05


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
        also: where answered, the best match of each other place that may say so too, best first.
        spoken_of: how many places speak of a bare topic, where they are what is suggested; else 0.
        agreeing: the places of other articles that say the same as the one chosen, best first.
        disagreeing: those that answer the same otherwise, best first.
    """

    verdict: Verdict
    cause: Cause
    chosen: Scored | None
    confidence: float
    ruling: Ruling
    suggestions: tuple[Scored, ...] = ()
    also: tuple[Scored, ...] = ()
    spoken_of: int = 0
    agreeing: tuple[Scored, ...] = ()
    disagreeing: tuple[Scored, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the place chosen is likely enough to be right for an answer."""
        return self.confidence >= self.ruling.answer


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """Places of other articles that answer what the one chosen does, at most one an article, best first.

    They say the same, or differ, or it can't be told which; of these the twins are entries for the very same question.
    """

    agreeing: tuple[Scored, ...] = ()
    disagreeing: tuple[Scored, ...] = ()
    untold: tuple[Scored, ...] = ()
    twins: tuple[Scored, ...] = ()


NONE: Final = Others()


def decide(question: Question, ranked: Sequence[Scored], others: Others = NONE) -> Decision:
    """The verdict over the ranked candidates of a question.

    Places of other articles that say the same are one with that which is chosen: whichever is cited, the answer is
    right. Where articles differ, and the question tells none of them apart, none of them is the answer.

    Args:
        question: what is asked.
        ranked: the candidates, best first.
        others: the places of other articles that answer the same as the best of them.
    """
    about = [s for s in ranked if s.subject]
    fact = question.fact.said if question.fact else None
    if not about:
        return Decision(Verdict.UNKNOWN, Cause.NO_MATCH, None, 0.0, Ruling(None, (), ANSWER, SUGGEST, fact))
    chosen = about[0]
    own, agreeing = place(chosen), set(map(place, others.agreeing))
    rivals = [s for s in about[1:] if place(s) != own]
    tied = [s for s in about[1:] if _tied(chosen, s) and place(s) not in agreeing]
    terms = features(math.fsum(s.score for s in about if place(s) in {own, *agreeing}))
    found = Decision(
        Verdict.UNKNOWN, Cause.NO_MATCH, chosen, confidence(terms), _ruling(chosen, rivals, tied, terms, fact)
    )
    told = _of_articles(found, about, tied, others)
    return told or (_answered(found, rivals, tied, others) if found.sure else _not_answered(found, about, tied))


def _of_articles(found: Decision, about: Sequence[Scored], tied: Sequence[Scored], others: Others) -> Decision | None:
    """The decision where articles differ and the question is put to none of them; None: it is not so."""
    # Twins answer one question in two ways. Where nothing tells which is meant, both are to be read.
    differing = (*others.disagreeing, *others.twins) if tied else others.disagreeing
    if found.chosen is None or not differing or (found.sure and not tied):
        return None
    offered = (found.chosen, *others.agreeing, *differing)
    either = set(map(place, offered))
    if not either.issuperset(map(place, tied)):
        return None
    if confidence(features(math.fsum(s.score for s in about if place(s) in either))) < found.ruling.answer:
        return None
    return replace(
        found,
        verdict=Verdict.UNSURE,
        cause=Cause.DISAGREEING,
        suggestions=offered[:SUGGESTIONS],
        agreeing=others.agreeing,
        disagreeing=differing,
    )


def _answered(found: Decision, rivals: Sequence[Scored], tied: Sequence[Scored], others: Others) -> Decision:
    """The decision where the place chosen is likely enough to be right: to answer, unless others fit as well."""
    chosen = found.chosen
    assert chosen is not None  # noqa: S101  (for the type checker: nothing is sure of no place)
    if tied:
        offered = (chosen, *tied)[:SUGGESTIONS]
        return replace(found, verdict=Verdict.UNSURE, cause=Cause.AMBIGUOUS, suggestions=offered)
    told = {place(scored) for scored in (*others.agreeing, *others.disagreeing)}
    near = [s for s in rivals if (s.score >= ALSO * chosen.score and place(s) not in told) or s in others.untold]
    also = {place(s): s for s in reversed(near)}
    return replace(
        found,
        verdict=Verdict.ANSWERED,
        cause=Cause.CLEAR,
        also=tuple(reversed(also.values())),
        agreeing=others.agreeing,
        disagreeing=others.disagreeing,
    )


def _not_answered(found: Decision, about: Sequence[Scored], tied: Sequence[Scored]) -> Decision:
    """The decision where no place is likely enough: what it lacks, or what may have been meant, or nothing."""
    topic = max(about, key=lambda s: s.topic)
    if not topic.holds and confidence(features(topic.topic)) >= TOPIC:
        return replace(found, cause=Cause.NOT_STATED, chosen=topic)
    if found.confidence < found.ruling.suggest:
        return found
    near = NEAR_BEST * about[0].score
    offered = tuple(s for s in about if s.score >= near or s in tied)[:SUGGESTIONS]
    cause = Cause.AMBIGUOUS if offered[1:] else Cause.WEAK
    return replace(found, verdict=Verdict.UNSURE, cause=cause, suggestions=offered)


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
    if place(chosen) == place(other):  # a section says nothing else than the entries that it backs
        return len({_answer(chosen), _answer(other)} - {None}) > 1 and _same_wording(chosen, other)
    return other.score * LEAD > chosen.score or _same_wording(chosen, other)


def _same_wording(chosen: Scored, other: Scored) -> bool:
    """Whether two candidates have the wording that comes nearest, and no word asked speaks for the one chosen.

    What parts their scores is then how long their answers are, and how many other wordings they have.
    """
    if chosen.nearest not in chosen.candidate.questions or chosen.met.keys() - other.met.keys():
        return False
    texts = chosen.candidate.lines[chosen.nearest].texts
    return any(other.candidate.lines[at].texts == texts for at in other.candidate.questions)


def _answer(scored: Scored) -> str | None:
    part = scored.candidate.part
    return part.answer.words if isinstance(part, Entry) else None


def place(scored: Scored) -> tuple[str, str]:
    """The place that a match cites: an entry and the section that backs it are no rivals."""
    part, article = scored.candidate.part, scored.candidate.article
    section = part.section if isinstance(part, Entry) else part.id
    return (article.id, f"#{section}") if section else (article.id, part.id)


def features(chance: float) -> tuple[Term, ...]:
    """What the confidence in a place is made of.

    Args:
        chance: that of its matches, beside all others and none of them, 0..1.
    """
    return (Term("log-odds of its chance", log_odds(chance), SLOPE), Term("offset", 1.0, OFFSET))


def log_odds(chance: float) -> float:
    """The natural logarithm of the odds of a chance, which is taken to be neither 0 nor 1."""
    bounded = min(max(chance, LEAST), 1 - LEAST)
    return math.log(bounded / (1 - bounded))


def confidence(terms: Sequence[Term]) -> float:
    """The probability (0..1) that a match with these features is right."""
    return 1 / (1 + math.exp(-math.fsum(term.value * term.weight for term in terms)))
