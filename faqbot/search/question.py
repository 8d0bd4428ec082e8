"""A question as the matcher reads it: its words, what each meets in the knowledge, and what it weighs."""

from __future__ import annotations

import functools
import math
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import as_read
from faqbot.base.values import dataclass
from faqbot.index.counting.letters import Bag
from faqbot.language.terms import by_word
from faqbot.search.matches import How
from faqbot.search.words.reading import Words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from faqbot.index.encoding.encoded import Encoded
    from faqbot.index.index import Index
    from faqbot.index.vectors.meaning import Meaning
    from faqbot.index.vectors.rows import Direction
    from faqbot.language.answer_types import Fact
    from faqbot.language.language import Language
    from faqbot.language.terms import Word

# How much of a word's weight each way of meeting earns; by meaning, times the cosine. Related words: P@1 0.784 without,
# 0.790 from 0.4 to 0.6. Typos in words of the subject: 0.929 and 0.937 of the questions of tests/bench/perturb.py are
# answered rightly at 0.9 and 0.95; in small words (how, are), which are as good as certain, a typo earns all.
STRENGTH: Final = {
    How.STEM: 1.0, How.SYNONYM: 0.8, How.TYPO: 0.95, How.FAMILY: 0.7, How.MEANING: 0.5, How.RELATED: 0.5
}  # fmt: skip

# Words that are kept with what they meet: most of a question's stand in many.
KEPT: Final = 10_000

_NONE: Final = frozenset[str]()

