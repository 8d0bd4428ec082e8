"""The chat on a terminal: the real program in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import os
import re
import signal
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from screen import Terminal

from faqbot import repl

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
title: Tea
note: By the kettle
sections:
  - id: water
    heading: Water
    text: |
      Green tea wants water of 80 degrees, and black tea wants it to be boiling when it meets the leaves.
faq:
  - id: steep
    question: How long does black tea steep?
    answer: Four minutes, by the rule of the house, or five for those who take it with milk and sugar.
    section: water
  - id: leaves
    question: Where do the leaves grow?
    answer: On hills that are often in the clouds.
"""
QUESTION = "How long does black tea steep?"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "tea.yaml").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Terminal]]:
    """A function that starts a chat and draws until its first prompt."""
    started: list[Terminal] = []

    def _start(size: tuple[int, int] = (24, 80), **environment: str) -> Terminal:
        terminal = Terminal(home, ("-k", str(home / "tea.yaml")), size, **environment)
        started.append(terminal)
        terminal.see_prompt()
        return terminal

    yield _start
    for terminal in started:
        terminal.child.close(force=True)


Start = Callable[..., Terminal]


def history(home: Path) -> Path:
    return home / ".local" / "state" / "faqbot" / "history"


def kept(home: Path) -> list[str]:
    """The lines of the history file."""
    return [line[1:] for line in history(home).read_text("utf-8").splitlines() if line.startswith("+")]


# -- greeting, questions, picks ----------------------------------------------------------------


def test_the_greeting_names_the_article_and_offers_questions(start: Start) -> None:
    """The chat starts with the article's title and questions by number."""
    terminal = start()
    assert "Tea (undated)" in terminal.text
    assert f"  1. {QUESTION}\n  2. Where do the leaves grow?\n" in terminal.text


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_an_answer_fits_the_window(columns: int, start: Start, home: Path) -> None:
    """The answer, its quote and its citation are wrapped at words to the window's width."""
    terminal = start((40, columns), COLUMNS="")
    terminal.say(QUESTION)
    after = terminal.text.partition(f"> {QUESTION}\n")[2]
    shown = " ".join(after.replace(str(home), "").split())
    assert shown.startswith("Four minutes, by the rule of the house, or five for those who take it with milk and")
    assert "— Water · Tea (undated) · By the kettle ·" in shown
    assert "Four minutes, by the rule of the house, or"[: columns - 1] in after


def test_a_number_picks_an_example(start: Start) -> None:
    """A bare number asks the question of that number."""
    terminal = start()
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")


def test_a_number_out_of_range_is_told(start: Start) -> None:
    """A number that is not in the list is told in one sentence."""
    terminal = start()
    terminal.say("7")
    assert "There is no number 7 in the list" in terminal.text


def test_a_command_answers(start: Start) -> None:
    """/sections lists the headings."""
    terminal = start()
    terminal.say("/sections")
    assert "Tea (undated)\n  1. Water" in terminal.text


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("line", ["/why", "why?"])
def test_why_fits_the_window(columns: int, line: str, start: Start) -> None:
    """/why draws the receipt of the last answer as tables that the terminal need not break."""
    terminal = start((60, columns))
    terminal.say(QUESTION)
    terminal.say(line)
    assert re.search(r"^  black +same +0\.\d\d +0\.\d\d$", terminal.text, re.MULTILINE)
    assert re.search(r"^  confidence +[01]\.\d\d$", terminal.text, re.MULTILINE)
    assert "Answered: " in terminal.text


def test_a_resized_window_is_used(start: Start, home: Path) -> None:
    """The answer after a resize has the new width."""
    terminal = start((40, 80))
    terminal.child.setwinsize(40, 40)
    terminal.screen.resize(40, 40)
    terminal.say(QUESTION)
    assert "Four minutes, by the rule of the house,\nor five" in terminal.text


def test_a_terminal_without_size_is_no_error(start: Start) -> None:
    """A terminal of 0x0 is taken for one of the usual size."""
    terminal = start((0, 0))
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")


# -- leaving -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["\x04", "/quit\r", "/exit\r", "quit\r"], ids=["ctrl-d", "/quit", "/exit", "quit"])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_leaving_has_status_zero(keys: str, term: str, start: Start) -> None:
    """Ctrl-D and /quit leave with status 0."""
    terminal = start(TERM=term)
    terminal.child.send(keys)
    assert terminal.end() == 0
    assert "Traceback" not in terminal.raw


def test_ctrl_c_clears_the_line(start: Start, home: Path) -> None:
    """Ctrl-C drops what was typed, and the line is never asked or kept."""
    terminal = start()
    terminal.child.send("no such")
    terminal.see("> no such")
    terminal.child.send("\x03")
    terminal.see_prompt()
    assert "no such" not in terminal.text and repl.HOW_TO_LEAVE not in terminal.text
    terminal.child.send("\x04")
    assert terminal.end() == 0
    assert kept(home) == []


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_ctrl_c_on_an_empty_line_says_how_to_leave(term: str, start: Start) -> None:
    """Ctrl-C does not leave; it says what does."""
    terminal = start(TERM=term)
    terminal.child.send("\x03")
    terminal.see(repl.HOW_TO_LEAVE)
    terminal.say("2")
    terminal.see("On hills")


