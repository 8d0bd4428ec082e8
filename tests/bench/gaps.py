"""What `faqbot gaps` takes on a long log of the article that ships, and how good its clusters are.

    python tests/bench/gaps.py             seconds and peak memory on 100,000 lines, as questions repeat
    python tests/bench/gaps.py --distinct  the same where no two questions are alike
    python tests/bench/gaps.py --clusters  precision and recall of pairs on what readers of two knowledges asked

Nothing but the seed decides what is in the log. Questions that readers ask again and again follow Zipf's law (1949),
one in eight has a typo, and one in three is asked by hardly anybody else.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from faqbot.authoring.learning.gaps import finding
from faqbot.authoring.learning.gaps.clustering import clusters as clusters_
from faqbot.bot import Bot
from faqbot.log.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES: Final = 100_000
SEED: Final = 17
ROOT: Final = Path(__file__).resolve().parents[2]
TOPICS: Final = Path(__file__).parent / "gaps_topics"
FRAMES: Final = (
    "what about {} {}", "how many {} were there {}", "when did {} begin {}", "who is behind {} {}", "why is {} so {}",
    "is there any news of {} {}", "what did {} say {}", "{} {}", "do you know whether {} happened {}",
    "where can I read about {} {}", "how long will {} last {}", "has {} changed {}", "what is the price of {} {}",
    "could {} have been avoided {}", "which countries pay for {} {}", "how does {} work {}",
)  # fmt: skip
SUBJECTS: Final = (
    "food aid", "schools", "the hospital", "water supply", "electricity", "journalists", "the harbour", "tunnels",
    "fishing boats", "the election", "football", "the weather", "tourists", "farmers", "olive trees", "the budget",
    "vaccines", "the airport", "rebuilding", "refugee camps", "the United Nations", "drones", "oil prices", "students",
    "the Red Cross", "the prime minister", "protests", "fuel", "internet access", "bakeries", "taxes", "the border",
)  # fmt: skip
TAILS: Final = (
    "in the north", "last week", "this year", "near the coast", "before the war", "after the truce", "for children",
    "in Egypt", "in Qatar", "by night", "in winter", "according to the army", "according to doctors", "since Monday",
    "on Friday", "in the summer", "for families", "abroad", "in the south", "today", "again", "in 2021", "in 1999",
)  # fmt: skip
WORDS: Final = "about also yesterday maybe exactly roughly officially please then now really still there again".split()


def questions(random_: random.Random, *, distinct: bool) -> Iterator[str]:
    """Questions without end: golden ones that are answered, others that are not, as readers ask them."""
    golden = yaml.safe_load((ROOT / "tests/golden/ceasefire-talks.golden.yaml").read_text(encoding="utf-8"))
    asked = [case["ask"] for case in golden["cases"] if "ask" in case]
    asked += [random_.choice(FRAMES).format(random_.choice(SUBJECTS), random_.choice(TAILS)) for _ in range(4_000)]
    random_.shuffle(asked)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(asked) + 1)))
    seen = set[str]()
    while True:
        text = random_.choices(asked, cum_weights=weights)[0]
        if distinct or random_.random() < 1 / 3:
            text = f"{random_.choice(FRAMES).format(random_.choice(SUBJECTS), random_.choice(TAILS))}"
            text += f" {' '.join(random_.choices(WORDS, k=3))}"
        text = misspelt(text, random_) if random_.random() < 1 / 8 else text
        if not distinct or text not in seen:
            seen.add(text)
            yield text


def misspelt(text: str, random_: random.Random) -> str:
    """A text in which two letters have changed places, or one is left out."""
    at = random_.randrange(1, max(len(text) - 2, 2))
    return text[:at] + random_.choice((text[at + 1 : at + 2] + text[at : at + 1], "")) + text[at + 2 :]


def write(path: str, *, distinct: bool) -> None:
    """A log in which a third of the questions, whatever they are, is said to be answered; where distinct, none."""
    random_, bot = random.Random(SEED), Bot.load(ROOT / "knowledge")
    verdicts: dict[str, bool] = {}
    refs = [candidate.ref for candidate in bot.index.candidates]
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(itertools.islice(questions(random_, distinct=distinct), LINES)):
            is_miss = distinct or verdicts.setdefault(text, random_.random() < 2 / 3)
            entry = Entry(
                "2026-11-28T12:34:56Z", f"{number:012x}", text, "unknown" if is_miss else "answered",
                "no match" if is_miss else "clear match", 0.03 if is_miss else 0.9,
                None if is_miss else random_.choice(refs), (), "5d41402abc4b",
                thumb="bad" if not is_miss and random_.random() < 1 / 50 else None,
            )  # fmt: skip
            file.write(json.dumps(entry.to_dict()) + "\n")


def measure(*, distinct: bool) -> None:
    """Print what the command takes, and the end of what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log.jsonl")
        write(path, distinct=distinct)
        command = [sys.executable, "-m", "faqbot", "-k", str(ROOT / "knowledge"), "gaps", path, "--json"]
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory, processor = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    kind = "all distinct" if distinct else "as questions repeat"
    print(f"{LINES:,} lines, {kind}: {seconds:.1f} s ({processor:.1f} s of the processor), {memory:.0f} MB")
    print(
        f"  {found['missed']:,} missed, {found['disliked']:,} called wrong: {len(found['clusters']):,} clusters of "
        f"{sum(cluster['count'] for cluster in found['clusters']):,}, {found['answered_by_now']['count']:,} answered "
        f"by now, {found['left_out']['count']:,} left out"
    )


def clusters() -> None:
    """Print precision and recall of the pairs that stand in one cluster, by the least nearness of clusters."""
    for name in ("bakery", "library"):
        told = yaml.safe_load((TOPICS / f"{name}.yaml").read_text(encoding="utf-8"))
        topic = {question: topic for topic, asked in told["topics"].items() for question in asked}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.yaml")
            path.write_text(told["article"], encoding="utf-8")
            bot = Bot.load(path)
        for least in (0.1, 0.15, 0.2, 0.25, 0.3):
            clusters_.LEAST = least  # type: ignore[misc]  # to see what another one brings
            of = {
                wording: at
                for at, cluster in enumerate(finding.found(bot, map(entry, topic)).clusters)
                for wording in cluster.wordings
            }
            pairs = list(itertools.combinations(sorted(of), 2))
            same = {pair for pair in pairs if topic[pair[0]] == topic[pair[1]]}
            together = {pair for pair in pairs if of[pair[0]] == of[pair[1]]}
            right = len(same & together)
            print(
                f"{name:8} {least:.2f}: precision {right / max(len(together), 1):.2f}, recall {right / len(same):.2f}, "
                f"{len(of)} questions of {len(topic)} in {len(set(of.values()))} clusters"
            )


def entry(question: str) -> Entry:
    """A question that got no answer."""
    return Entry("2026-11-28T12:34:56Z", question, question, "unknown", "no match", 0.03, None, (), "5d41402abc4b")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--distinct", action="store_true")
    parser.add_argument("--clusters", action="store_true")
    options = parser.parse_args()
    if options.clusters:
        clusters()
    else:
        measure(distinct=options.distinct)
