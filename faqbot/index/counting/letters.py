"""Texts as bags of letter trigrams: near in spelling where they share no word.

    subscription, subscribe   share " su", "sub", "ubs", "bsc", "scr", "cri"

A word is a vector of its trigrams of length 1, a text the sum of its words' vectors, each times its weight in the
knowledge; the nearness of two texts is the cosine. Trigrams inside words, with a space on either side of the word, as
in Damashek (1995). Trigrams gave more than 4-grams or 2- to 5-grams.

Weights are whole numbers, so that sums are exact: a question is made a bag of, and what it shares with a text is added
up word by word, or gram by gram where the text was met before. Of others the length of the bag is kept, not the bag.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from faqbot.index.candidates import Line

# What a weight of 1 is as a whole number: no cosine is off by more than 0.000000001.
ONE: Final = 1 << 30


class Spelt:
    """The words of some lines. Safe to share between threads.

    Args:
        words: they, one by one.
        stems: the stem of each that is among them.
    """

    __slots__ = ("_asked", "_bag", "stems", "words")

    def __init__(self, words: Sequence[str], stems: Mapping[str, str]) -> None:
        self.words = words
        self.stems = stems
        self._asked = False
        self._bag: Mapping[str, int] | None = None

    def length(self, weight: Callable[[str], float]) -> float:
        """The length of the bag of these words, whose stems weigh so much."""
        counts, stems = Counter(self.words), self.stems
        return Bag([(word, n * weight(stems[word])) for word, n in counts.items()]).length

    def kept(self, weight: Callable[[str], float]) -> Mapping[str, int] | None:
        """The weights of their trigrams; None at the first time: most texts of a large knowledge are met once."""
        if self._bag is None and self._asked:
            self._bag = Bag((word, self.words.count(word) * weight(stem)) for word, stem in self.stems.items()).grams
        self._asked = True
        return self._bag


def spelt(lines: Iterable[Line]) -> Spelt:
    """The words of some lines."""
    words, stems = list[str](), list[str]()
    for line in lines:
        words += line.texts
        stems += line.stems
    return Spelt(words, dict(zip(words, stems, strict=True)))


class Bag:
    """The trigrams of a text.

    Args:
        words: its words, each with its weight.

    Attributes:
        grams: they, each with its weight.
        length: that of the vector of these.
        shared: what a word has of these weights, by the word.
    """

    __slots__ = ("grams", "length", "shared")

    def __init__(self, words: Iterable[tuple[str, float]]) -> None:
        grams: dict[str, int] = {}
        for word, weight in words:
            share = _share(word, weight)
            for gram in _trigrams(word):
                if gram in grams:
                    grams[gram] += share
                else:
                    grams[gram] = share
        self.length = math.sqrt(sum([value * value for value in grams.values()])) or 1.0
        self.grams: Mapping[str, int] = grams
        self.shared: Mapping[str, int] = _Shared(grams)

    def nearness(self, other: Spelt, length: float, weight: Callable[[str], float]) -> float:
        """The cosine of the text and another, 0..1.

        Args:
            other: the other's words.
            length: that of the other's bag.
            weight: what the stem of a word weighs.
        """
        words, shared, bag, product = other.words, self.shared, other.kept(weight), 0
        if bag is not None:
            product = sum([value * bag[gram] for gram, value in self.grams.items() if gram in bag])
        else:
            for word, stem in other.stems.items():
                if its := shared[word]:
                    product += its * _share(word, words.count(word) * weight(stem))
        return min(1.0, product / (self.length * length))


class _Shared(dict[str, int]):
    """What words have of the weights of some trigrams; looked up for each word once."""

    __slots__ = ("_grams",)

    def __init__(self, grams: Mapping[str, int]) -> None:
        self._grams = grams

    def __missing__(self, word: str) -> int:
        held = self._grams
        found = self[word] = sum([held[gram] for gram in _trigrams(word) if gram in held])
        return found


def _share(word: str, weight: float) -> int:
    """What each trigram of a word weighs."""
    return round(ONE * weight / math.sqrt(len(word)))


@functools.lru_cache(maxsize=20_000)
def _trigrams(word: str) -> tuple[str, ...]:
    spaced = f" {word} "
    return tuple([spaced[at : at + 3] for at in range(len(spaced) - 2)])
