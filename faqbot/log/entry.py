"""A question of the log with what became of it: how it stands in a line, and in Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

GOOD: Final = "good"
BAD: Final = "bad"
THUMBS: Final = (GOOD, BAD)
OF: Final = "of"  # the key that only an event's line has: the id of the question it belongs to
TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%SZ"

_VERDICTS: Final = ("answered", "unsure", "unknown", "told")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_TEXTS: Final = ("id", "question", "verdict", "cause", "knowledge")  # what every line of a question has
_MAYBE: Final = ("ref", "picked", "thumb", "asked_as")  # what may be null or missing


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that was asked.

    Attributes:
        time: when, in UTC: "2026-11-28T12:34:56Z".
        id: what events name it by.
        question: as it was asked, but for what was masked.
        verdict: what became of it, as `Verdict` says.
        cause: why, as `Cause` says.
        confidence: 0..1, as of `Answer`.
        ref: the place that answered; where it was not answered the place judged nearest, or None.
        offered: the places that were offered in the place of an answer, best first.
        knowledge: the hash of what it was answered from.
        picked: the place that was picked of those offered, or None.
        thumb: what was said of the answer, "good" or "bad", or None.
        asked_as: how it was read with the question before it, where a conversation filled in what it left out.
    """

    time: str
    id: str
    question: str
    verdict: str
    cause: str
    confidence: float
    ref: str | None
    offered: tuple[str, ...]
    knowledge: str
    picked: str | None = None
    thumb: str | None = None
    asked_as: str | None = None

    @property
    def full(self) -> str:
        """The question so that it stands by itself."""
        return self.asked_as or self.question

    @classmethod
    def from_line(cls, values: Mapping[str, Any]) -> Entry:
        """The entry of what a line holds; keys that aren't known are passed over.

        Raises:
            ValueError: a value is missing, or is none that can stand there; it says which.
        """
        texts = {name: _text(values, name) for name in _TEXTS}
        maybe: dict[str, Any] = {
            name: values.get(name) if values.get(name) is None else _text(values, name) for name in _MAYBE
        }
        if texts["verdict"] not in _VERDICTS:
            raise unfit("verdict")
        if maybe["thumb"] not in (None, *THUMBS):
            raise unfit("thumb")
        confidence, offered = values.get("confidence"), values.get("offered")
        if isinstance(confidence, bool) or not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
            raise unfit("confidence")
        if not isinstance(offered, list) or not all(isinstance(ref, str) for ref in offered):
            raise unfit("offered")
        return cls(time=time_of(values), confidence=confidence, offered=tuple(offered), **texts, **maybe)

    def to_dict(self) -> dict[str, Any]:
        """As plain values for JSON, of which `from_line` makes the same again."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**values, "offered": list(self.offered)}


def time_of(values: Mapping[str, Any]) -> str:
    """When what a line tells was.

    Raises:
        ValueError: it doesn't say.
    """
    time = values.get("time")
    if not isinstance(time, str) or not _TIME.fullmatch(time):
        raise unfit("time")
    return time


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    if not isinstance(found, str):
        raise unfit(name)
    return found


def unfit(name: str) -> ValueError:
    """What is raised of a value that can't be used."""
    return ValueError(f'"{name}" is missing, or not what a log has there')
