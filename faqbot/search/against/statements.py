"""Two statements about one thing: whether they say the same or differ, as far as that can be told by their words.

    The free trial lasts 30 days.  –  The trial lasts 14 days.            differ: another number of the same
    Dogs are welcome in the hall.  –  Dogs are not welcome in the hall.   differ: a "not"
    Ask Anna Lie.  –  Ask Paul Ruiz.                                      differ: other names
    A ticket costs 20 euros, lunch included.  –  Tickets are 20 euros.    the same, where a price was asked for
    Press Reset.  –  Choose the link below the form.                      can't be told

What each says of the article that it stands in (its title's words) makes no difference. Where it can't be told nothing
is claimed: half of what two statements speak of must be the same, or both must state the kind of fact asked for.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.language import tokens
from faqbot.search.against.numbers import Numbers
from faqbot.search.against.opposites import Opposites
from faqbot.search.question import negates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faqbot.index.index import Index
    from faqbot.language.grammar import Contrasts
    from faqbot.language.terms import Word

# The share of what the shorter of two statements speaks of that the other must speak of too, for them to be about the
# same; and that of what both speak of, for them to say the same.
ABOUT: Final = 0.5
SAME: Final = 0.5
# Spans of time differ from one of these ratios on, and are the same up to the other: a month is no certain number of
# days.
LONGER: Final = 1.15
AS_LONG: Final = 1.01

SPAN: Final = "span"
MONEY: Final = "money"
CLOCK: Final = "clock"
NAMES: Final = "names"

_SHORTEST: Final = 1e-9  # days

_Kind = Sequence[float | str]  # the values of one kind, in one order


class Relation(enum.Enum):
    """What two statements are to each other."""

    SAME = enum.auto()
    DIFFERENT = enum.auto()
    UNTOLD = enum.auto()


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement: its words, the values in it by what they are of, and the stems of what else it speaks of."""

    words: tuple[Word, ...]
    values: Mapping[str, _Kind]
    about: frozenset[str]
    negative: bool