@pytest.mark.parametrize("signal_", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_ends_the_chat(signal_: int, start: Start, home: Path) -> None:
    """When its terminal goes away the chat ends without a word, and what was asked is kept."""
    terminal = start()
    terminal.say("2")
    terminal.child.kill(signal_)
    terminal.end()
    assert "Traceback" not in terminal.raw
    assert kept(home) == ["2"]


# -- history -----------------------------------------------------------------------------------


def test_the_history_is_private(start: Start, home: Path) -> None:
    """Only the user may read the history file and its folder."""
    terminal = start()
    terminal.say("2")
    assert kept(home) == ["2"]
    assert stat.S_IMODE(history(home).stat().st_mode) == 0o600
    assert stat.S_IMODE(history(home).parent.stat().st_mode) == 0o700


def test_the_history_is_there_in_the_next_chat(start: Start) -> None:
    """Arrow up brings back what was asked in the chat before."""
    first = start()
    first.say("Where do they grow?")
    first.child.send("\x04")
    first.end()
    second = start()
    second.child.send("\x1b[A")
    second.see("> Where do they grow?")


def test_the_history_has_no_line_twice_in_a_row(start: Start, home: Path) -> None:
    """A line that is asked again, even in the next chat, is kept once."""
    first = start()
    first.say("2")
    first.say("2")
    first.child.send("\x04")
    first.end()
    second = start()
    second.say("2")
    second.say("1")
    second.say("2")
    assert kept(home) == ["2", "1", "2"]


def _is_directory(path: Path) -> None:
    path.mkdir(parents=True)


def _folder_is_file(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("", encoding="utf-8")


@pytest.mark.parametrize("spoil", [_is_directory, _folder_is_file])
def test_a_history_that_cannot_be_kept_is_told_once(spoil: Callable[[Path], None], start: Start, home: Path) -> None:
    """Without a history file the chat goes on, and says so a single time."""
    spoil(history(home))
    terminal = start((40, 200))
    terminal.say("1")
    terminal.say("2")
    terminal.see("On hills")
    assert terminal.text.count("are not kept for the next chat") == 1


def test_a_corrupt_history_is_no_error(start: Start, home: Path) -> None:
    """Garbage in the history file is passed over, and new lines are kept."""
    history(home).parent.mkdir(parents=True)
    history(home).write_bytes(b"\x00\xff\xfe+\n+good\n\x80\n+\xff\x1b[31m\n")
    terminal = start()
    terminal.say("2")
    assert "Traceback" not in terminal.text
    assert history(home).read_bytes().endswith(b"+2\n")


# -- colour, escapes, paste --------------------------------------------------------------------


def test_colour_is_weight(start: Start) -> None:
    """On a terminal the answer is bold and its citation dim."""
    terminal = start()
    terminal.say("2")
    assert "\x1b[1mOn hills that are often in the clouds.\x1b[0m" in terminal.raw
    assert "\x1b[2m— Where do the leaves grow?" in terminal.raw


def test_a_receipt_has_weight_too(start: Start) -> None:
    """In a receipt the verdict is bold, and so are totals; words that met nothing are dim."""
    terminal = start((60, 80))
    terminal.say(f"{QUESTION} Zebra?")
    terminal.say("/why")
    assert "\x1b[1mscore " in terminal.raw and "\x1b[2mzebra " in terminal.raw
    assert re.search(r"\x1b\[1m(Answered|Unsure|Unknown): ", terminal.raw)


def test_no_color_is_honoured(start: Start) -> None:
    """With NO_COLOR nothing is bold, dim or coloured."""
    terminal = start((60, 80), NO_COLOR="1")
    terminal.say("2")
    terminal.say("/why")
    assert not re.search(r"\x1b\[[\d;]*[1-9]m", terminal.raw)


def test_a_dumb_terminal_gets_no_escapes(start: Start) -> None:
    """With TERM=dumb no escape sequence is sent at all."""
    terminal = start(TERM="dumb")
    terminal.say("2")
    terminal.see("On hills that are often in the clouds.")
    assert "\x1b" not in terminal.raw


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_bytes_that_are_no_text_are_no_error(term: str, start: Start) -> None:
    """A key that sends broken UTF-8 does not end the chat."""
    terminal = start(TERM=term)
    os.write(terminal.child.child_fd, b"\xff\xfe\r")
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")


def test_a_paste_of_several_lines_is_one_question(start: Start, home: Path) -> None:
    """Pasted lines are joined to one question, without what would act on the terminal."""
    terminal = start()
    terminal.child.send("\x1b[200~Where do\nthe\u202e leaves\r\ngrow?\x07\x1b[201~")
    terminal.see("> Where do the leaves grow?")
    terminal.child.send("\r")
    terminal.see("On hills")
    assert kept(home) == ["Where do the leaves grow?"]


def test_a_huge_paste_is_no_error(start: Start) -> None:
    """Ten thousand pasted lines are one question that gets one reply."""
    terminal = start()
    terminal.child.send("\x1b[200~" + "what is this line about\n" * 10_000 + "\x1b[201~\r")
    terminal.see_prompt()
    terminal.say("2")
    terminal.see("On hills")


def test_a_broken_article_ends_before_the_chat(home: Path) -> None:
    """Knowledge at fault is told instead of a greeting, with status 2."""
    (home / "tea.yaml").write_text("title: Tea\n", encoding="utf-8")
    terminal = Terminal(home, ("-k", str(home / "tea.yaml")))
    assert terminal.end() == 2
    assert "tea.yaml:" in terminal.raw and "Traceback" not in terminal.raw
