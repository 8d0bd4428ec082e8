"""A log's file, open, and held against other processes for as long as a line is written or lines are taken out."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from faqbot.base.files import lock, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 1.0  # seconds to wait for another process, which needs a thousandth of one
_MODE: Final = 0o600  # questions tell about those who ask
# A pipe must not be waited for. Windows has no such flag, and would write "\r\n" for "\n".
_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def opened(path: str, *, make: bool = True) -> int:
    """A descriptor of the file, all of whose writes go to its end; it is made where it isn't there and may be.

    Raises:
        OSError: it can't be opened for reading and writing.
    """
    return os.open(path, _FLAGS | (os.O_CREAT if make else 0), _MODE)


def is_file(file: int) -> bool:
    """Whether it is a regular file, and no device or pipe."""
    return stat.S_ISREG(os.fstat(file).st_mode)


@contextmanager
def held(file: int) -> Iterator[None]:
    """The open file, held against all others who hold it. Where there are no locks it is not: a line is written in one
    piece all the same.

    Raises:
        TimeoutError: another process has held it for longer than `PATIENCE`.
    """
    lock(file, wait=PATIENCE)
    try:
        yield
    finally:
        unlock(file)
