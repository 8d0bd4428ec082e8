"""An answer held against its case: whether it comes from a right place, and is what else it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.answers import Verdict
from faqbot.base.hygiene import clean, normalise
from faqbot.base.values import replace
from faqbot.evaluation.perturbing.kinds import TURNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.cases import Case, Expectation, Perturbed, Turn

_DOUBLE_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A case put to a bot.

    Attributes:
        case: the case.
        turn: the turn that was missed; where none was, the last that says what is right.
        answer: the answer to it.
        fault: what is wrong with it, in a phrase; "" where nothing is.
    """

    case: Case
    turn: Turn
    answer: Answer
    fault: str


def judged(case: Case, bot: Bot) -> Judgement:
    """The judgement on `bot` by `case`. A conversation goes on until a turn is missed."""
    for number, (turn, answer) in enumerate(case.answers(bot), 1):
        found = fault(turn, answer)
        if found or turn is case.last:
            told = f"turn {number}: {found}" if found and len(case.turns) > 1 else found
            return Judgement(case, turn, answer, told)
    raise AssertionError("a case has a last turn")  # pragma: no cover


def changed(one: Perturbed, bot: Bot, before: Answer) -> Judgement:
    """The judgement on a bot by a changed case that it decides rightly as it is written, by the answer `before`."""
    if one.kind != TURNED:
        return judged(one.asked, bot)
    answer = one.asked.asked_of(bot)
    return Judgement(one.asked, one.asked.last, answer, repeated(before, answer))


def fault(asked: Case | Turn, answer: Answer) -> str:
    """What is wrong with `answer` by a case of one question, or by a turn, in a phrase; "" where nothing is.

    To a text that asks several questions the answer to any of them may be the right one.
    """
    if asked.expected is None:
        return ""
    return astray(asked.expected, answer) or lacking(asked.expected, answer)


def astray(expected: Expectation, answer: Answer) -> str:
    """What is wrong with the verdict or the place of `answer`, in a phrase; "" where nothing is."""
    if expected.cite:
        right = set(cited(answer)) & set(expected.cite)
        return "" if right else f"{came(answer)}, expected {' or '.join(expected.cite)}"
    if expected.unsure is not None:
        return "" if answer.verdict is Verdict.UNSURE else f"{came(answer)}, expected to be unsure"
    return f"{came(answer)}, expected no answer" if answer.verdict is Verdict.ANSWERED else ""


def repeated(before: Answer, now: Answer) -> str:
    """What is wrong where a question that was turned is answered as before, in a phrase; "" where it isn't.

    It is where the text is the same, or a passage that is quoted; another one of the same section is another answer.
    """
    if now.verdict is not Verdict.ANSWERED or before.verdict is not Verdict.ANSWERED:
        return ""
    same = folded(before.words) == folded(now.words) or not _quotes(before).isdisjoint(_quotes(now))
    return f"{came(now)} as before it was turned into another question" if same else ""


def _quotes(answer: Answer) -> set[str]:
    return {cite.quote for cite in answer.citations}


def lacking(expected: Expectation, answer: Answer) -> str:
    """What else than verdict and place is wrong with `answer`, in a phrase; "" where nothing is."""
    unmet = [demand for demand in demands(expected, answer) if not demand.met]
    parts = [f"{lead} {', '.join(demand.what for demand in group)}" for lead, group in groupby(unmet, lambda d: d.lead)]
    return clean(", ".join([came(answer), *parts])) if parts else ""


def cited(answer: Answer) -> tuple[str, ...]:
    """The refs that an answer stands for: its FAQ entry and the section that backs it, then those of its `rest`."""
    return tuple(f"{cite.article}#{id_}" for cite in answer.citations for id_ in (cite.entry, cite.section) if id_)


def offered(answer: Answer) -> tuple[str, ...]:
    """The refs of what an answer offers, best first, then those of its `rest`."""
    return tuple(match.ref for part in answer.parts for match in part.suggestions)


