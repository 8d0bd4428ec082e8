"""The words of a compiled knowledge as a `Vocabulary`: sorted forwards and backwards, and by what is typed for them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from faqbot.index.compiled.file import numbers, read
from faqbot.index.counting.strings import packed
from faqbot.index.counting.vocabulary import Dictionary, is_plain, keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from faqbot.index.compiled.file import File
    from faqbot.index.counting.strings import Strings
    from faqbot.index.vectors.table import Table

_PARTS = " "  # no word has a space in it


class Words:
    """The words of a file. Safe to share between threads.

    Args:
        file: what they stand in.
        terms: its terms; stems are some of them.
    """

    def __init__(self, file: File, terms: Strings) -> None:
        self._terms = terms
        self._words = file.strings("words")
        self._stems = read("I", file.block("stems"))
        # Made when they are first needed: only a word that is misspelt, or has marks, is looked up in them.
        self._backwards = functools.lru_cache(maxsize=1)(lambda: file.strings("backwards"))
        self._variants = functools.lru_cache(maxsize=1)(lambda: file.strings("variants"))
        self._places = functools.lru_cache(maxsize=1)(lambda: file.block("places"))
        self.letters = functools.lru_cache(maxsize=1)(lambda: file.block("letters").decode())

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def stem(self, word: str) -> str | None:
        """As of `Vocabulary`."""
        at = self._words.find(word)
        return None if at is None else self._terms[self._stems[at]]

    def is_stem(self, stem: str) -> bool:
        """As of `Vocabulary`."""
        return stem in self._terms

    def beginning(self, head: str) -> Sequence[str]:
        """As of `Vocabulary`."""
        return self._words.beginning(head)

    def ending(self, tail: str) -> Sequence[str]:
        """As of `Vocabulary`."""
        return [word[::-1] for word in self._backwards().beginning(tail[::-1])]

    def places(self, table: int, find: Callable[[str], int | None]) -> Sequence[int]:
        """As of `Vocabulary`."""
        known, *places = read("I", self._places())
        return places if known == table else sorted(at for at in map(find, self._words) if at is not None)

    def variants(self, key: str) -> Sequence[str]:
        """As of `Vocabulary`."""
        return [found.partition(_PARTS)[2] for found in self._variants().beginning(key + _PARTS)]


def blocks(forms: Mapping[str, str], place: Mapping[str, int], table: Table | None) -> Iterator[tuple[str, bytes]]:
    """What a file holds of words, by name.

    Args:
        forms: each word with its stem.
        place: where each stem stands among the terms.
        table: the word vectors of their language; None: there are none.
    """
    words = sorted(forms, key=str.encode)
    variants = {f"{key}{_PARTS}{word}" for word in words if not is_plain(word) for key in keys(word)}
    yield "words", packed(words)
    yield "stems", numbers("I", [place[forms[word]] for word in words])
    yield "backwards", packed(sorted((word[::-1] for word in words), key=str.encode))
    yield "variants", packed(sorted(variants, key=str.encode))
    places = sorted(at for at in map(table.find, words) if at is not None) if table else []
    yield "places", numbers("I", [table.checksum if table else 0, *places])
    yield "letters", Dictionary(forms).letters().encode()
