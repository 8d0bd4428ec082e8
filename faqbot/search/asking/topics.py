"""A bare topic ("refund"): no question, but a word that some places speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.search.match import Scored
    from faqbot.search.question import Question


def is_topic(question: Question) -> bool:
    """Whether a question is one word, and that says something of a subject."""
    return len(question.words) == 1 and bool(question.content)


def speaks_of(scored: Scored, topic: Question) -> bool:
    """Whether a place has the word of a topic, or one that stands for it; one that only means alike does not."""
    return any(_has(topic, scored, at) for at in range(len(scored.candidate.lines)))


def is_headed(scored: Scored, topic: Question) -> bool:
    """Whether a wording of an entry, or the heading of a section, has the word of a topic."""
    return any(_has(topic, scored, at) for at in (0, *scored.candidate.questions))


def _has(topic: Question, scored: Scored, at: int) -> bool:
    return not topic.meets(0).isdisjoint(scored.candidate.lines[at].terms())
