"""Paths -> a knowledge to answer from: a compiled file as it is, a large one compiled, others loaded into memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_compiled
from faqbot.knowledge import listing, loading
from faqbot.knowledge.yaml.faults import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.index.compiled.making.compiling import Progress
    from faqbot.index.compiled.reader import Compiled
    from faqbot.knowledge.article import Article, Knowledge

# Bytes of all files of a knowledge from which on it is kept compiled: to load as many takes 0.3 s, whether they are
# entries in YAML (1,000 and 4,000: 0.11 and 0.37 s), JSON Lines or sections of prose; to open what was compiled, 5 ms.
LARGE: Final = 350_000
NEVER: Final = "FAQBOT_NO_CACHE"  # where it is set and not empty, nothing is kept


class Opened(NamedTuple):
    """A knowledge to answer from.

    Attributes:
        store: its articles, in memory or compiled.
        files: where it is from.
    """

    store: Knowledge | Compiled
    files: tuple[str, ...]


def opened(
    paths: Sequence[str | os.PathLike[str]], *, skip_bad: bool = False, progress: Progress | None = None
) -> Opened:
    """The knowledge at some paths; a compiled file that is older than what it is made of is warned of.

    Args:
        paths: as of `loading.load`; or compiled files.
        skip_bad: as of `loading.load`.
        progress: as of `compiling.compile_`.

    Raises:
        KnowledgeError: it can't be used.
    """
    named = loading.named(paths)
    if len(named) == 1 and is_compiled(named[0]):
        path = os.fsdecode(named[0])
        return Opened(_compiled(path), (path,))
    found: list[KnowledgeError] = []
    files = tuple(listing.articles(named, found))
    if not found and _are_kept(files):
        from faqbot.index.compiled.making import kept  # here: SQLite takes its time

        store = kept.opened(named, files, skip_bad=skip_bad, progress=progress)
        if store:
            return Opened(store, files)
    if not any(map(is_compiled, files)):
        knowledge = loading.load(*named, skip_bad=skip_bad)
        return Opened(knowledge, tuple(article.path for article in knowledge.articles))
    knowledge = loading.gathered(files, lambda file: _read(file, skip_bad=skip_bad), found)
    check(found)
    return Opened(knowledge, files)


def _are_kept(files: Iterable[str]) -> bool:
    """Whether what is compiled of these is kept: where they are large, or have to be put together."""
    if os.environ.get(NEVER):
        return False
    return any(map(is_compiled, files)) or sum(map(_size, files)) >= LARGE


def _size(file: str) -> int:
    try:
        return os.path.getsize(file)
    except (OSError, ValueError):  # which is told when it is read
        return 0


def _read(file: str, *, skip_bad: bool) -> Sequence[Article]:
    if is_compiled(file):
        return _compiled(file).articles
    return (loading.read(file, skip_bad=skip_bad),)


def _compiled(path: str) -> Compiled:
    from faqbot.index.compiled.making import sources  # here: as above
    from faqbot.index.compiled.reader import Compiled

    found = Compiled(path)
    told = sources.older(sources.Sources.read(found.sources))
    if told:
        from faqbot.knowledge import articles  # here: a compiled knowledge needs no YAML

        articles.warn([KnowledgeError(path, None, told)])
    return found
