"""Rows -> entries, each held against the shape of one and against the ids and wordings of those before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.base.messages import closest, shown
from faqbot.knowledge.article import Entry, Text
from faqbot.knowledge.lines.objects import Number, named
from faqbot.knowledge.parts.ids import Ids
from faqbot.knowledge.parts.wordings import folded, outcome
from faqbot.knowledge.yaml import format as keys
from faqbot.knowledge.yaml.shapes import Shape

if TYPE_CHECKING:
    from faqbot.knowledge.article import Format
    from faqbot.knowledge.lines.reading import Row
    from faqbot.knowledge.yaml.faults import Faults

ALTERNATES: Final = "alternates"  # the one key behind which several texts stand
SECTION: Final = "section"  # the one key of an entry that has no place here
NO_SECTION: Final = "section names a section of the article, and a file of one entry a line has none: leave it out"
LISTED: Final = Shape(keys.ENTRY.name, tuple(key for key in keys.ENTRY.keys if key.name != SECTION))
LABELS: Final = frozenset(("expect", "expected", "cite"))  # keys of labelled questions, and of no entry
LABELLED: Final = "these are labelled questions, and no knowledge: name the file behind faqbot eval"
_TEXTS: Final = frozenset(LISTED.names) - {ALTERNATES}
_RETURN: Final = "\r"
_HALF: Final = re.compile("[\ud800-\udfff]")


class Entries:
    """Makes the entries of one file, in the file's order. Of those before only ids and wordings are kept.

    Args:
        written: what answers are written in.
        faults: where what is wrong goes.
        doubts: where a wording goes that two entries have.
        hint: what to do where a key is missing, with "{key}" in place of it.
    """

    def __init__(self, written: Format, faults: Faults, doubts: Faults, hint: str) -> None:
        self._format = written
        self._faults = faults
        self._doubts = doubts
        self._hint = hint
        self._ids = Ids(faults)
        self._asked: dict[str, int] = {}

    def of(self, row: Row) -> Entry | None:
        """The entry of a row; None of one that is at fault, which takes no id and no wording then."""
        faults, line = self._faults, row.line
        before = faults.count
        texts, alternates = self._values(row)
        question, name, url = texts.get("question"), texts.get("id"), texts.get("url")
        if alternates and question:
            self._check_apart((question, *alternates), line)
        if url and not keys.URL.match(url):
            faults.add(line, keys.URL.fault("url", url))
        if name and (wrong := self._ids.against(name)):
            faults.add(line, wrong)
        if faults.count != before or question is None:
            return None
        if name:
            self._ids.keep(name, line)
        start = row.lines.get("answer", line)
        answer = Text(texts["answer"], start, "\n" in texts["answer"] and bool(row.lines), self._format)
        name = name or self._ids.made(question, "faq", line)
        entry = Entry(name, question, alternates, answer, None, line, texts.get("group"), url)
        self._take(entry)
        return entry

    def _values(self, row: Row) -> tuple[dict[str, str], tuple[str, ...]]:
        """The texts of a row by their keys, and the alternates. What is empty is as if it weren't there."""
        texts: dict[str, str] = {}
        alternates: tuple[str, ...] = ()
        meant: set[str | None] = set()
        for key, value in row.values.items():
            if type(value) is str and key in _TEXTS:
                if value and not value.isspace():
                    texts[key] = value if value.isascii() and _RETURN not in value else self._text(key, value, row.line)
            elif value is None and key in LISTED.names:
                pass
            elif type(value) is list and key == ALTERNATES:
                alternates = self._several(value, row.line)
            elif key == "id" and type(value) is Number:
                texts[key] = str(value)
            else:
                meant.add(self._wrong(key, value, row.line))
        for key in LISTED.required:
            if key not in texts and key not in meant:
                self._faults.add(row.line, LISTED.lacks(key, self._hint.format(key=key)))
        return texts, alternates

    def _wrong(self, key: str, value: object, line: int) -> str | None:
        """Tells what is wrong with a value or its key; returns the key that is most likely meant, or None."""
        if key in LISTED.names:
            wanted = 'a list, like ["…", "…"]' if key == ALTERNATES else "a text"
            hint = ": put it in quotes" if isinstance(value, Number) else ""
            self._faults.add(line, f"{key} must be {wanted}, not {named(value)}{hint}")
            return key
        if key == SECTION:
            self._faults.add(line, NO_SECTION)
            return None
        guess = None if self._faults.full else closest(key, LISTED.names)
        self._faults.add(line, LISTED.unknown(key, guess))
        return guess

    def _several(self, values: list[object], line: int) -> tuple[str, ...]:
        """The texts of a list."""
        texts = []
        for value in values:
            if type(value) is str and value and not value.isspace():
                texts.append(self._text(ALTERNATES, value, line))
            else:
                what = "an empty one" if type(value) is str else named(value)
                self._faults.add(line, f"an item of alternates must be a text, not {what}")
        return tuple(texts)

    def _text(self, key: str, value: str, line: int) -> str:
        """A text with the line ends that everything else has; half a character in it is a fault."""
        if _HALF.search(value):
            message = f"{key}: an escape \\uD800 to \\uDFFF is half a character: delete it or write its other half too"
            self._faults.add(line, message)
        return value.replace("\r\n", "\n").replace(_RETURN, "\n")

    def _check_apart(self, wordings: tuple[str, ...], line: int) -> None:
        if len(set(wordings)) < len(wordings):
            twice = next(text for at, text in enumerate(wordings) if text in wordings[:at])
            self._faults.add(line, f'the question "{shown(twice)}" stands twice: delete one')

    def _take(self, entry: Entry) -> None:
        """Keep the wordings of an entry; one that another entry has is doubtful."""
        line = entry.line
        for wording in (entry.question, *entry.alternates):
            first = self._asked.setdefault(folded(wording), line)
            if first != line and folded(wording):
                same = f'the same wording as line {first} ("{shown(wording)}")'
                self._doubts.add(line, f"{same}: {outcome(entry, entry)}")