class Statements:
    """Compares statements of a knowledge. Safe to share between threads.

    Args:
        index: the knowledge's. In a language whose contrasts are not known only statements of the same words are told.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        self._contrasts = index.language.contrasts
        types, stem = index.language.answer_types, index.language.stem
        self._money = frozenset(map(stem, types.asking.money)) if types else frozenset[str]()
        if self._contrasts:
            self._days = {stem(unit): days for unit, days in self._contrasts.units.items()}
            self._sorts = frozenset[str]().union(*self._contrasts.sorts)
            self._numbers = Numbers(index, self._contrasts)
            self._opposites = Opposites(index, self._contrasts)

    def relation(self, one: str, other: str, titles: tuple[str, str] = ("", ""), *, typed: bool = False) -> Relation:
        """What two statements are to each other.

        Args:
            one: a statement, of one sentence or more.
            other: the other.
            titles: those of the articles that they stand in.
            typed: whether one kind of fact was asked for, and each of them states it.
        """
        own = frozenset(word.stem for title in titles for word in tokens.words(title, self._language))
        own = frozenset(stem for stem in own if not self._index.is_stop_word(stem))
        first, second = self._read(one, own), self._read(other, own)
        if _texts(first, own) == _texts(second, own):
            return Relation.SAME
        if self._contrasts is None:
            return Relation.UNTOLD
        if self._differ(first, second, self._contrasts, typed=typed):
            return Relation.DIFFERENT
        return Relation.SAME if self._agree(first, second, typed=typed) else Relation.UNTOLD

    def _differ(self, one: _Statement, other: _Statement, contrasts: Contrasts, *, typed: bool) -> bool:
        """Whether statements of one thing, or of one kind of fact, say what can't be so at once."""
        firsts = {statement.words[0].text for statement in (one, other) if statement.words}
        if len(firsts) > 1 and firsts <= contrasts.answers:
            return True
        near = _share(one.about, other.about, least=True) >= ABOUT
        turned = (one.negative != other.negative) != self._opposed(one, other)  # both at once mean the same
        shared = one.values.keys() & other.values.keys() if near or typed else ()
        values = ((kind, one.values[kind], other.values[kind]) for kind in shared)
        return (near and turned) or any(_otherwise(*value) for value in values)

    def _agree(self, one: _Statement, other: _Statement, *, typed: bool) -> bool:
        """Whether statements that don't differ say the same: of much the same things, or of the fact asked for."""
        if one.negative != other.negative or self._opposed(one, other):
            return False
        shared = one.values.keys() & other.values.keys()
        if any(not _alike(kind, one.values[kind], other.values[kind]) for kind in shared):
            return False
        alike = _share(one.about, other.about) >= SAME and one.values.keys() == other.values.keys()
        return alike or (typed and bool(shared))

    def _read(self, text: str, own: frozenset[str]) -> _Statement:
        """A statement, without what the titles of the articles say."""
        words = tokens.words(text, self._language)
        if self._contrasts is None:
            return _Statement(words, {}, frozenset(), negative=False)
        values = self._values(words, own)
        known = {*(str(value) for kind in values.values() for value in kind), *self._contrasts.numbers}
        about = frozenset(
            word.stem
            for word in words
            if not self._index.is_stop_word(word.text)
            and word.stem not in own
            and word.stem not in values.get(NAMES, ())
            and word.text not in known
            and not word.text[0].isdigit()
        )
        return _Statement(words, values, about, negates(words, self._language))

    def _values(self, words: Sequence[Word], own: frozenset[str]) -> dict[str, _Kind]:
        """The numbers, days, times and names of a statement, by what they are of; in one order."""
        found: defaultdict[str, set[float | str]] = defaultdict(set)
        for number in self._numbers.numbers(words):
            kind, value = number.counts or number.named, number.value
            if number.named in self._money or number.counts in self._money:
                kind = MONEY
            elif number.counts in self._days and isinstance(value, float):
                found[SPAN].add(value * self._days[number.counts])
            elif not kind and value == 1.0:
                continue  # "one" may stand for anything
            if not (isinstance(value, float) and f"{value:g}" in own):
                found[kind].add(value)
        found[CLOCK] = {word.text for word in words if ":" in word.text}
        names = {w.stem for w in words if self._is_name(w) and w.text not in self._sorts}
        found[NAMES] = {stem for stem in names - own if not stem[0].isdigit()}
        return {kind: sorted(values, key=str) for kind, values in found.items() if values}

    def _is_name(self, word: Word) -> bool:
        return (word.name or word.stem in self._index.names) and not self._index.is_stop_word(word.text)

    def _opposed(self, one: _Statement, other: _Statement) -> bool:
        """Whether one has the opposite of a word that the other has, and neither has both."""
        return self._opposites.between(one.words, other.words)


def _texts(statement: _Statement, own: frozenset[str]) -> list[str]:
    return [word.text for word in statement.words if word.stem not in own]


def _share(one: frozenset[str], other: frozenset[str], *, least: bool = False) -> float:
    """The share of what two statements speak of that is the same; `least`: of what the shorter one does."""
    of = min(len(one), len(other)) if least else len(one | other)
    return len(one & other) / of if of else 1.0


def _otherwise(kind: str, one: _Kind, other: _Kind) -> bool:
    """Whether as many values of a kind are others."""
    if len(one) != len(other):
        return False
    if kind == SPAN:
        return any(longer >= LONGER for longer in _ratios(one, other))
    return set(one).isdisjoint(other) if kind == NAMES else one != other


def _alike(kind: str, one: _Kind, other: _Kind) -> bool:
    """Whether the values of a kind are the same."""
    return one == other or (
        kind == SPAN and len(one) == len(other) and all(longer <= AS_LONG for longer in _ratios(one, other))
    )


def _ratios(one: _Kind, other: _Kind) -> list[float]:
    """How many times as long the longer of two spans is, of each pair of them."""
    spans = (sorted(value for value in values if isinstance(value, float)) for values in (one, other))
    return [max(pair) / max(min(pair), _SHORTEST) for pair in zip(*spans, strict=True)]
