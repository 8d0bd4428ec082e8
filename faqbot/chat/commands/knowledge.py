"""The chat's commands about what it knows: articles, sections, search."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from faqbot.answering import contents
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import either
from faqbot.base.values import replace
from faqbot.chat.session import Offer, Reply, note, offered, repeated
from faqbot.knowledge import refs
from faqbot.knowledge.refs import LISTED, Refs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.chat.session import Session
    from faqbot.knowledge.article import Article, Entry, Section

FOUND: Final = 8  # places that /search lists
ALL: Final = "all"  # in place of an article's name


def articles(session: Session, _: str = "") -> Reply:
    """The articles, and where they come from."""
    return Reply(
        tuple(segment for article in session.bot.knowledge.articles for segment in contents.about(article)), long=True
    )


def article(session: Session, name: str) -> Reply:
    """The article that questions are put to from now on: the one of that name, or all."""
    if not name:
        asked = [f"“{clean(article.title)}”" for article in session.articles]
        which = f"only {asked[0]}" if session.chat.articles is not None else "all articles"
        return note(f"Questions are put to {which}. /article NAME names one, /article all asks all of them.")
    known = {article.id for article in session.bot.knowledge.articles}
    if name.casefold() == ALL and ALL not in known:
        session.chat.articles = None
        return note("Questions are put to all articles again.")
    try:
        session.chat.articles = refs.articles(session.bot.knowledge, name)
    except FaqbotError as error:
        told = str(error)
        return note(f"{told[0].upper()}{told[1:]}{'' if told.endswith('?') else '.'}")
    (one,) = session.articles
    return note(f"Questions are put to “{clean(one.title)}” only, until /article all.")


def named(session: Session) -> Iterator[tuple[str, str]]:
    """The articles by their ids, and what asks all of them again."""
    yield from ((article.id, article.title) for article in session.bot.knowledge.articles)
    yield ALL, "all articles"


def sections(session: Session, _: str = "") -> Reply:
    """The headings and questions of all articles, numbered, so that one can be picked."""
    found: list[Segment] = []
    offers: list[Offer] = []
    for article in session.articles:
        found.append(contents.heading(article))
        parts: tuple[Section | Entry, ...] = (*article.sections, *article.faq)
        for part in parts:
            if part.only_heads:
                found.append(Segment("item", clean(part.title)))
                continue
            offers += offered(article, [part])
            found.append(Segment("suggestion", offers[-1].title, len(offers)))
    session.offer(offers)
    return Reply(tuple(found), long=True)


def section(session: Session, name: str) -> Reply:
    """A section or FAQ entry, whole."""
    if not name:
        return note("Name a section: /section ID. Its ids come up as you type, and /sections lists the headings.")
    found = _named(session, name)
    if len(found) == 1:
        return Reply(tuple(contents.whole(*found[0])), long=True)
    if found:
        refs = either([f"/section {article.ref(part)}" for article, part in found[:LISTED]])
        return note(f"More than one article has a section {repeated(name)}: say {refs}.")
    known = Refs(session.bot.knowledge)
    if begun := known.begun(name):
        return note(f"{repeated(name)} may be {either(known.shortest(begun)[:LISTED])}: say which.")
    guesses = known.near(name)
    hint = f"did you mean {either(guesses)}?" if guesses else "/sections lists them."
    return note(f"There is no section {repeated(name)}: {hint}")


def search(session: Session, words: str) -> Reply:
    """The places that come nearest to some words, numbered, so that one can be picked."""
    if not words:
        return note("Name what to look for: /search WORDS")
    found = [match for match in session.bot.search(words, FOUND, session.chat.articles) if match.score > 0]
    if not found:
        return note(f"The knowledge has nothing like “{repeated(words)}”.")
    listed = session.offer(Offer(match.ref, clean(match.title), words) for match in found)
    articles = session.bot.knowledge.articles
    if articles[1:]:
        of = {article.id: clean(article.title) for article in articles}
        titles = [f"{line.text} · {of[match.ref.partition('#')[0]]}" for line, match in zip(listed, found, strict=True)]
        listed = tuple(replace(line, text=title) for line, title in zip(listed, titles, strict=True))
    wordings = (clean(match.receipt.text) for match in found)
    return Reply(
        tuple(
            segment
            for line, wording in zip(listed, wordings, strict=True)
            for segment in (line, Segment("snippet", wording))
            if segment.text and not (segment.role == "snippet" and wording == line.text)
        ),
        long=True,
    )


def reload(session: Session, _: str = "") -> Reply:
    """The knowledge, loaded again from its files."""
    return session.reload()


def _named(session: Session, name: str) -> list[tuple[Article, Section | Entry]]:
    """The parts of that ref, id or title; else the one whose id begins so."""
    low = name.casefold()
    named = [((a.ref(part), part.id, part.title), (a, part)) for a, part in session.bot.knowledge.parts()]
    found = ([place for names, place in named if names[kind].casefold() == low] for kind in range(3))
    if exact := next(filter(None, found), []):
        return exact
    begun = Refs(session.bot.knowledge).begun(name)
    return [place for names, place in named if names[0] in begun] if len(begun) == 1 else []


def parts(session: Session) -> Iterator[tuple[str, str]]:
    """The sections and entries: by id, or by ref where two articles have the same id."""
    parts = list(session.bot.knowledge.parts())
    often = Counter(part.id for _, part in parts)
    return ((part.id if often[part.id] == 1 else article.ref(part), part.title) for article, part in parts)
