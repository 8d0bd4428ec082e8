"""Which knowledge a question was answered from, as a hash: the same wherever its files are, another when changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from faqbot.base.files import digest
from faqbot.base.values import replace
from faqbot.index.compiled.making.sources import Sources
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.compiled.reader import Compiled

_LENGTH: Final = 12  # digits: two of a million versions are alike by chance once in 600 times


def version(store: Knowledge | Compiled, files: Sequence[str]) -> str:
    """The hash of a knowledge: of what its files hold, and of a compiled one of what those held that it is made of.

    Args:
        store: the articles.
        files: those that they were loaded from; none: they are in memory.

    Returns:
        Twelve hexadecimal digits; "" where the files are gone meanwhile.
    """
    try:
        told = sorted(_digests(store, files))
    except (OSError, ValueError):
        return ""
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _digests(store: Knowledge | Compiled, files: Sequence[str]) -> list[str]:
    if not isinstance(store, Knowledge):
        return [source.digest for source in Sources.read(store.sources).files] or list(map(digest, files))
    if files:
        return list(map(digest, files))
    return [repr(replace(article, path="")) for article in store.articles]  # wherever it was read from
