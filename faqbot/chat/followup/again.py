"""What a question asked of, asked for with other question words.

    How many hostages were released?    when?        ->  when were hostages released
    what cranes does Norsund want       how many?    ->  how many cranes does Norsund want
    did the union agree                 why not?     ->  why did the union not agree
    who brokered the truce              since when?  ->  since when – who brokered the truce

A question that asks for who or what did something has lost that once it asks for something else: there the two stand
beside each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.chat.followup.fragment import Word
    from faqbot.chat.followup.phrases import Phrase, Phrases
    from faqbot.language.grammar import FollowUps


@dataclass(frozen=True, slots=True)
class Again:
    """Asks again in one language.

    Attributes:
        grammar: how its questions lean on one another.
        phrases: finds noun phrases.
    """

    grammar: FollowUps
    phrases: Phrases

    def asked(self, words: Sequence[Word], told: Sequence[Word]) -> list[Word] | None:
        """The question `told` with the question words `words` in place of its own; None where that is no clause."""
        grammar = self.grammar
        said = [at for at, word in enumerate(words) if word.low not in grammar.auxiliaries | grammar.there]
        rest, words = words[said[-1] + 1 :], words[: said[-1] + 1]  # "when was that", "how many are there"
        phrases = self.phrases.of(told)
        if words[-1].low in grammar.quantities or (len(words) == 1 and words[0].low in grammar.counting):
            return self._counted(words, told, phrases) or self._there(words, rest, phrases)
        verb = next((at for at, word in enumerate(told) if word.low in grammar.auxiliaries), None)
        if verb is None or self._is_argument(words):
            return None
        if verb == 0:
            return self._with_no(words, told, phrases)
        fronted = next((p for p in phrases if p.end == verb), None)
        if fronted and told[0].low in grammar.words_of_question:
            return self._behind(words, told, fronted)
        if self._is_argument(told[:verb]) or not self._is_said(told, verb, phrases):
            return None
        return self._with_no(words, told[verb:], self.phrases.of(told[verb:]))

    def _is_argument(self, asking: Sequence[Word]) -> bool:
        """Whether question words ask for who or what has a part in it, or how it is, rather than when, where or why."""
        grammar = self.grammar
        if asking[0].low in grammar.prepositions:
            return False
        return any(word.low in grammar.subjects | grammar.counting | grammar.quantities for word in asking)

    def _is_said(self, told: Sequence[Word], verb: int, phrases: Sequence[Phrase]) -> bool:
        """Whether something is said of the subject, so that a clause is left: not in "where is the club"."""
        if told[verb].low not in self.grammar.be:
            return True
        subject = next((p for p in phrases if verb < p.start <= verb + 2), None)
        return (subject.end if subject else verb + 2) < len(told)

    def _behind(self, words: Sequence[Word], told: Sequence[Word], fronted: Phrase) -> list[Word] | None:
        """With the phrase that the question words counted behind the verb, as subject or as object."""
        verb, grammar = fronted.end, self.grammar
        if told[verb].low not in grammar.do:
            after = told[verb + 1].low if verb + 1 < len(told) else ""
            if after in grammar.determiners | grammar.doers:  # "which party is the mayor in"
                return None
            return [*words, told[verb], *fronted.words, *told[verb + 1 :]]
        end = verb + 1
        while end < len(told) and told[end].low not in grammar.prepositions:
            end += 1
        return [*words, *told[verb:end], *fronted.words, *told[end:]]

    def _counted(self, words: Sequence[Word], told: Sequence[Word], phrases: Sequence[Phrase]) -> list[Word] | None:
        """With the phrase that these question words count in front: what was counted, or what was brought up."""
        grammar = self.grammar
        for phrase in phrases:
            asked = phrase.determiner.split()
            if asked and asked[0] in grammar.counting | {grammar.degree} and phrase.start == len(asked):
                return [*words, *told[phrase.start :]]
            if self._is_open(phrase, words):
                left = phrase.start - (phrase.determiner in grammar.indefinite)
                return [*words, *phrase.words, *told[:left], *told[phrase.end :]]
        return None

    def _there(self, words: Sequence[Word], rest: Sequence[Word], phrases: Sequence[Phrase]) -> list[Word] | None:
        """What there are several of, where that is what is asked: "how many crews are there"."""
        if not rest or rest[-1].low not in self.grammar.there:
            return None
        return next(([*words, *phrase.words, *rest] for phrase in phrases if phrase.plural), None)

    def _is_open(self, phrase: Phrase, words: Sequence[Word]) -> bool:
        """Whether a phrase brings up some of a sort, which can be counted or measured: "any money", "lessons"."""
        several = words[-1].low in self.grammar.several
        if phrase.named or bool(phrase.plural) != several:
            return False
        return phrase.determiner in self.grammar.indefinite - self.grammar.single or (several and not phrase.determiner)

    def _with_no(self, words: Sequence[Word], clause: Sequence[Word], phrases: Sequence[Phrase]) -> list[Word]:
        """Question words before a clause that begins with its verb; "not" stands behind the subject."""
        if words[-1].low not in self.grammar.no:
            return [*words, *clause]
        there = len(clause) > 1 and clause[1].low in self.grammar.there
        subject = next((phrase.end for phrase in phrases if not there and 1 <= phrase.start <= 2), 2)
        return [*words[:-1], *clause[:subject], words[-1], *clause[subject:]]
