"""The edge of the chat: what fails inside of it costs a reply or a menu, and nothing else."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkout import ROOT
from screen import Terminal

from faqbot import bot
from faqbot.base.layout import render
from faqbot.bot import Bot
from faqbot.chat.commands.commands import FAREWELL
from faqbot.chat.completion import complete
from faqbot.chat.session import Reply, Session
from faqbot.terminal import guard, prompt, repl
from faqbot.terminal.guard import Guard, told

KNOWLEDGE = ROOT / "knowledge"
SENTENCE = "That failed inside faqbot (ValueError: broken), but nothing is lost: "
# Runs the chat with one of its parts failing; the part is named as "module:Class.attribute".
PROGRAM = """\
import importlib, operator, sys
module, _, path = sys.argv.pop(1).partition(":")
owner, _, name = path.rpartition(".")
place = importlib.import_module(module)
place = operator.attrgetter(owner)(place) if owner else place
def failing(*arguments, **named):
    raise ValueError("broken")
setattr(place, name, failing)
from faqbot.__main__ import main
sys.exit(main())
"""
Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """A function that starts a chat of which a part fails."""
    started: list[Terminal] = []

    def _start(part: str, **environment: str) -> Terminal:
        program = (sys.executable, "-c", PROGRAM, part)
        terminal = Terminal(tmp_path, ("-k", str(KNOWLEDGE)), (50, 100), program, **environment)
        started.append(terminal)
        terminal.until(lambda: terminal.line().startswith(">"))
        terminal.settle()
        return terminal

    yield _start
    for terminal in started:
        terminal.child.close(force=True)


def shown(terminal: Terminal) -> str:
    """What stands on the screen, its lines joined."""
    return " ".join(terminal.text.split())


def test_a_fault_is_told_in_a_sentence() -> None:
    """The sentence has what happened, that nothing is lost, what to do, and how to see more."""
    sentence = told(ValueError("bro\x1b[2Jken\nhere"))
    assert sentence.startswith("That failed inside faqbot (ValueError: bro [2Jken here), but nothing is lost: ask on")
    assert sentence.endswith("started with FAQBOT_DEBUG=1, faqbot shows where it failed.") and "\n" not in sentence
    assert "(KeyError)" in told(KeyError()) and len(told(ValueError("x" * 10_000))) < 300
    assert f"({'ValueError: '.ljust(guard.SHOWN - 1, 'x')}…)" in told(ValueError("x" * 10_000))


def test_the_traceback_is_shown_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With $FAQBOT_DEBUG standard error has the traceback, and else nothing."""
    told(ValueError("broken"))
    assert capsys.readouterr().err == ""
    monkeypatch.setenv(guard.DEBUG, "1")
    told(ValueError("broken"))
    assert "ValueError: broken" in capsys.readouterr().err


def failing() -> Reply:
    raise ValueError("broken")


def test_a_guard_tells_each_fault_once() -> None:
    """What fails at every key is told once; another fault is told too."""
    guarded = Guard()
    assert guarded.trouble() is None and guarded.run(lambda: 1) == 1
    assert [guarded.run(failing), guarded.run(failing)] == [None, None]
    assert str(guarded.trouble()).startswith(SENTENCE) and guarded.trouble() is None
    guarded.run(failing)
    assert guarded.trouble() is None
    guarded.add(KeyError("other"))
    assert "other" in str(guarded.trouble())


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_program_passes(raised: type[BaseException]) -> None:
    """A guard holds back no Ctrl-C and no exit."""

    def work() -> None:
        raise raised

    with pytest.raises(raised):
        Guard().run(work)


def typed(*lines: str) -> Callable[[], str]:
    """A reader of these lines, and then of the end."""
    left = list(lines)

    def read() -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return read


