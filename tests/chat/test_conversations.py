"""Written conversations: each turn gets what its file says it must."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from checkout import TESTS

from faqbot.bot import Bot

FOLDER = TESTS / "conversations"
FILES = sorted(FOLDER.glob("*.yaml"))
CASES = [
    pytest.param(path.parent / loaded["knowledge"], case["turns"], id=f"{path.stem}: {case['about']}")
    for path in FILES
    for loaded in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in loaded["conversations"]
]
KEYS = {"ask", "cite", "unknown", "carried", "asked_as"}


def faults(turn: dict[str, Any], answer: Any) -> list[str]:
    """What is wrong with the answer to a turn."""
    cited = {answer.citation.section, answer.citation.entry} if answer.citation else set()
    wanted = turn.get("cite", [])
    told = (answer.asked_as or "").casefold().split()
    found = []
    if not cited.intersection([wanted] if isinstance(wanted, str) else wanted) and not turn.get("unknown"):
        found.append(f"cites {cited or answer.reason}, not {wanted}")
    if turn.get("unknown") and cited:
        found.append(f"is answered from {cited}")
    if "carried" in turn and turn["carried"] != (answer.asked_as is not None):
        found.append(f"asked as {answer.asked_as!r}")
    return found + [f"asked as {answer.asked_as!r}, without {w}" for w in turn.get("asked_as", ()) if w not in told]


@pytest.mark.parametrize(("knowledge", "turns"), CASES)
def test_a_conversation_gets_what_it_must(knowledge: Path, turns: list[dict[str, Any]]) -> None:
    """Every turn is answered from its place or not at all, and read with the turn before where it leans on it."""
    chat = Bot.load(knowledge).chat()
    found = [f"{turn['ask']}: {fault}" for turn in turns for fault in faults(turn, chat.ask(turn["ask"]))]
    assert found == []


def test_there_are_conversations_of_both_kinds() -> None:
    """The files hold turns that must be carried and turns that must not, and no key that nothing reads."""
    turns = [turn for case in CASES for turn in case.values[1]]  # type: ignore[union-attr]
    assert len(CASES) >= 15
    assert all(set(turn) <= KEYS and ("cite" in turn) != ("unknown" in turn) for turn in turns)
    assert {turn.get("carried") for turn in turns} == {True, False, None}
