"""How far a batch is, on a line of standard error: for who sits there, where answers go elsewhere."""

from __future__ import annotations

import os
import stat
import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

from faqbot.terminal import screen

if TYPE_CHECKING:
    from typing import Protocol, TextIO

    class Kept(Protocol):
        """What holds answers already."""

        there: int


_PATIENCE: Final = 0.5  # seconds before anything is shown, and
_EVERY: Final = 0.1  # between two looks: more can't be read
_PIECE: Final = 1 << 20  # bytes of a line that are read at a time, to count it
_ERASED: Final = "\r\x1b[K"
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_SOON: Final = 100  # seconds, or minutes, that are told as such


class Progress:
    """The line, from the first answer that takes a while to the last. Nothing where nobody would see it well.

    Args:
        questions: where they come from: of a file it is known how many there are.
        kept: what holds answers already, or None. It may have more of them at each step.
    """

    def __init__(self, questions: TextIO, kept: Kept | None = None) -> None:
        self._kept, self._done = kept, 0
        self._shown = _is_seen(apart=kept is not None)
        self._total = _counted(questions) if self._shown else None
        self._begun = monotonic()
        self._next = self._begun + _PATIENCE

    def close(self) -> None:
        """Leave nothing of it."""
        if self._shown and self._next > self._begun + _PATIENCE:
            self._write(_ERASED)

    def step(self) -> None:
        """An answer is written."""
        self._done += 1
        if self._shown and (now := monotonic()) >= self._next:
            self._next = now + _EVERY
            before = self._kept.there if self._kept else 0
            told = line(self._done, now - self._begun, self._total, before)
            self._write(f"{_ERASED}{told[: (screen.columns(sys.stderr) or screen.USUAL_WIDTH) - 1]}")

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # nobody sees it any more
            self._shown = False


def line(done: int, seconds: float, total: int | None, before: int = 0) -> str:
    """What is said: "1,200 of 10,000 answered · 850 a second · 10 s left".

    Args:
        done: how many were answered now,
        seconds: in how long.
        total: how many there are, if that is known.
        before: how many had been answered before.
    """
    rate = done / max(seconds, 1e-9)
    known = total is not None and total >= done + before  # else it counts otherwise than is asked
    of = f" of {total:,}" if known else ""
    left = f" · {_lasting((total - done - before) / rate)} left" if known and total is not None and rate else ""
    return f"{done + before:,}{of} answered · {rate:,.{0 if rate >= 10 else 1}f} a second{left}"


def _lasting(seconds: float) -> str:
    if seconds < _SOON:
        return f"{seconds:.0f} s"
    if seconds < _SOON * _MINUTE:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.0f} h"


def _is_seen(*, apart: bool) -> bool:
    """Whether somebody sees standard error, and neither answers nor what is typed stand between its lines."""
    answers = not apart and sys.stdout.isatty()
    return sys.stderr.isatty() and not screen.is_dumb() and not answers and not sys.stdin.isatty()


def _counted(stream: TextIO) -> int | None:
    """How many lines that are not empty follow in a file; None in what is none."""
    try:
        number = stream.fileno()
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return None
        at = os.lseek(number, 0, os.SEEK_CUR)
        try:
            return _lines(number)
        finally:
            os.lseek(number, at, os.SEEK_SET)
    except (OSError, ValueError):
        return None


def _lines(number: int) -> int:
    count, begun = 0, False
    with open(number, "rb", closefd=False) as file:
        while piece := file.readline(_PIECE):
            begun = begun or not piece.isspace()
            if piece.endswith(b"\n"):
                count, begun = count + begun, False
    return count + begun
