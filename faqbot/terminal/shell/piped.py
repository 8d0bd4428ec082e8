"""Standard input -> questions, a line each, as they come and in the encoding that they are in."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.knowledge.yaml.source import UTF16

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO, TextIO

# The longest line that is read whole, in characters: what follows up to its end is dropped, so that
# a stream without line breaks can't fill the memory. A question ends long before (hygiene.MAX_QUESTION).
LONGEST_LINE: Final = 2_000_000

_HEAD: Final = 16  # bytes, or those of a shorter first line, that are waited for to tell the encoding
_SAMPLE: Final = 4_096  # bytes that are looked at, of those that come with them
# Byte order mark -> encoding; the mark of UTF-32 starts with one of UTF-16.
_MARKS: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
# What no text holds; it may have the controls for tabs, ends of lines and pages, and colours.
_CONTROL: Final = re.compile(r"[\0-\x06\x0e-\x1a\x1c-\x1f]")


def questions(stream: TextIO) -> Iterator[str]:
    """The lines of `stream` that are not empty, each as soon as it is there. Bytes that are no text become U+FFFD.

    Raises:
        FaqbotError: it is in UTF-16, and no mark says which of the two, or is no text at all.
        OSError: it can't be read.
    """
    lines = _decoded(stream)
    while line := lines.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith("\n"):
            rest = lines.readline(LONGEST_LINE)
        question = line.strip().removeprefix("\ufeff")  # a mark stands inside where files were put together
        if question:
            yield question


def _decoded(stream: TextIO) -> TextIO:
    """`stream` in the encoding that its byte order mark tells; without one, in that which the system has."""
    source = getattr(stream, "buffer", None)
    if source is None:  # text that a program put in place of standard input
        return stream
    head = _head(source)
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if encoding is None and b"\0" in head:
        raise FaqbotError(_no_text(head))
    resumed = io.BufferedReader(_Resumed(head, source))
    return io.TextIOWrapper(resumed, encoding=encoding or stream.encoding, errors="replace")


def _head(source: BinaryIO) -> bytes:
    """What comes first, and what comes with it: no more than a line is waited for, as its question must not wait."""
    reader: Any = source
    head: bytes = reader.read1(_SAMPLE)
    while len(head) < _HEAD and b"\n" not in head and (more := reader.read1(_SAMPLE)):
        head += more
    return head


def _no_text(head: bytes) -> str:
    """What is said of bytes among which are NULs, and that no mark tells the encoding of."""
    order = _utf16(head)
    if order is None:
        return "faqbot: standard input is no text (it holds NUL bytes): give it questions, one a line, in UTF-8"
    return (
        "faqbot: standard input is in UTF-16 without a byte order mark: "
        f"make it UTF-8, as iconv -f UTF-16{order} -t UTF-8 does"
    )


def _utf16(head: bytes) -> str | None:
    """Which of the two orders of UTF-16 bytes are in, by the spaces, signs and ends of lines in it; None: in neither.

    What but for its NULs may be UTF-8 is that, as a list with NULs between is, unless there is one by each letter.
    """
    if not UTF16.match(head) and _text(head.replace(b"\0", b""), "utf-8") is not None:
        return None
    texts = {order: _text(head, f"utf-16-{order.lower()}") or "" for order in ("LE", "BE")}
    ascii_letters = {order: sum(map(str.isascii, text)) for order, text in texts.items()}
    order = max(ascii_letters, key=ascii_letters.__getitem__)
    return order if ascii_letters[order] else None


def _text(head: bytes, encoding: str) -> str | None:
    """The text that bytes are the start of, if they can be one."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


class _Resumed(io.RawIOBase):
    """A stream from its start again, of which `head` has been read; closing it leaves the stream open."""

    def __init__(self, head: bytes, source: BinaryIO) -> None:
        self._head = head
        self._source: Any = source

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, into: Any) -> int:
        """What there is, without waiting for more; 0 at the end."""
        data = self._head[: len(into)] or self._source.read1(len(into))
        self._head = self._head[len(data) :]
        into[: len(data)] = data
        return len(data)
