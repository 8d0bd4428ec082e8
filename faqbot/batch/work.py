"""What is to be made of each thing, as it travels to those who make it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Made = TypeVar("Made")


class Work(Generic[Made]):
    """A function of one argument, pickled. Where it arrives it is made again when it is first needed, and kept.

    Args:
        make: the function. A method of a `Bot` of files travels as where they are.

    Raises:
        TypeError: it can't be pickled.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._pickled = pickle.dumps(make)
        self._made: Callable[[Any], Made] | None = None

    def __getstate__(self) -> bytes:
        return self._pickled

    def __setstate__(self, pickled: bytes) -> None:
        self._pickled = pickled
        self._made = None

    def prepare(self) -> None:
        """Make the function now, if it has not been made."""
        if self._made is None:
            self._made = pickle.loads(self._pickled)  # noqa: S301 - made by this very program

    def done(self, chunk: Sequence[Any]) -> tuple[list[Made], Exception | None]:
        """What is made of each thing, up to the first that fails, and how that failed."""
        made = list[Made]()
        try:
            self.prepare()
            made.extend(map(cast("Callable[[Any], Made]", self._made), chunk))  # which keeps those before an error
        except Exception as error:  # noqa: BLE001 - raised where the things come from
            return made, error
        return made, None
