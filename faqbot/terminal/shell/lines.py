"""Questions of standard input -> answers: by this process, by others or by a cluster, into a file that goes on."""

from __future__ import annotations

import io
import sys
from contextlib import closing, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from faqbot.base.errors import FaqbotError
from faqbot.batch import records
from faqbot.knowledge import refs
from faqbot.terminal.shell import piped
from faqbot.terminal.shell.progress import Progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import TextIO

    from faqbot.answering.answers import Answer
    from faqbot.batch.records import Asked, Told
    from faqbot.batch.resume import Resumed
    from faqbot.bot import Bot


def answer(bot: Bot, options: argparse.Namespace, said: Callable[[Answer], str]) -> bool:
    """Write the answer to each line as soon as it is known; an empty line parts two answers in words.

    Args:
        bot: who answers.
        options: those of `faqbot ask`.
        said: an answer in words.

    Returns:
        Whether all were answered or told, those of `--resume` that had been before too.

    Raises:
        FaqbotError: as of `piped.questions`, `Resumed` and `many.made`.
        OSError: something can't be read or written.
    """
    named = refs.articles(bot.knowledge, options.article) if options.article else None
    telling = records.Telling(bot.answer, named, json=options.json, why=options.why)
    with _kept(options) as kept, closing(Progress(sys.stdin, kept)) as progress:
        apart = options.jobs != 1 or options.dask is not None
        asked = records.asked(piped.questions(_apart(sys.stdin) if apart else sys.stdin))
        rest = kept.rest(asked) if kept else asked
        all_answered, parted = True, False
        with closing(_spread(bot, telling, rest, options) if apart else _here(telling, rest)) as found:
            for told in found:
                all_answered &= told.answered
                if kept:
                    kept.write(told.line)
                else:
                    line = said(told.answer) if told.answer else told.line
                    print(f"\n{line}" if told.answer and parted else line, flush=True)
                parted = True
                progress.step()
        return all_answered and (kept is None or kept.all_answered)


def _here(telling: Callable[[Asked], Told], asked: Iterable[Asked]) -> Generator[Told, None, None]:
    yield from map(telling, asked)


def _spread(
    bot: Bot, telling: Callable[[Asked], Told], asked: Iterable[Asked], options: argparse.Namespace
) -> Generator[Told, None, None]:
    from faqbot.batch import many  # here: most have one process answer

    hands = many.Hands(options.jobs, options.dask, bot.files)
    with _unlogged() if options.dask is not None else nullcontext():
        yield from many.made(telling, asked, hands, waiting=True)


@contextmanager
def _unlogged() -> Iterator[None]:
    """What Dask logs of what goes wrong, tracebacks and all, is not shown: a sentence tells it."""
    import logging

    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _kept(options: argparse.Namespace) -> AbstractContextManager[Resumed | None]:
    """The file of --resume, or None."""
    if options.resume is None:
        return nullcontext()
    from faqbot.batch.resume import Resumed  # here: most write to standard output

    kept = Resumed(options.resume, why=options.why)
    with suppress(OSError, ValueError):  # standard output may be no file
        if kept.is_open_as(sys.stdout.fileno()):
            kept.close()
            raise FaqbotError("--resume writes into the file by itself: leave out the > or >> before its name")
    return closing(kept)


def _apart(stream: TextIO) -> TextIO:
    """Standard input for a thread that may wait in it as the program ends.

    Python gives up ("could not acquire lock for stdin") where its own stream is being read then.
    """
    try:
        return io.TextIOWrapper(open(stream.fileno(), "rb", closefd=False), encoding=stream.encoding)
    except (OSError, ValueError):  # a program has put something in its place
        return stream
