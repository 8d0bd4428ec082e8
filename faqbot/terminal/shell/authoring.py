"""The commands for those who keep the articles: a function each, named in `COMMANDS`.

Each imports what it needs itself, so that no command pays for another.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import harmless, verbatim
from faqbot.base.messages import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.authoring.importing.sources.reading import Task
    from faqbot.authoring.imports import Imports

TO_DECIDE: Final = 1  # something was left as it is, for its author to decide
FAILED: Final = 2
_MEGABYTE: Final = 1_000_000
_MANY: Final = 20  # sources from which on one sees how far it is


def check(options: argparse.Namespace) -> int:
    """What is weak in a knowledge: 0 where nothing is, 1 where something is.

    Raises:
        FaqbotError: there is nothing to check, a code is unknown, or a file can't be written.
    """
    from faqbot.authoring.checking import checks, codes, output
    from faqbot.bot import Bot
    from faqbot.index.chosen import chosen
    from faqbot.knowledge import loading

    if options.explain is not None:
        print(codes.explained(checks.code(options.explain)))
        return 0
    report = checks.check(
        options.words or options.knowledge or [str(loading.default_path())],
        checks.Selection(_listed(options.select), _listed(options.ignore)),
        fix=options.fix,
        make=lambda knowledge: Bot(knowledge, meaning=chosen(knowledge, options.meaning)),
    )
    said = output.FORMATS[options.format](report)
    if said:
        print(said)
    return bool(report.findings)


def _listed(codes: Iterable[str]) -> list[str]:
    """Codes parted by commas, each as it is written in a finding."""
    return [code.strip().upper() for some in codes for code in some.split(",") if code.strip()]


def bring(options: argparse.Namespace) -> int:
    """Import documents: 0 where all is done, 1 where something is for the author to decide, 2 where one can't be read.

    Raises:
        FaqbotError: a path is missing, or there is nothing to import.
    """
    from faqbot.authoring import imports
    from faqbot.authoring.writing.merging.merge import Wish

    wish = Wish(prune=options.prune, keep=options.keep)
    settings = imports.Settings(options.output or "", options.encoding or "", wish, options.dry_run)
    found = imports.bring(options.words, settings, _shown)
    _report(found, options)
    sys.stdout.flush()
    for fault in found.faults:
        print(verbatim(str(fault)), file=sys.stderr)
    return FAILED if found.faults else TO_DECIDE if any(one.is_open for one in found.articles) else 0


def _report(found: Imports, options: argparse.Namespace) -> None:
    from faqbot.authoring.writing import report

    if options.json:
        _say(json.dumps(report.to_dict(one.outcome, one.source)) for one in found.articles)
        _say(json.dumps({"source": left.text, "state": "passed over", "why": left.why}) for left in found.passed)
        _say(json.dumps({"file": path, "source": source, "state": "source gone"}) for path, source in found.orphans)
        return
    for one in found.articles:
        _say(report.lines(one.outcome, one.source, verbose=options.verbose))
        if options.dry_run:
            _say(report.differences(one.outcome))
    _say(report.passed(found.passed, verbose=options.verbose))
    _say(report.orphans(found.orphans))
    _say(report.ending([one.outcome for one in found.articles], dry=options.dry_run))


def compile_(options: argparse.Namespace) -> int:
    """Compile a knowledge into one file, and tell what it holds.

    Raises:
        FaqbotError: an article is at fault, or the file can't be written.
    """
    from faqbot.index.compiled.making import compiling
    from faqbot.knowledge import loading
    from faqbot.terminal import preparing

    begun = monotonic()
    with loading.uncollected():
        made = compiling.compile_(options.words, options.output, skip_bad=options.skip_bad, progress=preparing.counted)
    parts = [counted(made.entries, "entry", "entries"), counted(made.sections, "section")]
    size = f"{made.size / 1e6:,.1f} MB" if made.size >= _MEGABYTE else f"{made.size / 1e3:.0f} kB"
    took = f"{monotonic() - begun:,.1f} s"
    _say([f"{made.path}: {counted(made.articles, 'article')} with {' and '.join(parts)}, {size}, in {took}"])
    return 0


def fmt(options: argparse.Namespace) -> int:
    """Bring articles into one form: 0 where they are, or with --check 1 where one isn't, 2 where one can't be.

    Raises:
        FaqbotError: there is no article to bring into form.
    """
    from faqbot.authoring.writing import fmt as forms
    from faqbot.knowledge import loading

    done = forms.all_formatted(options.words or [str(loading.default_path())], dry=options.check)
    would = "is not in form" if options.check else "brought into form"
    _say(f"{form.path}: {would}" for form in done.changed)
    if not done.changed and not done.faults:
        _say([f"{counted(done.count, 'file')} in form"])
    sys.stdout.flush()
    for fault in done.faults:
        print(verbatim(str(fault)), file=sys.stderr)
    return FAILED if done.faults else int(options.check and bool(done.changed))


def _say(lines: Iterable[str]) -> None:
    """Print lines, in which nothing that comes from a document acts on a terminal."""
    for line in lines:
        print(verbatim(line))


def _shown(tasks: Sequence[Task]) -> Iterable[Task]:
    """What there is to read, one by one, with a bar on a terminal where it is much."""
    if len(tasks) < _MANY:
        return tasks
    from faqbot.terminal import preparing  # here: few wait

    return (tasks[int(at)] for part in preparing.bar([[str(at)] for at in range(len(tasks))]) for at in part)


def new(options: argparse.Namespace) -> int:
    """Make a folder to start with, and tell what is in it and what to do next.

    Raises:
        FaqbotError: no name or several were given, or the folder can't be made.
    """
    from faqbot.authoring.starting import new as starting

    if len(options.words) != 1:
        raise FaqbotError(f"{'put a name with spaces in quotes:' if options.words else 'which name?'} faqbot new NAME")
    made = starting.new(options.words[0], options.title)
    folder = shlex.quote(harmless(os.path.normpath(made.folder)))
    enter = f"cd {'./' if folder[0] == '-' else ''}{folder} && "
    print(f"""\
Made the folder {folder}: an article, golden questions, and a workflow that checks both.
  {enter if folder != "." else ""}faqbot ask "When does the help desk open?"
  faqbot check && pytest
Then write your own into {made.files[0]}; README.md has the rest.""")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print the schema of a kind of file, of articles where none is named.

    Raises:
        FaqbotError: there is no such kind.
    """
    from faqbot.authoring.starting import schema as schemas

    if len(options.words) > 1:
        raise FaqbotError(f"one kind of file may stand behind faqbot schema, but there is {options.words[1]!r} too")
    print(schemas.text(*options.words or schemas.KINDS[:1]), end="")
    return 0


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "import": bring,
    "compile": compile_,
    "check": check,
    "fmt": fmt,
    "new": new,
    "schema": schema,
}
