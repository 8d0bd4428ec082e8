"""What a bot does before its first answer: shown as a bar, and in a chat done behind the first line that is typed."""

from __future__ import annotations

import sys
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from faqbot.terminal import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Protocol, TypeAlias, TypeVar

    Parts: TypeAlias = Sequence[Sequence[str]]

    class Preparing(Protocol):
        """What does some work before its first answer."""

        def prepare(self, progress: Callable[[Parts], Iterable[Sequence[str]]]) -> None:
            """As `Bot.prepare`."""

    Prepared = TypeVar("Prepared", bound=Preparing)

LABEL: Final = "Reading the articles for their meaning"
PATIENCE: Final = 0.3  # seconds that nobody minds, and in which a small knowledge is done
_SOON: Final = 0.05


def bar(parts: Parts) -> Iterator[Sequence[str]]:
    """Parts of a work, passed on one by one; on a terminal a bar on standard error grows with them."""
    return _shown(parts, sum(map(len, parts)))


def _shown(parts: Iterable[Sequence[str]], total: int) -> Iterator[Sequence[str]]:
    if not sys.stderr.isatty() or screen.is_dumb():
        yield from parts
        return
    from prompt_toolkit.input import create_pipe_input  # here: only who waits needs it
    from prompt_toolkit.output import create_output
    from prompt_toolkit.shortcuts import ProgressBar

    # Its input is a pipe of its own, so that what is typed meanwhile stays there for the prompt; nor is the terminal
    # asked where its cursor is, for it would answer there.
    output: Any = create_output(sys.stderr)
    output.enable_cpr = False
    with create_pipe_input() as pipe, ProgressBar(file=sys.stderr, input=pipe, output=output) as shown:
        counter: Any = shown(label=LABEL, total=total, remove_when_done=True)
        for part in parts:
            yield part
            counter.items_completed += len(part)
            shown.invalidate()
        counter.done = True


class Ahead:
    """The work of a bot before its first answer, done while a line is typed. For one thread."""

    def __init__(self) -> None:
        self._work: _Work | None = None

    def follow(self, bot: Prepared) -> Prepared:
        """The bot whose work it is from now on."""
        self._work = _Work(bot)
        return bot

    def begin(self) -> None:
        """Begin the work, if it has not begun."""
        if self._work:
            self._work.begin()

    def wait(self) -> None:
        """Return when the work is done; where that takes a while, a bar shows how far it is.

        Raises:
            FaqbotError: the encoder failed; a second time nothing is said of it.
        """
        work, self._work = self._work, None
        if work:
            try:
                work.wait()
            except KeyboardInterrupt:
                self._work = work
                raise


class _Work:
    """What one bot does before its first answer, in a thread."""

    def __init__(self, bot: Preparing) -> None:
        self._bot = bot
        self._thread = Thread(target=self._run, daemon=True)
        self._parts: Parts = ()
        self._done: SimpleQueue[Sequence[str]] = SimpleQueue()
        self._error: Exception | None = None

    def begin(self) -> None:
        if not self._thread.ident:
            self._thread.start()

    def wait(self) -> None:
        self.begin()
        self._thread.join(PATIENCE)
        if self._thread.is_alive():
            for _ in _shown(self._finished(), sum(map(len, self._parts))):
                pass
        if self._error:
            raise self._error

    def _run(self) -> None:
        try:
            self._bot.prepare(self._counted)
        except Exception as error:  # noqa: BLE001 - it is raised where the work is waited for
            self._error = error

    def _counted(self, parts: Parts) -> Iterator[Sequence[str]]:
        self._parts = parts
        for part in parts:
            yield part
            self._done.put(part)

    def _finished(self) -> Iterator[Sequence[str]]:
        """The parts that are done, each once it is, until the work is over."""
        while self._thread.is_alive():
            self._thread.join(_SOON)
            while not self._done.empty():
                yield self._done.get()
