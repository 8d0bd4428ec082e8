"""Large knowledges are compiled into the user's cache folder when they are first loaded, and opened from there.

A file there is never written over: one that is made anew has another name, so that whoever has the old one open goes on
with that. It is known by what was named, and by the files there; whether it is fresh is told by their stamps, and where
these differ by what they hold. What has not changed is taken from the old file: only that which has is parsed.

All of it may be deleted at any time. Where the folder can't be used, articles are loaded as if there were none.
"""

from __future__ import annotations

import hashlib
import os
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base import folders
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.public import version
from faqbot.base.suffixes import COMPILED
from faqbot.index.compiled.file import FORMAT
from faqbot.index.compiled.making import compiling
from faqbot.index.compiled.making.shelf import Shelf, delete, locked
from faqbot.index.compiled.making.sources import Sources, absolute
from faqbot.index.compiled.reader import Compiled
from faqbot.knowledge import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.index.compiled.making.compiling import Progress

FOLDER: Final = "compiled"


def opened(
    paths: Sequence[str | os.PathLike[str]],
    files: Sequence[str],
    *,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Compiled | None:
    """What was compiled of a knowledge, which is done now where it has not been done since it changed.

    What most likely isn't meant in it is warned of each time.

    Args:
        paths: what was named.
        files: the files there.
        skip_bad: as of `compiling.compile_`.
        progress: as of `compiling.compile_`.

    Returns:
        None where the cache folder can't be used.

    Raises:
        KnowledgeError: an article is at fault.
    """
    try:
        shelf = Shelf(os.path.join(folders.cache(), FOLDER))
    except FaqbotError:  # there is no home
        return None
    wanted = _Wanted(shelf, paths, files, skip_bad=skip_bad)
    found = wanted.fresh()
    if found:
        return found
    try:
        shelf.make()
    except OSError:
        return None
    return wanted.made(progress)


class _Wanted:
    """A knowledge on a shelf.

    Args:
        shelf: where it is kept.
        paths: what was named.
        files: the files there.
        skip_bad: whether entries that can't be used are left out.
    """

    def __init__(
        self, shelf: Shelf, paths: Sequence[str | os.PathLike[str]], files: Sequence[str], *, skip_bad: bool
    ) -> None:
        self._shelf = shelf
        self._paths = paths
        self._files = files
        self._skips = skip_bad
        self._locks: dict[str, weakref.finalize[[int], Compiled]] = {}
        self._now = {absolute(file): file for file in files}
        # Two keys: a process may be given all files one by one that another found in a folder.
        kind = f"{version()} {FORMAT} {skip_bad}"
        self._by_name = _key(kind, map(absolute, paths))
        self._by_files = _key(kind, sorted(self._now))

    def fresh(self) -> Compiled | None:
        """What was compiled of these files, and is not older than they are."""
        for name in self._shelf.names(f"-{self._by_files}-"):
            found = self._open(name)
            if found and not found.sources.have_changed(self._files):
                with suppress(OSError):
                    os.utime(found.store.path)  # it is used
                self._tell(found.sources)
                return found.store
        return None

    def made(self, progress: Progress | None) -> Compiled | None:
        """A new file, which takes the place of an old one; what is in both is taken from that. None: it can't be had.

        Raises:
            KnowledgeError: an article is at fault.
        """
        name = f"{self._by_name}-{self._by_files}-{os.urandom(8).hex()}{COMPILED}"
        target = self._shelf.path(name)
        old = next(filter(None, map(self._open, self._shelf.names(f"{self._by_name}-"))), None)
        try:
            try:
                self._compile(target, old, progress)
            except KnowledgeError as error:
                if old is None or error.path != old.store.path:
                    raise
                self._compile(target, None, progress)  # the old one is damaged
        except KnowledgeError as error:
            if error.path == target:  # it can't be written
                return None
            raise
        if old:
            self._locks[old.store.path]()  # else this process keeps it from being deleted
        self._shelf.clean(name, f"{self._by_name}-")
        new = self._open(name)
        return new.store if new else None

    def _compile(self, target: str, old: _Known | None, progress: Progress | None) -> None:
        known = compiling.Old(old.store.articles, old.sources) if old else None
        compiling.Compiling(self._files, [], known, skip_bad=self._skips).into(target, self._paths, progress)

    def _open(self, name: str) -> _Known | None:
        """A file, which stays there as long as this has it open; its articles say how their files are named now.

        None where it isn't there, or is damaged: then it is deleted.
        """
        path = self._shelf.path(name)
        try:
            lock = locked(path)
        except OSError:
            return None
        try:
            found = Compiled(path, kept=True)
            told = Sources.read(found.sources)
        except KnowledgeError:
            os.close(lock)
            delete(path)
            return None
        self._locks[path] = weakref.finalize(found, os.close, lock)
        self._locks[path].atexit = False
        found.rename({source.path: self._now.get(source.absolute, source.path) for source in told.files})
        return _Known(found, told)

    def _tell(self, told: Sources) -> None:
        """Warns again of what was found when a file was made of these."""
        now = {source.path: self._now[source.absolute] for source in told.files}
        articles.warn(KnowledgeError(now[each.path], each.line, each.message) for each in told.doubts)


class _Known(NamedTuple):
    """A file, and what it is made of."""

    store: Compiled
    sources: Sources


def _key(kind: str, paths: Iterable[str]) -> str:
    return hashlib.sha256("\n".join((kind, *paths)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
