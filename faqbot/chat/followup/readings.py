"""What a short question leaves out, put back from the one before it.

    How many hostages were released?
    and prisoners?          ->  How many prisoners were released
    when?                   ->  when were hostages released
    who freed them?         ->  who freed hostages

These are guesses at what was meant, the likeliest first; whoever asks them decides by what is found. The rules are
for English.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.chat.followup.fragment import (
    AUXILIARIES,
    DETERMINERS,
    MANY,
    MEASURES,
    ORDERS,
    PERSON,
    PREPOSITIONS,
    THERE,
    TOO,
    WORDS_OF_QUESTION,
    Word,
    is_elliptic,
    is_to_the_bot,
    joined,
    own,
    pronoun_at,
    split,
    without_lead,
)
from faqbot.language import english
from faqbot.language.tokens import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    class Sense(Protocol):
        """What a knowledge tells of words, given in lower case."""

        def is_name(self, word: str) -> bool:
            """Whether a word is a name."""

        def alike(self, one: str, other: str) -> float:
            """How near two words are in meaning, as a cosine."""


# The longest question without a question word or a verb that is taken for a part of the one before, in words.
FRAGMENT: Final = 4
# How alike two words must be, as a cosine, for one to stand where the other stood; below, the first noun gives way.
ALIKE: Final = 0.25
_DETERMINED: Final = 0.3  # what "the" in both adds to that
# Readings of one question that are worth asking: each costs as much as a question.
READINGS: Final = 6
# The fewest letters of a word whose ending tells what it is: "red" is no verb, "gas" no plural.
_ENDED: Final = 5

_IF: Final = frozenset("if unless because although".split())  # what follows is no part, but a clause
_ARTICLES: Final = frozenset("a an the".split())
_EVENT: Final = frozenset({"this", "that"})  # may stand for all that was said
_DONE: Final = frozenset("have has had been".split())
_DO: Final = frozenset("do does did".split())
_SUBJECTS: Final = frozenset("who what".split())
_DOERS: Final = frozenset("i you we they he she to".split())
_POSSESSIVE: Final = frozenset("his her its their".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in full.

    Attributes:
        text: the question with what it left out.
        own: the telling words that it had by itself, in lower case; what answers it must meet them.
        marked: whether it said by itself that it leaves something out ("what about …", "did Israel too").
        firm: whether what it replaces is plainly of the same sort.
        beside: whether what it left out stands only beside it ("since when – who brokered the truce"), as that would
            make no clause: nothing that a later question can lean on.
    """

    text: str
    own: frozenset[str]
    marked: bool
    firm: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to be put in full, without what ties it to the one before; the names are those of `Reading`."""

    words: Sequence[Word]
    own: frozenset[str]
    marked: bool

    def reading(self, words: Sequence[Word], *, marked: bool | None = None, firm: bool = False) -> Reading:
        return Reading(joined(words), self.own, self.marked if marked is None else marked, firm)

    def beside(self, topic: Sequence[Word], *, marked: bool, firm: bool = False) -> Reading:
        return Reading(f"{joined(self.words)} – {joined(topic)}", self.own, marked, firm, beside=True)


def readings(question: str, before: str, sense: Sense) -> tuple[Reading, ...]:
    """What `question` may mean after the question `before`, the likeliest first; none where it leaves nothing out."""
    words, marked = without_lead(split(question))
    told, _ = without_lead(split(before))
    if not words or not told or len(words) > FRAGMENT * 3:
        return ()
    alone = joined(words).casefold()
    found = (reading for reading in _readings(words, told, marked, sense) if reading.text.casefold() != alone)
    return tuple(islice(dict.fromkeys(found), READINGS))


def _readings(words: Sequence[Word], told: Sequence[Word], marked: bool, sense: Sense) -> Iterator[Reading]:  # noqa: FBT001
    asked = _Asked(words, own(words), marked)
    asks = any(word.low in WORDS_OF_QUESTION for word in words[:2])
    framed = asks or words[0].low in AUXILIARIES | ORDERS
    pronoun = pronoun_at(words)
    if not framed:
        if asked.own and len(words) <= FRAGMENT and words[0].low not in _IF:
            yield from _replaced(words, told, asked, sense)
    elif not asked.own and is_to_the_bot(words):
        return
    elif is_elliptic(words):
        part = [word for word in words[1:] if word.low not in TOO]
        yield from _replaced(part, told, replace(asked, marked=True), sense)
    elif pronoun is not None:
        yield from _referred(pronoun, told, asked, sense)
    elif asks and not asked.own and len(words) <= FRAGMENT:
        yield _asked_again(words, told, asked)


# -- a part in the place of another ------------------------------------------------------------


def _replaced(part: Sequence[Word], told: Sequence[Word], asked: _Asked, sense: Sense) -> Iterator[Reading]:
    """The question before with `part` where something like it stood."""
    if part[0].low in PREPOSITIONS:
        start, end = _phrase(part, told)
        yield asked.reading([*told[:start], *part, *told[end:]], firm=start < end)
        return
    if _sort(part[-1].low) == "time" and not any(_sort(word.low) == "time" for word in told):
        yield asked.reading([*told, *part])
        return
    headed = part[0].low in DETERMINERS
    for at, plain in _anchors(part, told, sense):
        first = _determined(at, told) if headed else None
        if told[at].low == part[-1].low and at and told[at - 1].telling:
            first = at - 1  # "green tea" for "black tea"
        for start, end in _around(at, told, first):
            new = part[1:] if start and headed and told[start - 1].low in DETERMINERS | MEASURES else part
            yield asked.reading([*_agreeing(told[:start], new), *told[end:]], firm=plain and end - start == len(new))


def _agreeing(before: Sequence[Word], new: Sequence[Word]) -> list[Word]:
    """Words with others behind them, "a" and "an" as they must be there."""
    if before and new and before[-1].low in ("a", "an"):
        article = "an" if new[0].low[0] in "aeiou" else "a"
        return [*before[:-1], Word(article, article), *new]
    return [*before, *new]


def _phrase(part: Sequence[Word], told: Sequence[Word]) -> tuple[int, int]:
    """Where the phrase stands that `part`, which begins with a preposition, takes the place of; else the end."""
    same = [at for at, word in enumerate(told) if word.low == part[0].low]
    times = [
        at - 1
        for at, word in enumerate(told)
        if at and _sort(part[-1].low) == "time" == _sort(word.low) and told[at - 1].low in PREPOSITIONS
    ]
    if not same and not times:
        return len(told), len(told)
    start = [*times, *same][-1]
    ends = (at for at in range(start + 1, len(told)) if told[at].low in PREPOSITIONS | AUXILIARIES)
    return start, next(ends, len(told))


def _sort(word: str) -> str:
    """What sort of thing a word stands for, as far as its form tells: "time", "number" or ""."""
    if word in english.TIMES or word.removesuffix("s") in english.TIMES or is_year(word):
        return "time"
    return "number" if word[0].isdigit() or word in english.NUMBERS else ""


def _anchors(part: Sequence[Word], told: Sequence[Word], sense: Sense) -> list[tuple[int, bool]]:
    """The words of `told` that `part` may take the place of, the likeliest first, and whether that is plain."""
    head = next((word.low for word in reversed(part) if word.telling), part[-1].low)
    headed = part[0].low in DETERMINERS

    def likeness(at: int) -> float:
        word = told[at].low
        alike = sense.alike(word, head) + (_DETERMINED if headed and _determined(at, told) is not None else 0)
        if _sort(word) != _sort(head) or sense.is_name(word) != sense.is_name(head):
            return alike - 1
        return alike + bool(_sort(word) or sense.is_name(word)) - _looks_like_verb(told, at) / 2

    places = sorted((at for at, word in enumerate(told) if word.telling), key=lambda at: -likeness(at))
    alike = [(at, True) for at in places if likeness(at) >= ALIKE]
    return alike[:2] or [(at, False) for at in sorted(places, key=lambda at: _looks_like_verb(told, at))[:1]]


def _looks_like_verb(told: Sequence[Word], at: int) -> bool:
    word = told[at].low
    if at and told[at - 1].low in _SUBJECTS | _DONE:  # "who leads the union", "how many have died"
        return True
    if at == len(told) - 1 and at > 1 and told[at - 1].telling:  # "how much does the government pay"
        before = told[at - 2].low if told[at - 2].low not in DETERMINERS else told[at - 3].low
        if before in _DO:
            return True
    return len(word) >= _ENDED and word.endswith(("ed", "ing"))


def _determined(at: int, told: Sequence[Word]) -> int | None:
    """Where the telling words up to an index begin that follow a determiner ("tug" in "the tug crews"), or None."""
    start = at
    while start and told[start - 1].telling:
        start -= 1
    return start if start and told[start - 1].low in DETERMINERS else None


def _around(at: int, told: Sequence[Word], start: int | None) -> Iterator[tuple[int, int]]:
    """What stands from `start` to an index, the word there alone, then with its telling neighbours: (start, end)."""
    if start is not None and start < at:
        yield start, at + 1
    # After "does Qatar" comes its verb.
    after = at + 1 < len(told) and told[at + 1].telling and not any(w.low in AUXILIARIES for w in told[:at])
    before = at > 0 and told[at - 1].telling
    yield at, at + 1
    if after:
        yield at, at + 2
    if before:
        yield at - 1, at + 1


# -- another question word ---------------------------------------------------------------------


def _asked_again(words: Sequence[Word], told: Sequence[Word], asked: _Asked) -> Reading:
    """What the question before asked of, asked for with other question words.

    It stands beside these where it has no verb that could come behind them ("who brokered the truce").
    """
    if told[0].low in WORDS_OF_QUESTION and not any(word.low in AUXILIARIES for word in told):
        return replace(asked, words=words).beside(told, marked=True, firm=True)
    return asked.reading(_reframed(words, told), marked=True, firm=True)


def _reframed(words: Sequence[Word], told: Sequence[Word]) -> list[Word]:
    """What the question before asked of, asked for with other question words: "when were hostages released"."""
    rest, moved = list(told), list[Word]()
    if rest and rest[0].low in WORDS_OF_QUESTION:
        first = rest.pop(0)
        if first.low == "how" and rest and rest[0].low in MEASURES:
            rest = rest[1:]
        verb = next((at for at, word in enumerate(rest) if word.low in AUXILIARIES), None)
        if verb:  # "how many hostages were released": the verb comes first
            moved, rest = rest[:verb], rest[verb:]
    if words[-1].low in AUXILIARIES and rest and rest[0].low in AUXILIARIES:
        rest = rest[1:]
    return [*words, *rest[:1], *moved, *rest[1:]] if moved else [*words, *rest]


# -- a word that stands for another ------------------------------------------------------------


def _referred(at: int, told: Sequence[Word], asked: _Asked, sense: Sense) -> Iterator[Reading]:
    """The question with what its pronoun may stand for. One that says little beside it can't stand by itself."""
    words, pronoun, marked = asked.words, asked.words[at].low, len(asked.own) <= 1
    if not asked.own and pronoun in _EVENT:
        asking = [word for word in words[:at] if word.low not in AUXILIARIES]
        if not asking:
            return  # "is that all?" is about what was said, but asks nothing that an article tells
        if all(word.low in WORDS_OF_QUESTION | PREPOSITIONS | MEASURES for word in asking):
            yield _asked_again(asking, told, asked)
    for start, end in _referents(pronoun, told, sense):
        named = joined(told[start - (start > 0 and told[start - 1].low in _ARTICLES) : end])
        if pronoun in _POSSESSIVE and at + 1 < len(words) and words[at + 1].telling:
            named += "’" if named.endswith("s") else "’s"
        elif pronoun in THERE:
            named = f"in {named}"
        yield asked.reading([*words[:at], Word(named, named), *words[at + 1 :]], marked=marked)
    if topic := [word for word in told if word.telling and word.low not in asked.own]:
        yield asked.beside(topic, marked=marked)


