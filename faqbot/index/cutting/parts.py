"""Articles -> candidates: each section and entry cut into the lines that a question may resemble."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from faqbot.index.candidates import Candidate, Line
from faqbot.index.cutting.synonyms import Concepts
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Format, Section
from faqbot.language import language, related, tokens
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.knowledge.article import Article, Entry, Knowledge, Text
    from faqbot.language.language import Language
    from faqbot.language.terms import Spot, Word


def language_of(knowledge: Knowledge) -> Language:
    """The language of the most entries and sections of a knowledge."""
    codes = Counter({a.language: 0 for a in knowledge.articles})
    if len(codes) > 1:  # to count entries that are read as they are asked for is to read them
        for article in knowledge.articles:
            codes[article.language] += len(article.sections) + len(article.faq)
    return language.of(min(codes, key=lambda code: (-codes[code], code), default=DEFAULT_LANGUAGE))


def questions(part: Section | Entry) -> range:
    """Which lines of the candidate that a part is are questions: an entry's wordings, a section's alternates."""
    return range(isinstance(part, Section), 1 + len(part.alternates))


def concepts_of(articles: Iterable[Article], spoken: Language) -> Concepts:
    """What words some articles call the same, whose words are read in a language."""
    return Concepts((group for article in articles for group in article.synonyms), spoken)


class Cutter:
    """Cuts texts into lines.

    Args:
        spoken: the language that their words are read in.
        concepts: what words the articles call the same.
    """

    def __init__(self, spoken: Language, concepts: Concepts) -> None:
        self.language = spoken
        self.concepts = concepts
        self._lexicon = related.lexicon(spoken)
        self._heading = functools.lru_cache(maxsize=1_000)(self.line)  # many parts stand below one

    def related(self, words: Sequence[Word]) -> tuple[Spot, ...]:
        """Where `words` name groups of the lexicon; none in a language that has no lexicon."""
        return tuple(self._lexicon.spot([word.text for word in words])) if self._lexicon else ()

    def line(self, value: str, source: Text | None = None, offset: int = 0) -> Line:
        """A line of some words."""
        words = tokens.words(value, self.language)
        return Line(value, words, self.concepts.spot(words), self.related(words), source, offset)

    def sentences(self, source: Text | None) -> Iterator[Line]:
        """The sentences of a text, of Markdown also its items, rows and lines of code."""
        if source and source.format is Format.MARKDOWN:
            yield from self._marked(source)
            return
        for offset, sentence in sentences(source.value) if source else ():
            yield self.line(sentence, source, offset)

    def _marked(self, source: Text) -> Iterator[Line]:
        from faqbot.index.cutting import marked  # here: few knowledges are in Markdown

        for part in marked.parts(source.value):
            words = tuple(word for text in part.found_by for word in tokens.words(text, self.language))
            spots, groups = self.concepts.spot(words), self.related(words)
            yield Line(part.value, words, spots, groups, source, part.offset, part.heads)

    def candidate(
        self, number: int, article: Article, part: Section | Entry, above: Sequence[str], *, about: bool
    ) -> Candidate:
        """The candidate that a part of an article is.

        Args:
            number: its place among all.
            article: where it stands.
            part: what it is.
            above: what it stands below.
            about: whether it is also what its article is about, as it is where there are several.
        """
        lines = [self.line(wording) for wording in (part.title, *part.alternates)]
        summary = part.summary if isinstance(part, Section) else None
        said = [*self.sentences(summary), *self.sentences(part.body)]
        titles = [self._heading(title) for title in ((article.title, *above) if about else above)]
        return Candidate(
            number=number,
            ref=article.ref(part),
            kind="section" if isinstance(part, Section) else "entry",
            title=part.title,
            article=article,
            part=part,
            lines=(*lines, *said, *titles),
            asked=len(lines) + len(said) * isinstance(part, Section),
            questions=questions(part),
        )


class Titles:
    """What parts are called: where another has the same title, with the heading or the article that it stands below.

    Args:
        named: each part's article's id, and its title.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        own = Counter(named)
        every = Counter[str]()
        for (_, title), count in own.items():
            every[title] += count
        self._twice = {title for title, count in every.items() if count > 1}
        self._own = {name for name, count in own.items() if count > 1}

    def of(self, article: Article, part: Section | Entry, above: Sequence[str]) -> str:
        """What a part of an article is called that stands below some headings."""
        if part.title not in self._twice:
            return part.title
        twice = (article.id, part.title) in self._own
        return f"{part.title} ({above[-1] if twice and above else article.title})"


def headed(article: Article) -> Iterator[tuple[Section | Entry, Sequence[str]]]:
    """The parts of an article in order, each with what stands above it: headings, the outermost first; or a group."""
    above = article.above()
    for section in article.sections:
        yield section, above.get(section.id, ())
    for entry in article.faq:
        yield entry, (entry.group,) if entry.group else ()
