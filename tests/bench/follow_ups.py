#!/usr/bin/env python3
"""How many follow-ups are answered rightly, asked in their conversations and asked alone.

    python tests/bench/follow_ups.py [FILE.yaml …]

The conversations beside this script were written by one who saw the articles, but neither the bot nor its rules; some
rules were mended with their results in view.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from faqbot import Bot

if TYPE_CHECKING:
    from faqbot import Answer

FOLDER = Path(__file__).parent / "conversations"
KINDS = {True: "leans on the question before", False: "stands alone", None: "either"}


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.yaml"))
    alone, together = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for file in files:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
        bot = Bot.load(file.parent / loaded["knowledge"])
        for talk in loaded["conversations"]:
            chat = bot.chat()
            for turn in talk["turns"]:
                kind = KINDS[turn.get("carried")]
                alone[kind, outcome(turn, bot.answer(turn["ask"]))] += 1
                answer = chat.ask(turn["ask"])
                together[kind, outcome(turn, answer)] += 1
                together[kind, "read with the one before"] += answer.asked_as is not None
    for kind in KINDS.values():
        print(kind)
        for name, counts in (("alone", alone), ("in conversation", together)):
            told = ", ".join(f"{what} {count}" for (of, what), count in sorted(counts.items()) if of == kind and count)
            print(f"  asked {name}: {told}")
    return 0


def outcome(turn: dict[str, Any], answer: Answer) -> str:
    """What became of a turn, in a word."""
    wanted = turn.get("cite", [])
    wanted = {wanted} if isinstance(wanted, str) else set(wanted)
    if not answer.citation:
        return "silent" if wanted else "rightly silent"
    return "right" if wanted & {answer.citation.section, answer.citation.entry} else "wrong"


if __name__ == "__main__":
    sys.exit(main())
