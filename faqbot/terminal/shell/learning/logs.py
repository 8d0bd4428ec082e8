"""The log that a command reads, and from when on: what stands behind the command, else what the surroundings name."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

ENVIRONMENT: Final = "FAQBOT_LOG"  # names the log
_AGO: Final = re.compile(r"(\d{1,4})([hdw])", re.ASCII | re.IGNORECASE)
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", re.ASCII)


def paths(given: Sequence[str], command: str) -> tuple[str, ...]:
    """The files of the log: those that are given, else what $FAQBOT_LOG names.

    Raises:
        FaqbotError: none is named.
    """
    named = tuple(given) or tuple(filter(None, [os.environ.get(ENVIRONMENT)]))
    if not named:
        raise FaqbotError(f"faqbot {command}: which log? Name its file, or have ${ENVIRONMENT} name it.")
    return named


def since(text: str, now: datetime | None = None) -> datetime:
    """The moment that a text says: so many hours, days or weeks ago ("12h", "7d", "2w"), or a day ("2026-11-28").

    Args:
        text: what is written.
        now: the time now; None: that of the clock.

    Raises:
        FaqbotError: it says none.
    """
    now = now or datetime.now(timezone.utc)
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2].lower()])
        if _DAY.fullmatch(text.strip()):
            return datetime.fromisoformat(text.strip()).astimezone()  # of the clock on the wall, which has no zone
    except (ValueError, OverflowError):
        pass
    raise FaqbotError(f'"{shown(text)}" is no time: write how long ago (12h, 7d, 2w) or a day (2026-11-28)')
