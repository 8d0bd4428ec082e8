"""Questions that ask one thing, found by the matcher's own nearness: two are near where it reads one as the other.

The questions themselves are made a knowledge, with an entry each: so what words weigh, typos, synonyms and meaning are
told as they are told of any. Clusters are stars (Aslam, Pelekhov, Rus, 1999): the question that has the most around it
is a centre, what is near it belongs to it, and so on with what is left. No chain of neighbours makes a cluster: all of
it is near its centre.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.index.chosen import table_of
from faqbot.knowledge.article import Article, Entry, Knowledge, Text
from faqbot.language import language, tokens
from faqbot.search.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from faqbot.search.question import Question

# The chance, 0..1, that a question is one to another, if there were no other, from which the two are near.
NEAR: Final = 0.12
# Questions that each is held against, of those that the index gathers, to see what is around it; and centres, where
# none of these is one.
HELD: Final = 8
# The least that each of those must hold, of what the question itself holds.
SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Read:
    """How questions are to be read: by the code of a language, what words mean the same, and whether by meaning."""

    language: str
    synonyms: tuple[tuple[str, ...], ...] = ()
    meaning: bool = True


def clusters(texts: Sequence[str], weights: Sequence[int], how: Read) -> list[list[int]]:
    """The questions that ask one thing, by their numbers, the centre first, then in order; each question once.

    Args:
        texts: the questions, all different.
        weights: how many times each was asked.
        how: how they are read.
    """
    order = sorted(range(len(texts)), key=lambda number: texts[number])  # so that the order given changes nothing
    right = _spelt([texts[number] for number in order], how)
    stars = _Stars(right, [weights[number] for number in order], how)
    found = [[order[member] for member in star] for star in stars.found()]
    return [[centre, *sorted(others)] for centre, *others in found]


def _spelt(texts: Sequence[str], how: Read) -> list[str]:
    """The questions as they are meant: with the words that several of them have in the place of misspelt ones."""
    spoken = language.of(how.language)
    words = [{word.stem for word in tokens.words(text, spoken)} for text in texts]
    held = Counter(stem for each in words for stem in each)
    strange = [any(held[stem] == 1 for stem in each) for each in words]
    reader = _matcher([text for text, odd in zip(texts, strange, strict=True) if not odd], how)
    return [_respelt(text, reader) if odd else text for text, odd in zip(texts, strange, strict=True)]


def _respelt(text: str, reader: Matcher) -> str:
    words = reader.read(text).words
    return " ".join(word.text for word in words) if any(word.typed for word in words) else text


def _matcher(texts: Sequence[str], how: Read) -> Matcher:
    nothing = Text("", 1)
    entries = tuple(Entry(str(number), text, (), nothing, None, number + 1) for number, text in enumerate(texts))
    article = Article("log", "", "log", None, None, None, how.language, how.synonyms, None, None, (), entries)
    return Matcher(Knowledge((article,)), table_of if how.meaning else None)


class _Stars:
    """Questions with what is around each.

    Those with the same words on their subject are one node: "where can I park" and "can I park there".
    """

    def __init__(self, texts: Sequence[str], weights: Sequence[int], how: Read) -> None:
        spoken = language.of(how.language)
        nodes: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            words = tokens.words(text, spoken)
            content = frozenset(word.stem for word in words if word.text not in spoken.stop_words)
            nodes[content or frozenset([" ".join(word.stem for word in words)])].append(number)
        # The question that stands for a node is the most asked one, of these the shortest.
        self._nodes = [sorted(node, key=lambda n: (-weights[n], len(texts[n]), texts[n])) for node in nodes.values()]
        self._weights = [sum(weights[number] for number in node) for node in self._nodes]
        self._matcher = _matcher([texts[node[0]] for node in self._nodes], how)
        self._read = [self._matcher.read(texts[node[0]]) for node in self._nodes]
        self._near: dict[tuple[int, int], float] = {}
        self._joined: dict[int, int] = {}

    def found(self) -> list[list[int]]:
        """The clusters, the centre first."""
        around = self._around()
        centres = {number: [number] for number in self._centres(around)}
        for number, others in enumerate(around):
            if number not in centres:
                nearest = self._nearest(number, others & centres.keys())
                centres[self._joined[number] if nearest is None else nearest].append(number)
        return [[number for node in members for number in self._nodes[node]] for members in centres.values()]

    def _centres(self, around: Sequence[Collection[int]]) -> list[int]:
        """The nodes that have the most around them and are near no other such one."""
        centres, holding = list[int](), defaultdict[str, list[int]](list)
        covered = set[int]()
        density = [self._density(number, others) for number, others in enumerate(around)]
        for number in sorted(range(len(around)), key=lambda n: (-density[n], n)):
            if number in covered:
                continue
            centre = self._nearest(number, self._likely(self._read[number], holding))
            if centre is not None:  # more is near that centre than the index gathers
                self._joined[number] = centre
                continue
            centres.append(number)
            covered.update(around[number])
            for term in self._matcher.index.held(number).terms:
                holding[term].append(number)
        return centres

    def _around(self) -> list[set[int]]:
        """The nodes that each is near, as far as the index gathers the one for the other."""
        found = [set[int]() for _ in self._nodes]
        for number, read in enumerate(self._read):
            for other in self._matcher.index.gather(read.strengths.items(), HELD + 1, None, SHARE):
                if other != number and self._nearness(number, other) > 0:
                    found[number].add(other)
                    found[other].add(number)
        return found

    def _nearness(self, one: int, other: int) -> float:
        """How near two nodes are: the logarithm of the better chance of the two, held against `NEAR`; 0: not near."""
        pair = (min(one, other), max(one, other))
        if pair not in self._near:
            score = self._matcher.score
            chance = max(score(self._read[one], other).score, score(self._read[other], one).score)
            self._near[pair] = max(0.0, math.log(chance / NEAR)) if chance else 0.0
        return self._near[pair]

    def _density(self, number: int, around: Collection[int]) -> float:
        """How much is asked around a node, itself among it."""
        others = [self._nearness(number, other) * self._weights[other] for other in sorted(around)]
        return math.fsum([self._weights[number] * -math.log(NEAR), *others])

    def _nearest(self, number: int, centres: Collection[int]) -> int | None:
        """The centre that a node is nearest to; None where it is near none."""
        near = {centre: self._nearness(number, centre) for centre in sorted(centres)}
        best = max(near, key=near.__getitem__, default=None)
        return best if best is not None and near[best] > 0 else None

    def _likely(self, read: Question, holding: defaultdict[str, list[int]]) -> list[int]:
        """The centres that hold the most of what a node's words meet."""
        held = defaultdict[int, float](float)
        for term, strength in read.strengths.items():
            for centre in holding.get(term, ()):
                held[centre] += strength * self._matcher.index.weight(term)
        return sorted(held, key=lambda centre: (-held[centre], centre))[:HELD]
