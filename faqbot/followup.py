"""What a short question leaves out, put back from the one before it.

    How many hostages were released?
    and prisoners?          ->  How many prisoners were released
    when?                   ->  when were hostages released
    who freed them?         ->  who freed hostages

These are guesses at what was meant, the likeliest first; whoever asks them decides by what is found. The rules are
for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from faqbot import english
from faqbot.tokens import is_year

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

_IS: Final = re.compile(r"\b(who|what|when|where|why|how)['’]s\b", re.IGNORECASE)  # "who's that"
_TOKEN: Final = re.compile(r"[^\s?!,;:\"“”„()\[\]]+")
_WORDS_OF_QUESTION: Final = frozenset("who whom whose which what when where why how".split())
_AUXILIARIES: Final = frozenset(
    "am is are was were do does did can could will would shall should may might must have has had".split()
)
_ORDERS: Final = frozenset("tell show explain give list describe compare name find say help".split())
_MEASURES: Final = frozenset("many much long often big large late early soon hot cold".split()) | {*english.MEASURES}
_LASTING: Final = frozenset("last lasted take takes took".split())  # in "how long did it last"
_LEADS: Final = frozenset("and but so also then well ok okay or plus no nope sorry not".split())
_ABOUT: Final = frozenset({("what", "about"), ("how", "about"), ("what", "of"), ("i", "mean"), ("i", "meant")})
_PREPOSITIONS: Final = frozenset("in on at for by with without during after before from to since until about".split())
_DETERMINERS: Final = frozenset("a an the this that these those any some".split())
_SPEAKERS: Final = frozenset("you your yours yourself i me my we us our".split())
_IF: Final = frozenset("if unless because although".split())  # what follows is no part, but a clause
_ARTICLES: Final = frozenset("a an the".split())
_TOO: Final = frozenset("too also either well as".split())

_PERSON: Final = frozenset("he him his she her hers".split())
_MANY: Final = frozenset("they them their theirs these those both".split())
_ONE: Final = frozenset("it its this that".split())
_EVENT: Final = frozenset({"this", "that"})  # may stand for all that was said
_THERE: Final = frozenset({"there"})
_DONE: Final = frozenset("have has had been".split())
_DO: Final = frozenset("do does did".split())
_SUBJECTS: Final = frozenset("who what".split())
_DOERS: Final = frozenset("i you we they he she to".split())
_POSSESSIVE: Final = frozenset("his her its their".split())
_PRONOUNS: Final = _PERSON | _MANY | _ONE | _THERE
_AT_ALL: Final = re.compile(r"what(?: is|'s|s) (?:this|it|that|all this)(?: all)? about")
# Where "it" stands for nothing.
_DUMMY: Final = re.compile(
    r"what (?:time|day|date|year) is it|\bis it (?:true|possible|ok|okay|safe|likely|necessary|worth|allowed|legal)\b"
    r"|how is it going|\bit(?:'s| is) (?:true|possible|raining|cold|hot|late|ok|fine)\b"
)


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
class _Word:
    said: str
    low: str

    @property
    def telling(self) -> bool:
        return self.low not in english.EVERYDAY


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to be put in full, without what ties it to the one before; the names are those of `Reading`."""

    words: Sequence[_Word]
    own: frozenset[str]
    marked: bool

    def reading(self, words: Sequence[_Word], *, marked: bool | None = None, firm: bool = False) -> Reading:
        return Reading(_said(words), self.own, self.marked if marked is None else marked, firm)

    def beside(self, topic: Sequence[_Word], *, marked: bool, firm: bool = False) -> Reading:
        return Reading(f"{_said(self.words)} – {_said(topic)}", self.own, marked, firm, beside=True)


def readings(question: str, before: str, sense: Sense) -> tuple[Reading, ...]:
    """What `question` may mean after the question `before`, the likeliest first; none where it leaves nothing out."""
    words, marked = _without_lead(_words(question))
    told, _ = _without_lead(_words(before))
    if not words or not told or len(words) > FRAGMENT * 3:
        return ()
    alone = _said(words).casefold()
    found = (reading for reading in _readings(words, told, marked, sense) if reading.text.casefold() != alone)
    return tuple(islice(dict.fromkeys(found), READINGS))


