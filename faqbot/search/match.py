"""A question against candidates: what each scores, and why.

Views say how near a candidate is: its nearest line (the wording that the question resembles most) and its whole (all
wordings and the answer together) by the words they share, and the whole once more by its letters. In the first two
every word of the question counts the best that it meets (a soft cosine), and words that the knowledge has never seen
stay in the question's length: they are the best sign that it is about something else.

Factors say what is against it: how far it is in meaning, the share of the question that it doesn't meet at all and
that of its wording which the question doesn't cover, names that it lacks, a "not" in one of the two only, the lack
of the fact asked for, and what makes it a near miss (`against`): another number, the opposite, another identifier.

    score = sum of view × share, times 1 - share + share × factor for each factor
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.index.index import Index
from faqbot.index.meaning import Meaning
from faqbot.search import evidence, ngrams
from faqbot.search.against.against import Against
from faqbot.search.coverage import Coverage
from faqbot.search.matches import How, Match, Met, Receipt, View
from faqbot.search.question import Reader, negates
from faqbot.search.verbatim import Verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from faqbot.index.candidates import Candidate, Line
    from faqbot.index.encoded import Encoded
    from faqbot.index.encoder import Encoder
    from faqbot.index.vectors import Table
    from faqbot.knowledge.article import Knowledge
    from faqbot.search.ngrams import Bag
    from faqbot.search.question import Asked, Question

# Candidates scored exactly, of those that the index gathers. With 20, with 50 and with all of them the panel's
# figures are the same to three digits; a question takes 0.44, 0.88 and 1.08 ms.
CANDIDATES: Final = 10

# Candidates whose letters are kept once a question has needed them, about 10 kB each, and entries of which it is kept
# how near the section behind them is to their answer.
KEPT: Final = 2_000

# Shares of the views in the score. Without letters (0.6, 0.4, 0) P@1 is 0.788 and AUROC 0.874 on the panel, with
# them 0.801 and 0.882; shares a tenth off change neither by more than 0.003.
VIEWS: Final = {"line": 0.5, "whole": 0.2, "n-grams": 0.3}

# Their shares where there is an encoder; what it says of texts then stands for the factor of meaning as well. With
# MiniLM on the panel, at 0.2, 0.3 and 0.4 of the score: P@1 0.844, 0.847, 0.848, right decisions 0.764, 0.764, 0.760;
# on three articles 0.722, 0.733, 0.737.
ENCODED: Final = {**{name: 0.7 * share for name, share in VIEWS.items()}, "encoder": 0.3}

# A candidate is about the question, whatever words they share, from this cosine on.
ABOUT: Final = 0.5

# How much of the score each factor decides. P@1, AUROC and best on the panel are 0.825, 0.897 and 0.774 with all.
# Without meaning, how near the nearest line is, they are 0.815, 0.891 and 0.763; as a view beside the others it gave
# less. Without met, the share of the question that the candidate meets at all (coordination level matching), 0.808,
# 0.895 and 0.764; without covered, the share of the wording that the question meets, 0.814, 0.891 and 0.762. They are
# flat: a tenth more or less of any moves no figure by more than 0.004.
#
# Those of near misses are rare, and decide much: a twentieth is left, so that what has them is still offered where
# nothing else comes near, but no answer. Of fourteen documents' best matches they are against 8 that are wrong and none
# that is right; on the panel against 22 and 8.
FACTORS: Final = {
    "meaning": 0.7, "met": 0.5, "coverage": 0.7, "names": 1.0, "not": 1.0, "fact": 1.0,
    "number": 0.95, "opposite": 0.95, "denied": 0.95, "identifier": 0.95,
}  # fmt: skip

# The factors that tell near misses: what looks much like the question, and is about something else. None of them takes
# all of a score, so that it is known what it would be without them.
AGAINST: Final = ("number", "opposite", "denied", "identifier")

# What stands for the factor of meaning where that is left out: about what it is for the right candidate, so that
# confidence means the same.
NO_MEANING: Final = 0.6

# What is left of the score of a candidate that lacks a name which the question and the knowledge have in common, and
# of all where the question has a name of its own: what America does is no answer to what Qatar or China does. AUROC on
# three articles with near misses 0.720 without, 0.734 with it; the panel gains nothing by it.
OTHER_NAME: Final = 0.5

# What is left of the score of a candidate whose nearest question has a "not" where the question has none, or the other
# way round: "which foods are not allowed". P@1 0.798 without, 0.802 with it.
OTHER_WAY: Final = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What a candidate scores for a question.

    Attributes:
        candidate: what was scored.
        score: 0..1, the higher the closer.
        views: what each of `VIEWS` scores, 0..1, or each of `ENCODED`, by its name.
        factors: what each of `FACTORS` scores, 0..1, by its name.
        subject: whether it meets more of the question tha stop words.
        by_name: whether names are all that it meets beside stop words, and the question asks for more.
        nearness: how near each of its lines is, in their order, 0..1.
        nearest: the index of the line that comes nearest to the question.
        met: the stems of the question's words that it meets.
    """

    candidate: Candidate
    score: float
    views: Mapping[str, float]
    factors: Mapping[str, float]
    subject: bool
    by_name: bool
    nearness: tuple[float, ...]
    nearest: int
    met: AbstractSet[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Whether it holds the fact that was asked for, or none was."""
        return self._without_fact == 1.0

    @property
    def topic(self) -> float:
        """What it would score if it held the fact that was asked for, 0..1."""
        return self.score / self._without_fact

    @property
    def likeness(self) -> float:
        """What it would score if nothing of `AGAINST` were against it, 0..1."""
        return self.score / math.prod(_left(name, self.factors[name]) for name in AGAINST)

    @property
    def _without_fact(self) -> float:
        """What the lack of the fact asked for has left of the score, 0..1."""
        return _left("fact", self.factors["fact"])


class Matcher:
    """Scores the candidates of a knowledge for a question. Immutable once built.

    Args:
        knowledge: the articles.
        table: opens the file of the language's word vectors, for what words and texts mean, or gives None where it
            can't be used; None: meaning is left out.
        encoder: makes vectors of texts; what texts mean is then its business, in any language.

    Raises:
        FaqbotError: the encoder failed.
    """

    def __init__(
        self, knowledge: Knowledge, table: Callable[[str], Table | None] | None = None, encoder: Encoder | None = None
    ) -> None:
        self.index = Index(knowledge)
        path = self.index.language.vectors
        vectors = table(path) if table and path else None
        self._words = Meaning(vectors, self.index) if vectors else None
        self._texts = _encoded(encoder, self.index) if encoder else self._words
        self.read = Reader(self.index, self._words, self._texts).read
        self._coverage = Coverage(self.index, meaning=self._words is not None)
        self._verbatim = Verbatim(self.index)
        self._against = Against(self.index)
        self._encoded = encoder is not None
        self._ngrams = functools.lru_cache(maxsize=KEPT)(self._ngrams_of)
        self.told = functools.lru_cache(maxsize=KEPT)(self._told)

    def ranked(self, question: Question, limit: int = 0) -> list[Scored]:
        """The candidates that share a word with the question, or mean much the same, best first; ties end in the ref.

        At most `CANDIDATES` of either, or `limit` where that is more.
        """
        limit = max(limit, CANDIDATES)
        numbers = self.index.gather(question.terms(), limit)
        if self._texts and question.meaning:
            numbers = list(dict.fromkeys((*numbers, *self._texts.closest(question.meaning, limit))))
        scored = [self.score(question, number) for number in numbers]
        return sorted(scored, key=lambda s: (-s.score, s.candidate.ref))

    def score(self, question: Question, number: int) -> Scored:
        """What one candidate scores for the question."""
        candidate = self.index.candidates[number]
        met, nearness, whole = self._meet(question, number)
        verbatim = self._verbatim.line(question, number)
        nearest = max(range(candidate.asked), key=nearness.__getitem__) if verbatim is None else verbatim
        alike = self._texts.nearness(question.meaning, number) if self._texts and question.meaning else NO_MEANING
        spelt = ngrams.nearness(question.ngrams, self._ngrams(number))
        encoded = self._encoded and question.meaning is not None
        views = {"line": nearness[nearest], "whole": whole, "n-grams": spelt}
        if encoded:
            views["encoder"] = alike
        if verbatim is not None:  # nothing comes nearer, however much else the candidate is asked and says
            views = dict.fromkeys(views, 1.0)
        factors = {
            "meaning": alike,
            "met": math.fsum(asked.weight for asked in question.asked if asked.stem in met) / question.weight,
            "coverage": self._coverage.share(question, number, nearness, nearest),
            "names": OTHER_NAME if question.stranger or not question.stems & self.index.names <= met else 1.0,
            "not": _turned(question, candidate, nearest),
            "fact": evidence.left(question, candidate, nearness),
            **self._against.traits(question, candidate, nearest),
        }
        return Scored(
            candidate=candidate,
            score=_combined(views, factors),
            views=views,
            factors=factors,
            subject=self._shares_subject(question, met, candidate.lines[nearest]) or (encoded and alike >= ABOUT),
            by_name=not question.content <= met and question.content & met <= self.index.names,
            nearness=nearness,
            nearest=nearest,
            met=met,
        )

    def _told(self, entry: int, number: int) -> tuple[float, ...]:
        """How near each line of a candidate is to the whole answer of an entry, 0..1: no question changes that."""
        answer = " ".join(line.value for line in self.index.candidates[entry].lines if line.source)
        return self._meet(self.read(answer, whole=True), number)[1]

    def meant(self, question: Question, number: int) -> list[float]:
        """How near each line of a candidate comes to the question in meaning, as a cosine; 0 where nothing tells."""
        if self._texts and question.meaning:
            return self._texts.of_lines(question.meaning, number)
        return [0.0] * len(self.index.candidates[number].lines)

    def match(self, question: Question, scored: Scored) -> Match:
        """The match that a scored candidate is, with its receipt."""
        candidate = scored.candidate
        words = tuple(self._met(asked, question, scored) for asked in question.asked)
        views = [View(name, scored.views[name], share) for name, share in _shares(scored.views).items()]
        views += [
            View(name, factor, FACTORS[name], factor=True)
            for name, factor in scored.factors.items()
            if factor < 1 or name in ("meaning", "met", "coverage")
        ]
        receipt = Receipt(candidate.lines[scored.nearest].value, words, tuple(views))
        return Match(candidate.ref, candidate.kind, scored.score, candidate.title, receipt)

    def is_name(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the knowledge's names or of a sort that it has."""
        stem = self.index.language.stem(word)
        return stem in self.index.names or bool(self._words and self._words.is_name(word))

    def alike(self, one: str, other: str) -> float:
        """How near two words are in meaning, as a cosine; 0 where nothing tells."""
        return self._words.alike(one, other) if self._words else 0.0

    def _meet(self, question: Question, number: int) -> tuple[set[str], tuple[float, ...], float]:
        """The question's stems that a candidate meets, how near each of its lines comes, and its whole."""
        met, lines, whole = set[str](), [0.0] * len(self.index.candidates[number].lines), 0.0
        for asked in question.asked:
            held_in_whole, held = self._held(asked, number)
            if held:
                met.add(asked.stem)
                whole += asked.weight * held_in_whole
                for at, weight in held:
                    lines[at] += asked.weight * weight
        return met, tuple([min(1.0, weight / question.norm) for weight in lines]), min(1.0, whole / question.norm)

    def _ngrams_of(self, number: int) -> Bag:
        words = Counter(word for line in self.index.candidates[number].lines for word in line.words)
        return ngrams.bag((word.text, n * self.index.weight(word.stem)) for word, n in words.items())

    def _shares_subject(self, question: Question, met: AbstractSet[str], nearest: Line) -> bool:
        """Whether what was met is more tha stop words.

        A question that has no others ("how are you?") is met by a line that has no others.
        """
        if question.content:
            return not question.content.isdisjoint(met)
        return all(self.index.is_stop_word(word.stem) for word in nearest.words)

    def _held(self, asked: Asked, number: int) -> tuple[float, Sequence[tuple[int, float]]]:
        """What the best that a word meets weighs in a candidate's whole, and as (line, weight) in its lines."""
        whole, best = 0.0, dict[int, float]()
        for term, _, strength in asked.meets:
            posting = self.index.postings[term].get(number)
            if not posting:
                continue
            if len(asked.meets) == 1 and strength == 1.0:  # most words: nothing to choose from
                return posting.whole, posting.lines
            whole = max(whole, strength * posting.whole)
            for at, weight in posting.lines:
                best[at] = max(best.get(at, 0.0), strength * weight)
        return whole, tuple(best.items())

    def _met(self, asked: Asked, question: Question, scored: Scored) -> Met:
        """The receipt's row of one word: the best that it met, in the nearest line if it is there."""
        weight = asked.weight**2 / question.norm**2
        for term, how, strength in sorted(asked.meets, key=lambda meet: -meet[2]):
            posting = self.index.postings[term].get(scored.candidate.number)
            if posting:
                lines = [line for line, _ in posting.lines]
                line = scored.candidate.lines[scored.nearest if scored.nearest in lines else lines[0]]
                form = _form(line, term)
                same = how is How.STEM and form == asked.word
                return Met(asked.typed, form, How.SAME if same else how, weight, strength)
        return Met(asked.typed, None, How.NOTHING if asked.meets else How.UNSEEN, weight, 0.0)


def _encoded(encoder: Encoder, index: Index) -> Encoded:
    from faqbot.index.encoded import Encoded  # here: most bots have no encoder, and SQLite takes a while to import

    return Encoded(encoder, index)


def _shares(views: Mapping[str, float]) -> dict[str, float]:
    """The share of each view, by its name."""
    return ENCODED if "encoder" in views else VIEWS


def _combined(views: Mapping[str, float], factors: Mapping[str, float]) -> float:
    score = math.fsum([share * views[name] for name, share in _shares(views).items()])
    for name, factor in factors.items():
        score *= _left(name, factor)
    return score


def _left(name: str, factor: float) -> float:
    """What a factor leaves of the score: all of it where it has no share."""
    share = FACTORS[name]
    return 1 - share + share * factor


def _turned(question: Question, candidate: Candidate, nearest: int) -> float:
    """What asking the other way round leaves of a candidate's score."""
    is_question = nearest in candidate.questions
    turned = is_question and question.negative != negates(candidate.lines[nearest].words, question.language)
    return OTHER_WAY if turned else 1.0


def _form(line: Line, term: str) -> str:
    """How a term is written in a line."""
    for spot in (*line.spots, *line.groups):
        if spot.term == term:
            return " ".join(word.text for word in line.words[spot.start : spot.end])
    return next(word.text for word in line.words if word.stem == term)
