"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command, choice

if TYPE_CHECKING:
    from typing import Any

FORMS: Final = ("text", "json", "markdown")  # of what `diff` prints

COMMANDS: Final[dict[str, Command]] = {
    "diff": Command(
        "OLD [NEW]",
        "tell which answers a change of the articles changes",
        ("--golden", "--log", "--format", "--all", "--skip-bad"),
        """\
Asks two knowledges the same questions, and tells whose answers change: newly
right, newly wrong, newly silent, from another place, with another text. OLD and
NEW are each a path or a revision of git; without NEW it is the files as they
are. A revision alone is that of the knowledge below; REV:PATH names another one
by its path in the repository. What is there as a path is taken for one: for a
branch of the same name write refs/heads/NAME.

Asked are the golden cases, all wordings of both knowledges (of which the place
is right that they stand for), and the questions of a log (of which nobody knows
what is right). Golden files are those that pytest finds in this folder and are
about this knowledge; of a revision, its own. An entry that got another id, but
has its text, its answer or its question still, is the same one.

examples:
  faqbot diff main                         what this branch changes
  faqbot diff v1 v2
  faqbot diff main:handbook                ./handbook as it was and as it is
  faqbot diff old/ new/ --golden asked.golden.yaml
  faqbot diff HEAD --log questions.jsonl   before a commit
  faqbot diff origin/main --format markdown --all > comment.md

knowledge:
  -k, else $FAQBOT_KNOWLEDGE, else ./knowledge, else what the settings name

exit status:
  0  no golden case breaks
  1  a golden case that was right isn't right now
  2  an error, which standard error explains
""",
        ("--knowledge", "--meaning"),
        told={
            "--format": {
                "metavar": "FORM",
                "type": choice("format", FORMS),
                "help": "text, json or markdown (default: text)",
            }
        },
    ),
}

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--golden": {
        "metavar": "FILE",
        "action": "append",
        "default": [],
        "help": "ask the questions of this file, whatever it is about (repeatable)",
    },
    "--log": {
        "metavar": "FILE",
        "action": "append",
        "default": [],
        "help": "ask the questions of this log too (repeatable)",
    },
    "--all": {"action": "store_true", "help": "show all changes, not only the most important"},
}
