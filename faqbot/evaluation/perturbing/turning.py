"""Another question that looks like the one asked: one thing in it swapped for another of its kind, or turned round.

Each function gives all the ways that there are for one question. What is asked is another thing each time, to which
the old answer is none: "When do you open on Monday?" is not answered by when you open on Sunday.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.evaluation.perturbing.asked import folded, whole
from faqbot.language.terms import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.evaluation.perturbing.asked import Asked

# A number in figures that is no part of a word, a version or a range.
_FIGURES: Final = re.compile(r"(?<![\w.,:/#+-])\d+(?:[.,:]\d+)*(?![\w/-]|[.,:]\d)")
_YEARS: Final = (-7, -3, -2, 2, 3, 7)  # how far off another year is
_LAST_YEAR: Final = 2099
_HOURS: Final = 12  # a time of day is turned to an hour that halves of the day share
_TEN: Final = 10


def parted(asked: Asked) -> tuple[str, Asked]:
    """What is told before, and the last sentence: to turn what is told turns nothing that is asked."""
    starts = [found.start() for found in asked.words if asked.opens(found.start())]
    at = starts[-1] if starts else 0
    return asked.text[:at], replace(asked, text=asked.text[at:])


def number(asked: Asked) -> Iterator[str]:
    """Another number, as large and written alike."""
    for found in _FIGURES.finditer(asked.text):
        if not is_year(found[0]):
            yield from (asked.put(found, other) for other in _other_figures(found[0]))
    for found in asked.words:
        yield from (asked.put(found, _like(found[0], other)) for other in _other_numerals(asked, folded(found[0])))


def year(asked: Asked) -> Iterator[str]:
    """Another year."""
    for found in _FIGURES.finditer(asked.text):
        if is_year(found[0]):
            years = (int(found[0]) + by for by in _YEARS)
            yield from (asked.put(found, str(other)) for other in years if other <= _LAST_YEAR)


def date(asked: Asked) -> Iterator[str]:
    """Another day of the week, or another month."""
    doubtful = asked.language.drafting().doubtful if asked.language.drafting else frozenset()
    for sort in _sorts(asked):
        for found in asked.words:
            low = folded(found[0])
            if low in sort and not (low in doubtful and (found[0].islower() or asked.opens(found.start()))):
                yield from (asked.put(found, _like(found[0], other)) for other in sorted(sort - _low(asked)))


def name(asked: Asked) -> Iterator[str]:
    """Another name of the same kind; for one whose kind isn't known, one that nothing has."""
    if not asked.language.perturbing or _is_headline(asked):
        return
    told = asked.language.perturbing()
    known: list[re.Match[str]] = []
    for names in told.names:
        others = [forms[0] for forms in names if not any(any(whole(form, asked.text)) for form in forms)]
        for found in _longest(asked, list(chain.from_iterable(names))):
            if not any(_meet(found, other) for other in known):
                known.append(found)
                yield from (asked.put(found, other) for other in others)
    for found in _unknown(asked):
        if not any(_meet(found, other) for other in known):
            yield from (asked.put(found, other) for other in told.strangers)


def role(asked: Asked) -> Iterator[str]:
    """Another role: the tenant for the landlord."""
    if not asked.language.perturbing:
        return
    for roles in asked.language.perturbing().roles:
        for found in asked.words:
            if folded(found[0]) in roles:
                others = [other for other in roles if other not in _low(asked)]
                yield from (asked.put(found, _like(found[0], other)) for other in others)


