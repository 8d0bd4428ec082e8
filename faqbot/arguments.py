"""The arguments of the command -> what is to be done; each command has options and a help of its own.

Options may stand before, after and amid the command and its words; after "--" there are only words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.faults import closest
from faqbot.hygiene import harmless

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any, NoReturn

_KNOWLEDGE: Final = """
knowledge:
  -k, else {0}$FAQBOT_KNOWLEDGE, else ./knowledge,
  else what the settings name (faqbot config), else the article that ships
"""
_LABELLED: Final = """
files:
  *.golden.yaml    golden cases; a case marked xfail counts as any other does
  *.jsonl          {"question": "…", "expect": ["id", …]} on each line
  *.csv, *.tsv     a header "question,expect"; several ids parted by | or spaces
  a folder         every *.golden.yaml below it
  Without an id in `expect` the bot must not answer. An id is that of a section
  or FAQ entry, or article#id. `contains` names words that the answer must hold.
"""
_OWN: Final = "what a golden file names, else "

_ALWAYS: Final = ("--knowledge", "--json")


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        usage: what stands behind its name.
        help: what it does, in a line.
        options: the names of its own options (keys of `_OPTIONS`).
        epilog: how its help ends.
        shared: the names of those that it shares with the others.
        words: whether words may stand behind its name.
    """

    usage: str
    help: str
    options: tuple[str, ...] = ()
    epilog: str = ""
    shared: tuple[str, ...] = _ALWAYS
    words: bool = True


COMMANDS: Final = {
    "ask": Command(
        "[QUESTION]",
        "answer a question, or those of standard input",
        ("--why",),
        """\
Without a QUESTION the lines of standard input are answered, each as it comes.

examples:
  faqbot ask how many people died
  faqbot ask "Who is in the talks?" --why
  faqbot ask --json < questions.txt        one answer per line that is not empty
  faqbot ask --json --why who pays         with the receipts of all matches
  faqbot ask -- -x                         a question that starts with a dash
"""
        + _KNOWLEDGE.format("")
        + """
exit status:
  0  answered (of several questions: all of them)
  1  not answered (of several questions: at least one)
  2  an error, which standard error explains
""",
    ),
    "eval": Command(
        "FILE…",
        "measure the bot on labelled questions",
        ("--max-wrong", "--plot", "--worst"),
        """\
examples:
  faqbot eval tests/golden/
  faqbot -k handbook/ eval asked.csv --plot curve.svg
  faqbot eval asked.jsonl --max-wrong 0.05     a budget of wrong answers, for CI
"""
        + _LABELLED
        + _KNOWLEDGE.format(_OWN)
        + """
exit status:
  0  measured
  1  a larger share of the answers given is wrong than --max-wrong allows
  2  an error, which standard error explains
""",
    ),
    "tune": Command(
        "FILE…",
        "propose the confidence from which to answer",
        ("--max-wrong",),
        """\
Proposed is the cut with the most right decisions; with --max-wrong, the one
that answers most while no larger share of the answers given is wrong. What it
would gain is told by questions that took no part in choosing it.

examples:
  faqbot tune tests/golden/
  faqbot -k handbook/ tune asked.csv --max-wrong 0.05
"""
        + _LABELLED
        + _KNOWLEDGE.format(_OWN)
        + """
exit status:
  0  a cut is proposed, maybe the present one
  1  no cut keeps the wrong answers to the share of --max-wrong
  2  an error, which standard error explains
""",
    ),
    "config": Command(
        "",
        "print the settings, and what they may be",
        ("--path",),
        """\
What is printed is a settings file, in TOML: every setting with what it does,
what is allowed and what it is. All of them may be left out.

examples:
  faqbot config
  faqbot config > "$(faqbot config --path)"     a file to start with
  A file that is already there is lost by that: print into another one first,
  and move that into its place.

settings:
  the file that $FAQBOT_CONFIG names, else config.toml in your config folder

exit status:
  0  printed
  2  something in the file is wrong, which standard error explains; its default
     is printed
""",
        ("--json",),
        words=False,
    ),
    "help": Command(
        "[COMMAND]",
        "show this help, or that of a command",
        epilog="""\
examples:
  faqbot help ask                          as faqbot ask --help

exit status:
  0  shown
  2  there is no such command
""",
        shared=(),
    ),
}

