"""Wordings by rule: the title of a place with a word or phrase that its article declares to mean the same.

Nothing else is made by rule. Without its small words, with related words of the lexicon, and with phrases of its text a
title is read by the search as it is: as wordings these made more answers wrong than right on documents that no rule was
made for (160 questions: 12 false answers before; 14 with keywords, 16 with the lexicon, 17 with phrases).
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
