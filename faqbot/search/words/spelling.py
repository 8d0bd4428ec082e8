"""Words that a question misspells, or has in another form than the knowledge: subscripton, librarian for library.

A word that neither the knowledge nor its language has may be any word that one slip of the fingers makes into it: two
letters that changed places, one left out or struck twice, the key beside the one that was meant, a vowel for another
(Kernighan, Church and Gale, 1990, tell such errors apart). Short words are near to many others by chance, so that of
them a slip is all that is forgiven; in longer ones any letter may be wrong. Of several words that a slip explains, a
word that questions are made of (how, what, are) is meant before one of the subject, as most words of a question are
such words.

No word is compared with all of a knowledge's. One that is a typo away has the same first or the same last half: of the
few that do the distances are found. One that is two typos away has the same start or the same end, or a typo in each,
and then what it may start with is tried.
"""

from __future__ import annotations

import functools
import math
from itertools import chain
from typing import TYPE_CHECKING, Final

from rapidfuzz import process  # not where it is needed: a process that is forked amid that would hang
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.index.counting.vocabulary import Vocabulary
    from faqbot.language.language import Language

# Typos by length of the word, as Meilisearch allows them: one from 5 letters on, two from 9. In shorter words, down to
# these many letters, a slip of the fingers is one.
SLIP: Final = 3
ONE_TYPO: Final = 5
TWO_TYPOS: Final = 9

# What any other letter costs beside a slip, and what it costs where the first letters differ, in typos.
NO_SLIP: Final = 0.5
OTHER_START: Final = 0.25

# Where a word is cut in which two typos may be: its first letters, the two behind them, and the rest. One in each of
# the first and the last is found by trying what the first may have been, for which these are to be few.
HEAD: Final = 3
TAIL: Final = 5

# Two words are of one family (library, librarian) where they begin with the same letters: at
# least so many, and this share of the longer one. P@1 +0.1 points on the panel, +1.4 on the article.
FAMILY_START: Final = 4
FAMILY_SHARE: Final = 0.6

# Misspelt words that are kept with what they may mean: each is asked for twice in a question.
KEPT: Final = 1_000

_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_VOWELS: Final = "aeiou"


class Speller:
    """Finds the words that a word may stand for which neither the knowledge nor its language has.

    Args:
        known: the words of the knowledge.
        language: the knowledge's: the words that its questions are made of may be meant as well.
        knows: whether a word, of the knowledge or not, is one of the language; None: nothing tells. Then a short word
            may be any, and is none that is misspelt.
    """

    def __init__(self, known: Vocabulary, language: Language, knows: Callable[[str], bool] | None = None) -> None:
        self._known = known
        self._language = language
        self._knows = knows
        self._small = {word: at for at, word in enumerate(_small(language)) if len(word) > 1}
        self.meant = functools.lru_cache(maxsize=KEPT)(self._meant)

    def _meant(self, word: str) -> tuple[str, ...]:
        """The words that `word` may be a misspelling of, all of them as likely; none for what is no word of letters.

        Words of the knowledge and small ones before others of the language.
        """
        if word in self._language.misspelt:
            return (self._language.misspelt[word],)
        if len(word) < (SLIP if self._knows else ONE_TYPO) or not word.isalpha():
            return ()
        cost, likely = self._of_knowledge(word)
        small = sorted(self._small.keys() & likely, key=self._small.__getitem__)
        if small:
            return (small[0],)
        if cost >= 2 and self._knows and len(word) > SLIP:
            return tuple(self._of_language(word, cost, self._knows) or likely)
        return tuple(likely)

    def _of_language(self, word: str, most: float, knows: Callable[[str], bool]) -> list[str]:
        """The words of the language that a slip makes `word` of, for less than `most`.

        Those of which the knowledge has another form; else the only one.
        """
        costs = {slip: 1 + _other_start(word, slip) for slip in _slips(word, _LETTERS) if knows(slip)}
        costs = {slip: cost for slip, cost in costs.items() if cost < most}
        known = [slip for slip in costs if self._known.is_stem(self._language.stem(slip))] or list(costs)
        least = min((costs[slip] for slip in known), default=most)
        likely = sorted(slip for slip in known if costs[slip] == least)
        return likely if len(likely) < 2 or self._known.is_stem(self._language.stem(likely[0])) else []

    def _of_knowledge(self, word: str) -> tuple[float, list[str]]:
        """What it costs to take a word for those that it is nearest to, and these."""
        costs = self._costs(word, self._one_typo_away(word), 1)
        if not costs and len(word) >= TWO_TYPOS:
            costs = self._costs(word, self._two_typos_away(word), 2)
        least = min(costs.values(), default=math.inf)
        return least, sorted(form for form, cost in costs.items() if cost == least)

    def _costs(self, word: str, near: Iterable[str], allowed: int) -> dict[str, float]:
        """What it costs to take a word for each of those that are so many typos away: of some words and small ones."""
        among = list({*near, *self._small})
        # Optimal string alignment: two letters that changed places are one typo (Damerau, 1964).
        found = process.extract(word, among, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        costs = {form: _cost(word, form, int(typos)) for form, typos, _ in found if self._is_word(form)}
        return {form: cost for form, cost in costs.items() if cost < math.inf}

    def _one_typo_away(self, word: str) -> Iterable[str]:
        """The words of the knowledge that one typo makes `word` of, among others that look like it."""
        known, half = self._known, len(word) // 2
        if len(word) < ONE_TYPO:
            return (slip for slip in _slips(word, self._letters()) if slip in known)
        across = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]  # letters that changed places
        return (*known.beginning(word[:half]), *known.ending(word[half:]), *[across][: across in known])

    def _two_typos_away(self, word: str) -> Iterable[str]:
        """The words of the knowledge that two typos make `word` of, among others that look like it.

        They begin as it does, or end so, or have one typo in each of both, and what is between them.
        """
        head, middle, tail = word[:HEAD], word[HEAD:TAIL], word[TAIL:]
        heads = {head, head[:-1] + middle[0] + head[-1]}
        heads |= {one + middle for one in _variants(head, self._letters())}
        tails = (tail, tail[0] + middle[-1] + tail[1:])
        return chain(*map(self._known.beginning, sorted(heads)), *map(self._known.ending, tails))

    def _is_word(self, form: str) -> bool:
        return form.isalpha() or form in self._small

    def _letters(self) -> str:
        return "".join(dict.fromkeys(_LETTERS + self._known.letters()))

    def family(self, word: str) -> list[str]:
        """The stems of the knowledge's words that begin as `word` does, for the most part; numbers have none."""
        if not word.isalpha():
            return []
        shares: dict[str, float] = {}
        for form in filter(str.isalpha, self._known.beginning(word[:FAMILY_START])):
            share = _shared_start(form, word) / max(len(form), len(word))
            if share >= FAMILY_SHARE:
                stem = self._known.stem(form) or form
                shares[stem] = max(share, shares.get(stem, 0.0))
        best = max(shares.values(), default=0.0)
        return sorted(stem for stem, share in shares.items() if share == best)


