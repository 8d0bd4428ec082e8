"""The noun phrases of a question, each with its determiner, its number and whether it names somebody.

    how many crews did the club invite    ->  crews (several), the club (one)
    is the glass roof new                 ->  the glass roof (one)
    who is Mira Halloran                  ->  Mira Halloran (a person)

There is no tagger: which word of a run of content words is the verb, and which the predicate, follows from what stands
before the run, as the words that frame a question are closed classes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from faqbot.base.values import dataclass, replace
from faqbot.chat.followup.fragment import Word, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from faqbot.language.answer_types import AnswerTypes
    from faqbot.language.grammar import FollowUps

    class Sense(Protocol):
        """What a knowledge tells of words, given in lower case."""

        def is_name(self, word: str) -> bool:
            """Whether a word is a name."""

        def alike(self, one: str, other: str) -> float:
            """How near two words are in meaning, as a cosine."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        start: the index of its first word in the question, its determiner not counted.
        end: the index behind its last word, which is its head.
        words: its words, without a determiner.
        determiner: "the", "any", "my", or the question words that count it ("how many"); empty where it has none.
        plural: whether it stands for several; None: a name, whose form doesn't tell.
        named: whether its head is a name.
        who: whether it is asked who that is.
        person: whether its head is a word for somebody.
        place: whether something is said to be there.
        owns: whether it is said whose something is.
        oblique: whether it stands behind a preposition: it is less likely what the question is about.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    determiner: str
    plural: bool | None
    named: bool
    who: bool
    person: bool
    place: bool
    oblique: bool
    owns: bool = False

    @property
    def head(self) -> str:
        """Its last word, in lower case."""
        return self.words[-1].low

    def text(self, grammar: FollowUps, *, determined: bool = False) -> str:
        """As it is said of a thing that was spoken of, with "the" in place of "a"; `determined`: never bare."""
        bare = not self.determiner and not (determined and not self.named)
        kept = self.determiner in grammar.determiners - grammar.indefinite
        return joined(self.words) if bare else f"{self.determiner if kept else grammar.definite} {joined(self.words)}"


