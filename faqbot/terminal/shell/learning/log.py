"""`faqbot log`: what was asked, shown as columns or JSON; and questions taken out for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import as_json, clean
from faqbot.base.messages import counted
from faqbot.log.forgetting import forget
from faqbot.log.reading import read
from faqbot.terminal import screen
from faqbot.terminal.shell import bots

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from faqbot.log.entry import Entry

DONE: Final = 0
NOTHING: Final = 1  # to be taken out

_QUESTION: Final = 24  # columns of a question at the least: a narrow screen breaks lines


def run(options: argparse.Namespace) -> int:
    """Show the logs, or take out of them what is to be forgotten; returns the exit status.

    Raises:
        FaqbotError: there is no log, or it can't be used.
    """
    paths = files(options.words)
    if options.forget is not None:
        return _forget(paths, options.forget, as_json_=options.json)
    width = screen.columns(sys.stdout) if sys.stdout.isatty() else None
    for entry in read(paths, options.since):
        print(as_json(entry.to_dict()) if options.json else _columns(entry, width) if width else _plain(entry))
    return DONE


def files(given: Sequence[str]) -> tuple[str, ...]:
    """The logs that are named, else the one that what is asked goes into.

    Raises:
        FaqbotError: there is none.
    """
    found = tuple(given) or tuple(filter(None, [bots.log()]))
    if not found:
        raise FaqbotError("which log? Name its file, or set log (faqbot config) or $FAQBOT_LOG")
    return found


def _forget(paths: Sequence[str], text: str, *, as_json_: bool) -> int:
    if not text.strip():
        raise FaqbotError("--forget takes a text that the questions hold: this one is empty")
    count = sum(forget(path, text) for path in paths)
    print(as_json({"forgotten": count}) if as_json_ else f"Forgotten: {counted(count, 'question')}.")
    return DONE if count else NOTHING


def _columns(entry: Entry, width: int) -> str:
    """An entry on one line of a terminal: the question is cut where it is too long."""
    head = f"{entry.time[:10]} {entry.time[11:16]}  {entry.verdict:8}  {entry.confidence:4.2f}  "
    tail = "".join(f"  {text}" for text in (_place(entry), entry.thumb) if text)
    room = max(width - 1 - len(head) - len(tail), _QUESTION)
    question = clean(entry.full)
    return f"{head}{question if len(question) <= room else f'{question[: room - 1]}…'}{tail}"


def _place(entry: Entry) -> str:
    """The place that answered, or was picked, or was nearest."""
    if entry.picked:
        return f"picked {clean(entry.picked)}"
    return f"{'' if entry.verdict == 'answered' else 'near '}{clean(entry.ref)}" if entry.ref else ""


def _plain(entry: Entry) -> str:
    """An entry on one line, its values parted by tabs; "-" for none."""
    values = (entry.time, entry.verdict, f"{entry.confidence:.2f}", entry.ref, entry.picked, entry.thumb, entry.full)
    return "\t".join(clean(value or "-") for value in values)
