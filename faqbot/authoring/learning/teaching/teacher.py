"""Teaches a bot's files, one lesson after the other, and takes lessons back."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faqbot.authoring.learning.teaching import goldens, journal, locks, placing, planning
from faqbot.authoring.learning.teaching.lesson import NotOurs, Wording
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.knowledge import loading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.authoring.learning.teaching.journal import Note
    from faqbot.authoring.learning.teaching.lesson import Lesson, Wish, Write
    from faqbot.bot import Bot


class Teacher:
    """Teaches the files of a bot.

    Args:
        bot: answers from the files that are taught.
        golden: the golden file that gets a case of each lesson; None: as `goldens.target` says.

    Attributes:
        bot: the bot over what the files say now.
    """

    def __init__(self, bot: Bot, golden: str | None = None) -> None:
        self.bot = bot.unlogged
        self._golden = golden

    def try_(self, wish: Wish) -> Lesson:
        """What teaching would do; nothing is written.

        Raises:
            RefusedError: something would be lost by it, or there is nothing to learn.
            FaqbotError: the question or the place is none, or a file can't be used.
        """
        return self._plan(wish).lesson

    def teach(self, wish: Wish) -> Lesson:
        """Teach, once that has been tried; from then on `bot` has learnt it.

        Raises:
            FaqbotError: as `try_`; or a file can't be written.
        """
        path = planning.file(wish, self.bot)
        with locks.held([path, goldens.target(path, self._golden), journal.made()]):
            plan = self._plan(wish)
            with journal.noted([plan.note]):
                placing.save(plan.lesson.writes)
        self.bot = plan.bot
        return plan.lesson

    def not_ours(self) -> frozenset[str]:
        """The questions of which golden cases about the articles say that they must have no answer.

        Raises:
            FaqbotError: a golden file can't be used.
        """
        files = set[str]()
        for article in self.bot.knowledge.articles:
            with suppress(FaqbotError):  # it can't be taught, and has no golden file of its own
                files.add(planning.file(NotOurs("", article.id), self.bot))
        read = (golden for file in sorted(files) for golden in goldens.read(file, self._golden, self.bot))
        cases = (case for golden in read for case in golden.cases if len(case.turns) == 1)
        return frozenset(clean(case.ask) for case in cases if not case.cite and case.expected.unsure is None)

    def _plan(self, wish: Wish) -> planning.Plan:
        return planning.planned(wish, self.bot, self._golden)


def taught(bot: Bot, question: str, ref: str, *, golden: str | None = None, dry_run: bool = False) -> Lesson:
    """What `Bot.teach` does.

    Raises:
        FaqbotError: as `Bot.teach` says.
    """
    teacher, wish = Teacher(bot, golden), Wording(question, ref)
    return teacher.try_(wish) if dry_run else teacher.teach(wish)


# -- taking back -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Undone:
    """A lesson that was taken back: the files that were written, what was done, and what could not be."""

    question: str
    writes: tuple[Write, ...]
    said: tuple[str, ...]
    left: tuple[str, ...]


def undo(files: Iterable[str], *, dry_run: bool = False) -> Undone:
    """Take back the last lesson that some articles' files were taught: just what it put in, as far as that is there.

    A lesson of which nothing was written, as where teaching was killed, is passed over.

    Args:
        files: those of the articles.
        dry_run: to write nothing.

    Raises:
        FaqbotError: there is no lesson to take back, or a file can't be used or written.
    """
    own = {os.path.realpath(file) for file in files}
    while True:
        last = next((note for note in reversed(journal.read()) if note.article in own), None)
        if last is None:
            raise FaqbotError("there is no lesson to take back: none was taught here, by you and on this machine")
        with locks.held([last.article, last.golden or last.article, journal.made()]):
            notes = journal.read()
            if last not in notes:  # somebody has just taken it back
                continue
            undone = _undone(last)
            if not dry_run:
                placing.save(undone.writes)
                at = len(notes) - 1 - notes[::-1].index(last)
                journal.write(notes[:at] + notes[at + 1 :])
        if undone.writes or undone.left:
            return undone
        if dry_run:
            raise FaqbotError("the last lesson was never written: there is nothing to take back of it")


def _undone(note: Note) -> Undone:
    """What taking a lesson back does: each of its two places is seen to by itself."""
    writes: list[Write] = []
    said, left = list[str](), list[str]()
    if note.list:
        file = _shown(note.article)
        write = _without(note)
        if write:
            writes.append(write)
            what = "entry" if note.answer else f"wording of {note.ref}"
            said.append(f"{file}: “{note.question}” is no {what} any more")
        elif note.done:
            left.append(f"{file}: “{note.question}” is not there any more as it was taught, so nothing was taken out")
    if note.golden:
        file = _shown(note.golden)
        case = placing.without_case(note.golden, note.case)
        if case:
            writes.append(replace(case, path=file))
            said.append(f"{file}: {'its case is' if case.after else 'the file, which held no other case, is'} gone")
        elif note.done:
            left.append(f"{file}: its case is not there any more as it was written, so nothing was taken out")
    return Undone(note.question, tuple(writes), tuple(said), tuple(left))


def _without(note: Note) -> Write | None:
    """The article's file without what was taught; None where that isn't there as it was."""
    path = _shown(note.article)
    if not os.path.exists(path):
        return None
    article = placing.read(path)
    parts = article.sections if note.list == "sections" else article.faq
    part = next((part for part in parts if part.id == note.id), None)
    if part is None:
        return None
    place = placing.where(article, part)
    if not note.answer:
        at = part.alternates.index(note.question) if note.question in part.alternates else None
        return None if at is None else placing.without_wording(path, place, at)
    same = part.title == note.question and part.body.value.strip() == note.answer and not part.alternates
    return placing.without_entry(path, place) if same else None


def _shown(path: str) -> str:
    """A path as it is shown: relative to the working folder where it lies in that."""
    relative = os.path.relpath(path) if loading.here() else path
    return path if relative.startswith(os.pardir) else relative
