"""What a tool asks to try something is nobody's question: it is not logged, whatever $FAQBOT_LOG names."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from checkout import ROOT
from samples import LIBRARY

from faqbot import Bot
from faqbot.chat.commands.commands import say
from faqbot.chat.session import Session
from faqbot.evaluation.golden import judge, reading
from faqbot.knowledge.watch import Watched
from faqbot.terminal.shell.cli import main

ASKED: Final = "Do you serve coffee?"  # what somebody asked, and nothing answers
GOLDEN: Final = """\
knowledge: library.yaml
cases:
- ask: when is the library open
  cite: hours
"""
TOOLS: Final = {
    "eval": "eval library.golden.yaml",
    "eval --perturb": "eval library.golden.yaml --perturb",
    "tune": "tune library.golden.yaml",
    "check": "check library.yaml",
    "import": "import notes.md -o notes.yaml",
    "compile": "compile library.yaml -o library.faq",
    "diff": "diff library.yaml other.yaml",
    "diff --log": "diff library.yaml other.yaml --log asked.log",
    "diff --golden": "diff library.yaml other.yaml --golden library.golden.yaml",
    "gaps": "-k library.yaml gaps asked.log",
    "teach": "-k library.yaml teach --ref faq-late --question penalties",
    "teach --dry-run": "-k library.yaml teach --dry-run --ref faq-late --question penalties",
    "teach < lessons": "-k library.yaml teach",
    "teach LOG": "-k library.yaml teach asked.log",
    "suggest": "-k library.yaml suggest --nearest --log asked.log",
    "suggest --prompt": "-k library.yaml suggest --prompt",
    "suggest --read": "-k library.yaml suggest --read lessons.jsonl",
    "suggest --write": "-k library.yaml suggest --read lessons.jsonl --write",
}
TYPED: Final = {
    "teach < lessons": json.dumps({"question": "penalties", "ref": "faq-late"}),
    "teach LOG": "a\nfaq-late\nq\n",
}


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log that $FAQBOT_LOG names, in a folder with a knowledge and all that the tools want."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    Path("library.yaml").write_text(LIBRARY, encoding="utf-8")
    Path("other.yaml").write_text(LIBRARY.replace("50 cents", "60 cents"), encoding="utf-8")
    Path("library.golden.yaml").write_text(GOLDEN, encoding="utf-8")
    Path("notes.md").write_text("# Notes\n\n## Where are you?\n\nIn the old mill.\n", encoding="utf-8")
    lesson = json.dumps({"ref": "faq-late", "wording": "penalties"})
    Path("lessons.jsonl").write_text(lesson, encoding="utf-8")
    Bot.load("library.yaml", log="asked.log").answer(ASKED)
    monkeypatch.setenv("FAQBOT_LOG", str(tmp_path / "faq.log"))
    return tmp_path / "faq.log"


@pytest.mark.parametrize("tool", TOOLS)
def test_what_a_command_tries_is_not_logged(tool: str, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that asks questions by itself does its work, and logs none of them."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(TYPED.get(tool, "")))
    assert main(TOOLS[tool].split()) in (0, 1)
    assert not log.exists()
    teaches = tool in ("teach", "teach < lessons", "teach LOG", "suggest --write")
    assert (Path("library.yaml").read_text(encoding="utf-8") != LIBRARY) == teaches


def test_what_a_command_is_asked_is_logged(log: Path) -> None:
    """The same log has what somebody asks: the tests above would fail if a tool asked as they do."""
    main(["-k", "library.yaml", "ask", ASKED])
    assert json.loads(log.read_text(encoding="ascii"))["question"] == ASKED


def test_golden_files_are_asked_unlogged(log: Path) -> None:
    """The bot of a golden file logs nothing, whoever reads it."""
    found = reading.read("library.golden.yaml")
    assert not judge.judged(found.cases[0], found.bot).fault
    assert found.bot.log is None and not log.exists()


def test_what_a_bot_tries_to_learn_is_not_logged(log: Path) -> None:
    """`Bot.teach` logs nothing, nor does a bot over what its files may come to say; the bot itself goes on logging."""
    bot = Bot.load("library.yaml")
    bot.teach("penalties", "faq-late")
    bot.over(bot.knowledge).answer(ASKED)
    bot.unlogged.answer(ASKED)
    assert not log.exists()
    bot.answer(ASKED)
    assert log.exists()


def test_what_a_chat_tries_is_not_logged(log: Path) -> None:
    """Teaching in a chat logs nothing but what was asked there."""
    watched = Watched(Bot.load, ["library.yaml"])
    session = Session(watched.load(), None, watched)
    say(session, "penalties")
    before = log.read_bytes()
    say(session, "/teach faq-late")
    session.chat.answer("penalties")
    assert log.read_bytes() == before
    say(session, "penalties")
    asked = [json.loads(line) for line in log.read_text(encoding="ascii").splitlines()]
    assert [line["verdict"] for line in asked] == ["unknown", "answered"]


def test_what_pytest_asks_is_not_logged(log: Path) -> None:
    """Golden cases as pytest items, in other words too, are in no log."""
    args = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "library.golden.yaml", "--faqbot-perturb"]
    ran = subprocess.run(args, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "passed" in ran.stdout
    assert not log.exists()
