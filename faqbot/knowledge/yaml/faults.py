"""The faults of a file, gathered so that all are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable

# Faults of one file that are told one by one: a screenful or two. Beyond, the file is no article.
MAX_FAULTS: Final = 100


class Faults:
    """The faults of one file.

    Args:
        path: the file.

    Attributes:
        count: how many there are, also of those that aren't listed.
        lines: on how many lines they are, where they come in the file's order.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.count = self.lines = 0
        self._last: int | None = None
        self._found: list[KnowledgeError] = []

    def add(self, line: int | None, message: str) -> None:
        """Note a fault on `line` (1-based; None: of the whole file)."""
        self.count += 1
        self.lines += line != self._last
        self._last = line
        if not self.full:
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
        more = self.count - len(found)
        if more:
            found.append(KnowledgeError(self.path, None, f"{more:,} more faults are not listed: correct these first"))
        return found


def check(found: Iterable[KnowledgeError]) -> None:
    """Raise the faults of `found` as one error, if there is any.

    Raises:
        KnowledgeError: there is a fault.
    """
    first, *rest = found or (None,)
    if first is not None:
        raise KnowledgeError(first.path, first.line, first.message, rest)
