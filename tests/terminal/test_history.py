"""Lines typed before: what is kept, in which form, and what happens where nothing can be kept."""

from __future__ import annotations

import fcntl
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.history import FileHistory
from work import calls

from faqbot.terminal import history
from faqbot.terminal.history import LONGEST, MOST, History

TROUBLE: Final = "Your questions are not kept for the next chat: "

not_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "faqbot" / "history"


def filled(path: Path, count: int) -> Path:
    """A history of `count` lines, as years of questions make it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"\n# 2023-12-27 10:00:00\n+How many people number {n} are there?\n" for n in range(count)))
    path.chmod(0o600)
    return path


def kept(path: Path) -> list[str]:
    """What another chat would find, newest first."""
    return History(str(path)).load()


# -- what is kept ------------------------------------------------------------------------------


def test_lines_come_back_newest_first(path: Path) -> None:
    """What was stored is there in the next chat, the newest line first."""
    lines = History(str(path))
    lines.store("one")
    lines.store("two\nin two parts\n+and a third")
    assert kept(path) == ["two\nin two parts\n+and a third", "one"]
    assert lines.trouble() == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), max_size=8))
def test_every_text_comes_back_as_it_was(lines: list[str]) -> None:
    """Whatever lines are made of, they are read as they were written."""
    data = b"".join(map(history._entry, lines))
    assert list(map(history._line, history._ENTRY.findall(data))) == lines


def test_files_of_prompt_toolkit_are_read(path: Path) -> None:
    """The file that earlier versions have written through FileHistory is read."""
    path.parent.mkdir(parents=True)
    for line in ("How many?", "a\nb", "Où ça ?"):
        FileHistory(str(path)).store_string(line)
    assert kept(path) == ["Où ça ?", "a\nb", "How many?"]


def test_prompt_toolkit_can_read_the_file(path: Path) -> None:
    """What is written can be read by FileHistory, so by earlier versions."""
    lines = History(str(path))
    for line in ("How many?", "a\nb", "Où ça ?"):
        lines.store(line)
    assert list(FileHistory(str(path)).load_history_strings()) == ["Où ça ?", "a\nb", "How many?"]


def test_a_repeated_line_is_kept_once(path: Path) -> None:
    """A line equal to the one kept last is not stored again, whether that was in this chat or the one before."""
    for _ in range(2):
        lines = History(str(path))
        for line in ("2", "2", "1", "2"):
            lines.store(line)
    assert kept(path) == ["2", "1", "2", "1", "2"]


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_a_blank_line_is_not_kept(line: str, path: Path) -> None:
    """A line without a word is not worth a place."""
    History(str(path)).store(line)
    assert kept(path) == []


def test_a_very_long_line_is_cut(path: Path) -> None:
    """Of a pasted novel the beginning is kept, ten times as much as is read of a question, and the next line whole."""
    lines = History(str(path))
    lines.store("what is this\n" * 10_000)
    lines.store("next")
    assert kept(path) == ["next", ("what is this\n" * 10_000)[:LONGEST]]


def test_bytes_that_are_no_text_are_passed_over(path: Path) -> None:
    """Garbage in the file is left out, and the lines around it are read."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x00\xff\xfe+\n+good\n\x80\n+\xffbet\xe2\x82ter\n#\n+end")
    assert kept(path) == ["end", "better", "good"]


def test_a_line_of_broken_characters_is_kept(path: Path) -> None:
    """A line with a byte that was no text is stored with something in its place."""
    lines = History(str(path))
    lines.store("a\udcffb")
    assert (kept(path), lines.trouble()) == (["a?b"], "")


