"""A file -> its lines, numbered, each with what keeps it from being read; no more than one is held at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml import source

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

# Bytes of a line. The longest answers of help desks have some 50,000; what is longer has lost its line ends, and must
# not fill the memory.
MAX_LINE: Final = 1_000_000
_BOM: Final = b"\xef\xbb\xbf"
_HEAD: Final = 8_000  # bytes in which UTF-16 and binary files are told
# What no text holds. A carriage return is part of a line's end, or white space.
_CONTROL: Final = bytes(set(range(0x20)) - set(b"\t\n\r")) + b"\x7f"


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        number: which it is, from 1.
        text: what stands on it, without its end.
        fault: why it can't be used; "" where it can.
    """

    number: int
    text: str
    fault: str = ""


class Row(NamedTuple):
    """What an entry is made of.

    Attributes:
        line: on which it starts.
        values: what is written, by its keys.
        lines: on which line a value starts, where that is another one.
    """

    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int] = {}


def lines(path: str) -> Generator[Line, None, None]:
    """The lines of the UTF-8 file at `path`.

    Raises:
        KnowledgeError: it can't be read, or is no text.
    """
    with source.told(path):
        source.size(path, "a file of entries")
        with open(path, "rb") as file:
            _check(path, file)
            number = 0
            while raw := file.readline(MAX_LINE + 1):
                number += 1
                try:
                    text = raw.decode()
                except UnicodeDecodeError:
                    text = ""
                if text and len(raw) <= MAX_LINE and len(raw.translate(None, _CONTROL)) == len(raw):
                    yield Line(number, text.rstrip("\r\n"))
                else:
                    yield _broken(number, raw)
                    while len(raw) >= MAX_LINE and not raw.endswith(b"\n"):  # the rest of a line that is too long
                        raw = file.readline(MAX_LINE)


def _broken(number: int, raw: bytes) -> Line:
    """A line that can't be used, with what else can be made of it: in a table it may be the middle of a row."""
    if len(raw) > MAX_LINE:
        return Line(number, "", f"the line is longer than {MAX_LINE:,} bytes: look whether line ends are missing")
    text = raw.translate(bytes.maketrans(_CONTROL, b" " * len(_CONTROL))).decode(errors="replace").rstrip("\r\n")
    control = next((byte for byte in raw if byte in _CONTROL), None)
    if control is not None:
        return Line(number, text, f"the control character U+{control:04X} can't stand here: delete or replace it")
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return Line(number, text, f"byte 0x{raw[error.start]:02X} is not UTF-8: save the file as UTF-8")
    return Line(number, text)


def _check(path: str, file: BinaryIO) -> None:
    """Refuse what is no text with one sentence, and stand behind a byte order mark."""
    head = file.read(_HEAD)
    if source.UTF16.match(head):
        raise KnowledgeError(path, None, "the file is in UTF-16: save it as UTF-8")
    first = head.partition(b"\n")[0]
    if b"\0" in first:
        message = f"this is a binary file (byte 0x00 at offset {head.find(0)}), and no text with an entry a line"
        raise KnowledgeError(path, None, message)
    if b"\r" in first.rstrip(b"\r"):
        raise KnowledgeError(
            path, None, "its lines end in carriage returns alone: save it with the line ends of Unix or Windows"
        )
    file.seek(len(_BOM) if head.startswith(_BOM) else 0)
