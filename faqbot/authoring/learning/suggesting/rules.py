"""Wordings by rule: the title of a place with a word or phrase that its article declares to mean the same.

What they are worth is little: the search reads declared synonyms anyhow. On five documents that declare some (470
questions) they made 339 decisions right rather than 335, fewer on one of the five, and 35 false answers rather than 33.

Nothing else is made by rule. Titles without their small words, titles with related words of the lexicon, and phrases of
the text each gained on fewer than half of eight documents, and made more false answers on four that were kept apart
(160 questions: 12 without; 14 with keywords, 16 with the lexicon, 14 to 17 with phrases, by how these are cut).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.suggesting.proposal import Proposal
from faqbot.evaluation.perturbing import making, rewording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.authoring.learning.teaching.places import Place
    from faqbot.knowledge.article import Knowledge

ORIGIN: Final = "declared synonym"


def proposals(places: Iterable[Place], knowledge: Knowledge) -> Iterator[Proposal]:
    """What rules make of the titles of places, in the order of the places, and for each in that of the synonyms."""
    for place in places:
        asked = making.asked(place.part.title, knowledge, [place.article.id])
        yield from (Proposal(place.ref, wording, ORIGIN) for wording in rewording.reworded(asked))
