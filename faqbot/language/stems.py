"""Words to stems."""

from __future__ import annotations

import functools
import threading
import unicodedata
from typing import TYPE_CHECKING, Final

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Callable


# Letters with a stroke, which Unicode takes for letters of their own, and ligatures.
_STROKES: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


class _Snowball(threading.local):
    """A stemmer for each thread, as one keeps state while it works.

    A lock around one for all would stay locked for good in a process that is forked while another thread holds it.
    """

    def __init__(self, algorithm: str) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord  # 0: what it finds is kept below


def unmarked(word: str) -> str:
    """A word in lower case without the marks on its letters: Łódź is lodz, phở is pho."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_STROKES))
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f")


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
            word = unmarked(word)
        return snowball.stem(word)

    return stem
