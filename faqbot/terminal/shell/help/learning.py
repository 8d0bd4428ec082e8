"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command, choice, count

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

FORMS: Final = ("text", "json", "markdown")  # of what `diff` prints

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
        told={
            "--golden": {
                "action": "store",
                "default": None,
                "help": "the golden file that gets a case of it, be it a new one",
            }
        },
    ),
    "suggest": Command(
        "[REF…]",
        "propose wordings for places that have few",
        ("--log", "--since", "--nearest", "--least", "--prompt", "--read", "--ask", "--write", "--skip-bad"),
        """\
What makes a bot better than anything else is that a place has some wordings in
the words of its readers: alternates. For each section and entry with fewer than
five, or for those that are named, this proposes some:

  from a log    questions of whose offers readers picked the place, those picked
                most often first; with --nearest also what was not answered
  by rule       its title with a declared synonym
  by --read     whatever answers the prompt that --prompt prints, a language
                model or a colleague: a line of JSON for each wording

All are tried together. One that would take a question from where it is answered
right, a wording or a golden case, is dropped; so is one that does not lead to
its place, or has only what is there. Each is told with why; the rest is shown
as a diff, and written with --write, or with --ask one by one. What is nearest
to a place belongs there one time in four: look at it before you write.

examples:
  faqbot suggest                           for all places with few wordings
  faqbot suggest refunds --log faq.log --since 30d
  faqbot suggest --nearest --ask           answer y, n or q to each
  faqbot suggest --prompt | any-llm-cli | faqbot suggest --read -
  faqbot suggest --read wordings.jsonl --write
  faqbot teach --undo                      take the last one out again

knowledge:
  -k, else $FAQBOT_KNOWLEDGE, else ./knowledge, else what the settings name
log:
  --log FILE, else $FAQBOT_LOG, else what the settings name

exit status:
  0  nothing to propose, or all is written or asked for, or it was --prompt
  1  wordings are proposed, and not written
  2  an error, which standard error explains
""",
        told={
            "--log": {
                "dest": "logs",
                "metavar": "FILE",
                "action": "append",
                "default": [],
                "help": "propose what was asked by this log (repeatable)",
            },
        },
    ),
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
            },
            "--log": {
                "dest": "logs",  # nothing that it asks is logged
                "metavar": "FILE",
                "action": "append",
                "default": [],
                "help": "ask the questions of this log too (repeatable)",
            },
        },
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
    "--golden": {
        "metavar": "FILE",
        "action": "append",
        "default": [],
        "help": "ask the questions of this file, whatever it is about (repeatable)",
    },
    "--all": {"action": "store_true", "help": "show all changes, not only the most important"},
    "--nearest": {"action": "store_true", "help": "propose also what was not answered, for the place nearest to it"},
    "--least": {"metavar": "N", "type": count, "default": 5, "help": "wordings that a place is to have (default: 5)"},
    "--prompt": {"action": "store_true", "help": "print what to ask a language model for"},
    "--read": {"metavar": "FILE", "help": "propose what is in this file, an answer to the prompt (-: standard input)"},
    "--ask": {"action": "store_true", "help": "ask for each whether to write it: y, n or q"},
    "--write": {"action": "store_true", "help": "write all that are proposed into the articles"},
    "--question": {"metavar": "TEXT", "help": "a question, in a reader's words"},
    "--ref": {"metavar": "REF", "help": "the entry or section that it belongs to: its id, or article#id"},
    "--undo": {"action": "store_true", "help": "take back the last lesson, and again the one before it"},
}