def test_without_a_path_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path no file is made, and that is no trouble."""
    monkeypatch.chdir(tmp_path)
    lines = History(None)
    lines.store("one")
    assert (lines.load(), lines.trouble(), os.listdir()) == ([], "", [])


def test_the_null_device_keeps_nothing(tmp_path: Path) -> None:
    """A history that is linked to the null device is left as it is, and that is no trouble."""
    before = Path(os.devnull).stat().st_mode
    (tmp_path / "history").symlink_to(os.devnull)
    lines = History(str(tmp_path / "history"))
    lines.store("one")
    assert (lines.load(), lines.trouble()) == ([], "")
    assert Path(os.devnull).stat().st_mode == before


# -- the file ----------------------------------------------------------------------------------


def test_only_the_user_may_read_it(path: Path) -> None:
    """The file and the folder made for it are private."""
    History(str(path)).store("one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(path: Path) -> None:
    """A folder that somebody else has made is not made private; a file in it is."""
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o755)
    path.write_text("")
    path.chmod(0o644)
    History(str(path)).store("one")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_deleted_meanwhile_is_made_again(path: Path) -> None:
    """Lines typed after the folder was deleted are kept."""
    lines = History(str(path))
    lines.store("one")
    path.unlink()
    path.parent.rmdir()
    lines.store("two")
    assert (kept(path), lines.trouble()) == (["two"], "")


def test_a_long_history_is_read_quickly(path: Path) -> None:
    """Ten thousand lines are read with a handful of calls for each."""
    filled(path, MOST)
    assert calls(lambda: kept(path)) < 8 * MOST  # it took five


def test_a_history_that_has_grown_long_is_shortened(path: Path) -> None:
    """Well over ten thousand lines, the oldest go, and what stays is what it was; nothing is left beside it."""
    last = filled(path, MOST + 1_500).read_bytes().splitlines()[-3 * MOST :]
    assert len(kept(path)) == MOST
    assert path.read_bytes().splitlines() == last
    assert os.listdir(path.parent) == ["history"] and stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_history_that_is_a_little_longer_is_let_be(path: Path) -> None:
    """A little over ten thousand lines the newest are loaded, and the file is not written anew."""
    filled(path, MOST + 500)
    before = path.stat().st_ino
    assert kept(path)[-1] == "How many people number 500 are there?"
    assert path.stat().st_ino == before


def test_a_huge_history_is_read_from_its_end(path: Path) -> None:
    """Of a file that is far too large only the last megabytes are read and kept."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\n# x\n+" + b"a" * 8_000_000 + b"\n" + b"".join(b"\n# x\n+%d\n" % n for n in range(3)))
    assert kept(path) == ["2", "1", "0"]
    assert path.stat().st_size < 100


def test_a_link_to_a_history_stays_a_link(path: Path) -> None:
    """Where the history is a link, the file that it leads to is shortened."""
    real = filled(path.parent / "elsewhere", 12_000)
    path.symlink_to(real)
    assert len(kept(path)) == MOST
    assert path.is_symlink() and real.read_text().count("+") == MOST


def test_a_chat_goes_on_in_the_shortened_file(path: Path) -> None:
    """A chat that was there before another one shortened the file writes its next line into the new one."""
    lines = History(str(path))
    lines.store("first")
    filled(path, 12_000)
    kept(path)
    lines.store("one more")
    assert kept(path)[0] == "one more"


def test_a_history_that_cannot_be_shortened_is_read(path: Path) -> None:
    """Where the shorter file can't be written the long one stays, and that is no trouble."""
    filled(path, 12_000)
    path.with_name(f"history.{os.getpid()}.new").mkdir()
    lines = History(str(path))
    assert (len(lines.load()), lines.trouble()) == (MOST, "")
    assert path.read_text().count("+") == 12_000


# -- several chats -----------------------------------------------------------------------------

WRITER: Final = f"""
import sys
from {history.__name__} import History
lines = History(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(500):
    lines.store(f"{{sys.argv[2]}} {{number}} " + "x" * (number % 97))
print(lines.trouble())
"""


def writers(path: Path) -> list[subprocess.Popen[str]]:
    """Two processes that append five hundred lines each, at the same time, once both are there."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("a", "b")
    ]
    for process in started:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    return started


def check(path: Path, started: list[subprocess.Popen[str]]) -> None:
    """All lines of both are there, whole and each in its order."""
    assert [process.communicate(timeout=60)[0] for process in started] == ["\n", "\n"]
    found = [line.split(" ")[:2] for line in reversed(kept(path))]
    for name in ("a", "b"):
        assert [number for who, number in found if who == name] == [str(number) for number in range(500)]
    text = path.read_text()
    assert text.count("\n+a ") + text.count("\n+b ") == 1_000


def test_two_chats_share_a_history(path: Path) -> None:
    """Two processes that write at the same time lose and mix no line."""
    check(path, writers(path))


def test_nothing_is_lost_while_the_file_is_shortened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that two processes write while a third shortens the file whenever it has grown are all there."""
    monkeypatch.setattr(history, "_PATIENCE", 60.0)  # it is free in the end, however busy the machine is
    filled(path, 2_000)
    files, size = {path.stat().st_ino}, 0
    started = writers(path)
    while any(process.poll() is None for process in started):
        if path.stat().st_size > size:  # else the others would hardly find it free
            history._shorten(str(path))
            files.add(path.stat().st_ino)
            size = path.stat().st_size
    assert len(files) > 1
    check(path, started)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """The file as another chat holds it that has stopped."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_a_chat_that_has_stopped_is_not_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody holds for good is not waited for: the line is kept, and nothing is shortened."""
    monkeypatch.setattr(history, "_PATIENCE", 0.01)
    lines = History(str(filled(path, 12_000)))
    with held(path):
        lines.store("one more")
    assert path.read_text().count("+") == 12_001
    assert (kept(path)[0], lines.trouble()) == ("one more", "")


