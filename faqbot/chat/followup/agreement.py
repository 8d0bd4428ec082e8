"""Words in the place of others, so that what stands around them agrees: "are they" – "is the club"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.chat.followup.fragment import Word
    from faqbot.language.grammar import FollowUps


def in_place(
    before: Sequence[Word], new: Sequence[Word], after: Sequence[Word], grammar: FollowUps, *, several: bool
) -> list[Word]:
    """`new` between two parts of a question, with the article and the verb that agree with it.

    Args:
        before: the words up to there.
        new: what is put there.
        after: the words behind.
        grammar: how the language's questions lean on one another.
        several: whether `new` stands for several.
    """
    words = [*before, *new, *after]
    if before and before[-1].low in grammar.articles[:2]:
        words[len(before) - 1] = _said(before[-1], article(new[0].low, grammar))
    verb = next((at for at, word in enumerate(words) if word.low in grammar.auxiliaries), None)
    behind = len(before) + len(new)  # no subject: "which boats does the club sell"
    beside = {len(before) - 1, len(before) - 2 if _apart(before, grammar) else -1}
    if verb in beside or (verb == behind and words[behind].low not in grammar.do):
        forms = {one: many for many, one in grammar.agreeing.items()} if several else grammar.agreeing
        words[verb] = _said(words[verb], forms.get(words[verb].low, words[verb].said))
    return words


def article(word: str, grammar: FollowUps) -> str:
    """The indefinite article before a word."""
    consonant, vowel, vowels = grammar.articles
    return vowel if word[0].casefold() in vowels else consonant


def _apart(before: Sequence[Word], grammar: FollowUps) -> bool:
    """Whether one word stands between a verb and what agrees with it: "is there a café", "is the café"."""
    return len(before) > 1 and before[-1].low in grammar.there | grammar.determiners


def _said(word: Word, said: str) -> Word:
    return replace(word, said=said, low=said.casefold())
