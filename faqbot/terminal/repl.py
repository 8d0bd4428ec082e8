"""The chat on a terminal: lines are asked for, replies are shown, until the user leaves."""

from __future__ import annotations

import re
import signal
import sys
from typing import TYPE_CHECKING, Final

from faqbot.base.layout import render
from faqbot.chat.commands import commands
from faqbot.chat.session import Reply, note
from faqbot.terminal import guard, history, screen
from faqbot.terminal.preparing import Ahead
from faqbot.terminal.prompt import PROMPT, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.chat.session import Session

TERMINATED: Final = 143  # 128 + SIGTERM, as shells count
HOW_TO_LEAVE: Final = "Ctrl-D or /quit leaves."
TOO_LONG: Final = "The answer is longer than terminals take into the clipboard: /save FILE keeps it."
NO_CLIPBOARD: Final = "This terminal takes nothing into the clipboard: /save FILE keeps the conversation."
# Where its cursor is, as a terminal tells a line editor that asked, and may have failed since.
_WHERE: Final = re.compile(r"\x1b\[\d+;\d+R")
_LEFT: Final = 2  # rows that stay below a text which still fits the screen: an empty line and the prompt


def run(session: Session, faults: Sequence[str] = (), ahead: Ahead | None = None) -> int:
    """Chat on the terminal until the user leaves; returns the exit status 0.

    Args:
        session: the person's.
        faults: sentences to begin with: what is wrong with the settings.
        ahead: what the bot does before its first answer, behind the first line.
    """
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script may have had it ignored
    kept = history.History(session.settings.history_file)
    for fault in faults:
        _show(session, note(fault))
    if session.settings.greeting:
        _show(session, _guarded(session.greet))
    ahead = ahead or Ahead()
    try:
        _talk(session, _reader(session, kept, ahead.begin), ahead)
    finally:
        kept.flush()
    return 0


def _leave(*_: object) -> None:
    """Leave as a program that was told to end does, but leave the terminal as it was found."""
    raise SystemExit(TERMINATED)


def _talk(session: Session, read: Callable[[], str], ahead: Ahead | None = None) -> None:
    leave = False
    while not leave:
        try:
            replies = _replies(session, read(), ahead)
        except KeyboardInterrupt:
            replies = (note(HOW_TO_LEAVE),)
        except EOFError:
            replies = (commands.quit_(session),)
        for reply in replies:
            _show(session, reply)
            leave = leave or reply.leave


def _replies(session: Session, line: str, ahead: Ahead | None) -> tuple[Reply, ...]:
    """What is to be said of the knowledge, where it has changed, and to a line."""
    try:
        refreshed = Reply() if commands.reloads(line) else _guarded(session.refresh)
        return refreshed, _guarded(lambda: _reply(session, line, ahead))
    except KeyboardInterrupt:
        sys.stdout.write("\n")  # the terminal has written ^C
        raise


def _reply(session: Session, line: str, ahead: Ahead | None) -> Reply:
    if ahead and commands.asks(line):
        ahead.wait()
    return commands.say(session, line)


def _guarded(work: Callable[[], Reply]) -> Reply:
    """A reply, or what is said where it fails."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - the edge: what fails costs this reply, not the conversation
        return note(guard.told(error))


def _show(session: Session, reply: Reply) -> None:
    """Show a reply with an empty line below it, which parts it from the next question; after the last there is none."""
    try:
        _write(session, reply)
    except OSError:  # there is no terminal any more
        raise
    except Exception as error:  # noqa: BLE001 - the edge: it can't be laid out
        sys.stdout.write(f"{guard.told(error)}\n\n")


def _write(session: Session, reply: Reply) -> None:
    if reply.copied is not None:
        reply = _copied(reply)
    if not reply.segments:
        return
    width, links = screen.columns(sys.stdout), screen.takes_links(sys.stdout)
    colour, theme = screen.has_colour(sys.stdout), session.settings.theme
    if reply.long and not screen.is_dumb():
        fragments = render.fragments(reply.segments, width)  # a pager takes no links
        rows = sum(text.count("\n") for _, text in fragments)
        if rows > screen.rows(sys.stdout) - _LEFT:
            from faqbot.terminal import pager  # here: it imports subprocess

            if pager.page(screen.paint(fragments, colour=colour, theme=theme) + "\n"):
                return
    fragments = render.fragments(reply.segments, width, links=links)
    ending = "" if reply.leave else "\n"
    sys.stdout.write(screen.paint(fragments, colour=colour, theme=theme, links=links) + ending)
    sys.stdout.flush()


def _copied(reply: Reply) -> Reply:
    """The reply once its text went to the clipboard, or what is in the way."""
    if screen.is_dumb():
        return note(NO_CLIPBOARD)
    try:
        sys.stdout.write(screen.copying(reply.copied or ""))
    except ValueError:
        return note(TOO_LONG)
    return reply


def _reader(session: Session, kept: history.History, behind: Callable[[], None]) -> Callable[[], str]:
    """A function that asks for a line, by the kernel's own editor where ours can't be had.

    What is to begin `behind` a line begins once there is a prompt to type it at.

    It raises EOFError at Ctrl-D and KeyboardInterrupt at Ctrl-C on an empty line.
    """
    prompt = None if screen.is_dumb() else _editor(session, kept, behind)

    def read() -> str:
        nonlocal prompt
        try:
            line = prompt.read() if prompt else _read_plainly(kept, behind)
        except (EOFError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - the edge: lines can still be typed
            prompt = None
            _show(session, note(guard.told(error)))
            line = _read_plainly(kept, behind)
        for trouble in (kept.trouble(), prompt and prompt.trouble()):
            if trouble:
                _show(session, note(trouble))
        return line

    return read


def _editor(session: Session, kept: history.History, behind: Callable[[], None]) -> Prompt | None:
    """The line editor, or None where it can't be made."""
    try:
        return Prompt(session, kept, behind, lambda sentence: _show(session, note(sentence)))
    except Exception as error:  # noqa: BLE001 - the edge, as below
        _show(session, note(guard.told(error)))
        return None


def _read_plainly(kept: history.History, behind: Callable[[], None]) -> str:
    """A line by the kernel's own line editor, which needs no escape sequences."""
    sys.stdout.write(PROMPT)
    sys.stdout.flush()
    behind()
    try:
        line = sys.stdin.readline()  # `input` loses what stands behind a NUL
    except KeyboardInterrupt:
        sys.stdout.write("\n")  # what is said next starts a line
        raise
    if not line:
        sys.stdout.write("\n")
        raise EOFError
    line = _WHERE.sub("", line)
    if line.strip():
        kept.store(line.rstrip("\n"))
    return line
