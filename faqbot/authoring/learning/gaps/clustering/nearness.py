"""How near questions are to each other, by the matcher: each is asked of a knowledge whose entries are the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.authoring.learning.gaps.clustering.spelling import respelt
from faqbot.base.hygiene import as_read
from faqbot.index.chosen import table_of
from faqbot.knowledge.article import Article, Entry, Knowledge, Meaning, Text
from faqbot.search.asking.asks import asks, one
from faqbot.search.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.bot import Bot
    from faqbot.language.language import Language

# Questions that each is held against, of those that share the most of its words.
OTHERS: Final = 20

# How near two questions are, 0..1, by their places, the smaller one first; those left out are not near at all.
Pairs = dict[tuple[int, int], float]


class Near(NamedTuple):
    """How near some questions are to each other.

    Attributes:
        pairs: how near two are.
        misspelt: the places of those that have a misspelt word.
        matcher: what tells it, over the questions.
    """

    pairs: Pairs
    misspelt: frozenset[int]
    matcher: Matcher

    def between(self, one: int, other: int) -> float:
        """How near two are by their places."""
        return 1.0 if one == other else self.pairs.get((min(one, other), max(one, other)), 0.0)


def near(texts: Sequence[str], bot: Bot) -> Near:
    """How near texts are to each other: the mean of the chances that the one answers the other.

    Args:
        texts: what was asked.
        bot: whose language, synonyms and meaning they are read by; an encoder is not asked: it takes 20 ms each.
    """
    language = bot.index.language
    asked = [one(asks(as_read(text), language)).text for text in texts]
    spelt = respelt(asked, language, _knows(bot, language))
    matcher = Matcher(_knowledge(spelt, bot), None if bot.meaning == Meaning.OFF else table_of)
    pairs: Pairs = {}
    for at, text in enumerate(spelt):
        question = matcher.read(text)
        for other in matcher.index.gather(question.strengths.items(), OTHERS + 1):
            if other != at:
                pair = (min(at, other), max(at, other))
                pairs[pair] = pairs.get(pair, 0.0) + matcher.score(question, other).score / 2
    return Near(pairs, frozenset(at for at, text in enumerate(asked) if text != spelt[at]), matcher)


def _knowledge(texts: Sequence[str], bot: Bot) -> Knowledge:
    """A knowledge with an entry for each text, whose answer is what it asks."""
    entries = tuple(Entry(str(at), text, (), Text(text, 1), None, 1) for at, text in enumerate(texts))
    synonyms = tuple(group for article in bot.knowledge.articles for group in article.synonyms)
    language = bot.index.language.code
    return Knowledge((Article("log", "", "log", None, None, None, language, synonyms, None, None, (), entries),))


def _knows(bot: Bot, language: Language) -> Callable[[str], bool] | None:
    table = table_of(language.vectors) if language.vectors and bot.meaning != Meaning.OFF else None
    return (lambda word: word in table or word in bot.index.words) if table else None