@pytest.mark.parametrize("part", ["ask", "refresh", "pick", "reload"])
def test_a_part_that_fails_costs_its_reply(
    part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever of a session fails is told, and the conversation goes on to its end with all its turns."""
    session = Session(Bot.load(KNOWLEDGE))
    session.greet()
    repl._talk(session, typed("how many hostages were released?"))
    turns = session.chat.turns
    capsys.readouterr()
    monkeypatch.setattr(Session, part, lambda *_, **__: failing())
    repl._talk(session, typed("who freed them?", "1", "/reload", "/sources"))
    said = capsys.readouterr().out
    assert SENTENCE in said and "Traceback" not in said and said.endswith(f"{FAREWELL}\n")
    assert "A Temporary Truce" in said and session.chat.turns[: len(turns)] == turns


def test_what_cannot_be_laid_out_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where even showing a reply fails, the sentence is written as it is."""
    monkeypatch.setattr(render, "fragments", lambda *_, **__: failing())
    repl._talk(Session(Bot.load(KNOWLEDGE)), typed("/help"))
    assert capsys.readouterr().out.count(SENTENCE) == 2  # for the help, and for the farewell


def test_a_terminal_that_is_gone_ends_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be written is no fault of the chat's: nobody is there to be told."""

    def gone(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(repl, "_write", gone)
    with pytest.raises(OSError, match="Input/output"):
        repl._talk(Session(Bot.load(KNOWLEDGE)), typed("/help"))


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
def test_ctrl_c_and_exit_pass_the_chat(
    raised: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C while an answer is made says how to leave; what ends the program ends it."""

    def stop(*_: object) -> None:
        raise raised

    monkeypatch.setattr(Session, "ask", stop)
    session = Session(Bot.load(KNOWLEDGE))
    if raised is SystemExit:
        with pytest.raises(SystemExit):
            repl._talk(session, typed("who?"))
    else:
        repl._talk(session, typed("who?"))
        assert capsys.readouterr().out.startswith(f"\n{repl.HOW_TO_LEAVE}")


def test_an_answer_that_fails_leaves_the_chat_as_it_was(start: Start, tmp_path: Path) -> None:
    """On a terminal the sentence stands where the answer would; what was asked is kept, and the next is answered."""
    terminal = start(f"{bot.__name__}:Bot.answer")
    for line in ("how many died", "/articles", "how many died"):
        terminal.say(line)
    assert shown(terminal).count(SENTENCE) == 2 and " sections, " in shown(terminal)
    terminal.child.send("\x04")
    assert terminal.end() == 0 and "Traceback" not in terminal.raw
    assert "+how many died\n" in (tmp_path / ".local/state/faqbot/history").read_text("utf-8")


@pytest.mark.parametrize(
    "part",
    [
        f"{complete.__name__}:Completer.complete",
        f"{prompt.__name__}:Prompt._toolbar",
        f"{prompt.__name__}:_Completing._completer",
        "prompt_toolkit.auto_suggest:AutoSuggestFromHistory.get_suggestion",
        "prompt_toolkit.buffer:Buffer.auto_up",
    ],
)
def test_what_fails_while_a_line_is_typed_is_told_after_it(part: str, start: Start) -> None:
    """A menu, a toolbar, ghost text or a key that fails is missing, the line is asked, and it is told once."""
    terminal = start(part)
    terminal.child.send("\x1b[A")
    terminal.settle()  # a key that fails takes those with it that came at the same time
    for line in ("how many people died", "how many died"):
        terminal.say(line)
    assert "over 20,000 Palestinians" in shown(terminal) and shown(terminal).count(SENTENCE) == 1
    terminal.child.send("\x04")
    assert terminal.end() == 0 and "Traceback" not in terminal.raw and "Unhandled" not in terminal.raw


PLAIN = [
    f"{prompt.__name__}:Prompt.__init__",
    f"{prompt.__name__}:Prompt.read",
    "prompt_toolkit.layout.controls:BufferControl.create_content",
]


@pytest.mark.parametrize("part", PLAIN)
def test_without_a_line_editor_lines_are_read_plainly(part: str, start: Start, tmp_path: Path) -> None:
    """Where the line editor fails, lines can still be typed, asked and kept, without what the terminal answered it."""
    terminal = start(part)
    terminal.child.send("how many people died\r")
    terminal.see("over 20,000 Palestinians")
    assert SENTENCE in shown(terminal) and "over 20,000 Palestinians" in shown(terminal)
    assert "+how many people died\n" in (tmp_path / ".local/state/faqbot/history").read_text("utf-8")
    terminal.child.send("\x04")
    assert terminal.end() == 0 and "Traceback" not in terminal.raw


def test_sigterm_passes_a_failing_part(start: Start) -> None:
    """A chat whose toolbar fails is ended by SIGTERM like any other."""
    terminal = start(f"{prompt.__name__}:Prompt._toolbar")
    terminal.child.kill(signal.SIGTERM)
    assert terminal.end() == repl.TERMINATED
