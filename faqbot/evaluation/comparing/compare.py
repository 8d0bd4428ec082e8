"""Questions asked of two knowledges -> what changes: the verdict, the place or the text, and whether that is right.

A question is right where a golden test of it would pass: answered from a right place, or rightly not answered. What is
told of a change is how it ends: newly right, newly wrong or newly silent is what was not so before. So with the two
sides swapped each change is the same one turned round.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.base.hygiene import clean
from faqbot.base.values import StrEnum
from faqbot.evaluation.comparing.questions import Origin
from faqbot.evaluation.golden import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.evaluation.comparing.questions import Question, Right
    from faqbot.evaluation.comparing.renames import Renames


class State(StrEnum):
    """What an answer is worth; where it isn't known what is right, only whether there is one."""

    RIGHT = "right"
    WRONG = "wrong"
    SILENT = "silent"
    ANSWERED = "answered"


class Kind(StrEnum):
    """What has changed, the most important first."""

    WRONG = "newly wrong"
    SILENT = "newly silent"
    ANSWERED = "newly answered"
    RIGHT = "newly right"
    PLACE = "other place"
    TEXT = "other text"
    VERDICT = "other verdict"  # neither answers, but one offers places, say
    CONFIDENCE = "other confidence"  # only, and by what can be seen in two decimals: these are counted


_ENDS: Final = {
    State.WRONG: Kind.WRONG,
    State.SILENT: Kind.SILENT,
    State.ANSWERED: Kind.ANSWERED,
    State.RIGHT: Kind.RIGHT,
}
_DECIMALS: Final = 2  # of a confidence, as it is shown


@dataclass(frozen=True, slots=True)
class Result:
    """What one knowledge makes of a question.

    Attributes:
        verdict: as of `Answer`.
        cause: as of `Answer`.
        confidence: as of `Answer`.
        places: the refs that it answers from; of a text with several questions one for each that is answered.
        nearest: where it doesn't answer, the place that comes nearest, or None.
        text: what it answers, and quotes beside that; "" where it doesn't.
        state: what that is worth.
    """

    verdict: str
    cause: str
    confidence: float
    places: tuple[str, ...]
    nearest: str | None
    text: str
    state: State

    @property
    def answered(self) -> bool:
        """Whether it answers."""
        return self.verdict == Verdict.ANSWERED


