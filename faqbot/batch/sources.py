"""Where things to do come from: taken when there is room for them, or by a thread as they come in."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from multiprocessing import Pipe
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from multiprocessing.connection import Connection

Item = TypeVar("Item")


class Pulled(Generic[Item]):
    """Things that are asked for by whoever asks for what is made of them, in one thread. What is done waits meanwhile.

    Args:
        items: the things.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._error: Exception | None = None

    def chunk(self, most: int) -> list[Item]:
        """The next things, at most so many; none at the end."""
        taken = list[Item]()
        try:
            taken.extend(islice(self._items, most))  # which keeps those before an error
        except Exception as error:  # noqa: BLE001 - raised when it is its turn
            self._error, self._items = error, iter(())
        return taken

    def awaited(self) -> Sequence[Connection]:
        """Nothing: there is more at once, or no more."""
        return ()

    def error(self) -> Exception | None:
        """What taking one raised."""
        return self._error

    def close(self) -> None:
        """Take no more."""


class Incoming(Generic[Item]):
    """Things that come when they will, as what a program writes into a pipe, of which each may wait for what is made
    of the one before: a thread waits for them.

    What has come is kept in a pipe, which holds some 64 KB: the thread reads no further ahead than that.

    Args:
        items: the things, which must pickle.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._there, self._in = Pipe(duplex=False)
        self._error: Exception | None = None
        self._ended = False
        Thread(target=self._read, args=(items,), daemon=True).start()

    def chunk(self, most: int) -> list[Item]:
        """The things that have come, at most so many."""
        taken = list[Item]()
        try:
            while len(taken) < most and not self._ended and self._there.poll():
                taken.append(self._there.recv())
        except EOFError:
            self._ended = True
        return taken

    def awaited(self) -> Sequence[Connection]:
        """Where more comes in; nothing at the end."""
        return () if self._ended else (self._there,)

    def error(self) -> Exception | None:
        """What the thread met."""
        return self._error

    def close(self) -> None:
        """Take no more; the thread ends at the next thing."""
        self._ended = True
        self._there.close()

    def _read(self, items: Iterable[Item]) -> None:
        try:
            with suppress(BrokenPipeError):  # nobody wants more
                for item in items:
                    self._in.send(item)
        except Exception as error:  # noqa: BLE001 - raised when it is its turn
            self._error = error
        finally:
            self._in.close()