class Phrases:
    """Finds the noun phrases of questions in one language. Immutable once built.

    Args:
        grammar: how its questions lean on one another.
        answer_types: what its questions ask for.
        sense: what a knowledge tells of words.
    """

    def __init__(self, grammar: FollowUps, answer_types: AnswerTypes, sense: Sense) -> None:
        self._grammar = grammar
        self._persons = answer_types.asking.persons
        self._where = answer_types.asking.where
        self._sense = sense

    def of(self, told: Sequence[Word]) -> list[Phrase]:
        """The noun phrases of a question, in its order."""
        at, found = 0, list[Phrase]()
        while at < len(told):
            end = at
            while end < len(told) and self._is_nominal(told, end):
                end += 1
            found += self._in_run(told, at, end) if end > at else ()
            at = max(end, at + 1)
        return found

    def with_parts(self, told: Sequence[Word]) -> list[Phrase]:
        """As `of`, with those that have another behind them as well: "the role of Qatar", "lessons for beginners"."""
        found = self.of(told)
        joint = [
            replace(first, end=second.end, words=tuple(told[first.start : second.end]))
            for first, second in pairwise(found)
            if first.end < len(told)
            and told[first.end].low in self._grammar.joining
            and second.start - first.end <= 1 + bool(second.determiner)
        ]
        return [*joint, *found]

    def is_plural(self, words: Sequence[Word]) -> bool:
        """Whether words stand for several, by the form of the last."""
        return bool(self._grammar.plural.fullmatch(words[-1].low))

    def _is_nominal(self, told: Sequence[Word], at: int) -> bool:
        """Whether a word may be part of a noun phrase."""
        word, grammar = told[at], self._grammar
        framing = grammar.prepositions | grammar.auxiliaries | grammar.words_of_question | grammar.pronouns
        return word.content and word.low not in framing

    def _in_run(self, told: Sequence[Word], at: int, end: int) -> Iterator[Phrase]:
        """The phrases in a run of content words."""
        determined = at > 0 and told[at - 1].low in self._grammar.determiners
        left = at - determined
        before = told[left - 1].low if left else ""
        asks = before in self._grammar.auxiliaries and not self._is_verb(told, left - 1)
        if self._is_done(told, at, determined=determined):
            left = at = at + 1
            determined, before, asks = False, "", False
        if at == end or before in self._grammar.intensive | {self._grammar.degree}:  # "how old"
            return
        cut = self._end_of_subject(told, at, end, left)
        if cut > at:
            yield from self._phrases(told, at, cut, left if determined else at)
        if cut < end - 1 and asks:  # "does Norsund | want | cranes"
            yield from self._phrases(told, cut + 1, end, cut + 1)

    def _is_done(self, told: Sequence[Word], at: int, *, determined: bool) -> bool:
        """Whether the word at an index is a verb by what stands before it: "where can I eat", "who leads the union"."""
        before, second = (told[at - 1].low if at else ""), (told[at - 2].low if at > 1 else "")
        helps = self._grammar.auxiliaries - self._grammar.be
        if determined:  # "could this turn into a war", but "does this boat leak"
            alone = at + 1 == len(told) or not told[at + 1].content
            return alone and before in self._grammar.event and second in helps
        if before in helps - self._grammar.do and second in self._grammar.who:
            return True  # "who can vote"
        if before in self._grammar.pronouns - self._grammar.there and second in self._grammar.auxiliaries:
            return True  # "can it swim", "how does one apply"
        if before in self._grammar.subjects:
            asks = any(word.low in self._grammar.auxiliaries for word in told[at:])
            return before not in self._grammar.counting or not asks  # "what pay rise do they want"
        if before in self._grammar.done:
            return bool(self._grammar.participle.fullmatch(told[at].low))  # "have died", but "do you have tickets"
        return before in self._grammar.doers and not self._sense.is_name(told[at].low)

    def _end_of_subject(self, told: Sequence[Word], at: int, end: int, left: int) -> int:
        """Where the noun phrase ends that begins at an index: before its verb or what is said of it."""
        grammar, before = self._grammar, told[left - 1].low if left else ""
        if before in grammar.auxiliaries and not self._is_verb(told, left - 1):
            if before in grammar.be:
                return self._before_predicate(told, at, end, left)
            return end if self._goes_on(told, end) or end - at == 1 else self._before_verb(told, at, end, left)
        if self._counts(told, left) and not any(word.low in grammar.auxiliaries for word in told):
            return end if self._goes_on(told, end) or end - at == 1 else end - 1  # "which crew won the cup"
        while end > at and end - left > 1 - (left == at) and grammar.participle.fullmatch(told[end - 1].low):
            end -= 1
        return end

    def _is_verb(self, told: Sequence[Word], at: int) -> bool:
        """Whether an auxiliary is the verb itself, as another asks: "does it have a slip"."""
        return told[at].low not in self._grammar.be and any(w.low in self._grammar.auxiliaries for w in told[:at])

    def _before_verb(self, told: Sequence[Word], at: int, end: int, left: int) -> int:
        """Where a subject ends whose verb is in the run: before the last word, or before that if it has an object."""
        plural = [place + 1 for place in range(at, end - 1) if self._grammar.plural.fullmatch(told[place].low)]
        if told[left - 1].low in self._grammar.agreeing and plural:
            return plural[0]  # "do dogs need tickets"
        named = at
        while named < end and self._sense.is_name(told[named].low):
            named += 1
        last = self._sense.is_name(told[end - 1].low) or (left == 1 and end == len(told))
        return named if last and at < named < end else end - 1  # "did Egypt send aid", "does black tea steep"

    def _before_predicate(self, told: Sequence[Word], at: int, end: int, left: int) -> int:
        """Where a subject ends that is said to be something: "is the museum open", but "what is coral bleaching"."""
        grammar, asked = self._grammar, told[: left - 1]
        counted = bool(asked) and self._counts(told, len(asked) - 1)
        if left == at and (counted or any(word.content and word.low not in grammar.measures for word in asked)):
            return at if asked[0].low not in grammar.prepositions else end  # "how many crews were Danish"
        if end - at == 1 or (asked and (asked[0].low in grammar.subjects or asked[0].low == grammar.degree)):
            return end - (end - at == 1 and left == at and bool(grammar.states.fullmatch(told[at].low)))
        plural = [place + 1 for place in range(at, end) if grammar.plural.fullmatch(told[place].low)]
        if told[left - 1].low in grammar.agreeing and plural:
            return plural[-1]
        said = (place for place in range(at + 1, end) if grammar.states.fullmatch(told[place].low))
        return next(said, end - (end == len(told) and not asked))

    def _goes_on(self, told: Sequence[Word], end: int) -> bool:
        """Whether a verb that says little comes next, so that none is in the run before it: "do strikers | get"."""
        grammar = self._grammar
        closed = grammar.prepositions | grammar.determiners | grammar.pronouns | grammar.joining
        if end < len(told) and told[end].low in grammar.joining:  # "does the fee for adults | cover"
            end += 1
            while end < len(told) and (told[end].content or told[end].low in grammar.determiners):
                end += 1
        return end < len(told) and not told[end].content and told[end].low not in closed

    def _counts(self, told: Sequence[Word], at: int) -> bool:
        """Whether question words before an index count what comes there: "how many", "which"."""
        return at > 0 and (told[at - 1].low in self._grammar.counting or self._how_many(told, at))

    def _how_many(self, told: Sequence[Word], at: int) -> bool:
        return at > 1 and told[at - 2].low == self._grammar.degree and told[at - 1].low in self._grammar.quantities

    # -- what is told of a phrase ------------------------------------------------------------------

    def _phrases(self, told: Sequence[Word], start: int, end: int, left: int) -> Iterator[Phrase]:
        """The phrase between two indices, and whose it is: in "the union’s offer" the union too."""
        yield self._phrase(told, start, end, left, tuple(told[start:end]))
        for at in range(start, end - 1):
            owner = self._grammar.owned.sub("", told[at].said)
            if owner and owner != told[at].said:
                last = Word(owner, owner.casefold(), content=True)
                yield replace(self._phrase(told, start, at + 1, left, (*told[start:at], last)), owns=True)

    def _phrase(self, told: Sequence[Word], start: int, end: int, left: int, words: tuple[Word, ...]) -> Phrase:
        grammar, head = self._grammar, words[-1].low
        determiner = told[left].low if left < start else ""
        if not determiner and self._counts(told, start):
            determiner = joined(told[start - 2 : start] if self._how_many(told, start) else told[start - 1 : start])
        before = told[left - 1].low if left else ""
        named = self._sense.is_name(head) and determiner in {"", *grammar.determiners - grammar.indefinite}
        there = before in grammar.there or before in self._where
        phrase = Phrase(
            start,
            end,
            words,
            determiner,
            None,
            named,
            who=left > 1 and told[left - 2].low in grammar.who and before in grammar.be,
            person=head in self._persons,
            place=there or (left > 1 and told[left - 2].low in grammar.where),
            oblique=before in grammar.prepositions or before == grammar.of,
        )
        return replace(phrase, plural=self._number(told, before, phrase))

    def _number(self, told: Sequence[Word], before: str, phrase: Phrase) -> bool | None:
        """Whether a phrase stands for several, by its determiner, by the verb that agrees with it or by its form."""
        grammar, determiner = self._grammar, phrase.determiner
        after = told[phrase.end].low if phrase.end < len(told) else ""
        if determiner.endswith(tuple(grammar.several)):
            return True
        if determiner in grammar.single:
            return False
        verb = before if before in grammar.auxiliaries else after if after in grammar.be else ""
        if verb in grammar.agreeing or (verb in grammar.agreeing.values() and not phrase.named):
            return verb in grammar.agreeing
        return None if phrase.named else self.is_plural(phrase.words)
