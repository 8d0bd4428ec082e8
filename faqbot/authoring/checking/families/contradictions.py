"""Contradictions: two articles that state different numbers for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.reading import alike
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import sentences_of
from faqbot.base.messages import shown
from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed

# The share of their words on the subject, but for the number, that two sentences have in common which say the same.
SAME: Final = 0.6
# Words on the subject that they must share, beside the unit of the number, unless they have no others.
SUBJECT: Final = 2


@dataclass(frozen=True)
class _Statement:
    """A sentence that states one number: where, of what."""

    file: File
    placed: Placed
    offset: int
    figure: str
    values: frozenset[float]
    unit: str
    subject: frozenset[str]


def find(checked: Checked) -> Iterator[Finding]:
    """Sentences of two articles that say the same but for the number. Told at the later of the two."""
    if not checked.files[1:]:
        return
    stated = [statement for file in checked.files for statement in _statements(checked, file)]
    told: set[tuple[int, int]] = set()
    for one, other in alike.pairs([statement.subject for statement in stated], SAME):
        first, second = stated[one], stated[other]
        if first.file is second.file or first.unit != second.unit or not first.values.isdisjoint(second.values):
            continue
        shared = (first.subject & second.subject) - {first.unit}
        if len(shared) < SUBJECT and not (shared and first.subject == second.subject):
            continue
        if (id(first.placed), id(second.placed)) in told:
            continue
        told.add((id(first.placed), id(second.placed)))
        place = f"{first.file.source.path}:{first.placed.at(first.offset).line}"
        message = f'this says "{shown(second.figure)}" where {place} says "{shown(first.figure)}"'
        yield finding(second.placed, "C001", f"{message}: correct one, or say what sets them apart", second.offset)


def _statements(checked: Checked, file: File) -> Iterator[_Statement]:
    """The sentences of an article with one number in figures that counts something, or is money."""
    for part in file.parts:
        for _, text, placed in part.texts:
            for offset, sentence in sentences_of(text):
                numbers = checked.facts.numbers(sentence)
                if len(numbers) != 1 or numbers[0].dated:
                    continue
                number = numbers[0]
                unit, end = _unit(checked, sentence, number.start, number.end)
                rest = f"{sentence[: number.start]} {sentence[number.end :]}"
                figure = sentence[number.start : end]
                subject = checked.stems(rest) | {unit}
                yield _Statement(file, placed, offset + number.start, figure, number.values, unit, subject)


def _unit(checked: Checked, sentence: str, start: int, end: int) -> tuple[str, int]:
    """What a number counts, as a stem, and where that ends: a sign of money before it, or the word behind it."""
    before = sentence[start - 1 : start] if start else ""
    if before in tuple("$€£¥₹"):
        return before, end
    words = tokens.words(sentence[end:], checked.language)
    if not words or words[0].text in checked.language.stop_words:
        return "", end
    at = sentence.casefold().find(words[0].text, end)
    return words[0].stem, at + len(words[0].text) if 0 <= at <= end + 2 else end
