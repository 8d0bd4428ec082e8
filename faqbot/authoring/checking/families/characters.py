"""Characters that nobody sees or types: invisible ones, letters of other alphabets, no-break spaces."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.findings import Edit
from faqbot.authoring.checking.reading.files import finding
from faqbot.base.messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed

# Soft hyphen, zero-width space, word joiner and its kin, marks and overrides of direction, tags. The joiners (U+200C
# and U+200D) belong to other scripts and to emoji, so that they count beside Latin letters only.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164"
    "\ufeff\uffa0\U000e0001\U000e0020-\U000e007f]|(?<=[A-Za-z ])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z ])"
)
_TAGGED: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")  # the flags of England, Scotland and Wales
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # texts that need marks of direction
_MARKS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_SPACES: Final = re.compile("[\u00a0\u202f\u2007]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Letters that look like Latin ones (Unicode TS 39, confusables), Cyrillic and Greek.
_LOOKS: Final = dict(
    zip(
        "асеоруіѕјһԁԛԝАВЕКМНОРСТХУІЅЈԌԚԜοαρνιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aceopyisjhdqwABEKMHOPCTXYISJGQWoapviABEZHIKMNOPTYX",
        strict=True,
    )
)
_OTHER: Final = re.compile(f"[{''.join(_LOOKS)}]")


def find(checked: Checked) -> Iterator[Finding]:
    """All findings about characters, one a value and kind."""
    for file in checked.files:
        for key, placed in file.everything():
            if placed.value.isascii():
                continue
            yield from _invisible(placed)
            yield from _confusable(placed)
            if key in ("question", "alternates"):
                yield from _spaces(placed)


def _invisible(placed: Placed) -> Iterator[Finding]:
    """U001."""
    value = _TAGGED.sub(lambda flag: "x" * len(flag[0]), placed.value)
    directed = _RIGHT_TO_LEFT.search(value) is not None
    found = [match for match in _INVISIBLE.finditer(value) if not (directed and match[0] in _MARKS)]
    if found:
        name = unicodedata.name(found[0][0], "unnamed").lower()
        more = f" and {len(found) - 1:,} more" if found[1:] else ""
        edits = [Edit(*placed.span(match.start(), match.end()), "") for match in found]
        if not value.replace(found[0][0], "").strip():
            edits = []
        message = f"the invisible character U+{ord(found[0][0]):04X} ({name}){more} stands here: delete it"
        yield finding(placed, "U001", message, found[0].start(), edits)


def _confusable(placed: Placed) -> Iterator[Finding]:
    """U002: words of Latin letters with one that only looks like one."""
    found = [(word, other) for word in _WORD.finditer(placed.value) if _is_mixed(word[0]) for other in _in(word)]
    if found:
        word, at = found[0]
        letter = placed.value[at]
        name = unicodedata.name(letter, "unnamed").lower()
        words = len({word for word, _ in found})
        more = f", and {words - 1:,} more words do alike" if words > 1 else ""
        edits = [Edit(*placed.span(at, at + 1), _LOOKS[placed.value[at]]) for _, at in found]
        message = f'"{shown(word[0])}" holds a {name} (U+{ord(letter):04X}){more}: write {_LOOKS[letter]}'
        yield finding(placed, "U002", message, at, edits)


def _is_mixed(word: str) -> bool:
    """Whether a word is of Latin letters and of those that look like some."""
    latin = sum(map(str.isascii, word))
    return 0 < latin < len(word) == latin + len(_OTHER.findall(word))


def _in(word: re.Match[str]) -> Iterator[int]:
    """Where the letters stand that only look like Latin ones."""
    return (word.start() + other.start() for other in _OTHER.finditer(word[0]))


def _spaces(placed: Placed) -> Iterator[Finding]:
    """U003."""
    found = list(_SPACES.finditer(placed.value))
    if found:
        edits = [Edit(*placed.span(match.start(), match.end()), " ") for match in found]
        yield finding(placed, "U003", "a no-break space stands in a wording: write a space", found[0].start(), edits)
