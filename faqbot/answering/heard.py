"""What a text asks -> the reading that is decided on, and one answer for all questions of a text.

A question may be put to some of the articles (`put`). Where these don't have what is asked, and another does, that is
offered and never given as the answer.

What is told beside a question may say what it is about, or be of no matter: then its words stand in the way, as the
knowledge lacks them. Which of the two can be told by what is found only, so the question is read in both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import SURE, Cause, Verdict
from faqbot.answering.decide import NEAR_BEST, NONE, SUGGESTIONS, Decision, decide, place
from faqbot.base.values import dataclass, replace
from faqbot.search.asking.asks import asks, one
from faqbot.search.asking.topics import is_headed, is_topic, speaks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.answering.answers import Answer
    from faqbot.answering.decide import Others
    from faqbot.search.asking.aims import Aim, Aims
    from faqbot.search.asking.asks import Ask
    from faqbot.search.match import Matcher, Scored
    from faqbot.search.question import Question

# The least share of what a question says of its subject, by weight, that the answer must meet which all of the text
# has: else it is one to what is told beside the question. Of rightly silent questions of the project's articles behind
# a sentence of context 0.854 stay so without it, 0.968 with a half; of 24 questions with context about eight documents
# 11 are answered rightly with a half, 9 with two thirds.
OWN: Final = 0.5
# With so few words on its subject a question leans on what its sentence tells: "I want to help, where do I start".
FEW: Final = 1


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A question as it was read, what it found, best first, and what is to be answered.

    `articles` are the ids of those that it was put to; None: all.
    """

    question: Question
    ranked: Sequence[Scored]
    decision: Decision
    articles: frozenset[str] | None = None


def put(ask: Ask, text: str, matcher: Matcher, aims: Aims | None, articles: frozenset[str] | None = None) -> Heard:
    """What is to be answered to an ask, by the articles that its text puts it to.

    A name in it may also be part of what is asked: it is where another article has the answer and speaks of that name
    itself.

    Args:
        ask: what is asked.
        text: what it was asked in.
        matcher: what finds it.
        aims: tells which articles it is put to; None: there is one only.
        articles: the ids of those that may answer at all; None: all.
    """
    if aims is None:
        return hear(ask, matcher, articles)
    aim = aims.phrased(text)
    heard = hear(ask, matcher, articles)
    chosen = heard.decision.chosen
    answering = chosen.candidate if chosen and heard.decision.verdict is Verdict.ANSWERED else None
    if aim and answering and aims.is_called(answering, matcher.read(text)):
        return heard  # "Formats for text of submission" is a heading, whatever article "submission" may name
    if aim and aim.plain:
        return _aimed(ask, aim, matcher, aims, articles)
    aim = aim or aims.named(matcher.read(ask.full) if ask.full else heard.question)
    if aim is None:
        return heard
    if answering and answering.article.id not in aim.articles and aims.speaks_of(answering, aim):
        return heard
    return _aimed(ask, aim, matcher, aims, articles)


def _aimed(ask: Ask, aim: Aim, matcher: Matcher, aims: Aims, articles: frozenset[str] | None) -> Heard:
    """What the articles say that an ask is put to; where they don't, what others of `articles` do is offered."""
    wanted = aim.articles if articles is None else aim.articles & articles
    bare = one(asks(aim.text, matcher.index.language)) if aim.text else ask
    best = hear(bare, matcher, wanted)
    if not _is_known(best) and bare is not ask:
        full = hear(ask, matcher, wanted)  # a wording may hold the name too
        chosen = full.decision.chosen
        best = full if _is_known(full) and chosen and aims.speaks_of(chosen.candidate, aim) else best
    if _is_known(best) or not wanted:
        return best
    beside = hear(bare, matcher, articles)
    chosen = beside.decision.chosen
    if not _is_known(beside) or chosen is None or chosen.candidate.article.id in wanted:
        return best
    return replace(beside, decision=_elsewhere(beside, chosen, wanted), articles=wanted)


def _is_known(heard: Heard) -> bool:
    """Whether the answer to a question is there, in whatever number of ways."""
    return heard.decision.verdict is Verdict.ANSWERED or heard.decision.cause is Cause.DISAGREEING


def _elsewhere(beside: Heard, chosen: Scored, wanted: frozenset[str]) -> Decision:
    """The decision over a question whose articles don't have what others do: to offer that, and what they may have."""
    found = beside.decision
    near = (s for s in beside.ranked if s.subject and s.score >= NEAR_BEST * chosen.score)
    own = (s for s in near if s.candidate.article.id in wanted)
    offered = (chosen, *found.agreeing, *found.disagreeing, *own)[:SUGGESTIONS]
    return Decision(Verdict.UNSURE, Cause.ELSEWHERE, chosen, found.confidence, found.ruling, offered)


