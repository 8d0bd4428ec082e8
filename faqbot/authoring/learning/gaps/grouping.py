"""Questions of a group -> the cluster that is told: its wordings, the three that are shown, where it comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.authoring.learning.gaps.gaps import Cluster
from faqbot.authoring.learning.gaps.nearness import between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.learning.gaps.asking import Now
    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.authoring.learning.gaps.nearness import Pairs

SHOWN: Final = 3  # wordings of a cluster that are shown


class Asked(NamedTuple):
    """A question that was asked again, with what becomes of it now."""

    folded: Folded
    now: Now


class Grouping:
    """Makes clusters of groups of questions.

    Args:
        asked: all questions that are a gap still.
        pairs: how near they are to each other, by their places.
    """

    def __init__(self, asked: Sequence[Asked], pairs: Pairs) -> None:
        self._asked = asked
        self._pairs = pairs

    def cluster(self, group: Sequence[int], joined: Sequence[Folded]) -> Cluster:
        """The cluster of the questions at some places, the most asked first, and of others that are like them."""
        typical = self._typical(group)
        shown = [self._asked[at].folded.text for at in self._apart(typical, group)]
        shown += [folded.text for folded in joined[: SHOWN - len(shown)]]
        counts = {self._asked[at].folded.text: self._asked[at].now.open for at in group}
        counts |= {folded.text: folded.missed + folded.disliked for folded in joined}
        disliked = sum(self._asked[at].now.disliked for at in group) + sum(folded.disliked for folded in joined)
        now = self._asked[typical].now
        return Cluster(
            wordings=tuple(sorted(counts, key=lambda text: (-counts[text], text))),
            count=sum(counts.values()),
            disliked=disliked,
            shown=tuple(shown),
            place=now.place,
            why=now.why,
        )

    def _typical(self, group: Sequence[int]) -> int:
        """The question that all are nearest to, each as often as it was asked."""

        def nearness(one: int) -> float:
            return sum(self._asked[at].now.open * between(self._pairs, one, at) for at in group)

        return min(group, key=lambda at: (-round(nearness(at), 9), at))

    def _apart(self, typical: int, group: Sequence[int]) -> list[int]:
        """The most typical question, and those that are least like those before them."""
        shown = [typical]
        while len(shown) < min(SHOWN, len(group)):
            others = (at for at in group if at not in shown)
            shown.append(min(others, key=lambda at: (max(between(self._pairs, at, each) for each in shown), at)))
        return shown
