"""The kind of fact that a question asks for, and whether a sentence holds it.

    how many diplomats spoke   ->  a number, and it counts diplomats
    "three diplomats in the region, speaking anonymously"   holds it
    "over 20,000 Palestinians have lost their lives"        does not

A bot that answers "how many soldiers?" with a number of something else is worse than a silent one.
The rules are for English; for other languages no kind is asked for, and every sentence holds it.
"""

from __future__ import annotations

import enum
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.language import english
from faqbot.language.tokens import is_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from faqbot.language.tokens import Word

# How many words after a number still say what it counts: "20,000 Palestinians have lost their lives".
REACH: Final = 5
# How many words behind "costs" may stand before the number: "costs about 14 florins".
PAID: Final = 3
HOURS: Final = 24  # of a day
# How many words may name what is counted: "how many confirmed red squirrels".
RUN: Final = 4


class Kind(enum.Enum):
    """A kind of fact."""

    NUMBER = enum.auto()
    AMOUNT = enum.auto()
    PRICE = enum.auto()
    SPAN = enum.auto()
    SIZE = enum.auto()
    OFTEN = enum.auto()
    TIME = enum.auto()
    REASON = enum.auto()
    NAMED = enum.auto()
    PERSON = enum.auto()
    PLACE = enum.auto()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a question asks for.

    Attributes:
        kind: the kind of fact.
        focus: indexes, among the question's words, of those it must be a fact about: one of them will do;
            empty where the question names none.
        said: how the question put it ("how many hostages").
        of_the_rest: whether a count is of those that are left, which is none of those that are gone.
    """

    kind: Kind
    focus: tuple[int, ...]
    said: str
    of_the_rest: bool = False


# Openings of questions, the longer before the shorter, and the kind of fact each asks for.
_OPENINGS: Final = (
    *((("how", "many", span), Kind.SPAN) for span in ("more", "hours", "days", "weeks", "months", "years")),
    (("how", "many"), Kind.NUMBER),
    (("number", "of"), Kind.NUMBER),
    (("how", "much", "longer"), Kind.SPAN),
    (("how", "much", "time"), Kind.SPAN),
    *((("how", "much", verb), Kind.PRICE) for verb in ("is", "are", "for", "cost", "costs")),
    (("how", "much"), Kind.AMOUNT),
    (("how", "long"), Kind.SPAN),
    *((("how", measure), Kind.SIZE) for measure in english.MEASURES),
    (("how", "often"), Kind.OFTEN),
    (("when",), Kind.TIME),
    (("what", "time"), Kind.TIME),
    (("what", "date"), Kind.TIME),
    *(((asking, span), Kind.TIME) for asking in ("what", "which") for span in ("day", "month", "year")),
    (("why",), Kind.REASON),
    *((("who", verb, "the"), Kind.NAMED) for verb in ("is", "are", "was", "were")),
    *(((asking,), Kind.PERSON) for asking in ("who", "whom", "whose")),
    (("where",), Kind.PLACE),
    (("which",), Kind.NAMED),
    (("what",), Kind.NAMED),
)
_BY_FIRST: Final = {
    first: [(opening, kind) for opening, kind in _OPENINGS if opening[0] == first]
    for first in {opening[0] for opening, _ in _OPENINGS}
}
# Words that join clauses as well ("the day when", "those who") ask at the start of a question or after one of these.
_JOINING: Final = (Kind.TIME, Kind.PERSON, Kind.PLACE)
_BEFORE_ASKING: Final = frozenset("and for since by know me of exactly just is until".split())
# What things do in time: these don't say which thing.
_GO_ON: Final = frozenset(
    "last lasts lasted lasting continue continued go gone going drag take takes taken start started begin began "
    "end ended finish finished happen happened expected likely supposed planned".split()
)


def asked_for(words: Sequence[Word], language: str = "en") -> Fact | None:
    """The fact that `words` ask for, or None where they ask for no kind in particular."""
    if language != "en":
        return None
    said = [w.text for w in words]
    for start, word in enumerate(said):
        for opening, kind in _BY_FIRST.get(word, ()):
            end = start + len(opening)
            if tuple(said[start:end]) == opening and (fact := _fact(kind, said, start, end)):
                return fact  # else a later one may ask: "what is the number of lockers"
    return None


def _fact(kind: Kind, said: Sequence[str], start: int, end: int) -> Fact | None:
    opened = end
    if kind is Kind.AMOUNT and not english.PAYING.isdisjoint(said[end:]):
        kind = Kind.PRICE  # "how much does a pass cost"
    if kind is Kind.NAMED and said[start] == "what" and (said[-1] in ("cost", "costs") or "price" in said):
        kind = Kind.PRICE  # "what did the roof cost"; but "what is the human cost of war"
    if kind is Kind.PRICE:
        about = [at for at in range(end, len(said)) if _is_telling(said[at]) and said[at] not in english.PAYING]
        return Fact(kind, tuple(about), "how much")
    if kind in (Kind.SIZE, Kind.OFTEN):
        return Fact(kind, (), " ".join(said[start:end]))
    if kind in _JOINING and end - start == 1 and start and said[start - 1] not in _BEFORE_ASKING:
        return None
    if kind in (Kind.SPAN, *_JOINING):  # "how long did the truce last", "who has led the talks"
        while end < len(said) and said[end] in english.STOPPERS:
            end += 1
    run = _run(said, end)
    focus = tuple(at for at in _heads(kind, said, run) if _is_telling(said[at]))
    if kind in (Kind.NAMED, Kind.PERSON) and not focus:
        return None
    told = max(focus) + 1 if focus and kind in (Kind.NUMBER, Kind.AMOUNT, Kind.NAMED) else opened
    rest = any(_is_of_the_rest(at, said) for at in range(end, len(said)))
    return Fact(kind, focus, " ".join(said[start:told]), rest)  # "when", but "how many soldiers"


def _is_of_the_rest(at: int, said: Sequence[str]) -> bool:
    """Whether a word of a question asks of what is left: "are left" does, "left the city" doesn't."""
    return said[at] in english.REST and (said[at] != "left" or said[at - 1] in _LEFT or at == len(said) - 1)


