r"""The manual page `faqbot.1`, made from the help of the commands: for `man faqbot`, while a wheel is built.

    page("0.1.0", "2026-11-28")  ->  .TH FAQBOT 1 …

Written in the macros of man(7), which groff and mandoc know. Own code, since argparse-manpage makes a page of what a
parser holds: the examples, files and exit statuses would stay one block of text, and it would be needed at every build.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.terminal.shell.help.usage import CHAT, COMMANDS, SHELLS, add_options, explained

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from faqbot.terminal.shell.help.command import Command

_DESCRIPTION: Final = """\
faqbot answers questions in the words of your own articles, with the section, file and line that says so, or says that
it doesn't know, and why. It needs no network: the same question over the same articles gets the same answer everywhere.

Without a command it is a chat in the terminal; where standard input is no terminal, each line of it is a question.

Options may stand before, after and amid the command and its words. After -- there are only words.
"""

# Variable -> what it does. A test holds that all that are read stand here.
ENVIRONMENT: Final = {
    "FAQBOT_KNOWLEDGE": "The article, or the folder of articles, to answer from where -k names none.",
    "FAQBOT_MEANING": "By what meaning is told where --meaning doesn't say it: words, encoder or off.",
    "FAQBOT_NO_CACHE": "Where it is not empty, no large knowledge is kept compiled in the cache folder.",
    "FAQBOT_CONFIG": "The file with the settings, instead of the one below.",
    "FAQBOT_LOG": "The file that what is asked is logged in where --log names none; where it is empty, nothing is.",
    "HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME": "Where the folders of the files below are, on Linux.",
    "NO_COLOR": "Where it is not empty, nothing is styled.",
    "FORCE_COLOR": "Where it is not empty, output is styled that goes into a file or a pipe too.",
    "FORCE_HYPERLINK": "Whether file and line of a citation and the links of articles are hyperlinks: 0 for never, "
    "anything else for always. Without it they are where the terminal is known to take it.",
    "COLUMNS": "The width that text is wrapped to, instead of the terminal's.",
    "VISUAL": "The editor that Ctrl-X Ctrl-E opens on the line being typed; before EDITOR.",
    "EDITOR": "The same, where VISUAL is not set.",
    "PAGER": "The program through which the chat shows a long text; less by default, none where it is empty.",
    "LESS": "Options for less. They are FRX where it is not set.",
    "TERM": "Where it is dumb or unknown, no escape sequences are written.",
    "TERM_PROGRAM, VTE_VERSION, CI": "These tell, as TERM does, whether the terminal takes hyperlinks.",
    "TMUX": "Where it is set, what is copied is passed on to the terminal outside.",
}

# File -> what it holds. "$XDG_…" and other systems: see `folders`.
FILES: Final = {
    "~/.config/faqbot/config.toml": "The settings; faqbot config --path prints where they are on this system.",
    "~/.local/state/faqbot/history": "The questions asked in the chat, if the settings don't say otherwise.",
    "~/.cache/faqbot/": "What was compiled of large articles, and what an encoder made of them. It can be deleted.",
    "./knowledge": "The articles to answer from where nothing names others.",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of a help's end.

    Attributes:
        heading: without its colon; "" above a paragraph.
        lines: without their indentation.
    """

    heading: str
    lines: tuple[str, ...]


