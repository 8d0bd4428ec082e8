"""What a bot does before its first answer: shown as a bar, and in a chat done behind the first line that is typed."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from faqbot.knowledge.article import Meaning
from faqbot.terminal import screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Protocol, TypeAlias, TypeVar

    Parts: TypeAlias = Sequence[Sequence[str]]

    class Preparing(Protocol):
        """What does some work before its first answer."""

        @property
        def meaning(self) -> str:
            """As `Bot.meaning`."""

        def prepare(self, progress: Callable[[Parts], Iterable[Sequence[str]]]) -> None:
            """As `Bot.prepare`."""

    Prepared = TypeVar("Prepared", bound=Preparing)

LABEL: Final = "Reading the articles"  # as long as it may be for 60 columns, before it is cut
COMPILING: Final = "Compiling the articles"
PATIENCE: Final = 0.3  # seconds that nobody minds, and in which a small knowledge is done
_SOON: Final = 0.05


def bar(parts: Parts) -> Iterator[Sequence[str]]:
    """Parts of a work, passed on one by one; on a terminal a bar on standard error grows with them."""
    done, total = 0, sum(map(len, parts))
    with _shown(monotonic()) as show:
        for part in parts:
            show(done, total)
            yield part
            done += len(part)


def counted(steps: Iterable[int], total: int, label: str = COMPILING) -> Iterator[int]:
    """Steps of some work, each telling how much it is of a `total`, passed on; where they take a while, with a bar."""
    begun, done, show = monotonic(), 0, None
    seen = begun + PATIENCE
    with ExitStack() as held:
        for step in steps:
            done += step
            yield step
            if monotonic() > seen:
                show = show or held.enter_context(_shown(begun, label))
                show(min(done, total), total)
                seen = monotonic() + _SOON


@contextmanager
def _shown(begun: float, label: str = LABEL) -> Iterator[Callable[[int, int], None]]:
    """A function that shows how many texts of how many are read since the work has begun; the bar goes in the end."""
    if not sys.stderr.isatty() or screen.is_dumb():
        if sys.stderr.isatty():  # it can't draw, but who sits there wants to know what takes so long
            sys.stderr.write(f"{label}…\n")
            sys.stderr.flush()
        yield lambda _done, _total: None
        return
    from prompt_toolkit.input import create_pipe_input  # here: only who waits needs it
    from prompt_toolkit.output import create_output
    from prompt_toolkit.shortcuts import ProgressBar

    # Its input is a pipe of its own, so that what is typed meanwhile stays there for the prompt; nor is the terminal
    # asked where its cursor is, for it would answer there.
    output: Any = create_output(sys.stderr)
    output.enable_cpr = False
    with create_pipe_input() as pipe, ProgressBar(file=sys.stderr, input=pipe, output=output) as shown:
        counter: Any = shown(label=label, total=0, remove_when_done=True)
        counter.start_time -= timedelta(seconds=monotonic() - begun)  # by which the time left is told

        def show(done: int, total: int) -> None:
            counter.items_completed, counter.total = done, total
            shown.invalidate()

        try:
            yield show
        finally:
            counter.done = True


class Ahead:
    """The work of a bot before its first answer, done while a line is typed. For one thread."""

    def __init__(self) -> None:
        self._work: _Work | None = None

    def follow(self, bot: Prepared) -> Prepared:
        """The bot whose work it is from now on, if it has any: if it has an encoder.

        That of the one before is given up: what it has read is kept.
        """
        if self._work:
            self._work.give_up()
        self._work = _Work(bot) if bot.meaning == Meaning.ENCODER else None
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


class _GivenUp(Exception):  # noqa: N818 - no error: nobody waits for the work
    """Ends a work that is no longer wanted, from within."""


class _Work:
    """What one bot does before its first answer, in a thread."""

    def __init__(self, bot: Preparing) -> None:
        self._bot = bot
        self._thread = Thread(target=self._run, daemon=True)
        self._started, self._begun = False, monotonic()
        self._done = self._total = 0  # texts
        self._error: Exception | None = None
        self._given_up = False
        # What is waited for: Python before 3.13 takes a thread for ended where Ctrl-C breaks off waiting for its end.
        self._over = Event()

    def begin(self) -> None:
        if not self._started:  # set before, for Ctrl-C may break off the start of a thread that starts all the same
            self._started, self._begun = True, monotonic()
            self._thread.start()

    def wait(self) -> None:
        self.begin()
        if not self._over.wait(PATIENCE):
            with _shown(self._begun) as show:
                while not self._over.wait(_SOON):
                    show(self._done, self._total)
        if self._error:
            raise self._error

    def give_up(self) -> None:
        """Let the work end with the part that it is at."""
        self._given_up = True

    def _run(self) -> None:
        try:
            self._bot.prepare(self._counted)
        except Exception as error:  # noqa: BLE001 - it is raised where the work is waited for
            self._error = error
        finally:
            self._over.set()

    def _counted(self, parts: Parts) -> Iterator[Sequence[str]]:
        self._done, self._total = 0, sum(map(len, parts))
        for part in parts:
            if self._given_up:
                raise _GivenUp
            yield part
            self._done += len(part)
