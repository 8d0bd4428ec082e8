"""Words that are written otherwise and are the same: Łódź and Lodz, Müller and Mueller, U.N. and UN, 2 and two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.language.stems import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faqbot.language.language import Language

# Letters that are written as two where the keyboard, or the alphabet of who asks, lacks them.
_AS_TWO: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})


class Variants:
    """The words of a knowledge by what is left of them without marks and stops.

    Args:
        forms: every word of the knowledge with its stem.
        language: the knowledge's.
    """

    def __init__(self, forms: Mapping[str, str], language: Language) -> None:
        self._forms = forms
        self._language = language
        self._by_key: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(forms):
            if not (form.isascii() and form.isalnum()):
                for key in _keys(form):
                    self._by_key[key].append(form)
        pairs = [(word, str(number)) for word, number in language.numerals.items()]
        self._numbers = {one: other for pair in pairs for one, other in (pair, pair[::-1]) if other in forms}

    def of(self, word: str) -> list[str]:
        """The knowledge's words that are `word` written otherwise; a small word is none of them, and has none."""
        small = self._language.stop_words
        if word in small:
            return []
        keys = _keys(word)
        found = [key for key in keys if key in self._forms]
        found += [form for key in keys for form in self._by_key.get(key, ())]
        found += filter(None, [self._numbers.get(word)])
        return [form for form in dict.fromkeys(found) if form != word and form not in small]


def _keys(word: str) -> Iterable[str]:
    """What a word may be typed as with letters and figures only."""
    if word.isascii() and word.isalnum():
        return (word,)
    bare = word.replace(".", "") if not word[0].isdigit() else word
    return dict.fromkeys((unmarked(bare), unmarked(bare.translate(_AS_TWO))))
