"""What both knowledges are asked: golden cases, the wordings of both, the questions of a log; each once."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faqbot.base.values import StrEnum
from faqbot.evaluation import labelled
from faqbot.evaluation.golden.bots import Bots
from faqbot.knowledge import listing, loading
from faqbot.knowledge.article import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.bot import Bot
    from faqbot.evaluation.comparing.renames import Renames
    from faqbot.evaluation.comparing.sides import Side
    from faqbot.evaluation.golden.cases import Case
    from faqbot.knowledge.article import Section
    from faqbot.log.entry import Entry as Logged


class Origin(StrEnum):
    """Where a question is from."""

    GOLDEN = "golden"
    WORDING = "wording"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Right:
    """What is right on one side.

    Attributes:
        case: the golden case, or None.
        places: refs of which any one is right; None: that isn't known, or the case says so.
        asked: whether there is somebody to ask: not where a case is put to articles that aren't there.
    """

    case: Case | None = None
    places: frozenset[str] | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        ask: the question.
        origin: where it is from.
        at: its place, to be shown: file and line.
        old: what is right by the old knowledge.
        new: what is right by the new one.
        count: how often it was asked, of a log.
    """

    ask: str
    origin: Origin
    at: str
    old: Right = Right()
    new: Right = Right()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Goldens:
    """Golden cases, and the golden files that are about another knowledge."""

    cases: tuple[Case, ...]
    others: tuple[str, ...] = ()


# -- golden cases ------------------------------------------------------------------------------


class _Other(Exception):  # noqa: N818 - no error: it leaves the reading of a file
    """A golden file is about another knowledge."""


def goldens(named: Sequence[str], new: Side, bot: Bot) -> Goldens:
    """The golden cases about the new knowledge.

    Args:
        named: files of labelled questions, and folders of golden files; none: those that are found.
        new: the new side: of a revision, the golden files are its own.
        bot: the bot over it.

    Raises:
        KnowledgeError: a file can't be used.
    """
    if named:
        return Goldens(tuple(each.case for each in labelled.read(named, bots=Bots(load=lambda *_: bot))))
    files = _files(new.paths)

    def load(*paths: str) -> Bot:
        if _files(paths or _default(new)) != files:
            raise _Other
        return bot

    cases: list[Case] = []
    others: list[str] = []
    for path in new.goldens():
        try:
            found = labelled.read([path], bots=Bots(load=load))
        except _Other:  # noqa: PERF203 - there are few
            others.append(new.shown(path))
        else:
            cases += (replace(each.case, path=new.shown(each.case.path)) for each in found)
    return Goldens(tuple(cases), tuple(others))


def _files(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(os.path.realpath(file) for file in listing.articles(paths, []))


def _default(side: Side) -> tuple[str, ...]:
    """The paths of the default knowledge, as of that side."""
    path = str(loading.default_path())
    return (os.path.join(side.here, path),) if side.here else (path,)


# -- all of them -------------------------------------------------------------------------------


class Questions:
    """The questions about two knowledges.

    Args:
        old, new: the two sides with their bots.
        renames: places that have another id now.
    """

    def __init__(self, old: tuple[Side, Bot], new: tuple[Side, Bot], renames: Renames) -> None:
        self._sides = (old, new)
        self._renames = renames
        self._old_articles = {article.id for article in old[1].knowledge.articles}

    def all(self, cases: Iterable[Case], log: Iterable[Logged] = (), path: str = "") -> tuple[Question, ...]:
        """All questions, each once: what is a golden case is not asked as a wording too, nor what is either as a
        question of a log.

        Args:
            cases: the golden cases, which are about the new knowledge.
            log: what was asked.
            path: the log, to be shown.
        """
        golden = [self._golden(case) for case in cases]
        seen = {question.ask for question in golden if question.new.case and not question.new.case.articles}
        wordings = [question for question in self._wordings() if question.ask not in seen]
        seen.update(question.ask for question in wordings)
        return (*golden, *wordings, *(question for question in _logged(log, path) if question.ask not in seen))

    def _golden(self, case: Case) -> Question:
        """A case: by the old knowledge it is about the same places, as they were called there."""
        articles = tuple(id_ for id_ in map(self._renames.article, case.articles) if id_ in self._old_articles)
        old = Right(case.over(self._renames.back, articles), asked=bool(articles) or not case.articles)
        return Question(case.title, Origin.GOLDEN, f"{case.path}:{case.line}", old, Right(case))

    def _wordings(self) -> Iterator[Question]:
        """Each wording, with the places that it stands for on either side.

        Where only one side has it, the same places are right on the other.
        """
        found: tuple[dict[str, dict[str, str]], ...] = ({}, {})  # wording -> ref -> where it stands
        for (side, bot), mine in zip(self._sides, found, strict=True):
            for article, part in bot.knowledge.parts():
                at = f"{side.shown(article.path)}:{part.line}"
                for wording in _wordings(part):
                    mine.setdefault(wording, {})[article.ref(part)] = at
        old, new = found
        for wording in {**new, **old}:
            was, now = old.get(wording), new.get(wording)
            before = frozenset(was or map(self._renames.back, now or ()))
            after = frozenset(now or map(self._renames.forward, was or ()))
            at = next(iter((now or was or {}).values()))
            yield Question(wording, Origin.WORDING, at, Right(places=before), Right(places=after))


def _wordings(part: Section | Entry) -> tuple[str, ...]:
    if not isinstance(part, Entry) and part.only_heads:  # its heading leads to the sections below it
        return part.alternates
    return part.title, *part.alternates


def _logged(log: Iterable[Logged], path: str) -> Iterator[Question]:
    """The questions of a log, each with how often it was asked."""
    counts: dict[str, int] = {}
    for entry in log:
        ask = " ".join(entry.full.split())
        counts[ask] = counts.get(ask, 0) + 1
    yield from (Question(ask, Origin.LOG, path, count=count) for ask, count in counts.items() if ask)
