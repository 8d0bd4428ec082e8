"""Questions that are a gap -> their clusters: those that were asked again by the matcher, the others joined to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.authoring.learning.gaps.clustering import linkage
from faqbot.authoring.learning.gaps.clustering.joining import Joiner
from faqbot.authoring.learning.gaps.clustering.nearness import near
from faqbot.authoring.learning.gaps.gaps import Amount, Cluster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.learning.gaps.asking import Asked
    from faqbot.authoring.learning.gaps.clustering.nearness import Near
    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.bot import Bot
    from faqbot.search.match import Matcher

# The least mean nearness of the questions of two clusters by which these become one. Of 52 paraphrases of ten topics of
# a bakery all pairs that it puts together are rightly there, and 73 in 100 of those that belong together are; at 0.15
# that is 73 and 73, at 0.3 100 and 59 (tests/bench/gaps.py --clusters).
LEAST: Final = 0.2

# Questions that are joined to clusters by their words, of those that were not asked again the most asked: some 30 µs
# each. A log of 100,000 lines has as many only where hardly anybody asks what another did.
JOINED: Final = 50_000

SHOWN: Final = 3  # wordings of a cluster that are shown


class Clustered(NamedTuple):
    """What becomes of questions.

    Attributes:
        clusters: the largest first.
        joined: how many are in them by their words only.
        left: how many are in none.
    """

    clusters: tuple[Cluster, ...]
    joined: Amount
    left: Amount


def clustered(asked: Sequence[Asked], rest: Sequence[Folded], bot: Bot) -> Clustered:
    """The clusters of questions.

    Args:
        asked: those that were asked again, the most asked first.
        rest: the others, the most asked first.
        bot: by whose language, synonyms and meaning they are near to each other.
    """
    open_ = [each for each in asked if each.now.open]
    nearness = near([each.folded.text for each in open_], bot)
    groups = linkage.clusters(len(open_), nearness.pairs, LEAST)
    group_of = {at: number for number, group in enumerate(groups) for at in group}
    joiner = _joiner([*open_, *(each for each in asked if not each.now.open)], nearness.matcher)
    left = list(rest[JOINED:])
    joined: defaultdict[int, list[Folded]] = defaultdict(list)
    for folded in rest[:JOINED]:
        if folded.missed or folded.disliked:
            like = joiner.like(folded.key.split(" "))
            # What is like a question that is answered by now may be answered too, but nobody has asked.
            (left if like is None or like not in group_of else joined[group_of[like]]).append(folded)
    grouping = _Grouping(open_, nearness)
    clusters = [grouping.cluster(group, joined[number]) for number, group in enumerate(groups)]
    return Clustered(
        clusters=tuple(sorted(clusters, key=lambda cluster: (-cluster.count, cluster.wordings))),
        joined=_amount(folded for some in joined.values() for folded in some),
        left=_amount(left),
    )


def _joiner(asked: Sequence[Asked], matcher: Matcher) -> Joiner:
    index = matcher.index
    return Joiner([each.folded.key.split(" ") for each in asked], index.weight, index.language.stop_words)


def _amount(some: Iterable[Folded]) -> Amount:
    return Amount.of(folded.missed + folded.disliked for folded in some)


class _Grouping:
    """Makes clusters of groups of questions.

    Args:
        asked: all questions that are a gap still.
        near: how near they are to each other.
    """

    def __init__(self, asked: Sequence[Asked], near: Near) -> None:
        self._asked = asked
        self._near = near

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
        """The question that all are nearest to, each as often as it was asked; rather none that is misspelt."""

        def nearness(one: int) -> float:
            return sum(self._asked[at].now.open * self._near.between(one, at) for at in group)

        return min(group, key=lambda at: (-round(nearness(at), 9), at in self._near.misspelt, at))

    def _apart(self, typical: int, group: Sequence[int]) -> list[int]:
        """The most typical question, and those that are least like those before them."""
        shown = [typical]
        while len(shown) < min(SHOWN, len(group)):
            others = (at for at in group if at not in shown)
            shown.append(min(others, key=lambda at: (max(self._near.between(at, each) for each in shown), at)))
        return shown
