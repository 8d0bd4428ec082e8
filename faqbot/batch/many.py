"""The one call: what is made of many things, in order, by processes of this machine or on a Dask cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from faqbot.batch.ordered import ordered
from faqbot.batch.sources import Incoming, Pulled
from faqbot.batch.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.batch.ordered import Crew

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does the work.

    Attributes:
        jobs: how many processes of this machine; 0: one for each processor.
        dask: the address of the scheduler of a Dask cluster that does it in their place, or a client of it; or None.
        files: the files that are read where it is done, by absolute paths: those of a cluster must be the same.
    """

    jobs: int = 1
    dask: Any = None
    files: Sequence[str] = ()


def made(make: Callable[[Any], Made], items: Iterable[Any], hands: Hands, *, waiting: bool = False) -> Iterator[Made]:
    """What `make` makes of the items, in order. Some items are taken ahead, never many.

    Args:
        make: what is made of one; it must pickle.
        items: they; they and what is made of them must pickle.
        hands: who makes it.
        waiting: whether an item may be waited for while others are made. Then a thread iterates over them.

    Raises:
        TypeError: it can't be pickled.
        FaqbotError: while iterating: processes died over the same items, or the cluster can't be used.
    """
    return _made(Work(make), items, hands, waiting=waiting)


def _made(work: Work[Made], items: Iterable[Any], hands: Hands, *, waiting: bool) -> Iterator[Made]:
    crew: Crew[Made]
    if hands.dask is not None:
        from faqbot.batch.cluster import Cluster  # here: few have a cluster

        crew = Cluster(work, hands.dask, hands.files)
    else:
        from faqbot.batch.processes import Processes  # here: who has a cluster starts none

        crew = Processes(work, hands.jobs)
    yield from ordered(Incoming(items) if waiting else Pulled(items), crew)
