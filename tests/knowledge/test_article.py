"""The article that ships, held against the copy of it that stands beside this file."""

from __future__ import annotations

import re

import pytest
from checkout import SHIPPED, TESTS

from faqbot.knowledge import loading
from faqbot.knowledge.article import Article, Entry, Section
from faqbot.language.sentences import sentences

HERE = TESTS
PATH = SHIPPED / "ceasefire-talks.yaml"
ARTICLE: Article = loading.load(PATH).articles[0]
WHOLE = (HERE / "article.txt").read_text(encoding="utf-8")
BODY, FAQ = WHOLE.removesuffix(" (Sources pending)").split("\n\nFAQ\n\n")


def told(section: Section) -> str:
    """A section as the article prints it; the opening has no heading there."""
    return section.text.value if section.id == "intro" else f"{section.heading}\n\n{section.text.value}"


def test_the_sections_are_the_article_word_for_word() -> None:
    """The sections, one after the other, are the article up to its FAQ, character for character."""
    assert "\n\n".join(map(told, ARTICLE.sections)) == BODY


def test_the_entries_are_the_articles_faq_word_for_word() -> None:
    """The FAQ entries, one after the other, are the article's FAQ, character for character."""
    assert "\n\n".join(f"Q: {e.question}\n\nA: {e.answer.value}" for e in ARTICLE.faq) == FAQ


def test_the_ids_are_the_ones_that_golden_files_use() -> None:
    """Section and entry ids are the agreed ones, in the article's order."""
    assert [s.id for s in ARTICLE.sections] == [
        "intro", "temporary-truce", "current-challenges", "humanitarian-crisis",
        "proposed-solutions", "behind-the-scenes", "international-pressure", "moving-forward",
    ]  # fmt: skip
    assert [e.id for e in ARTICLE.faq] == ["faq-duration", "faq-casualties", "faq-solutions", "faq-us-role"]


def test_the_articles_closing_remark_is_its_note() -> None:
    """The closing "(Sources pending)" is the note, the article is undated, and no answer holds the remark."""
    assert ARTICLE.note == "Sources pending"
    assert ARTICLE.date == "undated"
    assert not any("Sources pending" in entry.answer.value for entry in ARTICLE.faq)


@pytest.mark.parametrize("section", ARTICLE.sections, ids=lambda s: s.id)
def test_a_summary_is_one_or_two_sentences_with_no_number_or_name_of_its_own(section: Section) -> None:
    """A summary has one or two sentences, and each number and name in it stands in its section."""
    assert section.summary is not None
    assert 1 <= len(sentences(section.summary.value)) <= 2
    own = told(section)
    inner = re.findall(r"(?<=[^.\s] )[A-Z][\w’-]+|\d[\d,]*", section.summary.value)
    assert [name for name in inner if name not in own] == []


@pytest.mark.parametrize("entry", ARTICLE.faq, ids=lambda e: e.id)
def test_an_entry_is_asked_in_many_ways_and_backed_by_a_section(entry: Entry) -> None:
    """Every entry names the section that backs it and has at least eight other ways to ask it."""
    assert ARTICLE.section(entry.section or "") is not None
    assert len(set(entry.alternates)) >= 8


def test_the_line_of_every_quote_is_the_files_own() -> None:
    """The line that a citation names is the line of the file on which that paragraph stands."""
    lines = PATH.read_text(encoding="utf-8").splitlines()
    for section in ARTICLE.sections:
        for paragraph in section.text.value.split("\n\n"):
            at = section.text.value.index(paragraph)
            assert lines[section.text.line_at(at) - 1].strip() == paragraph