def _run(said: Sequence[str], start: int) -> range:
    """The words from `start` on that name something: up to a function word, and not too many."""
    end = start
    while end < len(said) and end - start < RUN and said[end] not in english.STOPPERS:
        end += 1
    return range(start, end)


def _heads(kind: Kind, said: Sequence[str], run: range) -> Sequence[int]:
    """Of a run, the words that a fact of this kind must be about.

    A count is of its last plural ("hamas fighters"), an amount of its last word ("military aid"), a named
    thing is what comes first ("which newspaper"), and a time may be of any word that isn't just going on.
    """
    if kind is Kind.NUMBER:
        plurals = [at for at in run if said[at].endswith("s") and not said[at].endswith("ss")]
        return (plurals or run)[-1:]
    if kind is Kind.AMOUNT:
        return run[-1:]
    if kind is Kind.NAMED and said[run.start - 1] == "the":  # "who is the head chef working here"
        return [at for at in run if _is_telling(said[at]) and not said[at].endswith(("ing", "ed"))][-1:]
    if kind in (Kind.NAMED, Kind.PERSON):
        return run[:1]
    return [at for at in run if said[at] not in _GO_ON] if kind in (Kind.SPAN, Kind.TIME, Kind.PLACE) else ()


def telling(words: Sequence[Word]) -> list[int]:
    """Indexes of the words that say what a fact is about, rather than of what general sort it is."""
    return [at for at, word in enumerate(words) if _is_telling(word.text)]


def _is_telling(word: str) -> bool:
    general = (english.GENERIC, english.EVERYDAY, english.NUMBERS, english.STOPPERS, _GO_ON)
    return not any(word in words for words in general)


def holds(fact: Fact, words: Sequence[Word], meets: Callable[[int], bool]) -> bool:
    """Whether a sentence holds a fact of the kind asked for.

    Args:
        fact: what is asked for.
        words: the sentence's words.
        meets: whether the word at an index of the sentence is one of the fact's focus (same, stem, typo, synonym).
    """
    if fact.kind in (Kind.NUMBER, Kind.AMOUNT):
        if fact.of_the_rest and english.REST.isdisjoint(word.text for word in words):
            return False
        return any(_counts(at, words, fact, meets) for at in range(len(words)) if _is_count(at, words))
    about = fact.kind in _OF_ANYTHING or not fact.focus or any(map(meets, range(len(words))))
    return about and _SIGNS[fact.kind](words)


