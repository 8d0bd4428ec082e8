"""The lines of a log's file, each with its number and what it holds; never more than one in memory."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml import source

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest line that is read, in bytes. A question of 1,000 characters, each of twelve bytes in JSON, twice (as it
# was asked and as it was read), and refs are a tenth of it. What is no text at all must not fill the memory.
LONGEST: Final = 1 << 18
_HEAD: Final = 4  # bytes by which UTF-16 is known
HEAD: Final = 1 << 16  # bytes by which a log is known: its first line may be half of one, if the file was cut
_OWN: Final = re.compile(rb'^\s*\{"time": ?"', re.MULTILINE)  # how each line begins that is written to a log


class Line(NamedTuple):
    """A line.

    Attributes:
        number: which it is, from 1.
        raw: its bytes, with the line break; of one that is too long as many as are read.
        values: what it holds.
        fault: why that is nothing; "" where it is something.
    """

    number: int
    raw: bytes
    values: dict[str, Any]
    fault: str = ""


def lines(path: str, holding: bytes = b"") -> Iterator[Line]:
    """The lines of a log that are not blank, or those that hold some bytes: others are not even parsed.

    Raises:
        KnowledgeError: the file isn't there, or can't be read.
    """
    with source.told(path):
        _check(path)
        with open(path, "rb") as file:
            _check_text(path, file)
            yield from of(file, holding=holding)


def of(file: BinaryIO, end: int = sys.maxsize, holding: bytes = b"") -> Iterator[Line]:
    """As `lines`, from where an open file stands, and as far as some byte."""
    number, endless = 0, end == sys.maxsize
    while (endless or file.tell() < end) and (raw := file.readline(LONGEST)):
        number += 1
        if len(raw) < LONGEST or raw.endswith(b"\n"):
            if holding in raw and not raw.isspace():
                yield _parsed(number, raw)
            continue
        yield Line(number, raw, {}, f"it is longer than {LONGEST:,} bytes")
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST)


def is_log(head: bytes) -> bool:
    """Whether a file that begins so (`HEAD` bytes, or all) is a log, or may become one: an article must not."""
    return bool(_OWN.search(head)) or not head.strip()


def _check(path: str) -> None:
    """Refuse what can't be read twice: a folder, a pipe."""
    try:
        source.size(path, "")
    except KnowledgeError:
        raise KnowledgeError(path, None, "this is not a regular file: name a log's file") from None


def _check_text(path: str, file: BinaryIO) -> None:
    """Refuse UTF-16, which some shells write of what is sent to a file: none of its lines could be read."""
    head = file.read(_HEAD)
    file.seek(0)
    if source.UTF16.match(head):
        raise KnowledgeError(path, None, "the file is in UTF-16: save it as UTF-8")


def _parsed(number: int, raw: bytes) -> Line:
    try:
        values = json.loads(raw.decode("utf-8-sig"))  # of bytes the encoding would be guessed
    except (ValueError, RecursionError):
        cut = "" if raw.endswith(b"\n") else ", and the file ends amid it"
        return Line(number, raw, {}, f"it is no JSON{cut}")
    return Line(number, raw, values) if isinstance(values, dict) else Line(number, raw, {}, "it is no JSON object")
