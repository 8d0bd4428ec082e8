"""The pytest plugin: each case of a `*.golden.yaml` is a test item.

    pytest my-knowledge/                                    all golden files below a folder
    pytest my-knowledge/visits.golden.yaml -k "opening"     the questions that hold a word
    pytest -m golden                                        golden answers only

Where the file has a floor for the group of a case, a miss of the case alone is told as xfailed, and fails nothing: an
item "group NAME" behind the cases fails where the group falls below. It asks the cases of the group by itself, be they
selected or not, so that it says the same under -k, --lf and in whichever worker of xdist it runs.

    pytest my-knowledge/ --faqbot-perturb                   each case is asked in other words too
    pytest my-knowledge/ --faqbot-update                    then each new answer is shown, to be accepted or not
    pytest my-knowledge/ --faqbot-update=accept             all new answers are accepted

Every run of pytest on a machine that has faqbot loads this file, so it imports nothing of faqbot but
how golden files are called before one is met.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

import pytest

from faqbot.base.suffixes import is_golden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from faqbot.bot import Bot
    from faqbot.evaluation.golden.bots import Bots
    from faqbot.evaluation.golden.cases import Case, Group, Perturbed
    from faqbot.evaluation.golden.judge import Judgement
    from faqbot.evaluation.golden.review import Change

# Characters of a question that a node id shows. Longer ones push the outcome off the line, and the
# environment variable in which pytest keeps the running test's id has a limit.
MAX_ID: Final = 120
# pytest takes what follows a "[" for the parameters of a test function.
_BRACKETS: Final = str.maketrans("[]", "()")
_CHANGES: Final[pytest.StashKey[list[Change]]] = pytest.StashKey()
# What --faqbot-update may say.
REVIEW: Final = "review"
ACCEPT: Final = "accept"
_BOTS: Final = pytest.StashKey["Bots"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options: one has new answers accepted, one has cases asked in other words."""
    group = parser.getgroup("faqbot", "golden answers")
    group.addoption(
        "--faqbot-perturb",
        nargs="?",
        const="all",
        metavar="KINDS",
        help="Ask each golden case in other words too, and turned into another question: by all kinds of change, or by "
        "those named, as =typos,case. Put it behind the paths.",
    )
    group.addoption(
        "--faqbot-update",
        nargs="?",
        const=REVIEW,
        metavar=ACCEPT,
        help="After the run show each golden case that failed with what would make its new answer the golden one, and "
        f"write what is accepted; with ={ACCEPT} all of it. Put it behind the paths.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker that every golden item carries, so that strict markers accept it.

    Raises:
        UsageError: answers are to be accepted, and nobody can be asked; or they are given in several processes. Or
            cases are to be changed by what is no kind of change.
    """
    _check_update(config)
    _kinds(config)
    config.addinivalue_line("markers", "golden: a golden answer of a *.golden.yaml file, collected by faqbot.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> GoldenFile | None:
    """Collect `file_path` where its name says that it holds golden answers."""
    return GoldenFile.from_parent(parent, path=file_path) if is_golden(file_path.name) else None


def _check_update(config: pytest.Config) -> None:
    mode = config.getoption("--faqbot-update", None)
    if mode is None:
        return
    if mode not in (REVIEW, ACCEPT):
        message = (
            f'there is no --faqbot-update="{mode}": write --faqbot-update={ACCEPT}, or the option behind the paths'
        )
        raise pytest.UsageError(message)
    if config.getoption("dist", "no") != "no" or hasattr(config, "workerinput"):
        raise pytest.UsageError("--faqbot-update needs the answers of one process: run pytest without -n")
    if mode == REVIEW:
        with _uncaptured(config):
            terminal = bool(sys.stdin) and sys.stdin.isatty()
        if not terminal:
            message = f"--faqbot-update asks on a terminal, and here is none: --faqbot-update={ACCEPT} accepts all"
            raise pytest.UsageError(message)


def _kinds(config: pytest.Config) -> tuple[str, ...] | None:
    """The kinds of change that the command line names; None where it doesn't."""
    asked = config.getoption("--faqbot-perturb", None)
    if asked is None:
        return None
    from faqbot.evaluation.perturbing import kinds

    try:
        return kinds.named(asked)
    except ValueError as error:
        raise pytest.UsageError(f"--faqbot-perturb: {error}; write the option behind the paths") from None


@contextmanager
def _uncaptured(config: pytest.Config) -> Iterator[None]:
    """With the keyboard, which pytest keeps from what it runs."""
    capturing = config.pluginmanager.getplugin("capturemanager")
    if capturing is None:
        yield
        return
    capturing.suspend_global_capture(in_=True)
    try:
        yield
    finally:
        capturing.resume_global_capture()
        capturing.suspend_global_capture(in_=False)  # as it was: between tests pytest lets out what is printed


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Have new answers accepted, and write what was."""
    mode, changes = config.getoption("--faqbot-update", None), config.stash.get(_CHANGES, [])
    if mode is None or not changes:
        return
    from faqbot.authoring.writing import golden  # the one import upwards: who writes files stands above who judges
    from faqbot.evaluation.golden import review

    def ask(question: str) -> str | None:
        terminalreporter.write(question, flush=True)
        try:
            return sys.stdin.readline() or None
        except KeyboardInterrupt:
            return None

    terminalreporter.section("new golden answers")
    with _uncaptured(config):
        for told in review.reviewed(
            changes, terminalreporter.write_line, None if mode == ACCEPT else ask, golden.update
        ):
            terminalreporter.write_line(told)


class Miss(Exception):  # noqa: N818  (a failed expectation, like pytest's own `Failed`, not an error)
    """An answer that isn't the golden one. Holds the fault in a phrase, and the report for a reader."""

    def __init__(self, fault: str, report: str) -> None:
        self.fault = fault
        super().__init__(report)


class GoldenFile(pytest.File):
    """A golden file; its cases are its items, and so is each group with a floor."""

    def __init__(self, **node: Any) -> None:
        super().__init__(**node)
        self._judged: dict[Case, Judgement] = {}

    def collect(self) -> Iterator[_Item]:
        """One item a case, in the file's order, and one a group that has a floor.

        Raises:
            CollectError: the file or its knowledge is at fault; all faults, one a line. Or it can't be compared by the
                meaning that its articles or $FAQBOT_MEANING ask for.
        """
        from faqbot.base.errors import FaqbotError
        from faqbot.evaluation.golden import reading

        try:
            found = reading.read(_shown(self.path), self._bots().load)
        except FaqbotError as error:
            raise self.CollectError(str(error)) from None
        kinds = _kinds(self.config)
        groups = {case.group.name: case.group for case in found.cases if case.group and case.group.floor is not None}
        named = _namer()
        for case in found.cases:
            yield GoldenItem.from_parent(self, name=named(case.title), case=case, bot=found.bot)
            for one in self._changed(case, found.bot, found.perturb if kinds is None else kinds):
                yield PerturbedItem.from_parent(self, name=named(one.id), changed=one, bot=found.bot)
        for group in groups.values():
            cases = [case for case in found.cases if case.group == group]
            yield GroupItem.from_parent(
                self, name=named(f"group {group.name}"), group=group, cases=cases, bot=found.bot
            )

    def _changed(self, case: Case, bot: Bot, kinds: Iterable[str]) -> list[Perturbed]:
        """A case in other words; none of one that the bot is known to miss as it is written."""
        from faqbot.evaluation.golden.cases import perturbed

        return [] if case.xfail is not None else list(perturbed(case, bot.knowledge, kinds))

    def judged(self, case: Case, bot: Bot) -> Judgement:
        """The judgement on `bot` by `case`, which is put to it once."""
        from faqbot.evaluation.golden import judge

        if case not in self._judged:
            self._judged[case] = judge.judged(case, bot)
        return self._judged[case]

    def _bots(self) -> Bots:
        """The bots of the session; where a file names no knowledge, over that of `Bot.load`, whoever runs it."""
        from faqbot.evaluation.golden.bots import Bots

        return self.config.stash.setdefault(_BOTS, Bots())


class _Item(pytest.Item):
    """What is put to a bot, whose failure is told by a report and not by a traceback.

    Args:
        line: 1-based line of the file that a failure points at.
        bot: who is asked.
        node: what pytest's own items take.
    """

    parent: GoldenFile

    def __init__(self, *, line: int, bot: Bot, **node: Any) -> None:
        super().__init__(**node)
        self.line = line
        self.bot = bot
        self.add_marker("golden")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report alone: a traceback through faqbot would say nothing about the knowledge."""
        from faqbot.base.errors import KnowledgeError

        if isinstance(excinfo.value, (KnowledgeError, pytest.xfail.Exception)):  # the former: a damaged compiled file
            return str(excinfo.value)
        if not isinstance(excinfo.value, Miss):
            excinfo.traceback = excinfo.traceback.cut(path=__file__)  # what called the item is pytest's own
            return super().repr_failure(excinfo, style)
        shown = excinfo.getrepr(style="value")
        crash = shown.reprcrash
        if crash is not None:  # what the summary, --tb=line and JUnit files say in one line
            crash.path, crash.lineno, crash.message = str(self.path), self.line, excinfo.value.fault
        return shown

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (0-based, as pytest counts), and the headline of a failure."""
        return self.path, self.line - 1, self.name

    def told(self, found: Judgement) -> str:
        """Why a case is missed."""
        from faqbot.evaluation.golden import misses

        return misses.report(found, self.bot)


class GoldenItem(_Item):
    """A question, or a conversation, that must get the golden answer."""

    def __init__(self, *, case: Case, **node: Any) -> None:
        super().__init__(line=case.line, **node)
        self.case = case
        self.extra_keyword_matches.add(case.title)  # what the name clips can still be met by -k
        if case.group:
            self.extra_keyword_matches.add(case.group.name)
        if case.xfail is not None:
            self.add_marker(pytest.mark.xfail(reason=case.xfail, raises=Miss, strict=True))

    def runtest(self) -> None:
        """Ask, and judge.

        Raises:
            Miss: the answer isn't the golden one.
        """
        case, found = self.case, self.parent.judged(self.case, self.bot)
        self.line = found.turn.line
        self._note(found)
        if not found.fault:
            return
        if case.group and case.group.floor is not None and case.xfail is None:
            pytest.xfail(f"{found.fault}; its group has a floor")  # with --runxfail it does nothing
        raise Miss(found.fault, self.told(found))

    def _note(self, found: Judgement) -> None:
        """Keep what would make the answer the golden one, where that is to be accepted."""
        if self.config.getoption("--faqbot-update", None) is None or (found.fault and self.case.xfail):
            return
        from faqbot.evaluation.golden import review

        change = review.change(found, self.bot)
        if change:
            self.config.stash.setdefault(_CHANGES, []).append(change)


class PerturbedItem(_Item):
    """A case in other words, which must stay right; or turned, which must not be answered as before."""

    def __init__(self, *, changed: Perturbed, **node: Any) -> None:
        super().__init__(line=changed.case.last.line, **node)
        self.changed = changed
        self.extra_keyword_matches.update((changed.case.title, changed.kind))
        if changed.mark in changed.case.perturb_xfail:
            self.add_marker(pytest.mark.xfail(reason="marked by perturb_xfail", raises=Miss, strict=True))

    def runtest(self) -> None:
        """Ask, and judge; a case that is missed as it is written tells nothing more.

        Raises:
            Miss: it doesn't stay right.
        """
        from faqbot.evaluation.golden import judge

        written = self.parent.judged(self.changed.case, self.bot)
        if written.fault:
            pytest.skip("the case is missed as it is written")
        found = judge.changed(self.changed, self.bot, written.answer)
        if found.fault:
            mark = f"If it is known, mark it in the case: perturb_xfail: [{self.changed.mark}]"
            raise Miss(found.fault, f"{self.told(found)}\n\n{mark}")


class GroupItem(_Item):
    """A group of cases, of which a share must pass."""

    def __init__(self, *, group: Group, cases: list[Case], **node: Any) -> None:
        super().__init__(line=group.line, **node)
        self.cases = cases
        self.extra_keyword_matches.add(group.name)

    def runtest(self) -> None:
        """Ask every case of the group that was not asked yet, and hold the share that passes against the floor.

        Raises:
            Miss: the share is below it. All that was missed is told.
        """
        from faqbot.evaluation.golden import groups

        found = [self.parent.judged(case, self.bot) for case in self.cases]
        (standing,) = groups.standings((judged.case, not judged.fault) for judged in found)
        if not standing.met:
            head = f"{standing.path}:{self.line}: {standing}"
            raise Miss(str(standing), "\n\n".join([head, *(self.told(judged) for judged in found if judged.fault)]))


def _shown(path: Path) -> str:
    """`path` as it is to be shown: relative where it lies below the working directory."""
    here = os.getcwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)