def came(answer: Answer) -> str:
    """The verdict, whence, and the confidence: answered from museum#faq-hours (0.83)."""
    where = [f"from {ref}" for ref in cited(answer)[:1]]
    return " ".join([str(answer.verdict), *where, f"({answer.confidence:.2f})"])


# -- what an answer must be beside right -------------------------------------------------------


class Demand(NamedTuple):
    """One thing that an answer must be.

    Attributes:
        told: as a list of them has it: saying “noon”.
        met: whether it is.
        lead: how a phrase begins that says it is not: without saying.
        what: what that phrase is about: “noon”.
        mark: what a list says behind it where it is not met.
    """

    told: str
    met: bool
    lead: str
    what: str
    mark: str = "missing"


def demands(expected: Expectation, answer: Answer) -> Iterator[Demand]:
    """What `answer` must be beside of the right verdict and from the right place."""
    for ref in expected.unsure or ():
        yield Demand(f"offering {ref}", ref in offered(answer), "without offering", ref)
    yield from _said(expected, answer)
    part = meant(expected, answer)
    if expected.equals is not None:
        same = says_just(part, expected.equals)
        yield Demand(f"the text “{expected.equals}”", same, "whose text is not", f"“{expected.equals}”", "it is not")
    if expected.cause is not None:
        what = f"“{part.cause}”, expected “{expected.cause}”"
        yield Demand(f"cause {expected.cause}", part.cause == expected.cause, "its cause", what, f"it is {part.cause}")
    if expected.confidence is not None:
        met, sure = expected.confidence.holds(part.confidence), f"{part.confidence:.4f}"
        what = f"{sure}, expected {expected.confidence}"
        yield Demand(f"confidence {expected.confidence}", met, "its confidence", what, f"it is {sure}")


def _said(expected: Expectation, answer: Answer) -> Iterator[Demand]:
    for words in (*expected.says, *expected.all_of):
        yield Demand(f"saying “{words}”", holds(answer, words), "without saying", f"“{words}”")
    if expected.any_of:
        either = " or ".join(f"“{words}”" for words in expected.any_of)
        said = any(holds(answer, words) for words in expected.any_of)
        yield Demand(f"saying {either}", said, "without saying", either)
    for words in expected.says_not:
        yield Demand(f"not saying “{words}”", not holds(answer, words), "saying", f"“{words}”", "said")
    for pattern in expected.matches:
        yield Demand(f"matching “{pattern}”", matches(answer, pattern), "without a match of", f"“{pattern}”")


def meant(expected: Expectation, answer: Answer) -> Answer:
    """Of the answers to the questions of one text that from a right place; else the first."""
    return next((part for part in answer.parts if set(cited(replace(part, rest=()))) & set(expected.cite)), answer)


def holds(answer: Answer, says: str) -> bool:
    """Whether an answer's text or its quote holds these words; white space and kinds of quotes make no difference.

    A text in Markdown holds them as it is written and as it is read.
    """
    return any(folded(says) in folded(text) for text in _held(answer))


def matches(answer: Answer, pattern: str) -> bool:
    """Whether a regular expression matches somewhere in an answer's text or its quote, as written or folded."""
    return any(re.search(pattern, form) for text in _held(answer) for form in (text, folded(text)))


def says_just(answer: Answer, text: str) -> bool:
    """Whether this is the whole text of an answer, as it is written or as it is read, but for how it was typed."""
    return any(folded(text) == folded(said) for said in (answer.text, answer.words))


def _held(answer: Answer) -> list[str]:
    """All that an answer says: its texts and its quotes."""
    quotes = [cite.quote for cite in answer.citations]
    return [*(text for part in answer.parts for text in (part.text, part.words)), *quotes]


def folded(text: str) -> str:
    """`text` with white space folded and quotes straight: how it was typed makes no difference."""
    return " ".join(normalise(text).translate(_DOUBLE_QUOTES).split())
