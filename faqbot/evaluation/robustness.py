"""Labelled questions -> how many of those that are decided rightly stay so in other words, by kind of change.

Only what is right as it is written counts: what a bot misses already, it loses by no change.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.evaluation.evaluate import light
from faqbot.evaluation.golden import judge
from faqbot.evaluation.golden.cases import perturbed
from faqbot.evaluation.metrics import Share
from faqbot.evaluation.perturbing.kinds import KINDS, TURNED, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.evaluation.golden.cases import Perturbed
    from faqbot.evaluation.golden.judge import Judgement
    from faqbot.evaluation.labelled import Labelled


class Became(enum.Enum):
    """What became of a changed question."""

    RIGHT = "right"  # in other words, and still decided rightly
    SILENT = "silent"  # in other words, and not answered any more
    WRONG = "wrong"  # in other words, and answered from another place, without the words, or though there is no answer
    REFUSED = "refused"  # turned into another question, and not answered
    OTHERWISE = "answered otherwise"  # turned, and answered by something else
    REPEATED = "old answer"  # turned, and answered as before


GOOD: Final = frozenset({Became.RIGHT, Became.REFUSED, Became.OTHERWISE})


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A changed question and what became of it.

    Attributes:
        changed: the question.
        found: the judgement on it, whose answer has no matches.
        became: what became of it.
    """

    changed: Perturbed
    found: Judgement
    became: Became

    @property
    def good(self) -> bool:
        """Whether it stays right, or is not answered as before."""
        return self.became in GOOD


@dataclass(frozen=True, eq=False)
class Row:
    """The changed questions of one kind, or of several."""

    name: str
    tried: tuple[Tried, ...]

    @property
    def share(self) -> Share:
        """Those that stay right, of all; of turned ones those that are not answered as before."""
        return Share(sum(one.good for one in self.tried), len(self.tried))

    def count(self, became: Became) -> int:
        """Of how many this became."""
        return sum(one.became is became for one in self.tried)


@dataclass(frozen=True, eq=False)
class Robustness:
    """How a bot stands changes of its questions.

    Attributes:
        written: the questions as they are written: how many of them are decided rightly.
        articles: the ids of the articles that were asked about.
        tried: the changed questions of those that are, in order.
    """

    written: Share
    articles: tuple[str, ...]
    tried: tuple[Tried, ...]

    @cached_property
    def worded(self) -> tuple[Row, ...]:
        """The questions in other words by kind, and all of them last; none where there are none."""
        names = [kind for kind in KINDS if kind != TURNED]
        return _rows(names, {name: [one for one in self.tried if one.changed.kind == name] for name in names})

    @cached_property
    def turned(self) -> tuple[Row, ...]:
        """The questions that were turned by what was swapped, and all of them last; none where there are none."""
        turned = [one for one in self.tried if one.changed.kind == TURNED]
        names = VARIANTS[TURNED]
        return _rows(names, {name: [one for one in turned if one.changed.mark == f"{TURNED}-{name}"] for name in names})

    @cached_property
    def lost(self) -> tuple[Tried, ...]:
        """What doesn't stand its change, the worst first: answers before silence, the most confident of each first."""
        bad = [one for one in self.tried if not one.good]
        return tuple(sorted(bad, key=lambda one: (one.became is Became.SILENT, -one.found.answer.confidence)))


def _rows(names: Sequence[str], found: dict[str, list[Tried]]) -> tuple[Row, ...]:
    rows = [Row(name, tuple(found[name])) for name in names if found[name]]
    return (*rows, Row("all", tuple(one for row in rows for one in row.tried))) if rows else ()


def robustness(questions: Iterable[Labelled], kinds: Iterable[str] = KINDS) -> Robustness:
    """Ask every question, and those that are decided rightly again by each kind of change."""
    wanted, tried, right, count = tuple(kinds), list[Tried](), 0, 0
    names: set[str] = set()
    for question in questions:
        case, bot = question.case, question.bot
        names |= {article.id for article in bot.knowledge.articles}
        written = judge.judged(case, bot)
        count += 1
        if written.fault:
            continue
        right += 1
        for changed in perturbed(case, bot.knowledge, wanted):
            found = judge.changed(changed, bot, written.answer)
            tried.append(Tried(changed, replace(found, answer=light(found.answer)), _became(changed, found)))
    return Robustness(Share(right, count), tuple(sorted(names)), tuple(tried))


def _became(changed: Perturbed, found: Judgement) -> Became:
    answered = found.answer.verdict is Verdict.ANSWERED
    if changed.kind == TURNED:
        return Became.REPEATED if found.fault else Became.OTHERWISE if answered else Became.REFUSED
    if not found.fault:
        return Became.RIGHT
    return Became.WRONG if answered else Became.SILENT
