"""What tests of imported lists share: the corpus, and the words of drafts by which nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from checkout import ROOT

from faqbot.authoring.draft import Draft
from faqbot.authoring.importing.document import Source

DOCUMENTS: Final = ROOT / "tests" / "authoring" / "documents"
_WORD: Final = re.compile(r"[^\W_]+")


def document(name: str) -> Source:
    """A document of the corpus."""
    return Source(name, (DOCUMENTS / name).read_bytes())


def words(text: str) -> set[str]:
    """The words of a text."""
    return set(_WORD.findall(text))


def kept(drafts: Iterable[Draft]) -> set[str]:
    """The words of all that is in drafts or listed with them."""
    texts: list[str | None] = []
    for draft in drafts:
        texts += [draft.title, draft.language, draft.url]
        for entry in draft.faq:
            texts += [entry.question, entry.answer, *entry.alternates, entry.group, entry.url, entry.id]
        for section in draft.sections:
            texts += [section.heading, section.text, section.id]
        texts += [left.text for left in draft.unplaced]
        texts += [asked.question for asked in draft.golden]
    return {word for text in texts if text for word in words(text)}
