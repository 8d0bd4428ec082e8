#!/usr/bin/env python3
"""What the bot says to every labelled question and conversation of the project, one answer a line.

    python tests/bench/snapshot.py           writes tests/snapshot.json anew; its diff tells which answers changed
    python tests/bench/snapshot.py --check   exits with 1 where it would change

A test holds the file to the bot's answers, so that no change of them goes unseen: a commit that means to change some
runs this script and shows the lines that changed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from faqbot import Bot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot import Answer

TESTS: Final = Path(__file__).resolve().parent.parent
FILE: Final = TESTS / "snapshot.json"
DIGITS: Final = 6  # of a confidence

Row = dict[str, Any]


def sources() -> tuple[str, ...]:
    """The files of questions, as paths below the tests, in the order of the snapshot."""
    patterns = ("golden/*.golden.yaml", "bench/*/*.jsonl", "conversations/*.yaml", "bench/conversations/*.yaml")
    return tuple(sorted(path.relative_to(TESTS).as_posix() for pattern in patterns for path in TESTS.glob(pattern)))


def answers(source: str) -> list[str]:
    """The lines of the snapshot for one file of questions: an answer each, as JSON."""
    path = TESTS / source
    rows = _conversations if path.parent.name == "conversations" else _KINDS[path.suffix]
    return [json.dumps(row, ensure_ascii=False) for row in rows(path)]


def block(source: str, lines: Iterable[str]) -> str:
    """The part of the snapshot that holds the answers to one file of questions."""
    return f"{json.dumps(source)}: [\n{_joined(lines)}\n]"


def document() -> str:
    """The whole snapshot."""
    return f"{{\n{_joined(block(source, answers(source)) for source in sources())}\n}}\n"


def _joined(parts: Iterable[str]) -> str:
    return ",\n".join(parts)


def _golden(path: Path) -> Iterator[Row]:
    """The answers to golden cases."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    bot = Bot.load(path.parent / read["knowledge"])
    return (_row(bot.answer(case["ask"])) for case in read["cases"])


def _labelled(path: Path) -> Iterator[Row]:
    """The answers to questions in JSON Lines, over the article beside them."""
    bot = Bot.load(path.with_suffix(".yaml"))
    return (_row(bot.answer(json.loads(line)["question"])) for line in path.read_text(encoding="utf-8").splitlines())


def _conversations(path: Path) -> Iterator[Row]:
    """The answers to the turns of conversations, one after the other."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    bot = Bot.load(path.parent / read["knowledge"])
    for talk in read["conversations"]:
        chat = bot.chat()
        yield from (_row(chat.ask(turn["ask"])) for turn in talk["turns"])


def _row(answer: Answer) -> Row:
    cite = answer.citation or answer.closest
    row = {
        "question": answer.question,
        "asked_as": answer.asked_as,
        "verdict": str(answer.verdict),
        "cause": str(answer.cause),
        "ref": answer.ruling.ref if answer.ruling else None,
        "confidence": round(answer.confidence, DIGITS),
        "quote": cite.quote if cite else None,
        "suggestions": [match.ref for match in answer.suggestions],
    }
    return {name: value for name, value in row.items() if value not in (None, [])}


_KINDS: Final = {".yaml": _golden, ".jsonl": _labelled}


def main() -> int:
    """Write the file, or tell whether it is as it should be."""
    os.environ.pop("FAQBOT_MEANING", None)  # the file is the same whoever writes it
    now = document()
    if "--check" in sys.argv[1:]:
        return int(now != FILE.read_text(encoding="utf-8"))
    FILE.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
