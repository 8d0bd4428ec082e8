"""Chunks of things to do, given out to whoever is free, and what was made of them, in the order of the things.

    source (what is to be done) -> crew (who does it) -> in order

Only so much is ever taken from the source that no chunk waits long for those before it, so the memory stays the same
however much there is to do. Nothing is polled: whoever has something to say has a connection that becomes readable.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

Made = TypeVar("Made")

# Chunks for each that may be worked at at once: those given out, and those done that wait for one before them. With 2
# a slow chunk had the others wait for it.
WINDOW: Final = 4


@dataclass(frozen=True, slots=True)
class Done(Generic[Made]):
    """What was made of a chunk.

    Attributes:
        number: which chunk, from 0.
        made: what was made of its things, in order; where one failed, of those before it.
        error: what went wrong with the thing after these, or None.
    """

    number: int
    made: Sequence[Made]
    error: Exception | None = None


class Source(Protocol):
    """What there is to do."""

    def chunk(self, most: int) -> list[Any]:
        """The next things, at most so many; none where there are none now, or no more."""

    def awaited(self) -> Sequence[Connection]:
        """What becomes readable once there may be more; () where there is no more."""

    def error(self) -> Exception | None:
        """What it ended with, if that was an error."""

    def close(self) -> None:
        """Take no more."""


class Crew(Protocol[Made]):
    """Who does it.

    Attributes:
        size: how many things are given to one at a time, at most.
    """

    size: int

    def width(self) -> int:
        """How many chunks it may work at, at once."""

    def is_free(self) -> bool:
        """Whether it takes another chunk now."""

    def give(self, number: int, chunk: Sequence[Any]) -> None:
        """Have a chunk worked at."""

    def wait(self, also: Sequence[Connection]) -> Sequence[Done[Made]]:
        """What is done since, as soon as something is; or nothing, where one of the connections is readable first."""

    def close(self) -> None:
        """Give up what is being worked at."""


def ordered(source: Source, crew: Crew[Made]) -> Iterator[Made]:
    """What the crew makes of the things of a source, each as soon as it and all before it are made.

    Raises:
        Exception: what making one of them, or the source, raised, once all before it have been handed out.
    """
    kept = dict[int, Done[Made]]()
    given = told = 0
    with closing(source), closing(crew):
        while True:
            while takes := crew.is_free() and given - told < WINDOW * crew.width():
                chunk = source.chunk(crew.size)
                if not chunk:
                    break
                crew.give(given, chunk)
                given += 1
            awaited = source.awaited()
            if done := kept.pop(told, None):
                told += 1
                yield from done.made
                if done.error:
                    raise done.error
            elif told < given or awaited:
                kept.update((done.number, done) for done in crew.wait(awaited if takes else ()))
            else:
                break
        if error := source.error():
            raise error
