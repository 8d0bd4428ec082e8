"""Standard input -> questions, a line each, as they come and in the encoding that they are in."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.knowledge.yaml.source import UTF16

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO, TextIO

# The longest line that is read whole, in characters: what follows up to its end is dropped, so that
# a stream without line breaks can't fill the memory. A question ends long before (text.MAX_QUESTION).
LONGEST_LINE: Final = 2_000_000

_HEAD: Final = 16  # bytes, or those of a shorter first line, that tell the encoding
# Byte order mark -> encoding; the mark of UTF-32 starts with one of UTF-16.
_MARKS: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}


def questions(stream: TextIO) -> Iterator[str]:
    """The lines of `stream` that are not empty, each as soon as it is there. Bytes that are no text become U+FFFD.

    Raises:
        FaqbotError: it is in UTF-16, and no mark says which of the two.
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
    head = source.readline(_HEAD)  # no more than a line: its question must not wait for the next one
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if encoding is None and UTF16.match(head):
        order = "LE" if head[1] == 0 else "BE"
        raise FaqbotError(
            f"faqbot: standard input is in UTF-16 without a byte order mark: "
            f"make it UTF-8, as iconv -f UTF-16{order} -t UTF-8 does"
        )
    resumed = io.BufferedReader(_Resumed(head, source))
    return io.TextIOWrapper(resumed, encoding=encoding or stream.encoding, errors="replace")


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
