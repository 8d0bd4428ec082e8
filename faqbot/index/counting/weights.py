"""What terms weigh: in a line, in all of a candidate, and how long these make it.

Terms weigh by inverse document frequency (Spärck Jones, 1972), which the index counts per candidate, and by the
logarithm of how often they stand in a text; lengths are evened out by pivoted normalisation (Singhal, Buckley, Mitra,
1996).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.index.counting.letters import spelt
from faqbot.language.terms import Shared, by_word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from faqbot.index.candidates import Line

# How much of a text's length counts against it: 1 is the cosine, 0 ignores length. Panel: P@1 0.782, 0.788, 0.792
# and AUROC 0.874, 0.874, 0.872 at 0.5, 0.7 and 1.
SLOPE: Final = 0.7

# How much a stop word (the, is, how, tell, want) weighs beside others of the same frequency. In a
# small knowledge frequency alone can't tell them apart: of eight sections one may hold "who". Panel: best decisions
# 0.740, 0.745, 0.746, 0.734 at 0.4, 0.6, 0.8 and 1.
STOP_WORD: Final = 0.6

_ONCE: Final = (1, None)  # how most terms stand in a line: once, and for no concept


class Norms(NamedTuple):
    """The lengths of a candidate: of each line, in their order, and of its whole."""

    lines: Sequence[float]
    whole: float


class Weighed(NamedTuple):
    """What the words of a candidate weigh beside each other.

    Attributes:
        letters: the length of the bag of its letters (`letters.Spelt`).
        questions: of each of its questions the share of its weight that each word has.
    """

    letters: float
    questions: Sequence[Sequence[float]]


class Scale(NamedTuple):
    """The mean lengths of a knowledge: of lines, and of wholes."""

    line: float
    whole: float

    def of_line(self, norm: float) -> float:
        """What the weights of a line of this length are divided by."""
        return (1 - SLOPE) * self.line + SLOPE * norm or 1.0

    def of_whole(self, norm: float) -> float:
        """What the weights of a whole of this length are divided by."""
        return (1 - SLOPE) * self.whole + SLOPE * norm or 1.0


class Posting(NamedTuple):
    """What a term weighs in one candidate: in its whole, and as (line, weight) in the lines that hold it."""

    whole: float
    lines: tuple[tuple[int, float], ...]


class Held:
    """The terms of a candidate, each with what it weighs there, which is reckoned when it is first asked for.

    Args:
        lines: the candidate's.
        norms: their lengths.
        scale: those of the knowledge.
        weight: what a term weighs by itself.

    Attributes:
        terms: where each term stands: in which line, how often, and the concept it is used for there.
    """

    __slots__ = ("_found", "_norms", "_scale", "_weight", "terms")

    def __init__(
        self, lines: Sequence[Line], norms: Norms, scale: Scale, weight: Callable[[str, str | None], float]
    ) -> None:
        self.terms: dict[str, list[tuple[int, int, str | None]]] = {}
        for at, line in enumerate(lines):
            for term, (n, concept) in terms(line).items():
                self.terms.setdefault(term, []).append((at, n, concept))
        self._found: dict[str, Posting] = {}
        self._norms = norms
        self._scale = scale
        self._weight = weight

    def __contains__(self, term: str) -> bool:
        return term in self.terms

    def __getitem__(self, term: str) -> Posting:
        """What a term of the candidate weighs."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self._reckoned(term)
        return found

    def get(self, term: str) -> Posting | None:
        """What a term weighs in the candidate; None where it hasn't the term."""
        return self[term] if term in self.terms else None

    def _reckoned(self, term: str) -> Posting:
        norms, scale, lines, count = self._norms, self._scale, list[tuple[int, float]](), 0
        for at, n, concept in self.terms[term]:
            weight = self._weight(term, concept)
            lines.append((at, _often(n) * weight / scale.of_line(norms.lines[at])))
            count += n
        return Posting(_often(count) * weight / scale.of_whole(norms.whole), tuple(lines))


def _often(count: int) -> float:
    """What it is worth that a term stands somewhere so many times."""
    return 1 + math.log(count) if count > 1 else 1.0


def terms(line: Line) -> dict[str, tuple[int, str | None]]:
    """Each term of a line: how often it stands there, and the concept it is used for."""
    stems = line.stems
    found: dict[str, tuple[int, str | None]] = dict.fromkeys(stems, _ONCE)
    if line.spots:
        found = _with_concepts(stems, by_word(line.spots))
    elif len(found) < len(stems):
        found = {stem: (count, None) for stem, count in Counter(stems).items()}
    for group in line.groups:
        count = found[group.term][0] if group.term in found else 0
        found[group.term] = (count + 1, stems[group.start])
    return found


def _with_concepts(stems: Sequence[str], concept_of: Mapping[int, str]) -> dict[str, tuple[int, str | None]]:
    found: dict[str, tuple[int, str | None]] = {}
    for at, stem in enumerate(stems):
        concept = concept_of.get(at)
        for term in (stem, concept) if concept else (stem,):
            found[term] = (found[term][0] + 1 if term in found else 1, concept)
    return found


def together(bags: Iterable[Mapping[str, tuple[int, str | None]]]) -> dict[str, tuple[int, str | None]]:
    """The terms of several lines as those of one."""
    whole: dict[str, tuple[int, str | None]] = {}
    for bag in bags:
        for term, (n, concept) in bag.items():
            whole[term] = (whole[term][0] + n if term in whole else n, concept)
    return whole


def norms(bags: Sequence[Mapping[str, tuple[int, str | None]]], weight: Callable[[str, str | None], float]) -> Norms:
    """The lengths of a candidate whose lines have these terms."""
    return Norms([_norm(bag, weight) for bag in bags], _norm(together(bags), weight))


def _norm(bag: Mapping[str, tuple[int, str | None]], weight: Callable[[str, str | None], float]) -> float:
    # A concept stands beside its own words: counted too, it would make a line with synonyms longer.
    own = [_often(n) * weight(t, c) for t, (n, c) in bag.items() if not isinstance(t, Shared)]
    return math.sqrt(math.fsum([each * each for each in own]))


def weighed(lines: Sequence[Line], questions: Iterable[int], weight: Callable[[str], float]) -> Weighed:
    """What the words of a candidate weigh that has these lines, and questions among them."""
    return Weighed(spelt(lines).length(weight), [_shares(lines[at].stems, weight) for at in questions])


def _shares(stems: Iterable[str], weight: Callable[[str], float]) -> list[float]:
    weights = list(map(weight, stems))
    total = math.fsum(weights) or 1.0
    return [weight / total for weight in weights]


def weighing(
    stop_words: Collection[str], size: int, frequency: Callable[[str], int]
) -> Callable[[str, str | None], float]:
    """What a term weighs by itself, as a function of it and of the concept that it is used for.

    Args:
        stop_words: the language's.
        size: how many candidates there are.
        frequency: how many of them hold a term.
    """

    def idf(count: int) -> float:
        return math.log((1 + size) / (1 + count)) + 1

    def weight(term: str, concept: str | None = None) -> float:
        if term in stop_words:
            count = frequency(term)
            return STOP_WORD * (idf(count) if count else 1.0)
        return idf(frequency(concept or term))

    return weight


def mean(lines: Sequence[float], wholes: Sequence[float]) -> Scale:
    """The mean lengths of lines and of wholes."""
    return Scale(math.fsum(lines) / len(lines), math.fsum(wholes) / len(wholes)) if lines else Scale(1.0, 1.0)
