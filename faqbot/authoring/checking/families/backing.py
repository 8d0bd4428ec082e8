"""Backing: whether an entry names the section that says what it answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import below, plain
from faqbot.base.messages import shown
from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.knowledge.article import Entry
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
    """G004 and G005: entries without a section where one backs them, and those with one that doesn't."""
    for file in checked.files:
        yield from _of_file(checked, file)


def _of_file(checked: Checked, file: File) -> Iterator[Finding]:
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
