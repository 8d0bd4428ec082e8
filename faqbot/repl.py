"""The chat on a terminal: lines are asked for, replies are shown, until the user leaves."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Final

from faqbot import commands, history, render, terminal
from faqbot.prompt import PROMPT, Prompt
from faqbot.session import Reply, Session, note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.bot import Bot
    from faqbot.settings import Settings
    from faqbot.watch import Watched

TERMINATED: Final = 143  # 128 + SIGTERM, as shells count
HOW_TO_LEAVE: Final = "Ctrl-D or /quit leaves."
TOO_LONG: Final = "The answer is longer than terminals take into the clipboard: /save FILE keeps it."
NO_CLIPBOARD: Final = "This terminal takes nothing into the clipboard: /save FILE keeps the conversation."
_LEFT: Final = 2  # rows that stay below a text which still fits the screen: an empty line and the prompt


def run(bot: Bot, settings: Settings, watched: Watched[Bot] | None = None, faults: Sequence[str] = ()) -> int:
    """Chat on the terminal until the user leaves; returns the exit status 0.

    Args:
        bot: who answers at first.
        settings: what the user wants.
        watched: where the bot comes from.
        faults: sentences to begin with: what is wrong with the settings.
    """
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script may have had it ignored
    session = Session(bot, settings, watched)
    kept = history.History(settings.history_file)
    for fault in faults:
        _show(session, note(fault))
    if settings.greeting:
        _show(session, session.greet())
    try:
        _talk(session, _reader(session, kept))
    finally:
        kept.flush()
    return 0


def _leave(*_: object) -> None:
    """Leave as a program that was told to end does, but leave the terminal as it was found."""
    raise SystemExit(TERMINATED)


def _talk(session: Session, read: Callable[[], str]) -> None:
    while True:
        try:
            line = read()
            if not commands.reloads(line):
                _show(session, session.refresh())
            reply = commands.say(session, line)
        except KeyboardInterrupt:
            reply = note(HOW_TO_LEAVE)
        except EOFError:
            return
        if reply.leave:
            return
        _show(session, reply)


def _show(session: Session, reply: Reply) -> None:
    """Show a reply with an empty line below it, which parts it from the next question."""
    if reply.copied is not None:
        reply = _copied(reply)
    if not reply.passages:
        return
    fragments = render.fragments(reply.passages, terminal.columns(sys.stdout))
    colour, theme = terminal.has_colour(sys.stdout), session.settings.theme
    if reply.long and not terminal.is_dumb():
        rows = sum(text.count("\n") for _, text in fragments)
        if rows > terminal.rows(sys.stdout) - _LEFT:
            from faqbot import pager  # here: it imports subprocess

            if pager.page(terminal.paint(fragments, colour=colour, theme=theme) + "\n"):
                return
    links = terminal.takes_links(sys.stdout)
    sys.stdout.write(terminal.paint(fragments, colour=colour, theme=theme, links=links) + "\n")
    sys.stdout.flush()


def _copied(reply: Reply) -> Reply:
    """The reply once its text went to the clipboard, or what is in the way."""
    if terminal.is_dumb():
        return note(NO_CLIPBOARD)
    try:
        sys.stdout.write(terminal.copying(reply.copied or ""))
    except ValueError:
        return note(TOO_LONG)
    return reply


def _reader(session: Session, kept: history.History) -> Callable[[], str]:
    """A function that asks for a line.

    It raises EOFError at Ctrl-D and KeyboardInterrupt at Ctrl-C on an empty line.
    """
    prompt = None if terminal.is_dumb() else Prompt(session, kept)

    def read() -> str:
        line = prompt.read() if prompt else _read_plainly(kept)
        if trouble := kept.trouble():
            _show(session, note(trouble))
        return line

    return read


def _read_plainly(kept: history.History) -> str:
    """A line by the kernel's own line editor, which needs no escape sequences."""
    sys.stdout.write(PROMPT)
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()  # `input` loses what stands behind a NUL
    except KeyboardInterrupt:
        sys.stdout.write("\n")  # what is said next starts a line
        raise
    if not line:
        sys.stdout.write("\n")
        raise EOFError
    if line.strip():
        kept.store(line.rstrip("\n"))
    return line
