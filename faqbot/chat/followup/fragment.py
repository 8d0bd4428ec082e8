"""A short question by its words: what it says by itself, and what it leaves to the question before it.

    and prisoners?       only a lead ("and") and a part of a question
    did Israel too       a verb and who did it, but not what
    who freed them?      a word that stands for something said before

Which words do so is a matter of the language.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.language.grammar import FollowUps

_TOKEN: Final = re.compile(r"[^\s?!,;:\"“”„()\[\]]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as said, in lower case with a straight apostrophe, and whether it tells the subject."""

    said: str
    low: str
    content: bool


def joined(words: Sequence[Word]) -> str:
    """Words as a text, each as it was said."""
    return " ".join(word.said for word in words)


class Fragments:
    """Short questions of one language, by their words. Immutable once built.

    Args:
        grammar: by what they lean on the question before.
        stop_words: words that say nothing of the subject.
    """

    def __init__(self, grammar: FollowUps, stop_words: frozenset[str]) -> None:
        self._grammar = grammar
        self._stop_words = stop_words

    def is_to_the_bot(self, words: Sequence[Word]) -> bool:
        """Whether words of no subject are about the conversation itself: "what can you do", "tell me more"."""
        line = " ".join(word.low for word in words)
        between = self.pronoun_at(words) is None and any(
            word.low in self._grammar.speakers for word in words
        )  # "can I help"
        order = self.pronoun_at(words) is None and words[0].low in self._grammar.orders  # "tell me about it" asks
        return order or between or bool(self._grammar.at_all.fullmatch(line))

    def own(self, words: Sequence[Word]) -> frozenset[str]:
        """The words that say what is asked about; "long" in "how long" and "since" in "since when" only frame it."""
        return frozenset(
            word.low
            for before, word in pairwise([None, *words])
            if word
            and word.content
            and word.low not in self._grammar.prepositions
            and not (before and before.low == "how" and word.low in self._grammar.measures)
            and not (word.low in self._grammar.lasting and words[0].low == "how")
        )

    def split(self, text: str) -> list[Word]:
        """The words of a question, without punctuation; none of them is empty."""
        contracted, verb = self._grammar.contracted
        found = (token.rstrip(".") for token in _TOKEN.findall(contracted.sub(rf"\1 {verb}", text)))
        return [self.of(said) for said in found if said]

    def of(self, said: str) -> Word:
        """A word, or words that stand for one."""
        low = said.casefold().replace("’", "'")
        return Word(said, low, low not in self._stop_words)

    def without_lead(self, words: list[Word]) -> tuple[list[Word], bool]:
        """`words` without what only ties them to the question before, and whether there was any."""
        rest = words
        while rest and rest[0].low in self._grammar.leads:
            rest = rest[1:]
        if tuple(word.low for word in rest[:2]) in self._grammar.about:
            rest = rest[2:]
        return rest, len(rest) < len(words)

    def is_elliptic(self, words: Sequence[Word]) -> bool:
        """Whether words are a verb and who did it, but not what: "did Israel too", "does Egypt"."""
        doers = [word for word in words if word.content and word.low not in self._grammar.too]  # none in "did either"
        if words[0].low not in self._grammar.auxiliaries or len(doers) != 1:
            return False
        return words[-1].low in self._grammar.too or len(words) == 2

    def pronoun_at(self, words: Sequence[Word]) -> int | None:
        """The index of a word that stands for something said before."""
        if self._grammar.dummy.search(" ".join(word.low for word in words)):
            return None
        for at, word in enumerate(words):
            before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
            if word.low not in self._grammar.pronouns:
                continue
            if word.low == "there" and any(near and near.low in self._grammar.auxiliaries for near in (before, after)):
                continue  # "is there a plan"
            if word.low in self._grammar.instead and self._counts_one(before, after):
                continue
            if word.low in self._grammar.determiners and self._determines(words, at):
                continue
            return at
        return None

    def _determines(self, words: Sequence[Word], at: int) -> bool:
        """Whether a determiner has a noun: "that plan", "the plan that failed", but "what does that cost"."""
        before, after, next_but_one = (words[near : near + 1] if near >= 0 else () for near in (at - 1, at + 1, at + 2))
        acts = any(word.low in self._grammar.do for word in before) and not any(word.content for word in next_but_one)
        return not acts and any(word.content for word in (*before, *after))

    def _counts_one(self, before: Word | None, after: Word | None) -> bool:
        """Whether "one" is a number or a person: "one boat", "one of them", "how does one train"."""
        alone = before is None or before.low in self._grammar.auxiliaries
        return alone or bool(after and (after.content or after.low == self._grammar.of))
