"""A log's file, open, and held against other processes for as long as a line is written or lines are taken out."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 1.0  # seconds to wait for another process, which needs a thousandth of one
_PAUSE: Final = 0.0005  # seconds between two looks whether it is done
_MODE: Final = 0o600  # questions tell about those who ask
# A pipe must not be waited for. Windows has no such flag, and would write "\r\n" for "\n".
_FLAGS: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FAR: Final = 1 << 62  # the byte that Windows locks for all: one that no file has


def opened(path: str, *, make: bool = True) -> int:
    """A descriptor of the file, all of whose writes go to its end; it is made where it isn't there and may be.

    Raises:
        OSError: it can't be opened for reading and writing.
    """
    return os.open(path, _FLAGS | (os.O_CREAT if make else 0), _MODE)


def is_file(file: int) -> bool:
    """Whether it is a regular file, and no device or pipe."""
    return stat.S_ISREG(os.fstat(file).st_mode)


def is_at(file: int, path: str) -> bool:
    """Whether the open file is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except FileNotFoundError:
        return False


@contextmanager
def held(file: int) -> Iterator[None]:
    """The open file, held against all others who hold it. Where the file system has no locks it is not.

    Raises:
        TimeoutError: another process has held it for longer than `PATIENCE`.
    """
    end = time.monotonic() + PATIENCE
    while not _taken(file):
        if time.monotonic() > end:
            raise TimeoutError(None, "another process keeps it locked")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):
            _lock(file, free=True)


def _taken(file: int) -> bool:
    """Whether it could be locked, or can't be at all."""
    try:
        _lock(file)
    except BlockingIOError:
        return False
    except OSError:  # this file system has no locks; a line is written in one piece all the same
        return sys.platform != "win32"
    return True


def _lock(file: int, *, free: bool = False) -> None:
    if sys.platform == "win32":
        import msvcrt

        at = os.lseek(file, 0, os.SEEK_CUR)
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_UNLCK if free else msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, at, os.SEEK_SET)
        return
    import fcntl

    fcntl.flock(file, fcntl.LOCK_UN if free else fcntl.LOCK_EX | fcntl.LOCK_NB)