def _readings(words: Sequence[_Word], told: Sequence[_Word], marked: bool, sense: Sense) -> Iterator[Reading]:  # noqa: FBT001
    asked = _Asked(words, _own(words), marked)
    framed = words[0].low in _AUXILIARIES | _ORDERS or any(word.low in _WORDS_OF_QUESTION for word in words[:2])
    pronoun = _pronoun(words)
    if not framed:
        if asked.own and len(words) <= FRAGMENT and words[0].low not in _IF:
            yield from _replaced(words, told, asked, sense)
    elif not asked.own and _is_to_the_bot(words):
        return
    elif _is_elliptic(words):
        part = [word for word in words[1:] if word.low not in _TOO]
        yield from _replaced(part, told, replace(asked, marked=True), sense)
    elif pronoun is not None:
        yield from _referred(pronoun, told, asked, sense)
    elif not asked.own and len(words) <= FRAGMENT:
        yield _asked_again(words, told, asked)


def _is_to_the_bot(words: Sequence[_Word]) -> bool:
    """Whether words of no subject are about the conversation itself: "what can you do", "tell me more"."""
    said = " ".join(word.low for word in words)
    between = _pronoun(words) is None and any(word.low in _SPEAKERS for word in words)  # "can I help"
    return words[0].low in _ORDERS or between or bool(_AT_ALL.fullmatch(said))


def _own(words: Sequence[_Word]) -> frozenset[str]:
    """The words that say what a question is about; "long" in "how long" and "since" in "since when" only frame it."""
    return frozenset(
        word.low
        for before, word in pairwise([None, *words])
        if word
        and word.telling
        and word.low not in _PREPOSITIONS
        and not (before and before.low == "how" and word.low in _MEASURES)
        and not (word.low in _LASTING and words[0].low == "how")
    )


def _words(text: str) -> list[_Word]:
    said = (token.rstrip(".") for token in _TOKEN.findall(_IS.sub(r"\1 is", text)))
    return [_Word(word, word.casefold().replace("’", "'")) for word in said if word]


def _said(words: Sequence[_Word]) -> str:
    return " ".join(word.said for word in words)


def _without_lead(words: list[_Word]) -> tuple[list[_Word], bool]:
    """`words` without what only ties them to the question before, and whether there was any."""
    rest = words
    while rest and rest[0].low in _LEADS:
        rest = rest[1:]
    if tuple(word.low for word in rest[:2]) in _ABOUT:
        rest = rest[2:]
    return rest, len(rest) < len(words)


def _is_elliptic(words: Sequence[_Word]) -> bool:
    """Whether words are a verb and who did it, but not what: "did Israel too", "does Egypt"."""
    if words[0].low not in _AUXILIARIES or sum(word.telling for word in words) != 1:
        return False
    return words[-1].low in _TOO or len(words) == 2


def _pronoun(words: Sequence[_Word]) -> int | None:
    """The index of a word that stands for something said before."""
    if _DUMMY.search(" ".join(word.low for word in words)):
        return None
    for at, word in enumerate(words):
        before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
        if word.low not in _PRONOUNS:
            continue
        if word.low == "there" and any(near and near.low in _AUXILIARIES for near in (before, after)):
            continue  # "is there a plan"
        if word.low in _DETERMINERS and ((after and after.telling) or (before and before.telling)):
            continue  # "that plan", "the plan that failed"
        return at
    return None


# -- a part in the place of another ------------------------------------------------------------


