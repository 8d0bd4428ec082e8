"""Questions taken out of a log for good, while others go on writing to it."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.files import is_at
from faqbot.log import locking
from faqbot.log.entry import OF
from faqbot.log.lines import HEAD, is_log, lines, of

if TYPE_CHECKING:
    from typing import BinaryIO

    from faqbot.log.lines import Line

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_TEXTS: Final = ("question", "asked_as")


def forget(path: str, text: str) -> int:
    """Take out all lines whose question holds `text`, in small letters or capitals, with their picks and thumbs.

    What is no line of a log is taken out where it holds the text as it stands: a line may have been cut amid it. The
    file is written anew and put in its place in one step; what is asked meanwhile goes into the new one.

    Returns:
        How many questions, and cut lines, were taken out.

    Raises:
        KnowledgeError: the file isn't there, is no log, or can't be read and written.
    """
    sieve = _Sieve(_folded(text))
    if not any(sieve.holds(line) for line in lines(path)):
        return 0
    with open(path, "rb") as file:
        if not is_log(file.read(HEAD)):
            raise KnowledgeError(path, None, "no line of this file is one of a log, so nothing is taken out of it")
    try:
        _write(os.path.realpath(path), sieve)
    except TimeoutError:
        raise KnowledgeError(path, None, "another process keeps the file locked: try again") from None
    except OSError as error:
        raise KnowledgeError(path, None, f"the file can't be written ({error.strerror})") from None
    return sieve.count


def _write(path: str, sieve: _Sieve) -> None:
    """Write the file anew. It is held only while what it has grown by meanwhile is looked through."""
    new, file = f"{path}.{os.getpid()}.new", locking.opened(path, make=False)
    try:
        with open(path, "rb") as old, open(os.open(new, _NEW, 0o600), "wb") as kept:
            with locking.held(file):  # so that no line is half written
                before = os.fstat(file)
            os.chmod(new, stat.S_IMODE(before.st_mode))
            sieve.run(old, kept, before.st_size)
            with locking.held(file):
                if not is_at(file, path):
                    raise KnowledgeError(path, None, "the file was put aside meanwhile: try again")
                sieve.run(old, kept)
                if sys.platform == "win32":  # there no file can be replaced that is open
                    kept.close()
                    old.close()
                    os.close(file)
                    file = -1
                os.replace(new, path)
    finally:
        if file >= 0:
            os.close(file)
        with suppress(OSError):  # it has become the file
            os.unlink(new)


class _Sieve:
    """Which lines are taken out, from the first to the last."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._gone = set[str]()
        self.count = 0

    def run(self, old: BinaryIO, kept: BinaryIO, end: int = sys.maxsize) -> None:
        """Write the lines that stay, as far as some byte of the file, safely to the disk."""
        for line in of(old, end):
            if self.holds(line):
                self.count += 1
                self._gone.add(str(line.values.get("id", "")))
            elif not (OF in line.values and line.values[OF] in self._gone):  # which come behind their question
                kept.write(line.raw.rstrip(b"\n") + b"\n")
        kept.flush()
        os.fsync(kept.fileno())

    def holds(self, line: Line) -> bool:
        """Whether a line's question holds what is to be forgotten."""
        if line.fault:
            return self._wanted in _folded(line.raw.decode(errors="replace"))
        texts = (line.values.get(name) for name in _TEXTS)
        return any(isinstance(text, str) and self._wanted in _folded(text) for text in texts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
