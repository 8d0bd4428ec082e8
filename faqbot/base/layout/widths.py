"""How wide text is on a terminal, and where a line of it may be broken."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE: Final = re.compile(r"[^\S\xa0\u2007\u202f]+")  # white space at which a line may break
_JOINER: Final = "\u200d"
_EMOJI: Final = "\ufe0f"  # asks for the emoji form of the character before it
_SKIN_TONES: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NOT_FIRST: Final = frozenset({"Pe", "Pf", "Po", "Lm"})  # 。」ー never start a line
_NOT_LAST: Final = frozenset({"Ps", "Pi"})  # 「 never ends one


def pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words with the space after them, cut between wide characters."""
    for word in _SPACE.split(text.strip()):
        start = 0
        if not word.isascii():
            for at in range(1, len(word)):
                if _may_break(word[at - 1], word[at]):
                    yield word[start:at]
                    start = at
        yield word[start:] + " "


def _may_break(left: str, right: str) -> bool:
    if 2 not in (_cells(left), _cells(right)) or _JOINER in (left, right):
        return False
    if not _cells(right) or right in _SKIN_TONES:
        return False
    return unicodedata.category(right) not in _NOT_FIRST and unicodedata.category(left) not in _NOT_LAST


def columns(text: str) -> int:
    """How many columns `text` (one line, no control characters) takes on a terminal.

    The package wcwidth counts the same, as a test holds; importing it would take longer than an answer does
    (37 ms to 0.5).
    """
    if text.isascii():
        return len(text)
    total = last = 0
    joined = False
    for char in text:
        cells = _cells(char)
        if last == 2 and (joined or char in _SKIN_TONES):
            cells = 0  # drawn as one emoji with what stands before it
        elif last == 1 and char == _EMOJI:
            cells = 1  # the narrow character before it takes two columns, as emoji do
        last = 2 if char == _EMOJI else cells or last
        joined = char == _JOINER
        total += cells
    return total


@functools.lru_cache(maxsize=4_096)
def _cells(char: str) -> int:
    """Columns of one character by itself: 0 combining or invisible, 2 wide (Unicode Annex 11), else 1."""
    if (unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\xad") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
