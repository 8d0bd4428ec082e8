"""The files that a compiled knowledge is made of, and whether it is older than they are."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.base.files import digest, stamp
from faqbot.knowledge import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.base.errors import KnowledgeError

_AGAIN: Final = "compile it again (faqbot compile)"
# Nanoseconds that a file must be old for its stamp to tell whether it was written again: some systems count by 2 s.
_TICK: Final = 2_000_000_000


class Source(NamedTuple):
    """A file as it was when it was compiled.

    Attributes:
        path: as it was named.
        absolute: where it was.
        size: its bytes.
        stamp: by which it is known not to have changed (see `files.stamp`); empty where that could not tell.
        digest: the SHA-256 of what it held.
    """

    path: str
    absolute: str
    size: int
    stamp: Sequence[int]
    digest: str

    @property
    def shown(self) -> str:
        """Its path for messages: as it was named where that still leads to it."""
        return self.path if absolute(self.path) == self.absolute else self.absolute


class Doubt(NamedTuple):
    """What most likely isn't meant: in which file, on which line, and the message."""

    path: str
    line: int | None
    message: str


class Sources(NamedTuple):
    """What a knowledge is made of.

    Attributes:
        paths: the files and folders that were named, absolute.
        files: the files there.
        doubts: what most likely isn't meant in them.
    """

    paths: Sequence[str]
    files: Sequence[Source]
    doubts: Sequence[Doubt]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Sources:
        """The sources that `to_dict` has told; of a knowledge that is from no files there are none."""
        files, doubts = values.get("files", ()), values.get("doubts", ())
        return cls(values.get("paths", ()), [Source(*each) for each in files], [Doubt(*each) for each in doubts])

    def have_changed(self, files: Iterable[str]) -> bool:
        """Whether these are other files now, or hold something else."""
        return sorted(map(absolute, files)) != sorted(each.absolute for each in self.files) or any(
            map(has_changed, self.files)
        )

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON has it; lists that still grow are those of this."""
        return self._asdict()


def absolute(path: str | os.PathLike[str]) -> str:
    """A path from wherever one stands; as it is where that can't be told, as in a folder that was deleted."""
    try:
        return os.path.abspath(os.fsdecode(path))
    except (OSError, ValueError):
        return os.fsdecode(path)


def of(path: str) -> Source:
    """A file as it is now.

    Raises:
        OSError, ValueError: it can't be read.
    """
    state, seen, now = os.stat(path), stamp(path), time.time_ns()
    settled = now - state.st_mtime_ns > _TICK
    return Source(path, absolute(path), state.st_size, seen if settled else (), digest(path))


def older(sources: Sources) -> str | None:
    """Which of its sources a compiled file is older than, as a message; None: none, or they are not on this machine.

    A file that was only written again, as a checkout does, has not changed.
    """
    folders = [path for path in sources.paths if os.path.isdir(path)]
    for source in sources.files:
        if not os.path.exists(source.absolute):
            if any(source.absolute.startswith(os.path.join(folder, "")) for folder in folders):
                return f"{source.shown} is gone since it was compiled: {_AGAIN}"
        elif has_changed(source):
            return f"it is older than {source.shown}: {_AGAIN}"
    known = {source.absolute for source in sources.files}
    new = next((file for file in _articles(folders) if file not in known), None)
    return f"it is older than {_near(new)}, which is new: {_AGAIN}" if new else None


def has_changed(source: Source) -> bool:
    """Whether a file holds something else now; it is read where its length and stamp can't tell."""
    if source.stamp and stamp(source.absolute) == tuple(source.stamp):
        return False
    try:
        return os.path.getsize(source.absolute) != source.size or digest(source.absolute) != source.digest
    except (OSError, ValueError):
        return True


def _articles(folders: Iterable[str]) -> Iterable[str]:
    """The articles in some folders; none where these can't be read."""
    found: list[KnowledgeError] = []
    files = list(listing.articles(folders, found))
    return () if found else files


def _near(file: str) -> str:
    """A path for messages: from where one stands, if it is below."""
    try:
        here = os.path.relpath(file)
    except (OSError, ValueError):  # another drive
        return file
    return file if here.startswith(os.pardir) else here
