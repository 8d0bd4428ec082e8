"""What a bot does before its first answer: behind the first line, with a bar, once, and told where it fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Event, Thread

import pytest
from checkout import ROOT
from screen import Terminal

from faqbot.base.errors import FaqbotError
from faqbot.chat.commands import commands
from faqbot.terminal import preparing
from faqbot.terminal.preparing import LABEL, Ahead, bar
from faqbot.terminal.repl import HOW_TO_LEAVE

KNOWLEDGE = ROOT / "knowledge"
PARTS = (("one", "two"), ("three",))
# The chat over a bot whose work ends once a file is there, two of three texts having been read before that.
PROGRAM = """\
import os, sys, time
from faqbot.bot import Bot
def prepare(self, progress):
    with open("begun", "a") as file:
        file.write("once ")
    for part in progress((("one", "two"), ("three",))):
        while part[0] == "three" and not os.path.exists("done"):
            time.sleep(0.01)
Bot.prepare, Bot.meaning = prepare, "encoder"
from faqbot.__main__ import main
sys.exit(main())
"""


class Slow:
    """A bot that waits amid its work until it may go on."""

    meaning = "encoder"

    def __init__(self, error: Exception | None = None) -> None:
        self.began, self.went_on, self.ended = Event(), Event(), Event()
        self.calls = self.parts = 0
        self._error = error

    def prepare(self, progress: Callable[[Sequence[Sequence[str]]], Iterable[Sequence[str]]]) -> None:
        self.calls += 1
        try:
            for _ in progress(PARTS):
                self.parts += 1
                self.began.set()
                assert self.went_on.wait(20)
        finally:
            self.ended.set()
        if self._error:
            raise self._error


def test_a_bar_passes_on_what_it_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal nothing is shown, and the parts come one by one."""
    assert list(bar(PARTS)) == list(PARTS)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_that_cannot_draw_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there can be no bar, a line says once what is waited for."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(bar(PARTS)) == list(PARTS)
    assert capsys.readouterr() == ("", f"{LABEL}…\n")


def test_work_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun twice and waited for twice it is done once; where nothing is to be done, nothing is waited for."""
    monkeypatch.setattr(preparing, "PATIENCE", 0.0)
    ahead, slow = Ahead(), Slow()
    ahead.wait()
    assert ahead.follow(slow) is slow
    ahead.begin()
    ahead.begin()
    slow.went_on.set()
    ahead.wait()
    ahead.wait()
    assert slow.calls == 1


def test_a_failure_is_told_to_who_waits_once() -> None:
    """What fails behind a line is an error of the first question, and of no other."""
    ahead = Ahead()
    ahead.follow(slow := Slow(FaqbotError("no model")))
    slow.went_on.set()
    with pytest.raises(FaqbotError, match="no model"):
        ahead.wait()
    ahead.wait()


def test_the_work_of_a_bot_that_is_replaced_is_given_up() -> None:
    """Where the articles have changed, nobody reads on in the old ones; the new bot's work is done."""
    ahead, old, new = Ahead(), Slow(), Slow()
    ahead.follow(old)
    ahead.begin()
    assert old.began.wait(20)
    ahead.follow(new)
    for each in (old, new):
        each.went_on.set()
    ahead.wait()
    assert old.ended.wait(20)
    assert (old.parts, new.parts) == (1, 2)


@pytest.mark.parametrize(
    ("line", "asked"),
    [("how many died?", True), ("2", True), ("/search dogs", True), ("/help", False), ("quit", False), ("  ", False)],
)
def test_only_who_asks_waits(line: str, asked: bool) -> None:
    """Commands need no bot that is ready, but for the one that searches."""
    assert commands.asks(line) is asked


def test_a_chat_shows_how_far_the_work_is(tmp_path: Path) -> None:
    """The prompt is there before the work is done; a command is answered; a question waits with a bar, then is."""
    terminal = Terminal(tmp_path, ("-k", str(KNOWLEDGE)), (40, 100), (sys.executable, "-c", PROGRAM))
    try:
        terminal.until(lambda: terminal.line().startswith(">"))
        terminal.insist("/articles\r", "8 sections, 4 questions")
        terminal.child.send("how many died\r")
        terminal.until(lambda: LABEL in terminal.text and "66.7%" in terminal.text)
        assert "WARNING" not in terminal.text
        (tmp_path / "done").touch()
        terminal.until(lambda: "20,000 Palestinians" in terminal.text)
        assert LABEL not in terminal.text
    finally:
        terminal.child.close(force=True)


def test_who_stops_waiting_can_wait_again(tmp_path: Path) -> None:
    """Ctrl-C while one waits takes the bar away and ends the waiting, not the work: that is waited for again."""
    terminal = Terminal(tmp_path, ("-k", str(KNOWLEDGE)), (40, 100), (sys.executable, "-c", PROGRAM))
    try:
        terminal.see_prompt()
        for _ in range(2):
            terminal.child.send("how many died\r")
            terminal.until(lambda: LABEL in terminal.text and "66.7%" in terminal.text)
            terminal.child.sendintr()
            terminal.see_prompt()
            assert LABEL not in terminal.text
        assert f"^C\n{HOW_TO_LEAVE}" in terminal.text
        (tmp_path / "done").touch()
        terminal.child.send("how many died\r")
        terminal.until(lambda: "20,000 Palestinians" in terminal.text)
        assert (tmp_path / "begun").read_text(encoding="utf-8") == "once "
    finally:
        terminal.child.close(force=True)


def test_ctrl_c_amid_the_start_has_nothing_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread whose start is broken off starts all the same, and is waited for."""
    start = Thread.start

    def broken(thread: Thread) -> None:
        start(thread)
        raise KeyboardInterrupt

    ahead = Ahead()
    ahead.follow(slow := Slow())
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", broken)
        with pytest.raises(KeyboardInterrupt):
            ahead.begin()
    ahead.begin()
    slow.went_on.set()
    ahead.wait()
    assert slow.calls == 1


def test_a_bot_without_an_encoder_has_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no thread is started, and nothing is waited for."""
    monkeypatch.setattr(Slow, "meaning", "words")
    ahead = Ahead()
    ahead.follow(slow := Slow())
    ahead.begin()
    ahead.wait()
    assert slow.calls == 0
