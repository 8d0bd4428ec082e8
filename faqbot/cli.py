"""The command `faqbot`: arguments in, answers out, and the exit status.

Errors end here: a sentence on standard error and a status, never a traceback.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from faqbot import render, terminal
from faqbot.bot import Bot
from faqbot.errors import FaqbotError
from faqbot.model import Verdict
from faqbot.text import harmless

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NoReturn, TextIO

    from faqbot.model import Answer

ANSWERED: Final = 0
NOT_ANSWERED: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count
CLOSED_PIPE: Final = 141  # 128 + SIGPIPE, as of any program before `head`

# The longest line that is read whole, in characters: what follows up to its end is dropped, so that
# a stream without line breaks can't fill the memory. A question ends long before (text.MAX_QUESTION).
LONGEST_LINE: Final = 2_000_000

_USAGE: Final = """\
faqbot [options]               chat, or answer questions piped in
       faqbot [options] ask QUESTION  answer once
       faqbot [options] ask           answer standard input, a question per line"""

_EPILOG: Final = """\
examples:
  faqbot                                   chat about the default knowledge
  faqbot ask how many people died
  faqbot ask "Who is in the talks?" --json
  faqbot -k handbook/ -k faq.yaml ask "How do I reset my password?"
  faqbot ask < questions.txt               one answer per line that is not empty
  faqbot ask -- -x                         a question that starts with a dash

knowledge:
  -k, else $FAQBOT_KNOWLEDGE, else ./knowledge, else the article that ships

exit status:
  0  answered (of several questions: all of them)
  1  not answered (of several questions: at least one)
  2  an error, which standard error explains
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit status."""
    _open_missing_streams()
    terminal.read_all(sys.stdin)
    terminal.write_all(sys.stdout)
    terminal.write_all(sys.stderr)
    try:
        status = _run(_parse(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except FaqbotError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return CLOSED_PIPE
    except OSError as error:
        _silence()
        return _fail(f"faqbot: can't read or write: {error.strerror or error}")
    return status


def _run(options: argparse.Namespace) -> int:
    bot = _load(options.knowledge)
    if options.question is not None:
        return _answer(bot, [options.question], as_json=options.json)
    if not options.ask and not options.json and sys.stdin.isatty() and sys.stdout.isatty():
        from faqbot import repl  # here: prompt_toolkit takes longer to import than an answer takes

        return repl.run(bot)
    if sys.stdin.isatty():
        print("faqbot: one question per line, please; Ctrl-D ends.", file=sys.stderr, flush=True)
    return _answer(bot, _questions(sys.stdin), as_json=options.json)


def _load(paths: Sequence[str]) -> Bot:
    """The bot. All of it is needed to the end: looking through it for garbage, last at exit, would take 10 ms."""
    bot = Bot.load(*paths)
    gc.freeze()
    gc.enable()  # `__main__` has turned it off
    return bot


def _answer(bot: Bot, questions: Iterable[str], *, as_json: bool) -> int:
    """Print the answer to each question as soon as it is known; an empty line parts two answers."""
    status, printed = ANSWERED, False
    for answer in bot.answer_many(questions):
        if printed and not as_json:
            print()
        print(_json(answer) if as_json else _text(answer), flush=True)
        printed = True
        if answer.verdict is not Verdict.ANSWERED:
            status = NOT_ANSWERED
    return status


def _text(answer: Answer) -> str:
    fragments = render.fragments(answer.passages(), terminal.columns(sys.stdout))
    return terminal.paint(fragments, colour=terminal.has_colour(sys.stdout)).rstrip("\n")


def _json(answer: Answer) -> str:
    """One line. Plain ASCII: it can be written in every encoding, and nothing in it acts on a terminal."""
    import json

    return json.dumps(answer.to_dict()).replace("\x7f", "\\u007f")


def _questions(stream: TextIO) -> Iterator[str]:
    """The lines that are not empty, each as soon as it is there."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith("\n"):
            rest = stream.readline(LONGEST_LINE)
        question = line.strip().removeprefix("\ufeff")  # the byte order mark of Windows' editors
        if question:
            yield question


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `ask` (whether the command was given) and `question` (None: read standard input)."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(harmless(message))  # it quotes what was typed

    parser = Parser(
        prog="faqbot",
        usage=_USAGE,
        description="Answers from your own articles: cited, or silent.",
        epilog=_EPILOG,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        allow_abbrev=False,
    )
    parser.add_argument(
        "-k", "--knowledge", metavar="PATH", action="append", default=[], help="an article or a folder (repeatable)"
    )
    parser.add_argument("--json", action="store_true", help="print each answer as one line of JSON")
    parser.add_argument("--version", action="version", version=f"faqbot {_version()}")
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    # Options may stand before, after and amid the words; after "--" there are only words.
    cut = list(arguments).index("--") if "--" in arguments else len(arguments)
    options = parser.parse_intermixed_args(arguments[:cut])
    options.words += arguments[cut + 1 :]
    if options.words and options.words[0] != "ask":
        parser.error(f"there is no command {options.words[0]!r}; to ask a question: faqbot ask …")
    options.ask = bool(options.words)
    options.question = _as_text(" ".join(options.words[1:])) if options.words[1:] else None
    return options


def _version() -> str:
    from faqbot import __version__

    return __version__


def _as_text(argument: str) -> str:
    """An argument of the process as text: bytes that were no text, so lone surrogates, become U+FFFD."""
    return argument.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _fail(message: str) -> int:
    with suppress(OSError):  # if standard error is gone as well the status has to say it all
        print(harmless(message), file=sys.stderr, flush=True)
    return FAILED


def _open_missing_streams() -> None:
    """Stand in for streams that were closed before the start (`faqbot >&-`), which Python leaves None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 - for the rest of the process
            setattr(sys, name, stream)


def _silence() -> None:
    """Let the interpreter's last flush of standard output go nowhere: whoever read it has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
