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
        name = text.value
        if not _is_id(name):
            better = slug(name) or "temporary-truce"
            hint = f'{ID.advice}, like "{shown(better)}"'
            self._faults.add(text.line, f'the id "{shown(name)}" can\'t be used: {hint}')
        elif name in self._lines:
            message = f'the id "{shown(name)}" is already taken on line {self._lines[name]}: choose another'
            self._faults.add(text.line, message)
        self._lines.setdefault(name, text.line)
        return name

    def take(self, name: str) -> str:
        """`name`, which is taken then, where it can be an id and isn't taken yet; else ""."""
        if not _is_id(name) or not name or name in self._lines:
            return ""
        self._lines[name] = 0
        return name

    def made(self, title: str, kind: str) -> str:
        """An id of at most `LONGEST` characters made of `title` (of `kind`, where it has no letter), not taken yet."""
        base = name = _cut(slug(title) or kind, LONGEST)
        numbers = self._numbers.setdefault(base, count(2))
        while name in self._lines:
            number = f"-{next(numbers)}"
            name = _cut(base, LONGEST - len(number)) + number
        self._lines[name] = 0
        return name


def of_article(path: str, faults: Faults) -> str:
    """The id of the article in the file at `path`: the file's name; one that can't be an id goes to `faults`."""
    name = unicodedata.normalize("NFC", os.path.splitext(os.path.basename(path))[0])  # macOS hands out NFD
    if not _is_id(name):
        better = slug(name) or "article"
        message = f"the file's name is the id of the article, and \"{shown(name)}\" can't be one: rename the file"
        faults.add(None, f'{message} to "{shown(better)}.yaml"')
    return name


def _is_id(name: str) -> bool:
    return bool(_PLAIN_ID.fullmatch(name)) or all(map(_is_id_character, name))


def _is_id_character(character: str) -> bool:
    """Letters and digits of all scripts with the marks that belong to them, and - _ ."""
    return character.isalnum() or character in "-_." or unicodedata.category(character)[0] == "M"


def slug(title: str) -> str:
    """`title` as an id, in full: "How's the truce?" becomes "hows-the-truce"."""
    title = title.lower().replace("'", "").replace("’", "")
    kept = (c if c not in "_." and _is_id_character(c) else "-" for c in title)
    return "-".join(filter(None, "".join(kept).split("-")))


def _cut(name: str, length: int) -> str:
    """The beginning of `name` up to a word's end; inside a word that would leave less than half of the `length`."""
    if len(name) <= length:
        return name
    words = name[: length + 1].rpartition("-")[0]
    return words if len(words) * 2 >= length else name[:length].rstrip("-")
