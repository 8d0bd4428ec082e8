"""The commands and options of faqbot, and their help: all that is said of them comes from these tables.

What a shell completes and the manual page are made of them too, the page while a wheel is built, where there is
nothing but Python: so nothing else is imported here. The commands for authors are in `authoring`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.authoring import COMMANDS as _AUTHORING
from faqbot.terminal.shell.help.authoring import OPTIONS as _AUTHORING_OPTIONS
from faqbot.terminal.shell.help.command import Command, choice, count
from faqbot.terminal.shell.help.learning import COMMANDS as _LEARNING
from faqbot.terminal.shell.help.learning import OPTIONS as _LEARNING_OPTIONS

if TYPE_CHECKING:
    import argparse
    from typing import Any

_KNOWLEDGE: Final = """
knowledge:
  -k, else {0}$FAQBOT_KNOWLEDGE, else ./knowledge,
  else what the settings name (faqbot config), else the article that ships

meaning:
  words    word vectors that ship; the default
  encoder  a sentence encoder that ships: pip install 'faqbot[meaning]'
  off      neither: letters, stems and synonyms alone
  --meaning names it, else $FAQBOT_MEANING, else the article, else the settings
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

AUTHORING: Final = tuple(_AUTHORING)  # the commands for those who keep the articles
LEARNING: Final = tuple(_LEARNING)  # those by which a knowledge learns of being asked

MEANINGS: Final = ("words", "encoder", "off")  # those of `knowledge.article.Meaning`

# Shell -> the file from which it takes a completion by itself, or nearly.
SHELLS: Final = {
    "bash": "~/.local/share/bash-completion/completions/faqbot",
    "zsh": "~/.zfunc/_faqbot",
    "fish": "~/.config/fish/completions/faqbot.fish",
}