def denied(asked: Asked) -> Iterator[str]:
    """With a "not" that wasn't there, or without one that was.

    Only of what doesn't ask for a yes or no: "Isn't it open?" asks what "Is it open?" does.
    """
    contrasts = asked.language.contrasts
    if not (asked.language.perturbing and contrasts):
        return
    told, auxiliaries = asked.language.perturbing(), contrasts.auxiliaries
    if asked.opening in auxiliaries or told.allowed.get(asked.opening) in auxiliaries:
        return
    found = next((found for found in asked.words if folded(found[0]) in told.allowed), None)
    if found:
        yield " ".join(asked.put(found, _like(found[0], told.allowed[folded(found[0])])).split())
    elif asked.opening in contrasts.asking and not any(asked.denies(found[0]) for found in asked.words):
        auxiliary = next((found for found in asked.words if folded(found[0]) in told.denied), None)
        if auxiliary and "," not in asked.text[: auxiliary.start()]:
            yield asked.put(auxiliary, told.denied[folded(auxiliary[0])])


# -- numbers -----------------------------------------------------------------------------------


def _other_figures(figures: str) -> Iterator[str]:
    """Numbers with another first digit; of a time of day other hours."""
    first, colon, rest = figures.partition(":")
    if colon:
        yield from (f"{hour}:{rest}" for hour in range(1, _HOURS + 1) if hour != int(first) % _HOURS)
        return
    yield from (f"{digit}{figures[1:]}" for digit in "123456789" if digit != figures[0])


def _other_numerals(asked: Asked, word: str) -> Iterator[str]:
    """Other numbers in words, up to twelve, up to nineteen or tens as that is, or other ordinals."""
    contrasts, numerals = asked.language.contrasts, asked.language.numerals
    ordinals = [w for w, n in contrasts.numbers.items() if w not in numerals and 2 < n <= _HOURS] if contrasts else []
    ranges: list[Sequence[str]] = [
        [w for w, n in numerals.items() if 1 < n <= _HOURS],
        [w for w, n in numerals.items() if _HOURS < n < 2 * _TEN],
        [w for w, n in numerals.items() if n >= 2 * _TEN],
        ordinals,
    ]
    yield from (other for words in ranges if word in words for other in words if other not in _low(asked))


# -- names and days ----------------------------------------------------------------------------


def _sorts(asked: Asked) -> Sequence[frozenset[str]]:
    return asked.language.contrasts.sorts if asked.language.contrasts else ()


def _longest(asked: Asked, names: list[str]) -> Iterator[re.Match[str]]:
    """Where names stand, the longer before the shorter that are parts of them."""
    taken: list[re.Match[str]] = []
    for one in sorted(names, key=lambda name: (-len(name), name)):
        for found in whole(one, asked.text):
            if not any(_meet(found, other) for other in taken):
                taken.append(found)
                yield found


def _unknown(asked: Asked) -> Iterator[re.Match[str]]:
    """Runs of words with a capital that no sentence begins with, and that are neither days nor abbreviations."""
    if asked.language.capital_nouns:
        return
    times = frozenset(chain.from_iterable(_sorts(asked)))
    run: list[re.Match[str]] = []
    for found in [*asked.words, None]:
        follows = run and found and asked.text[run[-1].end() : found.start()] in (" ", "-")
        if run and not (follows and found and _is_name(asked, found, times)):
            yield from _joined(asked, run)
            run = []
        if found and _is_name(asked, found, times) and (run or not asked.opens(found.start())):
            run.append(found)


def _joined(asked: Asked, run: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """A run of words as one place in the question."""
    found = re.compile(re.escape(asked.text[run[0].start() : run[-1].end()])).match(asked.text, run[0].start())
    if found:
        yield found


def _is_name(asked: Asked, found: re.Match[str], times: frozenset[str]) -> bool:
    word = found[0]
    written = word[0].isupper() and not word.isupper() and word.isalpha()
    return written and not asked.is_small(word) and folded(word) not in times


def _is_headline(asked: Asked) -> bool:
    """Whether all its words of the subject, three or more, have capitals, which make no names then."""
    content = [found[0] for found in asked.words if not asked.is_small(found[0])]
    return len(content) > 2 and all(word[0].isupper() or not word[0].isalpha() for word in content)


def _meet(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _low(asked: Asked) -> set[str]:
    return {folded(found[0]) for found in asked.words}


def _like(word: str, other: str) -> str:
    """Another word with the capitals of the first."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
