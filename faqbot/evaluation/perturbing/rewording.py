"""The same question written or said otherwise: each function gives all the ways that there are for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.evaluation.perturbing.asked import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.evaluation.perturbing.asked import Asked

# What stands around words and has no part in them.
_BEFORE: Final = "\"'“”‘’„«»([{"
_BEHIND: Final = "\"'“”‘’«»)]}?!.,;:…"
_ABBREVIATION: Final = re.compile(r"(?:[^\W\d_]\.)+")  # U.S.
_LEAST_KEYWORDS: Final = 2  # one word alone may ask for anything


def shouted(asked: Asked) -> Iterator[str]:
    """All in capitals, where that loses no letter."""
    capitals = asked.text.upper()
    if capitals.casefold() == asked.text.casefold():
        yield capitals


def unpunctuated(asked: Asked) -> Iterator[str]:
    """Without what stands around its words: stops, commas, quotes, brackets. What stands in words and numbers stays."""
    bare = " ".join(filter(None, map(_bare, asked.text.split())))
    if bare:
        yield bare


def reworded(asked: Asked) -> Iterator[str]:
    """With a declared synonym in place of a word, which must be declared to mean one thing only."""
    for found, group in _declared(asked):
        yield from (asked.put(found, term) for term in group if term.casefold() != found[0].casefold())


def polite(asked: Asked) -> Iterator[str]:
    """Behind a greeting; where it opens by a word that asks, behind words that have it told."""
    if not asked.language.perturbing:
        return
    told = asked.language.perturbing()
    if asked.asks:
        first, rest = asked.text[:1], asked.text[1:]
        going_on = first.lower() + rest if rest[:1].islower() else asked.text
        yield from (f"{words} {going_on}" for words in told.polite)
    else:
        yield from (f"{words} {asked.text}" for words in told.greetings)


def told(asked: Asked) -> Iterator[str]:
    """Behind a sentence that tells of nothing, and has none of its words."""
    if not asked.language.perturbing:
        return
    own = {found[0].casefold() for found in asked.words if not asked.is_small(found[0])}
    for sentence in asked.language.perturbing().contexts:
        if own.isdisjoint(re.findall(r"\w+", sentence.casefold())):
            yield f"{sentence} {asked.text}"


def keywords(asked: Asked) -> Iterator[str]:
    """Without its stop words, where some stand there and two words or more are left."""
    runs = [bare for run in asked.text.split() if (bare := _bare(run))]
    kept = [run for run in runs if not asked.is_small(run)]
    if _LEAST_KEYWORDS <= len(kept) < len(runs):
        yield " ".join(kept)


def _bare(run: str) -> str:
    """A run of text without what stands around its word."""
    bare = run.strip(_BEFORE).rstrip(_BEHIND)
    stopped = f"{bare}."
    return stopped if stopped in run and _ABBREVIATION.fullmatch(stopped) and "." in bare else bare


def _declared(asked: Asked) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """Where terms of synonyms stand, the longest at each place, each with its group; those of two groups left out."""
    ready = [tuple(term for term in group if _may_stand(asked, term)) for group in asked.synonyms]
    groups = [group for group in ready if len(group) > 1]
    places = [
        (found, group)
        for group in groups
        for term in group
        for found in whole(term, asked.text, 0 if term.isupper() else re.IGNORECASE)
        if _may_stand(asked, found[0])
    ]
    places.sort(key=lambda place: (place[0].start(), -place[0].end()))
    end = 0
    for found, group in places:
        rivals = {other for at, other in places if at.span() == found.span()}
        if found.start() >= end:
            end = found.end()
            if len(rivals) == 1:
                yield found, group


def _may_stand(asked: Asked, term: str) -> bool:
    """Whether a term has no number and no "not" in it, so that none comes in or goes."""
    return not any(character.isdigit() for character in term) and not asked.denies(term)
