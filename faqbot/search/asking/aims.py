"""Which article a question is put to, where it says so.

    In the travel guide, do I need a visa?      asks "do I need a visa?" of the article "Travel guide"
    how do I reset my password in Terra         asks "how do I reset my password" of "Terra user guide"
    how much is a 2026 ticket                   asks that, as it stands, of "Conference 2026"

A phrase that says that an article is asked ("according to …", "in the … guide") may name it by any word of its title.
Elsewhere only names do (`titles`). What names no article, or all of them, is part of the question.
"""

from __future__ import annotations

from itertools import chain, dropwhile, groupby
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass
from faqbot.knowledge.article import Entry
from faqbot.language import tokens
from faqbot.language.sentences import sentences
from faqbot.search.asking.frames import Frames, said
from faqbot.search.asking.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.index import Index
    from faqbot.language.grammar import Framing
    from faqbot.language.language import Language
    from faqbot.search.asking.frames import Said
    from faqbot.search.asking.titles import Named
    from faqbot.search.question import Question

# The longest phrase that names an article, in words, what stands before the name included: titles may be long, but who
# aims a question says little of one.
LONGEST: Final = 12

_ENDING: Final = " \t\n?.!"
_EDGE: Final = " \t\n,;:.–—-"  # what parts a phrase from the question


@dataclass(frozen=True, slots=True)
class Aim:
    """Which articles a question is put to.

    Attributes:
        articles: their ids.
        words: the stems that name them.
        plain: whether it says that they are asked, so that nothing else is meant by it.
        text: the question without that, or "" where it says more than that.
    """

    articles: frozenset[str]
    words: frozenset[str]
    plain: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase that names articles: where it stands in a text, and whether it says that these are asked."""

    start: int
    end: int
    named: Named
    plain: bool


class Aims:
    """Finds which articles of a knowledge questions are put to. Immutable once built.

    Args:
        index: the knowledge's.
    """

    def __init__(self, index: Index) -> None:
        self._language = index.language
        self._titles = Titles(index)
        framing = index.language.framing
        self._phrases = _Phrases(framing, self._titles) if framing and self._titles.several else None

    def phrased(self, text: str) -> Aim | None:
        """The aim of a text by a phrase in front of its question or behind it; None: it has none.

        In a language of which it isn't known how questions aim it has none.
        """
        phrases = list(self._phrases.of(text)) if self._phrases else []
        if not phrases:
            return None
        rest = _without(text, phrases)
        left = tokens.words(rest, self._language)
        if all(word.text in self._language.stop_words for word in left):
            return None
        articles = frozenset[str]().union(*(phrase.named.articles for phrase in phrases))
        words = frozenset[str]().union(*(phrase.named.words for phrase in phrases))
        plain = any(phrase.plain for phrase in phrases)
        if not plain and self._titles.names & {word.stem for word in left} - words:
            return None  # "does Alpha work with Beta" is put to neither
        return Aim(articles, words, plain, "" if any(phrase.named.more for phrase in phrases) else rest)

    def named(self, question: Question) -> Aim | None:
        """The aim of a question by names in it, wherever they stand; None: it has none.

        One at an article that there isn't, beside others of its kind ("version 5"), has no articles.
        """
        named = self._titles.named(question)
        return Aim(named.articles, named.words, plain=False) if named else None

    def is_called(self, candidate: Candidate, question: Question) -> bool:
        """Whether a question is word for word what a candidate is asked or headed: then no word of it is an aim."""
        part = candidate.part
        names = {part.question if isinstance(part, Entry) else part.heading, *part.alternates}
        asked = [word.text for word in question.words]
        return any(
            line.value in names and [word.text for word in line.words] == asked
            for line in candidate.lines[: candidate.asked]
        )

    def moved(self, question: str, before: str) -> str:
        """The question `before` put to the article that a short one behind it names: "and in Terra?"; "" if it doesn't.

        The name stands in the place of the one that was named before, or behind the question.
        """
        framing = self._language.framing
        if framing is None or not self._titles.several:
            return ""
        words, leads = said(question, 0, question), _leads(framing, self._language)
        runs = list(self._runs([*dropwhile(lambda word: word.low in leads, words)]))
        if len(runs) != 1 or runs[0][-1] is not words[-1] or any(w.low not in leads for w in words[: -len(runs[0])]):
            return ""
        name = question[runs[0][0].start : runs[0][-1].end]
        for run in self._runs(said(before, 0, before)):
            return f"{before[: run[0].start]}{name}{before[run[-1].end :]}"
        return f"{before.rstrip(_ENDING)} {framing.aiming.inside} {name}"

    def _runs(self, words: Sequence[Said]) -> Iterator[Sequence[Said]]:
        """The stretches of a question that name articles, and nothing else."""
        for known, words_of_one in groupby(words, key=lambda word: self._titles.knows([word])):
            run = list(words_of_one)
            if known and (named := self._titles.of(run)) and (named.document or self._titles.are_names(named)):
                yield run

    def speaks_of(self, candidate: Candidate, aim: Aim) -> bool:
        """Whether a candidate says itself what an aim names, and its article's title does not."""
        return self._titles.speaks_of(candidate, aim.words)


