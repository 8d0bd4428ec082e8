"""`faqbot gaps`: what readers asked and didn't get, on a terminal, as Markdown or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.gaps import output
from faqbot.authoring.learning.gaps.finding import found
from faqbot.base.layout import lines
from faqbot.base.layout.render import fragments
from faqbot.batch.records import as_json
from faqbot.log.reading import read
from faqbot.terminal import screen
from faqbot.terminal.shell import bots
from faqbot.terminal.shell.learning.log import files

if TYPE_CHECKING:
    import argparse

    from faqbot.authoring.learning.gaps.coverage import Gaps

NOTHING: Final = 0
GAPS: Final = 1


def run(options: argparse.Namespace) -> int:
    """Tell what readers asked in vain: 0 where there is nothing to do for an author, 1 where there is.

    Raises:
        FaqbotError: there is no log, it or the knowledge can't be used, or the file can't be written.
    """
    paths = files(options.words)
    gaps = found(bots.load(options), read(paths), options.since)
    if options.output:
        from faqbot.authoring.saving import save  # here: few write a file

        save(options.output, output.markdown(gaps, options.top).encode())
    if options.json:
        print(as_json(output.to_dict(gaps)))
    elif options.output:
        print(" ".join(output.about(gaps)))
    else:
        _print(gaps, options.top)
    return GAPS if gaps else NOTHING


def _print(gaps: Gaps, top: int) -> None:
    width = min(screen.columns(sys.stdout) or screen.USUAL_WIDTH, lines.MEASURE)
    shown = fragments(output.segments(gaps, top), width)
    print(screen.paint(shown, colour=screen.has_colour(sys.stdout)), end="")