# Without a command: the chat, or the lines of standard input.
_CHAT: Final = Command(
    "[COMMAND …]",
    "Answers from your own articles: cited, or silent.",
    (),
    f"""\
commands (faqbot COMMAND --help tells more):
{chr(10).join(f"  {name:6} {command.help}" for name, command in COMMANDS.items())}
  Without a command: chat, or answer standard input, a question per line.

examples:
  faqbot                                   chat about the default knowledge
  faqbot ask how many people died
  faqbot ask "Who is in the talks?" --json
  faqbot -k handbook/ -k faq.yaml ask "How do I reset my password?"
  faqbot eval tests/golden/ --max-wrong 0.05
  faqbot config                            what can be set
{_KNOWLEDGE.format("")}
exit status:
  0  answered (of several questions: all of them), or measured
  1  not answered (at least one), or more wrong answers than --max-wrong allows
  2  an error, which standard error explains
""",
)


def _share(text: str) -> float:
    """The share (0..1) that `text` says."""
    import argparse

    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f'"{text}" is no share: write a number from 0 to 1, as 0.05 for 5 in 100')
    return share


def _count(text: str) -> int:
    """The whole number that `text` says."""
    import argparse

    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST))):
        raise argparse.ArgumentTypeError(f'"{text}" is no count: write a whole number from 0 to {_MOST:,}')
    return int(text)


_MOST: Final = 999_999
_SHORT: Final = {"--knowledge": "-k"}
# Option -> what argparse is told of it.
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--knowledge": {
        "metavar": "PATH",
        "action": "append",
        "default": [],
        "help": "an article or a folder (repeatable)",
    },
    "--json": {"action": "store_true", "help": "print JSON, one object a line"},
    "--why": {"action": "store_true", "help": "show why each answer is what it is"},
    "--max-wrong": {"metavar": "SHARE", "type": _share, "help": "share of the answers that may be wrong, as 0.05"},
    "--path": {"action": "store_true", "help": "print only where the file is; its folder is made"},
    "--plot": {"metavar": "FILE.svg", "help": "draw the risk-coverage curve into a file"},
    "--worst": {"metavar": "N", "type": _count, "default": 3, "help": "mistakes to show in full (default: 3)"},
}
_VALUED: Final = frozenset({"-k", *(name for name, told in _OPTIONS.items() if "metavar" in told)})


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, with `command` ("" without one) and `words`, what stands behind it.

    Raises:
        SystemExit: help or the version was asked for (0), or the arguments are wrong (2); it has been printed.
    """
    name = _command(arguments)
    command = COMMANDS.get(name, _CHAT)
    parser = _parser(name if name in COMMANDS else "", command)
    cut = list(arguments).index("--") if "--" in arguments else len(arguments)
    options, unknown = parser.parse_known_intermixed_args(arguments[:cut])
    words = [*options.words, *arguments[cut + 1 :]]
    if words and name not in COMMANDS:
        parser.error(_no_command(words[0]))
    if unknown:
        parser.error(_no_option(unknown[0].partition("=")[0], command))
    options.command, options.words = name, words[1:]
    if name in ("eval", "tune") and not options.words:
        parser.error(f"which questions? faqbot {name} FILE…")
    if options.words and not command.words:
        parser.error(f"nothing may stand behind faqbot {name}, but there is {options.words[0]!r}")
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
    _parser(name, COMMANDS.get(name, _CHAT)).print_help()
    parser.exit()


def _no_command(typed: str) -> str:
    """What to say of a command that there isn't."""
    guess = closest(typed, COMMANDS)
    return f"there is no command {typed!r}; {f'did you mean {guess}?' if guess else 'to ask a question: faqbot ask …'}"


def _command(arguments: Sequence[str]) -> str:
    """The first argument that is no option and no value of one; "" where there is none."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return next(rest, "")
        if argument in _VALUED:
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
        epilog=command.epilog,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        allow_abbrev=False,
    )
    for option in (*command.shared, *command.options):
        parser.add_argument(*filter(None, (_SHORT.get(option), option)), **_OPTIONS[option])
    parser.add_argument("-V", "--version", action="version", version=f"faqbot {_version()}", help="print the version")
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.set_defaults(why=False)  # standard input is answered by `ask` and without a command alike
    return parser


def _no_option(typed: str, command: Command) -> str:
    """What to say of an option that a command doesn't have."""
    full = next((option for option, short in _SHORT.items() if short == typed), typed)
    owners = [f"faqbot {name}" for name, other in COMMANDS.items() if full in (*other.shared, *other.options)]
    if owners:
        return f"{typed} is an option of {' and '.join(owners)}"
    guess = closest(typed, (*command.shared, *command.options, "--version", "--help"))
    return f"there is no option {typed}{f': did you mean {guess}?' if guess else ''}"


def _version() -> str:
    from faqbot import __version__

    return __version__
