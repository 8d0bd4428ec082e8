"""A line in the user's own editor: what comes back, and what is said where nothing does."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from faqbot.base.errors import FaqbotError
from faqbot.terminal.editor import edit


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for made-up editors; none is named yet."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def script(folder: Path, body: str, name: str = "editor") -> str:
    """An editor that does what a shell script says; $1 is the file."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_line_goes_into_the_editor_and_back(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor has the line in a file of text that only the user may read, and what it leaves there comes back."""
    seen = bin_ / "seen"
    body = (
        f'cp "$1" {seen}; stat -c %a "$(dirname "$1")" > {seen}.mode; echo "$1" > {seen}.name; printf "a\\nb\\n" > "$1"'
    )
    monkeypatch.setenv("EDITOR", script(bin_, body))
    assert edit("how much – é?\ud800") == "a\nb\n"
    assert seen.read_text("utf-8") == "how much – é??"
    assert (bin_ / "seen.mode").read_text() == "700\n" and (bin_ / "seen.name").read_text().endswith(".txt\n")


def test_nothing_is_left_behind(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is gone afterwards, also where the editor put another in its place, or failed."""
    editor = script(bin_, 'rm "$1"; echo new > "$1"; exit "$FAIL"')
    monkeypatch.setenv("EDITOR", editor)
    for status in ("0", "1"):
        monkeypatch.setenv("FAIL", status)
        if status == "0":
            assert edit("old") == "new\n"
        else:
            with pytest.raises(FaqbotError):
                edit("old")
    assert list(bin_.iterdir()) == [bin_ / "editor"]


@pytest.mark.parametrize(("visual", "wanted"), [("visual -x", "visual"), ("", "editor"), (None, "editor")])
def test_visual_goes_before_editor(
    visual: str | None, wanted: str, bin_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$VISUAL, which may have arguments, is asked first; $EDITOR where it is not set or empty."""
    for name in ("visual", "editor"):
        script(bin_, f'for last in "$@"; do :; done; echo {name} > "$last"', name)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", "editor")
    if visual is not None:
        monkeypatch.setenv("VISUAL", visual)
    assert edit("") == f"{wanted}\n"


def test_without_a_name_it_is_vi(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no editor is named the usual one is taken."""
    script(bin_, 'echo vi > "$1"', "vi")
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    assert edit("") == "vi\n"


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("/no/such/editor", "“/no/such/editor” can't be used (No such file or directory): the line is as it was;"),
        ("'half", "“'half” can't be used (No closing quotation): the line is as it was; name another in $EDITOR."),
        ("false", "“false” ended with status 1: the line is as it was."),
        ("sh -c 'kill -9 $$'", "was ended by signal 9: the line is as it was."),
        ("rm", "can't be used (No such file or directory)"),
    ],
)
def test_an_editor_that_fails_is_told(editor: str, told: str, bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing editor, one that fails, or one that takes the file away gets one sentence."""
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(FaqbotError) as raised:
        edit("line")
    assert told in str(raised.value) and "\n" not in str(raised.value)


def test_bytes_that_are_no_text_are_no_error(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor leaves is read whatever it is."""
    monkeypatch.setenv("EDITOR", script(bin_, 'printf "a\\377b" > "$1"'))
    assert edit("") == "a\ufffdb"


def test_signals_are_noted_again_afterwards(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line editor hears of signals as before, once the user's editor has ended, however it did."""
    monkeypatch.setenv("EDITOR", "false")
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing)
    try:
        with pytest.raises(FaqbotError):
            edit("")
        assert signal.set_wakeup_fd(before) == writing
    finally:
        signal.set_wakeup_fd(before)
        os.close(reading)
        os.close(writing)
