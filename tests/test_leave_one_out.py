"""Wordings that the knowledge lacks: each alternate of the article that ships, taken out and asked as a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkout import SHIPPED

from faqbot import knowledge
from faqbot.bot import Bot
from faqbot.model import Knowledge

if TYPE_CHECKING:
    from faqbot.model import Article, Entry

ARTICLE: Article = knowledge.load(SHIPPED).articles[0]
ALTERNATES = [(entry, alternate) for entry in ARTICLE.faq for alternate in entry.alternates]


def without(entry: Entry, alternate: str) -> Bot:
    """A bot over the article without an alternate of an entry."""
    rest = replace(entry, alternates=tuple(other for other in entry.alternates if other != alternate))
    faq = tuple(rest if other is entry else other for other in ARTICLE.faq)
    return Bot(Knowledge((replace(ARTICLE, faq=faq),)))


def first(entry: Entry, alternate: str) -> str:
    """The ref of the best match of an alternate that the knowledge lacks."""
    found = without(entry, alternate).search(alternate, limit=1)
    return found[0].ref if found else ""


def test_a_wording_that_is_taken_out_finds_its_entry() -> None:
    """At least 90 in 100 alternates find their entry as questions, where they are not in the knowledge themselves."""
    missed = [
        (alternate, found)
        for entry, alternate in ALTERNATES
        if (found := first(entry, alternate)) != ARTICLE.ref(entry)
    ]
    assert len(ALTERNATES) > 50
    assert 100 * (len(ALTERNATES) - len(missed)) >= 90 * len(ALTERNATES), missed
