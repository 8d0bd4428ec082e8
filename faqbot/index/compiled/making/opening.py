"""Paths -> a knowledge to answer from: a compiled file as it is, articles loaded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from faqbot.base.suffixes import is_compiled
from faqbot.knowledge import loading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.compiled.reader import Compiled
    from faqbot.knowledge.article import Knowledge


def opened(paths: Sequence[str | os.PathLike[str]], *, skip_bad: bool = False) -> Knowledge | Compiled:
    """The knowledge at some paths; a compiled file that is older than what it is made of is warned of.

    Args:
        paths: as of `loading.load`, or one compiled file.
        skip_bad: as of `loading.load`.

    Raises:
        KnowledgeError: it can't be used.
    """
    named = loading.named(paths)
    if len(named) == 1 and is_compiled(named[0]):
        return _compiled(os.fsdecode(named[0]))
    return loading.load(*named, skip_bad=skip_bad)


def _compiled(path: str) -> Compiled:
    from faqbot.index.compiled.making import sources  # here: few bots have one, and SQLite takes its time
    from faqbot.index.compiled.reader import Compiled

    found = Compiled(path)
    told = sources.older(sources.Sources.read(found.sources))
    if told:
        from faqbot.base.errors import KnowledgeError
        from faqbot.knowledge import articles

        articles.warn([KnowledgeError(path, None, told)])
    return found
