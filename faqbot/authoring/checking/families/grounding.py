"""Grounding: whether the section behind an answer or a summary states what that states."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.reading import facts
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
    from faqbot.language.terms import Word

# The share of an answer's weight on its subject that a section must hold to be named as its proof: where the article's
# entries name theirs, and where most don't, so that its author may not want to.
BACKS: Final = 0.6
BACKS_UNASKED: Final = 0.75
# How much of it another section may hold for that one to be the proof, as a share of what the best one holds.
RIVAL: Final = 0.8
# The share below which a section doesn't support an answer, and that which another must hold to be named in its place.
SUPPORTS: Final = 0.15
BETTER: Final = 0.6
# Words on its subject from which on an answer says enough to be told by them.
ENOUGH: Final = 4


def find(checked: Checked) -> Iterator[Finding]:
    """What answers and summaries state that nothing backs, and entries without a section or with a wrong one."""
    for file in checked.files:
        for section in file.sections:
            if section.part.summary and not section.part.only_heads:
                backing = _Backing(checked, file, section, section)
                yield from _unstated(backing, "the summary", section.part.summary, section.values["summary"])
        for entry in file.entries:
            if backed := file.backing(entry):
                backing = _Backing(checked, file, backed, entry)
                yield from _unstated(backing, "the answer", entry.part.answer, entry.values["answer"])
        yield from _backings(checked, file)


# -- facts -------------------------------------------------------------------------------------


class _Backing:
    """What a section states, with what the question says already."""

    def __init__(self, checked: Checked, file: File, section: Part[Section], asking: Part[Section | Entry]) -> None:
        self.checked = checked
        self.section = section
        self.file = file
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
    for name in facts.names(says):
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


def _named(name: facts.Name, backing: _Backing) -> bool:
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


# -- backing sections --------------------------------------------------------------------------


def _backings(checked: Checked, file: File) -> Iterator[Finding]:
    """Entries that name no section where one backs them, and those that name one which doesn't."""
    if not file.sections or not file.entries:
        return
    named = sum(file.backing(part) is not None for part in file.entries)
    least = BACKS if named * 2 >= len(file.entries) else BACKS_UNASKED
    holders = _Holders(checked, file)
    for part in file.entries:
        shares = holders.shares(part)
        if not shares:
            continue
        best = max(shares, key=lambda name: (shares[name], name))
        own = file.backing(part)
        if own is None:
            rivals = [share for name, share in shares.items() if name != best]
            if shares[best] >= least and max(rivals, default=0.0) < RIVAL * shares[best]:
                message = f'section "{shown(best)}" says what this entry answers: write "section: {shown(best)}"'
                yield finding(part.title, "G004", message)
        elif shares.get(own.part.id, 0.0) < SUPPORTS:
            better = f'write "section: {shown(best)}"' if shares[best] >= BETTER else "name another one"
            message = f'section "{shown(own.part.id)}" has hardly a word of the answer: {better}, or delete the key'
            yield finding(part.values["section"], "G005", message)


class _Holders:
    """What sections of an article hold, by the terms of their words."""

    def __init__(self, checked: Checked, file: File) -> None:
        self._checked = checked
        self._holding: dict[str, set[str]] = {}
        self._ids = [section.part.id for section in file.sections]
        for section in file.sections:
            words = tokens.words(below(file, section), checked.language)
            for term in self._terms(words):
                self._holding.setdefault(term, set()).add(section.part.id)

    def _terms(self, words: tuple[Word, ...]) -> set[str]:
        spots = (*self._checked.index.concepts.spot(words), *self._checked.index.related(words))
        return {word.stem for word in words} | {spot.term for spot in spots}

    def shares(self, part: Part[Entry]) -> dict[str, float]:
        """Of each section that holds any of it, the share of an answer's weight on its subject; {}: it says little."""
        index = self._checked.index
        words = tokens.words(plain(part.part.answer), self._checked.language)
        spots = (*index.concepts.spot(words), *index.related(words))
        content = {w.stem: at for at, w in enumerate(words) if not index.is_stop_word(w.text)}
        if len(content) < ENOUGH:
            return {}
        total = math.fsum(index.weight(stem) for stem in content)
        held = dict.fromkeys(self._ids, 0.0)
        for stem, at in content.items():
            terms = {stem, *(spot.term for spot in spots if spot.start <= at < spot.end)}
            for name in set().union(*(self._holding.get(term, set()) for term in terms)):
                held[name] += index.weight(stem) / total
        return held