COMMANDS: Final = {
    "ask": Command(
        "[QUESTION]",
        "answer a question, or those of standard input",
        ("--article", "--skip-bad", "--why", "--jobs", "--dask", "--resume", "--log"),
        """\
Without a QUESTION the lines of standard input are answered, each as it comes.
A line is a question, or a JSON object with a "question": what else that holds,
such as an id, stands in the answer's line of --json too.

examples:
  faqbot ask how many people died
  faqbot ask "Who is in the talks?" --why
  faqbot ask --article pricing "Is there a discount?"
  faqbot ask --json < questions.txt        one answer per line that is not empty
  faqbot ask --json --why who pays         with the receipts of all matches
  faqbot ask -- -x                         a question that starts with a dash
  faqbot ask --json --jobs auto < questions.jsonl > answers.jsonl
  faqbot ask --json --resume answers.jsonl < questions.jsonl
  faqbot ask --json --dask tcp://10.0.0.5:8786 < questions.txt > answers.jsonl

many questions:
  Answers come in the order of the questions, and the memory they take is the
  same for a million as for a thousand. With --jobs or --dask the articles are
  loaded once by each process; a cluster needs faqbot and the same files on all
  its machines (pip install 'faqbot[dask]'). --resume makes FILE, or goes on
  where it ends: the same command finishes what was interrupted.
"""
        + _KNOWLEDGE.format("")
        + """
exit status:
  0  answered, or told about the bot or its articles (of several: all of them)
  1  not answered (of several questions: at least one)
  2  an error, which standard error explains
""",
    ),
    "eval": Command(
        "FILE…",
        "measure the bot on labelled questions",
        ("--max-wrong", "--perturb", "--plot", "--skip-bad", "--worst"),
        """\
examples:
  faqbot eval tests/golden/
  faqbot -k handbook/ eval asked.csv --plot curve.svg
  faqbot eval asked.jsonl --max-wrong 0.05     a budget of wrong answers, for CI
  faqbot eval tests/golden/ --perturb          how well it stands other words
  faqbot eval tests/golden/ --perturb=typos,turned --worst 20

other words:
  --perturb asks each question that is decided rightly again by kinds of change:
  typos        a key beside the right one, a letter doubled, dropped, swapped
  case         in capitals
  punctuation  without it
  synonyms     a synonym that the article declares in place of a word
  politeness   behind "hi, could you tell me", or a greeting
  context      behind a sentence that tells of nothing
  keywords     without its small words
  turned       another number, year, day, name or role, a "not" put in or taken
               out: another question, which must not get the old answer
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
        ("--max-wrong", "--skip-bad"),
        """\
Proposed is the threshold with the most right decisions; with --max-wrong, the
one that answers most while no larger share of the answers given is wrong. What
it would gain is told by questions that took no part in choosing it.

examples:
  faqbot tune tests/golden/
  faqbot -k handbook/ tune asked.csv --max-wrong 0.05
"""
        + _LABELLED
        + _KNOWLEDGE.format(_OWN)
        + """
exit status:
  0  a threshold is proposed, maybe the present one
  1  no threshold keeps the wrong answers to the share of --max-wrong
  2  an error, which standard error explains
""",
    ),
    **_AUTHORING,
    **_LEARNING,
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

A file that is already there is lost by that: print into another one first, and
move that into its place.

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
    "completion": Command(
        "SHELL",
        "print a script that completes commands in a shell",
        epilog=f"""\
SHELL is bash, zsh or fish. The script tells it the commands, options and files
to complete when Tab is pressed; none of that starts faqbot. Put it where your
shell looks for it (make that folder first), and start a new shell.

bash:
  faqbot completion bash > {SHELLS["bash"]}
  source <(faqbot completion bash)   in ~/.bashrc, without bash-completion 2

zsh:
  faqbot completion zsh > {SHELLS["zsh"]}
  fpath+=~/.zfunc; autoload -Uz compinit; compinit   in ~/.zshrc

fish:
  faqbot completion fish > {SHELLS["fish"]}

examples:
  mkdir -p ~/.zfunc && faqbot completion zsh > {SHELLS["zsh"]}

exit status:
  0  printed
  2  an error, which standard error explains
""",
        shared=(),
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
CHAT: Final = Command(
    "[COMMAND …]",
    "Answers from your own articles: cited, or silent.",
    ("--article", "--skip-bad", "--log"),
    f"""\
commands (faqbot COMMAND --help tells more):
{chr(10).join(f"  {name:10} {command.help}" for name, command in COMMANDS.items())}
  Without a command: chat, or answer standard input, a question per line.

examples:
  faqbot                                   chat about the default knowledge
  faqbot ask how many people died
  faqbot ask "Who is in the talks?" --json
  faqbot -k handbook/ -k faq.yaml ask "How do I reset my password?"
  faqbot eval tests/golden/ --max-wrong 0.05
  faqbot import faq.md                     an article of a document you have
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


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of change that `text` names."""
    import argparse

    from faqbot.evaluation.perturbing import kinds  # here: the table is made by every start

    try:
        return kinds.named(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _jobs(text: str) -> int:
    """The number of processes that `text` says; 0: as many as there are processors."""
    return 0 if text.lower() == "auto" else count(text)


SHORT: Final = {"--knowledge": "-k", "--output": "-o"}
# Option -> what argparse is told of it.
OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--knowledge": {
        "metavar": "PATH",
        "action": "append",
        "default": [],
        "help": "an article, a folder, a file of one entry a line or a compiled one (repeatable)",
    },
    "--meaning": {
        "metavar": "MEANING",
        "type": choice("meaning", MEANINGS),
        "help": "by what meaning is told: words, encoder or off",
    },
    "--article": {
        "metavar": "NAME",
        "action": "append",
        "default": [],
        "help": "ask this article only, by its id or title (repeatable)",
    },
    "--json": {"action": "store_true", "help": "print JSON, one object a line"},
    "--why": {"action": "store_true", "help": "show why each answer is what it is"},
    "--jobs": {"metavar": "N", "type": _jobs, "default": 1, "help": "processes that answer; auto: one a processor"},
    "--dask": {"metavar": "ADDRESS", "help": "have a Dask cluster answer: the address of its scheduler"},
    "--resume": {"metavar": "FILE", "help": "write answers into FILE, but those that it has already"},
    "--max-wrong": {"metavar": "SHARE", "type": _share, "help": "share of the answers that may be wrong, as 0.05"},
    "--path": {"action": "store_true", "help": "print only where the file is; its folder is made"},
    "--perturb": {
        "metavar": "KINDS",
        "nargs": "?",
        "const": "all",
        "type": _kinds,
        "help": "ask what is right again in other words: all kinds of change, or as =typos,case",
    },
    "--plot": {"metavar": "FILE.svg", "help": "draw the risk-coverage curve into a file"},
    "--skip-bad": {"action": "store_true", "help": "leave out bad entries of JSON Lines and CSV"},
    "--worst": {"metavar": "N", "type": count, "default": 3, "help": "mistakes to show in full (default: 3)"},
    **_AUTHORING_OPTIONS,
    **_LEARNING_OPTIONS,
}
# Those whose value can be left out, and what counts then; where there is one it stands behind "=".
BARE: Final = {name: f"{name}={told['const']}" for name, told in OPTIONS.items() if "const" in told}
# The options behind which a value stands, by all of their names.
VALUED: Final = frozenset(
    option
    for name, of in OPTIONS.items()
    if "metavar" in of and "nargs" not in of
    for option in (name, SHORT.get(name, name))
)


def told(command: Command, name: str) -> dict[str, Any]:
    """What argparse is told of an option of a command."""
    return {**OPTIONS[name], **command.told.get(name, {})}


def add_options(parser: argparse.ArgumentParser, command: Command) -> list[argparse.Action]:
    """Give `parser` all options of a command; returns what argparse keeps of each."""
    names = (*command.shared, *command.options)
    return [
        parser.add_argument("-h", "--help", action="help", help="show this help message and exit"),
        *(parser.add_argument(*filter(None, (SHORT.get(name), name)), **told(command, name)) for name in names),
        parser.add_argument(
            "-V", "--version", action="version", version=f"faqbot {_version()}", help="print the version"
        ),
    ]


def explained(option: argparse.Action) -> str:
    """The help of an option, as argparse prints it."""
    return (option.help or "") % vars(option)


def _version() -> str:
    from faqbot import __version__

    return __version__
