"""Files that are written whole or not at all, held by one process at a time, and told from what they were."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faqbot.base.files import is_at, lock, stamp, unlock, write_new, write_whole


def left(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("write", [write_new, write_whole])
def test_a_new_file_holds_what_was_written(write: Callable[[str, bytes], None], tmp_path: Path) -> None:
    """The bytes are in the file as they are, it has the usual mode, and nothing else is in the folder."""
    write(str(tmp_path / "a"), b"x\r\n\ny")
    (tmp_path / "usual").touch()
    assert left(tmp_path) == {"a": b"x\r\n\ny", "usual": b""}
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    """A new file takes the place of none, nor of what a link leads to."""
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "missing")
    for name in "abc":
        with pytest.raises(FileExistsError):
            write_new(str(tmp_path / name), b"x")
    assert (tmp_path / "a").read_bytes() == b"mine" and not (tmp_path / "missing").exists()


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """Who has the old file open goes on reading it, and a link to it leads to the new one."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with (tmp_path / "a").open("rb") as old:
        write_whole(tmp_path / "b", b"new")
        assert old.read() == b"old"
    assert left(tmp_path) == {"a": b"new", "b": b"new"} and (tmp_path / "b").is_symlink()


@pytest.mark.parametrize("write", [write_new, write_whole])
def test_what_fails_leaves_nothing(
    write: Callable[[str, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full or broken, or the user interrupts, no part of a file stays, and the old one does."""
    path = tmp_path / "a"
    for error in (OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken"), KeyboardInterrupt()):
        if write is write_whole:
            path.write_bytes(b"old")

        def failing(_: int, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(os, "fsync", failing)
        with pytest.raises(type(error)):
            write(str(path), b"new")
        assert left(tmp_path) == ({"a": b"old"} if write is write_whole else {})


@pytest.mark.parametrize("write", [write_new, write_whole])
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_file_system_may_have_no_fsync(
    write: Callable[[str, bytes], None], number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file system can't be told to see a file safely to the disk, the file is written all the same."""

    def failing(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)
    write(str(tmp_path / "a"), b"new")
    assert left(tmp_path) == {"a": b"new"}


def test_a_file_that_has_changed_is_not_replaced(tmp_path: Path) -> None:
    """Whoever writes has the last word before the new file takes the place of the old one."""
    (tmp_path / "a").write_bytes(b"old")
    write_whole(tmp_path / "a", b"new", still=lambda: False)
    assert left(tmp_path) == {"a": b"old"}


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    """A file that is like another has its owner and can be read by nobody else."""
    (tmp_path / "a").write_bytes(b"old")
    before = (tmp_path / "a").stat()
    write_whole(tmp_path / "a", b"new", like=before)
    after = (tmp_path / "a").stat()
    assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (0o600, before.st_uid, before.st_gid)


def test_a_file_that_was_written_has_another_stamp(tmp_path: Path) -> None:
    """A stamp stays until a file is written, or another takes its place, also where that is as old and as long."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    old, state = stamp(path), path.stat()
    assert old == stamp(str(path)) and old != ()
    (tmp_path / "b").write_bytes(b"new")
    os.utime(tmp_path / "b", ns=(state.st_atime_ns, state.st_mtime_ns))
    (tmp_path / "b").replace(path)
    new = stamp(path)
    path.write_bytes(b"longer")
    assert len({old, new, stamp(path)}) == 3


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 300])
def test_what_is_not_there_has_no_stamp(name: str, tmp_path: Path) -> None:
    """Where no file is, or none can be, the stamp is empty."""
    assert stamp(f"{tmp_path}/{name}") == ()


@pytest.mark.parametrize("write", [write_new, write_whole])
@pytest.mark.parametrize("name", ["missing/a", "a\0b", "x" * 300, "folder"])
def test_what_cannot_be_written_raises(write: Callable[[str, bytes], None], name: str, tmp_path: Path) -> None:
    """A name that no file can have raises OSError or ValueError, and leaves nothing behind."""
    (tmp_path / "folder").mkdir()
    with pytest.raises((OSError, ValueError)):
        write(f"{tmp_path}/{name}", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


# -- held by one process -----------------------------------------------------------------------


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """A file or folder as a process has it open."""
    file = os.open(path, os.O_RDONLY)
    try:
        yield file
    finally:
        os.close(file)


def test_what_one_has_locked_nobody_else_can_lock(tmp_path: Path) -> None:
    """A folder, say, is one's alone until it is unlocked or closed; who waits for it waits no longer than they say."""
    with opened(tmp_path) as other:
        with opened(tmp_path) as mine:
            assert lock(mine) and lock(mine)
            for wait in (0.0, 0.01):
                with pytest.raises(TimeoutError, match="another process keeps it locked"):
                    lock(other, wait=wait)
            unlock(mine)
            assert lock(other)
            unlock(other)
            assert lock(mine)
        assert lock(other)


def test_a_lock_may_be_shared(tmp_path: Path) -> None:
    """Several may have a file at once who want no more than that it stays; who wants it alone can't have it then."""
    with opened(tmp_path) as mine, opened(tmp_path) as other, opened(tmp_path) as third:
        assert lock(mine, shared=True) and lock(other, shared=True)
        with pytest.raises(TimeoutError):
            lock(third)
        unlock(mine)
        unlock(other)
        assert lock(third)


def test_where_there_are_no_locks_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without locks nothing is locked, and nothing fails."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with opened(tmp_path) as file:
        assert not lock(file)
        unlock(file)


def test_an_open_file_is_told_from_another_in_its_place(tmp_path: Path) -> None:
    """A file that was put aside, or is gone, isn't the one at its path any more."""
    path = tmp_path / "a"
    path.touch()
    with opened(path) as file:
        assert is_at(file, path)
        write_whole(path, b"x")
        assert not is_at(file, path)
        path.unlink()
        assert not is_at(file, path)
