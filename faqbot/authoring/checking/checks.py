"""Runs the checks: paths in, a report out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking import fixes, ignores
from faqbot.authoring.checking.codes import RULES, known
from faqbot.authoring.checking.families import (
    backing,
    characters,
    contradictions,
    grounding,
    links,
    sections,
    synonyms,
    unfinished,
    wordings,
)
from faqbot.authoring.checking.findings import Report
from faqbot.authoring.checking.reading.files import read
from faqbot.authoring.checking.reading.knowledge import Checked
from faqbot.base.errors import FaqbotError
from faqbot.base.messages import closest, shown
from faqbot.bot import Bot
from faqbot.knowledge import loading
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import Read

_FAMILIES: Final = (backing, characters, contradictions, grounding, links, sections, synonyms, unfinished, wordings)
_COMMENT: Final = re.compile(r"faqbot:\s*ignore", re.IGNORECASE)
_PASSES: Final = 5  # of --fix: what is put right may show something else that can be


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted: those whose codes begin with one of `select` (none: all), and with none of `ignore`.

    Raises:
        FaqbotError: a beginning is that of no code.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def __post_init__(self) -> None:
        for prefix in (*self.select, *self.ignore):
            if not known(prefix):
                raise FaqbotError(f'there is no code that begins with "{shown(prefix)}": {_guess(prefix)}')

    def wants(self, found: Finding) -> bool:
        """Whether a finding is wanted."""
        return found.code.startswith(tuple(self.select) or "") and not found.code.startswith(tuple(self.ignore))


def check(
    paths: Sequence[str],
    selection: Selection | None = None,
    *,
    fix: bool = False,
    today: dt.date | None = None,
    make: Callable[[Knowledge], Bot] = Bot,
) -> Report:
    """What is weak in the knowledge at `paths`.

    Args:
        paths: articles, golden files, or folders of them.
        selection: the findings that are wanted; None: all.
        fix: whether what has one right answer is put right in the files.
        today: the day of the check; None: of the computer's clock.
        make: makes the bot of a knowledge.

    Raises:
        FaqbotError: there is nothing to check, or a file can't be written.
    """
    wanted = selection or Selection()
    day = today or dt.datetime.now().astimezone().date()
    found, files = _found(paths, day, make, wanted)
    fixed = 0
    for _ in range(_PASSES if fix else 0):
        done = fixes.apply(found)
        if not done:
            break
        fixed += done
        found, files = _found(paths, day, make, wanted)
    return Report(tuple(found), files, fixed)


def code(name: str) -> str:
    """The code that is named, in any case.

    Raises:
        FaqbotError: there is none.
    """
    if name.upper() not in RULES:
        raise FaqbotError(f'there is no code "{shown(name)}": {_guess(name.upper())}')
    return name.upper()


def _guess(name: str) -> str:
    guess = closest(name, RULES)
    return f"did you mean {guess}?" if guess else "faqbot check --help lists all of them"


def _found(
    paths: Sequence[str], today: dt.date, make: Callable[[Knowledge], Bot], selection: Selection
) -> tuple[list[Finding], int]:
    """The findings that are wanted and that no comment ignores, in order, and the number of files."""
    there = read(paths)
    found = [*there.findings, *_by_family(there, today, make)]
    left = ignores.applied(there.sources, found, _in_values(there))
    return sorted({finding for finding in left if selection.wants(finding)}), there.count


def _by_family(there: Read, today: dt.date, make: Callable[[Knowledge], Bot]) -> list[Finding]:
    if not there.files:
        return []
    with loading.uncollected():
        bot = make(Knowledge(tuple(file.article for file in there.files)))
        checked = Checked(there.files, there.goldens, bot, today)
        return [finding for family in _FAMILIES for finding in family.find(checked)]


def _in_values(there: Read) -> dict[str, set[int]]:
    """Lines on which what looks like a comment stands within a value."""
    lines: dict[str, set[int]] = {}
    for file in there.files:
        for _, placed in file.everything():
            for match in _COMMENT.finditer(placed.value):
                lines.setdefault(file.source.path, set()).add(placed.at(match.start()).line)
    return lines
