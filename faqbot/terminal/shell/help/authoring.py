"""The commands for those who keep the articles, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.command import Command, choice

if TYPE_CHECKING:
    from typing import Any

KINDS: Final = ("knowledge", "golden")  # those of `authoring.starting.schema`
FORMATS: Final = ("text", "json", "github")  # those of `authoring.checking.output`


COMMANDS: Final = {
    "import": Command(
        "FILE…",
        "make articles of documents and lists of questions",
        ("--output", "--dry-run", "--prune", "--keep", "--encoding", "--verbose"),
        """\
Makes a knowledge file of each document. What it says is carried over word for
word; what could not be placed is listed with its line. Importing again takes
over what has changed in the source, and keeps what you have changed in the
file; where both have, it shows both and leaves yours.

sources:
  *.md, *.mdx, *.rst, *.html, *.docx, *.txt  documents
  *.csv, *.tsv, *.xlsx                       a row is a question and its answer
  *.json, *.yaml                             lists of questions and answers, and
                                             exports of QnABot and of Rasa
  a folder                                   all of these in it, an article each
  -                                          standard input, with -o FILE.yaml
  Most need a library: pip install 'faqbot[import]'

examples:
  faqbot import faq.md                     into ./knowledge/faq.yaml
  faqbot import docs/ -o handbook/
  faqbot import faq.docx -o handbook/pricing.yaml
  faqbot import faq.md --dry-run           only show what would change

exit status:
  0  imported, or nothing has changed
  1  something is for you to decide: changed on both sides, or there already
  2  an error, which standard error explains
""",
        ("--json",),
    ),
    "compile": Command(
        "PATH…",
        "make one file of a knowledge, which opens at once",
        ("--output", "--skip-bad"),
        """\
Makes one file of articles and lists of entries, of any size. A bot opens it
without reading it, so that it starts and answers in milliseconds, and many
processes share it; its answers and citations are those of the articles. Where
one of these has changed since, a warning says so. A PATH is an article, a
folder of them, a file of one entry a line, or a file that was compiled: of
several of these it makes one.

examples:
  faqbot compile handbook/                 into ./handbook.faq
  faqbot compile answers.jsonl -o help.faq
  faqbot compile a.faq b.faq -o all.faq
  faqbot -k help.faq ask "When do you open?"

exit status:
  0  compiled
  2  an error, which standard error explains; an old file stays as it is
""",
        (),
    ),
    "check": Command(
        "[PATH…]",
        "tell what is weak in a knowledge before readers find out",
        ("--format", "--select", "--ignore", "--fix", "--explain"),
        """\
Each finding is a line: path:line:column: CODE what is wrong: what to do. A PATH
is an article, a golden file, or a folder of them; without one, what -k names,
else $FAQBOT_KNOWLEDGE, else ./knowledge.

examples:
  faqbot check
  faqbot check handbook/ --fix
  faqbot check --ignore W004,S             all but these codes and families
  faqbot check --format github             in a workflow of GitHub
  faqbot check --explain G001

ignoring:
  # faqbot: ignore CODE why     behind the line, on the line above it, or at the
                                top of the file for all of it

codes (with a star: --fix puts it right):
<codes>

exit status:
  0  nothing was found
  1  something was found
  2  an error, which standard error explains
""",
        ("--knowledge", "--meaning"),
    ),
    "fmt": Command(
        "PATH…",
        "bring knowledge files into one form",
        ("--check",),
        """\
Brings the keys of articles into one order, indents them alike, parts them by
empty lines, and writes texts as blocks. Texts and comments stay as they are.
Without a PATH: ./knowledge.

examples:
  faqbot fmt handbook/
  faqbot fmt --check                       in CI

exit status:
  0  in this form, or brought into it
  1  with --check: a file isn't
  2  an error, which standard error explains
""",
        (),
    ),
    "new": Command(
        "NAME",
        "start a folder of your own, with all that it needs",
        ("--title",),
        """\
Makes the folder NAME, which must not be there yet or be empty: an article to
write your own over, golden questions, workflows of GitHub that check both and
tell in a pull request which answers change, and schemas by which editors
complete and check the files as you type.

examples:
  faqbot new handbook
  faqbot new help-desk --title "Questions to the help desk"
  faqbot new .                             in this folder, if it is empty

exit status:
  0  made
  2  an error, which standard error explains; nothing is made
""",
        (),
    ),
    "schema": Command(
        "[KIND]",
        "print the JSON Schema of knowledge or golden files",
        epilog="""\
KIND is knowledge, as without one, or golden. An editor with a language server
for YAML goes by the schema that the first line of a file names:

  # yaml-language-server: $schema=../.faqbot/knowledge.schema.json

examples:
  faqbot schema > .faqbot/knowledge.schema.json
  faqbot schema golden > .faqbot/golden.schema.json

exit status:
  0  printed
  2  an error, which standard error explains
""",
        shared=(),
    ),
}

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--output": {"metavar": "PATH", "help": "where to write it; the examples show where else it goes"},
    "--dry-run": {"action": "store_true", "help": "write nothing; show what would change"},
    "--prune": {"action": "store_true", "help": "delete what is gone from the source, unless you have changed it"},
    "--keep": {"action": "store_true", "help": "settle for the file where both it and the source have changed"},
    "--encoding": {"metavar": "NAME", "help": "what text files are saved in, where they don't say"},
    "--verbose": {"action": "store_true", "help": "list all that was not placed, in full"},
    "--format": {
        "metavar": "FORMAT",
        "type": choice("format", FORMATS),
        "default": "text",
        "help": "text, json or github (default: text)",
    },
    "--select": {"metavar": "CODES", "action": "append", "default": [], "help": "look for these alone: W,G001"},
    "--ignore": {"metavar": "CODES", "action": "append", "default": [], "help": "do not tell of these: W004,S"},
    "--fix": {"action": "store_true", "help": "put right what has one right answer"},
    "--explain": {"metavar": "CODE", "help": "tell what a code stands for, and why it matters"},
    "--title": {"metavar": "TITLE", "help": "what the article is called (default: as the folder)"},
    "--check": {"action": "store_true", "help": "change nothing; tell which files are not in this form"},
}
