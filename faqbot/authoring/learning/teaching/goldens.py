"""The golden files that are about an article, and the one of them that is told of what it is taught.

They lie beside the article or in the folder above, or in `tests/` or `tests/golden/` of either, and name the article or
a folder that it is in as their `knowledge`; one that names none is about the default knowledge.
"""

from __future__ import annotations

import os
from itertools import product
from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.teaching import places
from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_golden
from faqbot.evaluation.golden import reading
from faqbot.knowledge import listing, loading
from faqbot.knowledge.article import Knowledge
from faqbot.knowledge.yaml import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.bot import Bot
    from faqbot.evaluation.golden.reading import Golden

_BESIDE: Final = (("", os.pardir), ("", "tests", os.path.join("tests", "golden")))


def target(article: str, named: str | None) -> str:
    """The golden file that gets the case of a lesson: the one that is named, else that of the article's own name beside
    it, else the first that is about it, else a new one of the article's own name.

    Raises:
        FaqbotError: the one that is named isn't there, and would not be found by its name.
    """
    own = f"{os.path.splitext(article)[0]}.golden.yaml"
    if named is not None:
        if not is_golden(named) and not os.path.lexists(named):
            why = "no test would find a new golden file of this name: end it in .golden.yaml"
            raise KnowledgeError(named, None, why)
        return named
    return own if os.path.lexists(own) else next(_found(article), own)


def read(article: str, named: str | None, bot: Bot) -> list[Golden]:
    """The golden files about an article, and the one that is named where it is there, each with the bot that it asks.

    Args:
        article: the article's file.
        named: a golden file, or None.
        bot: answers from a knowledge that holds the article; who asks all of this one is asked by it.

    Raises:
        KnowledgeError: one can't be used.
    """
    here = [named] if named is not None and os.path.lexists(named) else []
    once = {os.path.realpath(path): path for path in (*here, *_found(article))}

    def load(*paths: str) -> Bot:
        return _over(paths, bot)

    return [reading.read(path, load) for path in once.values()]


def _found(article: str) -> Iterator[str]:
    folder = os.path.dirname(article)
    for above, below in product(*_BESIDE):
        here = os.path.normpath(os.path.join(folder, above, below))
        try:
            names = sorted(os.listdir(here))
        except OSError:
            continue
        paths = (name if here == os.curdir else os.path.join(here, name) for name in names if is_golden(name))
        yield from (path for path in paths if os.path.isfile(path) and _is_about(path, article))


def _is_about(path: str, article: str) -> bool:
    """Whether a golden file names an article, or a folder that it is in."""
    named = [os.path.join(os.path.dirname(path), value) for value in _named(nodes.read(path))]
    places = [os.path.realpath(place) for place in named or [os.fspath(loading.default_path())]]
    real = os.path.realpath(article)
    return any(real == place or real.startswith(os.path.join(place, "")) for place in places)


def _named(root: nodes.Node | None) -> list[str]:
    """What a golden file names as its knowledge."""
    pairs = root.pairs if isinstance(root, nodes.Mapping) else ()
    value = next((value for key, value in pairs if key.value == "knowledge"), None)
    items = value.items if isinstance(value, nodes.Sequence) else (value,)
    return [item.value for item in items if isinstance(item, nodes.Scalar)]


def _over(paths: tuple[str, ...], bot: Bot) -> Bot:
    """The bot over the articles at some paths: that one where it has the same, else one as it is.

    What it has of them counts as it has them: they may have been taught something since.
    """
    files = {os.path.realpath(file) for file in listing.articles(loading.named(paths))}
    own = {os.path.realpath(places.source(bot, article)): article for article in bot.knowledge.articles}
    if files == own.keys():
        return bot
    loaded = loading.load(*paths)
    return bot.over(Knowledge(tuple(own.get(os.path.realpath(a.path), a) for a in loaded.articles)))
