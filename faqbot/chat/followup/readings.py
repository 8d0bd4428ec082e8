"""What a short question leaves out, put back from the one before it.

    How many hostages were released?
    and prisoners?          ->  How many prisoners were released
    when?                   ->  when were hostages released
    who freed them?         ->  who freed the hostages

These are guesses at what was meant, the likeliest first; whoever asks them decides by what is found. Which words do so
is a matter of the language.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass, replace
from faqbot.chat.followup.again import Again
from faqbot.chat.followup.fragment import Fragments, Word, joined
from faqbot.chat.followup.parts import Parts
from faqbot.chat.followup.phrases import Phrases
from faqbot.chat.followup.pronouns import Pronouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.chat.followup.phrases import Sense
    from faqbot.language.grammar import FollowUps
    from faqbot.language.language import Language


# The longest question without a question word or a verb that is taken for a part of the one before, in words.
FRAGMENT: Final = 4
# Readings of one question that are worth asking: each costs as much as a question.
READINGS: Final = 6


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
        referred: the content words that a pronoun of the question stands for, in lower case.
        aimed: whether the question says no more than which article the one before is put to.
    """

    text: str
    own: frozenset[str]
    marked: bool
    firm: bool = False
    beside: bool = False
    referred: frozenset[str] = frozenset()
    aimed: bool = False


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
        self._fragments = Fragments(follow_ups, language.stop_words)
        self._phrases = Phrases(follow_ups, language.answer_types, sense)
        self._parts = Parts(follow_ups, language.answer_types, self._phrases, sense)
        self._pronouns = Pronouns(follow_ups, self._fragments)
        self._again = Again(follow_ups, self._phrases)

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
            if pronoun == 0 and words[0].low in self._grammar.possessive:
                yield from self._referred(pronoun, told, asked)
            elif asked.own and len(words) <= FRAGMENT and words[0].low not in self._grammar.conditions:
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

    def _replaced(self, part: Sequence[Word], told: Sequence[Word], asked: _Asked) -> Iterator[Reading]:
        """The question before with `part` where something like it stood; beside it where there is no such place."""
        if part[0].low in self._grammar.prepositions:
            asked = replace(asked, marked=True)  # "on sundays" is no question
        placed = [place for place in self._parts.placed(part, told) if place.plain or asked.marked]
        yield from (asked.reading(place.words, firm=place.firm) for place in placed)
        if asked.marked and not placed and (topic := self._topic(told, asked.own)):
            yield replace(asked, words=part).beside(topic, marked=asked.marked)

    def _asked_again(self, words: Sequence[Word], told: Sequence[Word], asked: _Asked) -> Reading:
        """What the question before asked of, asked for with other question words; beside it where that is no clause."""
        again = self._again.asked(words, told)
        if again is None:
            return replace(asked, words=words).beside(told, marked=True, firm=True)
        return asked.reading(again, marked=True, firm=True)

    def _referred(self, at: int, told: Sequence[Word], asked: _Asked) -> Iterator[Reading]:
        """The question with what its pronoun may stand for. One that says little beside it can't stand by itself."""
        words, marked = asked.words, len(asked.own) <= 1
        rest = {word.low for word in words[at + 1 :]}
        if not asked.own and words[at].low in self._grammar.event and not rest & self._grammar.naming:
            asking = [word for word in words[:at] if word.low not in self._grammar.auxiliaries]
            if not asking:
                return  # "is that all?" is about what was said, but asks nothing that an article tells
            if all(
                word.low in self._grammar.words_of_question | self._grammar.prepositions | self._grammar.measures
                for word in asking
            ) and (again := self._asked_again(asking, told, asked)):
                yield again
                if not again.beside:
                    return
        leans = True
        for full in islice(self._pronouns.replaced(at, words, self._phrases.with_parts(told)), READINGS - 1):
            leans = self._fragments.pronoun_at(full.words) is not None
            yield replace(asked.reading(full.words, marked=marked), referred=full.referred)
        if leans and (topic := self._topic(told, asked.own)):
            yield asked.beside(topic, marked=marked)

    def _topic(self, told: Sequence[Word], own: frozenset[str]) -> Sequence[Word]:
        """What a question is about without the words that frame it; none where all of it is said already."""
        grammar = self._grammar
        framing = grammar.words_of_question | grammar.auxiliaries | grammar.doers | grammar.prepositions
        start = next((at for at, word in enumerate(told) if word.content and not self._frames(told, at, framing)), None)
        if start is None or all(word.low in own for word in told[start:] if word.content):
            return ()
        end = next(at + 1 for at in range(len(told) - 1, -1, -1) if told[at].content)
        while start and told[start - 1].low in grammar.determiners | grammar.prepositions | grammar.counting:
            start -= 1
        return [word for word in told[start:end] if word.low not in grammar.do]

    def _frames(self, told: Sequence[Word], at: int, framing: frozenset[str]) -> bool:
        """Whether the word at an index only frames a question: "long" in "how long"."""
        return told[at].low in framing or (at > 0 and told[at - 1].low == self._grammar.degree)
