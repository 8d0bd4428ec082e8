"""The command `faqbot`: arguments in, answers out, and the exit status.

Errors end here: a sentence on standard error and a status, never a traceback.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
import warnings
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import as_json, harmless
from faqbot.base.layout import lines, render
from faqbot.knowledge import refs
from faqbot.terminal import screen
from faqbot.terminal.shell import bots
from faqbot.terminal.shell.arguments import parse
from faqbot.terminal.shell.help import usage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, TextIO

    from faqbot.answering.answers import Answer
    from faqbot.base.layout.segment import Segment
    from faqbot.bot import Bot
    from faqbot.evaluation.evaluate import Evaluation
    from faqbot.evaluation.labelled import Labelled

ANSWERED: Final = 0
NOT_ANSWERED: Final = 1
PASSED_BUDGET: Final = 1  # more wrong answers than were allowed, or a group below its floor
FAILED: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count
CLOSED_PIPE: Final = 141  # 128 + SIGPIPE, as of any program before `head`


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit status."""
    _open_missing_streams()
    with _edge():
        return _status(sys.argv[1:] if arguments is None else arguments)


def _status(arguments: Sequence[str]) -> int:
    try:
        options = _parsed(arguments)
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except FaqbotError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return CLOSED_PIPE
    except OSError as error:
        _silence(sys.stdout)
        return _fail(f"faqbot: can't read or write: {error.strerror or error}")
    return status


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    try:
        return parse(arguments)
    finally:  # --help leaves by an exception, but what it says may not have been written yet
        sys.stdout.flush()


# -- asking ------------------------------------------------------------------------------------


def _chat(options: argparse.Namespace) -> int:
    """Without a command: a conversation on a terminal; else the lines of standard input are answered."""
    if not options.json and sys.stdin.isatty() and sys.stdout.isatty():
        return _talk(bots.knowledge(options.knowledge), bots.maker(options), options.article)
    return _answer_lines(options)


def _talk(paths: Sequence[str], make: Callable[..., Bot], named: Sequence[str]) -> int:
    from faqbot.chat import settings
    from faqbot.chat.session import Session
    from faqbot.knowledge import watch
    from faqbot.terminal import preparing, repl  # here: prompt_toolkit takes longer to import than an answer takes

    wanted, faults = settings.load()
    ahead = preparing.Ahead()
    watched = watch.Watched(lambda *paths: ahead.follow(make(*paths)), paths)
    bot = watched.load()
    session = Session(bot, wanted, watched)
    session.chat.articles = refs.articles(bot.knowledge, named) if named else None
    bots.keep()
    return repl.run(session, faults, ahead)


def _ask(options: argparse.Namespace) -> int:
    """Answer the question that stands behind the command, else the lines of standard input."""
    if not options.words:
        return _answer_lines(options)
    answer = bots.load(options).answer(_as_text(" ".join(options.words)), options.article or None)
    print(as_json(_values(answer, why=options.why)) if options.json else _text(answer, why=options.why), flush=True)
    return ANSWERED if answer.verdict in (Verdict.ANSWERED, Verdict.TOLD) else NOT_ANSWERED


def _answer_lines(options: argparse.Namespace) -> int:
    from faqbot.terminal.shell import lines  # here: a question behind the command needs none of it

    bot = bots.load(options)
    if sys.stdin.isatty():
        print("faqbot: one question per line, please; Ctrl-D ends.", file=sys.stderr, flush=True)
    all_answered = lines.answer(bot, options, functools.partial(_text, why=options.why))
    return ANSWERED if all_answered else NOT_ANSWERED


def _text(answer: Answer, *, why: bool) -> str:
    said = _shown(answer.segments())
    if why:
        from faqbot.answering import receipt

        said += f"\n\n{_shown(receipt.segments(answer))}"
    return said


def _shown(segments: Iterable[Segment]) -> str:
    links = screen.takes_links(sys.stdout)
    fragments = render.fragments(segments, screen.columns(sys.stdout), links=links)
    return screen.paint(fragments, colour=screen.has_colour(sys.stdout), links=links).rstrip("\n")


def _values(answer: Answer, *, why: bool) -> dict[str, Any]:
    from faqbot.batch import records  # here: as it is read by people, an answer needs none of it

    return records.values(answer, why=why)


# -- measuring ---------------------------------------------------------------------------------


def _eval(options: argparse.Namespace) -> int:
    if options.perturb is not None:
        return _perturb(options)
    from faqbot.evaluation.reports import plot, report

    found = _evaluate(options)
    if options.plot is not None:
        plot.write(options.plot, plot.svg(report.curve(found)))
    if options.json:
        print(as_json(report.evaluation_dict(found)))
    else:
        _print(report.evaluation(found, _width(), options.worst))
    below = [standing for standing in found.groups if not standing.met]
    for standing in below:
        _tell(f"faqbot: {standing.path}: {standing}")
    wrong = found.wrong
    if options.max_wrong is not None and wrong.value > options.max_wrong:
        told = f"{wrong.count:,} of {wrong.of:,} answers given are wrong, a share of {wrong.value:.4f}"
        _tell(f"faqbot: {told}: --max-wrong allows {options.max_wrong:g}")
        return PASSED_BUDGET
    return PASSED_BUDGET if below else 0


