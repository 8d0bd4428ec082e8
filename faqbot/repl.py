"""The chat in a terminal: prompt_toolkit around `chat`. The only importer of prompt_toolkit."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from faqbot import folders, render, terminal
from faqbot.chat import Chat, note
from faqbot.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

    from faqbot.bot import Bot
    from faqbot.chat import Reply

PROMPT: Final = "> "
HOW_TO_LEAVE: Final = "Ctrl-D or /quit leaves."

# Only the user may read what was asked: questions tell about the one who asks.
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


def run(bot: Bot) -> int:
    """Chat on the terminal until the user leaves; returns the exit status 0."""
    chat = Chat(bot)
    read = _reader()
    _show(chat.greet())
    while True:
        try:
            reply = chat.say(read())
        except KeyboardInterrupt:
            reply = note(HOW_TO_LEAVE)
        except EOFError:
            return 0
        if reply.leave:
            return 0
        _show(reply)


def _show(reply: Reply) -> None:
    """Print a reply with an empty line below it, which parts it from the next question."""
    if reply.passages:
        fragments = render.fragments(reply.passages, terminal.columns(sys.stdout))
        sys.stdout.write(terminal.paint(fragments, colour=terminal.has_colour(sys.stdout)) + "\n")
        sys.stdout.flush()


def _reader() -> Callable[[], str]:
    """A function that asks for a line.

    It raises EOFError at Ctrl-D and KeyboardInterrupt at Ctrl-C on an empty line.
    """
    if terminal.is_dumb():
        return _read_plainly
    history = History(os.path.join(folders.state(), "history"))
    look = "bold" if terminal.has_colour(sys.stdout) else ""
    session: PromptSession[str] = PromptSession(
        [(look, PROMPT)], history=history, key_bindings=_keys(), output=_output()
    )

    def read() -> str:
        if trouble := history.trouble():
            _show(note(trouble))
        return session.prompt()

    return read


def _read_plainly() -> str:
    """A line by the kernel's own line editor, which needs no escape sequences."""
    try:
        return input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        sys.stdout.write("\n")  # what is said next starts a line
        raise


def _output() -> Output:
    """Standard output. It is not asked where the cursor is: many terminals never answer, and no menu needs it."""
    output = create_output(sys.stdout)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False
    return output


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _clear(event: KeyPressEvent) -> None:
        """Clear the line; on an empty one let the chat say how to leave."""
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        """Put a paste of several lines in as one question, without what would act on the terminal."""
        event.current_buffer.insert_text(clean(event.data))

    return keys


class History(FileHistory):
    """Lines typed before, kept in a file that only the user can read.

    Where the file can't be read or written, lines are kept for this chat only.

    Args:
        path: the file; it and its folder are made when missing.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._trouble: OSError | None = None
        self._told = False
        with self._enduring():
            os.makedirs(os.path.dirname(path), mode=_FOLDER_MODE, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, _FILE_MODE))
            os.chmod(path, _FILE_MODE)

    def load_history_strings(self) -> Iterable[str]:
        """The lines of earlier chats, newest first."""
        with self._enduring():
            return list(super().load_history_strings())
        return []

    def store_string(self, string: str) -> None:
        """Keep a line for later chats."""
        with self._enduring():
            super().store_string(string)

    def trouble(self) -> str:
        """A sentence that says why lines are not kept, the first time it is asked for after that; else ""."""
        if not self._trouble or self._told:
            return ""
        self._told = True
        why = self._trouble.strerror or str(self._trouble)
        return f"Your questions are not kept for the next chat: {os.fspath(self.filename)!s}: {why}."

    @contextmanager
    def _enduring(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._trouble = error
