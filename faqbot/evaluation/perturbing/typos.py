"""Slips of the fingers, one in a question: in a word of four letters or more that is no name, no number and no "not".

What a slip makes is no other word of the language: whoever reads it knows what is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.search.words.spelling import keys_beside

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from faqbot.evaluation.perturbing.asked import Asked

LEAST: Final = 4  # letters of a word that is mistyped: of three, half is gone with one


def beside(asked: Asked) -> Iterator[str]:
    """A key beside the right one."""
    return _slipped(
        asked,
        lambda word: (
            word[:at] + key + word[at + 1 :]
            for at, letter in enumerate(word)
            for key in keys_beside(letter.lower())
            if letter.islower()
        ),
    )


def doubled(asked: Asked) -> Iterator[str]:
    """A letter twice."""
    return _slipped(asked, lambda word: (word[:at] + word[at - 1] + word[at:] for at in range(2, len(word) + 1)))


def dropped(asked: Asked) -> Iterator[str]:
    """A letter left out, which is not the first."""
    return _slipped(asked, lambda word: (word[:at] + word[at + 1 :] for at in range(1, len(word))))


def swapped(asked: Asked) -> Iterator[str]:
    """Two letters the wrong way round, of which none is the first."""
    return _slipped(
        asked, lambda word: (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1))
    )


def _slipped(asked: Asked, slips: Callable[[str], Iterator[str]]) -> Iterator[str]:
    """The question with each slip in each word that may have one."""
    for found in asked.words:
        if _may_slip(asked, found):
            yield from (asked.put(found, slip) for slip in slips(found[0]) if not _is_word(asked, slip))


def _may_slip(asked: Asked, found: re.Match[str]) -> bool:
    word = found[0]
    if len(word) < LEAST or not word.isalpha() or not word[1:].islower() or asked.denies(word):
        return False
    return word[0].islower() or (asked.opens(found.start()) and (asked.is_small(word) or asked.knows(word.lower())))


def _is_word(asked: Asked, slip: str) -> bool:
    low = slip.lower()
    return low in asked.language.stop_words or low in asked.language.negations or asked.knows(low)
