"""What is found in a log, all frozen: clusters of questions in vain, answers that were picked, entries nobody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faqbot.base.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """A section or an entry of the knowledge: its ref, its title, its file and line."""

    ref: str
    title: str
    path: str
    line: int

    @property
    def at(self) -> str:
        """The file and the line."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask much the same, and got no answer or a wrong one.

    Attributes:
        wordings: what was asked, the most asked first; of questions that differ in capitals, signs and endings only
            the one that was asked most.
        count: how often they were asked in vain.
        disliked: how many of these times an answer was given, and called wrong.
        shown: up to three of the wordings: the most typical one, and those that are least like it.
        place: the place judged nearest to the most typical one, or None.
        why: why that is no answer, in a line.
    """

    wordings: tuple[str, ...]
    count: int
    disliked: int
    shown: tuple[str, ...]
    place: Place | None
    why: str

    @property
    def nearest(self) -> str | None:
        """The ref of the place judged nearest, or None."""
        return self.place.ref if self.place else None


@dataclass(frozen=True, slots=True)
class Pick:
    """A question that was answered only when its reader picked the place from a list: which, and how often."""

    question: str
    ref: str
    place: Place | None  # None: the knowledge has no such place any more
    count: int


@dataclass(frozen=True, slots=True)
class Amount:
    """How many questions that read differently, and how often they were asked."""

    questions: int = 0
    count: int = 0

    @classmethod
    def of(cls, counts: Iterable[int]) -> Amount:
        """That of questions that were asked so often each; those that never were are none."""
        some = [count for count in counts if count]
        return cls(len(some), sum(some))


@dataclass(frozen=True, slots=True)
class Gaps:
    """What readers asked and didn't get.

    What was asked in vain, so `missed`, `disliked` and `picked`, is all of: the clusters, the picks, what is answered
    by now, and what is left out.

    Attributes:
        asked: how many questions the log has.
        missed: how many got no answer, nor picked one.
        disliked: how many answers were called wrong.
        picked: how many questions were answered by what their readers picked.
        clusters: those in vain, the most asked first.
        picks: those that were picked, the most often picked first.
        unasked: the entries that answered none of the questions, in the order of the knowledge.
        answered: those in vain that would be answered by now, or from another place than the one called wrong.
        left: those that were not asked again, being asked too seldom, and are in no cluster.
        joined: those that were not asked again, but are in a cluster by the words they share.
    """

    asked: int
    missed: int
    disliked: int
    picked: int
    clusters: tuple[Cluster, ...]
    picks: tuple[Pick, ...]
    unasked: tuple[Place, ...]
    answered: Amount = field(default_factory=Amount)
    left: Amount = field(default_factory=Amount)
    joined: Amount = field(default_factory=Amount)

    @property
    def are_there(self) -> bool:
        """Whether anything was asked that the knowledge should have answered."""
        return bool(self.clusters or self.picks or self.left.count)

    def to_dict(self) -> Mapping[str, Any]:
        """As plain values for JSON."""
        return {
            "asked": self.asked,
            "missed": self.missed,
            "disliked": self.disliked,
            "picked": self.picked,
            "answered_by_now": _amount(self.answered),
            "left_out": _amount(self.left),
            "not_asked_again": _amount(self.joined),
            "clusters": [_cluster(cluster) for cluster in self.clusters],
            "picks": [
                {"question": pick.question, "ref": pick.ref, "count": pick.count, "place": _place(pick.place)}
                for pick in self.picks
            ],
            "unasked": [_place(place) for place in self.unasked],
        }


def _cluster(cluster: Cluster) -> dict[str, Any]:
    return {
        "count": cluster.count,
        "disliked": cluster.disliked,
        "shown": list(cluster.shown),
        "wordings": list(cluster.wordings),
        "nearest": _place(cluster.place),
        "why": cluster.why,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"ref": place.ref, "title": place.title, "path": place.path, "line": place.line} if place else None


def _amount(amount: Amount) -> dict[str, int]:
    return {"questions": amount.questions, "count": amount.count}
