"""Text as it comes from anywhere: what of it is read, and what of it may be shown."""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# What a question is cut to, in characters: some 200 English words. Questions on the panel have at
# most 433 characters; past this a text is no question, and its cost must stay bounded.
MAX_QUESTION: Final = 1_000

_CONTROL: Final = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"
_TRICK: Final = r"[\u202a-\u202e\u2066-\u2069\ufeff]"  # "Trojan Source", Boucher & Anderson, 2021
_SURROGATE: Final = r"[\ud800-\udfff]"
_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": " "}
)
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def as_read(question: str) -> str:
    """What is read of a question: no more than `MAX_QUESTION` characters, entities of HTML as what they stand for.

    Raises:
        TypeError: it is no string.
    """
    if not isinstance(question, str):
        raise TypeError(f"a question is a text (str), not {type(question).__name__}")
    question = question[:MAX_QUESTION]
    return _ENTITY.sub(_unescaped, question) if "&" in question else question


def is_truncated(question: str) -> bool:
    """Whether a question goes on, with more than white space, after what is read of it."""
    return len(question) > MAX_QUESTION and not question[MAX_QUESTION:].isspace()


def _unescaped(entity: re.Match[str]) -> str:
    import html  # here: few questions hold one, and its tables take a millisecond to import
    from html.entities import html5

    known = entity[1][0] == "#" or f"{entity[1]};" in html5  # of "&notes;", unescape would take "&not" for one
    return html.unescape(entity[0]) if known else entity[0]


def clean(text: str) -> str:
    """`text` as it may be shown on one line: made `harmless`, each run of white space one space."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """`text` as it may be shown on a terminal, its line breaks kept.

    Control characters (so every escape sequence) become spaces, lone surrogates U+FFFD, so that the
    result can always be encoded; what reverses or hides the text around it (bidi overrides and
    isolates, byte order marks) is left out.
    """
    if text.isprintable():  # then none of them is in it
        return text
    text = compiled(_CONTROL).sub(" ", text.replace("\r\n", "\n"))
    return compiled(_SURROGATE).sub("\ufffd", compiled(_TRICK).sub("", text))


def verbatim(text: str) -> str:
    """`text` as it may be copied or kept: made `harmless`, its line breaks and tabs kept."""
    return "\t".join(map(harmless, text.split("\t")))


def as_json(values: Any) -> str:
    """Values as JSON on one line. Plain ASCII: it can be written in every encoding, and nothing acts on a terminal."""
    import json  # here: as it is read by people, an answer needs none of it

    return json.dumps(values).replace("\x7f", "\\u007f")


def cut(text: str, most: int, width: Callable[[str], int] = len) -> str:
    """`text` where it is at most `most` wide, else as much of its start as leaves room for "…" at its end.

    Args:
        text: one line.
        most: the width, in what `width` counts.
        width: the width of a text; the longer the text, the wider.
    """
    if width(text) <= most:
        return text
    end = bisect.bisect_right(range(len(text)), most - 1, key=lambda at: width(text[:at]))
    return f"{text[: end - 1].rstrip()}…" if end else ""


def normalise(text: str) -> str:
    """`text` in one form for comparing: compatibility characters unified, curly quotes and long dashes plain."""
    return text.replace("`", "'") if text.isascii() else unicodedata.normalize("NFKC", text.translate(_PLAIN))


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: large sets of characters take a millisecond each."""
    return re.compile(pattern)
