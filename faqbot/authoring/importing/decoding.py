"""The bytes of a source -> its text, whatever it was saved in."""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from faqbot.authoring.importing.document import Source

# Byte order marks and what is written behind them; that of UTF-32 begins as one of UTF-16 does.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Windows and older programs save in where they save no Unicode. It gives five bytes no meaning.
_OLD: Final = "cp1252"
_OLD_NAME: Final = "Windows-1252"
# Bytes in which a NUL tells a binary file from text, as git does it.
_BINARY_HEAD: Final = 8_000


def decoded(source: Source, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a source without a byte order mark, every line ending in one line feed, and what to remark on it.

    Args:
        source: the file.
        declared: the encoding that the file names itself, such as that of a `<meta charset>`; "": none.

    Raises:
        KnowledgeError: it is no text, or not in the encoding that it says.
    """
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plain(_strictly(source, data[len(mark) :], encoding)), ()
    if b"\0" in data[:_BINARY_HEAD]:
        raise KnowledgeError(source.path, None, "this is a binary file, not text: name a document or a list")
    try:
        return _plain(data.decode()), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    encoding = _known(declared)
    if encoding:
        with suppress(UnicodeError):  # raised by the few that can't leave out what is broken: "idna", "punycode"
            return _plain(_whole(data.decode(encoding, errors="replace"))), ()
    text = data.decode(_OLD, errors="replace")
    remark = f"line {line} is not UTF-8: it was read as {_OLD_NAME}; look whether its accents are right"
    return _plain(text), (remark,)


def _known(declared: str) -> str:
    """An encoding of texts by the name that Python has for it; "" where it knows none, and for UTF-8: it isn't that."""
    try:
        found = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)  # "hex" and "zip" are codecs too
    return "" if found.name == "utf-8" or not is_text else found.name


def _strictly(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file says that it is {encoding.upper()}, and byte {error.start} is not: save it as UTF-8"
        raise KnowledgeError(source.path, None, message) from None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(text: str) -> str:
    """A text without halves of characters, which some encodings can spell out and nothing can write."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
