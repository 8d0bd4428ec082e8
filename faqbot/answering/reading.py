"""Articles and their parts as passages, to be read rather than to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.answering.answers import Citation
from faqbot.base.hygiene import clean
from faqbot.base.layout.blocks import shown
from faqbot.base.layout.passage import Passage, Span
from faqbot.knowledge.article import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.article import Article, Entry


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def heading(article: Article) -> Passage:
    """An article's title and date."""
    return Passage("title", clean(f"{article.title} ({article.date})"))


def about(article: Article) -> Iterator[Passage]:
    """An article: its title, how much there is in it, where it comes from."""
    yield heading(article)
    size = f"{counted(len(article.sections), 'section')}, {counted(len(article.faq), 'question')}"
    text = clean(" · ".join(filter(None, (size, article.note, article.source, article.path))))
    path = clean(article.path)
    yield Passage("snippet", text, spans=(Span(len(text) - len(path), len(text), f"{article.path}:1"),))


def whole(article: Article, part: Section | Entry, quote: str = "") -> Iterator[Passage]:
    """A section or FAQ entry from its first word to its last, and where it stands.

    Args:
        article: whose it is.
        part: the section or entry.
        quote: a sentence of it that is to be marked, or "".
    """
    yield Passage("title", clean(part.title))
    text = part.text if isinstance(part, Section) else part.answer
    if isinstance(part, Section) and part.summary:
        yield Passage("answer", shown(part.summary.value))
        yield Passage("text", "")  # an empty line
    said, marked = shown(text.value), shown(quote)
    at = said.find(marked) if marked else -1
    yield Passage("body", said, spans=(Span(at, at + len(marked)),) if at >= 0 else ())
    yield Citation(
        article.id,
        part.id,
        None,
        part.title,
        "",
        article.path,
        text.line,
        article.title,
        article.date,
        article.note,
    ).passage()
