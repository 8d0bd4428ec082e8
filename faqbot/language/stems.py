"""Words to stems."""

from __future__ import annotations

import functools
import threading
import unicodedata
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Callable


class _Snowball(threading.local):
    """A stemmer for each thread, as one keeps state while it works.

    A lock around one for all would stay locked for good in a process that is forked while another thread holds it.
    """

    def __init__(self, algorithm: str) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord  # 0: what it finds is kept below


def stemmer(algorithm: str, *, kept: frozenset[str] = frozenset(), accents: bool = True) -> Callable[[str], str]:
    """A function from a lower-case word to its stem (Porter, Snowball, 2001).

    Args:
        algorithm: Snowball's name of the language.
        kept: words that stand for themselves.
        accents: whether accents tell words apart; else they are a matter of the keyboard ("creme brulee").
    """
    snowball = _Snowball(algorithm)

    @functools.lru_cache(maxsize=100_000)
    def stem(word: str) -> str:
        if word in kept:
            return word
        if not accents and not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not "\u0300" <= c <= "\u036f")
        return snowball.stem(word)

    return stem