# Of a case about articles that aren't there.
_NOBODY: Final = Result("unknown", "no such article", 0.0, (), None, "", State.SILENT)


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer changes.

    Attributes:
        question: what is asked.
        kind: what has changed.
        before: what the old knowledge makes of it.
        now: what the new one does.
    """

    question: Question
    kind: Kind
    before: Result
    now: Result

    @property
    def breaks(self) -> bool:
        """Whether a golden case that was right no longer is, and isn't known to be missed."""
        case = self.question.new.case
        known = case is not None and case.xfail is not None
        return case is not None and not known and self.before.state is State.RIGHT is not self.now.state


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one knowledge to the other.

    Attributes:
        asked: how many questions of each origin were asked.
        changes: what changes, the most important first; other confidences alone are not among them.
        shifted: how many questions of each origin only get another confidence.
        renamed: (old ref, new ref) of places that have another id.
        others: golden files that were found, and are about another knowledge.
        old: what the old knowledge is called.
        new: what the new one is.
    """

    asked: Counter[Origin]
    changes: tuple[Change, ...]
    shifted: Counter[Origin]
    renamed: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    old: str = "old"
    new: str = "new"

    @property
    def broken(self) -> int:
        """How many golden cases break."""
        return sum(change.breaks for change in self.changes)

    def count(self, kind: Kind, origin: Origin | None = None) -> int:
        """How many questions change so, of an origin or of all."""
        if kind is Kind.CONFIDENCE:
            return self.shifted[origin] if origin else sum(self.shifted.values())
        return sum(c.kind is kind and origin in (None, c.question.origin) for c in self.changes)


def compare(
    bots: tuple[Bot, Bot],
    questions: Sequence[Question],
    renames: Renames,
    *,
    jobs: int = 1,
    progress: Callable[[Sequence[Question]], Iterable[Question]] = iter,
) -> Comparison:
    """Ask both, and tell what changes.

    Args:
        bots: those over the old knowledge and the new one.
        questions: what is asked.
        renames: places that have another id in the new one.
        jobs: how many processes ask, as of `Bot.answer_many`: with several, both bots must be of files.
        progress: is given the questions, and passes them on one by one.
    """
    ask = functools.partial(both, *bots)
    pairs: Iterable[tuple[Result, Result]] = map(ask, progress(questions))
    if jobs != 1:
        from faqbot.batch import many  # here: one process needs nothing of it

        pairs = many.made(ask, progress(questions), many.Hands(jobs))
    found, shifted = [], Counter[Origin]()
    for question, (before, now) in zip(questions, pairs, strict=True):
        kind = _kind(before, now, renames)
        if kind is Kind.CONFIDENCE:
            shifted[question.origin] += 1
        elif kind:
            found.append(Change(question, kind, before, now))
    asked = Counter(question.origin for question in questions)
    changes = tuple(sorted(found, key=_importance))
    return Comparison(asked, changes, shifted, tuple(sorted(renames.pairs.items())))


def both(old: Bot, new: Bot, question: Question) -> tuple[Result, Result]:
    """What the old and the new knowledge make of a question."""
    return _result(old, question.ask, question.old), _result(new, question.ask, question.new)


def _result(bot: Bot, ask: str, right: Right) -> Result:
    if not right.asked:
        return _NOBODY
    judgement = judge.judged(right.case, bot) if right.case else None
    answer = judgement.answer if judgement else bot.answer(ask)
    good = not judgement.fault if judgement else None
    given = [part for part in answer.parts if part.citation]
    return Result(
        verdict=str(answer.verdict),
        cause=str(answer.cause),
        confidence=answer.confidence,
        places=tuple(part.citation.ref for part in given if part.citation),
        nearest=answer.ruling.ref if answer.ruling and not given else None,
        text="\n\n".join(map(_said, given)),
        state=_state(answer, right.places, good=good),
    )


def _said(answer: Answer) -> str:
    """What a reader is shown: the text and, where that doesn't hold it, the sentence that is quoted for it."""
    quote = answer.citation.quote if answer.citation else ""
    return answer.text if clean(quote) in clean(answer.words) else f"{answer.text}\n— {quote}"


def _state(answer: Answer, places: frozenset[str] | None, *, good: bool | None) -> State:
    """What an answer is worth: by its case (`good`), by the places that are right, or by its being one."""
    given = answer.verdict is Verdict.ANSWERED
    if good is None:
        if places is None:
            return State.ANSWERED if given else State.SILENT
        good = given and not places.isdisjoint(judge.cited(answer))
    return State.RIGHT if good else State.WRONG if given else State.SILENT


def _kind(before: Result, now: Result, renames: Renames) -> Kind | None:
    """What has changed; None: nothing."""
    if before.state is not now.state:
        return _ENDS[now.state]
    if before.verdict != now.verdict:
        return Kind.VERDICT
    if tuple(map(renames.forward, before.places)) != now.places:
        return Kind.PLACE
    if before.text != now.text:
        return Kind.TEXT
    same = round(before.confidence, _DECIMALS) == round(now.confidence, _DECIMALS)
    return None if same else Kind.CONFIDENCE


_KINDS: Final = list(Kind)
_ORIGINS: Final = list(Origin)


def _importance(change: Change) -> tuple[bool, int, bool, int, int]:
    """What to sort by: broken cases first; of a kind what was right, golden cases, what is often asked. Ties stay."""
    question = change.question
    was_right = change.before.state is State.RIGHT
    return (
        not change.breaks,
        _KINDS.index(change.kind),
        not was_right,
        _ORIGINS.index(question.origin),
        -question.count,
    )
