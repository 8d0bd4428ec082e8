"""`faqbot diff OLD [NEW]`: which answers change from one knowledge to another."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from faqbot.evaluation.comparing.compare import Comparison
    from faqbot.evaluation.comparing.questions import Question

BREAKS: Final = 1  # a golden case that was right no longer is
_ASKING: Final = "Asking both"
_MANY: Final = 1_000  # questions from which on all processors ask them: to start processes takes a second


def diff(options: argparse.Namespace) -> int:
    """Print what changes: 0 where no golden case breaks, 1 where one does.

    Raises:
        FaqbotError: a knowledge, a golden file or a log can't be used, or there is no such revision.
    """
    from faqbot.evaluation.comparing import forms

    found = _compared(options)
    if options.format == "json":
        print(as_json(forms.values(found)))
    elif options.format == "markdown":
        print(forms.markdown(found, every=options.all), end="")
    else:
        from faqbot.base.layout.lines import MEASURE
        from faqbot.terminal import screen

        width = min(screen.columns(sys.stdout) or screen.USUAL_WIDTH, MEASURE)
        said = forms.text(found, width, every=options.all)
        print(screen.paint(said, colour=screen.has_colour(sys.stdout)), end="")
    return BREAKS if found.broken else 0


def _compared(options: argparse.Namespace) -> Comparison:
    from faqbot.evaluation.comparing import compare, questions, sides
    from faqbot.evaluation.comparing.renames import Renames
    from faqbot.log import reading
    from faqbot.terminal import preparing
    from faqbot.terminal.shell import bots

    if len(options.words) > 2:
        raise FaqbotError("two knowledges are compared, and more are named: faqbot diff OLD [NEW]")
    make = bots.maker(options)
    with sides.opened(options.words, bots.knowledge(options.knowledge)) as (old, new):
        before, now = (side.load(make, skip_bad=options.skip_bad) for side in (old, new))
        for bot in (before, now):
            bot.prepare(preparing.bar)  # by an encoder: else each process would
        renames = Renames(before.knowledge, now.knowledge)
        golden = questions.goldens(options.golden, new, now)
        asked = questions.Questions((old, before), (new, now), renames).all(
            golden.cases, reading.read(options.logs), ", ".join(options.logs)
        )
        bots.keep()
        jobs = 1 if len(asked) < _MANY else 0
        found = compare.compare((before, now), asked, renames, jobs=jobs, progress=_counted)
    return replace(found, others=golden.others, old=old.label, new=new.label)


def _counted(questions: Sequence[Question]) -> Iterator[Question]:
    """Questions, passed on one by one, with a bar on a terminal where that takes a while."""
    from faqbot.terminal import preparing

    steps = preparing.counted(repeat(1, len(questions)), len(questions), _ASKING)
    for question, _ in zip(questions, steps, strict=True):
        yield question
