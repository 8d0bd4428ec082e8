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
