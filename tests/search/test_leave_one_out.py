"""Wordings that the knowledge lacks: each alternate of the article that ships, taken out and asked as a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from checkout import SHIPPED

from faqbot.bot import Bot
from faqbot.knowledge import loading
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark.structures import ParameterSet

    from faqbot.knowledge.article import Article, Entry

ARTICLE: Article = loading.load(SHIPPED).articles[0]
ALTERNATES = [(entry, alternate) for entry in ARTICLE.faq for alternate in entry.alternates]

# Alternates that find something else, and why.
MISSES: Final = {
    "Is an end to the hostilities in sight?": '"sight" is new, and ways to ask for solutions have the rest',
    "What is the human cost of the war?": '"cost" is new, and without it nothing is asked about people',
    "What has been suggested to stop the fighting?": '"suggested" is new, "When will the fighting stop?" has the rest',
    "What ideas are there for ending the conflict?": '"ideas" is new, "a timeline for the end of the war" has the rest',
    "How could the conflict be resolved?": '"resolved" is near "solution" only, and "How … could" leads elsewhere',
    "ways to end the war": '"ways" is new, and "When will the war end?" has the rest',
    "Which country is pressing for less harm to civilians?": "the section on pressure has all of its words",
}


def without(entry: Entry, alternate: str) -> Bot:
    """A bot over the article without an alternate of an entry."""
    rest = replace(entry, alternates=tuple(other for other in entry.alternates if other != alternate))
    faq = tuple(rest if other is entry else other for other in ARTICLE.faq)
    return Bot(Knowledge((replace(ARTICLE, faq=faq),)))


def first(entry: Entry, alternate: str) -> str:
    """The ref of the best match of an alternate that the knowledge lacks."""
    found = without(entry, alternate).search(alternate, limit=1)
    return found[0].ref if found else ""


def _cases() -> Iterator[ParameterSet]:
    """Each alternate with its entry; a known miss is marked as one."""
    for entry, alternate in ALTERNATES:
        why = MISSES.get(alternate)
        marks = [pytest.mark.xfail(reason=why, strict=True, raises=AssertionError)] if why else []
        yield pytest.param(entry, alternate, id=alternate, marks=marks)


@pytest.mark.parametrize(("entry", "alternate"), list(_cases()))
def test_a_wording_that_is_taken_out_finds_its_entry(entry: Entry, alternate: str) -> None:
    """An alternate finds its entry as a question, where it is not in the knowledge itself."""
    assert first(entry, alternate) == ARTICLE.ref(entry)


def test_few_wordings_are_missed() -> None:
    """At least 90 in 100 alternates are held to find their entry: no more are known misses."""
    assert len(ALTERNATES) > 50
    assert MISSES.keys() <= {alternate for _, alternate in ALTERNATES}
    assert 100 * len(MISSES) <= 10 * len(ALTERNATES)
