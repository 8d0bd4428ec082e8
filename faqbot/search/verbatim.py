"""The questions of a knowledge word for word: who asks one of them means the place that its author gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate
    from faqbot.search.question import Question


def line(question: Question, candidate: Candidate) -> int | None:
    """The index of the line of a candidate that is a question itself, whatever its case and punctuation; else None."""
    asked = [word.text for word in question.words]
    same = (at for at in candidate.questions if candidate.lines[at].texts == asked)
    return next(same, None) if asked else None
