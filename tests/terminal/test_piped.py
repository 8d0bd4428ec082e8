"""Questions from standard input: lines and encodings."""

from __future__ import annotations

import contextlib
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.errors import FaqbotError
from faqbot.terminal.shell import piped

LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="\ufeff"), min_size=1, max_size=9),
    max_size=5,
)
MARKED = ["utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


class Trickle(io.RawIOBase):
    """A pipe that gives some bytes at a time."""

    def __init__(self, data: bytes, most: int) -> None:
        self.rest, self.most = data, most

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        piece, self.rest = self.rest[: min(self.most, len(into))], self.rest[min(self.most, len(into)) :]
        into[: len(piece)] = piece
        return len(piece)


def stream(data: bytes, most: int = 1_000, encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(Trickle(data, most)), encoding=encoding)


@given(LINES, st.sampled_from(MARKED), st.sampled_from(["\n", "\r\n"]), st.integers(1, 40))
def test_a_mark_tells_the_encoding(lines: list[str], codec: str, ending: str, most: int) -> None:
    """With a byte order mark lines are what they were before they were encoded, however the bytes come in."""
    text = "".join(line + ending for line in lines)
    data = text.encode(codec) if codec == "utf-8-sig" else f"\ufeff{text}".encode(codec)
    assert list(piped.questions(stream(data, most, "latin-1"))) == lines


@given(LINES, st.integers(1, 40))
def test_without_a_mark_the_system_tells_it(lines: list[str], most: int) -> None:
    """Without a byte order mark the encoding is that of the stream."""
    assert list(piped.questions(stream("\n".join(lines).encode(), most))) == lines


@given(st.binary(max_size=60))
def test_any_bytes_are_lines(data: bytes) -> None:
    """Whatever comes in, there are lines that can be shown, or the one sentence about UTF-16."""
    with contextlib.suppress(FaqbotError):
        assert all(line.strip() and line.encode() for line in piped.questions(stream(data)))


@pytest.mark.parametrize(("codec", "order"), [("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")])
def test_utf16_without_a_mark_is_told(codec: str, order: str) -> None:
    """What is evidently UTF-16, but doesn't say so, is refused with what to do."""
    with pytest.raises(FaqbotError, match=f"as iconv -f {order} -t UTF-8 does$"):
        list(piped.questions(stream("How?\n".encode(codec))))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "line",
    ["Где принтер?", "プリンターはどこですか？", "打印机在哪里", "איפה המדפסת", "प्रिंटर कहाँ है", "Њ", "Où?", "How?"],
)
def test_utf16_of_any_script_is_told(line: str, ending: str, codec: str) -> None:
    """Text in UTF-16 is refused whatever its letters are, of one line or of more than is looked at."""
    order = codec.removeprefix("utf-16-").upper()
    for lines in (1, 2, 1_000):
        with pytest.raises(FaqbotError, match=f"UTF-16{order} -t"):
            list(piped.questions(stream(((line + ending) * lines).encode(codec), 10_000)))


BINARY = {
    "program": b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x03\0>\0\x01\0\0\0\xd0a\0\0\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "list with NULs between": b"What?\0Where?\0",
    "NUL": b"\0",
}


@pytest.mark.parametrize("data", BINARY.values(), ids=list(BINARY))
def test_what_is_no_text_is_told(data: bytes) -> None:
    """Bytes with NULs that are no UTF-16 are refused, not asked."""
    with pytest.raises(FaqbotError, match="is no text"):
        list(piped.questions(stream(data)))


@given(LINES.filter(bool), st.sampled_from(["utf-8", "cp1251", "latin-1", "shift_jis"]))
def test_text_without_a_nul_is_no_utf16(lines: list[str], codec: str) -> None:
    """Text in another encoding than the system's is shown with signs for what it can't be, as it ever was."""
    data = "\n".join(["é", *lines]).encode(codec, "replace")
    assert list(piped.questions(stream(data)))


def test_a_line_is_not_kept_waiting() -> None:
    """The first question is there before the second is written."""
    read, write = os.pipe()
    with open(read, encoding="utf-8") as source, open(write, "wb", buffering=0) as sink:
        sink.write("Où?\n".encode())
        asked = piped.questions(source)
        assert next(asked) == "Où?"
        sink.write(b"How?\n")
        assert next(asked) == "How?"


def test_text_is_taken_as_it_is() -> None:
    """A program may put text in place of standard input."""
    assert list(piped.questions(io.StringIO("a\n\n  \nb"))) == ["a", "b"]


def test_a_line_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an endless line the start is one question, and the line after it is another."""
    monkeypatch.setattr(piped, "LONGEST_LINE", 10)
    found = list(piped.questions(stream(b"a" * 95 + b"\n0123456789\nshort\n")))
    assert found == ["a" * 10, "0123456789", "short"]


def test_the_stream_is_left_open() -> None:
    """Standard input is read, not closed."""
    source = stream(b"a\n")
    assert list(piped.questions(source)) == ["a"] and not source.closed and not source.buffer.closed
