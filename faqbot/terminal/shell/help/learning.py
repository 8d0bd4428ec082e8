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
    "--forget": {"metavar": "TEXT", "help": "take the questions that hold the text out of the log for good"},
}
