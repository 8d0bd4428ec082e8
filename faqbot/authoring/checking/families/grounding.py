"""Grounding: whether the section behind an answer or a summary states what that states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.authoring.checking.reading import facts, names
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import below, plain
from faqbot.base.messages import shown
from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed
    from faqbot.knowledge.article import Entry, Section, Text


def find(checked: Checked) -> Iterator[Finding]:
    """What answers and summaries state that their sections don't."""
    for file in checked.files:
        for section in file.sections:
            if section.part.summary and not section.part.only_heads:
                backing = _Backing(checked, file, section, section)
                yield from _unstated(backing, "the summary", section.part.summary, section.values["summary"])
        for entry in file.entries:
            if backed := file.backing(entry):
                backing = _Backing(checked, file, backed, entry)
                yield from _unstated(backing, "the answer", entry.part.answer, entry.values["answer"])


class _Backing:
    """What a section states, with what the question says already."""

    def __init__(self, checked: Checked, file: File, section: Part[Section], asking: Part[Section | Entry]) -> None:
        self.checked = checked
        self.section = section
        article = file.article
        own = [article.title, article.published or "", asking.part.title if asking is not section else ""]
        text = "\n\n".join([below(file, section), *own])
        self.held = checked.facts.backing(text)
        self.words = tokens.words(text, checked.language)
        spots = checked.index.concepts.spot(self.words)
        self.terms = {word.stem for word in self.words} | {spot.term for spot in spots}

    @property
    def name(self) -> str:
        """The section in a message."""
        return f'"{shown(self.section.part.title)}"'


def _unstated(backing: _Backing, what: str, text: Text, placed: Placed) -> Iterator[Finding]:
    """The numbers, days and names of a text that its backing section doesn't state."""
    says, read = plain(text), backing.checked.facts
    lacks = "its text doesn't" if what == "the summary" else f"its section {backing.name} doesn't"
    todo = "correct one of them" if what == "the summary" else "correct one of them, or name the section that does"
    told: set[str] = set()

    def found(code: str, start: int, stated: str) -> Iterator[Finding]:
        if stated not in told:
            told.add(stated)
            yield finding(placed, code, f'{what} says "{shown(stated)}", and {lacks}: {todo}', start)

    days, numbers = read.days(says), read.numbers(says)
    beside = _Beside(days, numbers)
    dated: set[facts.Number] = set()
    for day in days:
        if day.name not in backing.held.days and (day.month or not backing.held.spans):
            dated |= beside.numbers(day)
            yield from found("G002", *_stretch(says, day, *beside.numbers(day)))
    for number in numbers:
        if number not in dated and not read.backs(backing.held, number):
            code = "G002" if number.dated else "G001"
            yield from found(code, *_stretch(says, number, *beside.days(number)))
    for name in names.names(says):
        if not _named(name, backing):
            yield from found("G003", name.start, name.text)


class _Beside:
    """Which numbers and which days or months make one date: 3 May, May 3rd."""

    def __init__(self, days: list[facts.Day], numbers: list[facts.Number]) -> None:
        self._days = {at: day for day in days for at in (day.start, day.end)}
        self._numbers = {at: number for number in numbers if number.dated for at in (number.start, number.end)}

    def numbers(self, day: facts.Day) -> set[facts.Number]:
        """The numbers beside a day or month."""
        near = (self._numbers.get(at) for at in _around(day))
        return {number for number in near if number}

    def days(self, number: facts.Number) -> set[facts.Day]:
        """The days and months beside a number."""
        near = (self._days.get(at) for at in _around(number) if number.dated)
        return {day for day in near if day}


def _around(part: facts.Number | facts.Day) -> Iterator[int]:
    """Where what stands beside a fact starts or ends."""
    for gap in range(len(", ") + 1):
        yield from (part.start - gap, part.end + gap)


def _stretch(says: str, *parts: facts.Number | facts.Day) -> tuple[int, str]:
    """Where facts that stand together start, and their text."""
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return start, says[start:end]


def _named(name: names.Name, backing: _Backing) -> bool:
    """Whether the backing section has a name, or it isn't sure to be one. Of several words the last one counts."""
    checked, index = backing.checked, backing.checked.index
    words = tokens.words(name.text, checked.language)
    if not words:
        return True
    stems = {word.stem for word in words}
    spots = {spot.term for spot in index.concepts.spot(words)}
    last = words[-1]
    is_name = last.stem in index.names and not last.text[0].isdigit() and last.text not in checked.language.stop_words
    if not is_name or (name.first and len(words) == 1) or last.stem in backing.terms or spots & backing.terms:
        return True
    drafting = checked.facts.drafting
    if drafting and drafting.placeholders.search(name.text):
        return True  # TODO is a matter of its own
    if checked.facts.days(name.text) or _abbreviates(name.text, backing):
        return True
    return any(_akin(stem, term) for stem in stems for term in backing.terms)


def _akin(stem: str, term: str) -> bool:
    """Whether two words are forms of one name: Germany and German, Polish and Poland."""
    return len(stem) > 3 and stem[:4] == term[:4]


def _abbreviates(name: str, backing: _Backing) -> bool:
    """Whether a name is the first letters of words that stand together there, or the words of an abbreviation there."""
    letters = "".join(c for c in name if c.isalpha()).casefold()
    initials = "".join(word.text[0] for word in backing.words)
    short = "".join(part[0] for part in name.split()).casefold()
    texts = {word.text for word in backing.words}
    if " " not in name and name.isupper():
        return letters.rstrip("s") in initials or letters in texts
    return len(short) > 1 and short in texts
