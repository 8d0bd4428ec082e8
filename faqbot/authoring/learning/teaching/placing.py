"""Lessons -> the texts of their files, and back: an alternate, an entry or a golden case put in, or taken out again."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring import saving
from faqbot.authoring.learning.teaching.lesson import Write
from faqbot.authoring.writing import files, golden, layout
from faqbot.authoring.writing.merging import splice
from faqbot.authoring.writing.merging.merge import Drop, Extend, Insert, Retract, Where
from faqbot.authoring.writing.merging.splice import NoPlaceError
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Knowledge
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.authoring.writing.merging.merge import Edit
    from faqbot.bot import Bot
    from faqbot.knowledge.article import Article, Entry, Section

# Why the case of a taught wording is no weakness: `faqbot check` tells of cases that are wordings.
TAUGHT: Final = "faqbot: ignore W006 taught"
_FAILED: Final = "the file would not be read back as it was meant, so nothing was written: please report this"


def read(path: str) -> Article:
    """The article of a file as it is now.

    Raises:
        KnowledgeError: it can't be used.
    """
    return of(path, read_text(path))


def current(bot: Bot, files: Mapping[str, str]) -> Bot:
    """The bot over what some files say now, by their articles' ids: others may have taught it since it was loaded.

    Raises:
        KnowledgeError: one can't be used.
    """
    now = {id_: read(path) for id_, path in files.items()}
    articles = tuple(replace(now[old.id], path=old.path) if old.id in now else old for old in bot.knowledge.articles)
    return bot if articles == bot.knowledge.articles else bot.over(Knowledge(articles))


def of(path: str, text: str) -> Article:
    """The article that a text is; raises as `read` does."""
    return files.read(path, _text(text))


def where(article: Article, part: Section | Entry) -> Where:
    """Where a part of an article stands in its file."""
    for at, section in enumerate(article.sections):
        if section.id == part.id:
            return Where("sections", at)
    return Where("faq", [entry.id for entry in article.faq].index(part.id))


def wording(path: str, place: Where, question: str) -> Write:
    """The article's file with one more wording of a part.

    Raises:
        KnowledgeError: it can't be used, or is written in a way in which the wording has no place.
    """
    return _edited(path, Extend(place, (question,)))


def wordings(path: str, more: Mapping[Where, Sequence[str]]) -> Write:
    """The article's file with more wordings of several parts; raises as `wording` does."""
    return _edited(path, *(Extend(place, tuple(questions)) for place, questions in more.items()))


def entry(path: str, question: str, answer: str) -> Write:
    """The article's file with one more entry, behind the others; raises as `wording` does."""
    values = {"question": question, "answer": answer}
    return _edited(path, Insert(Where("faq", len(read(path).faq)), (values,)))


def without_wording(path: str, place: Where, at: int) -> Write:
    """The article's file without one of a part's alternates, by its index; raises as `wording` does."""
    return _edited(path, Retract(place, at))


def without_entry(path: str, place: Where) -> Write:
    """The article's file without an entry that was put in, and the line that was put before it; raises as `wording`."""
    write = _edited(path, Drop(place))
    before, after = _text(write.before), _text(write.after)
    pairs = zip(before.splitlines(keepends=True), after.splitlines(keepends=True), strict=False)
    start = sum(len(one) for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    head, tail = before[: len(before) - len(after) + start], after[start:]
    empty = head[len(head.rstrip("\n")) + 1 :]  # lines behind it, which were behind the entry before it
    bare = f"{after[:start].rstrip(chr(10))}\n{empty}{tail}"
    same = layout.held(files.read(path, bare)) == layout.held(files.read(path, after))
    return replace(write, after=saving.with_ends(write.before, bare)) if same else write


def _edited(path: str, *edits: Edit) -> Write:
    raw = read_text(path)
    text = _text(raw)
    if not edits:
        return Write(path, raw, raw)
    meant = splice.edited(layout.held(files.read(path, text)), edits)
    try:
        after = splice.applied(path, text, edits)
    except NoPlaceError as error:
        raise KnowledgeError(path, None, f"this has no place in the file: {error}") from None
    if _nameless(layout.held(files.read(path, after)), edits) != _nameless(meant, edits):
        raise KnowledgeError(path, None, _FAILED)
    return Write(path, raw, saving.with_ends(raw, after))


def _nameless(values: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Values of a file, without the id of an entry that was put in: it is made of its question."""
    if not any(isinstance(edit, Insert) for edit in edits):
        return values
    *others, last = values["faq"]
    return {**values, "faq": [*others, {key: value for key, value in last.items() if key != "id"}]}


def _text(raw: str) -> str:
    return raw.replace("\r\n", "\n")


# -- golden files ------------------------------------------------------------------------------


def case(path: str, case_: dict[str, Any], article: str, *, remark: str = "") -> Write | None:
    """A golden file with one more case, behind the others; None where it asks this already.

    Args:
        path: the golden file, which need not be there.
        case_: the case.
        article: the article that a new file is about.
        remark: a comment beside the case.

    Raises:
        KnowledgeError: it can't be read, or the case has no place in it.
    """
    raw = read_text(path) if os.path.lexists(path) else ""
    if case_ in golden.cases(path, _text(raw)):
        return None
    named = os.path.relpath(os.path.realpath(article), os.path.dirname(os.path.realpath(path))).replace(os.sep, "/")
    after = golden.extended(path, _text(raw), [case_], named, remark)
    if after is None:
        raise KnowledgeError(path, None, "a case has no place in the file: write its cases on lines of their own")
    return Write(path, raw, saving.with_ends(raw, after))


def without_case(path: str, case_: dict[str, Any]) -> Write | None:
    """A golden file without a case, its text "" where no other is left; None where the case is not there as it was.

    Raises:
        KnowledgeError: it can't be read.
    """
    if not os.path.lexists(path):
        return None
    raw = read_text(path)
    after = golden.shortened(path, _text(raw), case_)
    return None if after is None else Write(path, raw, saving.with_ends(raw, after))


def save(writes: Sequence[Write]) -> None:
    """Write files, each whole or not at all; one whose text is to be empty is deleted.

    Where one can't be written those before it are put back: half a lesson is none.

    Raises:
        KnowledgeError: one can't be written.
    """
    for at, write in enumerate(writes):
        try:
            _put(write.path, write.after)
        except KnowledgeError:  # noqa: PERF203 - there are two
            with suppress(KnowledgeError):
                for done in writes[:at]:
                    _put(done.path, done.before)
            raise


def _put(path: str, text: str) -> None:
    if text:
        saving.save(path, saving.as_bytes(path, text))
    else:
        saving.delete(path)