def _namer() -> Callable[[str], str]:
    """Gives a name for each question, unique in the file, the same in every process."""
    taken: set[str] = set()

    def named(question: str) -> str:
        base = _name(question)
        numbered = (f"{base} ({number})" for number in count(2))
        name = next(name for name in chain([base], numbered) if name not in taken)
        taken.add(name)
        return name

    return named


def _name(question: str) -> str:
    """The question on one line, without what node ids are split at (`::` and `[`) or what disturbs a terminal."""
    from faqbot.base.hygiene import cut  # here: loaded already, since there is a golden file
    from faqbot.evaluation.perturbing.kinds import id_of, parted

    name = "".join(c if _can_stand(c) else c.encode("unicode_escape").decode("ascii") for c in question)
    name, mark = parted(re.sub(":(?=:)", ": ", name).translate(_BRACKETS).strip())
    return id_of(cut(name, MAX_ID - len(mark)), mark) if mark else cut(name, MAX_ID)


def _can_stand(character: str) -> bool:
    """Whether a character can stand in an id as it is.

    pytest puts the running test's id into an environment variable, which holds no more than the system's encoding:
    in the locale C that is ASCII. What it prints it escapes by itself, and in the same way. The workers of xdist
    share an environment, and so agree on their ids.
    """
    try:
        character.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        return False
    return character.isprintable()
