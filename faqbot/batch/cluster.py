"""A Dask cluster as a crew. What travels to its workers is where the files are, never what they hold.

The work is itself something that the cluster has made of it, so that each worker gets it once, keeps it with the
knowledge in it as long as the batch runs, and gets it again where it is lost with another worker. Dask does the chunks
of a worker that dies on others.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from faqbot.base.errors import FaqbotError
from faqbot.base.files import digest
from faqbot.base.messages import shown
from faqbot.base.public import PACKAGE, version
from faqbot.batch.ordered import Done

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from faqbot.batch.work import Work

Made = TypeVar("Made")

SIZE: Final = 100  # questions of a chunk: a task costs its scheduler 1 ms, and a question a worker about as much
PATIENCE: Final = 10  # seconds in which a scheduler must answer
ALONE: Final = 10  # seconds without an answer, after which it is looked whether there are workers
_AHEAD: Final = 2  # chunks for each thread of the cluster: the one that it works at, and the next
_FEWEST: Final = 8  # threads that are reckoned with: one that grows with its work must see some
_COUNTED: Final = 50  # chunks after which the threads are counted anew
_SAME: Final = (PACKAGE, "distributed", "dask")  # packages of which all must have one version
_LOADING: Final = Lock()


class Cluster(Generic[Made]):
    """The workers of a Dask cluster.

    Args:
        work: what is made of a thing.
        where: the address of its scheduler, or a client of it, which is left open.
        files: what the work reads, by absolute paths.

    Raises:
        FaqbotError: it can't be reached, or has other versions; `distributed` is missing.
    """

    size = SIZE

    def __init__(self, work: Work[Made], where: Any, files: Sequence[str]) -> None:
        client: Any = _connected(where) if isinstance(where, str) else where
        self._client, self._owns = client, client is not where
        self._given = dict[int, Any]()
        self._woken, self._wake = Pipe(duplex=False)
        self._threads, self._told = 0, False
        try:
            _check_versions(client)
            self._work: Any = client.submit(_same, _Sent(work, files), pure=False)
        except BaseException:
            self.close()
            raise

    def width(self) -> int:
        """How many threads it has, about."""
        return max(self._threads, _FEWEST)

    def is_free(self) -> bool:
        """Whether it has work for less than a while."""
        return len(self._given) < _AHEAD * self.width()

    def give(self, number: int, chunk: Sequence[Any]) -> None:
        """Have a chunk made by some worker."""
        if number % _COUNTED == 0:
            self._threads = sum(self._client.nthreads().values())
        future = self._client.submit(_done, self._work, chunk, pure=False)
        self._given[number] = future
        future.add_done_callback(self._call)

    def wait(self, also: Sequence[Connection]) -> Sequence[Done[Made]]:
        """What is done since.

        Raises:
            FaqbotError: it was lost, or the connection to it.
        """
        ready = wait([self._woken, *also], ALONE)
        if not ready:
            self._tell_if_none_works()
        if self._woken not in ready:
            return ()
        while self._woken.poll():
            self._woken.recv_bytes()
        numbers = [number for number, future in self._given.items() if future.done()]
        futures = [self._given.pop(number) for number in numbers]
        try:
            results = self._client.gather(futures)
        except Exception as error:
            raise FaqbotError(_lost(error)) from error
        return [Done(number, made, error) for number, (made, error) in zip(numbers, results, strict=True)]

    def close(self) -> None:
        """Give up what is not done; a client that was made here is closed."""
        with suppress(Exception):  # there may be nobody any more to be told
            self._client.cancel(list(self._given.values()))
        self._given.clear()
        self._work = None
        if self._owns:
            _close(self._client)
        self._woken.close()

    def _call(self, _: object) -> None:
        with suppress(OSError):  # it was closed meanwhile
            self._wake.send_bytes(b".")

    def _tell_if_none_works(self) -> None:
        if not self._told and not self._client.nthreads():
            self._told = True
            warnings.warn("the Dask cluster has no workers: the questions wait for one", stacklevel=2)


class _Sent:
    """The work as it travels, with what must be so where it is done: the same faqbot, the same files."""

    def __init__(self, work: Work[Any], files: Sequence[str]) -> None:
        self._work = work
        self._version = version()
        self._digests = {file: _digest(file) for file in files}
        self._fits = False

    def done(self, chunk: Sequence[Any]) -> tuple[list[Any], Exception | None]:
        """As `Work.done`. The knowledge is loaded first, by one of a worker's threads while the others wait."""
        try:
            with _LOADING:
                self._fit()
                self._work.prepare()
        except FaqbotError as error:
            return [], FaqbotError(f"the Dask worker {_address()}: {error}")
        return self._work.done(chunk)

    def _fit(self) -> None:
        if self._fits:
            return
        if self._version != version():
            raise FaqbotError(_other(PACKAGE, version(), self._version))
        for file, known in self._digests.items():
            if _digest(file) != known:
                raise FaqbotError(f"{file}: here it is another one than where the questions come from: copy that")
        self._fits = True

    def __setstate__(self, state: tuple[None, dict[str, Any]] | dict[str, Any]) -> None:
        self.__dict__.update(cast("dict[str, Any]", state))
        self._fits = False


