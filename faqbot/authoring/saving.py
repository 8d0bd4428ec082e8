"""A changed text -> its file, whole or not at all: its line ends and its byte order mark stay as they were.

Texts are changed with line feeds for line ends, whatever the file has.
"""

from __future__ import annotations

import os
from typing import Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.files import write_whole

_MARK: Final = "\ufeff"  # a byte order mark


def save(path: str, data: bytes) -> None:
    """Write a file whole, and the folder that it is to lie in.

    Raises:
        KnowledgeError: it can't be written.
    """
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_whole(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KnowledgeError(path, None, f"the file can't be written ({reason})") from None


def delete(path: str) -> None:
    """Delete a file.

    Raises:
        KnowledgeError: it can't be deleted.
    """
    try:
        os.unlink(path)
    except OSError as error:
        raise KnowledgeError(path, None, f"the file can't be deleted ({error.strerror})") from None


def with_ends(raw: str, text: str) -> str:
    """A text with the line ends of the one that it comes from."""
    return text.replace("\n", "\r\n") if raw.count("\r\n") * 2 > raw.count("\n") else text


def as_bytes(path: str, text: str) -> bytes:
    """A text as bytes, with the byte order mark that the file at `path` has."""
    try:
        with open(path, "rb") as file:
            mark = file.read(3) == _MARK.encode()
    except OSError:
        mark = False
    return ((_MARK if mark else "") + text).encode()
