"""Texts as bags of letter trigrams: near in spelling where they share no word.

    subscription, subscribe   share " su", "sub", "ubs", "bsc", "scr", "cri"

A word is a vector of its trigrams of length 1, a text the sum of its words' vectors, each times its weight in the
knowledge; the nearness of two texts is the cosine. Trigrams inside words, with a space on either side of the word, as
in Damashek (1995). Trigrams gave more than 4-grams or 2- to 5-grams.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Bag = dict[str, float]


def bag(words: Iterable[tuple[str, float]]) -> Bag:
    """The trigrams of weighted words, as a vector of length 1 (empty where there is no word)."""
    found: Bag = {}
    for word, weight in words:
        grams = _trigrams(word)
        share = weight / math.sqrt(len(grams))
        for gram in grams:
            found[gram] = found.get(gram, 0.0) + share
    norm = math.sqrt(math.fsum(value * value for value in found.values())) or 1.0
    return {gram: value / norm for gram, value in found.items()}


def nearness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two bags, 0..1."""
    # fsum: sum() rounds otherwise from Python 3.12 on, and the same question is to score the same everywhere.
    return min(1.0, math.fsum(value * other[gram] for gram, value in one.items() if gram in other))


@functools.lru_cache(maxsize=20_000)
def _trigrams(word: str) -> tuple[str, ...]:
    spaced = f" {word} "
    return tuple(spaced[at : at + 3] for at in range(len(spaced) - 2))
