"""The nouns of the gaps of a knowledge, all frozen: what was asked in vain, what was picked, what nobody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Place:
    """An entry or section: its ref, its title, and the file and line where it stands ("faq.yaml:12")."""

    ref: str
    title: str
    at: str

    @classmethod
    def of(cls, candidate: Candidate) -> Place:
        """The place of a candidate."""
        return cls(candidate.ref, candidate.title, f"{candidate.article.path}:{candidate.part.line}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions on one thing that got no answer, or a wrong one.

    Attributes:
        wordings: all distinct ones, most asked first.
        count: how many times they were asked.
        wrong: how many of these were answered, and a reader said that the answer is bad.
        shown: up to three of the wordings: the most typical one, then others that differ from it.
        place: what comes nearest to most of them, or None.
        why: why it is no answer to them, in a line.
    """

    wordings: tuple[str, ...]
    count: int
    wrong: int
    shown: tuple[str, ...]
    place: Place | None
    why: str

    @property
    def nearest(self) -> str | None:
        """The ref of what comes nearest, or None."""
        return self.place.ref if self.place else None


@dataclass(frozen=True, slots=True)
class Picked:
    """A question that was not answered until its reader picked a place from a list.

    Attributes:
        question: its most asked wording.
        place: what was picked; None: the knowledge has no longer what `ref` names.
        ref: the ref of that.
        count: how many times.
    """

    question: str
    place: Place | None
    ref: str
    count: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a log says of a knowledge.

    Attributes:
        asked: how many questions the log holds, of the time that was looked at.
        missed: how many of them got no answer, a bad one, or one that their reader had to pick: the counts of
            `clusters` and of `picked`, `now` and `left` add up to it.
        clusters: those that still get none, or a bad one, largest first.
        now: how many of the missed are answered by now.
        left: how many of the missed were left out, being of the least asked ones of too many.
        left_wordings: in how many distinct wordings.
        picked: what was picked and is still not answered, most often first.
        unasked: the entries that were never the answer, nor picked, in all of the log.
        entries: how many entries there are.
    """

    asked: int
    missed: int
    clusters: tuple[Cluster, ...]
    now: int
    left: int
    left_wordings: int
    picked: tuple[Picked, ...]
    unasked: tuple[Place, ...]
    entries: int

    def __bool__(self) -> bool:
        """Whether there is something for the author to do: what nobody asks is none."""
        return bool(self.clusters or self.picked)
