"""What readers asked and didn't get: the questions of a log, asked again of the knowledge as it is now."""

from __future__ import annotations

import math
from collections import Counter
from datetime import timezone
from typing import TYPE_CHECKING, Final

from faqbot.answering import explanation
from faqbot.answering.answers import Verdict
from faqbot.authoring.learning.gaps import nearness
from faqbot.authoring.learning.gaps.coverage import Cluster, Gaps, Picked, Place
from faqbot.authoring.learning.gaps.tally import counted, ordered
from faqbot.base.hygiene import clean, cut
from faqbot.base.messages import counted as number_of
from faqbot.base.messages import either
from faqbot.base.values import dataclass
from faqbot.knowledge.article import Meaning
from faqbot.knowledge.loading import uncollected
from faqbot.language import tokens
from faqbot.log.entry import TIME_FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from faqbot.answering.answers import Answer
    from faqbot.authoring.learning.gaps.tally import Question
    from faqbot.bot import Bot
    from faqbot.log.entry import Entry

# Questions that are asked again, the most asked ones, which takes some 2 ms each, and as much again to find what is
# near: so that a log of any size takes seconds.
MOST: Final = 1_000
SHOWN: Final = 3  # wordings of a cluster
_TRIED: Final = 50  # the most asked wordings of a cluster, among which those are chosen
LACKED: Final = 3  # words that a reason names
_WORD: Final = 30  # characters shown of each


@dataclass(frozen=True, slots=True, eq=False)
class _Again:
    """A question of the log with the answer that it gets now."""

    question: Question
    answer: Answer

    @property
    def is_answered(self) -> bool:
        """Whether it gets an answer that no reader called bad, or the bot's own words where it asks the bot."""
        if self.answer.verdict is Verdict.TOLD:
            return True
        return self.answer.verdict is Verdict.ANSWERED and not any(
            cite.ref in self.question.wrong for cite in self.answer.citations
        )

    @property
    def cited(self) -> set[str]:
        """The refs of what answers it: entries, and the sections behind them."""
        return {
            f"{cite.article}#{part}" for cite in self.answer.citations for part in (cite.entry, cite.section) if part
        }

    @property
    def nearest(self) -> str | None:
        """The ref of what was judged nearest to it, or answers it."""
        cited = self.answer.citation
        return cited.ref if cited else self.answer.ruling.ref if self.answer.ruling else None


def found(bot: Bot, entries: Iterable[Entry], since: datetime | None = None, most: int = MOST) -> Gaps:
    """What the readers of a log asked and `bot` has no answer to.

    Args:
        bot: what is asked now.
        entries: those of the log, in whatever order.
        since: only what was asked then or later; what nobody asks is told by all of the log even then. None: all.
        most: how many questions are asked again at most, the most missed ones; the others are left out and counted.
    """
    start = since.astimezone(timezone.utc).strftime(TIME_FORMAT) if since else ""
    bot = bot.unlogged  # no reader asks what is asked again
    with uncollected():
        tally = counted(entries, bot.index.language, most, start)
    again = [_Again(question, bot.answer(question.text)) for question in tally.questions]
    missed = [one for one in again if one.question.missed and not one.is_answered]
    picked = tuple(_picked(bot, again))
    clusters = tuple(_clusters(bot, missed))
    told = sum(cluster.count for cluster in clusters) + sum(one.count for one in picked)
    return Gaps(
        asked=tally.asked,
        missed=tally.missed,
        clusters=clusters,
        now=tally.missed - tally.left - told,
        left=tally.left,
        left_wordings=tally.left_wordings,
        picked=picked,
        unasked=tuple(
            Place(article.ref(entry), entry.title, f"{article.path}:{entry.line}")
            for article in bot.knowledge.articles
            for entry in article.faq
            if article.ref(entry) not in tally.reached
        ),
        entries=sum(len(article.faq) for article in bot.knowledge.articles),
    )


