"""A file of numbers that ships with faqbot: read through a memory map, or told of in a sentence."""

from __future__ import annotations

import mmap
import os

from faqbot.base.errors import FaqbotError


def mapped(path: str | os.PathLike[str], what: str) -> mmap.mmap:
    """The bytes of the file.

    Args:
        path: the file.
        what: what it holds, for what is told: "table of word vectors".

    Raises:
        FaqbotError: it is missing, empty, or can't be read.
    """
    try:
        with open(path, "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:  # nothing to map
        raise damaged(path, f"the {what} is empty") from None
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise damaged(path, f"no {what} ({reason})") from error


def damaged(path: str | os.PathLike[str], fault: str) -> FaqbotError:
    """The error to raise where a file is at fault: which one, how, and what to do."""
    return FaqbotError(f"{os.fspath(path)}: {fault}. Install faqbot again.")
