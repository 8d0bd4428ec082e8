"""A bot and the log of what it was asked -> what readers asked and didn't get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.gaps.asking import again, placed
from faqbot.authoring.learning.gaps.clustering.clusters import clustered
from faqbot.authoring.learning.gaps.folding import tally
from faqbot.authoring.learning.gaps.gaps import Amount, Gaps, Pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.authoring.learning.gaps.asking import Asked
    from faqbot.authoring.learning.gaps.folding import Folded
    from faqbot.authoring.learning.gaps.gaps import Place
    from faqbot.bot import Bot
    from faqbot.log.entry import Entry

# Questions that are asked again and clustered by the matcher, the most asked of those that read differently: some 4 ms
# each. Others are joined to them by their words.
ASKED_AGAIN: Final = 1_000


def found(bot: Bot, entries: Iterable[Entry], asked_again: int = ASKED_AGAIN) -> Gaps:
    """What readers asked and didn't get; the order of the log makes no difference.

    Args:
        bot: over the knowledge as it is now, of which the questions are asked again.
        entries: the log; it is gone through once.
        asked_again: how many questions that read differently are asked again, the most asked. What is left out past
            that is counted.
    """
    bot = bot.unlogged  # what is asked again nobody asks
    counted = tally(entries, bot.index.language)
    asked = [again(folded, bot) for folded in counted.folded[:asked_again]]
    rest = counted.folded[asked_again:]
    clusters, joined, left = clustered(asked, rest, bot)
    answering = {each.now.place.ref for each in asked if each.now.place and not each.now.open}
    return Gaps(
        asked=counted.asked,
        missed=sum(folded.missed for folded in counted.folded),
        disliked=sum(folded.disliked for folded in counted.folded),
        picked=sum(sum(folded.picked.values()) for folded in counted.folded),
        clusters=clusters,
        picks=_picks(asked, rest, bot),
        unasked=tuple(_unasked(bot, counted.refs | answering)),
        answered=Amount.of(each.settled for each in asked),
        left=left,
        joined=joined,
    )


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
