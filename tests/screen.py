"""A terminal for tests: the real program in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any

import pexpect
import pyte
from checkout import FAQBOT, PYTHONPATH
from wcwidth import wcswidth

from faqbot.terminal.prompt import PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PAUSE = 0.5  # seconds after which a key that nothing came of is pressed again
FAINT = 2  # in ECMA-48
PATIENCE = 60  # seconds for anything to appear, so that a busy machine is no failure


class Screen(pyte.Screen):
    """A screen that knows faint text too (its ink is called so), and tells the program where the cursor is."""

    answer: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        self.answer(data)

    def select_graphic_rendition(self, *attrs: int, **kwargs: Any) -> None:
        super().select_graphic_rendition(*attrs, **kwargs)
        if attrs == (FAINT,):
            self.cursor.attrs = self.cursor.attrs._replace(fg="faint")


class Terminal:
    """The chat in a pseudo-terminal, and the screen it draws.

    Args:
        home: the home folder and the working directory.
        arguments: what follows `faqbot` on the command line.
        size: rows and columns.
        program: what to run instead of the chat.
        environment: variables to set.
    """

    def __init__(
        self,
        home: Path,
        arguments: Sequence[str] = (),
        size: tuple[int, int] = (24, 80),
        program: Sequence[str] = FAQBOT,
        **environment: str,
    ) -> None:
        dropped = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "TMUX", "FORCE_HYPERLINK")
        kept = {n: v for n, v in os.environ.items() if n not in dropped and not n.startswith(("XDG_", "FAQBOT_"))}
        kept |= {"TERM": "xterm", "HOME": str(home), "PYTHONPATH": PYTHONPATH} | environment
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=kept,
            cwd=str(home),
            dimensions=size,
            encoding="utf-8",
            codec_errors="replace",
        )
        self.child.delaybeforesend = None  # pexpect would wait 50 ms before each key
        self.screen = Screen(size[1] or 80, size[0] or 24)
        self.screen.answer = self.child.send
        self._stream = pyte.Stream(self.screen)
        self.raw = ""

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, holds: Callable[[], object], patience: float = PATIENCE) -> None:
        """Draw what comes until `holds`, which must be within so many seconds."""
        deadline = time.monotonic() + patience
        try:
            while not holds():
                self._draw(max(deadline - time.monotonic(), 0.1))
        except (pexpect.TIMEOUT, pexpect.EOF) as error:
            raise AssertionError(f"it never came; the screen is:\n{self.text}") from error

    def insist(self, keys: str, words: str) -> None:
        """Press `keys`, again where nothing comes of it, until `words` stand on the screen."""
        for _ in range(int(PATIENCE / PAUSE)):
            self.child.send(keys)
            with contextlib.suppress(AssertionError):
                return self.until(lambda: words in self.text, PAUSE)
        raise AssertionError(f"it never came; the screen is:\n{self.text}")

    def settle(self) -> None:
        """Draw what comes until nothing more does for a moment: that a key changed nothing shows only so."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._draw(PAUSE)

    def _draw(self, seconds: float) -> None:
        new = self.child.read_nonblocking(4096, seconds)
        self.raw += new
        self._stream.feed(new)

    def until_there(self, path: Path) -> None:
        """Draw what comes until the program has made a file."""
        deadline = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < deadline, f"it never came; the screen is:\n{self.text}"
            self.settle()

    def see(self, words: str) -> None:
        """Draw what comes until `words` stand on the screen."""
        self.until(lambda: words in self.text)

    def see_prompt(self) -> None:
        """Draw what comes until the cursor waits behind an empty prompt."""
        self.until(lambda: self.line() == PROMPT.strip() and self.screen.cursor.x == len(PROMPT))

    def line(self) -> str:
        """The screen's line with the cursor."""
        return str(self.screen.display[self.screen.cursor.y]).rstrip()

    def say(self, line: str) -> None:
        """Type `line`, which fits behind the prompt, and Enter, and draw until the next prompt."""
        self.type(line)
        self.child.send("\r")
        self.see_prompt()

    def type_more(self, line: str, typed: str) -> None:
        """Type what makes the line that begins with the prompt `line`."""
        self.child.send(typed)
        self.until(lambda: self.line().startswith(f"{PROMPT}{line}"))

    def type(self, line: str) -> None:
        """Type `line` and draw until it stands behind the prompt, maybe with ghost text after it."""
        self.child.send(line)
        end = len(PROMPT) + wcswidth(line)
        self.until(lambda: self.line().startswith(f"{PROMPT}{line}".rstrip()) and self.screen.cursor.x == end)

    def end(self) -> int | None:
        """Wait for the program's end and return its exit status."""
        rest = str(self.child.read())
        self.raw += rest
        self._stream.feed(rest)
        self.child.close()
        return self.child.exitstatus
