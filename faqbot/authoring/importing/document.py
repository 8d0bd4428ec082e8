"""The nouns of a source: its bytes, and a document as its blocks in order, whatever markup it was written in."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faqbot.authoring.draft import Unplaced
    from faqbot.knowledge.article import Format


@dataclass(frozen=True, slots=True)
class Source:
    """A file to bring in: its path, as it was named, and its bytes."""

    path: str
    data: bytes


class Kind(enum.Enum):
    """What a block is."""

    HEADING = "heading"
    PROSE = "prose"  # a paragraph
    LIST = "list"  # a whole list with all that is in its items
    TABLE = "table"
    CODE = "code"
    QUOTE = "quote"  # a block quotation, and what a document sets apart: a note, a warning
    QUESTION = "question"  # a term of <dl>, a <summary>, a "name" of FAQPage: what stands below, up to END, answers it
    END = "end"  # of what answers the QUESTION above; empty


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document.

    Attributes:
        kind: what it is.
        text: the piece as the knowledge has it: Markdown, or plain where the document's format is. Of a heading or a
            question its inline text, without the mark.
        words: the same without any marks, as it is read; items, rows and lines on lines of their own.
        line: 1-based line of the source on which it starts; 0 where that can't be told.
        level: of a heading 1 to 6.
        bold: whether it is a paragraph all of which is bold: what may be a heading that isn't marked as one.
        anchor: the name by which links lead to it ("install" of `{#install}` or id="install"), or "".
        url: of a heading that is a link as a whole, where it leads, or "".
        anchors: all names by which links lead to it or into it.
    """

    kind: Kind
    text: str
    words: str
    line: int
    level: int = 0
    bold: bool = False
    anchor: str = ""
    url: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which links lead to it or into it, each once."""
        return tuple(dict.fromkeys(filter(None, (self.anchor, *self.anchors))))


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer that a document says beside its text, as FAQPage in JSON-LD does."""

    question: str
    answer: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read, before it is told what is a section and what a question.

    Attributes:
        format: what the texts of its blocks are written in.
        blocks: its pieces, in order.
        title: its title as its front matter, <title> or properties have it; "" where it has none beside its headings.
        pairs: what it says beside its text; what the text says itself wins.
        published: an ISO date, or None.
        language: the code of its language, or None.
        url: where its readers find it, or None.
        unplaced: what is in no block: scripts, navigation, comments, pictures without words.
        remarks: what the author should know of how it was read, each a sentence.
    """

    format: Format
    blocks: tuple[Block, ...]
    title: str = ""
    pairs: tuple[Pair, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    unplaced: tuple[Unplaced, ...] = ()
    remarks: tuple[str, ...] = ()
