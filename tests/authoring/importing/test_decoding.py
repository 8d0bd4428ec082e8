"""Bytes to text: byte order marks, old encodings, binaries."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Source
from faqbot.base.errors import KnowledgeError

TEXT = "Où est le café ?\r\nÀ côté.\rLà."
PLAIN = "Où est le café ?\nÀ côté.\nLà."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_as_it_says(data: bytes) -> None:
    """UTF-8 needs no mark; a mark tells the others; line ends are those of Unix."""
    assert decoded(Source("a.txt", data)) == (PLAIN, ())


def test_an_old_file_is_read_and_remarked_on() -> None:
    """What is not UTF-8 is read as Windows saves it, and the author is told of the first such line."""
    text, (remark,) = decoded(Source("a.txt", b"Opening\nCaf\xe9 \x80 5\n"))
    assert text == "Opening\nCafé € 5\n"
    assert remark == "line 2 is not UTF-8: it was read as Windows-1252; look whether its accents are right"


def test_a_declared_encoding_is_taken() -> None:
    """What a page says of itself holds where it isn't UTF-8 after all; a name that is none doesn't."""
    data = "Łódź".encode("iso-8859-2")
    assert decoded(Source("a.html", data), "ISO-8859-2") == ("Łódź", ())
    assert decoded(Source("a.html", "Łódź".encode()), "ISO-8859-2") == ("Łódź", ())
    for wrong in ("utf-8", "zip", "nonsense", "a\0b"):
        assert decoded(Source("a.html", b"caf\xe9"), wrong)[0] == "café"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", codecs.BOM_UTF16_LE + b"a\0b"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A binary file, and one that isn't what its mark says."""
    with pytest.raises(KnowledgeError):
        decoded(Source("a.txt", data))


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Nothing else is raised, and no carriage return is left."""
    try:
        text, _ = decoded(Source("a.txt", data))
    except KnowledgeError:
        return
    assert "\r" not in text


@pytest.mark.parametrize("declared", ["idna", "punycode", "undefined", "hex", "no-such-thing"])
def test_an_encoding_that_fails_is_none(declared: str) -> None:
    """What a page names may be no encoding of texts, or one that can't leave out what is broken."""
    text, remarks = decoded(Source("a.html", "café".encode("latin-1")), declared)
    assert text == "café"
    assert len(remarks) == 1


def test_halves_of_characters_are_none() -> None:
    """Some encodings can spell out what no file can hold."""
    text, _ = decoded(Source("a.html", b"caf\xe9 \\ud800"), "raw_unicode_escape")
    assert text == "café ?"