def _same(sent: _Sent) -> _Sent:
    return sent


def _done(sent: _Sent, chunk: Sequence[Any]) -> tuple[list[Any], Exception | None]:
    return sent.done(chunk)


def _digest(file: str) -> str:
    try:
        return digest(file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FaqbotError(f"{file}: it can't be read ({reason}): every worker needs the files at this place") from None


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _connected(address: str) -> Any:
    """A client of the scheduler at an address. What is no scheduler may keep it waiting for good, so a thread waits."""
    if not address.strip():  # by which Dask would start a cluster of its own
        raise FaqbotError("the address of the Dask scheduler is empty: name it, as tcp://10.0.0.5:8786")
    try:
        from distributed import Client
    except ImportError:
        raise FaqbotError("to ask a Dask cluster faqbot needs distributed: pip install 'faqbot[dask]'") from None
    found, make = list[Any](), cast("Any", Client)

    def connect() -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of versions that differ: `_check_versions` tells
                found.append(make(address, timeout=PATIENCE, set_as_default=False))
        except Exception as error:  # noqa: BLE001 - it raises what it likes
            found.append(error)

    thread = Thread(target=connect, daemon=True)
    thread.start()
    thread.join(2 * PATIENCE)
    if found and not isinstance(found[0], Exception):
        return found[0]
    why = f" ({shown(str(found[0]))})" if found and isinstance(found[0], ValueError) else ""
    raise FaqbotError(f"no Dask scheduler answers at {shown(address)}{why}: name the address that it told at its start")


def _close(client: Any) -> None:
    with suppress(Exception):  # the scheduler may be gone
        client.close(timeout=1)


def _check_versions(client: Any) -> None:
    """See that all have the versions that this machine has; workers that come later see to it themselves."""
    told: Any = client.get_versions(packages=[PACKAGE])
    here = told["client"]["packages"] | {PACKAGE: version()}
    workers = {f"the Dask worker {address}": of for address, of in told["workers"].items()}
    for who, theirs in {"the Dask scheduler": told["scheduler"], **workers}.items():
        for package in _SAME:
            there = theirs["packages"].get(package)
            if there != here[package]:
                raise FaqbotError(f"{who}: {_other(package, there, here[package])}")


def _other(package: str, there: str | None, here: str) -> str:
    found = f"{package} {there} is installed there" if there else f"{package} is not installed there"
    return f"{found}, and {here} where the questions come from: install the same"


def _lost(error: Exception) -> str:
    """What is said of a batch that Dask gave up, by what it raised."""
    if type(error).__name__ == "KilledWorker":
        return "workers of the Dask cluster died over the same questions, one after another: memory may have run out"
    if "Cancelled" in type(error).__name__:
        return "the connection to the Dask scheduler was lost: ask the rest again once it is back"
    return f"the Dask cluster failed ({shown(f'{type(error).__name__}: {error}')}): its logs have the rest"
