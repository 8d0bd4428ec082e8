"""The arguments of the command -> what is to be done; each command has options and a help of its own.

Options may stand before, after and amid the command and its words; after "--" there are only words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import harmless
from faqbot.base.messages import closest
from faqbot.terminal.shell.help.usage import BARE, CHAT, COMMANDS, SHELLS, SHORT, VALUED, add_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import NoReturn

    from faqbot.terminal.shell.help.command import Command


_BATCH: Final = {"--jobs": 1, "--dask": None, "--resume": None}  # their defaults
_NEEDED: Final = {
    "eval": "questions",
    "tune": "questions",
    "import": "documents",
    "compile": "articles",
    "diff": "knowledge",
}  # what must stand behind these commands


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `command` ("" without one) and `words`, what stands behind it.

    Raises:
        SystemExit: help or the version was asked for (0), or the arguments are wrong (2); it has been printed.
    """
    arguments = _filled(arguments)
    name = _command(arguments)
    command = COMMANDS.get(name, CHAT)
    parser = _parser(name if name in COMMANDS else "", command)
    cut = list(arguments).index("--") if "--" in arguments else len(arguments)
    options, unknown = parser.parse_known_intermixed_args(arguments[:cut])
    words = [*options.words, *arguments[cut + 1 :]]
    if words and name not in COMMANDS:
        parser.error(_no_command(words[0]))
    if unknown:
        parser.error(_no_option(unknown[0].partition("=")[0], command))
    options.command, options.words = name, words[1:]
    if name in _NEEDED and not options.words:
        parser.error(f"which {_NEEDED[name]}? faqbot {name} {command.usage}")
    if options.words and not command.words:
        parser.error(f"nothing may stand behind faqbot {name}, but there is {options.words[0]!r}")
    if name == "completion" and (fault := _no_shell(options.words)):
        parser.error(fault)
    if fault := _no_batch(options) or _no_perturbing(options):
        parser.error(fault)
    if name == "help":
        _help(options.words, parser)
    return options


def _help(words: Sequence[str], parser: argparse.ArgumentParser) -> NoReturn:
    """Print the help of the command that `words` name, or that of faqbot, and leave."""
    if len(words) > 1:
        parser.error(f"one command may stand behind faqbot help, but there is {words[1]!r} too")
    name = words[0] if words else ""
    if name and name not in COMMANDS:
        parser.error(_no_command(name))
    _parser(name, COMMANDS.get(name, CHAT)).print_help()
    parser.exit()


def _no_batch(options: argparse.Namespace) -> str:
    """What to say of options for many questions that don't go together; "" of others."""
    used = [name for name, default in _BATCH.items() if getattr(options, name[2:]) != default]
    if used and options.words:
        return f"{used[0]} is for the questions of standard input, but there is one behind faqbot {options.command} too"
    if {"--jobs", "--dask"} <= {*used}:
        return "--jobs has this machine answer and --dask a cluster: write one of the two"
    if "--resume" in used and not options.json:
        return "--resume is for answers as JSON: write --json too"
    return ""


def _no_perturbing(options: argparse.Namespace) -> str:
    """What to say of an option that doesn't go with `--perturb`; "" where none stands there."""
    if getattr(options, "perturb", None) is None:
        return ""
    other = "--plot" if options.plot is not None else "--max-wrong" if options.max_wrong is not None else ""
    return f"{other} is about questions as they are written, and --perturb about others: leave one out" if other else ""


def _no_shell(words: Sequence[str]) -> str:
    """What to say of words that are not one of the shells; "" of one that is."""
    if len(words) == 1 and words[0] in SHELLS:
        return ""
    if not words:
        *others, last = (f"faqbot completion {shell} > {path}" for shell, path in SHELLS.items())
        return f"which shell? {', '.join(others)} or {last}; faqbot completion --help has the rest"
    if len(words) > 1:
        return f"one shell may stand behind faqbot completion, but there is {words[1]!r} too"
    guess = closest(words[0], SHELLS)
    hint = f"did you mean {guess}?" if guess else f"there are {', '.join(SHELLS)}"
    return f"there is no completion for {words[0]!r}; {hint}"


def _no_command(typed: str) -> str:
    """What to say of a command that there isn't."""
    guess = closest(typed, COMMANDS)
    return f"there is no command {typed!r}; {f'did you mean {guess}?' if guess else 'to ask a question: faqbot ask …'}"


def _filled(arguments: Sequence[str]) -> list[str]:
    """The arguments, each option that stands without the value that it may have with what counts then.

    So that what follows it is no value of it: `--perturb asked.csv`.
    """
    cut = list(arguments).index("--") if "--" in arguments else len(arguments)
    before = list(arguments[:cut])
    valued = {at + 1 for at, argument in enumerate(before) if argument in VALUED}
    filled = [argument if at in valued else BARE.get(argument, argument) for at, argument in enumerate(before)]
    return [*filled, *arguments[cut:]]


def _command(arguments: Sequence[str]) -> str:
    """The first argument that is no option and no value of one; "" where there is none."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return next(rest, "")
        if argument in VALUED:
            next(rest, "")
        elif not argument.startswith("-"):
            return argument
    return ""


def _parser(name: str, command: Command) -> argparse.ArgumentParser:
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(harmless(message))  # it quotes what was typed

    help_ = command.help
    parser = Parser(
        prog="faqbot",
        usage=f"faqbot [options] {name} {command.usage}".replace("  ", " ").rstrip(),
        description=help_ if help_.endswith(".") else f"{help_[0].upper()}{help_[1:]}.",
        epilog=command.end,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        allow_abbrev=False,
        add_help=False,
    )
    add_options(parser, command)
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    # Standard input is answered by `ask` and without a command alike.
    parser.set_defaults(why=False, jobs=1, dask=None, resume=None, skip_bad=False)
    return parser


def _no_option(typed: str, command: Command) -> str:
    """What to say of an option that a command doesn't have."""
    full = next((option for option, short in SHORT.items() if short == typed), typed)
    owners = [f"faqbot {name}" for name, other in COMMANDS.items() if full in (*other.shared, *other.options)]
    if owners:
        return f"{typed} is an option of {' and '.join(owners)}"
    guess = closest(typed, (*command.shared, *command.options, "--version", "--help"))
    return f"there is no option {typed}{f': did you mean {guess}?' if guess else ''}"
