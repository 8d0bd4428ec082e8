"""What a lesson is about: the article, the part of it, and the file that is to be written."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.hygiene import MAX_QUESTION, as_read, clean, is_truncated
from faqbot.base.messages import shown
from faqbot.base.suffixes import YAML, is_listed
from faqbot.knowledge import loading
from faqbot.knowledge.refs import Refs
from faqbot.knowledge.yaml.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.bot import Bot
    from faqbot.knowledge.article import Article, Entry, Knowledge, Section


class Place(NamedTuple):
    """A part of an article and the article's file."""

    article: Article
    part: Section | Entry
    file: str

    @property
    def ref(self) -> str:
        """`article#id`."""
        return self.article.ref(self.part)


def question(text: str) -> str:
    """A question as it is written into a file: on one line.

    Raises:
        FaqbotError: it says nothing, or is longer than what is read of a question.
        TypeError: it is no string.
    """
    as_read(text)  # raises the TypeError
    if is_truncated(text):
        raise FaqbotError(f"a question is read up to {MAX_QUESTION:,} characters, and this one is longer: shorten it")
    asked = clean(text)
    if not any(map(str.isalnum, asked)):
        raise FaqbotError("the question has no word: write one")
    return asked


def named(bot: Bot, ref: str) -> Place:
    """The place that a ref, an id or a beginning of either means.

    Raises:
        FaqbotError: there is no such one, the nearest being named; or it may not be taught.
    """
    faults = Faults("")
    found = Refs(bot.knowledge).ref(ref, 1, faults)
    if told := faults.told():
        raise FaqbotError(told[0].message)
    article, part = next((a, part) for a, part in bot.knowledge.parts() if a.ref(part) == found)
    if part.only_heads:
        raise FaqbotError(f'"{shown(found)}" only heads the sections below it: name one of these')
    return Place(article, part, file(bot, article))


def article(knowledge: Knowledge, id_: str) -> Article:
    """The article of an id.

    Raises:
        FaqbotError: there is none.
    """
    found = next((article for article in knowledge.articles if article.id == id_), None)
    if found is None:
        raise FaqbotError(f'there is no article "{shown(id_)}"')
    return found


def part(article: Article, id_: str) -> Section | Entry:
    """The part of an article of an id.

    Raises:
        FaqbotError: it is gone.
    """
    parts: Iterator[Section | Entry] = chain(article.sections, article.faq)
    found = next((part for part in parts if part.id == id_), None)
    if found is None:
        raise KnowledgeError(article.path, None, f'"{shown(id_)}" is no longer in the file')
    return found


def file(bot: Bot, article: Article) -> str:
    """The YAML file of an article, as it was named where that still leads to it.

    Raises:
        FaqbotError: it has none that can be taught.
    """
    if not bot.files:
        raise FaqbotError("the articles of this bot are in memory: load it from files to teach it")
    if is_listed(article.path):
        why = "a list of one entry a line is written by another program: add the wording to its alternates there"
        raise KnowledgeError(article.path, None, why)
    found = source(bot, article)
    if not found.lower().endswith(YAML):
        why = "a compiled knowledge can't be taught: teach the articles that it is made of, and compile them again"
        raise KnowledgeError(bot.files[0], None, why)
    if os.path.realpath(found).startswith(os.path.join(_package(), "")):
        raise KnowledgeError(found, None, "this article ships with faqbot: name a knowledge of your own")
    return article.path if os.path.realpath(article.path) == os.path.realpath(found) else found


def source(bot: Bot, article: Article) -> str:
    """The file of an article among those that a bot was loaded from; "" where it was compiled of that."""
    own = os.path.normpath(article.path)
    return next((file for file in bot.files if os.path.normpath(file).endswith(own)), "")


def _package() -> str:
    return os.path.dirname(os.path.dirname(os.path.realpath(loading.__file__)))
