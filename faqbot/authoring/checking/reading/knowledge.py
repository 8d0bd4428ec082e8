"""What every family of findings looks at: the files, the bot over them, and what its search makes of texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.authoring.checking.reading.facts import Facts
from faqbot.base.layout import leaves, markdown
from faqbot.base.layout.blocks import Kind, blocks
from faqbot.index.cutting import marked
from faqbot.index.cutting.parts import language_of
from faqbot.knowledge.article import Entry, Format, Section
from faqbot.language import tokens
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from faqbot.authoring.checking.reading.files import File, Golden, Part
    from faqbot.authoring.checking.reading.positions import Placed
    from faqbot.bot import Bot
    from faqbot.index.index import Index
    from faqbot.knowledge.article import Text
    from faqbot.language.language import Language


# Words on its subject from which on a wording is told from others by these alone.
SUBJECT: Final = 2


class Sense(NamedTuple):
    """What a wording asks: the stems of its content in order, and what else tells two apart: who, how many, a "not".

    In order, as "does it go from Bergen to Oslo" is another question than "from Oslo to Bergen".
    """

    content: tuple[str, ...]
    telling: frozenset[str]


class Wording(NamedTuple):
    """A wording that something is asked by, with its part and its file."""

    file: File
    part: Part[Section | Entry]
    placed: Placed


@dataclass(frozen=True)
class Checked:
    """A knowledge that is checked.

    Attributes:
        files: its articles, in the order of their ids.
        goldens: the golden files beside it.
        bot: answers from it.
        today: the day of the check.
    """

    files: tuple[File, ...]
    goldens: tuple[Golden, ...]
    bot: Bot
    today: dt.date

    @cached_property
    def language(self) -> Language:
        """The language that its words are read in."""
        return language_of(self.bot.knowledge)

    @cached_property
    def facts(self) -> Facts:
        """Reads facts in it."""
        return Facts(self.language)

    @cached_property
    def _be(self) -> frozenset[str]:
        """Is, was …: "who appointed the mediator" and "who was appointed mediator" ask two things."""
        return self.language.follow_ups().be if self.language.follow_ups else frozenset()

    @cached_property
    def index(self) -> Index:
        """How the search sees it."""
        return self.bot.index

    def parts(self) -> Iterator[tuple[File, Part[Section | Entry]]]:
        """Every section and entry with its file."""
        for file in self.files:
            for part in file.parts:
                yield file, part

    def wordings(self) -> Iterator[Wording]:
        """Every wording: an entry's question and alternates, a section's alternates."""
        for file, part in self.parts():
            for wording in part.wordings:
                yield Wording(file, part, wording)

    def stems(self, text: str) -> frozenset[str]:
        """The stems of a text's words that are no stop words."""
        words = tokens.words(text, self.language)
        return frozenset(word.stem for word in words if word.text not in self.language.stop_words)

    def sense(self, wording: str) -> Sense:
        """What a wording asks, but for words that only open a question which is no other for them (do I, can you)."""
        words = tokens.words(wording, self.language)
        fact = self.language.answer_types.asked_for(words)
        said = {word.text for word in words}
        telling = {str(fact.kind)} if fact else set[str]()
        telling |= said & self.language.negations
        if self.language.framing:
            telling |= said & self.language.framing.words_of_question
        if self._be & said and telling:
            telling.add("be")
        content = tuple(word.stem for word in words if word.text not in self.language.stop_words)
        if len(content) < SUBJECT:  # "is the war over", "is there any way out of the war": small words tell them apart
            content = tuple(word.stem for word in words)
        return Sense(content, frozenset(telling))


def plain(text: Text) -> str:
    """The words of a text, without the marks of its format, each character where it stands in the text."""
    if text.format is Format.PLAIN:
        return text.value
    masked = ["\n" if char == "\n" else " " for char in text.value]
    for leaf in markdown.read(text.value):
        for run in (run for cell in leaf.cells for run in cell):
            for at, char in zip(range(run.start, run.end), run.text, strict=False):  # an entity is longer than its text
                masked[at] = "\n" if masked[at] == "\n" else char.replace("\n", " ")
    return "".join(masked)


def sentences_of(text: Text) -> Iterator[tuple[int, str]]:
    """The sentences of a text, as they may be quoted, with where they start in it."""
    if text.format is Format.PLAIN:
        yield from sentences(text.value)
    else:
        yield from ((part.offset, part.value) for part in marked.parts(text.value))


def paragraphs(text: Text) -> Iterator[tuple[int, str]]:
    """The paragraphs and items of a text that are prose, each on one line, with where they start in it."""
    if text.format is Format.PLAIN:
        for block in blocks(text.value):
            if block.kind is not Kind.CODE:
                yield block.start + len(block.lead), block.words
    else:
        for leaf in markdown.read(text.value):
            if leaf.kind is leaves.Kind.PARAGRAPH:
                yield leaf.start, leaf.text


def below(file: File, section: Part[Section]) -> str:
    """What a section says, its heading first, with the sections that stand deeper below it."""
    parts = (section.part, *file.article.below(section.part))
    return "\n\n".join(said for part in parts for said in (part.heading, plain(part.text)))
