"""The words of a question as they are read: joined and split as the knowledge writes them, and rightly spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.index.counting.vocabulary import Dictionary, Joined
from faqbot.language import tokens
from faqbot.language.related import bases
from faqbot.language.stems import unmarked
from faqbot.language.terms import Word
from faqbot.search.matches import How
from faqbot.search.words.compounds import Compounds
from faqbot.search.words.spelling import Speller
from faqbot.search.words.variants import Variants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.index.counting.vocabulary import Vocabulary
    from faqbot.index.index import Index
    from faqbot.index.vectors.meaning import Meaning

# Unknown words of a question that are looked up as misspellings, which takes up to half a millisecond each. A question
# with more of them is none that spelling could save.
LOOKED_UP: Final = 12

# The fewest letters of what is left of a word without its ending.
BASE: Final = 5


class Words:
    """Reads the words of questions by those of a knowledge. Immutable once built.

    Args:
        index: the knowledge's.
        meaning: knows the words of the language; None: nothing does.
    """

    def __init__(self, index: Index, meaning: Meaning | None) -> None:
        self._index = index
        self._meaning = meaning
        others = {word: stem for word, stem in index.concepts.forms().items() if word not in index.words}
        self._known: Vocabulary = Joined(index.words, Dictionary(others)) if others else index.words
        knows = meaning.knows if meaning else None
        self._compounds = Compounds(index, knows)
        self._variants = Variants(self._known, index.language)
        self._speller = Speller(self._known, index.language, knows)

    def read(self, question: str) -> tuple[Word, ...]:
        """The words of a question, each with what was typed for it where that is another."""
        left, out = LOOKED_UP, list[Word]()
        for word in self._compounds.read(tokens.words(question, self._index.language)):
            same = [] if word.text in self._known else self._variants.of(word.text)
            if same:
                out.append(Word(same[0], self._stem(same[0]), word.name, word.text))
            elif not left or self.is_word(word):
                out.append(word)
            else:
                left -= 1
                out += self._respelt(word)
        return tuple(out)

    def is_word(self, word: Word) -> bool:
        """Whether the knowledge or its language has a word, so that it is no misspelling."""
        index, text = self._index, word.text
        if text in index.language.misspelt:
            return text in self._known
        known = text in self._known or word.stem in index or index.is_stop_word(text)
        return known or bool(self._meaning and self._has_base(self._meaning, text)) or bool(index.related([word]))

    def stands_for(self, word: Word) -> list[tuple[str, How]]:
        """The stems that a word of `read` stands for, and how, the surest first."""
        if self._index.is_stop_word(word.text):
            return [(word.stem, How.TYPO if word.typed else How.STEM)]
        same = list(dict.fromkeys(map(self._stem, self._variants.of(word.typed or word.text))))
        if not word.typed:
            return [(word.stem, How.STEM), *((stem, How.SYNONYM) for stem in same if stem != word.stem)]
        if same:
            return [(stem, How.STEM) for stem in same]
        meant = map(self._stem, self._speller.meant(word.typed))
        return [(stem, How.TYPO) for stem in dict.fromkeys((word.stem, *meant))]

    def family(self, word: str) -> list[str]:
        """The stems of the knowledge's words that begin as `word` does, for the most part."""
        return self._speller.family(word)

    def _respelt(self, word: Word) -> Iterator[Word]:
        plain = unmarked(word.text)
        is_marked = plain != word.text and bool(self._meaning and self._meaning.knows(plain))
        if meant := (plain,) if is_marked else self._speller.meant(word.text):
            yield Word(meant[0], self._stem(meant[0]), word.name, word.text)
        else:
            yield from self._compounds.loose(word.text) or (word,)

    def _stem(self, form: str) -> str:
        return self._known.stem(form) or self._index.language.stem(form)

    def _has_base(self, meaning: Meaning, word: str) -> bool:
        """Whether the language has a word, or what is left of it without a regular ending."""
        if meaning.knows(word):
            return True
        found = [base for base in bases(word, self._index.language.endings) if len(base) >= BASE]
        return any(meaning.knows(base) for base in found if base[-1] != word[len(base) : len(base) + 1])  # no "buss"
