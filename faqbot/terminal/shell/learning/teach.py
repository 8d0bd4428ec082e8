"""`faqbot teach`: questions put beside the places that they belong to: one, several, or the gaps of a log."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.learning.teaching.lesson import RefusedError, Wording
from faqbot.authoring.learning.teaching.teacher import Teacher, undo
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import as_json, verbatim
from faqbot.knowledge import listing, loading
from faqbot.terminal.shell import bots

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from faqbot.authoring.learning.teaching.lesson import Lesson

DONE: Final = 0
REFUSED: Final = 1  # something was not taught, or not all of a lesson could be taken back
FAILED: Final = 2


def run(options: argparse.Namespace) -> int:
    """Teach, or take the last lesson back; returns the exit status.

    Raises:
        FaqbotError: what is to be taught is not said, or a file can't be used.
    """
    one = options.question is not None or options.ref is not None
    if options.undo:
        if one or options.words:
            raise FaqbotError("--undo takes back the last lesson: nothing can be taught at once")
        return _undo(options)
    if one and (options.question is None or options.ref is None or options.words):
        raise FaqbotError('one lesson is --question "…" --ref REF, and no log beside it')
    if options.words and (options.dry_run or options.json):
        raise FaqbotError(
            "over a log you are asked, and each lesson is written: neither --dry-run nor --json goes with it"
        )
    teacher = Teacher(bots.load(options), options.golden)
    if one:
        return _Lessons(teacher, options).teach(options.question, options.ref)
    if options.words:
        from faqbot.terminal.shell.learning import lessons  # here: it asks by keys

        return lessons.over(teacher, options.words)
    if sys.stdin.isatty():
        raise FaqbotError('teach what? --question "…" --ref REF, or a log: faqbot teach LOG')
    return _lines(_Lessons(teacher, options), sys.stdin)


class _Lessons:
    """Lessons that are taught, and told of as the options say."""

    def __init__(self, teacher: Teacher, options: argparse.Namespace) -> None:
        self._teach = teacher.try_ if options.dry_run else teacher.teach
        self._json, self._dry = options.json, options.dry_run

    def teach(self, question: str, ref: str) -> int:
        """The exit status of one lesson, which is told of.

        Raises:
            FaqbotError: it can't be taught for another reason than what would be lost.
        """
        try:
            lesson = self._teach(Wording(question, ref))
        except RefusedError as error:
            return self._refused(question, ref, error)
        if self._json:
            print(as_json({"state": "would be taught" if self._dry else "taught", **lesson.to_dict()}))
        else:
            print(verbatim(_told(lesson, dry=self._dry)), flush=True)
        return DONE

    def _refused(self, question: str, ref: str, error: RefusedError) -> int:
        state = "known" if error.known else "refused"
        if self._json:
            flips = [flip.to_dict() for flip in error.flips]
            print(as_json({"state": state, "question": question, "ref": ref, "why": error.why, "flips": flips}))
        else:
            print(verbatim(str(error)), flush=True)
        return DONE if error.known else REFUSED


def _told(lesson: Lesson, *, dry: bool) -> str:
    return lesson.diff.rstrip("\n") if dry else str(lesson)


def _lines(lessons: _Lessons, lines: Iterable[str]) -> int:
    """Teach each line of JSON; one that is none is told, and the others are taught."""
    status = DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            status = max(status, lessons.teach(*_lesson(line)))
        except FaqbotError as error:
            print(verbatim(f"standard input:{number}: {error}"), file=sys.stderr)
            status = FAILED
    return status


def _lesson(line: str) -> tuple[str, str]:
    """The question and the ref of a line."""
    try:
        values: Any = json.loads(line)
    except ValueError:
        values = None
    pair = (values.get("question"), values.get("ref")) if isinstance(values, dict) else (None, None)
    if not all(isinstance(text, str) for text in pair):
        raise FaqbotError('write {"question": "…", "ref": "…"}')
    return str(pair[0]), str(pair[1])


def _undo(options: argparse.Namespace) -> int:
    paths = bots.knowledge(options.knowledge) or [str(loading.default_path())]
    undone = undo(listing.articles(paths), dry_run=options.dry_run)
    if options.json:
        diff = "".join(write.diff for write in undone.writes)
        print(as_json({"state": "taken back", "question": undone.question, "left": list(undone.left), "diff": diff}))
    elif options.dry_run:
        print(verbatim("".join(write.diff for write in undone.writes).rstrip("\n")))
    else:
        print(verbatim("\n".join((*undone.said, *undone.left))))
    return REFUSED if undone.left else DONE
