"""Text to sentences."""

from __future__ import annotations

import re
from typing import Final

from faqbot.base.hygiene import compiled

# A sentence ends at . ! ? (with closing quotes or brackets) before a space, at the full stops of scripts that
# set no space after them, or at an empty line.
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+|[。！？।][”’」』）]*\s*|\n\s*\n\s*")
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_NO_END: Final = re.compile(
    r"\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|vs|Inc|Ltd|etc|approx|ca|pp|vol|Fig|Nr|bzw|e\.g|i\.e|[A-Z]\.[A-Z])\.\s+$"
)
_NO_END_IN_ANY_CASE: Final = f"(?i:{_NO_END.pattern})"
_LONGEST_ABBREVIATION: Final = 7


def sentences(text: str, *, typed: bool = False) -> tuple[tuple[int, str], ...]:
    """The sentences of `text` as (offset in characters, sentence), without the white space around them.

    Args:
        text: what is split.
        typed: whether it was typed as questions are, so that capitals tell nothing.
    """
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if (
            end.group()[0] == "."
            and not _EMPTY_LINE.search(end.group())
            and _goes_on(text, end.start(), end.end(), typed=typed)
        ):
            continue
        found.append((start, text[start : end.end()]))
        start = end.end()
    found.append((start, text[start:]))
    return tuple((at + len(s) - len(s.lstrip()), s.strip()) for at, s in found if s.strip())


def _goes_on(text: str, stop: int, after: int, *, typed: bool) -> bool:
    """Whether the full stop at `stop` ends an abbreviation rather than the sentence."""
    following = text[after : after + 1]
    if following.islower() and not typed:
        return True
    if following.isdigit() and text[max(0, stop - 2) : stop].casefold() == "no":
        return True
    no_end = compiled(_NO_END_IN_ANY_CASE) if typed else _NO_END
    return no_end.search(text, max(0, stop - _LONGEST_ABBREVIATION), after) is not None
