"""Knowledge to postings: which candidate holds which term, and how much it weighs there.

Terms weigh by inverse document frequency counted per candidate (Spärck Jones, 1972), so that an
entry with ninety alternates does not make its own words cheap; lengths are evened out by pivoted
normalisation (Singhal, Buckley, Mitra, 1996).
"""

from __future__ import annotations

import functools
import heapq
import math
from collections import Counter, defaultdict
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from faqbot.index.candidates import Candidate, Line, Posting
from faqbot.index.synonyms import Concepts
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Entry, Format, Section
from faqbot.language import language, related, tokens
from faqbot.language.sentences import sentences
from faqbot.language.terms import Shared, by_word, is_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from faqbot.knowledge.article import Article, Knowledge, Text
    from faqbot.language.language import Language
    from faqbot.language.terms import Spot, Word

# How much of a text's length counts against it: 1 is the cosine, 0 ignores length. Panel: P@1 0.782, 0.788, 0.792
# and AUROC 0.874, 0.874, 0.872 at 0.5, 0.7 and 1.
SLOPE: Final = 0.7

# How much a stop word (the, is, how, tell, want) weighs beside others of the same frequency. In a
# small knowledge frequency alone can't tell them apart: of eight sections one may hold "who". Panel: best decisions
# 0.740, 0.745, 0.746, 0.734 at 0.4, 0.6, 0.8 and 1.
STOP_WORD: Final = 0.6

# Postings read while gathering candidates, rarest term first: bounds the time of a question
# whatever the size of the knowledge. The panel's questions read 412 on average, 4,578 at most.
BUDGET: Final = 20_000
# Postings from which a list may not be read to its end, so that its order matters.
LONG: Final = 1_000


def language_of(knowledge: Knowledge) -> Language:
    """The language of the most entries and sections of a knowledge."""
    codes = Counter(article.language for article, _ in knowledge.parts())
    return language.of(min(codes, key=lambda code: (-codes[code], code), default=DEFAULT_LANGUAGE))


