"""A part of a question in the place of its like in the question before.

How many hostages were released?    and prisoners?       ->  How many prisoners were released
how much is an adult ticket         and kids?            ->  how much is a kids ticket
is the boat free                    and the oars?        ->  are the oars free
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass, replace
from faqbot.chat.followup.agreement import in_place
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.chat.followup.fragment import Word
    from faqbot.chat.followup.phrases import Phrases, Sense
    from faqbot.language.answer_types import AnswerTypes
    from faqbot.language.grammar import FollowUps

# How alike two words must be, as a cosine, for one to stand where the other stood; below, the likeliest gives way.
ALIKE: Final = 0.25
DETERMINED: Final = 0.3  # what "the" in both adds to that
PLACES: Final = 2  # in which a part is tried


@dataclass(frozen=True, slots=True)
class Placed:
    """A question with a part in it.

    Attributes:
        words: the question.
        plain: whether what gave way is plainly of the same sort, or whether nothing had to.
        firm: whether it is as long as well.
    """

    words: list[Word]
    plain: bool
    firm: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a part may be put: from `start` to `end`; `whole`, a noun phrase, otherwise a word before its head."""

    start: int
    end: int
    determiner: str
    plural: bool
    whole: bool
    named: bool
    oblique: bool
    head: str


class Parts:
    """Puts parts of questions of one language where their like stood. Immutable once built.

    Args:
        grammar: how its questions lean on one another.
        answer_types: what they ask for.
        phrases: finds noun phrases.
        sense: what a knowledge tells of words.
    """

    def __init__(self, grammar: FollowUps, answer_types: AnswerTypes, phrases: Phrases, sense: Sense) -> None:
        self._grammar = grammar
        self._asking = answer_types.asking
        self._phrases = phrases
        self._sense = sense

    def placed(self, part: Sequence[Word], told: Sequence[Word]) -> Iterator[Placed]:
        """The question `told` with `part` in each place that it may take, the likeliest first."""
        if part[0].low in self._grammar.prepositions:
            start, end = self._adverbial(part, told)
            yield Placed([*told[:start], *part, *told[end:]], plain=True, firm=start < end)
        elif self._sort(part[-1].low) == "time" and not any(self._sort(word.low) == "time" for word in told):
            yield Placed([*told, *part], plain=True, firm=False)
        else:
            for slot, plain in self._slots(part, told):
                yield Placed(self._put(part, told, slot), plain, plain and slot.end - slot.start == len(part))

    def _adverbial(self, part: Sequence[Word], told: Sequence[Word]) -> tuple[int, int]:
        """Where the phrase stands that `part`, which begins with a preposition, takes the place of; else the end."""
        same = [at for at, word in enumerate(told) if word.low == part[0].low]
        times = [
            at - 1
            for at, word in enumerate(told)
            if at
            and self._sort(part[-1].low) == "time" == self._sort(word.low)
            and told[at - 1].low in self._grammar.prepositions
        ]
        if not same and not times:
            return len(told), len(told)
        start = [*times, *same][-1]
        closed = self._grammar.prepositions | self._grammar.auxiliaries
        named = (phrase.end for phrase in self._phrases.of(told) if phrase.start - start in (1, 2))
        ends = (at for at in range(start + 1, len(told)) if told[at].low in closed)
        return start, next(named, next(ends, len(told)))

    def _sort(self, word: str) -> str:
        """What sort of thing a word stands for, as far as its form tells: "time", "number" or ""."""
        if word in self._asking.times or word.removesuffix("s") in self._asking.times or is_year(word):
            return "time"
        return "number" if word[0].isdigit() or word in self._asking.numbers else ""

    # -- where a part may stand --------------------------------------------------------------------

    def _slots(self, part: Sequence[Word], told: Sequence[Word]) -> list[tuple[_Slot, bool]]:
        """The places that a part may take, the likeliest first, and whether what stands there is plainly its like."""
        headed = part[0].low in self._grammar.determiners
        head = next((word.low for word in reversed(part) if word.content), part[-1].low)

        def likeness(slot: _Slot) -> float:
            alike = self._likeness(slot.head, head)
            return alike + (DETERMINED if headed and slot.determiner in self._grammar.determiners else 0)

        fits = self._phrases.is_plural(part) or not self._sense.is_name(head)
        whole = [s for s in self._whole(told) if fits or s.determiner not in self._grammar.counting]
        slots = whole if headed else [*whole, *self._within(told, whole)]
        ranked = sorted(slots, key=lambda slot: -likeness(slot))
        alike = [(slot, True) for slot in self._widened(part, [s for s in ranked if likeness(s) >= ALIKE], whole)]
        is_asked = len(told) > 1 and told[0].low in self._grammar.subjects and told[1].low in self._grammar.be
        named = self._sense.is_name(head) and not is_asked  # is no club, but "who is the mayor", "and Marama"
        rest = [slot for slot in ranked if slot.whole and (not named or slot.named)]
        rest = [*rest, *self._standing_for(told)]
        bare = {"", *self._grammar.counting} if headed else set[str]()
        return alike or [(s, False) for s in sorted(rest, key=lambda s: (s.oblique, s.determiner in bare))[:1]]

    def _widened(self, part: Sequence[Word], slots: Sequence[_Slot], whole: Sequence[_Slot]) -> list[_Slot]:
        """Slots, each that is a word before a head with its whole phrase: "Danish crews" for "Norwegians"."""
        found = list[_Slot]()
        for slot in slots:
            around = [phrase for phrase in whole if phrase.start <= slot.start and slot.end <= phrase.end]
            several = self._sense.is_name(part[-1].low) and self._phrases.is_plural(part)
            found += [*around, slot] if several else [slot, *around]
        return list(dict.fromkeys(found))[:PLACES]

    def _likeness(self, word: str, head: str) -> float:
        """How alike two words are, of one sort or not."""
        alike, sort, named = self._sense.alike(word, head), self._sort(word), self._sense.is_name(word)
        if sort != self._sort(head) or named != self._sense.is_name(head):
            return alike - 1
        return alike + bool(sort or named)

    def _whole(self, told: Sequence[Word]) -> list[_Slot]:
        return [
            _Slot(
                p.start, p.end, p.determiner, bool(p.plural), whole=True, named=p.named, oblique=p.oblique, head=p.head
            )
            for p in self._phrases.of(told)
        ]

    def _within(self, told: Sequence[Word], slots: Sequence[_Slot]) -> list[_Slot]:
        """The words before the heads of phrases."""
        return [
            replace(slot, start=at, end=at + 1, whole=False, head=told[at].low)
            for slot in slots
            if not slot.named  # half a name is none
            for at in range(slot.start, slot.end - 1)
        ]

    def _standing_for(self, told: Sequence[Word]) -> Iterator[_Slot]:
        """The pronoun that a question is about: "they" in "since when are they on strike"."""
        for at, word in enumerate(told):
            if word.low in self._grammar.pronouns - self._grammar.possessive - self._grammar.there:
                several = word.low in self._grammar.many
                yield _Slot(at, at + 1, "", several, whole=True, named=False, oblique=False, head=word.low)

    def _put(self, part: Sequence[Word], told: Sequence[Word], slot: _Slot) -> list[Word]:
        """`part` in a place of the question before, with the determiner of one of the two and what agrees with it."""
        grammar, before, after = self._grammar, told[: slot.start], told[slot.end :]
        headed, named = part[0].low in grammar.determiners, self._sense.is_name(part[-1].low)
        several = self._phrases.is_plural(part) and (headed or not named) if slot.whole else slot.plural
        several = several or slot.determiner.endswith(tuple(grammar.several))
        if grammar.owned.search(told[slot.end - 1].said):
            part = [*part[:-1], replace(part[-1], said=part[-1].said + grammar.owner[not part[-1].low.endswith("s")])]
        if slot.determiner in grammar.determiners:
            single = slot.whole and several and slot.determiner in grammar.single
            if headed or single or (slot.whole and named):
                before = before[:-1]
        elif slot.determiner and headed:
            part = part[1:]  # "how many crews", "and the boats"
        return in_place(before, part, after, grammar, several=several)
