"""A text to the numbers of its word pieces, as the uncased BERT models read it.

They read in steps (Devlin et al., 2019): control characters are dropped, ideographs stand by themselves, letters lose
their accents and are lower case, punctuation stands by itself. What becomes of a character hangs on no other, so
that one table does all of them: a text is translated once and split at its spaces. A word is then its longest known
beginning, the longest known one that goes on from there, and so forth (Wu et al., 2016).

Special pieces are never read out of a text: one that says "[SEP]" has a bracket, three letters and a bracket.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN: Final = "[UNK]"
FIRST: Final = "[CLS]"
LAST: Final = "[SEP]"
GOES_ON: Final = "##"  # before a piece that continues a word

# The longest word that is looked at, in characters; as BERT has it.
LONGEST: Final = 100
# Characters that are read at once: a page. A longer text is read no further than its first pieces are asked for.
BLOCK: Final = 4096
# Words kept with their pieces, 200 bytes each: as many different ones as 30,000 words of prose have.
KEPT: Final = 5_000
# Characters kept with what they are read as, 150 bytes each: more than any one script has in use.
KEPT_CHARACTERS: Final = 12_000

_DROPPED: Final = {"Cc", "Cf", "Co", "Cs"}  # not Cn: what Unicode does not know stays part of its word
# From 0x2B820 on to 0x2B920 there are ideographs too. The library that the models are trained with leaves them out.
_IDEOGRAPHS: Final = (
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2B820),
    range(0x2B920, 0x2CEB0),
    range(0x2F800, 0x2FA20),
)


class Pieces:
    """The word pieces of a vocabulary. Immutable; safe to share between threads.

    Args:
        words: the pieces in order of their numbers, those that continue a word with "##" before them.

    Raises:
        ValueError: "[UNK]", "[CLS]" or "[SEP]" is not among them.
    """

    def __init__(self, words: Sequence[str]) -> None:
        numbers = {word: number for number, word in enumerate(words)}
        if missing := [special for special in (UNKNOWN, FIRST, LAST) if special not in numbers]:
            raise ValueError(f"the vocabulary lacks {' and '.join(missing)}")
        self._unknown, self._first, self._last = ((numbers[special],) for special in (UNKNOWN, FIRST, LAST))
        self._numbers, self._size = numbers, max(map(len, numbers))
        self._of = functools.lru_cache(KEPT)(self._match)  # locks itself

    def numbers(self, text: str, limit: int) -> list[int]:
        """The numbers of "[CLS]", of the pieces of any text, and of "[SEP]": at most `limit` (2 or more) in all.

        What is too much is left out at the end, before "[SEP]". A word with a part that no piece stands for, or of
        more than `LONGEST` characters, is one "[UNK]".
        """
        found = list(self._first)
        for word in _words(text):
            if len(found) >= limit - 1:
                break
            found += self._of(word) if len(word) <= LONGEST else self._unknown
        found[limit - 1 :] = self._last
        return found

    def reads(self, numbers: Sequence[int]) -> bool:
        """Whether the vocabulary has at least half of a text's pieces, as it has none of a text in another script.

        Of such a text little more is left than how many words it has, and all that are as long would mean the same.
        """
        return 2 * numbers.count(*self._unknown) <= len(numbers) - 2

    def _match(self, word: str) -> tuple[int, ...]:
        found, at, before = list[int](), 0, ""
        while at < len(word):
            for end in range(min(at + self._size, len(word)), at, -1):
                number = self._numbers.get(before + word[at:end])
                if number is not None:
                    break
            else:
                return self._unknown
            found.append(number)
            at, before = end, GOES_ON
        return tuple(found)


class _Readings(dict[int, str]):
    """What characters are read as. Fills itself; threads that meet a character at once write the same of it."""

    def __missing__(self, code: int) -> str:
        reading = _reading(chr(code))
        if len(self) < KEPT_CHARACTERS:
            self[code] = reading
        return reading


_READINGS: Final = _Readings()


def _words(text: str) -> Iterator[str]:
    """The words of a text, one after the other; of one longer than `LONGEST` perhaps no more than shows that."""
    rest = ""
    for start in range(0, len(text), BLOCK):
        read = rest + text[start : start + BLOCK].translate(_READINGS)
        *whole, rest = read.split(" ")
        yield from filter(None, whole)
        rest = rest[: LONGEST + 1]
    if rest:
        yield rest


def _reading(character: str) -> str:
    """What one character is read as, with a space wherever a word ends.

    Marks that are no accents (Mc) are not put into canonical order among each other: that hangs on their neighbours,
    and the pieces have none of those that could move.
    """
    category = unicodedata.category(character)
    if character in "\t\n\r" or category[0] == "Z":
        return " "
    if category in _DROPPED or character == "\N{REPLACEMENT CHARACTER}":
        return ""
    parts = [part for part in unicodedata.normalize("NFD", character) if unicodedata.category(part) != "Mn"]
    alone = any(ord(character) in ideographs for ideographs in _IDEOGRAPHS)
    return "".join(f" {part} " if alone or _is_punctuation(part) else part.lower() for part in parts)


def _is_punctuation(character: str) -> bool:
    """Whether BERT takes it for punctuation: the signs of ASCII all are."""
    if character.isascii():
        return not character.isalnum()
    return unicodedata.category(character)[0] == "P"
