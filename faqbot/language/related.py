"""Words that people interchange when they ask: a lexicon of a language, in groups.

A word of one group meets another of it for less than it meets itself. The lexicon lists base forms;
regular inflections are taken off by rule rather than by the stemmer, which would have to run over
every word of the lexicon at each start.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from faqbot.language.terms import Group, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.language.language import Language

# Letters that are left at least; fewer are no word that has endings ("seed", "red").
_LEAST: Final = 3


_Phrase = tuple[tuple[str, ...], Group]  # its words after the first, and what it belongs to


class Lexicon:
    """Groups of related words and phrases.

    Args:
        groups: each with its members in base form; a word stands in one group only.
        endings: the language's regular endings, as in `Language.endings`.
    """

    def __init__(self, groups: Sequence[Sequence[str]], endings: Sequence[tuple[str, int, str]]) -> None:
        self._endings = endings
        self._names: dict[str, Group] = {}
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}  # by their first and second word
        for group in groups:
            name = Group.of(group[0])
            for member in group:
                if " " in member:
                    first, second, *_ = phrase = tuple(member.split())
                    self._phrases.setdefault(first, {}).setdefault(second, []).append((phrase[1:], name))
                else:
                    self._names[member] = name
        self._base = functools.lru_cache(maxsize=50_000)(self._look_up)

    def spot(self, words: Sequence[str]) -> list[Spot]:
        """Where the groups are named in `words` (lower case), phrases before their words, none overlapping."""
        found: list[Spot] = []
        end = 0  # of what was found
        for at, base in enumerate(map(self._base, words)):
            if base is None or at < end:
                continue
            phrases = self._phrases[base].get(words[at + 1]) if base in self._phrases and at + 1 < len(words) else None
            rest, name = (phrases and _longest(phrases, words, at + 1)) or ((), self._names.get(base))
            if name:
                end = at + 1 + len(rest)
                found.append(Spot(at, end, name))
        return found

    def _look_up(self, word: str) -> str | None:
        """The base form of a word that the lexicon knows; None where it knows none."""
        return next((form for form in bases(word, self._endings) if form in self._names or form in self._phrases), None)


def _longest(phrases: Sequence[_Phrase], words: Sequence[str], at: int) -> _Phrase | None:
    """That of some phrases which stands at an index of `words`, the longest where several do."""
    standing = [phrase for phrase in phrases if tuple(words[at : at + len(phrase[0])]) == phrase[0]]
    return max(standing, key=lambda phrase: (len(phrase[0]), phrase[1]), default=None)


def bases(word: str, endings: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """A word and what it is without each of a language's regular endings, as in `Language.endings`."""
    yield word
    for ending, off, put in endings:
        if not word.endswith(ending):
            continue
        base = word[: len(word) - off]
        if len(base) + len(put) >= _LEAST:
            yield base + put
            if ending in ("ing", "ed") and off > 1 and not put and base[-1:] == base[-2:-1]:
                yield base[:-1]  # stopped, planning


def read(path: str) -> list[list[str]]:
    """The groups of a lexicon file.

    The file is YAML of one kind only, a list in brackets a line, so that a tenth of a parser's time reads it.
    """
    with open(path, encoding="utf-8") as lines:
        rows = [line.strip() for line in lines]
    return [row[3:-1].split(", ") for row in rows if row.startswith("- [")]


@functools.cache
def lexicon(language: Language) -> Lexicon | None:
    """The related words of a language, which every knowledge shares; None where none are known."""
    return Lexicon(read(language.lexicon), language.endings) if language.lexicon else None
