"""What messages share: how a value is repeated in one, a number counts, and which name was most likely meant."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Characters of a value that a message shows.
_SHOWN: Final = 60
# Words among which a misspelt one is looked for, which takes some 10 µs each.
_MAX_GUESSES: Final = 500


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` is most likely a misspelling of, or None."""
    return next(iter(nearest(word, words, 1)), None)


def nearest(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """Those of `words` that `word` may be a misspelling of, the most alike first, at most `limit`."""
    import difflib  # 3 ms: paid only where something is wrong

    return difflib.get_close_matches(word[:_SHOWN], list(islice(words, _MAX_GUESSES)), n=limit)


def likeness(word: str, words: Iterable[str]) -> float:
    """How much (0..1) `word` is like that of `words` which it is most like; 0 where there is none."""
    import difflib

    matcher = difflib.SequenceMatcher(None, "", word[:_SHOWN])
    best = 0.0
    for other in words:
        matcher.set_seq1(other[: 2 * _SHOWN])
        best = max(best, matcher.ratio())
    return best


def either(names: Sequence[str]) -> str:
    """Names as a choice: "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: "1 article", "2 articles"; `several` where that is more than an "s" behind it."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def shown(value: str) -> str:
    """`value` as a message may show it: on one line, and cut where it is long."""
    return cut(clean(value[: 2 * _SHOWN]), _SHOWN)  # as much as can be seen of a value that may be megabytes