# A term of the knowledge that a word meets, how, and how much of the word's weight that earns.
Meet = tuple[str, How, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a question as typed and as read, its stem, its weight, and the terms it meets, the strongest first."""

    typed: str
    word: str
    stem: str
    weight: float
    meets: tuple[Meet, ...]

    def stood_for(self) -> set[str]:
        """The terms that stand for it; what only means alike is another fact."""
        return {term for term, how, _ in self.meets if how is not How.MEANING}


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question as the matcher reads it.

    Attributes:
        text: what was asked, as far as it is read.
        words: its words, in order.
        asked: its distinct words, in order.
        stems: their stems.
        subject: those of the distinct words that are no stop words.
        content: the stems of these.
        names: those of the stems that are names of the knowledge.
        stranger: whether one of its words is a name of a sort that the knowledge has, and not one of its names.
        norm: the length of their vector.
        weight: the sum of their weights.
        subject_weight: the sum of the weights of its subject.
        letters: the trigrams of their letters.
        meaning: what it means as a whole; None where meaning is left out.
        negative: whether one of them is a "not".
        strengths: the terms of the knowledge that its words meet, each with the most that a word earns by it.
        language: the language they were read in.
        fact: the kind of fact it asks for, or None.
        wanted: the terms of the knowledge that stand for what that must be about.
        unheard: whether it asks for a fact, and tells of something that the knowledge has never heard of.
    """

    text: str
    words: tuple[Word, ...]
    asked: tuple[Asked, ...]
    stems: frozenset[str]
    subject: tuple[Asked, ...]
    content: frozenset[str]
    names: frozenset[str]
    stranger: bool
    norm: float
    weight: float
    subject_weight: float
    letters: Bag
    meaning: Direction | None
    negative: bool
    strengths: Mapping[str, float]
    language: Language
    fact: Fact | None
    wanted: frozenset[str]
    unheard: bool

    def subject_met(self, met: Container[str]) -> float:
        """The share of its weight on its subject, 0..1, whose stems are among `met`; 1 where it says nothing of one."""
        weight = self.subject_weight
        return math.fsum([a.weight for a in self.subject if a.stem in met]) / weight if weight else 1.0

    def meets(self, at: int) -> set[str]:
        """The terms of the knowledge that stand for the word at an index; what only means alike is another fact."""
        return next(asked for asked in self.asked if asked.stem == self.words[at].stem).stood_for()


def negates(words: Iterable[Word], language: Language) -> bool:
    """Whether one of the words is a "not"."""
    return any(word.text in language.negations for word in words)


def _strengths(asked: Iterable[Asked]) -> dict[str, float]:
    strengths = dict[str, float]()
    for each in asked:
        for term, _, strength in each.meets:
            strengths[term] = max(strength, strengths.get(term, 0.0))
    return strengths


class Reader:
    """Reads questions by the words of a knowledge. Immutable once built.

    Args:
        index: the knowledge's.
        meaning: finds words by what they mean; None: by their form only.
        texts: tells what a question means as a whole; None: nothing does.
    """

    def __init__(self, index: Index, meaning: Meaning | None, texts: Meaning | Encoded | None) -> None:
        self._index = index
        self._meaning = meaning
        self._texts = texts
        self._words = Words(index, meaning)
        self._one = functools.lru_cache(maxsize=KEPT)(self._one_of)

    def read(self, question: str, *, whole: bool = False) -> Question:
        """The question's words and what each meets, as far as it is read (`as_read`).

        Args:
            question: what is asked.
            whole: it is a text of the knowledge's own: all of its words are read, but not what they mean together.

        Raises:
            TypeError: the question is no string.
        """
        index = self._index
        question = question if whole else as_read(question)
        words = self._words.read(question)
        asked = self._asked(words)
        strengths = _strengths(asked.values())
        types = index.language.answer_types
        fact = types.asked_for(words)
        subject = tuple(a for a in asked.values() if not index.is_stop_word(a.word))
        return Question(
            text=question,
            words=words,
            asked=tuple(asked.values()),
            stems=frozenset(asked),
            subject=subject,
            content=frozenset(a.stem for a in subject),
            names=frozenset(stem for stem in asked if stem in index.names),
            stranger=any(map(self._is_stranger, asked.values())),
            # fsum: sum() rounds otherwise from Python 3.12 on, and the same question is to score the same everywhere.
            norm=math.sqrt(math.fsum(a.weight**2 for a in asked.values())) or 1.0,
            weight=math.fsum(a.weight for a in asked.values()) or 1.0,
            subject_weight=math.fsum(a.weight for a in subject),
            letters=Bag((word.text, index.weight(word.stem)) for word in words),
            meaning=self._texts.of(question, words) if self._texts and not whole else None,
            negative=negates(words, index.language),
            strengths=strengths,
            language=index.language,
            fact=fact,
            wanted=frozenset().union(*(asked[words[at].stem].stood_for() for at in fact.focus)) if fact else _NONE,
            unheard=bool(fact) and not all(asked[words[at].stem].stood_for() for at in types.content(words)),
        )

    def _asked(self, words: Sequence[Word]) -> dict[str, Asked]:
        """The distinct words of a question by their stems, in order, each with what it meets."""
        index = self._index
        concepts, groups = by_word(index.concepts.spot(words)), by_word(index.related(words))
        asked: dict[str, Asked] = {}
        for at, word in enumerate(words):
            if word.stem not in asked:
                asked[word.stem] = self._one(word, word.typed, concepts.get(at), groups.get(at))
        return asked

    def _one_of(self, word: Word, typed: str, concept: str | None, group: str | None) -> Asked:
        """A word of a question, as it was typed, with what it meets by itself, its concept and its group."""
        meets = self._meets(word, concept, group)
        if not meets and not self._words.is_word(word):
            meets = self._known((stem, How.FAMILY) for stem in self._words.family(word.text))
        meets = tuple(sorted((*meets, *self._meant(word, meets)), key=itemgetter(2), reverse=True))
        weight = max([self._index.weight(t, concept) for t, _, _ in meets], default=self._index.weight(word.stem))
        return Asked(typed or word.text, word.text, word.stem, weight, meets)

    def _meets(self, word: Word, concept: str | None, group: str | None) -> tuple[Meet, ...]:
        """The terms of the knowledge that a word meets by its form, or by those that a misspelt one may stand for."""
        stems = self._words.stands_for(word)
        if word.typed and self._index.is_stop_word(word.text):  # which one is meant is as good as certain
            return tuple((stem, how, 1.0) for stem, how, _ in self._known(stems))
        shared_by = How.TYPO if stems[0][1] is How.TYPO else How.SYNONYM
        concept_of = self._index.concepts.members()
        shared = dict.fromkeys((*(concept_of.get((stem,)) for stem, how in stems if how is stems[0][1]), concept))
        return self._known((*stems, *((term, shared_by) for term in shared), (group, How.RELATED)))

    def _known(self, terms: Iterable[tuple[str | None, How]]) -> tuple[Meet, ...]:
        return tuple((term, how, STRENGTH[how]) for term, how in terms if term and term in self._index)

    def _meant(self, word: Word, met: Sequence[Meet]) -> list[Meet]:
        """The terms that mean much the same as a word, beside those that it has met."""
        if self._meaning is None or self._index.is_stop_word(word.text):
            return []
        known = {term for term, _, _ in met}
        near = self._meaning.near(word.text)
        return [(term, How.MEANING, STRENGTH[How.MEANING] * cosine) for term, cosine in near if term not in known]

    def _is_stranger(self, asked: Asked) -> bool:
        known = any(how is not How.MEANING for _, how, _ in asked.meets) or self._index.is_stop_word(asked.word)
        return self._meaning is not None and not known and self._meaning.is_name(asked.word)
