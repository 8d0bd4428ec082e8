"""What was heard and decided, or picked -> the answer: what is cited and offered, and why; or the bot's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Answer, Cause, Verdict
from faqbot.answering.citing.cite import cite
from faqbot.answering.reason import why
from faqbot.answering.talk import told
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean, is_truncated
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from faqbot.answering.heard import Heard
    from faqbot.knowledge.article import Knowledge
    from faqbot.search.match import Matcher

MATCHES: Final = 5  # how many matches an answer shows behind its verdict, beside the one that was judged


def said(question: str, heard: Heard, matcher: Matcher, knowledge: Knowledge) -> Answer:
    """The answer to one question, as it was asked.

    Args:
        question: what was asked.
        heard: what was heard of it, and decided.
        matcher: what the knowledge is searched by.
        knowledge: it.
    """
    put_to = heard.articles or ()
    articles = tuple(a for a in knowledge.articles if a.id in put_to) if put_to else ()
    asked, ranked, decision = heard.question, list(heard.ranked), heard.decision
    chosen, answering = decision.chosen, decision.verdict is Verdict.ANSWERED
    cited = cite(asked, chosen, matcher) if chosen else None
    answered = cited if answering else None
    shown = ranked[:MATCHES]
    shown += [chosen] if chosen and chosen not in shown else []
    matches = {s: matcher.match(asked, s) for s in dict.fromkeys((*shown, *decision.suggestions, *decision.also))}
    found = Answer(
        question=question,
        verdict=decision.verdict,
        text=answered.text if answered else "",
        format=str(answered.format if answered else Format.PLAIN),
        citation=answered.citation if answered else None,
        confidence=decision.confidence,
        suggestions=tuple(map(matches.__getitem__, decision.suggestions)),
        also=tuple(map(matches.__getitem__, decision.also)),
        reason=why(heard, matcher, articles),
        matches=tuple(map(matches.__getitem__, shown)),
        closest=cited.citation if cited and not answered else None,
        cause=decision.cause,
        ruling=decision.ruling,
        truncated=is_truncated(question),
        agreeing=tuple(cite(asked, s, matcher).citation for s in decision.agreeing),
        disagreeing=tuple(cite(asked, s, matcher).citation for s in decision.disagreeing),
        articles=tuple(article.id for article in articles),
    )
    return told.instead(found, matcher, articles or knowledge.articles) or found


def picked(ref: str, question: str, matcher: Matcher) -> Answer:
    """The answer from a place that a person chose, as of `Bot.pick`.

    Raises:
        FaqbotError: the knowledge has no such place.
        TypeError: one of the two is no string.
    """
    if not isinstance(ref, str):
        raise TypeError(f"a ref is a text (str), not {type(ref).__name__}")
    if ref not in matcher.index.numbers:
        raise FaqbotError(f"the knowledge has no “{clean(ref)}”: a ref is article-id#section-or-entry-id")
    asked = matcher.read(question)
    scored = matcher.score(asked, matcher.index.numbers[ref])
    cited, match = cite(asked, scored, matcher), matcher.match(asked, scored)
    return Answer(
        question=question,
        verdict=Verdict.ANSWERED,
        text=cited.text,
        format=str(cited.format),
        citation=cited.citation,
        confidence=1.0,
        suggestions=(),
        reason=f"“{clean(match.title)}” was picked.",
        matches=(match,),
        cause=Cause.PICKED,
        truncated=is_truncated(question),
    )