def hear(ask: Ask, matcher: Matcher, articles: frozenset[str] | None = None) -> Heard:
    """What is to be answered to an ask: all of the text taken as the question or it alone, whichever is surer.

    Where `articles` are named only they are asked.

    Of questions behind a sentence on another topic of their article 0.091 were answered from there where all of the
    text came first, 0.042 as it is; those about eight documents are decided alike.
    """
    alone = _read(ask.text, matcher, articles)
    if not ask.full:
        return alone
    full = _read(ask.full, matcher, articles)
    if not alone.question.content:
        return full  # "how long did it take": only what was told says what this is about
    if alone.decision.verdict is Verdict.ANSWERED and alone.decision.confidence >= full.decision.confidence:
        return alone
    if full.decision.verdict is Verdict.ANSWERED:
        leans = ask.within and len(alone.question.content) <= FEW
        return full if leans or _answers(full, alone.question) else alone
    return alone if alone.decision.verdict is Verdict.ANSWERED or full.decision.verdict is Verdict.UNKNOWN else full


def _read(text: str, matcher: Matcher, articles: frozenset[str] | None) -> Heard:
    question = matcher.read(text)
    ranked = matcher.ranked(question, articles=articles)
    decision = decide(question, ranked, _others(question, ranked, matcher))
    topic = is_topic(question)
    return Heard(question, ranked, _of_topic(question, ranked, decision) if topic else decision, articles)


def _others(question: Question, ranked: Sequence[Scored], matcher: Matcher) -> Others:
    """What other articles say beside the one that is chosen; nothing where those ranked are all of one."""
    if len({scored.candidate.article.id for scored in ranked}) < 2:
        return NONE
    from faqbot.answering.citing.alike import others  # here: 2 ms that a knowledge of one article need not pay

    return others(question, ranked, matcher)


def _of_topic(topic: Question, ranked: Sequence[Scored], decision: Decision) -> Decision:
    """The decision over a bare topic: the places that speak of it, unless one of them is plainly the answer.

    That is one which is sure, which alone is headed by it, or which alone speaks of it.
    """
    places = {place(scored): scored for scored in reversed(ranked) if speaks_of(scored, topic)}  # the best of each
    found = sorted(places.values(), key=lambda scored: (not is_headed(scored, topic), -scored.score))
    alone = 1 in (len(found), sum(is_headed(scored, topic) for scored in found))
    if not found or (decision.verdict is Verdict.ANSWERED and (alone or decision.confidence >= SURE)):
        return decision
    several = len(found) > 1
    rest = tuple(scored.candidate.ref for scored in found if scored is not decision.chosen)
    return replace(
        decision,
        verdict=Verdict.UNSURE,
        cause=Cause.AMBIGUOUS if several else Cause.WEAK,
        ruling=replace(decision.ruling, tied=rest if several else ()),
        suggestions=tuple(found[:SUGGESTIONS]),
        spoken_of=len(found),
        agreeing=(),
        disagreeing=(),
    )


def _answers(full: Heard, question: Question) -> bool:
    """Whether what was found with all that is told answers the question itself."""
    return question.subject_met(full.decision.chosen.met if full.decision.chosen else ()) >= OWN


def together(whole: Answer, parts: Sequence[Answer]) -> Answer:
    """The answer to a text that asks several questions: the first that is answered, with the others behind it.

    Args:
        whole: the answer to all of it as one question. It is the better one where no question is answered by itself, or
            none of them is as near to its place: "how do I cancel and get a refund" may be one wording.
        parts: the answers to each, in order; the `question` of each is its own.
    """
    answered = [part for part in parts if part.verdict is Verdict.ANSWERED]
    if not answered or (whole.verdict is Verdict.ANSWERED and _score(whole) >= max(map(_score, answered))):
        return whole
    first = answered[0]
    again = [part for part in answered[1:] if part.text in {other.text for other in answered[: answered.index(part)]}]
    others = (part for part in parts if part.verdict is not Verdict.TOLD)  # said to the bot beside what is answered
    rest = tuple(part for part in others if part is not first and part not in again)
    return replace(
        first, question=whole.question, asked_as=first.question if rest else None, rest=rest, truncated=whole.truncated
    )


def _score(answer: Answer) -> float:
    ref = answer.ruling.ref if answer.ruling else None
    return next((match.score for match in answer.matches if match.ref == ref), 0.0)
