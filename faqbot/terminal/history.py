"""Lines typed before, kept in a file that several chats may share.

    history = History("/home/me/.local/state/faqbot/history")
    history.store("How many people died?")
    history.load()     # newest first

The format is that of prompt_toolkit's FileHistory: an empty line, "# date", then the line after a "+"; of a line that
holds line breaks, each part after a "+" of its own.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.files import is_at, lock, write_whole
from faqbot.base.hygiene import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 10_000  # lines that are kept: years of questions, read in some 15 ms
LONGEST: Final = 10_000  # characters of a line that are kept; a question is read up to a tenth of that

_MOST_BYTES: Final = 4_000_000  # what is read of the file, from its end: three times what `MOST` usual lines take
_SLACK: Final = 1.1  # how far over both the file may grow, so that not every chat writes it anew
_PATIENCE: Final = 2.0  # seconds to wait for another chat, which needs a fraction of one to shorten the file
_READ_ONLY: Final = (errno.EACCES, errno.EPERM, errno.EROFS)  # what can't be written may still be read

# Only the user may read what was asked: questions tell about the one who asks.
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
# A pipe must not be waited for. Windows has no such flag, and would write "\r\n" for "\n".
_FLAGS: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_ENTRY: Final = re.compile(rb"(?:^\+.*(?:\n|\Z))+", re.MULTILINE)


class History:
    """Lines typed before. What can't be kept is told by `trouble`; nothing is raised.

    Args:
        path: the file; it and its folder are made when missing. None: no line is kept.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._last: str | None = None  # the line that was kept last; None: not looked up yet
        self._waiting: deque[str] = deque(maxlen=MOST)  # lines that could not be written; the next one tries again
        self._trouble: Exception | None = None
        self._told = False

    def load(self) -> list[str]:
        """The lines that are kept, newest first. Bytes that are no UTF-8 are passed over."""
        found: list[str] = []
        if self._path is not None:
            with self._enduring():
                data = self._read(self._path)
                found = [line for entry in _ENTRY.findall(data) if (line := _line(entry)).strip()]
        self._last = found[-1] if found else ""
        return found[: -MOST - 1 : -1]

    def store(self, line: str) -> None:
        """Keep a line for later chats, cut to `LONGEST`; not one that is blank, or equal to the one kept last."""
        line = line[:LONGEST]
        if self._last is None:
            self.load()
        if self._path is None or not line.strip() or line == self._last:
            return
        self._last = line
        self._waiting.append(line)
        with self._enduring():
            self._write(self._path)

    def _write(self, path: str) -> None:
        _append(path, b"".join(map(_entry, self._waiting)))
        self._waiting.clear()

    def flush(self) -> None:
        """Try once more to keep the lines that could not be written: there may be room by now."""
        if self._path is not None and self._waiting:
            with self._enduring():
                self._write(self._path)

    def trouble(self) -> str:
        """A sentence that says why lines are not kept, the first time it is asked for after that; else ""."""
        if self._trouble is None or self._told:
            return ""
        self._told = True
        why = getattr(self._trouble, "strerror", None) or str(self._trouble)
        return f"Your questions are not kept for the next chat: {clean(str(self._path))}: {why}."

    def _read(self, path: str) -> bytes:
        """The end of the file, which is shortened where it has grown too long."""
        try:
            file = _open(path)
        except OSError as error:
            if error.errno not in _READ_ONLY:
                raise
            self._trouble = error
            file = os.open(path, os.O_RDONLY | _FLAGS)
        try:
            data, size = _ending(file), os.fstat(file).st_size
        finally:
            os.close(file)
        if size > _MOST_BYTES * _SLACK or len(_ENTRY.findall(data)) > MOST * _SLACK:
            with suppress(OSError):  # it is only longer than need be
                _shorten(path)
        return data

    @contextmanager
    def _enduring(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:  # the latter: a path that no system takes
            self._trouble = error


# -- lines and bytes ---------------------------------------------------------------------------


def _entry(line: str) -> bytes:
    """A line as it stands in the file. It starts with a line break, which ends what another may have left unended."""
    parts = line.replace("\n", "\n+")
    return f"\n# {time.strftime('%Y-%m-%d %H:%M:%S')}\n+{parts}\n".encode("utf-8", "replace")


def _line(entry: bytes) -> str:
    text = entry.decode("utf-8", "ignore")
    return text[1:].removesuffix("\n").replace("\n+", "\n")[:LONGEST]


def _ending(file: int) -> bytes:
    """The end of the file, from the start of an entry on."""
    with open(file, "rb", closefd=False) as stream:
        start = max(0, os.fstat(file).st_size - _MOST_BYTES)
        stream.seek(start)
        data = stream.read(_MOST_BYTES)
    if start == 0:
        return data
    first = data.find(b"\n#")  # no line of an entry starts with it
    return data[first:] if first >= 0 else b""


# -- the file ----------------------------------------------------------------------------------


def _append(path: str, data: bytes) -> None:
    """Write `data` to the end of the file in one piece, or none of it.

    Raises:
        OSError: it can't be written.
    """
    in_place = False
    while not in_place:
        with _held(path) as (file, alone):
            _put(file, data, alone=alone)
            in_place = alone or is_at(file, path)  # else another chat has just shortened the file, without `data`


def _put(file: int, data: bytes, *, alone: bool) -> None:
    size = os.fstat(file).st_size
    try:
        while data:  # once, unless the disk is almost full
            data = data[os.write(file, data) :]
    except OSError:
        if alone:  # else another's line may stand behind
            os.ftruncate(file, size)
        raise


def _shorten(path: str) -> None:
    """Write the last `MOST` lines into a new file and put it in the place of the old one.

    Other chats open the file anew for each line, and look whether it is still in its place once it is theirs
    (`_held`): none of their lines is lost. Where the file can't be held, or has grown meanwhile, it stays as it is.

    Raises:
        OSError: the new file can't be written.
    """
    with _held(path) as (file, alone):
        if not alone:
            return
        before = os.fstat(file)
        data = _ending(file)
        ends = [entry.end() for entry in _ENTRY.finditer(data)]
        kept = data[ends[-MOST - 1] :] if len(ends) > MOST else data
        write_whole(path, kept, like=before, still=lambda: os.fstat(file).st_size == before.st_size)


@contextmanager
def _held(path: str) -> Iterator[tuple[int, bool]]:
    """The open file, and whether it is held against all other chats until the end of the `with`."""
    end = time.monotonic() + _PATIENCE
    while True:
        file = _open(path)
        try:
            locked = _lock(file, end)
            if is_at(file, path):  # else another chat has shortened it since it was opened
                yield file, locked
                return
        finally:
            os.close(file)  # which lets go of it, too


def _lock(file: int, end: float) -> bool:
    """Whether the file could be locked until the time `end`."""
    with suppress(TimeoutError):  # someone has stopped while holding it
        return lock(file, wait=max(0.0, end - time.monotonic()))
    return False


def _open(path: str) -> int:
    """Open the file, which is made if missing: all that is written goes to its end.

    Raises:
        OSError: it can't be opened, or is none to keep lines in.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | _FLAGS
    try:
        file = os.open(path, flags, _FILE_MODE)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), mode=_FOLDER_MODE, exist_ok=True)
        file = os.open(path, flags, _FILE_MODE)
    try:
        _check(file, path)
    except OSError:
        os.close(file)
        raise
    return file


def _check(file: int, path: str) -> None:
    """Make an ordinary file private. The null device is let be: whoever names it wants no line kept."""
    found = os.fstat(file)
    if stat.S_ISREG(found.st_mode):
        if sys.platform != "win32" and found.st_mode & ~_FILE_MODE & 0o777:
            with suppress(OSError):  # some file systems have no modes
                os.fchmod(file, _FILE_MODE)
    elif not os.path.samestat(found, os.stat(os.devnull)):
        raise OSError(errno.EINVAL, "This is no ordinary file", path)
