"""The questions of a knowledge word for word: who asks one of them means the place that its author gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate
    from faqbot.search.question import Question


def line(question: Question, candidate: Candidate) -> int | None:
    """The index of the line of a candidate that is a question itself, whatever its case and punctuation; else None."""
    asked, lines = [word.text for word in question.words], candidate.lines
    alike = (at for at in candidate.questions if len(lines[at].words) == len(asked))
    return next((at for at in alike if lines[at].texts == asked), None) if asked else None
