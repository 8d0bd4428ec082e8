#!/usr/bin/env python3
"""What each part of the matching is worth: turn one off after the other, and measure.

    python tests/bench/ablation.py PANEL.py [--golden QUESTIONS.yaml --knowledge PATH]

PANEL.py is a script that knows question sets (see panels.py). QUESTIONS.yaml is a list of labelled questions about the
knowledge at PATH: each has a `question`, and in `expect` the ids of the sections and entries that answer it (none: the
knowledge doesn't say).

Turned off are, one at a time: each view (the others then share its part of the score in their proportions), each
factor, each way in which a word may meet another, meaning both of texts and of words, and the damping of stop
words.

Columns, those of the panel as means over its sets:
    P@1       share of answerable questions whose best match is right
    AUROC     how well the score parts answerable from unanswerable questions
    best      right decisions with the best single cut on the score, chosen afterwards
    rank 1    P@1 on the labelled questions
    decision  share of labelled questions decided rightly by the bot's own verdict: answered from a right place, or
              not answered where the knowledge doesn't say
    time      of an answer on the panel (median), beside that with the built-in settings, asked in turn
The confidence is not fitted anew, so `decision` is also what a part does to a cut that was made with it.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import yaml
from panels import QuestionSet, development_sets, load

from faqbot import Bot
from faqbot.answering.answers import Verdict
from faqbot.index import index
from faqbot.knowledge import loading
from faqbot.knowledge.article import Knowledge
from faqbot.search.match import FACTORS, VIEWS
from faqbot.search.matches import How
from faqbot.search.question import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from faqbot.answering.answers import Answer

COLUMNS = ("P@1", "AUROC", "best", "rank 1", "decision", "time")
# Ways of meeting that can't be turned off: the word itself, and none.
ALWAYS = (How.SAME, How.STEM, How.NOTHING, How.UNSEEN)
# What finds the terms that a word of the question meets.
FINDERS = ("_meets", "_corrected", "_meant")
TIMED = 30  # questions of each set that are timed


@dataclass(frozen=True)
class Setting:
    """Something turned off: in the engine while a context that `off` makes lasts, or in the knowledge by `changed`."""

    name: str
    off: Callable[[], AbstractContextManager[Any]] = contextlib.nullcontext
    changed: Callable[[Knowledge], Knowledge] = lambda known: known


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panel", type=Path, help="the script that knows the question sets")
    parser.add_argument("--golden", type=Path, help="labelled questions, beside the panel's")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), help="what they are about")
    args = parser.parse_args()
    panel = load(args.panel)
    sets = list(development_sets(panel))
    golden = labelled(args.golden, args.knowledge) if args.golden else None
    print(f"{'':24}" + "".join(f"{name:>9}" for name in COLUMNS))
    usual: list[Bot] = []
    for setting in settings():
        with setting.off():
            bots = [Bot(setting.changed(questions.knowledge)) for questions in sets]
            figures = measure(panel, sets, bots)
            if golden:
                figures |= judge(golden, Bot(setting.changed(golden.knowledge)))
        usual = usual or bots
        figures["time"] = slower(sets, usual, bots, setting)
        cells = (f"{figures[name]:9.3f}" if name in figures else " " * 9 for name in COLUMNS)
        print(f"{setting.name:24}" + "".join(cells), flush=True)
    return 0


# -- what is turned off ------------------------------------------------------------------------


def settings() -> Iterator[Setting]:
    yield Setting("built in")
    for name in VIEWS:
        yield Setting(f"view {name}", partial(without_part, name))
    for name in FACTORS:
        yield Setting(f"factor {name}", partial(without_part, name))
    for how in How:
        if how not in ALWAYS:
            yield Setting(f"met by {how}", partial(without_meeting, how))
    yield Setting("meaning altogether", changed=without_meaning)
    yield Setting("stop words damped", partial(mock.patch.object, index, "STOP_WORD", 1.0))


def without_part(name: str) -> AbstractContextManager[Any]:
    """A view or factor of no share; the other views scaled up to the sum of all."""
    if name in FACTORS:
        return mock.patch.dict(FACTORS, {name: 0.0})
    whole = sum(VIEWS.values())
    shares = {other: share * whole / (whole - VIEWS[name]) for other, share in VIEWS.items()}
    return mock.patch.dict(VIEWS, shares | {name: 0.0})


@contextlib.contextmanager
def without_meeting(how: How) -> Iterator[None]:
    """No word meets another in this way. A strength of 0 would not do: it would still count as met."""
    with contextlib.ExitStack() as stack:
        for name in FINDERS:
            stack.enter_context(mock.patch.object(Reader, name, all_but(how, getattr(Reader, name))))
        yield


def without_meaning(known: Knowledge) -> Knowledge:
    """The same articles with `meaning: off`."""
    return Knowledge(tuple(replace(article, meaning=False) for article in known.articles))


def all_but(how: How, find: Callable[..., Any]) -> Callable[..., tuple[Any, ...]]:
    def found(*args: Any) -> tuple[Any, ...]:
        return tuple(meet for meet in find(*args) if meet[1] is not how)

    return found


# -- what that does ----------------------------------------------------------------------------


def measure(panel: Any, sets: list[QuestionSet], bots: list[Bot]) -> dict[str, float]:
    """The means of the figures over the panel's sets."""
    found = []
    for questions, bot in zip(sets, bots, strict=True):
        tops = [best_of(bot.answer(row["question"])) for row in questions.rows]
        found.append(panel.figures(tops, questions.rows))
    return {name: statistics.fmean(each[name] for each in found) for name in found[0]}


def slower(sets: list[QuestionSet], usual: list[Bot], bots: list[Bot], setting: Setting) -> float:
    """The time of an answer in a setting, beside that of the usual bots; in turn, as other work slows both."""
    before, after = list[float](), list[float]()
    for questions, bot, other in zip(sets, usual, bots, strict=True):
        for at, row in enumerate(questions.rows[-TIMED:]):
            pair = ((before, bot, contextlib.nullcontext), (after, other, setting.off))
            for times, asked, context in pair[:: -1 if at % 2 else 1]:  # the one that comes second is a bit faster
                with context():
                    times.append(seconds(asked, row["question"]))
    return statistics.median(after) / statistics.median(before)


def seconds(bot: Bot, question: str) -> float:
    bot.answer(question)  # fill the caches
    start = time.perf_counter()
    bot.answer(question)
    return time.perf_counter() - start


def best_of(answer: Answer) -> tuple[str, float]:
    """The id and the score of the best match."""
    if not answer.matches:
        return "", float("-inf")
    return answer.matches[0].ref.partition("#")[2], answer.matches[0].score


def labelled(questions: Path, path: Path) -> QuestionSet:
    return QuestionSet(questions.stem, loading.load(path), yaml.safe_load(questions.read_text(encoding="utf-8")))


def judge(golden: QuestionSet, bot: Bot) -> dict[str, float]:
    """The figures over labelled questions."""
    first, decided = [], []
    for row in golden.rows:
        answer, wanted = bot.answer(row["question"]), set(row["expect"])
        cited = {answer.citation.section, answer.citation.entry} if answer.citation else set()
        decided.append(bool(cited & wanted) if wanted else answer.verdict is not Verdict.ANSWERED)
        if wanted:
            first.append(best_of(answer)[0] in wanted)
    return {"rank 1": statistics.fmean(first), "decision": statistics.fmean(decided)}


if __name__ == "__main__":
    sys.exit(main())