class Index:
    """Postings over all candidates of a knowledge. Built once, only read after.

    Args:
        knowledge: the articles.

    The words of all articles are read in the language of the most entries and sections: a question doesn't
    say its own.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.language = language_of(knowledge)
        self.concepts = Concepts((g for a in knowledge.articles for g in a.synonyms), self.language)
        self._lexicon = related.lexicon(self.language)
        self.candidates = tuple(self._candidates(knowledge))
        self.numbers = {c.ref: number for number, c in enumerate(self.candidates)}
        self._spans = _spans(self.candidates)
        self._stop_words = self.language.stop_words
        bags = [[_terms(line) for line in c.lines] for c in self.candidates]
        self._frequency = Counter(term for lines in bags for term in set().union(*lines))
        self._idf = {term: self._idf_of(n) for term, n in self._frequency.items()}
        self.unseen = self._idf_of(0)
        self.postings = self._post(bags)
        self.names = self._find_names()
        self.forms = {w.text: w.stem for c in self.candidates for line in c.lines for w in line.words}

    def is_stop_word(self, term: str) -> bool:
        """Whether a term is a function word or one that only carries the conversation."""
        return term in self._stop_words

    def weight(self, term: str, concept: str | None = None) -> float:
        """The weight of a term, or of the concept it is used for.

        A term that nothing holds weighs the most, for it says that the question is about something else;
        but a stop word that nothing holds says nothing.
        """
        if term in self._stop_words:
            return STOP_WORD * self._idf.get(term, 1.0)
        return self._idf.get(concept or term, self.unseen)

    def within(self, articles: Iterable[str]) -> frozenset[int]:
        """The numbers of the candidates of some articles, by the ids of these."""
        return frozenset(number for article in articles for number in self._spans.get(article, ()))

    def gather(self, terms: Iterable[str], limit: int, within: frozenset[int] | None = None) -> list[int]:
        """The numbers of the `limit` candidates that hold the most of `terms`, best first, within the budget.

        Args:
            terms: what is looked for.
            limit: how many are wanted.
            within: the numbers among which they are looked for; None: all.
        """
        found: defaultdict[int, float] = defaultdict(float)
        left = BUDGET
        lists = [(len(p), term, p) for term in terms if (p := _of(self.postings.get(term), within))]
        for size, term, postings in sorted(lists, key=lambda item: item[:2]):
            weight = self.weight(term)
            for number, posting in islice(postings.items(), max(left, 0)):
                found[number] += weight * posting.whole
            left -= size
        return heapq.nsmallest(limit, found, key=lambda number: (-found[number], number))

    def _idf_of(self, frequency: int) -> float:
        return math.log((1 + len(self.candidates)) / (1 + frequency)) + 1

    def _candidates(self, knowledge: Knowledge) -> Iterator[Candidate]:
        parts = [(article, part) for article, part in knowledge.parts() if not part.only_heads]
        titles = _Titles(parts)
        above = {article.id: article.above() for article in knowledge.articles}
        about = {a.id: [self._line(a.title)] for a in knowledge.articles if knowledge.articles[1:]}
        heading = functools.cache(self._line)
        for number, (article, part) in enumerate(parts):
            headings = above[article.id].get(part.id, ())
            lines = [self._line(wording) for wording in (part.title, *part.alternates)]
            questions = range(isinstance(part, Section), len(lines))
            if isinstance(part, Entry):
                rest = list(self._sentences(part.answer))
            else:
                lines += [*self._sentences(part.summary), *self._sentences(part.text)]
                rest = []
            yield Candidate(
                number=number,
                ref=article.ref(part),
                kind="entry" if isinstance(part, Entry) else "section",
                title=titles.of(article, part, headings),
                article=article,
                part=part,
                lines=(*lines, *rest, *about.get(article.id, ()), *map(heading, headings)),
                asked=len(lines),
                questions=questions,
            )

    def _sentences(self, source: Text | None) -> Iterator[Line]:
        if source and source.format is Format.MARKDOWN:
            yield from self._marked(source)
            return
        for offset, sentence in sentences(source.value) if source else ():
            yield self._line(sentence, source, offset)

    def _marked(self, source: Text) -> Iterator[Line]:
        from faqbot.index import marked  # here: few knowledges are in Markdown

        for part in marked.parts(source.value):
            words = tuple(word for text in part.found_by for word in tokens.words(text, self.language))
            spots, groups = self.concepts.spot(words), self.related(words)
            yield Line(part.value, words, spots, groups, source, part.offset, part.heads)

    def _line(self, value: str, source: Text | None = None, offset: int = 0) -> Line:
        words = tokens.words(value, self.language)
        return Line(value, words, self.concepts.spot(words), self.related(words), source, offset)

    def related(self, words: Sequence[Word]) -> tuple[Spot, ...]:
        """Where `words` name groups of the lexicon; none in a language that has no lexicon."""
        return tuple(self._lexicon.spot([word.text for word in words])) if self._lexicon else ()

    def _find_names(self) -> frozenset[str]:
        """The terms that the articles write with a capital only (Qatar, Ron, November), and the years.

        Lines with Most Words in Capitals say nothing of that, nor do they where every noun has one.
        """
        lines = [line.words for c in self.candidates for line in c.lines]
        years = frozenset(word.stem for line in lines for word in line if is_year(word.text))
        if self.language.capital_nouns:
            return years
        rests = [line[1:] for line in lines]
        words = [word for rest in rests if sum(w.name for w in rest) * 2 <= len(rest) for word in rest]
        named = {w.stem for w in words if w.name} - {w.stem for w in words if not w.name} - self._stop_words
        return years | named

    def _post(self, bags: Sequence[Sequence[dict[str, tuple[int, str | None]]]]) -> dict[str, dict[int, Posting]]:
        lines = [[self._weigh(bag) for bag in candidate] for candidate in bags]
        wholes = [self._weigh(_merged(candidate)) for candidate in bags]
        line_norm = _pivot([_norm(line) for candidate in lines for line in candidate])
        whole_norm = _pivot([_norm(whole) for whole in wholes])
        postings: defaultdict[str, dict[int, Posting]] = defaultdict(dict)
        for number, whole in enumerate(wholes):
            held: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
            for at, line in enumerate(lines[number]):
                size = line_norm(_norm(line))
                for term, weight in line.items():
                    held[term].append((at, weight / size))
            size = whole_norm(_norm(whole))
            for term, weight in whole.items():
                postings[term][number] = Posting(weight / size, tuple(held[term]))
        # The best first, so that a list too long for the budget is read as far as it matters (impact order; Anh
        # and Moffat, 2001).
        long = {term: held for term, held in postings.items() if len(held) > LONG}
        best_first = {t: dict(sorted(held.items(), key=lambda item: -item[1].whole)) for t, held in long.items()}
        return postings | best_first

    def _weigh(self, bag: dict[str, tuple[int, str | None]]) -> dict[str, float]:
        return {term: (1 + math.log(n)) * self.weight(term, concept) for term, (n, concept) in bag.items()}


class _Titles:
    """What parts are called: where another has the same title, with the heading or the article that it stands below."""

    def __init__(self, parts: Iterable[tuple[Article, Section | Entry]]) -> None:
        named = [(article.id, part.title) for article, part in parts]
        self._all = Counter(title for _, title in named)
        self._own = Counter(named)

    def of(self, article: Article, part: Section | Entry, above: Sequence[str]) -> str:
        """What a part of an article is called that stands below some headings."""
        if self._all[part.title] == 1:
            return part.title
        twice = self._own[article.id, part.title] > 1
        return f"{part.title} ({above[-1] if twice and above else article.title})"


def _spans(candidates: Sequence[Candidate]) -> dict[str, range]:
    """The numbers of each article's candidates, by its id: they follow each other."""
    counts = Counter(candidate.article.id for candidate in candidates)
    ends = dict(zip(counts, accumulate(counts.values()), strict=True))
    return {article: range(end - counts[article], end) for article, end in ends.items()}


