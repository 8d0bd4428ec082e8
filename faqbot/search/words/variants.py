"""Words that are written otherwise and are the same: Łódź and Lodz, Müller and Mueller, U.N. and UN, 2 and two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from faqbot.index.counting.vocabulary import keys

if TYPE_CHECKING:
    from faqbot.index.counting.vocabulary import Vocabulary
    from faqbot.language.language import Language


class Variants:
    """The words of a knowledge by what is left of them without marks and stops.

    Args:
        known: the words.
        language: the knowledge's.
    """

    def __init__(self, known: Vocabulary, language: Language) -> None:
        self._known = known
        self._language = language
        self._numbers = defaultdict[str, list[str]](list)
        for word, number in language.numerals.items():
            self._numbers[word].append(str(number))
            self._numbers[str(number)].append(word)

    def of(self, word: str) -> list[str]:
        """The knowledge's words that are `word` written otherwise; a small word is none of them, and has none."""
        small = self._language.stop_words
        if word in small:
            return []
        typed = keys(word)
        found = [key for key in typed if key in self._known]
        found += [form for key in typed for form in self._known.variants(key)]
        found += [form for form in self._numbers.get(word, ()) if form in self._known]
        return [form for form in dict.fromkeys(found) if form != word and form not in small]
