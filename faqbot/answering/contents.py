"""Articles and their parts as segments, to be read rather than to answer."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from faqbot.answering.answers import Citation, marked
from faqbot.base.hygiene import clean
from faqbot.base.layout.blocks import shown
from faqbot.base.layout.segment import Segment, Span
from faqbot.base.messages import counted
from faqbot.knowledge.article import Format, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.knowledge.article import Article, Entry, Text


def examples(articles: Iterable[Article]) -> Iterator[tuple[Article, Section | Entry]]:
    """Questions that are sure to be answered, one of each article in turn; headings where there is no FAQ."""
    listed = ((article, article.faq or article.sections) for article in articles)
    asked = ([(article, part) for part in parts if not part.only_heads] for article, parts in listed)
    return (example for row in zip_longest(*asked) for example in row if example)


def heading(article: Article) -> Segment:
    """An article's title and date."""
    return Segment("title", clean(f"{article.title} ({article.date})"))


def about(article: Article) -> Iterator[Segment]:
    """An article: its title, how much there is in it, where it comes from."""
    yield heading(article)
    size = f"{counted(len(article.sections), 'section')}, {counted(len(article.faq), 'question')}"
    text = clean(" · ".join(filter(None, (size, article.note, article.source, article.path))))
    path = clean(article.path)
    yield Segment("snippet", text, spans=(Span(len(text) - len(path), len(text), f"{article.path}:1"),))


def whole(article: Article, part: Section | Entry, quote: str = "") -> Iterator[Segment]:
    """A section or FAQ entry from its first word to its last, and where it stands.

    Args:
        article: whose it is.
        part: the section or entry.
        quote: a sentence of it that is to be marked, or "".
    """
    yield Segment("title", clean(part.title))
    text = part.body
    if isinstance(part, Section) and part.summary:
        yield _said("answer", part.summary)
        yield Segment("text", "")  # an empty line
    if isinstance(part, Section) and part.only_heads:
        yield from (Segment("item", clean(below.heading)) for below in article.below(part))
    else:
        yield _said("body", text, quote)
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
        url=part.url or article.url,
    ).segment()


def _said(role: str, text: Text, quote: str = "") -> Segment:
    """A text, in which the quote is marked."""
    if text.format is Format.MARKDOWN:
        return marked(role, text.value, quote, ((0, len(quote)),))
    said, words = shown(text.value), shown(quote)
    at = said.find(words) if words else -1
    return Segment(role, said, spans=(Span(at, at + len(words)),) if at >= 0 else ())
