"""A question -> the questions that it is changed to, the same in every process; and back from the id of one.

    How many people died?             typos-2
    How many people died? ~typos-2    How many peopple died?

Of all ways to change it by a kind those come first that a digest of the question puts first: no state, no seed to keep.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from faqbot.evaluation.perturbing import rewording, turning, typos
from faqbot.evaluation.perturbing.asked import Asked
from faqbot.evaluation.perturbing.kinds import KINDS, TURNED, VARIANTS, kind_of, parted
from faqbot.index.chosen import table_of
from faqbot.index.cutting.parts import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from faqbot.knowledge.article import Knowledge

_TYPOS: Final = (typos.beside, typos.doubled, typos.dropped, typos.swapped)
_WORDED: Final = {
    "case": rewording.shouted,
    "punctuation": rewording.unpunctuated,
    "synonyms": rewording.reworded,
    "politeness": rewording.polite,
    "context": rewording.told,
    "keywords": rewording.keywords,
}
_TURNED: Final = (turning.number, turning.year, turning.date, turning.name, turning.role, turning.denied)
# Variant of a kind -> the ways to change a question by it, and which of these, in the order of their digests, it is.
_WAYS: Final[Mapping[str, tuple[Callable[[Asked], Iterable[str]], int]]] = {
    **{f"typos-{variant}": (way, 0) for variant, way in zip(VARIANTS["typos"], _TYPOS, strict=True)},
    **{f"{kind}-{variant}": (way, int(variant) - 1) for kind, way in _WORDED.items() for variant in VARIANTS[kind]},
    **{f"{TURNED}-{variant}": (way, 0) for variant, way in zip(VARIANTS[TURNED], _TURNED, strict=True)},
}


def asked(question: str, knowledge: Knowledge, articles: Collection[str] = ()) -> Asked:
    """A question as it is put to a knowledge: in its language, with the synonyms of its articles, or of those named."""
    language = language_of(knowledge)
    table = table_of(language.vectors) if language.vectors else None
    groups = dict.fromkeys(
        group for article in knowledge.articles if not articles or article.id in articles for group in article.synonyms
    )
    return Asked(question, language, tuple(groups), table.__contains__ if table else lambda _: False)


def changed(question: Asked, kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, str]]:
    """What a question is changed to: (variant, as in "typos-2"; the other question), none of which is the question.

    A kind by which it can't be changed gives none.
    """
    for kind in kinds:
        for variant in VARIANTS[kind]:
            mark = f"{kind}-{variant}"
            other = _made(question, mark)
            if other is not None:
                yield mark, other


def from_id(id_: str, knowledge: Knowledge, articles: Collection[str] = ()) -> str | None:
    """The changed question that is called so, as it is put to a knowledge; None where the id names none."""
    question, mark = parted(id_)
    return _made(asked(question, knowledge, articles), mark) if mark else None


def _made(question: Asked, mark: str) -> str | None:
    (way, number), kind = _WAYS[mark], kind_of(mark)
    told, put = turning.parted(question) if kind == TURNED else ("", question)
    ways = {told + other for other in way(put)} - {question.text}
    ordered = sorted(ways, key=lambda other: (_digest(question.text, kind, other), other))
    return ordered[number] if number < len(ordered) else None


def _digest(*texts: str) -> bytes:
    return hashlib.blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