def _replaced(part: Sequence[_Word], told: Sequence[_Word], asked: _Asked, sense: Sense) -> Iterator[Reading]:
    """The question before with `part` where something like it stood."""
    if part[0].low in _PREPOSITIONS:
        start, end = _phrase(part, told)
        yield asked.reading([*told[:start], *part, *told[end:]], firm=start < end)
        return
    if _sort(part[-1].low) == "time" and not any(_sort(word.low) == "time" for word in told):
        yield asked.reading([*told, *part])
        return
    headed = part[0].low in _DETERMINERS
    for at, plain in _anchors(part, told, sense):
        first = _determined(at, told) if headed else None
        if told[at].low == part[-1].low and at and told[at - 1].telling:
            first = at - 1  # "green tea" for "black tea"
        for start, end in _around(at, told, first):
            new = part[1:] if start and headed and told[start - 1].low in _DETERMINERS | _MEASURES else part
            yield asked.reading([*_agreeing(told[:start], new), *told[end:]], firm=plain and end - start == len(new))


def _agreeing(before: Sequence[_Word], new: Sequence[_Word]) -> list[_Word]:
    """Words with others behind them, "a" and "an" as they must be there."""
    if before and new and before[-1].low in ("a", "an"):
        article = "an" if new[0].low[0] in "aeiou" else "a"
        return [*before[:-1], _Word(article, article), *new]
    return [*before, *new]


def _phrase(part: Sequence[_Word], told: Sequence[_Word]) -> tuple[int, int]:
    """Where the phrase stands that `part`, which begins with a preposition, takes the place of; else the end."""
    same = [at for at, word in enumerate(told) if word.low == part[0].low]
    times = [
        at - 1
        for at, word in enumerate(told)
        if at and _sort(part[-1].low) == "time" == _sort(word.low) and told[at - 1].low in _PREPOSITIONS
    ]
    if not same and not times:
        return len(told), len(told)
    start = [*times, *same][-1]
    ends = (at for at in range(start + 1, len(told)) if told[at].low in _PREPOSITIONS | _AUXILIARIES)
    return start, next(ends, len(told))


def _sort(word: str) -> str:
    """What sort of thing a word stands for, as far as its form tells: "time", "number" or ""."""
    if word in english.TIMES or word.removesuffix("s") in english.TIMES or is_year(word):
        return "time"
    return "number" if word[0].isdigit() or word in english.NUMBERS else ""


def _anchors(part: Sequence[_Word], told: Sequence[_Word], sense: Sense) -> list[tuple[int, bool]]:
    """The words of `told` that `part` may take the place of, the likeliest first, and whether that is plain."""
    head = next((word.low for word in reversed(part) if word.telling), part[-1].low)
    headed = part[0].low in _DETERMINERS

    def likeness(at: int) -> float:
        word = told[at].low
        alike = sense.alike(word, head) + (_DETERMINED if headed and _determined(at, told) is not None else 0)
        if _sort(word) != _sort(head) or sense.is_name(word) != sense.is_name(head):
            return alike - 1
        return alike + bool(_sort(word) or sense.is_name(word)) - _looks_like_verb(told, at) / 2

    places = sorted((at for at, word in enumerate(told) if word.telling), key=lambda at: -likeness(at))
    alike = [(at, True) for at in places if likeness(at) >= ALIKE]
    return alike[:2] or [(at, False) for at in sorted(places, key=lambda at: _looks_like_verb(told, at))[:1]]


def _looks_like_verb(told: Sequence[_Word], at: int) -> bool:
    word = told[at].low
    if at and told[at - 1].low in _SUBJECTS | _DONE:  # "who leads the union", "how many have died"
        return True
    if at == len(told) - 1 and at > 1 and told[at - 1].telling:  # "how much does the government pay"
        before = told[at - 2].low if told[at - 2].low not in _DETERMINERS else told[at - 3].low
        if before in _DO:
            return True
    return len(word) >= _ENDED and word.endswith(("ed", "ing"))


def _determined(at: int, told: Sequence[_Word]) -> int | None:
    """Where the telling words up to an index begin that follow a determiner ("tug" in "the tug crews"), or None."""
    start = at
    while start and told[start - 1].telling:
        start -= 1
    return start if start and told[start - 1].low in _DETERMINERS else None


