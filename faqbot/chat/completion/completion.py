"""What a line may become."""

from __future__ import annotations

from typing import Final

from faqbot.base.values import dataclass

# letters of a question that is completed: one begins too much
# The longest question that is completed, in words: who typed so many is not looking for one any more.
MOST_WORDS: Final = 16


@dataclass(frozen=True, slots=True)
class Completion:
    """What a line may become.

    Attributes:
        text: the whole line that it becomes.
        margin: the article's title, a command's help line, or a word about an argument.
        marks: where in `text` stands what met the typed words: (start, end) in characters, in order, apart.
    """

    text: str
    margin: str
    marks: tuple[tuple[int, int], ...] = ()