class _Phrases:
    """Finds the phrases of texts that name articles.

    Args:
        framing: what questions stand in.
        titles: what articles are called.
    """

    def __init__(self, framing: Framing, titles: Titles) -> None:
        self._framing = framing
        self._titles = titles
        self._frames = Frames(framing, lambda words, at: self._begins(words[at]))

    def of(self, text: str) -> Iterator[_Phrase]:
        """The phrases of a text, in order."""
        for offset, sentence in sentences(text, typed=True):
            words = said(text, offset, sentence)
            at = 0
            while at < len(words):
                found = self._at(words, at)
                if found:
                    yield found[1]
                at = found[0] if found else at + 1

    def _at(self, words: Sequence[Said], at: int) -> tuple[int, _Phrase] | None:
        """The phrase that begins at an index, and the index behind it."""
        leads = at == 0 or words[at].broken
        if leads and (telling := self._telling(words, at)):
            return telling
        aiming, low = self._framing.aiming, words[at].low
        for plain, name in self._behind(words, at, leads=leads):
            stop = self._stop(words, name, leads=leads)
            alone = name == at
            if alone and (stop == len(words) or not self._titles.knows(words[name:stop])):
                continue
            if name < stop and (named := self._titles.of(words[name:stop])):
                sure = plain or (low in aiming.places and named.document)
                if sure or self._titles.are_names(named):
                    return stop, _Phrase(words[at].start, words[stop - 1].end, named, sure and not named.more)
        return None

    def _behind(self, words: Sequence[Said], at: int, *, leads: bool) -> Iterator[tuple[bool, int]]:
        """Where a name may stand in a phrase that begins at an index, and whether that says that an article is asked.

        A name may stand alone in front: "Terra: how do I …".
        """
        for phrase in self._framing.aiming.plain:
            if end := self._frames.match(phrase, words, at, len(words)):
                yield True, end
        if words[at].low in self._framing.aiming.places:
            yield False, at + 1
        elif leads and not at:
            yield False, at

    def _stop(self, words: Sequence[Said], name: int, *, leads: bool) -> int:
        """The index behind a name: at the next sign, or at what closes the text; in front where the question begins."""
        limit = min(len(words), name + LONGEST)
        ends = (by for by in range(name + 1, limit) if words[by].broken or (leads and self._begins(words[by])))
        return self._frames.without_closing(words, name, next(ends, len(words)))

    def _telling(self, words: Sequence[Said], at: int) -> tuple[int, _Phrase] | None:
        """What asks what an article says: "what does the travel guide say about …"."""
        before, behind = self._framing.aiming.telling
        for phrase in before:
            name = self._frames.match(phrase, words, at, len(words))
            verb = next((by for by in range(name + 1, len(words)) if words[by].low in behind), 0) if name else 0
            if verb and (named := self._titles.of(words[name:verb])) and not named.more:
                stop = verb + 1
                while stop < len(words) and words[stop].low in self._framing.into:
                    stop += 1
                return stop, _Phrase(words[at].start, words[stop - 1].end, named, plain=True)
        return None

    def _begins(self, word: Said) -> bool:
        framing = self._framing
        return word.low in framing.words_of_question | framing.contracted | framing.auxiliaries


def _without(text: str, phrases: Sequence[_Phrase]) -> str:
    """A text without phrases, and without the signs that part these from the rest."""
    kept, end = "", 0
    for phrase in phrases:
        kept = f"{kept} {text[end : phrase.start].strip()}".strip(_EDGE)
        end = phrase.end
    rest = text[end:].lstrip(_EDGE)
    parted = "" if not kept or not rest or rest[0] in "?!." else " "
    return f"{kept}{parted}{rest}"


def _leads(framing: Framing, language: Language) -> frozenset[str]:
    """Words in front of a name in a question that is little more."""
    about = chain.from_iterable(language.follow_ups().about) if language.follow_ups else ()
    return framing.joints | framing.aiming.places | frozenset(about)
