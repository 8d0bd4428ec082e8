"""Paths -> the files there: of a folder all below it that are wanted, hidden ones and links to folders passed over."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_article, is_golden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Folders below one path. A home folder or a disk has more, and walking it would take minutes.
MAX_FOLDERS: Final = 2_000


def articles(paths: Iterable[str | os.PathLike[str]], found: list[KnowledgeError] | None = None) -> Iterator[str]:
    """The article files at `paths`, each once. Folders without one, or that can't be read, become faults in `found`."""
    found = [] if found is None else found
    seen: set[str] = set()
    for path in map(os.fsdecode, paths):
        for file in _of_kind(path, is_article, _NO_ARTICLE, found) if os.path.isdir(path) else (path,):
            real = _real(file)
            if real not in seen:
                seen.add(real)
                yield file


def goldens(folder: str, found: list[KnowledgeError]) -> list[str]:
    """The golden files in `folder` and below. One that has none, or can't be read, becomes a fault in `found`."""
    return _of_kind(folder, is_golden, _NO_GOLDEN, found)


_NO_ARTICLE: Final = "the folder holds no article (no *.yaml or *.yml file): put one there, or name another folder"
_NO_GOLDEN: Final = "there is no *.golden.yaml in this folder: name a file of questions"


def _of_kind(folder: str, wanted: Callable[[str], bool], none: str, found: list[KnowledgeError]) -> list[str]:
    """The files in `folder` and below whose names are `wanted`, in the order of their paths; faults go to `found`."""

    def unreadable(error: OSError) -> None:
        found.append(KnowledgeError(error.filename, None, f"the folder can't be read ({error.strerror})"))

    before = len(found)
    files = []
    walk = os.walk(folder, onerror=unreadable)
    for here, below, names in islice(walk, MAX_FOLDERS):
        below[:] = sorted(name for name in below if not name.startswith("."))
        files += [os.path.join(here, name) for name in sorted(names) if wanted(name) and not name.startswith(".")]
    if next(walk, None):
        message = f"the folder has more than {MAX_FOLDERS:,} folders below it: name the one that holds the files"
        found.append(KnowledgeError(folder, None, message))
        return []
    if not files and len(found) == before:
        found.append(KnowledgeError(folder, None, none))
    return files


def _real(file: str) -> str:
    """The path without links; as it is where that can't be told, as in a working directory that was deleted."""
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return file
