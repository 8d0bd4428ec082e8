"""Half-typed words, and the words that they may become.

    tempo, porar, tmp, tempoary   ->  temporary

Texts are compared folded: letters and digits in lower case without accents, all else a space. Hyphens and apostrophes
stay, so that "cease-fire" and "what's" can be told to be two words and one.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Fewer letters than these stand inside of too many words, are scattered over them, or a typo away from them.
INSIDE: Final = 3
SCATTERED: Final = 3
SWAPPED: Final = 3
TYPO: Final = 4

_LAST: Final = "\U0010ffff"  # sorts behind all that a word may go on with
# From here on scripts have no spaces between words, or many letters: one of them may be looked for inside of words.
_CROWDED: Final = "\u0e00"
_JOINED: Final = frozenset(".,")  # parts of one word: U.S., 20,000
_HYPHENS: Final = frozenset("-\u2010\u2011")
_APOSTROPHES: Final = frozenset("'’‘ʼ")
# Marks that people leave out as they type: accents, Hebrew points, Arabic vowels, and what chooses an emoji's look.
_MARKS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]")
_VOWELS: Final = frozenset("aeiou")
_PART: Final = re.compile("[^ '-]+")


class Way(enum.IntEnum):
    """How a typed word met another, and what that costs."""

    WHOLE = 0  # also as its beginning, where the line ends in it: it may not be typed to its end yet
    BEGINNING = 1
    INSIDE = 2
    LOOSE = 3  # with a typo, or as some of its letters


class _Letters(dict[int, str]):
    """A character's code -> what it is folded to; filled as characters come up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = _folded(char)
        return folded


def _folded(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    if char in _APOSTROPHES:
        return "'"
    if char in _JOINED or unicodedata.category(char) == "Cf":  # nobody sees format characters: joiners and the like
        return ""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()))
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)


_LETTERS: Final = _Letters()


def fold(text: str) -> str:
    """`text` as it is compared."""
    return text.translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text as it is typed: what an apostrophe joins is one, what a hyphen joins are two."""
    return fold(text).replace("'", "").replace("-", " ").split()


def parts(folded: str) -> str:
    """The words of a folded text, parted wherever they can be, with one space between."""
    return " ".join(folded.replace("-", " ").replace("'", " ").split())


def compounds(folded: str) -> Iterator[tuple[str, int, int]]:
    """The words that have several parts, as one: (word, number of its first part, number of parts)."""
    at = 0
    for word in folded.split():
        size = len(parts(word).split())
        if size > 1:
            yield parts(word).replace(" ", ""), at, size
        at += size


class Offsets:
    """Where the folded words of `text` stand in it, as (start, end) in characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)
        self._origin = [at for at, char in enumerate(text) for _ in _LETTERS[ord(char)]]
        self._words = [part.span() for part in _PART.finditer(self._folded)]

    def word(self, number: int, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Where a word stands, or its folded letters from `start` up to `end`."""
        first, last = self._words[number]
        return self._letters(first + start, last if end is None else first + end)

    def of(self, part: str) -> tuple[int, int] | None:
        """Where these folded letters stand first, or None."""
        at = self._folded.find(part)
        return self._letters(at, at + len(part)) if at >= 0 else None

    def _letters(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded letters from `start` up to `end` stand, with the marks on the last."""
        last = self._origin[end - 1] + 1
        while last < len(self._text) and unicodedata.category(self._text[last])[0] == "M":
            last += 1
        return self._origin[start], last


def apart(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


class Vocabulary:
    """Finds words by a part of them.

    Args:
        known: the words, folded.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._sorted = sorted(known)
        self._joined = "\n".join(self._sorted)
        self._starts = list(accumulate((len(word) + 1 for word in self._sorted), initial=0))

    def meets(self, typed: str, way: Way, *, unfinished: bool) -> dict[str, Way]:
        """The words that `typed` meets in this way or a closer one, each with the closest.

        Args:
            typed: a folded word.
            way: the loosest way to look for.
            unfinished: whether it may become longer yet.
        """
        found: dict[str, Way] = {}
        if way >= Way.LOOSE:
            found |= dict.fromkeys((*self._scattered(typed), *self._near(typed, unfinished=unfinished)), Way.LOOSE)
        if way >= Way.INSIDE:
            found |= dict.fromkeys(self._inside(typed), Way.INSIDE)
        begun = self._begun(typed)
        if way >= Way.BEGINNING:
            found |= dict.fromkeys(begun, Way.WHOLE if unfinished else Way.BEGINNING)
        if begun and begun[0] == typed:
            found[typed] = Way.WHOLE
        return found

    def _begun(self, start: str) -> list[str]:
        return self._sorted[bisect_left(self._sorted, start) : bisect_left(self._sorted, start + _LAST)]

    def _inside(self, part: str) -> Iterator[str]:
        if len(part) < INSIDE and part < _CROWDED:
            return
        at = self._joined.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._sorted[number]
            at = self._joined.find(part, self._starts[number + 1])

    def _scattered(self, typed: str) -> list[str]:
        """The words that it leaves letters out of, as people do: of the vowels the first at most (tmp, intl).

        With any letters left out "netan" would be found in "negotiations", "led" in "lasted".
        """
        if len(typed) < SCATTERED or not _VOWELS.isdisjoint(typed[1:]):
            return []
        return [word for word in self._begun(typed[0]) if scattered(typed, word)]

    def _near(self, typed: str, *, unfinished: bool) -> set[str]:
        """The words that are one typo away (Damerau, 1964), or begin with what is."""
        forms = set(_swapped(typed)) if len(typed) >= SWAPPED else set()
        if len(typed) >= TYPO:
            forms.update(self._mistyped(typed))
        if unfinished:
            return {word for form in forms for word in self._begun(form)}
        return {form for form in forms if self._begun(form)[:1] == [form]}

    def _mistyped(self, typed: str) -> Iterator[str]:
        """It with one letter more, less or other than typed, as far as known words begin so."""
        for at in range(1, len(typed) + 1):
            head, rest = typed[:at], typed[at + 1 :]
            if at < len(typed):
                yield head + rest
            for letter in self._next(head):
                yield head + letter + rest
                yield head + letter + typed[at:]
        rest = typed[1:]  # the first letter apart: words may begin with too many others
        yield rest
        yield from (word[0] + rest for word in self._inside(rest) if word.startswith(rest, 1))

    def _next(self, head: str) -> Iterator[str]:
        """The letters that follow `head` in known words."""
        at, end = bisect_right(self._sorted, head), bisect_left(self._sorted, head + _LAST)
        while at < end:
            letter = self._sorted[at][len(head)]
            yield letter
            at = bisect_left(self._sorted, head + letter + _LAST, at, end)


def _swapped(typed: str) -> Iterator[str]:
    """It with two neighbouring letters in each other's place."""
    for at in range(len(typed) - 1):
        yield typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]


def scattered(typed: str, word: str) -> list[int]:
    """Where the letters of `typed` stand in `word`, in order, the first at the beginning; empty where they don't."""
    if typed[:1] != word[:1]:
        return []
    found, at = [], -1
    for letter in typed:
        at = word.find(letter, at + 1)
        if at < 0:
            return []
        found.append(at)
    return found
