"""Processes of this machine as a crew: each is sent a chunk at a time, and one that dies is replaced.

They are started anew ("spawn") rather than forked: a fork amid threads can hang, macOS and Windows have none that is
safe, and each has the knowledge by itself, which a compiled file makes cheap. `concurrent.futures` gives all work up
where one process dies and can't tell which questions it had; here each has a pipe of its own, and no thread is needed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from faqbot.base.errors import FaqbotError
from faqbot.batch.ordered import Done

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from faqbot.batch.work import Work

Made = TypeVar("Made")

SIZE: Final = 16  # questions of a chunk: to send one takes 0.1 ms, which would be a tenth of the time of a question
TRIES: Final = 2  # processes that may die over a chunk: the second time it is the questions, or memory runs out
_MOST_WINDOWS: Final = 60  # processes: Windows waits for 63 things at most


@dataclass(slots=True)
class _Worker:
    """A process, its end of the pipe, and the chunk that it has."""

    process: BaseProcess
    connection: Connection
    number: int = 0
    chunk: Sequence[Any] = ()
    tries: int = 0


class Processes(Generic[Made]):
    """Up to `jobs` processes, each started when there is something for it to do.

    Args:
        work: what is made of a thing; it must pickle.
        jobs: how many; 0: as many as this process may use processors.

    Raises:
        TypeError: the work can't be pickled.
    """

    size = SIZE

    def __init__(self, work: Work[Made], jobs: int) -> None:
        self._work = work
        self._jobs = jobs or processors()
        if sys.platform == "win32":
            self._jobs = min(self._jobs, _MOST_WINDOWS)
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}

    def width(self) -> int:
        """How many processes there may be."""
        return self._jobs

    def is_free(self) -> bool:
        """Whether a process waits for a chunk, or one may be started."""
        return len(self._busy) < self._jobs

    def give(self, number: int, chunk: Sequence[Any]) -> None:
        """Send a chunk to a process that waits, else to a new one."""
        worker = self._idle.pop() if self._idle else self._started()
        worker.number, worker.chunk, worker.tries = number, chunk, 0
        self._send(worker)

    def wait(self, also: Sequence[Connection]) -> Sequence[Done[Made]]:
        """What is done since; the chunk of a process that has died is given to another one.

        Raises:
            FaqbotError: a second one has died over a chunk.
        """
        found = list[Done[Made]]()
        for ready in wait([*self._busy, *also]):
            worker = self._busy.pop(ready, None)  # type: ignore[call-overload]
            if worker is None:
                continue
            try:
                made, error = worker.connection.recv()
            except (EOFError, OSError):
                self._again(worker)
            else:
                found.append(Done(worker.number, made, error))
                self._idle.append(worker)
        return found

    def close(self) -> None:
        """End all processes at once: nothing that they have is missed."""
        workers = [*self._idle, *self._busy.values()]
        self._idle, self._busy = [], {}
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.connection.close()
            worker.process.join()
            worker.process.close()

    def _started(self) -> _Worker:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._work), daemon=True)
        with _undisturbed():
            process.start()
        there.close()  # so that the pipe ends with the process
        return _Worker(process, here)

    def _send(self, worker: _Worker) -> None:
        self._busy[worker.connection] = worker
        with suppress(OSError):  # it has died; `wait` finds the end of its pipe
            worker.connection.send(worker.chunk)

    def _again(self, worker: _Worker) -> None:
        worker.process.join()
        ended = worker.process.exitcode or 0
        worker.connection.close()
        if worker.tries + 1 >= TRIES:
            raise FaqbotError(_died(ended))
        other = self._started()
        other.number, other.chunk, other.tries = worker.number, worker.chunk, worker.tries + 1
        self._send(other)


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _died(status: int) -> str:
    """What is said of the last of the processes that died over a chunk, by its exit code."""
    if status < 0:
        told, hint = f"were killed by signal {-status}", "memory may have run out: let fewer answer at once"
    else:
        told = f"ended with status {status}"
        hint = 'a script has others answer below a line if __name__ == "__main__":, for they run it up to there too'
    return f"two processes, one after the other, {told} over the same questions: {hint}"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is started meanwhile never hears of Ctrl-C, which its terminal sends to all: this one ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, work: Work[Any]) -> None:
    """What a process does: makes something of one chunk after another, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")  # who started this one has been told of the knowledge
    with suppress(EOFError, OSError):
        while True:
            connection.send(work.done(connection.recv()))
            if not gc.get_freeze_count():
                gc.freeze()  # the knowledge is no garbage, and to look through it takes long
