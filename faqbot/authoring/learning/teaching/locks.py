"""Folders that one process at a time may write into: two who teach one file at once lose nothing by it.

The folder itself is locked, which leaves no file behind, and holds for a file that isn't there yet as well.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.files import lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PATIENCE: Final = 60.0  # seconds: trying a wording takes some, and ten others may be waiting


@contextmanager
def held(files: Iterable[str]) -> Iterator[None]:
    """Nobody else holds the folders of some files until the end of the `with`.

    Raises:
        FaqbotError: somebody else has one for a minute.
    """
    folders = sorted({os.path.dirname(os.path.realpath(file)) for file in files})  # all take them in one order
    with ExitStack() as locked:
        for folder in folders:
            locked.enter_context(_held(folder))
        yield


@contextmanager
def _held(folder: str) -> Iterator[None]:
    file = _open(folder)
    try:
        if file is not None:
            _lock(file, folder)
        yield
    finally:
        if file is not None:
            os.close(file)  # which lets go of it, too


def _lock(file: int, folder: str) -> None:
    try:
        lock(file, wait=_PATIENCE)
    except TimeoutError:
        raise FaqbotError(f"{folder}: somebody else has been teaching here for a minute: try again") from None


def _open(folder: str) -> int | None:
    """The folder, or on Windows, which opens none, a hidden file in it; None where it can't be had."""
    with suppress(OSError):
        if sys.platform == "win32":
            return os.open(os.path.join(folder, ".faqbot.lock"), os.O_RDWR | os.O_CREAT)
        return os.open(folder, os.O_RDONLY)
    return None
