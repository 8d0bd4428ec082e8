"""Proposals -> those that are worth a trial: what is there already, adds nothing, or belongs elsewhere is dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.authoring.learning.suggesting.proposal import Dropped
from faqbot.authoring.learning.teaching import places, trying
from faqbot.base.errors import FaqbotError
from faqbot.evaluation.golden import judge
from faqbot.index.cutting.parts import language_of
from faqbot.knowledge.parts.wordings import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.learning.suggesting.proposal import Progress, Proposal
    from faqbot.bot import Bot

# Confidence from which an answer from another place counts for more than who proposes the wording, having read both. Of
# 54 wordings that were written for a document 4 were answered from elsewhere, at 0.56 to 0.66, and all were right.
_SURE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Sifted:
    """What some proposals come to.

    Attributes:
        kept: those that are worth a trial, in order, each written as a file has it.
        dropped: the others, each with why.
        left: how many were not looked at, their places having enough.
    """

    kept: tuple[Proposal, ...]
    dropped: tuple[Dropped, ...]
    left: int


def sift(bot: Bot, proposals: Sequence[Proposal], least: int | None, progress: Progress = iter) -> Sifted:
    """Hold each proposal against the wordings that are there, those kept before it, and what the bot answers.

    Args:
        bot: answers from the knowledge without them.
        proposals: they, the best of each place first; their places are those of the knowledge.
        least: how many alternates a place is to have; None: as many as are proposed.
        progress: passes them on one by one.
    """
    sifter, left = _Sifter(bot), 0
    kept: list[Proposal] = []
    dropped: list[Dropped] = []
    for proposal in progress(proposals):
        if least is not None and sifter.count[proposal.ref] >= least:
            left += 1
            continue
        try:
            cleaned = replace(proposal, wording=places.question(proposal.wording))
            why = sifter.fault(cleaned)
        except FaqbotError as error:
            why = str(error)
        if why:
            dropped.append(Dropped(proposal, why))
        else:
            kept.append(cleaned)
            sifter.keep(cleaned)
    return Sifted(tuple(kept), tuple(dropped), left)


class _Sifter:
    """Says what is wrong with a proposal, after those that were kept.

    Attributes:
        count: how many alternates each place has.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._language = language_of(bot.knowledge)
        self._own = defaultdict[str, list[str]](list)  # place -> its wordings
        self._place = dict[str, str]()  # folded wording -> the place whose it is
        self.count = Counter[str]()
        for article, part in bot.knowledge.parts():
            ref = article.ref(part)
            self.count[ref] = len(part.alternates)
            self._own[ref] = [part.title, *part.alternates]
            for wording in self._own[ref]:
                self._place.setdefault(folded(wording), ref)

    def keep(self, proposal: Proposal) -> None:
        """Count a proposal as a wording of its place."""
        self._own[proposal.ref].append(proposal.wording)
        self._place[folded(proposal.wording)] = proposal.ref
        self.count[proposal.ref] += 1

    def fault(self, proposal: Proposal) -> str:
        """Why it is no wording for its place, in a phrase; "" where it may be one."""
        key = folded(proposal.wording)
        if key in map(folded, self._own[proposal.ref]):
            return "it is a wording of that already"
        if key in self._place:
            return f"it is a wording of {self._place[key]}"
        answer = self._bot.answer(proposal.wording)
        if answer.verdict is not Verdict.ANSWERED:
            return ""
        if proposal.ref not in judge.cited(answer):
            return f"it is {trying.told(answer)}" if answer.confidence >= _SURE else ""
        same = self._same(proposal)
        return f"it is {trying.told(answer)} already, and has the words of “{same}”" if same else ""

    def _same(self, proposal: Proposal) -> str:
        """A wording of the place with the same words on a subject; "" where none has them."""
        words = trying.stems(proposal.wording, self._language)
        return next((own for own in self._own[proposal.ref] if trying.stems(own, self._language) == words), "")
