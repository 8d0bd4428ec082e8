"""Chunks given out and collected: in order, little ahead, errors at their turn."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.batch.ordered import WINDOW, Done, ordered
from faqbot.batch.sources import Incoming, Pulled


class Whims:
    """A crew that finishes its chunks in an order of its own; -1 among the things is one that fails."""

    def __init__(self, size: int, width: int, whims: Sequence[int]) -> None:
        self.size = size
        self._width, self._whims, self._had = width, list(whims) or [0], list[tuple[int, list[int]]]()
        self.closed = False

    def width(self) -> int:
        return self._width

    def is_free(self) -> bool:
        return len(self._had) < self._width

    def give(self, number: int, chunk: Sequence[Any]) -> None:
        assert self.is_free() and len(chunk) <= self.size
        self._had.append((number, list(chunk)))

    def wait(self, also: Sequence[Connection]) -> list[Done[int]]:
        if not self._had:
            wait(also)
            return []
        self._whims.append(self._whims.pop(0))
        number, chunk = self._had.pop(self._whims[0] % len(self._had))
        fails = chunk.index(-1) if -1 in chunk else len(chunk)
        error = ValueError(number) if -1 in chunk else None
        return [Done(number, [2 * item for item in chunk[:fails]], error)]

    def close(self) -> None:
        self.closed = True


CREWS = st.builds(Whims, st.integers(1, 4), st.integers(1, 5), st.lists(st.integers(0, 9), max_size=9))


@given(st.lists(st.integers(0, 99), max_size=60), CREWS, st.sampled_from([Pulled, Incoming]))
def test_what_is_made_comes_in_order(items: list[int], crew: Whims, source: Any) -> None:
    """Whoever is done first, everything comes once and in the order of the things; all are released in the end."""
    assert list(ordered(source(items), crew)) == [2 * item for item in items]
    assert crew.closed


@given(st.integers(0, 60), CREWS, st.sampled_from([Pulled, Incoming]))
def test_an_error_comes_when_it_is_its_turn(at: int, crew: Whims, source: Any) -> None:
    """What was made of the things before it is handed out first."""
    items = [*range(at), -1, *range(20)]
    made: list[int] = []
    with pytest.raises(ValueError, match=r"^\d+$"):
        made.extend(ordered(source(items), crew))
    assert made == [2 * item for item in range(at)] and crew.closed


@given(st.integers(0, 60), CREWS, st.sampled_from([Pulled, Incoming]))
def test_an_error_of_the_source_comes_last(at: int, crew: Whims, source: Any) -> None:
    """Where the things break off with an error, what was made of those before it is handed out first."""

    def broken() -> Iterator[int]:
        yield from range(at)
        raise OSError("gone")

    made: list[int] = []
    with pytest.raises(OSError, match="gone"):
        made.extend(ordered(source(broken()), crew))
    assert made == [2 * item for item in range(at)] and crew.closed


@given(CREWS)
def test_little_is_taken_ahead(crew: Whims) -> None:
    """Of endless things no more are taken than the window holds, however long one goes on."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    made: Any = ordered(Pulled(endless()), crew)
    for handed in range(1, 200):
        next(made)
        assert taken - handed <= (WINDOW * crew.width() + 1) * crew.size
    made.close()
    assert crew.closed


def test_what_comes_in_is_not_kept_waiting() -> None:
    """Where each thing waits for what is made of the one before, as in a conversation, nothing hangs."""
    told = threading.Event()

    def conversation() -> Iterator[int]:
        for item in range(5):
            yield item
            assert told.wait(60)
            told.clear()

    made = list[int]()
    for item in ordered(Incoming(conversation()), Whims(16, 4, [0])):
        made.append(item)
        told.set()
    assert made == [0, 2, 4, 6, 8]


def test_who_wants_no_more_need_not_wait_for_the_source() -> None:
    """A source that never comes to its next thing is left alone."""
    read, write = os.pipe()
    with open(read, "rb", buffering=0) as never, open(write, "wb", buffering=0) as silent:
        source = Incoming(iter(never))
        silent.write(b"a\n")
        assert wait(source.awaited(), 60) and source.chunk(5) == [b"a\n"]
        source.close()
        assert source.awaited() == () and source.chunk(5) == []


def test_nothing_is_left_open() -> None:
    """The connection of a source ends with it."""
    before, _ = Pipe()
    source = Incoming([1])
    source.close()
    before.close()
    _.close()
    assert source.error() is None
