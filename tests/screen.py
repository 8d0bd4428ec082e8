"""A terminal for tests: the real program in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte

from faqbot import repl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PATIENCE = 20  # seconds for anything to appear, so that a busy machine is no failure


class Terminal:
    """The chat in a pseudo-terminal, and the screen it draws.

    Args:
        home: the home folder and the working directory.
        arguments: what follows `faqbot` on the command line.
        size: rows and columns.
        environment: variables to set.
    """

    def __init__(
        self, home: Path, arguments: Sequence[str] = (), size: tuple[int, int] = (24, 80), **environment: str
    ) -> None:
        dropped = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "XDG_STATE_HOME", "FAQBOT_KNOWLEDGE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        kept |= {"TERM": "xterm", "HOME": str(home), "PYTHONPATH": str(Path(__file__).parent.parent)} | environment
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "faqbot", *arguments],
            env=kept,
            cwd=str(home),
            dimensions=size,
            encoding="utf-8",
            codec_errors="replace",
        )
        self.screen = pyte.Screen(size[1] or 80, size[0] or 24)
        self._stream = pyte.Stream(self.screen)
        self.raw = ""

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, holds: Callable[[], object]) -> None:
        """Draw what comes until `holds`."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            try:
                new = self.child.read_nonblocking(4096, max(deadline - time.monotonic(), 0.1))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"it never came; the screen is:\n{self.text}") from error
            self.raw += new
            self._stream.feed(new)

    def see(self, words: str) -> None:
        """Draw what comes until `words` stand on the screen."""
        self.until(lambda: words in self.text)

    def see_prompt(self) -> None:
        """Draw what comes until the cursor waits behind an empty prompt."""
        self.until(lambda: self.line() == repl.PROMPT.strip() and self.screen.cursor.x == len(repl.PROMPT))

    def line(self) -> str:
        """The screen's line with the cursor."""
        return str(self.screen.display[self.screen.cursor.y]).rstrip()

    def say(self, line: str) -> None:
        """Type `line`, which fits behind the prompt, and Enter, and draw until the next prompt."""
        self.child.send(line)
        self.until(lambda: self.line() == f"{repl.PROMPT}{line}")
        self.child.send("\r")
        self.see_prompt()

    def end(self) -> int | None:
        """Wait for the program's end and return its exit status."""
        self.raw += str(self.child.read())
        self.child.close()
        return self.child.exitstatus
