"""The tags of a page before it is parsed: each told its line, and none opened deeper or wider than a parser bears.

Parsers of HTML do as browsers do, and what those must do takes a time that grows with the square of a page's size where
thousands of elements stand within each other, where thousands of marks are never closed (each paragraph opens them
again), and where a tag has thousands of attributes. Depth is cut where browsers cut it; marks and attributes far beyond
what pages have. No word is lost by that.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

LINE: Final = "data-faqbot-line"
# How deep elements may be opened within each other: as deep as in browsers made of Blink.
_DEEPEST: Final = 512
# How often a mark of one name may be open at a time.
_MOST_MARKS: Final = 2
# Letters of a tag from which its attributes are counted, and how many it may have.
_LONG_TAG: Final = 4_000
_MOST_ATTRIBUTES: Final = 400
# Elements that are never closed, or that the next of their kind closes: they make no depth.
_FLAT: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr "
    "html head body p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rp rt rb rtc".split()
)
# Marks that a parser opens again in each paragraph until they are closed. Of some nothing is kept.
_MARKS: Final = frozenset("b strong i em code tt s strike".split())
_NOTHING: Final = frozenset("font big small nobr u".split())
_WITHIN_LINES: Final = frozenset("a span abbr kbd samp sub sup label var cite dfn q mark time ins del".split())
_TAG: Final = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?P<has>[^>]*>.*?(?:</(?P=raw)\b|\Z))"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?P<rest>(?:[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*')?)*)(?P<close>>|\Z)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A page whose start tags know their lines; `is_flattened`: some stood deeper than is read."""

    text: str
    is_flattened: bool


def tagged(text: str, first_line: int = 1) -> Tagged:
    """A page with a mark on each start tag, the attribute LINE.

    "12.1.40" is on line 12 and ends one line below; the last number tells it from all others.
    """
    out: list[str] = []
    at = 0
    line = first_line
    opened = _Opened()
    for found in _TAG.finditer(text):
        line += text.count("\n", at, found.start())
        ends = found[0].count("\n")
        out += (text[at : found.start()], _rewritten(found, f"{line}.{ends}.{len(out)}", opened))
        line += ends
        at = found.end()
    out.append(text[at:])
    return Tagged("".join(out), opened.is_flattened)


def _rewritten(found: re.Match[str], line: str, opened: _Opened) -> str:
    """A tag as it is handed on: with its line, or as what stands for it where it is opened too deep."""
    if found["raw"]:
        return f"<{found['raw']} {LINE}={line} {found['has']}" if found["raw"].lower() == "script" else found[0]
    if not found["name"] or not found["close"]:
        return found[0]
    name = found["name"].lower()
    if found["end"]:
        return found[0] if opened.close(name) else ""
    if not opened.open(name):
        return "" if name in _MARKS or name in _NOTHING or name in _WITHIN_LINES else f"<p {LINE}={line}>"
    rest = found["rest"]
    if len(rest) > _LONG_TAG and len(re.findall(r"\s[^\s=]+", rest)) > _MOST_ATTRIBUTES:
        rest = ""
    return f"<{found['name']} {LINE}={line} {rest}>"


class _Opened:
    """The elements that are open at a place in a page."""

    def __init__(self) -> None:
        self.is_flattened = False
        self._open: list[str] = []
        self._names: Counter[str] = Counter()

    def open(self, name: str) -> bool:
        """Open an element; whether its tag is kept."""
        if name in _FLAT:
            return True
        if name in _NOTHING:
            return False
        self._names[name] += 1
        if name in _MARKS:
            return self._names[name] <= _MOST_MARKS
        self._open.append(name)
        is_deep = len(self._open) > _DEEPEST
        self.is_flattened |= is_deep
        return not is_deep

    def close(self, name: str) -> bool:
        """Close an element and what was left open within it; whether its tag is kept."""
        if name in _FLAT or name in _NOTHING:
            return name in _FLAT
        if not self._names[name]:
            return True
        self._names[name] -= 1
        if name in _MARKS:
            return self._names[name] < _MOST_MARKS
        kept = False
        while self._open:
            kept = len(self._open) <= _DEEPEST
            last = self._open.pop()
            if last == name:
                break
            self._names[last] -= 1
        return kept
