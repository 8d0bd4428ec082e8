"""A question, with its words where they stand, and what is known of its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot.language.language import Language

# A word of letters and figures, with the apostrophes in it.
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What ends a sentence, or opens what is said in one; a stop behind a capital is that of an abbreviation.
_ENDS: Final = re.compile(r"(?:^|(?:(?<![A-Z])\.|[?!:…])[\"'”’)]*\s)[\s\"'“‘(]*$")


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question that is to be changed.

    Attributes:
        text: the question.
        language: what it is in.
        synonyms: groups of words that mean the same in the articles that are asked.
        knows: whether a word, in lower case, is one of the language.
    """

    text: str
    language: Language
    synonyms: tuple[tuple[str, ...], ...]
    knows: Callable[[str], bool]

    @property
    def words(self) -> list[re.Match[str]]:
        """Its words, where they stand."""
        return list(_WORD.finditer(self.text))

    @property
    def opening(self) -> str:
        """Its first word, in lower case; "" without one."""
        return folded(self.words[0][0]) if self.words else ""

    @property
    def asks(self) -> bool:
        """Whether it opens by a word that asks."""
        contrasts = self.language.contrasts
        return bool(contrasts and self.opening.partition("'")[0] in contrasts.asking)

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at the character `at`, so that a capital there makes no name."""
        return bool(_ENDS.search(self.text[:at]))

    def put(self, found: re.Match[str], word: str) -> str:
        """The question with another word in place of one of its."""
        return self.text[: found.start()] + word + self.text[found.end() :]

    def is_small(self, word: str) -> bool:
        """Whether a word, as it is written here, is a stop word and turns nothing round."""
        low = folded(word)
        if low in self.language.abbreviated and word.isupper() and not self.text.isupper():
            return False
        read = [low] if low in self.language.abbreviated else [part.text for part in tokens.words(word, self.language)]
        return all(part in self.language.stop_words and part not in self.language.negations for part in read)

    def denies(self, word: str) -> bool:
        """Whether a word turns a question round."""
        return any(part.text in self.language.negations for part in tokens.words(word, self.language))


def folded(word: str) -> str:
    """A word in lower case and with a straight apostrophe."""
    return word.casefold().replace("’", "'")


def whole(term: str, text: str, flags: int = 0) -> Iterator[re.Match[str]]:
    """Where a term of one or several words stands in a text, and isn't part of longer words."""
    words = r"\s+".join(map(re.escape, term.split()))
    return re.finditer(rf"(?<![\w'’.-]){words}(?![\w-]|['’]\w|\.\w)", text, flags)
