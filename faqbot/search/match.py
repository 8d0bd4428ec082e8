"""A question against candidates: the traits of each that speak for it or against it, its odds and its chance.

For a candidate speaks how near it is by the words they share: its nearest wording, its nearest sentence, its whole
(wordings and answer together) and once more that by its letters. In these every word of the question counts the best
that it meets (a soft cosine), and words that the knowledge has never seen stay in the question's length: they are the
best sign that it is about something else. Then how much of the question is met, of the words that say what it is about
and by one line, and how much of the wording it covers; and how near the nearest line is in meaning, and the whole.

Against it speak what it lacks of a fact that is asked for (`evidence`), names, and what makes it a near miss
(`against`): another number, the opposite, another identifier.

What all these weigh, and how that makes a chance, stands in `choice`.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.values import dataclass
from faqbot.index.counting.letters import spelt
from faqbot.index.index import Index
from faqbot.index.vectors.meaning import Meaning
from faqbot.search import evidence, verbatim
from faqbot.search.against.against import Against
from faqbot.search.choice import FACTS, Choice, chances
from faqbot.search.matches import How, Match, Met, Passage, Receipt, View
from faqbot.search.question import Reader
from faqbot.search.words.covering import covered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from faqbot.index.candidates import Candidate, Line
    from faqbot.index.counting.letters import Spelt
    from faqbot.index.counting.store import Store
    from faqbot.index.counting.weights import Held, Posting, Weighed
    from faqbot.index.encoding.cache import Progress
    from faqbot.index.encoding.encoded import Encoded
    from faqbot.index.encoding.encoder import TextEncoder
    from faqbot.index.vectors.table import Table
    from faqbot.knowledge.article import Knowledge
    from faqbot.search.question import Asked, Question

# Candidates scored exactly, of those that the index gathers. With 8 and 14 P@1 on the panel is 0.817 and 0.818, right
# decisions are 0.740 and 0.744; here 0.818 and 0.742.
CANDIDATES: Final = 10

# The least that a candidate must hold to be scored, of what the best that is gathered holds. Of decisions on own
# documents 0.723, 0.723, 0.725, 0.725 are right with 0, 0.3, 0.4 and 0.5, P@1 on the panel is 0.819, 0.820, 0.822,
# 0.820; with 0.4 half as many are scored.
SHARE: Final = 0.4

# Candidates whose words are kept once a question has needed them, about 1 kB each, and entries of which it is kept
# how near the section behind them is to their answer.
KEPT: Final = 2_000

# A candidate is about the question, whatever words they share, from this trait of an encoder's meaning on: its passage
# stands out a quarter as far as an answer does.
ABOUT: Final = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What a candidate scores for a question.

    Attributes:
        candidate: what was scored.
        traits: what speaks for it, by name, most of them 0..1.
        subject: whether it meets more of the question tha stop words.
        nearness: how near each of its lines is, in their order, 0..1.
        nearest: the index of the line that comes nearest to the question.
        met: the stems of the question's words that it meets, each with how strongly.
        score: its chance of being the answer beside those that it was ranked with, 0..1; alone: beside none of them.
        topic: the same if all of them held the fact that was asked for.
    """

    candidate: Candidate
    traits: Mapping[str, float]
    subject: bool
    nearness: tuple[float, ...]
    nearest: int
    met: Mapping[str, float]
    score: float = 0.0
    topic: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether it holds the fact that was asked for, or none was."""
        return not any(self.traits[name] for name in FACTS)


class Meeting(NamedTuple):
    """What a question's words meet in a candidate.

    Attributes:
        met: their stems, each with how strongly it is met, 0..1.
        lines: how near each line comes, in their order, 0..1.
        at_once: what of the question's weight each line meets.
        whole: how near the whole comes, 0..1.
    """

    met: Mapping[str, float]
    lines: tuple[float, ...]
    at_once: list[float]
    whole: float


class Matcher:
    """Scores the candidates of a knowledge for a question. Immutable once built.

    Args:
        knowledge: the articles, or a store of what is known of them.
        table: opens the file of the language's word vectors, for what words and texts mean, or gives None where it
            can't be used; None: meaning is left out.
        encoder: makes vectors of texts; what texts mean is then its business, in any language.
    """

    def __init__(
        self,
        knowledge: Knowledge | Store,
        table: Callable[[str], Table | None] | None = None,
        encoder: TextEncoder | None = None,
    ) -> None:
        self.index = Index(knowledge)
        path = self.index.language.vectors
        vectors = table(path) if table and path else None
        self._words = Meaning(vectors, self.index) if vectors else None
        self._encoded = _encoded(encoder, self.index) if encoder else None
        self._texts = self._encoded or self._words
        self.read = Reader(self.index, self._words, self._texts).read
        self.against = Against(self.index)
        self._by_words = Choice("words")
        self._by_meaning = Choice("encoder" if encoder else "vectors")
        self._weighed = functools.lru_cache(maxsize=KEPT)(self._weighed_of)
        self.told = functools.lru_cache(maxsize=KEPT)(self._told)
        self.within = functools.lru_cache(maxsize=8)(self.index.within)

    def prepare(self, progress: Progress | None = None) -> None:
        """Has the knowledge encoded, where there is an encoder; else the first question has it done.

        Args:
            progress: as of `cache.directions`.

        Raises:
            FaqbotError: the encoder failed.
        """
        if self._encoded:
            self._encoded.prepare(progress)

    def ranked(self, question: Question, limit: int = 0, articles: frozenset[str] | None = None) -> list[Scored]:
        """The candidates that share a word with the question, or mean much the same, best first; ties end in the ref.

        At most `CANDIDATES` of either that may be the answer; where `limit` wants some, others beside them. Of
        some `articles` alone, by their ids, where these are named: what words weigh is told by all even then, and so is
        what a misspelt one stands for.
        """
        within, terms = None if articles is None else self.within(articles), question.strengths.items()
        rivals = dict.fromkeys(self.index.gather(terms, CANDIDATES, within, SHARE))
        if self._texts and question.meaning:
            rivals |= dict.fromkeys(self._texts.closest(question.meaning, CANDIDATES, within))
        others = self.index.gather(terms, max(limit, CANDIDATES), within) if limit else ()
        scored = self._scored(question, list(dict.fromkeys((*rivals, *others))), len(rivals))
        return sorted(scored, key=lambda s: (-s.score, s.candidate.ref))

    def score(self, question: Question, number: int) -> Scored:
        """What one candidate scores for the question, if there were no other."""
        return self._scored(question, [number], 1)[0]

    def _choice(self, question: Question) -> Choice:
        """What weighs the traits: for words alone where nothing tells what the question means."""
        return self._by_meaning if question.meaning else self._by_words

    def _scored(self, question: Question, numbers: Sequence[int], rivals: int) -> list[Scored]:
        """Candidates with their traits, and their chances beside those that may be the answer, the first of them."""
        found = [self._traits(question, number) for number in numbers]
        choice = self._choice(question)
        odds = [choice.odds(traits, len(question.content)) for traits, _, _ in found]
        missed = [each.missed for each in odds]
        scores = chances([each.all for each in odds], missed, rivals)
        topics = chances([each.topic for each in odds], missed, rivals)
        return [
            Scored(
                candidate=self.index.candidates[number],
                traits=traits,
                subject=self._shares_subject(question, meeting.met, self.index.candidates[number].lines[nearest])
                or (self._encoded is not None and traits.get("meaning", 0.0) >= ABOUT),
                nearness=meeting.lines,
                nearest=nearest,
                met=meeting.met,
                score=score,
                topic=topic,
            )
            for number, (traits, meeting, nearest), score, topic in zip(numbers, found, scores, topics, strict=True)
        ]

    def _traits(self, question: Question, number: int) -> tuple[dict[str, float], Meeting, int]:
        """The traits of a candidate, what the question's words meet there, and the index of its nearest line."""
        candidate, meeting = self.index.candidates[number], self._meet(question, number)
        same = verbatim.line(question, candidate)
        nearest = max(range(candidate.asked), key=meeting.lines.__getitem__) if same is None else same
        traits = self._likes(question, candidate, meeting)
        if same is not None:  # nothing comes nearer, however much else the candidate is asked and says
            traits = {name: max(1.0, trait) if name == "meaning" else 1.0 for name, trait in traits.items()}
        traits["section"] = float(candidate.kind == "section")
        traits["names only"] = float(_by_name(question, meeting.met))
        traits["another name"] = float(question.stranger or not question.names <= meeting.met.keys())
        traits |= evidence.missing(question, candidate, meeting.lines)
        traits |= self.against.traits(question, candidate, nearest)
        return traits, meeting, nearest

    def _likes(self, question: Question, candidate: Candidate, meeting: Meeting) -> dict[str, float]:
        """The traits that speak for a candidate, 0..1."""
        words, weighed, sentences = self._weighed(candidate.number)
        near = meeting.lines
        asked = max([near[at] for at in range(candidate.asked) if at not in sentences], default=0.0)
        said = max([near[at] for at in sentences], default=0.0)
        likes = {
            "wording": asked,
            "sentence": said,
            "whole": meeting.whole,
            "letters": question.letters.nearness(words, weighed.letters, self.index.weight),
            "subject met": question.subject_met(meeting.met),
            "met at once": max(meeting.at_once) / question.weight,
            "covered": covered(question.strengths, candidate, weighed.questions, meeting.lines),
        }
        if self._texts and question.meaning:
            likes |= self._texts.nearness(question.meaning, candidate.number)
        return likes

    def _told(self, entry: int, number: int) -> tuple[float, ...]:
        """How near each line of a candidate is to the whole answer of an entry, 0..1: no question changes that."""
        answer = " ".join(line.value for line in self.index.candidates[entry].lines if line.source)
        return self._meet(self.read(answer, whole=True), number).lines

    def nearness(self, question: Question, number: int) -> tuple[float, ...]:
        """How near each line of a candidate comes to the question by its words, in their order, 0..1."""
        return self._meet(question, number).lines

    def meant(self, question: Question, number: int) -> list[float]:
        """How near each line of a candidate comes to the question in meaning, as a cosine; 0 where nothing tells.

        By word vectors where there are any: an encoder chooses no better among the lines of one place (0.829 of 245
        quotes hold what was asked, 0.824 by word vectors) and would have to read them first, for 5 ms each.
        """
        if self._words and self._encoded:
            return self._words.of_lines(self._words.of(question.text, question.words), number)
        if self._texts and question.meaning:
            return self._texts.of_lines(question.meaning, number)
        return [0.0] * len(self.index.candidates[number].lines)

    def match(self, question: Question, scored: Scored) -> Match:
        """The match that a scored candidate is, with its receipt, which is made when somebody looks at it."""
        candidate = scored.candidate
        receipt = Receipt.later(functools.partial(self._receipt, question, scored, self.index.held(candidate.number)))
        return Match(candidate.ref, candidate.kind, scored.score, candidate.title, receipt, candidate.article.title)

    def _receipt(self, question: Question, scored: Scored, held: Held) -> Receipt:
        candidate = scored.candidate
        words = tuple([_met(asked, question, scored, held) for asked in question.asked])
        choice = self._choice(question)
        weighed = [(name, value, choice.weight(name)) for name, value in scored.traits.items()]
        views = [View(name, value, weight) for name, value, weight in weighed if weight > 0 or (weight and value)]
        views.append(View("demanded", 1.0, -choice.demand(len(question.content))))
        return Receipt(candidate.lines[scored.nearest].value, words, tuple(views), self._passage(question, candidate))

    def _passage(self, question: Question, candidate: Candidate) -> Passage | None:
        """What the encoder finds nearest to the question in a candidate."""
        if not self._encoded or question.meaning is None:
            return None
        return Passage(*self._encoded.nearest(question.meaning, candidate.number))

    def is_name(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the knowledge's names or of a sort that it has."""
        stem = self.index.language.stem(word)
        return stem in self.index.names or bool(self._words and self._words.is_name(word))

    def alike(self, one: str, other: str) -> float:
        """How near two words are in meaning, as a cosine; 0 where nothing tells."""
        return self._words.alike(one, other) if self._words else 0.0

    def _meet(self, question: Question, number: int) -> Meeting:
        """What the question's words meet in a candidate."""
        met, size = dict[str, float](), len(self.index.candidates[number].lines)
        lines, at_once, whole, known = [0.0] * size, [0.0] * size, 0.0, self.index.held(number)
        for asked in question.asked:
            weight = asked.weight
            held = [(s, known[term]) for term, _, s in asked.meets if term in known.terms]
            if not held:
                continue
            strength, posting = held[0]  # the strongest
            met[asked.stem] = strength
            if len(held) == 1:  # most words: nothing to choose from
                earned = weight * strength
                whole += earned * posting.whole
                for at, share in posting.lines:
                    lines[at] += earned * share
                    at_once[at] += earned
                continue
            whole += weight * max([strength * posting.whole for strength, posting in held])
            earned_at, strength_at = _best(held)
            for at, share in earned_at.items():
                lines[at] += weight * share
                at_once[at] += weight * strength_at[at]
        near = tuple([min(1.0, share / question.norm) if share else 0.0 for share in lines])
        return Meeting(met, near, at_once, min(1.0, whole / question.norm))

    def _weighed_of(self, number: int) -> tuple[Spelt, Weighed, frozenset[int]]:
        """The words of a candidate, what they weigh, and which of its lines are sentences."""
        lines = self.index.candidates[number].lines
        return spelt(lines), self.index.weighed(number), frozenset(at for at, line in enumerate(lines) if line.source)

    def _shares_subject(self, question: Question, met: Mapping[str, float], nearest: Line) -> bool:
        """Whether what was met is more tha stop words.

        A question that has no others ("how are you?") is met by a line that has no others.
        """
        if question.content:
            return not question.content.isdisjoint(met)
        return all(map(self.index.is_stop_word, nearest.stems))


def _encoded(encoder: TextEncoder, index: Index) -> Encoded:
    from faqbot.index.encoding.encoded import (
        Encoded,  # here: most bots have no encoder, and SQLite takes a while to import
    )

    return Encoded(encoder, index)


def _by_name(question: Question, met: Mapping[str, float]) -> bool:
    """Whether names are all that is met of what a question is about, and it says more: what is told of them?"""
    held = question.content & met.keys()
    return held != question.content and held <= question.names


def _best(held: Iterable[tuple[float, Posting]]) -> tuple[dict[int, float], dict[int, float]]:
    """Line by line the best that a word earns there by its terms, and how strongly it is met, the strongest first."""
    earned, met = dict[int, float](), dict[int, float]()
    for strength, posting in held:
        for at, share in posting.lines:
            if at not in met:
                met[at], earned[at] = strength, strength * share
            elif strength * share > earned[at]:
                earned[at] = strength * share
    return earned, met


def _met(asked: Asked, question: Question, scored: Scored, held: Held) -> Met:
    """The receipt's row of one word: the best that it met, in the nearest line if it is there."""
    weight = asked.weight**2 / question.norm**2
    for term, how, strength in asked.meets:
        if term in held:
            lines = [line for line, _, _ in held.terms[term]]
            form = _form(scored.candidate.lines[scored.nearest if scored.nearest in lines else lines[0]], term)
            same = how is How.STEM and form == asked.word
            return Met(asked.typed, form, How.SAME if same else how, weight, strength)
    return Met(asked.typed, None, How.NOTHING if asked.meets else How.UNSEEN, weight, 0.0)


def _form(line: Line, term: str) -> str:
    """How a term is written in a line."""
    for spot in (*line.spots, *line.groups):
        if spot.term == term:
            return " ".join(line.texts[spot.start : spot.end])
    return line.texts[line.stems.index(term)]
