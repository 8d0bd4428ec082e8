"""Office files are measured before anything of them is unpacked."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import archive

from faqbot.authoring.importing import archives
from faqbot.authoring.importing.document import Source
from faqbot.base.errors import KnowledgeError

WHAT = "a Word file (.docx)"


def refusal(data: bytes) -> str:
    """What is said of an archive that is refused."""
    with pytest.raises(KnowledgeError) as caught:
        archives.measured(Source("a.docx", data), WHAT)
    return caught.value.message


def test_a_sound_archive_passes() -> None:
    """XML without a document type, and pictures that are no XML."""
    archives.measured(Source("a.docx", archive({"a.xml": "<a><b/></a>", "b.png": b"\0" * 9})), WHAT)


def test_a_bomb_is_refused_by_what_it_says() -> None:
    """A member that is packed a thousandfold, and one by one harmless members that are too much together."""
    assert refusal(archive({"word/document.xml": "<a>" + " " * 30_000_000})).startswith(
        '"word/document.xml" in the file unpacks to 30 MB, '
    )


def test_many_bytes_and_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum counts, whatever each member is."""
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000)
    assert refusal(archive({"a": b"x" * 600, "b": b"y" * 600})) == (
        "the file unpacks to 0 MB, more than 0 MB: split it, or save it anew"
    )
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    assert refusal(archive({"a": b"", "b": b"", "c": b""})).startswith("the file holds 3 files, more than 2")


def test_a_size_that_is_a_lie_is_refused() -> None:
    """A member that unpacks to more than it says is damaged."""
    data = bytearray(archive({"a.xml": "<!-- " + "x" * 100_000 + " --><a/>"}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).startswith("this is not a Word file (.docx), or it is damaged")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    """XML that declares a document type could name files and addresses, in whatever encoding it is written."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- x --><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    message = refusal(archive({"word/document.xml": text.encode(encoding)}))
    assert (
        message == '"word/document.xml" in the file declares a document type, which Office never writes: save it anew'
    )


def test_what_is_encrypted_is_refused() -> None:
    """Of an archive, and of Office, whose password makes another kind of file of it."""
    data = bytearray(archive({"a.xml": "<a/>"}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "the file is encrypted: save it without a password"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").startswith("this is a file of an older Office: ")


def test_what_is_no_archive_is_refused() -> None:
    """Text, half a file, and a member that is damaged."""
    data = archive({"a.xml": "<a>" + "xyz" * 99 + "</a>"})
    for broken in (b"", b"text", data[: len(data) // 2], data.replace(data[40:60], b"\xff" * 20)):
        assert refusal(broken).startswith("this is not a Word file (.docx), or it is damaged")


@given(st.data())
def test_any_damage_is_a_sentence(data: st.DataObject) -> None:
    """Nothing but a sentence is raised, whichever bytes are changed."""
    sound = bytearray(archive({"a.xml": "<a>b</a>", "c.xml": "<c/>"}))
    for _ in range(3):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(KnowledgeError):
        archives.measured(Source("a.docx", bytes(sound)), WHAT)