def _clusters(bot: Bot, missed: Sequence[_Again]) -> list[Cluster]:
    """What was missed and still is, put together by what it asks; largest first."""
    articles = bot.knowledge.articles
    how = nearness.Read(
        bot.index.language.code,
        tuple(group for article in articles for group in article.synonyms),
        meaning=bot.meaning != Meaning.OFF,
    )
    texts, weights = [one.question.text for one in missed], [one.question.missed for one in missed]
    members = nearness.clusters(texts, weights, how)
    clusters = [_cluster(bot, [missed[number] for number in numbers]) for numbers in members]
    return sorted(clusters, key=lambda cluster: (-cluster.count, cluster.shown))


def _cluster(bot: Bot, members: Sequence[_Again]) -> Cluster:
    """A cluster of questions, the centre first."""
    wordings, near = Counter[str](), Counter[str]()
    for one in members:
        wordings.update(one.question.wordings)
        if one.nearest:
            near[one.nearest] += one.question.missed
    ranked = tuple(ordered(wordings))
    ref = next(iter(ordered(near)), None)
    judged = max((one for one in members if one.nearest == ref), key=lambda one: one.question.missed)
    return Cluster(
        wordings=ranked,
        count=sum(one.question.missed for one in members),
        wrong=sum(sum(one.question.wrong.values()) for one in members),
        shown=_shown(_typical(members), ranked[:_TRIED], wordings, bot),
        place=_place(bot, ref) if ref else None,
        why=_why(judged, bot),
    )


def _typical(members: Sequence[_Again]) -> str:
    """The most asked question of a cluster; of those asked alike the first, which is the centre if it is among them."""
    return max(members, key=lambda one: one.question.missed).question.text


def _shown(first: str, tried: Sequence[str], counts: Mapping[str, int], bot: Bot) -> tuple[str, ...]:
    """A wording, and those that are asked most and differ most from what is shown already."""
    stems = {text: {word.stem for word in tokens.words(text, bot.index.language)} for text in (*tried, first)}
    chosen, rest = [first], [text for text in tried if text != first]

    def worth(text: str) -> float:
        return math.log1p(counts[text]) * (1 - max(_shared(stems[text], stems[other]) for other in chosen))

    while rest and len(chosen) < SHOWN:
        best = max(rest, key=worth)  # of those alike the most asked one
        chosen.append(best)
        rest.remove(best)
    return tuple(chosen)


def _shared(one: set[str], other: set[str]) -> float:
    """What two sets have in common, as a share of all that they hold, 0..1."""
    return len(one & other) / (len(one | other) or 1)


def _place(bot: Bot, ref: str) -> Place | None:
    """The place that a ref names; None: there is none."""
    number = bot.index.numbers.get(ref)
    return None if number is None else Place.of(bot.index.candidates[number])


def _picked(bot: Bot, again: Iterable[_Again]) -> list[Picked]:
    """What was picked for questions that are not answered from there by now."""
    found = [
        Picked(one.question.text, _place(bot, ref), ref, count)
        for one in again
        for ref, count in one.question.picked.items()
        if ref not in one.cited
    ]
    return sorted(found, key=lambda picked: (-picked.count, picked.question, picked.ref))


def _why(one: _Again, bot: Bot) -> str:
    """Why a question doesn't get the answer that its reader wanted, in a line."""
    answer, question = one.answer, one.question
    because = explanation.because(answer).rstrip(".")
    said = because[:1].lower() + because[1:]
    if wrong := sum(question.wrong.values()):
        return (
            f"{said}; {number_of(wrong, 'reader')} called that bad"
            if one.answer.citation
            else f"{said}; an answer was called bad"
        )
    judged = explanation.judged_in(answer)
    if judged is None or answer.ruling is None or answer.ruling.ref is None:
        return said
    lacked = [met for met in judged.receipt.words if not met.met and not bot.index.is_stop_word(met.word.casefold())]
    lacked.sort(key=lambda met: -met.weight)
    words = either([f"“{cut(clean(met.word), _WORD)}”" for met in lacked[:LACKED]]) if lacked else ""
    return f"{said}; it says nothing of {words}" if words else said
