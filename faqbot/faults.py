"""The faults of a file, gathered so that all are told at once, and the words that messages about them share."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.errors import KnowledgeError
from faqbot.hygiene import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Faults of one file that are told one by one: a screenful or two. Beyond, the file is no article.
MAX_FAULTS: Final = 100
# Characters of a value that a message shows.
_SHOWN: Final = 60
# Words among which a misspelt one is looked for, which takes some 10 µs each.
_MAX_GUESSES: Final = 500


class Faults:
    """The faults of one file.

    Args:
        path: the file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[KnowledgeError] = []
        self._more = 0

    def add(self, line: int | None, message: str) -> None:
        """Note a fault on `line` (1-based; None: of the whole file)."""
        if self.full:
            self._more += 1
        else:
            self._found.append(KnowledgeError(self.path, line, message))

    @property
    def full(self) -> bool:
        """Whether further faults are counted, but not listed."""
        return len(self._found) >= MAX_FAULTS

    def check(self) -> None:
        """Raise all faults as one, in the file's order.

        Raises:
            KnowledgeError: there is a fault.
        """
        check(self.told())

    def told(self) -> list[KnowledgeError]:
        """The faults in the file's order, and how many more there are."""
        found = sorted(self._found, key=lambda fault: fault.line or 0)
        if self._more:
            found.append(
                KnowledgeError(self.path, None, f"{self._more:,} more faults are not listed: correct these first")
            )
        return found


def check(found: Iterable[KnowledgeError]) -> None:
    """Raise the faults of `found` as one error, if there is any.

    Raises:
        KnowledgeError: there is a fault.
    """
    first, *rest = found or (None,)
    if first is not None:
        raise KnowledgeError(first.path, first.line, first.message, rest)


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` is most likely a misspelling of, or None."""
    return next(iter(nearest(word, words, 1)), None)


def nearest(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """Those of `words` that `word` may be a misspelling of, the most alike first, at most `limit`."""
    import difflib  # 3 ms: paid only where something is wrong

    return difflib.get_close_matches(word[:_SHOWN], list(islice(words, _MAX_GUESSES)), n=limit)


def either(names: Sequence[str]) -> str:
    """Names as a choice: "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def shown(value: str) -> str:
    """`value` as a message may show it: on one line, and cut where it is long."""
    return cut(clean(value[: 2 * _SHOWN]), _SHOWN)  # as much as can be seen of a value that may be megabytes
