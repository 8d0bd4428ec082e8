"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

COMMANDS: Final[dict[str, Command]] = {
    "log": Command(
        "[FILE…]",
        "show what was asked, and what became of it",
        ("--since", "--forget"),
        """\
A log has a line of JSON for each question that was asked: when, what, the
verdict and its cause, how sure it was, the place, what was offered and picked,
and what /good and /bad said of it in the chat. It names no user and no machine;
e-mail addresses, telephone, card and account numbers in it are masked. Without
a FILE the log is shown that $FAQBOT_LOG names, else the settings.

examples:
  faqbot --log faq.log                     chat, and log what is asked
  FAQBOT_LOG=faq.log faqbot ask how many people died
  faqbot log faq.log
  faqbot log --since 7d --json             what was asked in the last seven days
  faqbot log --forget "my name is"         take questions out for good

log:
  --log FILE, else $FAQBOT_LOG, else what the settings name (faqbot config)
  where none of them does, or it is empty, nothing is logged

exit status:
  0  shown, or taken out
  1  there is no question to take out that holds the text
  2  an error, which standard error explains
""",
        ("--json",),
    ),
    "gaps": Command(
        "[FILE…]",
        "tell what readers asked and didn't get",
        ("--since", "--top", "--output", "--skip-bad"),
        """\
Reads logs (faqbot log tells of them) and asks the knowledge again what had no
answer, or one that a reader called bad. What still has none is put together by
what it asks, largest first, each with its wordings, what comes nearest, and why
that is no answer. Then what readers picked from a list, and the entries that
were never an answer in all of the log. Of very many questions the most asked
ones are looked at; how many are left out is told.

examples:
  faqbot gaps faq.log
  faqbot -k handbook/ gaps --since 7d      of the log that is written (faqbot log)
  faqbot gaps faq.log --top 50 -o gaps.md  as Markdown, for an issue
  faqbot gaps faq.log --json               all of it

exit status:
  0  nothing was asked in vain
  1  something was, or was picked from a list
  2  an error, which standard error explains
""",
    ),
    "teach": Command(
        "[FILE…]",
        "put questions beside the entries that they belong to",
        ("--question", "--ref", "--golden", "--dry-run", "--undo"),
        """\
Makes a question an alternate of an FAQ entry or a section, in its YAML file,
and writes a golden case for it. Before that it is tried: where a golden case or
the wording of another place would no longer be answered as it is, nothing is
written, and you are told what would be lost. Of the FILE of a log it shows what
readers asked and didn't get, the most asked first, and asks where each belongs.
Without either it reads lessons from standard input, one a line, as JSON.

examples:
  faqbot teach --question "how late are you open" --ref opening-hours
  faqbot teach --question "do you take cards" --ref payment --dry-run
  faqbot teach faq.log                     one key for each question
  faqbot teach < lessons.jsonl             {"question": "…", "ref": "…"} a line
  faqbot teach --undo                      take back the last lesson

golden file, the first of these that there is:
  the one that --golden names, be it a new one
  NAME.golden.yaml beside the article NAME.yaml
  another beside it or in the folder above, or in tests/ or tests/golden/ of
  either, that names the article or its folder
  else NAME.golden.yaml is made

exit status:
  0  taught, known already, or taken back
  1  something would be lost by it, or what was to be taken back has changed
  2  an error, which standard error explains
""",
    ),
}


def _since(text: str) -> datetime:
    """The time that `text` says."""
    import argparse  # here: to complete a command needs none of it

    from faqbot.log.reading import moment

    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _top(text: str) -> int:
    """The count that `text` says, 1 or more."""
    import argparse  # here: as above

    if not (text.isascii() and text.isdecimal() and len(text) < _DIGITS and int(text)):
        raise argparse.ArgumentTypeError(f'"{text}" is no count: write a whole number from 1 on')
    return int(text)


_DIGITS: Final = 10  # a number with more counts nothing that there is

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--top": {"metavar": "N", "type": _top, "default": 10, "help": "how many of each kind to show (default: 10)"},
    "--log": {"metavar": "FILE", "help": "log what is asked, a line for each question (faqbot log reads it)"},
    "--since": {"metavar": "TIME", "type": _since, "help": "only what was asked since: 30m, 12h, 7d, 2w or a date"},
    "--forget": {"metavar": "TEXT", "help": "take the questions that hold the text out of the log for good"},
    "--question": {"metavar": "TEXT", "help": "a question, in a reader's words"},
    "--ref": {"metavar": "REF", "help": "the entry or section that it belongs to: its id, or article#id"},
    "--golden": {"metavar": "FILE", "help": "the golden file that gets a case of it"},
    "--undo": {"action": "store_true", "help": "take back the last lesson, and again the one before it"},
}
