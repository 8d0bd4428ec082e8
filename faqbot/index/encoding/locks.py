"""What threads do one at a time, such that a process forked meanwhile doesn't wait for a thread that it lacks."""

from __future__ import annotations

import os
from threading import Lock, RLock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

# Held for what takes some milliseconds and must not be cut in two: no process is forked meanwhile. One that is forked
# amid an import or a call of SQLite finds it begun for ever, and waits.
UNFORKED: Final = RLock()
if hasattr(os, "register_at_fork"):  # elsewhere processes aren't forked
    os.register_at_fork(before=UNFORKED.acquire, after_in_parent=UNFORKED.release, after_in_child=UNFORKED.release)


class Once(Generic[Made]):
    """Makes something at the first call and has it from then on; where that fails, the next call tries again.

    Other threads wait meanwhile: eight that each made a knowledge's vectors took eight times as long, and 600 MB. A
    process that was forked meanwhile makes its own.

    Args:
        make: what makes it.
    """

    def __init__(self, make: Callable[..., Made]) -> None:
        self._make = make
        self._made: Made | None = None
        self._locks = dict[int, Lock]()  # by process

    def __call__(self, *arguments: object) -> Made:
        """What there is, else what the function makes of the arguments."""
        if self._made is None:
            with self._locks.setdefault(os.getpid(), Lock()):
                if self._made is None:
                    self._made = self._make(*arguments)
        return self._made