def _counts(number: int, words: Sequence[Word], fact: Fact, meets: Callable[[int], bool]) -> bool:
    """Whether a number counts what is asked about: "4 florins a seat" counts florins."""
    if not fact.focus:
        return True
    reach = range(number + 1, min(number + 1 + REACH, len(words)))
    if reach and words[reach[0]].text in english.MONEY:
        reach = reach[:1]
    return any(map(meets, reach))


def _is_count(at: int, words: Sequence[Word]) -> bool:
    """Whether a word is a number, and not "one" for a thing: "each one"."""
    return _is_number(words[at].text) and not (words[at].text == "one" and at and words[at - 1].text in _POINTING)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in english.NUMBERS


def _is_time(at: int, words: Sequence[Word]) -> bool:
    """Whether a word is a time: an hour (16:00, "at 9"), a year, or a word such as Monday, Mondays, noon, recently."""
    word = words[at].text
    if word[0].isdigit():
        return ":" in word or is_year(word) or _is_hour(at, words)
    return word in english.TIMES or word.removesuffix("s") in english.TIMES


def _is_hour(at: int, words: Sequence[Word]) -> bool:
    """Whether a number is an hour of the day: "opens at 9", but not "at 9 euros"."""
    word, after = words[at].text, words[at + 1].text if at + 1 < len(words) else "and"
    before = words[at - 1].text if at else ""
    return word.isdecimal() and int(word) <= HOURS and before in _AT_HOURS and after in english.STOPPERS


def _is_no_price(before: Word | None, word: Word) -> bool:
    """Whether a word only looks like money: "40 per cent", "to free the hostages"."""
    return before is not None and (before.text, word.text) in _NO_PRICES


def _is_price(words: Sequence[Word]) -> bool:
    """Whether a sentence names money, or a number right behind what costs it: "costs 14 florins"."""
    said = [word.text for before, word in itertools.pairwise([None, *words]) if word and not _is_no_price(before, word)]
    paid = (said[at + 1 : at + 1 + PAID] for at, word in enumerate(said) if word in english.PAYING)
    return not english.MONEY.isdisjoint(said) or any(_is_number(word) for behind in paid for word in behind)


def _is_place(before: Word, word: Word) -> bool:
    """Whether two words say where: "in Cairo", "at the entrance", but not "in May" or "in 2026"."""
    return before.text in english.WHERE and not (word.text in english.TIMES or _is_number(word.text))


def _is_reason(words: Sequence[Word]) -> bool:
    """Whether a sentence says what for: "because", or "to" before a verb; before a name that may only say where to."""
    said = [word.text for word in words]
    return _any_of(english.REASONS)(words) or any(a == "to" and b in _AIMS for a, b in itertools.pairwise(said))


def _any_of(known: AbstractSet[str]) -> Callable[[Sequence[Word]], bool]:
    return lambda words: any(word.text in known for word in words)


_NO_PRICES: Final = frozenset({("per", "cent"), *((verb, "free") for verb in "to set break must would could".split())})
_LEFT: Final = frozenset("am are be been is still was were".split())
_AT_HOURS: Final = frozenset("at from until till by before after between since".split())
# Before "one" these say which one, not how many.
_POINTING: Final = frozenset("each every any no this that which another the other".split())

_AIMS: Final = frozenset(
    "achieve allow avoid be become bring discuss ensure get give help improve keep learn let make meet minimise "
    "minimize prevent protect provide reach receive reduce save see show stop support use".split()
)

# What in a sentence shows that it holds a fact of a kind; a count is told by what it counts (`_counts`).
_SIGNS: Final[Mapping[Kind, Callable[[Sequence[Word]], bool]]] = {
    Kind.PRICE: _is_price,
    Kind.SPAN: _any_of(english.SPANS),
    Kind.SIZE: lambda words: any(_is_count(at, words) and not is_year(words[at].text) for at in range(len(words))),
    Kind.OFTEN: _any_of(english.OFTEN),
    Kind.TIME: lambda words: any(_is_time(at, words) for at in range(len(words))),
    Kind.REASON: _is_reason,
    Kind.NAMED: bool,
    Kind.PERSON: lambda words: any(word.name or word.text in english.PERSONS for word in words),
    Kind.PLACE: lambda words: any(_is_place(a, b) for a, b in itertools.pairwise(words)),
}
# Kinds of fact that need not name what they are of in the same sentence.
_OF_ANYTHING: Final = (Kind.REASON,)
