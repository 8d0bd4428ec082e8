"""`faqbot gaps`: what readers asked and didn't get."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from faqbot.authoring import saving
from faqbot.authoring.learning.gaps import report
from faqbot.authoring.learning.gaps.finding import found
from faqbot.base.hygiene import as_json, harmless
from faqbot.base.layout import lines, render
from faqbot.base.messages import counted
from faqbot.knowledge import loading
from faqbot.log import reading
from faqbot.terminal import screen
from faqbot.terminal.shell import bots
from faqbot.terminal.shell.learning.log import files

if TYPE_CHECKING:
    import argparse

    from faqbot.authoring.learning.gaps.gaps import Gaps


def run(options: argparse.Namespace) -> int:
    """Tell the gaps of a knowledge by a log: 0 where there are none, 1 where there are some.

    Raises:
        FaqbotError: no log is named, a file can't be read or written, or the knowledge can't be used.
    """
    paths = files(options.words)
    bot = bots.load(options)
    with loading.uncollected():  # what is kept of a long log is no garbage
        gaps = found(bot, reading.read(paths, options.since))
    if options.output:
        saving.save(options.output, report.markdown(gaps, options.top).encode("utf-8", "replace"))
    if options.json:
        print(as_json(gaps.to_dict()))
    elif options.output:
        print(harmless(f"{options.output}: {counted(len(gaps.clusters), 'gap')} of {counted(gaps.asked, 'question')}"))
    else:
        _print(gaps, options.top)
    return int(gaps.are_there)


def _print(gaps: Gaps, top: int) -> None:
    links = screen.takes_links(sys.stdout)
    width = min(screen.columns(sys.stdout) or screen.USUAL_WIDTH, lines.MEASURE)
    said = render.fragments(report.segments(gaps, top), width, links=links)
    print(screen.paint(said, colour=screen.has_colour(sys.stdout), links=links), end="")