def _of(postings: Mapping[int, Posting] | None, within: frozenset[int] | None) -> Mapping[int, Posting] | None:
    """The postings of some candidates, whichever of the two are fewer being looked through."""
    if not postings or within is None:
        return postings
    if len(within) < len(postings):
        return {number: postings[number] for number in sorted(within) if number in postings}
    return {number: posting for number, posting in postings.items() if number in within}


def _merged(bags: Sequence[dict[str, tuple[int, str | None]]]) -> dict[str, tuple[int, str | None]]:
    whole: dict[str, tuple[int, str | None]] = {}
    for bag in bags:
        for term, (n, concept) in bag.items():
            whole[term] = (whole.get(term, (0, None))[0] + n, concept)
    return whole


def _norm(weights: dict[str, float]) -> float:
    # A concept stands beside its own words: counted too, it would make a line with synonyms longer.
    return math.sqrt(math.fsum([w * w for term, w in weights.items() if not isinstance(term, Shared)]))


def _pivot(norms: Sequence[float]) -> Callable[[float], float]:
    mean = math.fsum(norms) / len(norms) if norms else 1.0
    return lambda norm: (1 - SLOPE) * mean + SLOPE * norm or 1.0


def _terms(line: Line) -> dict[str, tuple[int, str | None]]:
    """Each term of a line: how often it stands there, and the concept it is used for."""
    found: dict[str, tuple[int, str | None]] = {}
    concept_of = by_word(line.spots)
    for at, word in enumerate(line.words):
        concept = concept_of.get(at)
        for term in (word.stem, concept):
            if term:
                found[term] = (found.get(term, (0, None))[0] + 1, concept)
    for group in line.groups:
        found[group.term] = (found.get(group.term, (0, None))[0] + 1, line.words[group.start].stem)
    return found
