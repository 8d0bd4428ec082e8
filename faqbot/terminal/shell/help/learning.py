"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command, count

if TYPE_CHECKING:
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

Without a LOG: what $FAQBOT_LOG names. --json has all that was found, whatever
--top says.

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
}

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--since": {"metavar": "TIME", "help": "only what was asked since: 12h, 7d or 2w ago, or a day as 2026-11-28"},
    "--top": {"metavar": "N", "type": count, "default": 10, "help": "of each kind show so many (default: 10)"},
}
