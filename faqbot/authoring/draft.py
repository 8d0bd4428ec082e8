"""The nouns of what is brought in, all frozen: an article before it is written, and what of its source has no place.

    a source -> readers (`importing/`) -> Draft -> `writing/` -> a knowledge file

Texts are the source's own, word for word; where `format` is Markdown they are CommonMark with tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from faqbot.knowledge.article import Format


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section before it is written.

    Attributes:
        heading: what it is called, without marks.
        text: what it says; "" of a heading that only names the sections below it.
        line: 1-based line of the source on which it starts (of a sheet its row).
        level: how deep it stands, from 1.
        alternates: other ways to ask for it that the source names.
        url: where its readers find it, or None.
        id: the id that it must get, or None: it is made of the heading.
        anchors: the names by which links of the source lead to it or into it.
    """

    heading: str
    text: str
    line: int
    level: int = 1
    alternates: tuple[str, ...] = ()
    url: str | None = None
    id: str | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """An FAQ entry before it is written.

    Attributes:
        question: what is asked, without marks.
        answer: what is answered.
        line: 1-based line of the source on which it starts (of a sheet its row).
        alternates: other ways to ask it that the source names.
        section: the id of the section that backs it, or None.
        group: what the entries are headed by among which it stands, or None.
        url: where its readers find it, or None.
        id: the id that it must get, or None: it is made of the question.
        anchors: the names by which links of the source lead to it or into it.
    """

    question: str
    answer: str
    line: int
    alternates: tuple[str, ...] = ()
    section: str | None = None
    group: str | None = None
    url: str | None = None
    id: str | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What of a source is not in the draft: its line (None: of the whole file), its words, and why, in a few words."""

    line: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the source says must not be answered, or where it is answered: it becomes a golden case.

    Attributes:
        question: what is asked.
        line: 1-based line of the source.
        ref: the question of the draft's entry that answers it; None: it must not be answered.
    """

    question: str
    line: int
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is written.

    Attributes:
        name: the stem of the file to write, such as "opening-hours".
        title: what it is called.
        format: what its texts are written in.
        sections: its sections, in the source's order.
        faq: its entries, in the source's order.
        note: what is shown with every answer from it, such as "Sources pending", or None.
        source: where it comes from: the path or address of the source.
        published: an ISO date, or None.
        language: the code of its language, or None: the default one.
        url: where its readers find it, or None.
        unplaced: what of the source is not in it.
        golden: questions for a golden file beside it.
        remarks: what the author should know of how the source was read, each a sentence.
    """

    name: str
    title: str
    format: Format = Format.MARKDOWN
    sections: tuple[DraftSection, ...] = ()
    faq: tuple[DraftEntry, ...] = ()
    note: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    unplaced: tuple[Unplaced, ...] = ()
    golden: tuple[Asked, ...] = ()
    remarks: tuple[str, ...] = ()
