"""Wordings that readers have typed: the questions of a log, each for the place that its reader picked of those offered.

One that was not answered, and of which nothing was picked, is nearest to some place, but mostly belongs elsewhere: of
188 that were not answered about twelve documents 48 belonged there. They are proposed where that is wished.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.answers import Cause, Verdict
from faqbot.authoring.learning.suggesting.proposal import Proposal
from faqbot.knowledge.parts.wordings import folded
from faqbot.log.masking import MASKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from faqbot.log.entry import Entry

PICKED: Final = "picked"
NEAREST: Final = "asked, and nearest to this"

# What stands in a log in the place of what names a person: no wording for others.
_MASK: Final = re.compile("|".join(map(re.escape, MASKS)))
_MISSED: Final = (Verdict.UNSURE, Verdict.UNKNOWN)


def proposals(log: Iterable[Entry], refs: Collection[str], *, nearest: bool = False) -> Iterator[Proposal]:
    """What readers asked, for the places of `refs`: what was picked first, then the most asked; of equals by the text.

    Questions that are one but for case and punctuation count as one, written as most have written it. It belongs to one
    place: that of most picks, else that it was nearest to most often; so one who picked another takes it from nobody.

    Args:
        log: what was asked.
        refs: the places that want wordings.
        nearest: whether what was not answered is proposed for the place that it is nearest to.
    """
    written = defaultdict[str, Counter[str]](Counter)  # folded question -> how it is written
    counts = defaultdict[str, Counter[tuple[str, str]]](Counter)  # folded question -> (place, origin)
    for entry in log:
        place, origin = _place(entry)
        if place and (nearest or origin == PICKED) and not _MASK.search(entry.full):
            key = folded(entry.full)
            written[key][entry.full] += 1
            counts[key][place, origin] += 1
    found = [_Asked(key, *min(of.items(), key=_belonging)) for key, of in counts.items()]
    for key, (place, origin), count in sorted(found, key=_rank):
        if place in refs:
            wording = min(written[key], key=lambda text: (-written[key][text], text))
            yield Proposal(place, wording, origin if count == 1 else f"{origin}, {count:,} times")


class _Asked(NamedTuple):
    """A folded question, the (place, origin) that it belongs to, and how often it was asked so."""

    key: str
    where: tuple[str, str]
    times: int


def _belonging(counted: tuple[tuple[str, str], int]) -> tuple[object, ...]:
    (place, origin), count = counted
    return origin != PICKED, -count, place


def _rank(asked: _Asked) -> tuple[object, ...]:
    place, origin = asked.where
    return place, origin != PICKED, -asked.times, asked.key


def _place(entry: Entry) -> tuple[str, str]:
    """The place that a question belongs to, and how that is known; "" where it belongs to none."""
    if entry.picked:
        return entry.picked, PICKED
    if entry.verdict in _MISSED and entry.cause != Cause.NO_MATCH and entry.ref:
        return entry.ref, NEAREST
    return "", ""
