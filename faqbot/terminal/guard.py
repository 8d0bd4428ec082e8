"""The edge of the chat: what goes wrong inside of it is told in a sentence, and the conversation goes on.

Faults that faqbot knows of are raised as `FaqbotError` and told where they happen, but for those of a compiled file,
which may prove damaged wherever it is read. This is for these, and for faqbot's own: they cost one reply, or one menu,
and nothing that was said or typed. Ctrl-C and what ends a program pass.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, TypeVar

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean, cut

if TYPE_CHECKING:
    from collections.abc import Callable

DEBUG: Final = "FAQBOT_DEBUG"  # the variable that brings the traceback
SHOWN: Final = 120  # characters of an exception that a sentence repeats

_T = TypeVar("_T")


def told(error: Exception) -> str:
    """What is said of a fault, as a sentence; with $FAQBOT_DEBUG the traceback of faqbot's own goes to stderr."""
    if isinstance(error, FaqbotError):
        return clean(str(error))
    if os.environ.get(DEBUG):
        import traceback  # here: it takes 5 ms to import, and few chats need it

        traceback.print_exception(type(error), error, error.__traceback__, file=sys.stderr)
    named = cut(clean(f"{type(error).__name__}: {error}").rstrip(": "), SHOWN)
    return (
        f"That failed inside faqbot ({named}), but nothing is lost: ask on, or in other words; "
        f"started with {DEBUG}=1, faqbot shows where it failed."
    )


class Guard:
    """Does work that may fail where nothing can be told at once, such as for a menu while a line is typed."""

    def __init__(self) -> None:
        self._faults: list[Exception] = []
        self._told: set[str] = set()

    def run(self, work: Callable[[], _T]) -> _T | None:
        """What `work` gives; None where it fails, and the fault is told later."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - the edge: whatever it is, the chat goes on
            self.add(error)
            return None

    def add(self, error: Exception) -> None:
        """Keep a fault that came up elsewhere."""
        self._faults.append(error)

    def trouble(self) -> str | None:
        """What went wrong since this was last asked, as a sentence, or None; none is told twice."""
        faults, self._faults = self._faults, []
        for kind, error in {f"{type(error)} {error}": error for error in faults}.items():
            if kind not in self._told:
                self._told.add(kind)
                return told(error)
        return None
