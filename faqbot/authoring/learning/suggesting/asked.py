"""Wordings that readers have typed: the questions of a log, each for the place that its reader picked of those offered.

One that was not answered, and of which nothing was picked, is nearest to some place, but mostly belongs elsewhere: of
188 that were not answered about twelve documents 48 belonged there. They are proposed where that is wished.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Verdict
from faqbot.authoring.learning.suggesting.proposal import Proposal, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from faqbot.log.entry import Entry

PICKED: Final = "picked"
NEAREST: Final = "asked, and nearest to this"

# What stands in a log in the place of what names a person: no wording for others.
_MASK: Final = re.compile(r"\[(?:email|phone|card|account)\]")
_MISSED: Final = (Verdict.UNSURE, Verdict.UNKNOWN)


def proposals(log: Iterable[Entry], refs: Collection[str], *, nearest: bool = False) -> Iterator[Proposal]:
    """What readers asked, for the places of `refs`: what was picked first, then the most asked; of equals by the text.

    Questions that are one but for case and punctuation count as one, written as most have written it.

    Args:
        log: what was asked.
        refs: the places that want wordings.
        nearest: whether what was not answered is proposed for the place that it is nearest to.
    """
    written = defaultdict[str, Counter[str]](Counter)
    counts = Counter[tuple[str, str, str]]()  # (place, origin, folded question)
    for entry in log:
        place, origin = _place(entry)
        if place in refs and (nearest or origin == PICKED) and not _MASK.search(entry.full):
            key = folded(entry.full)
            written[key][entry.full] += 1
            counts[place, origin, key] += 1
    for (place, origin, key), count in sorted(counts.items(), key=_rank):
        wording = min(written[key], key=lambda text: (-written[key][text], text))
        yield Proposal(place, wording, origin if count == 1 else f"{origin}, {count:,} times")


def _rank(counted: tuple[tuple[str, str, str], int]) -> tuple[object, ...]:
    (place, origin, key), count = counted
    return place, origin != PICKED, -count, key


def _place(entry: Entry) -> tuple[str, str]:
    """The place that a question belongs to, and how that is known; "" where it belongs to none."""
    if entry.picked:
        return entry.picked, PICKED
    if entry.verdict in _MISSED and entry.cause != Cause.NO_MATCH and entry.ref:
        return entry.ref, NEAREST
    return "", ""
