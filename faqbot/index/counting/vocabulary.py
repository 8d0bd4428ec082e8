"""The words of a knowledge, looked up by how they are written. No look-up walks through all of them.

In memory that is a dictionary, and two lists made when they are first needed. A file that answers the same holds

- the words in order, in blocks, each with the number of its stem: a word is found as in the table of word vectors, and
  those that begin alike stand together;
- the words once more, spelt backwards, in the order of these: those that end alike stand together;
- for each word with marks or stops what is left without (`keys`), and the word, in the order of the former;
- the letters that its words have, and the numbers that the table of word vectors has for them, with its checksum.

What they mean is known to that table: `vectors.neighbours.Neighbours` finds those that mean alike.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.language.stems import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Protocol

    class Vocabulary(Protocol):
        """The words of a knowledge, in lower case."""

        def __contains__(self, word: str) -> bool:
            """Whether the knowledge has a word."""

        def stem(self, word: str) -> str | None:
            """The stem of a word; None: the knowledge hasn't the word."""

        def is_stem(self, stem: str) -> bool:
            """Whether one of the words has this stem."""

        def beginning(self, head: str) -> Sequence[str]:
            """The words that begin so, in order."""

        def ending(self, tail: str) -> Sequence[str]:
            """The words that end so, in any order."""

        def variants(self, key: str) -> Sequence[str]:
            """The words with marks or stops that may be typed as `key` (see `keys`), in order."""

        def letters(self) -> str:
            """The letters that the words have, at most `LETTERS`, the most frequent first."""

        def places(self, table: int, find: Callable[[str], int | None]) -> Sequence[int]:
            """The numbers that a table of word vectors has for the words, rising: what all of them are compared by.

            Args:
                table: its checksum.
                find: gives the number that it has for a word; None: it lacks the word.
            """


# Letters that a word is tried with where one of it may be wrong: as many as any alphabet has. Scripts with more signs
# are no alphabets, and a wrong one is none of a few.
LETTERS: Final = 64

_LAST: Final = "\U0010ffff"  # no word has it
# Letters that are written as two where the keyboard, or the alphabet of who asks, lacks them.
_AS_TWO: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})


class Dictionary:
    """A vocabulary in memory. Immutable; safe to share between threads.

    Args:
        forms: every word with its stem.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms
        self.stem = forms.get
        # Made when they are first needed; a cached_property has a lock, at which a forked process may hang for good.
        self._words = functools.lru_cache(maxsize=1)(lambda: sorted(forms))
        self._by_end = functools.lru_cache(maxsize=1)(lambda: sorted(forms, key=_backwards))
        self._stems = functools.lru_cache(maxsize=1)(lambda: frozenset(forms.values()))
        self._variants = functools.lru_cache(maxsize=1)(self._by_key)
        self.letters = functools.lru_cache(maxsize=1)(self._letters)

    def __contains__(self, word: str) -> bool:
        return word in self._forms

    def is_stem(self, stem: str) -> bool:
        """As `Vocabulary.is_stem`."""
        return stem in self._stems()

    def beginning(self, head: str) -> Sequence[str]:
        """As `Vocabulary.beginning`."""
        words = self._words()
        start = bisect_left(words, head)
        return words[start : bisect_left(words, head + _LAST, start)]

    def ending(self, tail: str) -> Sequence[str]:
        """As `Vocabulary.ending`."""
        words, head = self._by_end(), _backwards(tail)
        start = bisect_left(words, head, key=_backwards)
        return words[start : bisect_left(words, head + _LAST, start, key=_backwards)]

    def variants(self, key: str) -> Sequence[str]:
        """As `Vocabulary.variants`."""
        return self._variants().get(key, ())

    def places(self, _table: int, find: Callable[[str], int | None]) -> Sequence[int]:
        """As `Vocabulary.places`."""
        return sorted(number for number in map(find, self._forms) if number is not None)

    def _by_key(self) -> Mapping[str, Sequence[str]]:
        found = defaultdict[str, list[str]](list)
        for word in sorted(word for word in self._forms if not is_plain(word)):
            for key in keys(word):
                found[key].append(word)
        return dict(found)

    def _letters(self) -> str:
        return frequent("".join(self._forms))


class Joined:
    """Two vocabularies as one. Safe to share between threads as these are.

    Args:
        one: the first; of a word in both it gives the stem.
        other: the second.
    """

    def __init__(self, one: Vocabulary, other: Vocabulary) -> None:
        self._one, self._other = one, other
        self.letters = functools.lru_cache(maxsize=1)(lambda: frequent(one.letters() + other.letters()))

    def __contains__(self, word: str) -> bool:
        return word in self._one or word in self._other

    def stem(self, word: str) -> str | None:
        """As `Vocabulary.stem`."""
        return self._one.stem(word) or self._other.stem(word)

    def is_stem(self, stem: str) -> bool:
        """As `Vocabulary.is_stem`."""
        return self._one.is_stem(stem) or self._other.is_stem(stem)

    def beginning(self, head: str) -> Sequence[str]:
        """As `Vocabulary.beginning`."""
        return _merged(self._one.beginning(head), self._other.beginning(head))

    def ending(self, tail: str) -> Sequence[str]:
        """As `Vocabulary.ending`."""
        return _merged(self._one.ending(tail), self._other.ending(tail))

    def variants(self, key: str) -> Sequence[str]:
        """As `Vocabulary.variants`."""
        return _merged(self._one.variants(key), self._other.variants(key))

    def places(self, table: int, find: Callable[[str], int | None]) -> Sequence[int]:
        """As `Vocabulary.places`."""
        return sorted({*self._one.places(table, find), *self._other.places(table, find)})


def keys(word: str) -> Iterable[str]:
    """What a word may be typed as with letters and figures only."""
    if is_plain(word):
        return (word,)
    bare = word.replace(".", "") if not word[0].isdigit() else word
    return dict.fromkeys((unmarked(bare), unmarked(bare.translate(_AS_TWO))))


def frequent(text: str) -> str:
    """The letters of a text, at most `LETTERS`, the most frequent first."""
    counts = Counter(text)
    return "".join(sorted(filter(str.isalpha, counts), key=lambda letter: (-counts[letter], letter))[:LETTERS])


def is_plain(word: str) -> bool:
    """Whether a word has letters and figures of ASCII only."""
    return word.isascii() and word.isalnum()


def _backwards(word: str) -> str:
    return word[::-1]


def _merged(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    return sorted({*one, *other}) if one and other else one or other
