"""A bot and the log of what it was asked -> what readers asked and didn't get."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.gaps import linkage
from faqbot.authoring.learning.gaps.asking import again, placed
from faqbot.authoring.learning.gaps.folding import tally
from faqbot.authoring.learning.gaps.gaps import Amount, Gaps, Pick
from faqbot.authoring.learning.gaps.grouping import Asked, Grouping
from faqbot.authoring.learning.gaps.joining import Joiner
from faqbot.authoring.learning.gaps.nearness import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.authoring.learning.gaps.gaps import Cluster, Place
    from faqbot.bot import Bot
    from faqbot.log.entry import Entry
    from faqbot.search.match import Matcher

# Questions that are asked again and clustered by the matcher, the most asked of those that read differently: some 4 ms
# each. Others are joined to them by their words.
ASKED_AGAIN: Final = 1_000

# The least mean nearness of the questions of two clusters by which these become one. Of 54 paraphrases of ten topics of
# a bakery all pairs that it puts together are rightly there, and 75 in 100 of those that belong together are; at 0.15
# that is 75 and 75, at 0.3 100 and 66 (tests/bench/gaps.py).
LEAST: Final = 0.2


def found(bot: Bot, entries: Iterable[Entry], asked_again: int = ASKED_AGAIN) -> Gaps:
    """What readers asked and didn't get; the order of the log makes no difference.

    Args:
        bot: over the knowledge as it is now, of which the questions are asked again.
        entries: the log; it is gone through once.
        asked_again: how many questions that read differently are asked again, the most asked. What is left out past
            that is counted.
    """
    counted = tally(entries, bot.index.language)
    asked = [Asked(folded, again(folded, bot)) for folded in counted.folded[:asked_again]]
    rest = counted.folded[asked_again:]
    clusters, joined, left = _clustered(asked, rest, bot)
    settled = [each.folded.count - each.now.open - sum(each.now.picks.values()) for each in asked]
    answering = {each.now.place.ref for each in asked if each.now.place and not each.now.open}
    return Gaps(
        asked=counted.asked,
        missed=sum(folded.missed for folded in counted.folded),
        disliked=sum(folded.disliked for folded in counted.folded),
        picked=sum(sum(folded.picked.values()) for folded in counted.folded),
        clusters=tuple(sorted(clusters, key=lambda cluster: (-cluster.count, cluster.wordings))),
        picks=_picks(asked, rest, bot),
        unasked=tuple(_unasked(bot, counted.refs | answering)),
        answered=Amount.of(settled),
        left=left,
        joined=joined,
    )


def _clustered(asked: Sequence[Asked], rest: Sequence[Folded], bot: Bot) -> tuple[list[Cluster], Amount, Amount]:
    """The clusters; how many questions are in them by their words only; how many are in none."""
    open_ = [each for each in asked if each.now.open]
    near, matcher = pairs([each.folded.text for each in open_], bot)
    groups = linkage.clusters(len(open_), near, LEAST)
    group_of = {at: number for number, group in enumerate(groups) for at in group}
    joiner = _joiner([*open_, *(each for each in asked if not each.now.open)], matcher)
    left: list[Folded] = []
    joined: defaultdict[int, list[Folded]] = defaultdict(list)
    for folded in rest:
        if folded.missed or folded.disliked:
            like = joiner.like(folded.key.split(" "))
            # What is like a question that is answered by now may be answered too, but nobody has asked.
            (left if like is None or like not in group_of else joined[group_of[like]]).append(folded)
    grouping = Grouping(open_, near)
    clusters = [grouping.cluster(group, joined[number]) for number, group in enumerate(groups)]
    return clusters, _amount(folded for some in joined.values() for folded in some), _amount(left)


def _joiner(asked: Sequence[Asked], matcher: Matcher) -> Joiner:
    index = matcher.index
    return Joiner([each.folded.key.split(" ") for each in asked], index.weight, index.language.stop_words)


def _amount(some: Iterable[Folded]) -> Amount:
    return Amount.of(folded.missed + folded.disliked for folded in some)


def _picks(asked: Sequence[Asked], rest: Sequence[Folded], bot: Bot) -> tuple[Pick, ...]:
    """What was picked, the most often picked first."""
    picked = [(each.folded, each.now.picks) for each in asked] + [(folded, folded.picked) for folded in rest]
    found = [
        Pick(folded.text, ref, placed(ref, bot), count) for folded, picks in picked for ref, count in picks.items()
    ]
    return tuple(sorted(found, key=lambda pick: (-pick.count, pick.question, pick.ref)))


def _unasked(bot: Bot, refs: frozenset[str]) -> Iterator[Place]:
    """The entries that are none of some places, in the order of the knowledge."""
    for candidate in bot.index.candidates:
        if candidate.kind == "entry" and candidate.ref not in refs and (place := placed(candidate.ref, bot)):
            yield place
