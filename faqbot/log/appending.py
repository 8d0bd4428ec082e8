"""What was asked -> a line of the log, by as many processes at once as there are.

A line is written in one piece to the end of the file, while the file is held: `forgetting` takes lines out meanwhile.
What can't be written is dropped, of which a warning tells once: a full disk costs no answer.
"""

from __future__ import annotations

import os
import time
import warnings
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Verdict
from faqbot.base.files import is_at
from faqbot.base.hygiene import MAX_QUESTION, as_json, clean
from faqbot.log import locking
from faqbot.log.entry import OF, TIME_FORMAT, Entry
from faqbot.log.lines import HEAD, is_log
from faqbot.log.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.answering.answers import Answer
    from faqbot.index.compiled.reader import Compiled
    from faqbot.knowledge.article import Knowledge

_BEHIND: Final = 300  # characters behind what is read of a question that are masked with it: an address may go on there
_REST: Final = 10.0  # seconds for which nothing is tried once another process has kept the file locked
_KEPT_OPEN: Final = os.name != "nt"  # there a file that is open can't be replaced


class Log:
    """A log. May be shared between threads, and with processes that are forked.

    Args:
        path: its file, which is made where it isn't there.
        version: gives the hash of the knowledge; asked once.
    """

    def __init__(self, path: str, version: Callable[[], str]) -> None:
        self.path = path
        self._version = version
        self._knowledge: str | None = None
        self._locks = dict[int, Lock]()  # by process: one that is forked amid a line must not wait for its end
        self._file = self._process = -1
        self._tired = 0.0
        self._told = False

    def __del__(self) -> None:
        try:
            self._close()
        except TypeError:  # as the process ends there may be no modules any more
            self._file = -1

    def asked(self, answer: Answer) -> tuple[str, ...]:
        """Write a question and what became of it; of several in one text each has a line.

        Returns:
            The ids by which `event` names them, in the order of `answer.parts`.
        """
        if self._knowledge is None:
            self._knowledge = self._version()
        entries = [_entry(part, self._knowledge, apart=bool(answer.rest)) for part in answer.parts]
        for entry in entries:
            self._write({name: value for name, value in entry.to_dict().items() if value is not None or name == "ref"})
        return tuple(entry.id for entry in entries)

    def event(self, of: str, name: str, value: str) -> None:
        """Write what became of a question later.

        Args:
            of: its id.
            name: "picked" or "thumb".
            value: the place that was picked, "good" or "bad".
        """
        self._write({"time": _now(), OF: of, name: value})

    def _write(self, values: dict[str, Any]) -> None:
        line = as_json(values).encode("ascii") + b"\n"
        with self._locks.setdefault(os.getpid(), Lock()):
            if time.monotonic() < self._tired:
                return
            try:
                self._append(line)
            except (OSError, ValueError) as error:  # the latter: a path that no system takes, or no log
                self._tired = time.monotonic() + _REST if isinstance(error, TimeoutError) else 0.0
                self._close()
                self._warn(error)

    def _append(self, line: bytes) -> None:
        """Write a line to the file that is at the path now: it may have been put aside, or be gone."""
        while True:
            file = self._opened()
            with locking.held(file):
                if is_at(file, self.path):
                    _put(file, line)
                    break
            self._close()
        if not _KEPT_OPEN:
            self._close()

    def _opened(self) -> int:
        """The open file. A process that was forked opens its own: it would share the lock of the other."""
        if self._process != os.getpid():
            self._close()
        if self._file < 0:
            self._file, self._process = locking.opened(self.path), os.getpid()
            _check(self._file)
        return self._file

    def _close(self) -> None:
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):
                os.close(file)

    def _warn(self, error: Exception) -> None:
        if self._told:
            return
        self._told = True
        why = getattr(error, "strerror", None) or str(error)
        told = f"{clean(self.path)}: what is asked can't be logged there ({why}): the answers go on without"
        with suppress(UserWarning):  # where warnings are errors: this one must not cost an answer
            warnings.warn(told, stacklevel=5)


def log_of(path: str | os.PathLike[str], store: Knowledge | Compiled, files: tuple[str, ...]) -> Log:
    """The log of a knowledge, whose path leads to it from whatever folder.

    Args:
        path: its file.
        store: what is answered from.
        files: those that it was loaded from.
    """

    def version() -> str:
        from faqbot.log import versions  # here: it is needed for the first line

        return versions.version(store, files)

    with suppress(OSError, ValueError):  # in a folder that was deleted
        path = os.path.abspath(path)
    return Log(os.fspath(path), version)


def _check(file: int) -> None:
    """Refuse a file that holds something else: an article with a line of a log behind it can't be read any more.

    Raises:
        ValueError: it does.
    """
    if locking.is_file(file) and not is_log(os.read(file, HEAD)):
        raise ValueError("the file is no log, but holds something else")


def _put(file: int, line: bytes) -> None:
    """Write a line whole, or nothing of it. Where another was cut it begins anew.

    Raises:
        OSError: there is no room for it, or it can't be written otherwise.
    """
    if not locking.is_file(file):
        os.write(file, line)
        return
    size = os.fstat(file).st_size
    if size:
        os.lseek(file, size - 1, os.SEEK_SET)
        if os.read(file, 1) != b"\n":  # a process was killed amid its line
            line = b"\n" + line
    try:
        while line:  # once, unless the disk is almost full
            line = line[os.write(file, line) :]
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, size)
        raise


def _entry(answer: Answer, knowledge: str, *, apart: bool) -> Entry:
    """The entry of an answer; `apart`: it is one of several questions, which are written in their own words."""
    question, asked_as = answer.question, answer.asked_as
    if apart and asked_as:
        question, asked_as = asked_as, None
    cite, ruling = answer.citation, answer.ruling
    told = answer.verdict is Verdict.TOLD  # what may be asked is offered, whatever was
    return Entry(
        time=_now(),
        id=os.urandom(6).hex(),
        question=_kept(question),
        verdict=str(answer.verdict),
        cause=str(answer.cause),
        confidence=round(answer.confidence, 4),
        ref=cite.ref if cite else ruling.ref if ruling else None,
        offered=() if told else tuple(match.ref for match in answer.suggestions),
        knowledge=knowledge,
        asked_as=_kept(asked_as) if asked_as else None,
    )


def _kept(question: str) -> str:
    return masked(question[: MAX_QUESTION + _BEHIND])[:MAX_QUESTION]


def _now() -> str:
    return time.strftime(TIME_FORMAT, time.gmtime())
