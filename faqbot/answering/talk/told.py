"""An answer in the bot's own words, in place of the articles' where a line asks the bot and no article claims it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Answer, Cause, Verdict
from faqbot.answering.contents import examples
from faqbot.answering.talk import about, remarks
from faqbot.language import tokens
from faqbot.language.grammar import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.talk.remarks import Remark
    from faqbot.knowledge.article import Article
    from faqbot.search.match import Matcher
    from faqbot.search.matches import Match

EXAMPLES: Final = 3  # questions that are offered to whoever asks what can be asked

_OFFERING: Final = frozenset({Topic.ABOUT, Topic.HELP})


def instead(answer: Answer, matcher: Matcher, articles: tuple[Article, ...]) -> Answer | None:
    """What the bot says in its own words to the question of `answer`; None where that is for the articles to answer.

    A place that is asked for by such words, but isn't answered from, is offered.

    Args:
        answer: what the articles say to it.
        matcher: what found that.
        articles: all there are.
    """
    remark = remarks.read(answer.question, matcher.index.language)
    if remark is None:
        return None
    same = [match for match in answer.matches if _asks(remark, match, matcher)]
    if _is_claimed(answer, remark, same, matcher):
        return None
    return Answer(
        question=answer.question,
        verdict=Verdict.TOLD,
        text="",
        citation=None,
        confidence=0.0,
        suggestions=(*same, *(_offered(articles, matcher) if remark.topic in _OFFERING and not same else ())),
        reason=about.said(remark.topic, articles),
        matches=(),
        cause=Cause.TALK,
        truncated=answer.truncated,
        topic=remark.topic,
    )


def _offered(articles: tuple[Article, ...], matcher: Matcher) -> Iterator[Match]:
    """A few places that are sure to be answered from."""
    for article, part in islice(examples(articles), EXAMPLES):
        asked = matcher.read(part.title)
        yield matcher.match(asked, matcher.score(asked, matcher.index.numbers[article.ref(part)]))


def _is_claimed(answer: Answer, remark: Remark, same: list[Match], matcher: Matcher) -> bool:
    """Whether a question is an article's, though it asks the bot by its words.

    It is where what is answered or offered asks the same by a wording of its own ("Who are we?" of "who are you?"), and
    where a wording is the question word for word. Loose words are where what is answered or offered meets them all.

    Args:
        answer: what the articles say to it.
        remark: what it asks the bot.
        same: the matches that have a wording which asks the same.
        matcher: what found them.
    """
    asked = _words(answer.question, matcher)
    if any(_words(wording, matcher) == asked for match in answer.matches for wording in _wordings(match, matcher)):
        return True
    if answer.verdict is Verdict.UNKNOWN:
        return False
    ref = answer.ruling.ref if answer.ruling else None
    fit = answer.suggestions or [match for match in answer.matches if match.ref == ref]
    if any(match.ref == other.ref for match in fit for other in same):
        return True
    return remark.loose and _meets_all(fit[0], answer.verdict, matcher)


def _asks(remark: Remark, match: Match, matcher: Matcher) -> bool:
    """Whether a wording of a match asks the same of the bot as a question does."""
    read = (remarks.read(wording, matcher.index.language) for wording in _wordings(match, matcher))
    return any(other and other.topic is remark.topic for other in read)


def _meets_all(match: Match, verdict: Verdict, matcher: Matcher) -> bool:
    """Whether a match meets all words of a question that say what it is about; where none does, an answer will do."""
    met = [row.met is not None for row in match.receipt.words if not matcher.index.is_stop_word(row.word)]
    return all(met) and bool(met or verdict is Verdict.ANSWERED)


def _wordings(match: Match, matcher: Matcher) -> list[str]:
    """The questions or the heading of a match: what its article says that it answers."""
    candidate = matcher.index.candidates[matcher.index.numbers[match.ref]]
    return [line.value for line in candidate.lines[: candidate.asked] if line.source is None]


def _words(text: str, matcher: Matcher) -> list[str]:
    return [word.text for word in tokens.words(text, matcher.index.language)]
