#!/usr/bin/env python3
"""What a knowledge learns of being asked: half of its readers' questions are a log, the gaps in it are taught, and the
other half is asked before and after.

    python tests/bench/story.py DIR            NAME.yaml beside NAME.golden.yaml, as people bring them
    python tests/bench/story.py DIR --only NAME

Of each document every second answerable question of its golden file, in an order of a fixed seed, is asked with a log
kept; what is answered from another place than the golden one is called bad. `faqbot gaps` puts together what is left,
and each of these questions is taught to the place that its golden case names, unless that is refused: the golden cases
of this half are there, and guard what is right. Then the other half is asked, and what has no answer.

Columns: questions in the log, clusters of gaps, wordings taught and refused; right decisions of the first half before
and after; of the other half how many are about a place that was taught, right decisions before and after, newly right
and newly wrong; answers to what has none before and after; and of the first half what was
right before and isn't after: none may be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot import Bot, Verdict
from faqbot.authoring.learning.gaps import finding as gaps
from faqbot.authoring.learning.teaching.lesson import RefusedError, Wording
from faqbot.authoring.learning.teaching.teacher import Teacher
from faqbot.evaluation.golden import judge, reading
from faqbot.log.reading import read

if TYPE_CHECKING:
    from faqbot.evaluation.golden.cases import Case

SEED: Final = "story"


class Row(NamedTuple):
    """What became of a document: counts, in the order of the columns."""

    log: int
    gaps: int
    taught: int
    refused: int
    own: int
    own_after: int
    shared: int
    right: int
    right_after: int
    won: int
    lost: int
    false: int
    false_after: int
    flips: int


def story(name: str, folder: Path) -> Row:
    """The row of a document, whose files lie in a folder that may be written into."""
    article, golden = str(folder / f"{name}.yaml"), str(folder / f"{name}.golden.yaml")
    cases = reading.read(golden, lambda *paths: Bot.load(article, log="")).cases
    answerable = sorted((case for case in cases if case.cite), key=lambda case: case.ask)
    random.Random(f"{SEED} {name}").shuffle(answerable)
    asked, others = answerable[::2], answerable[1::2]
    none = [case for case in cases if not case.cite]

    kept = [f"  - ask: {json.dumps(case.ask)}\n    cite: {json.dumps(case.cite)}\n" for case in asked]
    Path(golden).write_text(f"knowledge: {name}.yaml\ncases:\n{''.join(kept)}", encoding="utf-8")

    log = str(folder / "asked.log")
    bot = Bot.load(article, log=log)
    for case in asked:
        chat = bot.chat()
        answer = chat.ask(case.ask)
        if answer.verdict is Verdict.ANSWERED and judge.fault(case, answer):
            chat.rate(good=False)
    bot = bot.unlogged
    before = {case.ask: right(case, bot) for case in (*cases,)}
    found = gaps.found(bot, read([log]))

    teacher = Teacher(bot)
    taught, lessons = set[str](), 0
    for wording in (wording for cluster in found.clusters for wording in cluster.wordings):
        place = next(case.cite[0] for case in asked if wording in case.ask)
        with suppress(RefusedError):
            taught.add(teacher.teach(Wording(wording, place)).ref)
            lessons += 1
    after_bot = Bot.load(article, log="")
    after = {case.ask: right(case, after_bot) for case in cases}
    return Row(
        len(asked),
        len(found.clusters),
        lessons,
        sum(len(cluster.wordings) for cluster in found.clusters) - lessons,
        sum(before[c.ask] for c in asked),
        sum(after[c.ask] for c in asked),
        sum(not taught.isdisjoint(c.cite) for c in others),
        sum(before[c.ask] for c in others),
        sum(after[c.ask] for c in others),
        sum(after[c.ask] and not before[c.ask] for c in others),
        sum(before[c.ask] and not after[c.ask] for c in others),
        sum(not before[c.ask] for c in none),
        sum(not after[c.ask] for c in none),
        sum(before[c.ask] and not after[c.ask] for c in asked),
    )


def right(case: Case, bot: Bot) -> bool:
    return not judge.judged(case, bot).fault


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    names = options.only or sorted(
        path.name.removesuffix(".golden.yaml") for path in options.folder.glob("*.golden.yaml")
    )
    print(f"{'document':18}" + "".join(f"{column:>12}" for column in Row._fields))
    total = [0] * len(Row._fields)
    for name in names:
        with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            os.environ["XDG_STATE_HOME"] = scratch  # where lessons are noted
            for ending in (".yaml", ".golden.yaml"):
                shutil.copy(options.folder / f"{name}{ending}", scratch)
            row = story(name, Path(scratch))
        total = [a + b for a, b in zip(total, row, strict=True)]
        print(f"{name:18}" + "".join(f"{value:12}" for value in row), flush=True)
    print(f"{'all':18}" + "".join(f"{value:12}" for value in total))


if __name__ == "__main__":
    main()
