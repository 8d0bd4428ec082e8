"""The bot's answers to all labelled questions of the project, held to a file that a script writes."""

from __future__ import annotations

import json
import sys

import pytest
from checkout import TESTS

BENCH = TESTS / "bench"
sys.path.insert(0, str(BENCH))

from snapshot import FILE, answers, block, sources  # noqa: E402

HOW = "If this is meant, run tests/bench/snapshot.py and commit the diff of tests/snapshot.json."


@pytest.mark.parametrize("source", sources())
def test_answers_are_as_they_were(source: str) -> None:
    """Verdict, place, quote, confidence and suggestions of every question in a file are those of the snapshot."""
    text = FILE.read_text(encoding="utf-8")
    now = answers(source)
    changed = [f"is   {line}" for line in now if line not in text]
    assert block(source, now) in text, "\n".join([*changed, HOW])


def test_the_snapshot_holds_nothing_else() -> None:
    """What the snapshot holds is of the project's files of questions, all of them and in their order."""
    assert tuple(json.loads(FILE.read_text(encoding="utf-8"))) == sources()
