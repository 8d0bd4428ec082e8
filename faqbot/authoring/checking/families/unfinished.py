"""What is left to be done: articles that are due for review, and what stands where a text is still to be written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from faqbot.authoring.checking.reading.files import finding
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File
    from faqbot.authoring.checking.reading.knowledge import Checked

_READ: frozenset[str] = frozenset(
    {"title", "note", "source", "heading", "question", "summary", "text", "answer", "alternates"}
)


def find(checked: Checked) -> Iterator[Finding]:
    """Articles that are due, and placeholders."""
    for file in checked.files:
        yield from _due(checked, file)
        yield from _placeholders(checked, file)


def _due(checked: Checked, file: File) -> Iterator[Finding]:
    """T001: the day of `review_by` has come; of a month or a year, its last day has passed."""
    due, placed = file.article.review_by, file.values.get("review_by")
    if due and placed and checked.today >= first_day(due):
        yield finding(placed, "T001", f"the article was to be looked at by {due}: do that, and set a later day")


def first_day(due: str) -> dt.date:
    """The first day on which an ISO date is due: itself, or the day after a month or a year."""
    year, *rest = (int(part) for part in due.split("-"))
    if len(rest) > 1:
        return dt.date(year, rest[0], rest[1])
    month = rest[0] if rest else 12
    if (year, month) == (dt.MAXYEAR, 12):
        return dt.date.max
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _placeholders(checked: Checked, file: File) -> Iterator[Finding]:
    """T002: what stands for something that is still to be written."""
    drafting = checked.facts.drafting
    if drafting is None:
        return
    for key, placed in file.everything():
        match = drafting.placeholders.search(placed.value) if key in _READ else None
        if match:
            said = match[0].strip()
            yield finding(
                placed,
                "T002",
                f'"{shown(said)}" stands where readers look for more: write it, or delete it',
                match.start(),
            )
