"""Which of some proposals can stand together without taking a question from where it is answered right.

All are tried at once: those that would not lead to their own places are dropped, or else, for each question that would
be lost, the proposal that it would be lost to; then the rest again, until nothing is lost. Of all wordings of the
knowledge those are asked that share words with a proposal, the most alike first; golden cases all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.authoring.checking.reading.alike import share
from faqbot.authoring.learning.suggesting.proposal import Dropped
from faqbot.authoring.learning.teaching import trying
from faqbot.evaluation.golden import judge
from faqbot.index.cutting.parts import language_of
from faqbot.knowledge.article import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faqbot.answering.answers import Answer
    from faqbot.authoring.learning.suggesting.proposal import Progress, Proposal
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.judge import Judgement
    from faqbot.evaluation.golden.reading import Golden
    from faqbot.knowledge.article import Article, Entry, Section

# Wordings that are asked for the sake of a proposal. `trying` found no flip further down than the 7th.
_NEAREST: Final = 50


def settled(
    bot: Bot, proposals: Sequence[Proposal], goldens: Sequence[Golden] = (), progress: Progress = iter
) -> tuple[list[Proposal], list[Dropped]]:
    """The proposals that can stand together, in order, and those that can't, each with what would be lost.

    Args:
        bot: answers from the knowledge without them.
        proposals: they; none is a wording that is there.
        goldens: the golden files about it.
        progress: passes on one by one what is asked.
    """
    trial, kept, dropped = _Trial(bot, goldens, progress), list(proposals), list[Dropped]()
    while kept and (out := trial.faults(kept)):
        dropped += [Dropped(proposal, why) for proposal, why in out.items()]
        kept = [proposal for proposal in kept if proposal not in out]
    return kept, dropped


def taught(bot: Bot, proposals: Iterable[Proposal]) -> Bot:
    """The bot with proposals among the wordings of its knowledge."""
    more = defaultdict[str, list[str]](list)
    for proposal in proposals:
        more[proposal.ref].append(proposal.wording)
    return bot.over(Knowledge(tuple(_extended(article, more) for article in bot.knowledge.articles)))


def _extended(article: Article, more: Mapping[str, list[str]]) -> Article:
    """An article with more wordings, by ref."""
    if not any(ref.partition("#")[0] == article.id for ref in more):
        return article
    sections: list[Section] = [
        replace(one, alternates=(*one.alternates, *more.get(article.ref(one), ()))) for one in article.sections
    ]
    faq: list[Entry] = [
        replace(one, alternates=(*one.alternates, *more.get(article.ref(one), ()))) for one in article.faq
    ]
    return replace(article, sections=tuple(sections), faq=tuple(faq))


class _Lost(NamedTuple):
    """A question that would be lost, where it stands, its own place ("" where none is said), and its answers."""

    question: str
    where: str
    ref: str
    was: Answer
    after: Answer

    def __str__(self) -> str:
        return f"“{self.question}” ({self.where}) is {trying.told(self.was)}, and would be {trying.told(self.after)}"


class _Trial:
    """Tells what is lost by proposals, time and again: what is answered without them is asked once."""

    def __init__(self, bot: Bot, goldens: Sequence[Golden], progress: Progress) -> None:
        self._bot = bot
        self._progress = progress
        self._goldens = goldens
        self._wordings = trying.wordings(bot)
        self._language = language_of(bot.knowledge)
        self._near = _Near([self._stems(place.wording) for place in self._wordings])
        self._before: dict[str, Answer] = {}
        self._judged: dict[tuple[str, int], Judgement] = {}

    def faults(self, proposals: Sequence[Proposal]) -> dict[Proposal, str]:
        """Those of the proposals that can't stand with the others, each with why; none where all can."""
        new = taught(self._bot, proposals)
        answers = [(proposal, new.answer(proposal.wording)) for proposal in self._progress(proposals)]
        astray = [(proposal, answer) for proposal, answer in answers if proposal.ref not in judge.cited(answer)]
        if astray:
            return {one: f"even as a wording of that it would be {trying.told(answer)}" for one, answer in astray}
        found: dict[Proposal, str] = {}
        for lost in (*self._lost(new, proposals), *self._broken(new, proposals)):
            found.setdefault(self._blamed(lost, proposals), str(lost))
        return found

    def _lost(self, new: Bot, proposals: Sequence[Proposal]) -> Iterator[_Lost]:
        """The wordings that lead to their own place and would not."""
        near = {at for one in proposals for at in self._near.to(self._stems(one.wording))}
        for at in self._progress(sorted(near)):
            ref, wording = self._wordings[at]
            after = new.answer(wording)
            if ref not in judge.cited(after) and ref in judge.cited(was := self._answer(wording)):
                yield _Lost(wording, ref, ref, was, after)

    def _answer(self, question: str) -> Answer:
        """The answer to a question without proposals."""
        if question not in self._before:
            self._before[question] = self._bot.answer(question)
        return self._before[question]

    def _broken(self, new: Bot, proposals: Sequence[Proposal]) -> Iterator[_Lost]:
        """The golden cases that are right and would not be."""
        for golden in self._goldens:
            over = new if golden.bot is self._bot else taught(golden.bot, proposals)
            for at, case in self._progress(list(enumerate(golden.cases))):
                after = judge.judged(case, over)
                if after.fault and not (was := self._judgement(golden, at)).fault:
                    yield _Lost(after.turn.ask, f"{case.path}:{case.line}", "", was.answer, after.answer)

    def _judgement(self, golden: Golden, at: int) -> Judgement:
        """The judgement by a case without proposals."""
        key = (golden.path, at)
        if key not in self._judged:
            self._judged[key] = judge.judged(golden.cases[at], golden.bot)
        return self._judged[key]

    def _blamed(self, lost: _Lost, proposals: Sequence[Proposal]) -> Proposal:
        """The proposal that a question is lost to: of the places it would lead to, else of others, the most alike."""
        there = {*judge.cited(lost.after), *judge.offered(lost.after)} - {lost.ref}
        those = [one for one in proposals if one.ref in there] or [one for one in proposals if one.ref != lost.ref]
        own = self._stems(lost.question)
        return min(those or proposals, key=lambda one: (-share(own, self._stems(one.wording)), one.ref, one.wording))

    def _stems(self, text: str) -> frozenset[str]:
        return trying.stems(text, self._language)


class _Near:
    """Sets of stems, found by those that they share with another."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        self._sets = sets
        self._holders = defaultdict[str, list[int]](list)
        for at, held in enumerate(sets):
            for stem in held:
                self._holders[stem].append(at)

    def to(self, own: frozenset[str]) -> list[int]:
        """The sets that share the most with another one, by number; of equals the first come first."""
        met = {at for stem in own for at in self._holders.get(stem, ())}
        return sorted(met, key=lambda at: (-share(own, self._sets[at]), at))[:_NEAREST]
