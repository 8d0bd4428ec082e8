"""The file of an encoder: whole, or told of in a sentence."""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.errors import FaqbotError
from faqbot.index.encoding.shipped import BATCH, Shipped, shipped
from faqbot.index.encoding.weights import VERSION, Weights
from faqbot.index.vectors.rows import Direction
from faqbot.language.language import of
from faqbot.terminal.shell import cli

SHIPPED = of("en").encoder or ""
AGAIN = "Install faqbot again."


@pytest.fixture(scope="module")
def whole() -> bytes:
    return Path(SHIPPED).read_bytes()


def test_it_is_as_its_notice_says(whole: bytes) -> None:
    """Who reads the notice can tell that it is of this file; it takes at most twelve megabytes."""
    assert hashlib.sha256(whole).hexdigest() in Path(SHIPPED).with_suffix(".NOTICE").read_text(encoding="utf-8")
    assert len(whole) < 12_000_000


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: b"", "the sentence encoder is empty"),
        (lambda data: data[:20], "cut off or altered"),
        (lambda data: data[:8], "was cut off"),
        (lambda data: data[:5], "no sentence encoder, or its first bytes were altered"),
        (lambda data: data[:-1], "cut off or altered"),
        (lambda data: data + b"\n", "cut off or altered"),
        (lambda data: data.replace(b"\r\n", b"\n"), "first bytes were altered"),
        (lambda data: b"<html>" + data, "no sentence encoder"),
        (lambda data: data[:8] + (VERSION + 1).to_bytes(2, "little") + data[10:], f"of version {VERSION + 1}"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_in_a_sentence(spoil: object, told: str, whole: bytes, tmp_path: Path) -> None:
    """Empty, cut off, longer, of another version, something else: which file, what is wrong, what to do."""
    assert callable(spoil)
    path = tmp_path / "encoder.bin"
    path.write_bytes(spoil(whole))
    with pytest.raises(FaqbotError) as caught:
        Weights(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ") and told in sentence and sentence.endswith(AGAIN) and "\n" not in sentence


@given(at=st.integers(0, 40) | st.integers(0, 11_000_000), bit=st.integers(0, 7))
def test_no_changed_bit_is_overlooked(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    """Wherever a bit is turned, the file is refused."""
    path = tmp_path_factory.mktemp("altered") / "encoder.bin"
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    with pytest.raises(FaqbotError):
        Weights(path)
    path.unlink()


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A file that isn't there, or a folder in its place, is named."""
    for path in (tmp_path / "none.bin", tmp_path):
        with pytest.raises(FaqbotError, match="no sentence encoder"):
            Weights(path)


def test_without_numpy_is_told_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the file is even looked at."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(FaqbotError, match=r"pip install 'faqbot\[meaning\]'"):
        Shipped("nowhere.bin")


def test_a_numpy_that_cannot_be_imported_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says of itself may be a page: it becomes one sentence, before any text is read."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    monkeypatch.setitem(sys.modules, "faqbot.index.encoding.network", None)
    said = "the sentence encoder needs numpy, which must be installed again: ModuleNotFoundError: "
    with pytest.raises(FaqbotError, match=said) as raised:
        Shipped(SHIPPED).probe()
    assert "\n" not in str(raised.value)


def test_the_command_fails_where_the_file_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, status 2, and no answer by anything else."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    path = tmp_path / "encoder.bin"
    path.write_bytes(b"FAQENC")
    monkeypatch.setattr("faqbot.index.encoding.shipped.Weights", lambda _: Weights(path))
    shipped.cache_clear()
    try:
        status = cli.main(["-k", str(ROOT / "knowledge"), "--meaning", "encoder", "ask", "How many died?"])
    finally:
        shipped.cache_clear()
    told = capsys.readouterr()
    assert (status, told.out) == (2, "") and told.err.count("\n") == 1 and str(path) in told.err


def test_texts_come_back_in_their_order() -> None:
    """However they are put together by length, each has the direction that it has alone."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    encoder = shipped(SHIPPED)
    texts = [" ".join(["refund"] * (n % 7)) + " train" * (n % 3) for n in range(BATCH + 5)]
    assert list(encoder.directions(texts)) == [direction for text in texts for direction in encoder.directions([text])]
    assert list(encoder.directions([])) == []
    assert os.path.basename(SHIPPED) == "encoder.bin" and encoder.dimensions == len(next(encoder.directions(["a"])))


def test_threads_have_what_one_has() -> None:
    """An encoder that is new to all of them gives each what it gives alone, however many processors there are."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    texts = [" ".join(["refund"] * n) for n in range(1, 9)]
    new, ready = Shipped(SHIPPED), Barrier(4, timeout=60)

    def read(at: int) -> list[Direction]:
        ready.wait()
        return list(new.directions(texts[at:] + texts[:at]))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, range(4)))
    alone = [next(shipped(SHIPPED).directions([text])) for text in texts]
    assert found == [alone[at:] + alone[:at] for at in range(4)]


@pytest.mark.parametrize("text", ["Привет мир", "狮子睡多久", "مرحبا بالعالم", "🦁 🙂"])
def test_a_text_in_another_script_is_like_nothing(text: str) -> None:
    """Two of them would be alike as soon as they have as many words; one that is read among others is left out."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    read = "Where is the 🦁 kept?"
    found = list(shipped(SHIPPED).directions([read, text, read]))
    assert not any(found[1]) and any(found[0]) and found[0] == found[2]
