"""Knowledges that hypothesis makes, and both bots over one: from the articles, and from a file compiled of them."""

from __future__ import annotations

import os
import tempfile
from typing import Final

from hypothesis import strategies as st
from samples import knowledge

from faqbot.bot import Bot
from faqbot.index.compiled.writer import write
from faqbot.knowledge.article import Article, Entry, Format, Knowledge, Meaning, Section, Text

# Words that meet each other in questions and articles, and such as nobody foresees: marks, scripts, signs, names.
WORDS: Final = (
    *("garden", "gardens", "gardening", "open", "opens", "closed", "Monday", "Mondays", "fee", "fine", "charge", "pay"),
    *("how", "many", "when", "does", "the", "a", "of", "is", "not", "and", "who", "Berlin", "Ron", "U.S.", "us", "IT"),
    *("12", "1,200", "16:30", "2024", "C++", "C#", ".NET", "maxRetryCount", "$5", "don't", "Müller", "Łódź", "phở"),
    *("cafe\u0301", "café", "straße", "İstanbul", "ﬁne", "図書館", "ห้องสมุด", "متى", "ﷺ", "😀", "👩‍👩‍👧", "a.b.c."),
    *("x" * 300, "\u0301", "'", '"', "\\", "\\n", "{}", "%s", "=fee", "~fee", "a\u00a0b", "ʼn", "ͺ", "\U0010ffff"),
)
JOINTS: Final = (*"    \n\t\u2028\x1f", ". ", "? ", "\n\n", ", ", "\r\n", "\n- ", " | ", ": ")
_PLAIN: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


def texts(most: int = 8) -> st.SearchStrategy[str]:
    """Texts of some words."""
    pairs = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), min_size=1, max_size=most)
    return st.one_of(
        pairs.map(lambda found: "".join(part for pair in found for part in pair).strip() or "x"),
        pairs.map(lambda found: " ".join(word for word, _ in found)),
        st.text(_PLAIN, min_size=1, max_size=20),
    )


IDS: Final = st.text(st.sampled_from("ab-#%é"), min_size=1, max_size=3)
QUESTIONS: Final = st.one_of(texts(), texts(3).map(lambda text: f"what about {text}?"))


@st.composite
def _text(draw: st.DrawFn, form: Format, *, may_be_empty: bool = False) -> Text:
    value = draw(st.one_of(st.just(" \n"), texts(20)) if may_be_empty else texts(20))
    return Text(value, draw(st.integers(1, 9)), draw(st.booleans()), form)


@st.composite
def _article(draw: st.DrawFn, name: str) -> Article:
    form = draw(st.sampled_from(Format))
    ids = draw(st.lists(IDS, max_size=6, unique=True))
    cut = draw(st.integers(0, len(ids)))
    title, alternates = texts(5), st.lists(texts(5), max_size=2).map(tuple)
    url = st.none() | st.just("https://example.org/a b#c")
    sections = [
        Section(
            part,
            draw(title),
            draw(st.none() | _text(form)),
            draw(_text(form, may_be_empty=True)),
            draw(st.integers(1, 99)),
            draw(alternates),
            draw(st.integers(1, 3)),
            draw(url),
        )
        for part in ids[:cut]
    ]
    faq = [
        Entry(
            part,
            draw(title),
            draw(alternates),
            draw(_text(form)),
            draw(st.sampled_from([None, *(s.id for s in sections if not s.only_heads)])),
            draw(st.integers(1, 99)),
            draw(st.none() | title),
            draw(url),
        )
        for part in ids[cut:]
    ]
    return Article(
        id=name,
        path=f"folder/{name}.yaml",
        title=draw(title),
        note=draw(st.none() | title),
        source=draw(st.none() | title),
        published=draw(st.none() | st.just("2024-05-01")),
        language=draw(st.sampled_from(["en", "en", "de", "fr", "xx", "qq-Odd"])),
        synonyms=tuple(draw(st.lists(st.lists(texts(2), min_size=2, max_size=3).map(tuple), max_size=2))),
        threshold=draw(st.sampled_from([None, 0.0, 0.3, 1, 0.1 + 0.2])),
        meaning=draw(st.sampled_from([None, None, Meaning.WORDS, Meaning.OFF])),
        sections=tuple(sections),
        faq=tuple(faq),
        format=form,
        url=draw(url),
        review_by=draw(st.none() | st.just("2030-01-01")),
    )


@st.composite
def knowledges(draw: st.DrawFn) -> Knowledge:
    """Knowledges of up to three articles."""
    names = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    return knowledge(*(draw(_article(name)) for name in names))


def compiled(articles: Knowledge, path: str | os.PathLike[str]) -> Bot:
    """The bot over a file, which is compiled of some articles."""
    write(articles, path)
    return Bot.load(path)


def both(articles: Knowledge) -> tuple[Bot, Bot]:
    """The bot over some articles, and the one over a file compiled of them, which is deleted: it stays open."""
    with tempfile.TemporaryDirectory() as folder:
        return Bot(articles), compiled(articles, os.path.join(folder, "made.faq"))
