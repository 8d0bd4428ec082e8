"""The bot that a command answers with: over which knowledge, and by what meaning, whoever of several says it first."""

from __future__ import annotations

import functools
import gc
import os
from typing import TYPE_CHECKING, Final

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.bot import LOG, Bot
from faqbot.index.chosen import chosen
from faqbot.knowledge import loading
from faqbot.knowledge.article import Meaning

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.knowledge.article import Knowledge

# How many threads numpy's linear algebra starts as it is imported. The encoder leaves them nothing to do, and to start
# two takes a sixth of the time of `faqbot ask`.
_THREADS: Final = "OPENBLAS_NUM_THREADS"
_MOST: Final = 65_536  # bytes of a settings file that are looked through


def load(options: argparse.Namespace) -> Bot:
    """The bot. All of it is needed to the end: looking through it for garbage, last at exit, would take 10 ms.

    Raises:
        FaqbotError: the knowledge, the settings or the encoder can't be used.
    """
    bot = maker(options)(*knowledge(options.knowledge))
    bot.prepare(_bar)
    keep()
    return bot


def knowledge(given: Sequence[str] = ()) -> tuple[str, ...]:
    """What every command answers from: -k, $FAQBOT_KNOWLEDGE, ./knowledge, the settings, the article that ships.

    The first of these that there is counts. A project stands before its user, as it does for git or ruff: who works
    in a folder with a knowledge of its own means that one.

    Returns:
        Paths; none where `loading.load` finds the rest by itself. So does a program that uses faqbot, which does not
        depend on what its user has set.

    Raises:
        FaqbotError: the settings are needed, and the knowledge that they name is missing or can't be told.
    """
    if given or loading.named_here():
        return tuple(given)
    path = _settings_file()
    if path is None:
        return ()
    from faqbot.chat import settings  # here: it reads a file in a format of its own

    return settings.knowledge(path)


def maker(options: argparse.Namespace) -> Callable[..., Bot]:
    """As `Bot.load`, by the meaning of --meaning, $FAQBOT_MEANING, the articles, the settings, words: the first said.

    The settings come last since who wrote an article knows it best. They are read when they are first needed, and
    hold from then on: a chat goes on as it began. What is made raises as `Bot.load` does.
    """
    settled = functools.cache(_meaning)

    def told(articles: Knowledge) -> str | None:
        meaning = chosen(articles, options.meaning) or settled()
        if meaning == Meaning.ENCODER:
            os.environ.setdefault(_THREADS, "1")
        return meaning

    named = log(options.log) if hasattr(options, "log") else ""  # a command without --log asks for itself
    return functools.partial(Bot.load, meaning=told, skip_bad=options.skip_bad, progress=_counted, log=named)


def log(given: str | None = None) -> str:
    """The file that what is asked is logged in: that of --log, $FAQBOT_LOG, the settings; the first said. "": none is.

    Raises:
        FaqbotError: the settings name none that can be.
    """
    named = os.environ.get(LOG) if given is None else given
    if named is not None:
        return named
    path = _settings_file()
    if path is None or not _names_log(path):
        return ""
    from faqbot.chat import settings  # here: as above

    return settings.log(path)


def _names_log(path: str) -> bool:
    """Whether it is worth importing what reads settings: a line of the file, which may be long, begins with the key."""
    if not os.path.isfile(path):  # a pipe would be waited for
        return False
    try:
        with open(path, "rb") as file:
            return any(line.lstrip(b" \t\"'").startswith(b"log") for line in file.read(_MOST).splitlines())
    except (OSError, ValueError):  # which is told where the settings are needed
        return False


def _meaning() -> str | None:
    """What the settings say of meaning; None where there are none.

    Raises:
        FaqbotError: they say something that can't be.
    """
    path = _settings_file()
    if path is None:
        return None
    from faqbot.chat import settings  # here: as above

    return settings.meaning(path)


def _settings_file() -> str | None:
    """The settings file, or None where there is none, so that it is not worth importing what reads one."""
    try:
        path = folders.settings_file()
    except FaqbotError:  # without a home there are none
        return None
    return path if os.path.lexists(path) else None  # a home may also be another's, whose folders can't be entered


def _bar(parts: Sequence[Sequence[str]]) -> Iterable[Sequence[str]]:
    """Parts of a work, passed on one by one, with a bar on a terminal."""
    from faqbot.terminal import preparing  # here: few wait

    return preparing.bar(parts)


def _counted(steps: Iterable[int], total: int) -> Iterable[int]:
    """Steps of compiling, passed on one by one, with a bar on a terminal."""
    from faqbot.terminal import preparing  # here: as above

    return preparing.counted(steps, total)


def keep() -> None:
    """Where `__main__` has turned that off, look for garbage again, but not among what is there."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
