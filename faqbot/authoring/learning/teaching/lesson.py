"""What can be taught, what teaching does to files, and what it is refused for."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Wording:
    """A question that is to become a wording of an FAQ entry or a section, by its ref, id or how that begins."""

    question: str
    ref: str


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A question that is to become an FAQ entry of its own, in an article by its id."""

    question: str
    answer: str
    article: str


@dataclass(frozen=True, slots=True)
class NotOurs:
    """A question that is to stay without an answer: a golden case says so, beside an article by its id."""

    question: str
    article: str


Wish = Wording | NewEntry | NotOurs


@dataclass(frozen=True, slots=True)
class Write:
    """A file that is written: its text before ("" where there is none) and after."""

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """What changes in it, as a unified diff."""
        return "".join(_diff(self))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a question was taught as, or with `dry_run` would be.

    Attributes:
        question: it, as it is written.
        ref: the place that it belongs to (`article#id`); "" where it is to stay without an answer.
        writes: the files, the article first.
        said: what was done, in sentences.
    """

    question: str
    ref: str
    writes: tuple[Write, ...]
    said: tuple[str, ...]

    def __str__(self) -> str:
        """What was done, a sentence a line."""
        return "\n".join(self.said)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are written."""
        return tuple(write.path for write in self.writes)

    @property
    def diff(self) -> str:
        """What changes in them, as a unified diff."""
        return "".join(write.diff for write in self.writes)

    def to_dict(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        return {"question": self.question, "ref": self.ref or None, "files": list(self.files), "diff": self.diff}


def _diff(write: Write) -> Iterable[str]:
    before, after = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (write.before, write.after))
    old = f"a/{write.path}" if write.before else os.devnull
    new = f"b/{write.path}" if write.after else os.devnull
    for line in difflib.unified_diff(before, after, old, new, n=2):
        yield line if line.endswith("\n") else f"{line}\n"


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that is answered right, and would not be any more.

    Attributes:
        question: it.
        where: where it stands: the ref of a place whose wording it is, or file and line of a golden case.
        was: what it gets.
        would: what it would get.
    """

    question: str
    where: str
    was: str
    would: str

    def __str__(self) -> str:
        return clean(f"“{shown(self.question)}” ({self.where}): now {self.was}, then {self.would}")

    def to_dict(self) -> dict[str, str]:
        """What `--json` prints of it."""
        return {"question": self.question, "where": self.where, "was": self.was, "would": self.would}


class RefusedError(FaqbotError):
    """A question was not taught.

    Args:
        why: a sentence.
        flips: what would be lost by it.
        known: whether it leads there already, so that there is nothing to learn.
    """

    def __init__(self, why: str, flips: tuple[Flip, ...] = (), *, known: bool = False) -> None:
        super().__init__("\n  ".join([why, *map(str, flips)]))
        self.why = why
        self.flips = flips
        self.known = known