def page(version: str, day: str) -> str:
    """The page, in plain ASCII.

    Args:
        version: that of faqbot.
        day: when the page was made, as 2026-11-28.
    """
    ends = {block.heading: block for block in _blocks(CHAT.epilog)}
    promise = CHAT.help.rstrip(".")
    sections = {
        "NAME": [f"faqbot \\- {_text(promise[:1].lower() + promise[1:])}"],
        "SYNOPSIS": _synopsis(),
        "DESCRIPTION": _paragraphs(_DESCRIPTION),
        "OPTIONS": [*_options(CHAT), *_paragraphs("Further options are those of the commands.")],
        "COMMANDS": [line for name, command in COMMANDS.items() for line in _command(name, command)],
        "KNOWLEDGE": _lines(ends["knowledge"]),
        "MEANING": _lines(ends["meaning"]),
        "ENVIRONMENT": _tagged(ENVIRONMENT),
        "FILES": _tagged(FILES),
        "EXIT STATUS": _lines(ends["exit status"]),
        "EXAMPLES": _lines(ends["examples"]),
    }
    # Aligned left, and no word is parted: a command must be seen as it is typed.
    lines = [f'.TH FAQBOT 1 {day} "faqbot {_text(version)}" "User Commands"', ".ad l", ".nh"]
    for title, body in sections.items():
        lines += [f".SH {title}", *(body[1:] if body[0] == ".PP" else body)]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _synopsis() -> list[str]:
    forms = (f" \\fB{_text(name)}\\fR {_text(command.usage)}".rstrip() for name, command in COMMANDS.items())
    return [".nf", *(f"\\fBfaqbot\\fR [options]{form}" for form in ("", *forms)), ".fi"]


def _command(name: str, command: Command) -> Iterator[str]:
    """The lines on a command: what it does, its own options, and how its help ends."""
    yield f".SS faqbot {_text(name)} {_text(command.usage)}".rstrip()
    yield from _filled(_sentence(command.help))
    yield from _options(command, command.options)
    for block in _blocks(command.end):
        if block.heading:
            yield from (".PP", f"\\fI{_text(block.heading)}\\fR:")
        yield from _lines(block)


def _options(command: Command, wanted: Iterable[str] = ()) -> list[str]:
    """The options of a command: those whose long names are `wanted`, else all."""
    import argparse

    every = add_options(argparse.ArgumentParser(add_help=False), command)
    chosen = [option for option in every if not wanted or option.option_strings[-1] in wanted]
    return _tagged({_names(option): _sentence(explained(option)) for option in chosen if command is CHAT or wanted})


def _names(option: argparse.Action) -> str:
    value = f"[={option.metavar}]" if option.nargs == "?" else f" {option.metavar}" if option.metavar else ""
    return ", ".join(f"{name}{value}" for name in option.option_strings)


# -- the end of a help -------------------------------------------------------------------------


def _blocks(epilog: str) -> Iterator[_Block]:
    for paragraph in epilog.strip().split("\n\n"):
        first, *rest = paragraph.split("\n")
        if first.endswith(":") and rest:
            yield _Block(first[:-1], tuple(line.removeprefix("  ") for line in rest))
        else:
            yield _Block("", (first, *rest))


def _lines(block: _Block) -> list[str]:
    """The lines of a block: what a run of spaces parts is a term and what it means; commands keep their lines."""
    commands = block.heading in ("examples", *SHELLS)
    lines, in_text = [], False
    for line in block.lines:
        term, *meaning = re.split(" {2,}", line, maxsplit=1)
        if not term or (in_text and not meaning):  # deeper: what a term means goes on
            lines += _filled(line.strip())
        elif meaning or commands:
            lines += [".TP 4" if commands else ".TP", f"\\fB{_text(term)}\\fR", *_filled("".join(meaning))]
        else:
            lines += [".PP", *_filled(line)]
        in_text = bool(term) and not (meaning or commands)
    return lines


# -- man(7) ------------------------------------------------------------------------------------


def _paragraphs(text: str) -> list[str]:
    return [line for paragraph in text.strip().split("\n\n") for line in (".PP", *_filled(paragraph))]


def _tagged(meanings: dict[str, str]) -> list[str]:
    return [line for term, meaning in meanings.items() for line in (".TP", f"\\fB{_text(term)}\\fR", *_filled(meaning))]


def _filled(text: str) -> list[str]:
    """`text` in lines of the source, which mandoc wants short; where they end means nothing."""
    return [_text(line) for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]


_WIDTH: Final = 60  # of 80, as escapes are longer than what they stand for
_SPECIAL: Final = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", "…": "..."}


def _text(text: str) -> str:
    """`text` so that it is shown as it is: the page is plain ASCII, and no line of it is taken for a macro."""
    plain = "".join(_SPECIAL.get(c) or (c if c.isascii() else f"\\[u{ord(c):04X}]") for c in text)
    return f"\\&{plain}" if plain.startswith(".") else plain
