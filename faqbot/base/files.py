"""Files that others may have in hand, too: written whole or not at all, so that nobody ever reads half of one, held by
one process at a time, and whether one has changed.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_MODE: Final = 0o666  # as any program makes files: what the user's umask leaves of it
_PRIVATE: Final = 0o600
_READ: Final = 1 << 20  # bytes read at a time
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would write "\r\n" for "\n"
# What fsync fails with where a file system has none, such as some network shares and those made with FUSE. A full or
# broken disk fails with others.
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
# What a lock fails with that another process has; where a file system has no locks it fails with others.
_TAKEN: Final = frozenset({errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
_LOOKS: Final = 2_000  # how often it is looked, in the time that is waited, whether the other is done
_FAR: Final = 1 << 62  # the byte that Windows locks for all: one that no file has


def stamp(path: str | os.PathLike[str]) -> tuple[int, ...]:
    """What tells a file from another one, and from itself once it is written anew; () where there is none.

    Which file it is, when it was written and changed otherwise (nanoseconds), and its length (bytes): one that is put
    in its place, or may be read again, can be as old and as long.
    """
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return ()
    return state.st_dev, state.st_ino, state.st_mtime_ns, state.st_ctime_ns, state.st_size


def digest(path: str) -> str:
    """The SHA-256 of what a file holds, in hexadecimal.

    Raises:
        OSError, ValueError: it can't be read.
    """
    import hashlib  # here: 4 ms that files which have not changed need not pay

    found = hashlib.sha256()
    with open(path, "rb") as file:
        while some := file.read(_READ):
            found.update(some)
    return found.hexdigest()


def write_new(path: str, data: bytes) -> None:
    """Write a file that must not be there yet; where that fails none is left.

    Raises:
        FileExistsError: there is something at `path`, if only a link; it stays as it is.
        OSError: the file can't be written.
        ValueError: no file can have this name.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _MODE)
    try:
        _fill(file, data)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def write_whole(
    path: str | os.PathLike[str],
    data: bytes,
    *,
    like: os.stat_result | None = None,
    still: Callable[[], bool] = lambda: True,
) -> None:
    """Write a file beside `path` and put it in its place, in one step; where that fails the old one stays.

    Who has the old file open goes on with that. A link stays a link: the file that it leads to is replaced.

    Args:
        path: the file, which may be there already.
        data: what it is to hold.
        like: the owner's file that it replaces: it gets the same owner, and only that one may read it.
        still: asked last; where it says no, nothing is replaced.

    Raises:
        OSError: it can't be written.
        ValueError: no file can have this name.
    """
    real = os.path.realpath(path)
    new = f"{real}.{os.getpid()}.new"
    try:
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, _PRIVATE if like else _MODE)
        _fill(file, data, like)
        if still():
            os.replace(new, real)
    finally:
        with suppress(OSError, ValueError):  # it has become the file
            os.unlink(new)


def _fill(file: int, data: bytes, like: os.stat_result | None = None) -> None:
    """Write `data` into an open file, see it safely to the disk where that can be done, and close the file."""
    with open(file, "wb") as stream:
        if like and sys.platform != "win32":
            os.fchown(file, like.st_uid, like.st_gid)
        stream.write(data)
        stream.flush()
        try:
            os.fsync(file)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise


# -- held by one process -----------------------------------------------------------------------


def lock(file: int, *, wait: float = 0.0, shared: bool = False) -> bool:
    """Lock an open file or folder against all other processes that lock it, until it is unlocked or closed.

    Args:
        file: its descriptor.
        wait: how long to wait for another process, in seconds.
        shared: others may share it, who want no more; it is locked against those who want it alone. Windows has no
            such lock, and needs none: no file can be deleted there that is open.

    Returns:
        Whether it is locked: not where there are no such locks, as on some network shares.

    Raises:
        TimeoutError: another process has it.
    """
    end = time.monotonic() + wait
    while True:
        try:
            return _lock(file, shared=shared)
        except OSError as error:
            if error.errno not in _TAKEN:
                return False
        if time.monotonic() >= end:
            raise TimeoutError(errno.EWOULDBLOCK, "another process keeps it locked")
        time.sleep(wait / _LOOKS)


def unlock(file: int) -> None:
    """Let go of an open file that may be locked."""
    with suppress(OSError):
        _lock(file, free=True)


def is_at(file: int, path: str | os.PathLike[str]) -> bool:
    """Whether an open file is still the one at `path`: another may have been put in its place before it was locked.

    Raises:
        OSError: that can't be told.
    """
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except FileNotFoundError:
        return False


def _lock(file: int, *, shared: bool = False, free: bool = False) -> bool:
    if sys.platform == "win32":
        import msvcrt

        if shared:
            return False
        at = os.lseek(file, 0, os.SEEK_CUR)
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_UNLCK if free else msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, at, os.SEEK_SET)
        return True
    import fcntl  # here: who answers locks nothing

    fcntl.flock(file, fcntl.LOCK_UN if free else fcntl.LOCK_NB | (fcntl.LOCK_SH if shared else fcntl.LOCK_EX))
    return True
