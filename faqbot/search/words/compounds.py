"""Compounds as the knowledge writes them: "git hub" joined, "ceasefire" split; and spaces that were left out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.language.terms import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from faqbot.index.index import Index

# The fewest letters of either part of a compound; of a small word that was written to another ("inthe" has five in all)
# or to a word of the knowledge ("thewar", six); and of the part of an unknown word that the knowledge has where of the
# other one only the language knows ("gitlabci"): with 4, Freetown would be a town that is free.
PART: Final = 3
SMALL: Final = 2
BOTH_SMALL: Final = 5
ONE_SMALL: Final = 6
FOUND: Final = 5

# The most parts of a compound, as in an identifier (maxRetryCount), and the candidates that are searched for them.
PARTS: Final = 4
SEARCHED: Final = 200


class Compounds:
    """Joins and splits a question's words.

    Args:
        index: the knowledge's.
        knows: whether a word, of the knowledge or not, is one of the language; None: nothing tells.
    """

    def __init__(self, index: Index, knows: Callable[[str], bool] | None) -> None:
        self._index = index
        self._known = index.words
        self._knows = knows
        self._numerals = index.language.numerals
        self._prefixes = index.language.prefixes

    def read(self, words: Sequence[Word]) -> list[Word]:
        """`words` with compounds as the knowledge writes them."""
        out = list[Word]()
        for word in words:
            before = out[-1].text if out and not self._index.is_stop_word(out[-1].text) else ""
            if one := before and self._as_one(before, word.text):
                out[-1:] = [self._word(one)]
            elif word.text in self._known or word.stem in self._index:
                out.append(word)
            else:
                out += [self._word(part) for part in self._parts(word.text)] or [word]
        return out

    def loose(self, word: str) -> tuple[Word, ...]:
        """The parts of a word that is no misspelling: one of the knowledge, and one of the language; else none."""
        if self._knows:
            for one, other in _halves(word, SMALL):
                for known, rest in ((one, other), (other, one)):
                    if len(known) >= FOUND and known in self._known and self._knows(rest):
                        return self._word(one), self._word(other)
        return ()

    def _word(self, text: str) -> Word:
        return Word(text, self._known.stem(text) or self._index.language.stem(text))

    def _as_one(self, before: str, after: str) -> str:
        """The word of the knowledge that two are, or of the language where neither is a word; "" where they are two."""
        joined, knows = before + after, self._knows
        if joined in self._known:
            return "" if before in self._known and after in self._known else joined
        if knows and knows(joined) and not knows(before) and not knows(after) and before not in self._known:
            return joined
        tens, ones = (self._numerals.get(part, 0) for part in (before, after))
        number = str(tens + ones)
        return number if tens >= 20 and 0 < ones < 10 and number in self._known else ""

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a word that the knowledge hasn't: as it writes them side by side, else words that it has."""
        divisions = self._in_words(word) if word.isdecimal() else self._divisions(word)
        beside = next((parts for parts in divisions if self._stand_together(parts)), ())
        if beside or (self._knows and self._knows(word)):
            return beside
        return next((halves for halves in _halves(word, SMALL) if self._are_parts(*halves)), ())

    def _are_parts(self, one: str, other: str) -> bool:
        """Whether two words may have been written as one: small ones, or such as the knowledge has."""
        if one in self._prefixes and not self._index.is_stop_word(other):
            return False  # overheating, outbuilding
        large = [part for part in (one, other) if not self._index.is_stop_word(part)]
        known = all(part in self._known and len(part) >= PART for part in large)
        return known and len(one + other) >= (BOTH_SMALL, ONE_SMALL, 2 * PART)[len(large)]

    def _divisions(self, word: str, most: int = PARTS) -> Iterator[tuple[str, ...]]:
        """The ways to make a word of the knowledge's, of few parts first; a small word never stands first."""
        for one, other in _halves(word, 1):
            if one in self._known and other in self._known and not (most == PARTS and self._index.is_stop_word(one)):
                yield one, other
        if most > 2:
            for one, other in _halves(word, SMALL):
                if one in self._known:
                    yield from ((one, *rest) for rest in self._divisions(other, most - 1))

    def _in_words(self, number: str) -> Iterator[tuple[str, ...]]:
        """A number of tens and ones in words, where the knowledge has both."""
        tens, ones = (int(number[0]) * 10, int(number[1])) if len(number) == 2 else (0, 0)
        parts = [word for value in (tens, ones) for word, its in self._numerals.items() if its == value]
        if tens >= 20 and ones and len(parts) == 2 and all(part in self._known for part in parts):
            yield tuple(parts)

    def _stand_together(self, parts: Sequence[str]) -> bool:
        """Whether a line of the knowledge has these words one after the other."""
        holding = self._index.holding([self._known.stem(part) or "" for part in parts])
        for number in islice(holding, SEARCHED):
            for line in self._index.candidates[number].lines:
                texts = line.texts
                if any(texts[start : start + len(parts)] == list(parts) for start in range(len(texts))):
                    return True
        return False


def _halves(word: str, least: int) -> Iterator[tuple[str, str]]:
    """A word cut in two at each place, both parts of at least so many letters."""
    return ((word[:at], word[at:]) for at in range(least, len(word) - least + 1))
