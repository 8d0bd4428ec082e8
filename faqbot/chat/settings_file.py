"""The settings file -> its values as TOML, and the line of each; what can't be read is told in one sentence."""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING, Final

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_LARGEST: Final = 65_536  # bytes of a settings file; a full one takes 1,500
_MOST_LINES: Final = 1_000  # of a file in which a line is looked for: beyond, that could take seconds


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file that could be read.

    Attributes:
        path: where it is.
        text: what stands in it.
        values: the same as TOML.
    """

    path: str
    text: str
    values: Mapping[str, object]

    @property
    def folder(self) -> str:
        """The folder that relative paths count from."""
        return os.path.dirname(os.path.abspath(self.path))

    def lines(self) -> dict[str, int]:
        """The line (from 1) of each key; none where there are too many to look through."""
        return dict(_lines(self.text))


def read(path: str) -> SettingsFile:
    """The file at `path`; a missing one is as an empty one.

    Raises:
        FaqbotError: it can't be read, or is no TOML.
    """
    try:
        text = _text(path)
        os.path.abspath(path)  # which relative paths will need, and a working folder that was deleted lacks
    except FileNotFoundError:
        return SettingsFile(path, "", {})
    except (OSError, ValueError) as error:
        raise FaqbotError(_unread(path, error)) from None
    try:
        return SettingsFile(path, text, _toml(text))
    except (ValueError, RecursionError) as error:
        raise FaqbotError(_no_toml(path, text, error)) from None


def fault(path: str, line: int | None, message: str) -> str:
    """What is wrong with a settings file, in a sentence behind its place."""
    return f"{clean(path)}{'' if line is None else f':{line}'}: {clean(message)}"


def _text(path: str) -> str:
    """What stands in the file; line breaks of Windows become plain ones.

    Raises:
        OSError, ValueError: it can't be read.
        FaqbotError: it is no settings file.
    """
    with open(path, "rb", buffering=0, opener=_opened) as file:
        if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):  # which may never end
            message = f"settings can't be read from a pipe: name a file in ${folders.SETTINGS}"
            raise FaqbotError(fault(path, None, message))
        data = file.read(_LARGEST + 1) or b""
    if len(data) > _LARGEST:
        raise FaqbotError(fault(path, None, f"this is no settings file: it is larger than {_LARGEST // 1024} KiB"))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FaqbotError(fault(path, line, "this is not UTF-8: save the file as UTF-8")) from None


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe must not be waited for


def _toml(text: str) -> dict[str, Any]:
    """The values of a TOML document.

    Raises:
        ValueError, RecursionError: it is none.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # here: most users have no settings file
    else:
        import tomli as tomllib

    values: dict[str, Any] = tomllib.loads(text)
    return values


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The keys at the top level of a TOML document, each with the line (from 1) that its statement starts on.

    The parser tells no lines, but knows where a statement ends: with the line that makes it a document of its own.
    What never gets complete is told with the key "".
    """
    lines, seen, start, in_table = text.split("\n"), set[str](), 0, False
    for end in range(1, len(lines) + 1 if len(lines) <= _MOST_LINES else 0):
        statement = "\n".join(lines[start:end])
        try:
            keys = _toml(statement)
        except (ValueError, RecursionError):
            continue
        is_table = statement.lstrip().startswith("[")
        in_table |= is_table
        if is_table or not in_table:
            yield from ((key, start + 1) for key in keys if key not in seen)
            seen.update(keys)
        start = end
    if start < len(lines) <= _MOST_LINES:
        yield "", start + 1


def _unread(path: str, error: Exception) -> str:
    why = getattr(error, "strerror", None) or str(error)
    how = f"correct that, or name another file in ${folders.SETTINGS}"
    return fault(path, None, f"settings can't be read ({why}): {how}")


def _no_toml(path: str, text: str, error: Exception) -> str:
    """What is said of a file that is no TOML, with the line that the parser names, or that of what never ends."""
    what, _, place = str(error).partition(" (at ")
    told = re.match(r"line (\d+)", place)
    last = text.count("\n") + 1 if place == "end of document)" else None
    line = int(told.group(1)) if told else dict(_lines(text)).get("", last)
    what = "too many brackets in one another" if isinstance(error, RecursionError) else what.rstrip(".")
    return fault(path, line, f'this is no TOML ({what}): write name = "text" or name = true, each name once')
