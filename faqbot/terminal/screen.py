"""What an output stream can show: its columns, its colours, its characters."""

from __future__ import annotations

import codecs
import os
import unicodedata
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from faqbot.base.layout.lines import LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

# What terminals say of themselves that take hyperlinks.
_LINKING: Final = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "WEZTERM_PANE")
_LINKING_PROGRAMS: Final = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
_LINKING_TERMS: Final = ("kitty", "alacritty", "foot", "ghostty")
_LINKING_VTE: Final = 5000  # 0.50, the first that doesn't crash on some

_MOST_COPIED: Final = 74_994  # bytes in base64: xterm, and hterm after it, drop what is longer

USUAL_WIDTH: Final = 80  # columns, where a terminal doesn't know its size (0x0 in some containers)
USUAL_HEIGHT: Final = 24

# Theme -> style -> SGR parameters (ECMA-48). Hues are green and magenta only, which light and dark themes both show.
_WEIGHTS: Final = {
    "answer": "1", "title": "1", "article": "1", "verdict": "1", "total": "1", "prompt": "1", "number": "1",
    "citation": "2", "note": "2", "head": "2", "miss": "2", "asked": "2", "told": "2", "snippet": "2", "mark": "4",
    "strong": "1", "emphasis": "3", "code": "1", "fence": "2", "rule": "2",
}  # fmt: skip
_THEMES: Final = {
    "colour": _WEIGHTS | {"mark": "1;35", "prompt": "1;32", "number": "32", "code": "32"},
    "weight": _WEIGHTS,
    "none": {},
}

# What stands for a character that the output's encoding lacks, where NFKD has no plain form of it.
_STAND_INS: Final = {
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "─": "-", "│": "|", "·": "|",
    "•": "*", "→": "->", "×": "x", "ß": "ss",
}  # fmt: skip


_DIGITS: Final = 10  # a number with more is none that a terminal tells


def columns(stream: TextIO) -> int | None:
    """The width to wrap to: $COLUMNS, else the terminal's; None where `stream` is no terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and len(asked) < _DIGITS and int(asked) > 0:
        return int(asked)
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def rows(stream: TextIO) -> int:
    """The height of the terminal behind `stream` in rows; the usual one where it doesn't know."""
    try:
        return os.get_terminal_size(stream.fileno()).lines or USUAL_HEIGHT
    except OSError:
        return USUAL_HEIGHT


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


def paint(fragments: Iterable[tuple[str, str]], *, colour: bool, theme: str = "colour", links: bool = False) -> str:
    """The fragments of (style, text) as one string.

    Args:
        fragments: styles are names parted by spaces, and may end in " link:" and a file and line, or an address.
        colour: whether to write escape sequences for the styles.
        theme: one of `settings.THEMES`.
        links: whether to write those for links.
    """
    shown = _THEMES[theme] if colour else {}
    return "".join(_painted(style, text, shown, links) for style, text in fragments)


def _painted(style: str, text: str, shown: Mapping[str, str], links: bool) -> str:  # noqa: FBT001 - as paint was told
    names, _, link = style.partition(LINK)
    codes = ";".join(
        dict.fromkeys(code for name in names.split(" ") for code in shown.get(name, "").split(";") if code)
    )
    if codes:
        text = f"\x1b[{codes}m{text}\x1b[0m"
    url = _url(link) if links and link else ""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if url else text


def _url(link: str) -> str:
    """An address of the web or of mail, or that of a file, given with a line, as terminals expect it.

    That is with the host, every odd byte escaped; empty where it can't be told, as in a working directory that was
    deleted.
    """
    from faqbot.base.layout.markdown import address  # here: few terminals take links, as are the next two

    if web := address(link):
        return web
    from socket import gethostname
    from urllib.parse import quote

    try:
        path = os.path.abspath(link.rpartition(":")[0])
    except OSError:
        return ""
    return f"file://{quote(gethostname())}{quote(os.fsencode(path))}"


def takes_links(stream: TextIO) -> bool:
    """Whether the terminal behind `stream` is known to take hyperlinks (OSC 8): others may print them as text.

    $FORCE_HYPERLINK decides where it is set ("0": no).
    """
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced != "0"
    if not stream.isatty() or is_dumb() or "CI" in os.environ:
        return False
    version = os.environ.get("VTE_VERSION", "")
    return (
        any(name in os.environ for name in _LINKING)
        or os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or any(name in os.environ.get("TERM", "") for name in _LINKING_TERMS)
        or (version.isdecimal() and len(version) < _DIGITS and int(version) >= _LINKING_VTE)
    )


def copying(text: str) -> str:
    """What puts `text` into the clipboard of the terminal, also over ssh (OSC 52).

    Raises:
        ValueError: it is longer than terminals take.
    """
    from base64 import b64encode

    data = b64encode(text.encode("utf-8", "replace")).decode()
    if len(data) > _MOST_COPIED:
        raise ValueError(len(text))
    code = f"\x1b]52;c;{data}\x07"
    if "TMUX" in os.environ:  # passed on to the terminal outside; every escape in it twice
        return "\x1bPtmux;" + code.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return code


def read_all(stream: TextIO) -> None:
    """Make `stream` read U+FFFD for each byte that is no text, rather than raise, unless it was read from already."""
    if hasattr(stream, "reconfigure"):
        with suppress(OSError):  # which Python then refuses
            stream.reconfigure(errors="replace")


def write_all(stream: TextIO) -> None:
    """Make `stream` write a likeness for each character that its encoding lacks, rather than raise."""
    codecs.register_error("faqbot-likeness", _likeness)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="faqbot-likeness")


@contextmanager
def restored(stream: TextIO) -> Iterator[None]:
    """Leave `stream` taking what its encoding lacks as it did before, as far as that can still be had."""
    errors = getattr(stream, "errors", None)
    try:
        yield
    finally:
        if hasattr(stream, "reconfigure"):
            with suppress(OSError, ValueError):  # read from, closed, or its reader has left
                stream.reconfigure(errors=errors)


def _likeness(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error  # it is a reader's: there is nothing to write
    lost = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(c) or _ascii(c) for c in lost), error.end


def _ascii(char: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return kept or "?"
