"""What an output stream can show: its columns, its colours, its characters."""

from __future__ import annotations

import codecs
import os
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

USUAL_WIDTH: Final = 80  # columns, where a terminal doesn't know its size (0x0 in some containers)

# Style -> SGR parameters (ECMA-48). Weight only, no hues: right in light and in dark themes.
_SGR: Final = {
    "answer": "1", "title": "1", "article": "1", "verdict": "1", "total": "1",
    "citation": "2", "note": "2", "head": "2", "miss": "2",
}  # fmt: skip

# What stands for a character that the output's encoding lacks, where NFKD has no plain form of it.
_STAND_INS: Final = {
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "·": "|", "•": "*", "→": "->", "×": "x", "ß": "ss",
}  # fmt: skip


def columns(stream: TextIO) -> int | None:
    """The width to wrap to: $COLUMNS, else the terminal's; None where `stream` is no terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def is_dumb() -> bool:
    """Whether the terminal understands no escape sequences."""
    return os.environ.get("TERM") in ("dumb", "unknown")


def has_colour(stream: TextIO) -> bool:
    """Whether to style what goes to `stream`: $NO_COLOR, $FORCE_COLOR, $TERM, then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and not is_dumb()


def paint(fragments: Iterable[tuple[str, str]], *, colour: bool) -> str:
    """The fragments of (style, text) as one string, with escape sequences where `colour`."""
    return "".join(
        f"\x1b[{_SGR[style]}m{text}\x1b[0m" if colour and style in _SGR else text for style, text in fragments
    )


def read_all(stream: TextIO) -> None:
    """Make `stream` read U+FFFD for each byte that is no text, rather than raise."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def write_all(stream: TextIO) -> None:
    """Make `stream` write a likeness for each character that its encoding lacks, rather than raise."""
    codecs.register_error("faqbot-likeness", _likeness)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="faqbot-likeness")


def _likeness(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error  # it is a reader's: there is nothing to write
    lost = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(c) or _ascii(c) for c in lost), error.end


def _ascii(char: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return kept or "?"
