"""What came back for a prompt -> proposals: JSON objects, wherever in the text they stand, and whatever is around them.

Fences, bullets, numbers, brackets and commas around the objects are passed over; every other line that has no object,
and every object that is no wording for a place, is told with its line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.learning.suggesting.proposal import Proposal
from faqbot.authoring.learning.teaching import places
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.bot import Bot

_DECODER: Final = json.JSONDecoder(strict=False)
# What may stand around an object and says nothing: a fence, a bullet, a number, brackets and commas of a list.
_AROUND: Final = re.compile(r"\s*(?:(?:```|~~~)\w*|[-*•+]|\d+[.):]|[\[\],;`])*\s*", re.ASCII)
_LISTS: Final = ("wordings", "proposals", "entries")  # keys below which several may stand


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood of an answer: its line, what stands there, and why, in a phrase."""

    line: int
    text: str
    why: str

    def __str__(self) -> str:
        return clean(f"line {self.line:,}: {self.why}: “{shown(self.text)}”")

    def to_dict(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        return {"line": self.line, "text": self.text, "dropped": self.why}


def read(text: str, bot: Bot) -> tuple[list[Proposal], list[Unread]]:
    """The proposals of an answer in its order, and what was not understood."""
    proposals: list[Proposal] = []
    unread: list[Unread] = []
    resolved: dict[str, str | FaqbotError] = {}
    for line, raw, value in _objects(text):
        if value is None:
            unread.append(Unread(line, raw, "no proposal"))
            continue
        for ref, wording in _pairs(value):
            if not (isinstance(ref, str) and isinstance(wording, str)):
                unread.append(Unread(line, raw, f"no {'wording' if isinstance(ref, str) else 'ref'} in it"))
                continue
            if ref not in resolved:
                resolved[ref] = _ref(ref, bot)
            place = resolved[ref]
            if isinstance(place, str):
                proposals.append(Proposal(place, wording, f"line {line:,}"))
            else:
                unread.append(Unread(line, wording, str(place)))
    return proposals, unread


def _ref(ref: str, bot: Bot) -> str | FaqbotError:
    try:
        return places.named(bot, ref).ref
    except FaqbotError as error:
        return error


def _objects(text: str) -> Iterator[tuple[int, str, dict[str, Any] | None]]:
    """The objects of a text, each with its line and how it is written; between them the lines that have none: None."""
    at, line, start = 0, 1, 0  # up to where the text is read, the line there, where what has no object begins
    while (brace := text.find("{", at)) >= 0:
        try:
            value, end = _DECODER.raw_decode(text, brace)
        except (ValueError, RecursionError):
            at = brace + 1
            continue
        yield from _rest(text[start:brace], line)
        line += text.count("\n", start, brace)
        yield line, text[brace:end], value
        line += text.count("\n", brace, end)
        at = start = end
    yield from _rest(text[start:], line)


def _rest(text: str, first: int) -> Iterator[tuple[int, str, None]]:
    """The lines of a text without objects that say something."""
    for number, line in enumerate(text.split("\n"), first):
        if not _AROUND.fullmatch(line):
            yield number, line.strip(), None


def _pairs(value: dict[str, Any], ref: Any = None) -> Iterator[tuple[Any, Any]]:
    """The (ref, wording) of an object and of those in its lists; what is missing is None."""
    ref = value.get("ref", ref)
    several = [one for key in _LISTS if isinstance(value.get(key), list) for one in value[key]]
    if "wording" in value or not several:
        yield ref, value.get("wording")
    for one in several:
        if isinstance(one, dict):
            yield from _pairs(one, ref)
        else:
            yield ref, one
