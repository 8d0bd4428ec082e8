"""Words and phrases that mean the same in an article, as concepts that lines and questions share.

A group of synonyms is one concept. A line that holds any of its words or phrases holds the concept,
and a question that uses another of them meets it there, for less than the word itself would weigh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.language import tokens
from faqbot.language.terms import Concept, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.language.language import Language
    from faqbot.language.terms import Word

Stems = tuple[str, ...]


class Concepts:
    """The synonym groups of a knowledge.

    Args:
        groups: each a group of words and phrases that mean the same.
        language: the language whose stems they are compared by.

    Groups that share a word are one concept, so that the order of articles does not matter.
    """

    def __init__(self, groups: Iterable[Sequence[str]], language: Language) -> None:
        self._phrases: dict[Stems, Concept] = {}
        self._forms: dict[str, str] = {}
        for group in groups:
            members = [tokens.words(member, language) for member in group]
            self._forms |= {word.text: word.stem for words in members for word in words}
            self._join([tuple(word.stem for word in words) for words in members if words])
        self._longest: dict[str, int] = {}  # first stem of a phrase -> the most words of a phrase that starts so
        for phrase in self._phrases:
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def _join(self, phrases: Sequence[Stems]) -> None:
        known = {self._phrases[p] for p in phrases if p in self._phrases}
        if not phrases:
            return
        name = min(known, default=Concept.of(phrases[0]))
        if len(known) > 1:
            self._phrases = {p: name if concept in known else concept for p, concept in self._phrases.items()}
        self._phrases |= dict.fromkeys(phrases, name)

    def forms(self) -> dict[str, str]:
        """Every word of the groups with its stem."""
        return dict(self._forms)

    def members(self) -> Mapping[Stems, Concept]:
        """Every phrase, as its stems, with its concept."""
        return self._phrases

    def spot(self, words: Sequence[Word]) -> tuple[Spot, ...]:
        """Where concepts stand in `words`, in order: the longest phrase at each place, none overlapping."""
        if not self._longest:
            return ()
        found: list[Spot] = []
        stems = tuple(w.stem for w in words)
        end = 0  # of what was found
        for at, stem in enumerate(stems):
            if stem not in self._longest or at < end:
                continue
            for upto in range(min(at + self._longest[stem], len(stems)), at, -1):
                if concept := self._phrases.get(stems[at:upto]):
                    found.append(Spot(at, upto, concept))
                    end = upto
                    break
        return tuple(found)