def _small(language: Language) -> tuple[str, ...]:
    """The words that questions of a language are made of, those that ask first."""
    types = language.answer_types
    asking = [word for opening, _ in types.asking.openings for word in opening] if types else []
    return tuple(dict.fromkeys((*asking, *sorted(language.stop_words))))


def _cost(word: str, form: str, typos: int) -> float:
    """What it costs to take `word` for `form`, in typos; infinite where so short a word is never taken for it."""
    if typos == 1 and _is_slip(word, form):
        return 1 + _other_start(word, form)
    return typos + NO_SLIP + _other_start(word, form) if len(word) >= ONE_TYPO else math.inf


def _other_start(word: str, form: str) -> float:
    swapped = word[:2] == form[1::-1]
    return OTHER_START * (word[0] != form[0] and not swapped)


def _slips(word: str, letters: Iterable[str]) -> Iterator[str]:
    """The words that a slip of the fingers may have made `word` of, which may have lost one of some letters."""
    for at, letter in enumerate(word):
        rest = word[at + 1 :]
        if rest[:1] == letter:
            yield word[:at] + rest
        elif rest:
            yield word[:at] + rest[0] + letter + rest[1:]
        for other in _beside(letter):
            yield word[:at] + other + rest
    for at in range(len(word) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]


def _variants(word: str, letters: Iterable[str]) -> Iterator[str]:
    """What one typo makes of a word, before its end."""
    for at, letter in enumerate(word):
        before, rest = word[:at], word[at + 1 :]
        yield before + rest
        if rest:
            yield before + rest[0] + letter + rest[1:]
        for other in letters:
            yield before + other + rest
            yield before + other + letter + rest


def _is_slip(word: str, form: str) -> bool:
    """Whether one slip of the fingers makes `word` of `form`; the two are one typo apart."""
    at = _shared_start(word, form)
    if len(word) == len(form):
        return word[at + 1 :] != form[at + 1 :] or form[at] in _beside(word[at])
    return len(word) < len(form) or word[at] in word[max(at - 1, 0) : at] + word[at + 1 : at + 2]


@functools.cache
def _beside(letter: str) -> str:
    """The letters that a letter is typed for: of the keys beside its own, and of a vowel the others."""
    return "".join(sorted({*keys_beside(letter), *(_VOWELS if letter in _VOWELS else "")} - {letter}))


def keys_beside(letter: str) -> str:
    """The letters of the keys beside that of a small letter; "" where the keyboard hasn't it."""
    beside: set[str] = set()
    for row, keys in enumerate(_KEYS):
        at = keys.find(letter)
        if at >= 0:
            near = ((row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1), (row + 1, at - 1), (row + 1, at))
            beside |= {_KEYS[r][k] for r, k in near if 0 <= r < len(_KEYS) and 0 <= k < len(_KEYS[r])}
    return "".join(sorted(beside))


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
