"""The questions of a knowledge word for word: who asks one of them means the place that its author gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate
    from faqbot.search.question import Question


def line(question: Question, candidate: Candidate) -> int | None:
    """The index of the line of a candidate that is a question itself, whatever its case and punctuation; else None."""
    size = len(question.words)
    texts = [word.text for word in question.words]
    for at in candidate.questions if size else ():
        words = candidate.lines[at].words
        if len(words) == size and [word.text for word in words] == texts:
            return at
    return None
