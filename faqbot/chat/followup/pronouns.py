"""A pronoun of a question, and what it stands for: a noun phrase of the question before that agrees with it.

what was the truce      who brokered it?       ->  who brokered the truce
is there a café         is it open?            ->  is the café open
how many crews came     which of them won?     ->  which of the crews won
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.values import dataclass
from faqbot.chat.followup.agreement import article, in_place
from faqbot.chat.followup.fragment import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.chat.followup.fragment import Fragments, Word
    from faqbot.chat.followup.phrases import Phrase
    from faqbot.language.grammar import FollowUps


@dataclass(frozen=True, slots=True)
class Referred:
    """A question with what its pronoun stands for, and the content words of that."""

    words: list[Word]
    referred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pronouns:
    """What the pronouns of one language stand for.

    Attributes:
        grammar: how its questions lean on one another.
        fragments: its short questions.
    """

    grammar: FollowUps
    fragments: Fragments

    def replaced(self, at: int, words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[Referred]:
        """A question with each phrase that its pronoun, at an index, may stand for, the likeliest first."""
        pronoun = words[at].low
        end = at + 1
        if pronoun in self.grammar.event and end < len(words) and words[end].low in self.grammar.instead:
            end += 1  # "that one"
        if pronoun in self.grammar.event and end == len(words) and at and not self._names_thing(words[at - 1].low):
            return
        agreeing = [phrase for phrase in phrases if self._agrees(pronoun, at, words, phrase)]
        asked = [phrase for phrase in agreeing if pronoun in self.grammar.person and (phrase.who or phrase.named)]
        for phrase in sorted(asked or agreeing, key=self._rank):
            if said := self._said(at, words, phrase):
                new = [self.fragments.of(said)]
                full = [*words[:at], *new, *words[end:]]
                if not self._owns(at, words):  # "what is the crews’ fee"
                    several = bool(phrase.plural) and pronoun not in self.grammar.instead - self.grammar.several
                    full = in_place(words[:at], new, words[end:], self.grammar, several=several)
                yield Referred(full, frozenset(word.low for word in phrase.words if word.content))

    def _rank(self, phrase: Phrase) -> tuple[bool, bool, bool, int]:
        """The lower, the likelier a pronoun stands for a phrase.

        Whose it was, then what the question was about, then what was spoken of before, then what says most.
        """
        given = phrase.named or phrase.determiner == self.grammar.definite
        return not phrase.owns, phrase.oblique, not given, -len(phrase.words)

    def _agrees(self, pronoun: str, at: int, words: Sequence[Word], phrase: Phrase) -> bool:
        """Whether a pronoun is one for a phrase, where it stands."""
        grammar = self.grammar
        if pronoun in grammar.instead:
            return not phrase.named
        if pronoun in grammar.person:
            return (phrase.named or phrase.who or phrase.person) and not phrase.plural
        if pronoun in grammar.many:
            counted = at > 1 and (words[at - 1].low == grammar.of or words[at - 2].low in grammar.several)
            return bool(phrase.plural) or (not counted and (phrase.named or phrase.person))
        if pronoun in grammar.there:
            given = phrase.place or (phrase.determiner == grammar.definite and not phrase.person)
            return phrase.named or (given and not phrase.plural)
        return not phrase.plural and not (phrase.who and phrase.named)

    def _names_thing(self, before: str) -> bool:
        """Whether "that" at the end names a thing: "after that", but what "who said that" asks for was a statement."""
        return before in self.grammar.prepositions | self.grammar.be or before == self.grammar.of

    def _said(self, at: int, words: Sequence[Word], phrase: Phrase) -> str:
        """A phrase in the place of a pronoun; empty where it can't stand there."""
        grammar, pronoun = self.grammar, words[at].low
        before = words[at - 1].low if at else ""
        if pronoun in grammar.instead:
            return self._instead(at, words, phrase)
        said = phrase.text(grammar, determined=before == grammar.of)
        if self._owns(at, words):
            return said + grammar.owner[not said.endswith("s")]
        if pronoun in grammar.there and before not in grammar.prepositions:
            inside, towards, going = grammar.inside
            return f"{towards if before in going else inside} {said}"
        return said

    def _owns(self, at: int, words: Sequence[Word]) -> bool:
        """Whether a pronoun tells whose something is."""
        return words[at].low in self.grammar.possessive and at + 1 < len(words) and words[at + 1].content

    def _instead(self, at: int, words: Sequence[Word], phrase: Phrase) -> str:
        """A phrase in the place of "one": "a wheelchair", "wheelchair" in "the nearest one", "one of the eights"."""
        grammar, named = self.grammar, joined(phrase.words)
        start = at
        while start and words[start - 1].content:
            start -= 1
        determined = start > 0 and words[start - 1].low in grammar.determiners
        if words[at].low in grammar.several:  # "ones"
            return named if phrase.plural else ""
        if phrase.plural:
            return "" if determined else f"{words[at].low} {grammar.of} {phrase.text(grammar, determined=True)}"
        if words[at - 1].low in grammar.counting:
            return ""  # "which one"
        return named if determined else f"{article(named, grammar)} {named}"
