"""What a short question leaves out, put back from the one before it.

    How many hostages were released?
    and prisoners?          ->  How many prisoners were released
    when?                   ->  when were hostages released
    who freed them?         ->  who freed hostages

These are guesses at what was meant, the likeliest first; whoever asks them decides by what is found. Which words do so
is a matter of the language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.chat.followup.fragment import Fragments, Word, joined
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from faqbot.language.grammar import FollowUps
    from faqbot.language.language import Language

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
DETERMINED: Final = 0.3  # what "the" in both adds to that
# Readings of one question that are worth asking: each costs as much as a question.
READINGS: Final = 6
# The fewest letters of a word whose ending tells what it is: "red" is no verb, "gas" no plural.
_ENDED: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in full.

    Attributes:
        text: the question with what it left out.
        own: the content words that it had by itself, in lower case; what answers it must meet them.
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


def readings(question: str, before: str, language: Language, sense: Sense) -> tuple[Reading, ...]:
    """What `question` may mean after the question `before`, the likeliest first; none where it leaves nothing out.

    None in a language of which it isn't known how its questions lean on one another.
    """
    if language.follow_ups is None:
        return ()
    found = _Readings(language, language.follow_ups(), sense).of(question, before)
    return tuple(islice(dict.fromkeys(found), READINGS))


class _Readings:
    """The readings of short questions in one language, by what a knowledge tells of words.

    Args:
        language: whose words they are of.
        follow_ups: by what they lean on the question before.
        sense: what a knowledge tells of words.
    """

    def __init__(self, language: Language, follow_ups: FollowUps, sense: Sense) -> None:
        self._grammar = follow_ups
        self._asking = language.answer_types.asking
        self._fragments = Fragments(follow_ups, language.stop_words)
        self._sense = sense

    def of(self, question: str, before: str) -> Iterator[Reading]:
        """As `readings`, but without bound."""
        words, marked = self._fragments.without_lead(self._fragments.split(question))
        told, _ = self._fragments.without_lead(self._fragments.split(before))
        if not words or not told or len(words) > FRAGMENT * 3:
            return
        alone = joined(words).casefold()
        yield from (r for r in self._readings(words, told, marked) if r.text.casefold() != alone)

    def _readings(self, words: Sequence[Word], told: Sequence[Word], marked: bool) -> Iterator[Reading]:  # noqa: FBT001
        asked = _Asked(words, self._fragments.own(words), marked)
        asks = any(word.low in self._grammar.words_of_question for word in words[:2])
        framed = asks or words[0].low in self._grammar.auxiliaries | self._grammar.orders
        pronoun = self._fragments.pronoun_at(words)
        if not framed:
            if asked.own and len(words) <= FRAGMENT and words[0].low not in self._grammar.conditions:
                yield from self._replaced(words, told, asked)
        elif not asked.own and self._fragments.is_to_the_bot(words):
            return
        elif self._fragments.is_elliptic(words):
            part = [word for word in words[1:] if word.low not in self._grammar.too]
            yield from self._replaced(part, told, replace(asked, marked=True))
        elif pronoun is not None:
            yield from self._referred(pronoun, told, asked)
        elif asks and not asked.own and len(words) <= FRAGMENT:
            yield self._asked_again(words, told, asked)

    # -- a part in the place of another ------------------------------------------------------------

    def _replaced(self, part: Sequence[Word], told: Sequence[Word], asked: _Asked) -> Iterator[Reading]:
        """The question before with `part` where something like it stood."""
        if part[0].low in self._grammar.prepositions:
            start, end = self._phrase(part, told)
            yield asked.reading([*told[:start], *part, *told[end:]], firm=start < end)
            return
        if self._sort(part[-1].low) == "time" and not any(self._sort(word.low) == "time" for word in told):
            yield asked.reading([*told, *part])
            return
        headed = part[0].low in self._grammar.determiners
        for at, plain in self._anchors(part, told):
            first = self._determined(at, told) if headed else None
            if told[at].low == part[-1].low and at and told[at - 1].content:
                first = at - 1  # "green tea" for "black tea"
            for start, end in self._around(at, told, first):
                new = (
                    part[1:]
                    if start and headed and told[start - 1].low in self._grammar.determiners | self._grammar.measures
                    else part
                )
                yield asked.reading(
                    [*self._agreeing(told[:start], new), *told[end:]], firm=plain and end - start == len(new)
                )

    def _agreeing(self, before: Sequence[Word], new: Sequence[Word]) -> list[Word]:
        """Words with others behind them, "a" and "an" as they must be there."""
        if before and new and before[-1].low in ("a", "an"):
            article = "an" if new[0].low[0] in "aeiou" else "a"
            return [*before[:-1], self._fragments.of(article), *new]
        return [*before, *new]

    def _phrase(self, part: Sequence[Word], told: Sequence[Word]) -> tuple[int, int]:
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
        ends = (
            at
            for at in range(start + 1, len(told))
            if told[at].low in self._grammar.prepositions | self._grammar.auxiliaries
        )
        return start, next(ends, len(told))

    def _sort(self, word: str) -> str:
        """What sort of thing a word stands for, as far as its form tells: "time", "number" or ""."""
        if word in self._asking.times or word.removesuffix("s") in self._asking.times or is_year(word):
            return "time"
        return "number" if word[0].isdigit() or word in self._asking.numbers else ""

    def _anchors(self, part: Sequence[Word], told: Sequence[Word]) -> list[tuple[int, bool]]:
        """The words of `told` that `part` may take the place of, the likeliest first, and whether that is plain."""
        head = next((word.low for word in reversed(part) if word.content), part[-1].low)
        headed = part[0].low in self._grammar.determiners

        def likeness(at: int) -> float:
            word = told[at].low
            alike = self._sense.alike(word, head) + (
                DETERMINED if headed and self._determined(at, told) is not None else 0
            )
            if self._sort(word) != self._sort(head) or self._sense.is_name(word) != self._sense.is_name(head):
                return alike - 1
            return alike + bool(self._sort(word) or self._sense.is_name(word)) - self._looks_like_verb(told, at) / 2

        places = sorted((at for at, word in enumerate(told) if word.content), key=lambda at: -likeness(at))
        alike = [(at, True) for at in places if likeness(at) >= ALIKE]
        return alike[:2] or [(at, False) for at in sorted(places, key=lambda at: self._looks_like_verb(told, at))[:1]]

    def _looks_like_verb(self, told: Sequence[Word], at: int) -> bool:
        word = told[at].low
        if (
            at and told[at - 1].low in self._grammar.subjects | self._grammar.done
        ):  # "who leads the union", "how many have died"
            return True
        if at == len(told) - 1 and at > 1 and told[at - 1].content:  # "how much does the government pay"
            before = told[at - 2].low if told[at - 2].low not in self._grammar.determiners else told[at - 3].low
            if before in self._grammar.do:
                return True
        return len(word) >= _ENDED and word.endswith(("ed", "ing"))

    def _determined(self, at: int, told: Sequence[Word]) -> int | None:
        """Where the content words up to an index begin that follow a determiner ("tug" in "the tug crews"), or None."""
        start = at
        while start and told[start - 1].content:
            start -= 1
        return start if start and told[start - 1].low in self._grammar.determiners else None

    def _around(self, at: int, told: Sequence[Word], start: int | None) -> Iterator[tuple[int, int]]:
        """From `start` to an index, the word there alone, then with content words beside it: (start, end)."""
        if start is not None and start < at:
            yield start, at + 1
        # After "does Qatar" comes its verb.
        after = (
            at + 1 < len(told)
            and told[at + 1].content
            and not any(w.low in self._grammar.auxiliaries for w in told[:at])
        )
        before = at > 0 and told[at - 1].content
        yield at, at + 1
        if after:
            yield at, at + 2
        if before:
            yield at - 1, at + 1

    # -- another question word ---------------------------------------------------------------------

    def _asked_again(self, words: Sequence[Word], told: Sequence[Word], asked: _Asked) -> Reading:
        """What the question before asked of, asked for with other question words.

        It stands beside these where it has no verb that could come behind them ("who brokered the truce").
        """
        if told[0].low in self._grammar.words_of_question and not any(
            word.low in self._grammar.auxiliaries for word in told
        ):
            return replace(asked, words=words).beside(told, marked=True, firm=True)
        return asked.reading(self._reframed(words, told), marked=True, firm=True)

    def _reframed(self, words: Sequence[Word], told: Sequence[Word]) -> list[Word]:
        """What the question before asked of, asked for with other question words: "when were hostages released"."""
        rest, moved = list(told), list[Word]()
        if rest and rest[0].low in self._grammar.words_of_question:
            first = rest.pop(0)
            if first.low == "how" and rest and rest[0].low in self._grammar.measures:
                rest = rest[1:]
            verb = next((at for at, word in enumerate(rest) if word.low in self._grammar.auxiliaries), None)
            if verb:  # "how many hostages were released": the verb comes first
                moved, rest = rest[:verb], rest[verb:]
        if words[-1].low in self._grammar.auxiliaries and rest and rest[0].low in self._grammar.auxiliaries:
            rest = rest[1:]
        return [*words, *rest[:1], *moved, *rest[1:]] if moved else [*words, *rest]

    # -- a word that stands for another ------------------------------------------------------------

    def _referred(self, at: int, told: Sequence[Word], asked: _Asked) -> Iterator[Reading]:
        """The question with what its pronoun may stand for. One that says little beside it can't stand by itself."""
        words, pronoun, marked = asked.words, asked.words[at].low, len(asked.own) <= 1
        if not asked.own and pronoun in self._grammar.event:
            asking = [word for word in words[:at] if word.low not in self._grammar.auxiliaries]
            if not asking:
                return  # "is that all?" is about what was said, but asks nothing that an article tells
            if all(
                word.low in self._grammar.words_of_question | self._grammar.prepositions | self._grammar.measures
                for word in asking
            ):
                yield self._asked_again(asking, told, asked)
        for start, end in self._referents(pronoun, told):
            named = joined(told[start - (start > 0 and told[start - 1].low in self._grammar.articles) : end])
            if pronoun in self._grammar.possessive and at + 1 < len(words) and words[at + 1].content:
                named += "’" if named.endswith("s") else "’s"
            elif pronoun in self._grammar.there:
                named = f"in {named}"
            yield asked.reading([*words[:at], self._fragments.of(named), *words[at + 1 :]], marked=marked)
        if topic := [word for word in told if word.content and word.low not in asked.own]:
            yield asked.beside(topic, marked=marked)

    def _referents(self, pronoun: str, told: Sequence[Word]) -> list[tuple[int, int]]:
        """Parts of the question before that a pronoun may stand for, the likeliest first."""
        runs: list[tuple[int, int]] = []
        at = 0
        while at < len(told):
            while at < len(told) and (self._looks_like_verb(told, at) or self._is_done(told, at)):
                at += 1
            end = at
            while end < len(told) and told[end].content:
                end += 1
            if end > at:
                runs += [(at, end), (at, end - 1)] if end - at > 1 else [(at, end)]
            at = end + 1

        return [
            (start, end)
            for start, end in sorted(runs, key=lambda run: run[0] - run[1])  # the longest says most
            if self._agrees(pronoun, told[end - 1].low)
            and (not self._looks_like_verb(told, end - 1) or (end - start > 1 and told[end - 1].low.endswith("ing")))
        ][: READINGS - 1]

    def _is_done(self, told: Sequence[Word], at: int) -> bool:
        """Whether the word at an index is what somebody does: "where can I eat", "how to apply"."""
        return at > 0 and told[at - 1].low in self._grammar.doers

    def _agrees(self, pronoun: str, head: str) -> bool:
        """Whether a pronoun is one for such a word."""
        plural = len(head) >= _ENDED and head.endswith("s") and not head.endswith("ss")
        if pronoun in self._grammar.person:
            return self._sense.is_name(head) or head in self._asking.persons
        if pronoun in self._grammar.many:
            return plural or self._sense.is_name(head) or head in self._asking.persons
        return self._sense.is_name(head) if pronoun in self._grammar.there else not plural
