"""What `faqbot gaps` costs over a log of many lines: seconds and peak memory of a process of its own.

    python tests/bench/gaps.py [--lines 100000] [--distinct] [--keep FILE]

The log is made by a seed, over the article that ships: its wordings and questions that it has no answer to, some asked
often and most seldom (Zipf, 1949), in other case, with typos, politely, and with a word behind them that nobody else
has. With --distinct no question is asked twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Verdict
from faqbot.bot import Bot

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
ARTICLE: Final = ROOT / "knowledge"
SEED: Final = 17
VARIED: Final = 0.6  # of the lines: those that aren't asked word for word as others are
TAILED: Final = 0.1  # of the lines: those with a word that nobody else has
PICKED: Final = 0.2  # of those that were offered something
BAD: Final = 0.03  # of the answers

FRAMES: Final = (
    "{}", "what about {}", "tell me about {}", "is there {}", "how much is {}", "when is {}", "who pays for {}",
    "where do I find {}", "I need {}", "why is there no {}",
)  # fmt: skip
TOPICS: Final = (
    "parking", "vegan food", "a wheelchair ramp", "the wifi password", "student discounts", "gift cards",
    "lost luggage", "dog kennels", "late check out", "airport transfers", "swimming lessons", "a tax refund",
    "printer ink", "train tickets", "a doctor on call", "gluten free bread", "bicycle repairs", "my invoice",
    "piano tuning", "garden furniture", "second hand books", "a fishing licence", "football results", "hair dye",
    "solar panels", "pension advice", "a visa for Japan", "cheap flights", "opera tickets", "guitar strings",
)  # fmt: skip
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    """Make a log, have `faqbot gaps` read it, and print what that took."""
    options = parsed()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.keep or Path(folder) / "faq.log")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(line)}\n" for line in lines(options.lines, distinct=options.distinct))
        kinds = "no two alike" if options.distinct else "asked as readers do"
        print(f"{options.lines:,} questions, {kinds}: {path.stat().st_size / 1e6:.1f} MB")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "faqbot", "-k", str(ARTICLE), "gaps", str(path)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        wall, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = used.ru_utime + used.ru_stime
    print(f"{wall:.1f} s, of which {worked:.1f} s of a processor; peak {used.ru_maxrss / 1e3:.0f} MB")
    print(done.stderr + "\n".join(done.stdout.splitlines()[: options.show]))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--distinct", action="store_true")
    parser.add_argument("--keep", help="where to leave the log")
    parser.add_argument("--show", type=int, default=12, help="lines of the report to print")
    return parser.parse_args()


def lines(count: int, *, distinct: bool) -> Iterator[dict[str, Any]]:
    """The lines of a log."""
    chance, bot = random.Random(SEED), Bot.load(str(ARTICLE))
    asked = [frame.format(topic) for topic in TOPICS for frame in FRAMES]
    asked += [w for article in bot.knowledge.articles for e in article.faq for w in (e.question, *e.alternates)]
    chance.shuffle(asked)
    known = [became(bot, question) for question in asked]
    weights = [1 / rank for rank in range(1, len(asked) + 1)]
    for number, at in enumerate(chance.choices(range(len(asked)), weights, k=count)):
        question = asked[at]
        if distinct or chance.random() < VARIED:
            question = varied(question, chance)
        if distinct or chance.random() < TAILED:
            question += f" {word(number)}"
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1_790_000_000 + number * 6))
        entry = {"time": moment, "id": f"{number:012x}", "question": question, **known[at]}
        yield entry
        if entry["offered"] and chance.random() < PICKED:
            yield {"time": moment, "of": entry["id"], "picked": known[at]["offered"][0]}
        elif entry["verdict"] == Verdict.ANSWERED and chance.random() < BAD:
            yield {"time": moment, "of": entry["id"], "thumb": "bad"}


def became(bot: Bot, question: str) -> dict[str, Any]:
    """What a log says of an answer."""
    answer = bot.answer(question)
    ref = answer.citation.ref if answer.citation else answer.ruling.ref if answer.ruling else None
    return {
        "verdict": str(answer.verdict),
        "cause": str(answer.cause),
        "confidence": answer.confidence,
        "ref": ref,
        "offered": [match.ref for match in answer.suggestions],
        "knowledge": "0" * 16,
    }


def varied(question: str, chance: random.Random) -> str:
    """The question as another reader may type it."""
    kind = chance.randrange(5)
    if kind == 0:
        return question.upper() if chance.random() < 0.2 else question.lower()
    if kind == 1:
        return question.rstrip("?") + chance.choice(("", "??", " ?", "..."))
    if kind == 2:
        return chance.choice(("please, ", "hi, ", "hello, could you tell me, ")) + question
    at = chance.randrange(len(question) - 1)
    if kind == 3:
        return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    return question[:at] + chance.choice(LETTERS) + question[at + 1 :]


def word(number: int) -> str:
    """A word for each number, such as no other has."""
    made = "x"
    while number:
        number, letter = divmod(number, len(LETTERS))
        made += LETTERS[letter]
    return made


if __name__ == "__main__":
    main()
