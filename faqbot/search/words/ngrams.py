"""Texts as bags of letter trigrams: near in spelling where they share no word.

    subscription, subscribe   share " su", "sub", "ubs", "bsc", "scr", "cri"

A word is a vector of its trigrams of length 1, a text the sum of its words' vectors, each times its weight in the
knowledge; the nearness of two texts is the cosine. Trigrams inside words, with a space on either side of the word, as
in Damashek (1995). Trigrams gave more than 4-grams or 2- to 5-grams.

Weights are whole numbers, so that sums are exact: a text scores the same taken as a bag, which is kept where there are
few texts, and word by word, where it would have to be made first.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


# What a weight of 1 is as a whole number: no cosine is off by more than 0.000000001.
ONE: Final = 1 << 30


class Bag(NamedTuple):
    """The trigrams of a text, each with its weight, and the length of that as a vector."""

    grams: Mapping[str, int]
    length: float


def bag(words: Iterable[tuple[str, float]]) -> Bag:
    """The trigrams of weighted words."""
    found: dict[str, int] = {}
    for word, weight in words:
        share = _share(word, weight)
        for gram in _trigrams(word):
            found[gram] = found.get(gram, 0) + share
    return Bag(found, math.sqrt(sum([value * value for value in found.values()])) or 1.0)


def nearness(one: Bag, other: Bag) -> float:
    """The cosine of two texts, 0..1."""
    held = other.grams
    product = sum([value * held[gram] for gram, value in one.grams.items() if gram in held])
    return min(1.0, product / (one.length * other.length))


def nearness_by_words(one: Bag, words: Iterable[tuple[str, float]], length: float) -> float:
    """The cosine of two texts, 0..1, of which the other is given as weighted words and the length of its bag."""
    held, product = one.grams, 0
    for word, weight in words:
        grams = _trigrams(word)
        if not held.keys().isdisjoint(grams):
            product += _share(word, weight) * sum([held[gram] for gram in grams if gram in held])
    return min(1.0, product / (one.length * length))


def _share(word: str, weight: float) -> int:
    """What each trigram of a word weighs."""
    return round(ONE * weight / math.sqrt(len(word)))


@functools.lru_cache(maxsize=20_000)
def _trigrams(word: str) -> tuple[str, ...]:
    spaced = f" {word} "
    return tuple(spaced[at : at + 3] for at in range(len(spaced) - 2))