def _referents(pronoun: str, told: Sequence[Word], sense: Sense) -> list[tuple[int, int]]:
    """Parts of the question before that a pronoun may stand for, the likeliest first."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(told):
        while at < len(told) and (_looks_like_verb(told, at) or _is_done(told, at)):
            at += 1
        end = at
        while end < len(told) and told[end].telling:
            end += 1
        if end > at:
            runs += [(at, end), (at, end - 1)] if end - at > 1 else [(at, end)]
        at = end + 1

    return [
        (start, end)
        for start, end in sorted(runs, key=lambda run: run[0] - run[1])  # the longest says most
        if _agrees(pronoun, told[end - 1].low, sense)
        and (not _looks_like_verb(told, end - 1) or (end - start > 1 and told[end - 1].low.endswith("ing")))
    ][: READINGS - 1]


def _is_done(told: Sequence[Word], at: int) -> bool:
    """Whether the word at an index is what somebody does: "where can I eat", "how to apply"."""
    return at > 0 and told[at - 1].low in _DOERS


def _agrees(pronoun: str, head: str, sense: Sense) -> bool:
    """Whether a pronoun is one for such a word."""
    plural = len(head) >= _ENDED and head.endswith("s") and not head.endswith("ss")
    if pronoun in PERSON:
        return sense.is_name(head) or head in english.PERSONS
    if pronoun in MANY:
        return plural or sense.is_name(head) or head in english.PERSONS
    return sense.is_name(head) if pronoun in THERE else not plural
