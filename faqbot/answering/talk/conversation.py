"""What the bot says of its last answer, in its own words: how sure that is, where it stands, what had been asked.

It shows the place again, but makes no answer of it: that has been given. Only "repeat that" gets it once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Verdict
from faqbot.base.hygiene import clean
from faqbot.base.values import replace
from faqbot.language.grammar import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.answering.answers import Answer

SUREST: Final = 99  # of 100 answers that are right, as nothing is certain


def recalled(told: Answer, last: Answer | None, said: Answer | None) -> Answer:
    """What is told of the last answer, or said once more, where it is that which was asked; else `told` as it is.

    Args:
        told: what is told without knowing what came before.
        last: what the articles answered last, or None.
        said: what was said last, of whatever kind, or None.
    """
    if said and told.topic is Topic.REPEAT:
        return replace(said, question=told.question, truncated=told.truncated, topic=told.topic)
    say = _SAID.get(told.topic) if told.topic else None
    if last is None or say is None:
        return told
    return replace(told, reason=say(last), closest=None if told.topic is Topic.ASKED else last.citation)


def _sure(last: Answer) -> str:
    if last.verdict is Verdict.UNSURE:
        return "I was not sure, and asked what you meant."
    if last.verdict is Verdict.UNKNOWN:
        return f"I gave no answer. {clean(last.reason)}"
    if last.cause is Cause.PICKED:
        return f"You chose this place yourself. {_REPEATED}"
    share = min(round(100 * last.confidence), SUREST)
    held = f"{last.sureness.capitalize()} that this is the right place: in about {share} of 100 such cases it is."
    return " ".join(filter(None, (held, _read_as(last), _REPEATED)))


def _evidence(last: Answer) -> str:
    return "It stands here." if last.citation else f"I gave no answer. {clean(last.reason)}"


def _asked(last: Answer) -> str:
    return " ".join(filter(None, (f"You asked: “{clean(last.question)}”.", _read_as(last))))


def _read_as(last: Answer) -> str:
    return f"I read your question as “{clean(last.asked_as)}”." if last.asked_as else ""


_REPEATED: Final = "Whether it is true I can't tell: I repeat what it says."
_SAID: Final[dict[Topic, Callable[[Answer], str]]] = {
    Topic.SURE: _sure,
    Topic.EVIDENCE: _evidence,
    Topic.ASKED: _asked,
}
