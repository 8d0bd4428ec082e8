"""A folder of files that may be deleted by any process, but none as long as another has it open."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.files import lock
from faqbot.base.suffixes import COMPILED

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODE: Final = 0o700  # what stands in it comes from articles that may be private
# How long a file is kept that nobody opens, and one that was never finished, in seconds; and the bytes of all.
UNUSED: Final = 30 * 86_400
UNFINISHED: Final = 3_600
MOST: Final = 4_000_000_000


class Shelf:
    """The compiled files of a folder.

    Args:
        folder: it need not be there.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def path(self, name: str) -> str:
        """Where a file of this name is."""
        return os.path.join(self._folder, name)

    def make(self) -> None:
        """Makes the folder.

        Raises:
            OSError: it can't be made.
        """
        os.makedirs(self._folder, mode=_MODE, exist_ok=True)

    def names(self, part: str) -> list[str]:
        """The files with some part in their names, the last used first."""
        found = sorted(((state.st_mtime_ns, name) for name, state in self._all()), reverse=True)
        return [name for _, name in found if name.endswith(COMPILED) and part in name]

    def _all(self) -> Iterator[tuple[str, os.stat_result]]:
        with suppress(OSError), os.scandir(self._folder) as entries:
            for each in entries:
                with suppress(OSError):  # another process has just deleted it
                    yield each.name, each.stat()

    def clean(self, new: str, old: str) -> None:
        """Deletes what nobody has open and a new file takes the place of, is too old, or too much.

        Args:
            new: the name of the file that stays.
            old: how the names of those begin that it takes the place of.
        """
        now, total = time.time(), 0
        for name, state in sorted(self._all(), key=lambda each: -each[1].st_mtime_ns):
            age = now - state.st_mtime
            total += state.st_size
            if name == new:
                continue
            whole = name.endswith(COMPILED)
            replaced = whole and (name.startswith(old) or total > MOST)
            if replaced or age > (UNUSED if whole else UNFINISHED):
                delete(self.path(name))


def locked(path: str, *, alone: bool = False) -> int:
    """A file, open and locked: against being deleted, or `alone` to delete it.

    Raises:
        OSError: it isn't there, or another process has it locked.
    """
    file = os.open(path, os.O_RDONLY)
    try:
        lock(file, shared=not alone)
    except OSError:
        os.close(file)
        raise
    return file


def delete(path: str) -> None:
    """Deletes a file that nobody has open."""
    with suppress(OSError):
        file = locked(path, alone=True)
        try:
            os.unlink(path)
        finally:
            os.close(file)
        return
    if os.name == "nt":  # there it was this that had it open
        with suppress(OSError):
            os.unlink(path)
