#!/usr/bin/env python3
"""How many turns of made-up conversations raise: 0, or the exit status is 1.

    python tests/bench/conversation_fuzz.py [TURNS]

Real questions (of golden files, labelled questions and written conversations) and short remarks follow each other: a
question and a remark, a question, a remark and a remark, a remark between two questions. Each conversation goes on
for a while, as what is said leans on all before. Which are made is the same at every run.
"""

from __future__ import annotations

import json
import random
import sys
import traceback
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from faqbot import Bot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot import Chat

TESTS = Path(__file__).parent.parent
TURNS = 20_000
LENGTH = 12  # turns of a conversation
SHOWN = 5  # faults that are shown with their traceback
KNOWLEDGE = (TESTS.parent / "knowledge", TESTS / "bench" / "articles" / "museum.yaml")

# What people say between two questions: of no subject, of one word, half a question, a sigh.
REMARKS = """
is that all?|was that it?|is that a lot?|does that help?|is it?|was it|are they?|did he|do those|is there|are these
that|this|it|them|him?|his?|hers|theirs|its|there|both|those?|who|who?|what|which|whose|when?|where?|why?|how?|how many
how much?|how long|since when|until when?|by whom|for what|in which|to where|of what|and|and?|and so?|but why|so what?
or|or not?|no|no?|not really|nope|yes|ok|okay then|well|also|plus|sorry|really|really?|is it so|it is|that is|as well
did too|does also|did either|is well|was as well|am I|are you|can you?|could it|would that|should this|have they|has it
what about it|how about that|what of|I mean|I mean that|no, I mean him|and him?|and who is it|and it?|and there?
what is it|what was that|who was he|where is that|when was it|why is that|how was this|how long was it|how much is that
tell me more|show it|explain that|give me this|say it|a|an|the|any|some|the the|a that|that that|that a plan|in|in it
on that|for her|with them|in the|at|since|from then|until then|before that|after this|about|about it|what's|who's that
what’s this|it’s|that's all|thanks|thank you|bye|hm|hmm?|?|!|…|. .|-|'|’|7|404|1999|in 2019|and 2019?|two|one hundred
monday|and today?|tomorrow|israel|and egypt|hostages|the prisoners|an adult|and kids?|if I am late|unless|too|too?
either|does either|do hostages either|did that too|was it well|in which case|is that well|did he as well|as much as that
"""
REMARK: tuple[str, ...] = tuple(REMARKS.replace("\n", "|").strip("|").split("|"))


def questions() -> tuple[str, ...]:
    """The questions of the project's own files, each once, in the files' order."""
    labelled = (_labelled(path) for path in sorted(TESTS.glob("bench/**/*.jsonl")))
    golden = (_golden(path) for path in sorted(TESTS.glob("golden/*.golden.yaml")))
    talks = (_talks(path) for path in sorted(TESTS.glob("**/conversations/*.yaml")))
    return tuple(dict.fromkeys(chain.from_iterable(chain(labelled, golden, talks))))


def _labelled(path: Path) -> Iterator[str]:
    return (json.loads(line)["question"] for line in path.read_text("utf-8").splitlines() if line.strip())


def _golden(path: Path) -> Iterator[str]:
    return (case["ask"] for case in _loaded(path)["cases"])


def _talks(path: Path) -> Iterator[str]:
    return (turn["ask"] for talk in _loaded(path)["conversations"] for turn in talk["turns"])


def _loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def lines(seed: int) -> Iterator[str]:
    """Questions and remarks without end, in pairs and triples; the same for the same seed."""
    chance, asked = random.Random(seed), questions()
    while True:
        yield chance.choice(asked)
        yield chance.choice(REMARK)
        if chance.random() < 0.5:  # the third of a triple
            yield chance.choice(REMARK)


def each_after_a_question(seed: int) -> Iterator[str]:
    """Each remark right after some question, so that none is left to chance."""
    chance, asked = random.Random(seed), questions()
    for remark in REMARK:
        yield from (chance.choice(asked), remark)


def talk(chat: Callable[[], Chat], said: Iterator[str]) -> Iterator[tuple[tuple[str, ...], Exception]]:
    """What raised: the lines of the conversation up to there, and what was raised."""
    while told := list(islice(said, LENGTH)):
        talking = chat()
        for at, line in enumerate(told):
            if error := _raised(talking, line):
                yield tuple(told[: at + 1]), error


def _raised(talking: Chat, line: str) -> Exception | None:
    try:
        talking.ask(line)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return error
    return None


def main() -> int:
    turns = int(sys.argv[1]) if sys.argv[1:] else TURNS
    raised = 0
    for number, knowledge in enumerate(KNOWLEDGE):
        said = chain(each_after_a_question(number), lines(number))
        for told, error in talk(Bot.load(knowledge).chat, islice(said, -(-turns // len(KNOWLEDGE)))):
            raised += 1
            if raised <= SHOWN:
                print(" / ".join(told[-3:]))
                traceback.print_exception(error)
    print(f"{turns:,} turns, {raised:,} raised")
    return 1 if raised else 0


if __name__ == "__main__":
    sys.exit(main())
