"""The nouns of the knowledge, all frozen: what an article holds. They may be shared between threads and hashed."""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final

from faqbot.base.values import StrEnum, dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNDATED: Final = "undated"
DEFAULT_LANGUAGE: Final = "en"  # where an article names none


class Meaning(StrEnum):
    """By what meaning is told: vectors of words, an encoder of sentences, or nothing."""

    WORDS = "words"
    ENCODER = "encoder"
    OFF = "off"


class Format(StrEnum):
    """What the texts, summaries and answers of an article are written in: plain text, or CommonMark with tables."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of an article's text and where it stands.

    Attributes:
        value: the text as it is written.
        line: 1-based line of the file on which it starts.
        literal: True where the value's lines are the file's lines one by one (YAML's ``|``), so
            that the line of any sentence inside it is known.
        format: what it is written in.
    """

    value: str
    line: int
    literal: bool = False
    format: Format = Format.PLAIN

    @property
    def words(self) -> str:
        """The text as it is read: without the marks of Markdown."""
        if self.format is Format.PLAIN:
            return self.value
        from faqbot.base.layout import markdown  # here: few knowledges are in it

        return markdown.words(self.value)

    def line_at(self, offset: int) -> int:
        """The file's line on which the character at `offset` (0-based, in `value`) stands."""
        return self.line + self.value.count("\n", 0, offset) if self.literal else self.line


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an article.

    Attributes:
        id: its id.
        heading: what it is called.
        summary: its text in a sentence or two, or None.
        text: what it says; of a heading that only names the sections below it, empty.
        line: the file's line.
        alternates: other ways to ask for what its text says.
        level: how deep it stands below the article, from 1; it holds the sections after it that stand deeper.
        url: where its readers find it, or None.
    """

    id: str
    heading: str
    summary: Text | None
    text: Text
    line: int
    alternates: tuple[str, ...] = ()
    level: int = 1
    url: str | None = None

    @property
    def title(self) -> str:
        """What it is called: its heading."""
        return self.heading

    @property
    def body(self) -> Text:
        """What it says, and may be quoted of it: its text; a summary is no quote."""
        return self.text

    @property
    def only_heads(self) -> bool:
        """Whether it only names the sections below it, and says nothing itself."""
        return not self.text.value.strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ item.

    Attributes:
        id: its id.
        question: what is asked.
        alternates: other ways to ask it.
        answer: what is answered.
        section: the id of the section that backs it, or None.
        line: the file's line.
        group: what the entries are headed by among which it stands ("Billing"), or None.
        url: where its readers find it, or None.
    """

    id: str
    question: str
    alternates: tuple[str, ...]
    answer: Text
    section: str | None
    line: int
    group: str | None = None
    url: str | None = None

    @property
    def title(self) -> str:
        """What it is called: its question."""
        return self.question

    @property
    def body(self) -> Text:
        """What it says, and may be quoted of it: its answer."""
        return self.answer

    @property
    def only_heads(self) -> bool:
        """Whether it says nothing itself, as sections may: never."""
        return False


@dataclass(frozen=True, slots=True)
class Article:
    """One knowledge file.

    Attributes:
        id: the file's stem.
        path: the file, as it was named.
        title: what it is called.
        note: what is shown with every answer from it, or None.
        source: where it comes from, or None.
        published: an ISO date, or None.
        language: the code of its language.
        synonyms: groups of words that mean the same in it.
        threshold: the confidence (0..1) from which a match of it is an answer; None: the built-in one.
        meaning: by what meaning is told; None: it doesn't say.
        sections: its sections, in the file's order.
        faq: its entries, in the file's order.
        format: what its texts, summaries and answers are written in.
        url: where its readers find it, or None.
        review_by: the ISO date from which on somebody must have looked at it again, or None.
    """

    id: str
    path: str
    title: str
    note: str | None
    source: str | None
    published: str | None
    language: str
    synonyms: tuple[tuple[str, ...], ...]
    threshold: float | None
    meaning: Meaning | None
    sections: Sequence[Section]
    faq: Sequence[Entry]
    format: Format = Format.PLAIN
    url: str | None = None
    review_by: str | None = None

    @property
    def date(self) -> str:
        """The date to show: the published one, or the word "undated"."""
        return self.published or UNDATED

    def section(self, section_id: str) -> Section | None:
        """The section with that id, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def above(self) -> dict[str, tuple[str, ...]]:
        """The headings that stand above a section, by its id, the outermost first; those of none are left out."""
        found: dict[str, tuple[str, ...]] = {}
        headings: list[Section] = []
        for section in self.sections:
            while headings and headings[-1].level >= section.level:
                headings.pop()
            if headings:
                found[section.id] = tuple(heading.heading for heading in headings)
            headings.append(section)
        return found

    def below(self, section: Section) -> Iterator[Section]:
        """The sections that one of its sections holds: those after it, up to the next that stands no deeper."""
        after = self.sections[self.sections.index(section) + 1 :]
        return takewhile(lambda following: following.level > section.level, after)

    def ref(self, part: Section | Entry) -> str:
        """`article-id#part-id`, unique in a knowledge."""
        return f"{self.id}#{part.id}"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All articles a bot was loaded with, in the order of their ids."""

    articles: tuple[Article, ...]

    @property
    def meaning(self) -> Meaning | None:
        """What its articles say of it: off where one does, else encoder where one does; None: none says anything."""
        said = {article.meaning for article in self.articles}
        return next((meaning for meaning in (Meaning.OFF, Meaning.ENCODER, Meaning.WORDS) if meaning in said), None)

    def parts(self) -> Iterator[tuple[Article, Section | Entry]]:
        """Every section and entry with its article: sections first, in the file's order."""
        for article in self.articles:
            for part in chain[Section | Entry](article.sections, article.faq):
                yield article, part
