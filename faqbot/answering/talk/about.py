"""What the bot says of its articles and of itself, in its own words: from titles, dates, notes and headings alone.

Never a fact of an article: such answers are cited. What an article doesn't tell of itself is said to be missing.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import clean
from faqbot.base.messages import counted
from faqbot.language.grammar import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.knowledge.article import Article

    Articles = Sequence[Article]

NAMED: Final = 5  # articles that are named
HEADINGS: Final = 8  # headings of an article that are named


def said(topic: Topic, articles: Articles) -> str:
    """What there is to say on `topic` before anything was answered, in one to three sentences."""
    return _SAID[topic](articles)


def _about(articles: Articles) -> str:
    if len(articles) != 1:
        return f"I answer in the words of {_all(map(_dated, articles), 'article')}."
    article = articles[0]
    headings = _listed((clean(section.heading) for section in article.sections), HEADINGS)
    covered = f"It covers: {headings}." if headings else f"It answers {counted(len(article.faq), 'question')}."
    return f"I answer in the words of {_dated(article)}. {covered}{_noted(article)}"


def _date(articles: Articles) -> str:
    told = (
        f"{_titled(a)} is dated {a.published}" if a.published else f"nothing tells when {_titled(a)} was published"
        for a in articles
    )
    text = _listed(told, NAMED)
    return f"{text[:1].upper()}{text[1:]}."


def _sources(articles: Articles) -> str:
    return f"{_listed(map(_source, articles), NAMED)}.{_noted(*articles)}"


def _author(articles: Articles) -> str:
    named = [_source(article) for article in articles if article.source]
    known = f" {_listed(named, NAMED)}." if named else ""
    return f"Nothing tells who wrote {_all(map(_titled, articles), 'article')}.{known}{_noted(*articles)}"


def _help(articles: Articles) -> str:
    asked = f"Ask in your own words about {_all(map(_titled, articles), 'article')}."
    return f"{asked} I answer with the place that says so, or say that I don't know."


def _bot(articles: Articles) -> str:
    known = f"I know what stands in {_all(map(_titled, articles), 'article')}, and nothing else."
    return f"I am faqbot, a program and no person. {known}"


def _evidence(articles: Articles) -> str:
    return f"I know what stands in {_all(map(_titled, articles), 'article')}, and cite the place with each answer."


def _hello(articles: Articles) -> str:
    return f"Hello! Ask me about {_all(map(_titled, articles), 'article')}."


_SAID: Final[dict[Topic, Callable[[Articles], str]]] = {
    Topic.ABOUT: _about,
    Topic.DATE: _date,
    Topic.SOURCES: _sources,
    Topic.AUTHOR: _author,
    Topic.HELP: _help,
    Topic.BOT: _bot,
    Topic.EVIDENCE: _evidence,
    Topic.SURE: lambda _: "There is no answer yet to be sure of: ask a question first.",
    Topic.REPEAT: lambda _: "There is no answer yet to repeat: ask a question first.",
    Topic.ASKED: lambda _: "You have asked nothing yet.",
    Topic.HELLO: _hello,
    Topic.THANKS: lambda _: "You're welcome.",
    Topic.ASSENT: lambda _: "Ask on.",
    Topic.BYE: lambda _: "Goodbye!",
}


# -- articles in words -------------------------------------------------------------------------


def _titled(article: Article) -> str:
    return f"“{clean(article.title)}”"


def _dated(article: Article) -> str:
    return f"{_titled(article)} ({clean(article.date)})"


def _source(article: Article) -> str:
    named = f"names its source as {clean(article.source)}" if article.source else "names no source"
    return f"{_titled(article)} {named}"


def _noted(*articles: Article) -> str:
    """The notes of articles, as a sentence to follow another; "" where they have none."""
    notes = dict.fromkeys(clean(article.note) for article in articles if article.note)
    return f" Note: {_listed(notes, NAMED)}." if notes else ""


def _all(names: Iterable[str], noun: str) -> str:
    """The names of several things, with how many there are: 3 articles (A; B; C); the one name of one."""
    found = list(names)
    return found[0] if len(found) == 1 else f"{counted(len(found), noun)} ({_listed(found, NAMED)})"


def _listed(items: Iterable[str], most: int) -> str:
    """Up to so many of some things, and how many more there are."""
    found = list(items)
    more = [f"and {len(found) - most} more"] if len(found) > most else []
    return "; ".join(chain(found[:most], more))