def _around(at: int, told: Sequence[_Word], start: int | None) -> Iterator[tuple[int, int]]:
    """What stands from `start` to an index, the word there alone, then with its telling neighbours: (start, end)."""
    if start is not None and start < at:
        yield start, at + 1
    # After "does Qatar" comes its verb.
    after = at + 1 < len(told) and told[at + 1].telling and not any(w.low in _AUXILIARIES for w in told[:at])
    before = at > 0 and told[at - 1].telling
    yield at, at + 1
    if after:
        yield at, at + 2
    if before:
        yield at - 1, at + 1


# -- another question word ---------------------------------------------------------------------


def _asked_again(words: Sequence[_Word], told: Sequence[_Word], asked: _Asked) -> Reading:
    """What the question before asked of, asked for with other question words.

    It stands beside these where it has no verb that could come behind them ("who brokered the truce").
    """
    if told[0].low in _WORDS_OF_QUESTION and not any(word.low in _AUXILIARIES for word in told):
        return replace(asked, words=words).beside(told, marked=True, firm=True)
    return asked.reading(_reframed(words, told), marked=True, firm=True)


def _reframed(words: Sequence[_Word], told: Sequence[_Word]) -> list[_Word]:
    """What the question before asked of, asked for with other question words: "when were hostages released"."""
    rest, moved = list(told), list[_Word]()
    if rest and rest[0].low in _WORDS_OF_QUESTION:
        first = rest.pop(0)
        if first.low == "how" and rest and rest[0].low in _MEASURES:
            rest = rest[1:]
        verb = next((at for at, word in enumerate(rest) if word.low in _AUXILIARIES), None)
        if verb:  # "how many hostages were released": the verb comes first
            moved, rest = rest[:verb], rest[verb:]
    if words[-1].low in _AUXILIARIES and rest and rest[0].low in _AUXILIARIES:
        rest = rest[1:]
    return [*words, *rest[:1], *moved, *rest[1:]] if moved else [*words, *rest]


# -- a word that stands for another ------------------------------------------------------------


def _referred(at: int, told: Sequence[_Word], asked: _Asked, sense: Sense) -> Iterator[Reading]:
    """The question with what its pronoun may stand for. One that says little beside it can't stand by itself."""
    words, pronoun, marked = asked.words, asked.words[at].low, len(asked.own) <= 1
    asking = [word for word in words[:at] if word.low not in _AUXILIARIES]
    if (
        not asked.own
        and pronoun in _EVENT
        and all(w.low in _WORDS_OF_QUESTION | _PREPOSITIONS | _MEASURES for w in asking)
    ):
        yield _asked_again(asking, told, asked)
    for start, end in _referents(pronoun, told, sense):
        named = _said(told[start - (start > 0 and told[start - 1].low in _ARTICLES) : end])
        if pronoun in _POSSESSIVE and at + 1 < len(words) and words[at + 1].telling:
            named += "’" if named.endswith("s") else "’s"
        elif pronoun in _THERE:
            named = f"in {named}"
        yield asked.reading([*words[:at], _Word(named, named), *words[at + 1 :]], marked=marked)
    if topic := [word for word in told if word.telling and word.low not in asked.own]:
        yield asked.beside(topic, marked=marked)


def _referents(pronoun: str, told: Sequence[_Word], sense: Sense) -> list[tuple[int, int]]:
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


def _is_done(told: Sequence[_Word], at: int) -> bool:
    """Whether the word at an index is what somebody does: "where can I eat", "how to apply"."""
    return at > 0 and told[at - 1].low in _DOERS


def _agrees(pronoun: str, head: str, sense: Sense) -> bool:
    """Whether a pronoun is one for such a word."""
    plural = len(head) >= _ENDED and head.endswith("s") and not head.endswith("ss")
    if pronoun in _PERSON:
        return sense.is_name(head) or head in english.PERSONS
    if pronoun in _MANY:
        return plural or sense.is_name(head) or head in english.PERSONS
    return sense.is_name(head) if pronoun in _THERE else not plural
