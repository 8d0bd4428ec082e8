"""A question's words against candidates: what each word meets, what a candidate scores, and why.

Two views of a candidate, each a soft cosine in which every word of the question counts the best it
meets: its nearest line (the wording that the question resembles most) and its whole (all wordings
and the answer together). A third says what share of the question was met at all. Words that the
knowledge has never seen stay in the question's length: they are the best sign that it is about
something else.

    score = (0.6 line + 0.4 whole) × (0.4 + 0.6 met) × names
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from faqbot import facts, text
from faqbot.index import Index
from faqbot.model import How, Match, Met, Receipt, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from faqbot.facts import Fact
    from faqbot.index import Candidate, Line
    from faqbot.model import Knowledge
    from faqbot.text import Word

# Candidates scored exactly, of those that the index gathers. With 20, with 50 and with all of them the panel's
# figures are the same to three digits; a question takes 0.44, 0.88 and 1.08 ms.
CANDIDATES: Final = 20

# Shares of the views in the score. The panel's figures are flat between 0.45 and 0.75.
LINE: Final = 0.6
WHOLE: Final = 1 - LINE

# How much of the score depends on the share of the question's words that the candidate meets at all
# (coordination level matching). P@1 0.769 without, 0.785 with 0.6; less or more gives less.
MET: Final = 0.6

# What is left of the score of a candidate that lacks a name which the question and the knowledge have in common:
# what America does is no answer to what Qatar does. Wrong answers on the article 3 -> 1, the panel as before.
OTHER_NAME: Final = 0.5

# How much of a word's weight each way of meeting earns. Related words: P@1 0.784 without, 0.790 from 0.4 to 0.6.
STRENGTH: Final = {How.SAME: 1.0, How.STEM: 1.0, How.SYNONYM: 0.8, How.TYPO: 0.8, How.FAMILY: 0.7, How.RELATED: 0.5}

# Typos by length of the word, as Meilisearch allows them: none in 1-4 letters, one in 5-8, two from 9.
ONE_TYPO: Final = 5
TWO_TYPOS: Final = 9

# Two words are of one family (library, librarian) where they begin with the same letters: at
# least so many, and this share of the longer one. P@1 +0.1 points on the panel, +1.4 on the article.
FAMILY_START: Final = 4
FAMILY_SHARE: Final = 0.6

# Unknown words of a question that are looked up as misspellings: each is compared with the knowledge's words of
# its length. A question with more of them is none that spelling could save.
LOOKED_UP: Final = 12

# The fewest letters of either part of a compound.
COMPOUND_PART: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the question: its stem, its weight, and the terms it meets (with how)."""

    word: str
    stem: str
    weight: float
    meets: tuple[tuple[str, How], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the matcher reads it.

    Attributes:
        text: what was asked, as far as it is read.
        words: its words, in order.
        asked: its distinct words, in order.
        norm: the length of their vector.
        weight: the sum of their weights.
        language: the language they were read in.
        fact: the kind of fact it asks for, or None.
    """

    text: str
    words: tuple[Word, ...]
    asked: tuple[Asked, ...]
    norm: float
    weight: float
    language: str
    fact: Fact | None

    def terms(self) -> set[str]:
        """All terms of the knowledge that the question's words meet."""
        return {term for asked in self.asked for term, _ in asked.meets}

    def meets(self, at: int) -> set[str]:
        """The terms of the knowledge that the word at an index meets."""
        return next({term for term, _ in asked.meets} for asked in self.asked if asked.stem == self.words[at].stem)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What a candidate scores for a question.

    Attributes:
        candidate: what was scored.
        score: 0..1, the higher the closer.
        line: how near its nearest line is, 0..1.
        whole: how near its whole is, 0..1.
        met: the share of the question's weight that it meets, 0..1.
        names: what its lack of names that were asked for leaves of the score, 0..1.
        subject: whether it meets more of the question than everyday words.
        nearness: how near each of its lines is, in their order, 0..1.
    """

    candidate: Candidate
    score: float
    line: float
    whole: float
    met: float
    names: float
    subject: bool
    nearness: tuple[float, ...]

    @property
    def nearest(self) -> int:
        """The index of the line that comes nearest to the question."""
        return self.nearness.index(self.line)

    def said(self) -> list[tuple[Line, float]]:
        """The sentences it answers with, each with its nearness: an entry's answer, a section's body."""
        return [near for near in zip(self.candidate.lines, self.nearness, strict=True) if near[0].source]


class Speller:
    """Finds the knowledge's words that a word it doesn't know may stand for.

    Args:
        forms: every word of the knowledge with its stem.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._stem = forms
        self._sorted = sorted(form for form in forms if form.isalpha())
        self._by_length: dict[int, list[str]] = {}
        for form in self._sorted:
            self._by_length.setdefault(len(form), []).append(form)

    def meets(self, word: str) -> tuple[tuple[str, How], ...]:
        """The terms that `word` may be a misspelling of, else those of its family; numbers have neither."""
        if not word.isalpha():
            return ()
        typos = self._typos(word)
        if typos:
            return tuple((stem, How.TYPO) for stem in typos)
        return tuple((stem, How.FAMILY) for stem in self._family(word))

    def _typos(self, word: str) -> list[str]:
        size = len(word)
        allowed = 0 if size < ONE_TYPO else 1 if size < TWO_TYPOS else 2
        if not allowed:
            return []
        near = [form for n in range(size - allowed, size + allowed + 1) for form in self._by_length.get(n, ())]
        # Optimal string alignment: two letters that changed places are one typo (Damerau, 1964).
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        least = min((distance for _, distance, _ in found), default=0)
        return sorted({self._stem[form] for form, distance, _ in found if distance == least})

    def _family(self, word: str) -> list[str]:
        head = word[:FAMILY_START]
        shares: dict[str, float] = {}
        for form in islice(self._sorted, bisect.bisect_left(self._sorted, head), None):
            if not form.startswith(head):
                break
            share = _shared_start(form, word) / max(len(form), len(word))
            if share >= FAMILY_SHARE:
                shares[self._stem[form]] = max(share, shares.get(self._stem[form], 0.0))
        best = max(shares.values(), default=0.0)
        return sorted(stem for stem, share in shares.items() if share == best)


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class Matcher:
    """Scores the candidates of a knowledge for a question. Immutable once built."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.index = Index(knowledge)
        self._speller = Speller(self.index.concepts.forms() | self.index.forms)

    def read(self, question: str) -> Question:
        """The question's words and what each meets; only the first `text.MAX_QUESTION` characters are read."""
        index = self.index
        question = question[: text.MAX_QUESTION]
        words = self._compounds(text.words(question, index.language))
        concepts, groups = text.by_word(index.concepts.spot(words)), text.by_word(index.related(words))
        asked: dict[str, Asked] = {}
        left = LOOKED_UP
        for at, word in enumerate(words):
            if word.stem in asked:
                continue
            meets = self._meets(word, concepts.get(at), groups.get(at))
            if not meets and left:
                left -= 1
                meets = self._corrected(word.text)
            weight = max((index.weight(t, concepts.get(at)) for t, _ in meets), default=index.weight(word.stem))
            asked[word.stem] = Asked(word.text, word.stem, weight, meets)
        return Question(
            text=question,
            words=words,
            asked=tuple(asked.values()),
            # fsum: sum() rounds otherwise from Python 3.12 on, and the same question is to score the same everywhere.
            norm=math.sqrt(math.fsum(a.weight**2 for a in asked.values())) or 1.0,
            weight=math.fsum(a.weight for a in asked.values()) or 1.0,
            language=index.language,
            fact=facts.asked_for(words, index.language),
        )

    def ranked(self, question: Question, limit: int = 0) -> list[Scored]:
        """The candidates that share a word with the question, best first; ties end in the ref.

        At most `CANDIDATES` of them, or `limit` where that is more.
        """
        numbers = self.index.gather(question.terms(), max(limit, CANDIDATES))
        scored = [self.score(question, number) for number in numbers]
        return sorted(scored, key=lambda s: (-s.score, s.candidate.ref))

    def score(self, question: Question, number: int) -> Scored:
        """What one candidate scores for the question."""
        candidate = self.index.candidates[number]
        lines, whole, met = [0.0] * len(candidate.lines), 0.0, set[str]()
        for asked in question.asked:
            held_in_whole, held = self._held(asked, number)
            if held:
                met.add(asked.stem)
                whole += asked.weight * held_in_whole
                for at, weight in held:
                    lines[at] += asked.weight * weight
        nearness = tuple(min(1.0, weight / question.norm) for weight in lines)
        line, whole = max(nearness[: candidate.asked]), min(1.0, whole / question.norm)
        share = math.fsum(asked.weight for asked in question.asked if asked.stem in met) / question.weight
        named = all(asked.stem in met for asked in question.asked if asked.stem in self.index.names)
        names = 1.0 if named else OTHER_NAME
        score = (LINE * line + WHOLE * whole) * (1 - MET + MET * share) * names
        subject = self._shares_subject(question, met, candidate.lines[nearness.index(line)])
        return Scored(candidate, score, line, whole, share, names, subject, nearness)

    def match(self, question: Question, scored: Scored) -> Match:
        """The match that a scored candidate is, with its receipt."""
        candidate = scored.candidate
        words = tuple(self._met(asked, question, scored) for asked in question.asked)
        views = [View("line", scored.line, LINE), View("whole", scored.whole, WHOLE), View("met", scored.met, MET)]
        views += [View("names", scored.names, 1.0)] if scored.names < 1 else []
        receipt = Receipt(candidate.lines[scored.nearest].value, words, tuple(views))
        return Match(candidate.ref, candidate.kind, scored.score, candidate.title, receipt)

    def _shares_subject(self, question: Question, met: AbstractSet[str], nearest: Line) -> bool:
        """Whether what was met is more than everyday words.

        A question that has no others ("how are you?") is met by a line that has no others.
        """
        subject = {asked.stem for asked in question.asked if not self.index.is_everyday(asked.stem)}
        if subject:
            return not subject.isdisjoint(met)
        return all(self.index.is_everyday(word.stem) for word in nearest.words)

    def _meets(self, word: Word, concept: str | None, group: str | None) -> tuple[tuple[str, How], ...]:
        """The terms of the knowledge that a word meets as it is written."""
        terms = ((word.stem, How.STEM), (concept, How.SYNONYM), (group, How.RELATED))
        return tuple((term, how) for term, how in terms if term in self.index.postings)

    def _corrected(self, word: str) -> tuple[tuple[str, How], ...]:
        """What an unknown word meets: the words it may stand for, and the concepts these have part in."""
        concept_of = self.index.concepts.members()
        meant = [(term, how) for stem, how in self._speller.meets(word) for term in (stem, concept_of.get((stem,), ""))]
        return tuple((term, how) for term, how in meant if term in self.index.postings)

    def _held(self, asked: Asked, number: int) -> tuple[float, Sequence[tuple[int, float]]]:
        """What the best that a word meets weighs in a candidate's whole, and as (line, weight) in its lines."""
        whole, best = 0.0, dict[int, float]()
        for term, how in asked.meets:
            posting = self.index.postings[term].get(number)
            if not posting:
                continue
            if len(asked.meets) == 1 and STRENGTH[how] == 1.0:  # most words: nothing to choose from
                return posting.whole, posting.lines
            whole = max(whole, STRENGTH[how] * posting.whole)
            for at, weight in posting.lines:
                best[at] = max(best.get(at, 0.0), STRENGTH[how] * weight)
        return whole, tuple(best.items())

    def _compounds(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """`words` with compounds as the knowledge writes them: "git hub" joined, "ceasefire" split."""
        forms, stem, out = self.index.forms, text.stemmer(self.index.language), list[text.Word]()
        for word in words:
            before = out[-1].text if out and not self.index.is_everyday(out[-1].text) else ""
            if before and before + word.text in forms and not (before in forms and word.text in forms):
                out[-1:] = [text.Word(before + word.text, stem(before + word.text))]
            elif word.text in forms or word.stem in self.index.postings:
                out.append(word)
            else:
                out += [text.Word(part, stem(part)) for part in self._split(word.text)] or [word]
        return tuple(out)

    def _split(self, word: str) -> tuple[str, ...]:
        for at in range(COMPOUND_PART, len(word) - COMPOUND_PART + 1):
            parts = word[:at], word[at:]
            if all(part in self.index.forms and not self.index.is_everyday(part) for part in parts):
                return parts
        return ()

    def _met(self, asked: Asked, question: Question, scored: Scored) -> Met:
        """The receipt's row of one word: the best that it met, in the nearest line if it is there."""
        weight = asked.weight**2 / question.norm**2
        for term, how in sorted(asked.meets, key=lambda meet: -STRENGTH[meet[1]]):
            posting = self.index.postings[term].get(scored.candidate.number)
            if posting:
                lines = [line for line, _ in posting.lines]
                line = scored.candidate.lines[scored.nearest if scored.nearest in lines else lines[0]]
                form = _form(line, term)
                same = how is How.STEM and form == asked.word
                return Met(asked.word, form, How.SAME if same else how, weight, STRENGTH[how])
        return Met(asked.word, None, How.NOTHING, weight, 0.0)


def _form(line: Line, term: str) -> str:
    """How a term is written in a line."""
    for spot in (*line.spots, *line.groups):
        if spot.concept == term:
            return " ".join(word.text for word in line.words[spot.start : spot.end])
    return next(word.text for word in line.words if word.stem == term)
