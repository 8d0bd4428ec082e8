"""Lines of questions -> what is asked, and answers -> lines of JSON.

A line is a question as it stands, or a JSON object with a text "question". What else such an object holds (an id, a
label) stands in the line of its answer too; where an answer has a key of the same name, that of the answer.
"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Answer, Verdict
from faqbot.base.hygiene import as_json
from faqbot.base.messages import shown
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

QUESTION: Final = "question"
WHY: Final = "why"
OWN: Final = frozenset({*Answer.__dataclass_fields__, WHY})  # the keys of an answer's line


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        question: it.
        given: the object that it stood in, or None.
    """

    question: str
    given: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is written for a question.

    Attributes:
        answered: whether it was answered, or told in the bot's own words.
        line: the answer as a line of JSON; "" where `answer` is to be shown.
        answer: the answer; None where `line` has it.
    """

    answered: bool
    line: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is asked -> what is told: it travels to where that is done, with a bot that is loaded there.

    Attributes:
        answer: as `Bot.answer`.
        articles: the ids of the articles that are asked, or None: all are.
        json: whether lines of JSON are made, there rather than where they are written: that would keep it busy.
        why: whether they explain themselves.
    """

    answer: Callable[..., Answer]
    articles: Sequence[str] | None
    json: bool
    why: bool

    def __call__(self, asked: Asked) -> Told:
        """What is told.

        Raises:
            FaqbotError: as of `Bot.answer`.
        """
        answer = self.answer(asked.question, self.articles)
        answered = answer.verdict in (Verdict.ANSWERED, Verdict.TOLD)
        if not self.json:
            return Told(answered, answer=answer)
        return Told(answered, as_json({**(asked.given or {}), **values(answer, why=self.why)}))


def asked(lines: Iterable[str]) -> Iterator[Asked]:
    """What each line asks. Of lines that begin as an object does and are none with a question, the first is warned of.

    Each line is read by itself: what the one before it was changes nothing.
    """
    warned = False
    for line in lines:
        found = _record(line) if line.startswith("{") else None
        if not found and not warned and line[1:].lstrip().startswith('"'):
            warned = True
            told = f'"{shown(line)}" is no JSON object with a text "question": it is asked as it stands'
            warnings.warn(told, stacklevel=2)
        yield found or Asked(line)


def _record(line: str) -> Asked | None:
    try:
        given = json.loads(line, parse_constant=_no_json)
    except (ValueError, RecursionError):
        return None
    question = given.get(QUESTION)
    return Asked(question, given) if isinstance(question, str) else None


def _no_json(constant: str) -> None:
    raise ValueError(constant)  # NaN is none, and must not be written


def values(answer: Answer, *, why: bool) -> dict[str, Any]:
    """An answer as what its line holds: plain values, with `why` its explanation and the receipts too."""
    found = answer.to_dict(receipts=why)
    if why:
        from faqbot.answering import explanation  # here: few ask why

        found[WHY] = explanation.to_dict(answer)
    return found
