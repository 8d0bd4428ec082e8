"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command, count

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

COMMANDS: Final[dict[str, Command]] = {
    "gaps": Command(
        "[LOG…]",
        "tell what readers asked and didn't get",
        ("--since", "--top", "--output", "--skip-bad"),
        """\
Reads logs of questions and shows, the most asked first, what got no answer or
one that was called wrong: questions that ask much the same stand together, with
the entry that comes nearest and why it didn't answer. Then what readers had to
pick from a list, and the entries that answered nobody. The questions are asked
again of the knowledge as it is now: what it answers by now is no gap any more.
Of a long log the 1,000 most asked are; what is left out is told.

Without a LOG: what $FAQBOT_LOG names, else the settings. --json has all that
was found, whatever --top says.

examples:
  faqbot gaps asked.jsonl
  faqbot gaps asked.jsonl --since 7d --top 5
  faqbot -k handbook/ gaps logs/*.jsonl -o gaps.md
  faqbot gaps asked.jsonl --json           for a program

exit status:
  0  there are no gaps
  1  there are some
  2  an error, which standard error explains
""",
    ),
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
}


def _since(text: str) -> datetime:
    """The time that `text` says."""
    import argparse  # here: to complete a command needs none of it

    from faqbot.log.reading import moment

    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--log": {"metavar": "FILE", "help": "log what is asked, a line for each question (faqbot log reads it)"},
    "--since": {"metavar": "TIME", "type": _since, "help": "only what was asked since: 30m, 12h, 7d, 2w or a date"},
    "--top": {"metavar": "N", "type": count, "default": 10, "help": "of each kind show so many (default: 10)"},
    "--forget": {"metavar": "TEXT", "help": "take the questions that hold the text out of the log for good"},
}
