"""Labelled questions and the bots they are for -> an evaluation: what was right, and every metric about it.

A decision is right where the case would pass as a golden test: answered from a place that is right, with the words
that the answer must hold; or, where the knowledge has no answer, not answered. Being unsure is not answering.
"""

from __future__ import annotations

import enum
import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.evaluation import metrics
from faqbot.evaluation.golden import groups, judge
from faqbot.evaluation.golden.cases import Expectation
from faqbot.evaluation.metrics import Point, Share
from faqbot.knowledge.refs import Refs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.cases import Case, Turn
    from faqbot.evaluation.golden.groups import Standing
    from faqbot.evaluation.labelled import Labelled
    from faqbot.evaluation.metrics import Calibration

PERCENTILES: Final = (50, 90, 99)  # of the latency


class Outcome(enum.Enum):
    """What became of a labelled question."""

    RIGHT = "right"  # answered from a right place, with the words that must be there
    SILENT = "rightly silent"  # not answered, and there is no answer; where an offer is expected, it was made
    MISSED = "missed"  # not answered, though there is an answer; or not with the offer, cause or confidence expected
    WRONG = "wrong place"  # answered from another place than the right one
    UNSAID = "words missing"  # answered from a right place, without the words, cause or confidence that must be there
    FALSE = "false answer"  # answered, though there is no answer


