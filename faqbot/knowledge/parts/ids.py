"""Ids: of sections and entries, as they are written or made of a heading or a question; of articles, from their files.

How's the truce?  ->  hows-the-truce
"""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, Final

from faqbot.base.messages import shown
from faqbot.knowledge.yaml.format import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.yaml.faults import Faults
    from faqbot.knowledge.yaml.records import Record

# Characters of an id that is made: enough to tell what it is about, and few enough to be typed.
LONGEST: Final = 40
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_PLAIN_ID: Final = re.compile(r"[\w.-]+")


class Ids:
    """The ids of one article's sections and entries, which share one name space: `article#id` is one place."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._lines: dict[str, int] = {}
        self._numbers: dict[str, Iterator[int]] = {}

    def written(self, record: Record) -> str:
        """The id that `record` has in the file, or "" where it is left out."""
        text = record.maybe("id")
        if text is None:
            return ""
        if wrong := self.against(text.value):
            self._faults.add(text.line, wrong)
        self._lines.setdefault(text.value, text.line)
        return text.value

    def against(self, name: str) -> str:
        """What to say of an id that is written and can't be used, or is taken already; "" of another one."""
        if not _is_id(name):
            better = slug(name) or "temporary-truce"
            return f'the id "{shown(name)}" can\'t be used: {ID.advice}, like "{shown(better)}"'
        line = self._lines.get(name)
        if line is None:
            return ""
        if line < 0:
            made = f"was made of the question on line {-line}, which has none of its own"
            return f'the id "{shown(name)}" {made}: choose another, or give that one an id'
        return f'the id "{shown(name)}" is already taken on line {line}: choose another'

    def keep(self, name: str, line: int) -> None:
        """Take an id, written on `line`, that nothing is `against`."""
        self._lines[name] = line

    def take(self, name: str) -> str:
        """`name`, which is taken then, where it can be an id and isn't taken yet; else ""."""
        if not _is_id(name) or not name or name in self._lines:
            return ""
        self._lines[name] = 0
        return name

    def made(self, title: str, kind: str, line: int = 0) -> str:
        """An id of at most `LONGEST` characters made of `title` (of `kind`, where it has no letter), not taken yet.

        Args:
            title: what it is the id of.
            kind: what that is.
            line: where it stands, which matters where ids that are written follow; else 0.
        """
        base = name = _cut(slug(title) or kind, LONGEST)
        numbers = self._numbers.setdefault(base, count(2))
        while name in self._lines:
            number = f"-{next(numbers)}"
            name = _cut(base, LONGEST - len(number)) + number
        self._lines[name] = -line
        return name


def of_article(path: str, faults: Faults) -> str:
    """The id of the article in the file at `path`: the file's name; one that can't be an id goes to `faults`."""
    stem, ending = os.path.splitext(os.path.basename(path))
    name = unicodedata.normalize("NFC", stem)  # macOS hands out NFD
    if not _is_id(name):
        better = slug(name) or "article"
        message = f"the file's name is the id of the article, and \"{shown(name)}\" can't be one: rename the file"
        faults.add(None, f'{message} to "{shown(better)}{ending or ".yaml"}"')
    return name


def _is_id(name: str) -> bool:
    return bool(_PLAIN_ID.fullmatch(name)) or all(map(_is_id_character, name))


def _is_id_character(character: str) -> bool:
    """Letters and digits of all scripts with the marks that belong to them, and - _ ."""
    return character.isalnum() or character in "-_." or unicodedata.category(character)[0] == "M"


def slug(title: str) -> str:
    """`title` as an id, in full: "How's the truce?" becomes "hows-the-truce"."""
    title = title.lower().replace("'", "").replace("’", "")
    if title.isascii():  # the same, ten times as fast
        return _NO_LETTERS.sub("-", title).strip("-")
    kept = (c if c not in "_." and _is_id_character(c) else "-" for c in title)
    return "-".join(filter(None, "".join(kept).split("-")))


def _cut(name: str, length: int) -> str:
    """The beginning of `name` up to a word's end; inside a word that would leave less than half of the `length`."""
    if len(name) <= length:
        return name
    words = name[: length + 1].rpartition("-")[0]
    return words if len(words) * 2 >= length else name[:length].rstrip("-")