# -- where nothing can be kept -----------------------------------------------------------------


@contextmanager
def full(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: writing ends as on a full disk, with a part of what was to be written."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1, 10, 25, 28])
def test_a_full_disk_breaks_no_line(room: int, path: Path) -> None:
    """A line of which only a part fits leaves nothing behind, and is kept with the next one once there is room."""
    lines = History(str(path))
    lines.store("one")
    before = path.read_bytes()
    with full(len(before) + room):
        lines.store("two and more")
    assert path.read_bytes() == before
    assert lines.trouble() == f"{TROUBLE}{path}: File too large."
    lines.store("three")
    assert kept(path) == ["three", "two and more", "one"]
    assert lines.trouble() == ""


def test_a_part_of_a_line_does_not_spoil_the_next(path: Path) -> None:
    """A line that a power cut has cut short ends before the next one."""
    lines = History(str(path))
    lines.store("one")
    with path.open("ab") as file:
        file.write(b"\n# 2023-12-27 10:00:00\n+tw")
    lines.store("three")
    assert kept(path) == ["three", "tw", "one"]


def _is_directory(path: Path) -> None:
    path.mkdir(parents=True)


def _is_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


def _is_device(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to("/dev/full")


def _goes_in_circles(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path)


def _folder_is_file(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("")


def _leads_nowhere(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "gone" / "history")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_is_directory, "Is a directory"),
        (_is_pipe, "This is no ordinary file"),
        (_is_device, "This is no ordinary file"),
        (_goes_in_circles, "Too many levels of symbolic links"),
        (_folder_is_file, "Not a directory"),
        (_leads_nowhere, "No such file or directory"),
    ],
)
def test_what_cannot_be_kept_is_told_once(spoil: Callable[[Path], None], why: str, path: Path) -> None:
    """Where no line can be kept nothing hangs or breaks, and one sentence says why, a single time."""
    spoil(path)
    lines = History(str(path))
    assert lines.load() == []
    assert lines.trouble() == f"{TROUBLE}{path}: {why}."
    lines.store("one")
    lines.store("two")
    assert (lines.load(), lines.trouble()) == ([], "")


def test_lines_wait_until_they_can_be_kept(path: Path) -> None:
    """What could not be written is written with the first line that can be."""
    _is_directory(path)
    lines = History(str(path))
    lines.store("one")
    lines.store("two")
    path.rmdir()
    lines.store("three")
    assert kept(path) == ["three", "two", "one"]


def test_a_path_that_no_system_takes_is_told(path: Path) -> None:
    """A path with a null character is told like any other that can't be used, without what acts on a terminal."""
    lines = History(f"{path}\0\x1b[31m")
    lines.store("one")
    told = lines.trouble()
    assert told.startswith(f"{TROUBLE}{path} [31m: ") and "embedded null" in told


@not_root
def test_a_history_that_may_only_be_read_is_read(path: Path) -> None:
    """A read-only file gives its lines, and one sentence says that no more are kept."""
    filled(path, 3).chmod(0o400)
    lines = History(str(path))
    assert len(lines.load()) == 3
    assert lines.trouble() == f"{TROUBLE}{path}: Permission denied."


@not_root
def test_a_home_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """In a read-only home nothing is kept, and one sentence says so."""
    tmp_path.chmod(0o500)
    lines = History(str(tmp_path / "faqbot" / "history"))
    lines.store("one")
    tmp_path.chmod(0o700)
    assert lines.trouble().endswith("Permission denied.")


def test_a_file_that_can_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that is mounted read-only the lines are there, and one sentence says that no more are kept."""
    filled(path, 3)
    usual = os.open

    def read_only(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR:
            raise OSError(30, "Read-only file system", path)
        return usual(path, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    lines = History(str(path))
    assert len(lines.load()) == 3
    assert lines.trouble() == f"{TROUBLE}{path}: Read-only file system."


@pytest.mark.parametrize("failing", ["flock", "fchmod"])
def test_file_systems_that_cannot_do_all_keep_lines(failing: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without locks or without modes lines are kept all the same."""

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    filled(path, 3).chmod(0o644)
    monkeypatch.setattr(fcntl if failing == "flock" else os, failing, refuse)
    lines = History(str(path))
    lines.store("one")
    assert (kept(path)[0], len(kept(path)), lines.trouble()) == ("one", 4, "")
