"""Sections: whether they can be quoted, and whether a question reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.citing.paragraphs import LIST
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import paragraphs, plain, sentences_of
from faqbot.base.messages import shown
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer
    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.knowledge.article import Section

# Words of a section from which on it speaks of more than one thing: five minutes to read. Of the 300 sections of the
# documents that this was tried on the longest has 868, and six have more than 600.
LONGEST: Final = 1_000
# Sentences of a section that are asked where its heading doesn't find it: a reader asks about any of them.
ASKED: Final = 3


def find(checked: Checked) -> Iterator[Finding]:
    """Sections that are too long, and those that no question reaches."""
    for file in checked.files:
        for section in file.sections:
            if not section.part.only_heads:
                yield from _long(section)
                yield from _unreached(checked, file, section)


def _long(part: Part[Section]) -> Iterator[Finding]:
    """S001: of a paragraph that is longer than what is shown at once a lone sentence is all that readers get."""
    text, placed = plain(part.part.text), part.values["text"]
    words = len(text.split())
    if words > LONGEST:
        message = f"the section has {words:,} words: break it into several of at most {LONGEST:,}"
        yield finding(placed, "S001", message)
        return
    if part.part.summary:
        return
    for start, said in paragraphs(part.part.text):
        if len(said) > LIST and len(sentences(said)) > 1:
            message = (
                f"of a paragraph of {len(said):,} characters a lone sentence is shown: break it, or write a summary"
            )
            yield finding(placed, "S001", message, start)
            return


def _unreached(checked: Checked, file: File, part: Part[Section]) -> Iterator[Finding]:
    """S002: a reader who asks by the heading, or by what the section says first, isn't even offered it."""
    places = file.place(part)
    if len(places) > 1 or part.alternates:
        return
    said = [sentence for _, sentence in sentences_of(part.part.text) if checked.stems(sentence)]
    got = None
    for question in (part.part.heading, *said[:ASKED]):
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
