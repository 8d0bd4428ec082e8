"""A decision -> one sentence that says why, for a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Verdict
from faqbot.base.hygiene import clean, cut
from faqbot.language.answer_types import AnswerType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.answering.decide import Decision
    from faqbot.answering.heard import Heard
    from faqbot.knowledge.article import Article
    from faqbot.language.answer_types import Fact
    from faqbot.search.match import Matcher
    from faqbot.search.question import Asked, Question

NAMED: Final = 3  # unknown words that a reason names
SHOWN: Final = 40  # characters shown of each
CLAUSE: Final = 80  # characters shown of what was asked


def why(heard: Heard, matcher: Matcher, articles: Sequence[Article] = ()) -> str:
    """Why the decision is what it is, in one sentence.

    Args:
        heard: the question, and what was decided.
        matcher: what found it.
        articles: those that the question was put to, where it was put to some.
    """
    question, decision = heard.question, heard.decision
    if not question.words:
        return "There is no question: ask something in words."
    title = clean(decision.chosen.candidate.title) if decision.chosen else ""
    if decision.verdict is Verdict.ANSWERED:
        return f"The question is close to “{title}”."
    if decision.cause is Cause.NOT_STATED and question.fact:
        said = f"I don't know: “{title}” comes closest, but does not say {_asked(question, question.fact, matcher)}"
        return said if said.endswith("…") else f"{said}."
    if decision.suggestions:
        return _which(question, decision, matcher, articles)
    return _unknown(heard, matcher, articles)


def _unknown(heard: Heard, matcher: Matcher, articles: Sequence[Article]) -> str:
    """What the articles say nothing about, where nothing in them comes near."""
    if heard.articles is not None and not heard.articles:
        return "I don't know: the article that the question is put to is none of those that are asked."
    which = _titles(articles) if articles else "the knowledge"
    unseen = unknown_words(heard.question, matcher, heard.articles)
    if unseen:
        return f"I don't know: {which} {'say' if len(articles) > 1 else 'says'} nothing about {_either(unseen)}."
    return f"I don't know: nothing in {which} comes near enough to this question."


def _which(question: Question, decision: Decision, matcher: Matcher, articles: Sequence[Article]) -> str:
    """Which of the suggestions was meant, as a question; of a bare topic, how many places speak of it."""
    if decision.cause is Cause.ELSEWHERE and decision.chosen:
        other = f"“{clean(decision.chosen.candidate.article.title)}”"
        meant = "one of these" if decision.suggestions[1:] else "this"
        return f"{_titles(articles)} {'do' if articles[1:] else 'does'} not say; {other} does: do you mean {meant}?"
    if decision.cause is Cause.DISAGREEING:
        return "The articles answer this differently: which do you mean?"
    if not decision.spoken_of:
        return f"I'm not sure. Did you mean {'one of these' if decision.suggestions[1:] else 'this'}?"
    word = question.words[0]
    topic = cut(clean(word.text.capitalize() if word.stem in matcher.index.names else word.text), SHOWN)
    several = f"{decision.spoken_of} places: which do you mean?"
    return f"“{topic}” is spoken of in {several if decision.spoken_of > 1 else 'one place: do you mean this?'}"


def unknown_words(question: Question, matcher: Matcher, articles: frozenset[str] | None = None) -> list[str]:
    """The question's words that the knowledge has never heard of, without stop words, in order; or some articles."""
    within = None if articles is None else matcher.within(articles)

    def is_met(asked: Asked) -> bool:
        met = [(term, strength) for term, _, strength in asked.meets]
        return bool(met) if within is None else bool(matcher.index.gather(met, 1, within))

    return [a.word for a in question.asked if not matcher.index.is_stop_word(a.stem) and not is_met(a)]


def _titles(articles: Sequence[Article]) -> str:
    """Articles by their titles; of more than a few their number."""
    if len(articles) > NAMED:
        return f"none of {len(articles)} articles"
    *others, last = [f"“{clean(article.title)}”" for article in articles]
    return f"{', '.join(others)} and {last}" if others else last


def _asked(question: Question, fact: Fact, matcher: Matcher) -> str:
    """What was asked for, as the question put it: "when", "how many soldiers", "how many people were displaced".

    Capitals are those of the knowledge's names, however the question was typed.
    """
    words = r"\W+".join(map(re.escape, fact.said.split()))
    clause = r"[^?.!]*" if fact.kind is AnswerType.NUMBER and question.unheard else ""
    found = re.search(words + clause, question.text.casefold())
    stem, names = question.language.stem, matcher.index.names
    put = re.sub(
        r"\w+",
        lambda word: word[0].capitalize() if word[0] == "i" or stem(word[0]) in names else word[0],
        clean(found.group() if found else fact.said),
    )
    return put if len(put) <= CLAUSE else f"{put[:CLAUSE].rpartition(' ')[0] or put[:CLAUSE]}…"


def _either(words: list[str]) -> str:
    quoted = [f"“{clean(word)[:SHOWN]}”" for word in words[:NAMED]]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
