"""Logs -> the questions that were asked, each with what was picked and said of it later.

A file is gone over twice: events may stand long after their question, and in a later file. First they are gathered,
some hundred bytes for each; then the questions are handed out one by one, however many there are.
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.errors import KnowledgeWarning
from faqbot.base.messages import shown
from faqbot.base.values import replace
from faqbot.log.entry import OF, THUMBS, TIME_FORMAT, Entry, time_of, unfit
from faqbot.log.lines import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.log.lines import Line

_AGO: Final = re.compile(r"(\d{1,6})\s?([mhdw])", re.IGNORECASE | re.ASCII)
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
MOST_WARNINGS: Final = 10  # for a file: what is no log at all has no line that is right


def read(paths: Iterable[str], since: datetime | None = None) -> Iterator[Entry]:
    """The questions of some logs, in the order in which they stand there, folded with their events.

    Lines that can't be used are left out, of which a `KnowledgeWarning` each tells with the file and the line; of a
    file with many of them the first ten, and how many more there are.

    Args:
        paths: the files. Of several the events of all are gathered.
        since: only what was asked then or later; without a time zone it is taken as local time. None: all.

    Raises:
        KnowledgeError: while iterating: a file isn't there, or can't be read.
    """
    paths = tuple(paths)
    start = since.astimezone(timezone.utc).strftime(TIME_FORMAT) if since else ""
    events = _events(paths)
    for path in paths:
        bad = 0
        for line in lines(path):
            try:
                entry = _entry(line, events)
            except ValueError as error:  # noqa: PERF203 - each is told, with its line
                bad += 1
                if bad <= MOST_WARNINGS:
                    _warn(path, line.number, f"the line is left out: {error}")
            else:
                if entry and entry.time >= start:
                    yield entry
        if bad > MOST_WARNINGS:
            _warn(path, None, f"{bad - MOST_WARNINGS:,} more lines are left out: look whether it is a log of faqbot")


def moment(text: str, now: datetime | None = None) -> datetime:
    """The time that is so long ago ("30m", "12h", "7d", "2w"), or the local day or time that ISO 8601 writes so.

    Raises:
        ValueError: it is none of these; a sentence says what they are.
    """
    now = now or datetime.now(timezone.utc)
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return now - timedelta(**{_UNITS[ago[2].lower()]: int(ago[1])})
        found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return found.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise ValueError(f'"{shown(text)}" is no time: write 30m, 12h, 7d, 2w or a date, as 2026-11-28') from None


def _events(paths: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The id of a question -> what was picked and said of it last."""
    found = dict[str, dict[str, Any]]()
    for path in paths:
        for line in lines(path, f'"{OF}"'.encode()):
            if not line.fault and OF in line.values:
                try:
                    id_, event = event_of(line.values)
                except ValueError:
                    continue  # it is told when the line is read again
                found.setdefault(id_, {}).update(event)
    return found


def event_of(values: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The id of the question that an event belongs to, and the event.

    Raises:
        ValueError: a value is missing, or is none that can stand there; it says which.
    """
    time_of(values)
    id_ = values[OF]
    event: dict[str, Any] = {name: values[name] for name in ("picked", "thumb") if name in values}
    if not isinstance(id_, str):
        raise unfit(OF)
    if not event or not all(isinstance(value, str) for value in event.values()):
        raise unfit("picked")
    if event.get("thumb", THUMBS[0]) not in THUMBS:
        raise unfit("thumb")
    return id_, event


def _entry(line: Line, events: dict[str, dict[str, Any]]) -> Entry | None:
    """The question of a line with its events; None where the line is an event.

    Raises:
        ValueError: it is neither; it says why.
    """
    if line.fault:
        raise ValueError(line.fault)
    if OF in line.values:
        event_of(line.values)
        return None
    entry = Entry.from_line(line.values)
    return replace(entry, **events[entry.id]) if entry.id in events else entry


def _warn(path: str, line: int | None, message: str) -> None:
    warnings.warn(KnowledgeWarning(path, line, message), stacklevel=3)
