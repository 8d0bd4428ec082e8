"""Sections: whether they can be quoted, and whether a question reaches them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.answering.citing.paragraphs import LIST, around
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import plain
from faqbot.base.messages import shown
from faqbot.knowledge.article import Section
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer
    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked

# Words of a section from which on it speaks of more than one thing: five minutes to read, twice the longest section of
# fifteen of the twenty documents that this was tried on.
LONGEST: Final = 1_200
_PARAGRAPH: Final = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


def find(checked: Checked) -> Iterator[Finding]:
    """Sections that are too long, and those that no question reaches."""
    for file, part in checked.parts():
        if isinstance(part.part, Section) and part.part.text.value:
            yield from _long(part)
            yield from _unreached(checked, file, part)


def _long(part: Part) -> Iterator[Finding]:
    """S001: of a paragraph that is longer than what is shown at once a lone sentence is all that readers get."""
    assert isinstance(part.part, Section)  # noqa: S101  (for the type checker)
    text, placed = plain(part.part.text), part.values["text"]
    words = len(text.split())
    if words > LONGEST:
        message = f"the section has {words:,} words: break it into several of at most {LONGEST:,}"
        yield finding(placed, "S001", message)
        return
    if part.part.summary:
        return
    for paragraph in _PARAGRAPH.finditer(text):
        if len(paragraph[0].strip()) <= LIST:
            continue
        alone = [s for at, s in sentences(paragraph[0]) if around(text, *_span(paragraph, at, s)) == s]
        if len(alone) > 1:
            size = len(paragraph[0].strip())
            message = f"of a paragraph of {size:,} characters a lone sentence is shown: break it, or write a summary"
            yield finding(placed, "S001", message, paragraph.start())
            return


def _span(paragraph: re.Match[str], at: int, sentence: str) -> tuple[int, int]:
    return paragraph.start() + at, paragraph.start() + at + len(sentence)


def _unreached(checked: Checked, file: File, part: Part) -> Iterator[Finding]:
    """S002: a reader who asks by the heading, or by what the section says first, isn't even offered it."""
    assert isinstance(part.part, Section)  # noqa: S101  (for the type checker)
    ref = file.article.ref(part.part)
    places = {ref, *(file.article.ref(entry) for entry in file.article.faq if entry.section == part.part.id)}
    if any(entry.section == part.part.id for entry in file.article.faq) or part.alternates:
        return
    first = next((sentence for _, sentence in sentences(plain(part.part.text))), "")
    got = None
    for question in (part.part.heading, first):
        answer = checked.bot.answer(question)
        if places & _met(answer):
            return
        got = got or (answer.ruling.ref if answer.ruling else None)
    instead = f'who asks for it gets "{shown(got.partition("#")[2])}"' if got else "nobody who asks for it finds it"
    message = f"{instead}: give it a heading of its own, or alternates"
    yield finding(part.title, "S002", message)


def _met(answer: Answer) -> set[str]:
    """The places that a reader meets in an answer."""
    met = {answer.ruling.ref} if answer.ruling and answer.ruling.ref else set[str]()
    met |= {match.ref for match in (*answer.suggestions, *answer.also)}
    return met.union(*(_met(part) for part in answer.rest))