GIVEN: Final = frozenset({Outcome.RIGHT, Outcome.WRONG, Outcome.UNSAID, Outcome.FALSE})
GOOD: Final = frozenset({Outcome.RIGHT, Outcome.SILENT})


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A labelled question with its answer.

    Attributes:
        case: the question and what is right.
        turn: of a conversation the turn that was missed first, else the last: all that follows is about that.
        bot: who answered.
        answer: what came back, without its matches and suggestions: those of 100,000 answers take 900 MB.
        outcome: what that is worth.
        would: what the outcome is at any threshold that lets the best match through; None: no threshold does.
        placed: whether that match is a right place; False without one.
        first: whether the first of the ranked matches is a right place.
        seconds: how long the answer took.
    """

    case: Case
    turn: Turn
    bot: Bot
    answer: Answer
    outcome: Outcome
    would: Outcome | None
    placed: bool
    first: bool
    seconds: float

    @property
    def good(self) -> bool:
        """Whether the decision is right."""
        return self.outcome in GOOD

    def at(self, threshold: float) -> Outcome:
        """The outcome if answers were given from the confidence `threshold` on."""
        if self.would is not None and self.answer.confidence >= threshold:
            return self.would
        if self.cite:
            return Outcome.MISSED
        return Outcome.SILENT if self.outcome in GIVEN else self.outcome

    @property
    def cite(self) -> tuple[str, ...]:
        """The refs of which any one is right; none where there is no answer."""
        return self.turn.expected.cite if self.turn.expected else ()


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What a bot made of labelled questions, in their order."""

    judged: tuple[Judged, ...]

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that were asked about."""
        bots = {id(j.bot): j.bot for j in self.judged}.values()
        return tuple(sorted({article.id for bot in bots for article in bot.knowledge.articles}))

    @cached_property
    def thresholds(self) -> tuple[float, ...]:
        """The confidences from which answers were given: one, unless articles have thresholds of their own."""
        return tuple(sorted({r.answer for j in self.judged if (r := j.answer.ruling) and r.ref}))

    @cached_property
    def answerable(self) -> Share:
        """Of all questions, those to which there is an answer."""
        return self._share(lambda j: bool(j.cite))

    @cached_property
    def accuracy(self) -> Share:
        """Right decisions, of all questions."""
        return self._share(lambda j: j.good)

    @cached_property
    def weighted(self) -> float | None:
        """The share of right decisions by the weights of the cases; None where all count alike."""
        alike = len({j.case.weight for j in self.judged}) < 2
        return None if alike else groups.share((j.case, j.good) for j in self.judged)

    @cached_property
    def groups(self) -> tuple[Standing, ...]:
        """How the groups of the cases stand."""
        return groups.standings((j.case, j.good) for j in self.judged)

    @cached_property
    def coverage(self) -> Share:
        """Answers given, of all questions."""
        return self._share(lambda j: j.outcome in GIVEN)

    @cached_property
    def precision(self) -> Share:
        """Right answers, of those given."""
        return Share(self.count(Outcome.RIGHT), self.coverage.count)

    @cached_property
    def wrong(self) -> Share:
        """Wrong answers, of those given."""
        return Share(self.coverage.count - self.precision.count, self.coverage.count)

    @cached_property
    def recall(self) -> Share:
        """Right answers, of the answerable questions."""
        return Share(self.count(Outcome.RIGHT), self.answerable.count)

    @cached_property
    def false(self) -> Share:
        """Answers all the same, of the questions to which there is none."""
        return Share(self.count(Outcome.FALSE), self.answerable.of - self.answerable.count)

    @cached_property
    def first(self) -> Share:
        """Right places at rank 1, whatever the verdict, of the answerable questions."""
        return Share(sum(j.first for j in self.judged), self.answerable.count)

    @cached_property
    def curve(self) -> tuple[Point, ...]:
        """The risk-coverage curve: what each threshold would bring."""
        return metrics.curve((j.answer.confidence, j.would is not Outcome.RIGHT) for j in self.judged if j.would)

    @cached_property
    def now(self) -> Point:
        """What the present thresholds bring; its own threshold is the lowest of them."""
        return Point(self.thresholds[0] if self.thresholds else 0.0, self.wrong.of, self.wrong.count)

    @cached_property
    def area(self) -> float:
        """The mean risk under the curve."""
        return metrics.area(self.curve)

    @cached_property
    def calibration(self) -> Calibration:
        """How far the confidence of the answers given is from the share of them that cites a right place."""
        return metrics.calibration((j.answer.confidence, j.placed) for j in self.judged if j.outcome in GIVEN)

    @cached_property
    def mistakes(self) -> tuple[Judged, ...]:
        """The wrong decisions, the worst first: wrong answers, then misses, the most confident of each first."""
        bad = [j for j in self.judged if not j.good]
        return tuple(sorted(bad, key=lambda j: (j.outcome is Outcome.MISSED, -j.answer.confidence)))

    @cached_property
    def latency(self) -> tuple[tuple[int, float], ...]:
        """(percentile, seconds of one answer)."""
        times = [j.seconds for j in self.judged]
        return tuple((share, metrics.percentile(times, share / 100)) for share in PERCENTILES)

    def count(self, outcome: Outcome) -> int:
        """How many questions came to `outcome`."""
        return sum(j.outcome is outcome for j in self.judged)

    def _share(self, holds: Callable[[Judged], bool]) -> Share:
        return Share(sum(map(holds, self.judged)), len(self.judged))


def evaluate(questions: Iterable[Labelled]) -> Evaluation:
    """Ask every question, and judge what comes back."""
    refs: dict[int, Refs] = {}
    judged = []
    for question in questions:
        bot = question.bot
        if id(bot) not in refs:
            refs[id(bot)] = Refs(bot.knowledge)
        judged.append(_judge(question.case, bot, refs[id(bot)]))
    return Evaluation(tuple(judged))


def _judge(case: Case, bot: Bot, refs: Refs) -> Judged:
    start = time.perf_counter()
    found = judge.judged(case, bot)
    seconds = (time.perf_counter() - start) / (case.turns.index(found.turn) + 1)
    answer, expected = found.answer, found.turn.expected or Expectation()
    lenient = replace(expected, cause=None, confidence=None)  # which another threshold would change
    would = answer_at_any_threshold(answer, bot)
    first = refs.behind(answer.matches[0].ref) if answer.matches else frozenset[str]()
    return Judged(
        case=case,
        turn=found.turn,
        bot=bot,
        answer=light(answer),
        outcome=_outcome(expected, answer),
        would=_outcome(expected if would is answer else lenient, would) if would else None,
        placed=bool(would and answer.ruling and refs.behind(answer.ruling.ref or "") & set(expected.cite)),
        first=bool(first & set(expected.cite)),
        seconds=seconds,
    )


def light(answer: Answer) -> Answer:
    """An answer without its matches and suggestions, nor those of its parts."""
    return replace(answer, matches=(), suggestions=(), rest=tuple(map(light, answer.rest)))


def answer_at_any_threshold(answer: Answer, bot: Bot) -> Answer | None:
    """The answer that `bot` would give if a low enough confidence were enough, or None where it never would.

    It never does where nothing comes near, where something else than the threshold is in the way, nor where another
    place fits alike, which no confidence decides.
    """
    ruling = answer.ruling
    if answer.verdict is Verdict.ANSWERED:
        return answer
    if ruling is None or ruling.ref is None or not 0 < answer.confidence < ruling.answer:
        return None
    return None if ruling.tied else bot.pick(ruling.ref, answer.question)


def _outcome(expected: Expectation, answer: Answer) -> Outcome:
    """What `answer` is worth, by the judgement of golden tests."""
    given = answer.verdict is Verdict.ANSWERED
    astray, lacking = judge.astray(expected, answer), judge.lacking(expected, answer)
    if not (astray or lacking):
        return Outcome.RIGHT if expected.cite else Outcome.SILENT
    if not given:
        return Outcome.MISSED
    if not expected.cite:
        return Outcome.FALSE
    return Outcome.WRONG if astray else Outcome.UNSAID