def _perturb(options: argparse.Namespace) -> int:
    from faqbot.evaluation.reports import robust
    from faqbot.evaluation.robustness import robustness

    found = robustness(_labelled(options), options.perturb)
    if options.json:
        print(as_json(robust.robustness_dict(found)))
    else:
        _print(robust.robustness(found, _width(), options.worst))
    return 0


def _tune(options: argparse.Namespace) -> int:
    from faqbot.evaluation import tune
    from faqbot.evaluation.reports import report

    about = _evaluate(options)
    found = tune.tune(about, options.max_wrong)
    if options.json:
        print(as_json(report.tuning_dict(found)))
    else:
        _print(report.tuning(found, about, _width()))
    return PASSED_BUDGET if found.threshold is None else 0


def _evaluate(options: argparse.Namespace) -> Evaluation:
    from faqbot.evaluation import evaluate

    return evaluate.evaluate(_labelled(options))


def _labelled(options: argparse.Namespace) -> tuple[Labelled, ...]:
    """The questions of the files behind the command, with their bots."""
    from faqbot.evaluation import labelled
    from faqbot.evaluation.golden.bots import Bots

    asked = labelled.read(options.words, options.knowledge, Bots(bots.knowledge, bots.maker(options)))
    bots.keep()
    return asked


def _width() -> int:
    return min(screen.columns(sys.stdout) or screen.USUAL_WIDTH, lines.MEASURE)


def _print(fragments: Iterable[tuple[str, str]]) -> None:
    print(screen.paint(fragments, colour=screen.has_colour(sys.stdout)), end="")


# -- settings, shells, articles ----------------------------------------------------------------


def _config(options: argparse.Namespace) -> int:
    from faqbot.chat import settings  # here: an answer seldom needs any

    path = folders.settings_file()
    if options.path:
        with suppress(OSError):  # the shell will say so
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        print(harmless(path))
        return 0
    found, faults = settings.load(path)
    print(as_json({"path": path, **found.to_dict()}) if options.json else settings.documented(found, path).rstrip("\n"))
    sys.stdout.flush()
    for fault in faults:
        _tell(fault)
    return FAILED if faults else 0


def _authoring(options: argparse.Namespace) -> int:
    from faqbot.terminal.shell import authoring  # here: an answer needs none of it

    return authoring.COMMANDS[options.command](options)


def _learning(options: argparse.Namespace) -> int:
    from faqbot.terminal.shell import learning  # here: as above

    return learning.run(options)


def _completion(options: argparse.Namespace) -> int:
    from faqbot.terminal.shell.help import completions  # here: it is needed once on a machine

    print(completions.script(options.words[0]), end="")
    return 0


_COMMANDS: Final = {
    "": _chat,
    "ask": _ask,
    "eval": _eval,
    "tune": _tune,
    "config": _config,
    "completion": _completion,
    **dict.fromkeys(usage.AUTHORING, _authoring),
    **dict.fromkeys(usage.LEARNING, _learning),
}


# -- the edge ----------------------------------------------------------------------------------


@contextmanager
def _edge() -> Iterator[None]:
    """What the streams, the warnings and the garbage collector of the process are like while the command runs.

    Left as they were found: `main` may also be called by a program, or a test.
    """
    collecting = gc.isenabled()
    with ExitStack() as found:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            found.enter_context(screen.restored(stream))
        screen.read_all(sys.stdin)
        screen.write_all(sys.stdout)
        screen.write_all(sys.stderr)
        found.enter_context(warnings.catch_warnings())
        warnings.showwarning = _warn
        found.callback(gc.enable if collecting else gc.disable)
        yield


def _as_text(argument: str) -> str:
    """An argument of the process as text: bytes that were no text, so lone surrogates, become U+FFFD."""
    return argument.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _fail(message: str) -> int:
    _tell(message)
    return FAILED


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """A warning as a sentence, without the place in the code that it comes from."""
    _tell(f"faqbot: {message}")


def _tell(message: str) -> None:
    try:
        print(harmless(message), file=sys.stderr, flush=True)
    except OSError:  # if standard error is gone as well the status has to say it all
        _silence(sys.stderr)


def _open_missing_streams() -> None:
    """Stand in for streams that were closed before the start (`faqbot >&-`), which Python leaves None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 - for the rest of the process
            setattr(sys, name, stream)


def _silence(stream: TextIO) -> None:
    """Let the interpreter's last flush of a stream go nowhere: whoever read it has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
