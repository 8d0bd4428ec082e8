"""A short question by its words: what it says by itself, and what it leaves to the question before it.

    and prisoners?       only a lead ("and") and a part of a question
    did Israel too       a verb and who did it, but not what
    who freed them?      a word that stands for something said before

The rules are for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faqbot.language import english

if TYPE_CHECKING:
    from collections.abc import Sequence

_IS: Final = re.compile(r"\b(who|what|when|where|why|how)['’]s\b", re.IGNORECASE)  # "who's that"
_TOKEN: Final = re.compile(r"[^\s?!,;:\"“”„()\[\]]+")
WORDS_OF_QUESTION: Final = frozenset("who whom whose which what when where why how".split())
AUXILIARIES: Final = frozenset(
    "am is are was were do does did can could will would shall should may might must have has had".split()
)
ORDERS: Final = frozenset("tell show explain give list describe compare name find say help".split())
MEASURES: Final = frozenset("many much long often big large late early soon hot cold".split()) | {*english.MEASURES}
_LASTING: Final = frozenset("last lasted take takes took".split())  # in "how long did it last"
_LEADS: Final = frozenset("and but so also then well ok okay or plus no nope sorry not".split())
_ABOUT: Final = frozenset({("what", "about"), ("how", "about"), ("what", "of"), ("i", "mean"), ("i", "meant")})
PREPOSITIONS: Final = frozenset("in on at for by with without during after before from to since until about".split())
DETERMINERS: Final = frozenset("a an the this that these those any some".split())
_SPEAKERS: Final = frozenset("you your yours yourself i me my we us our".split())
TOO: Final = frozenset("too also either well as".split())

PERSON: Final = frozenset("he him his she her hers".split())
MANY: Final = frozenset("they them their theirs these those both".split())
_ONE: Final = frozenset("it its this that".split())
THERE: Final = frozenset({"there"})
_PRONOUNS: Final = PERSON | MANY | _ONE | THERE
_AT_ALL: Final = re.compile(r"what(?: is|'s|s) (?:this|it|that|all this)(?: all)? about")
# Where "it" stands for nothing.
_DUMMY: Final = re.compile(
    r"what (?:time|day|date|year) is it|\bis it (?:true|possible|ok|okay|safe|likely|necessary|worth|allowed|legal)\b"
    r"|how is it going|\bit(?:'s| is) (?:true|possible|raining|cold|hot|late|ok|fine)\b"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as it was said, and in lower case with a straight apostrophe."""

    said: str
    low: str

    @property
    def telling(self) -> bool:
        """Whether it is more than an everyday word."""
        return self.low not in english.EVERYDAY


def is_to_the_bot(words: Sequence[Word]) -> bool:
    """Whether words of no subject are about the conversation itself: "what can you do", "tell me more"."""
    line = " ".join(word.low for word in words)
    between = pronoun_at(words) is None and any(word.low in _SPEAKERS for word in words)  # "can I help"
    return words[0].low in ORDERS or between or bool(_AT_ALL.fullmatch(line))


def own(words: Sequence[Word]) -> frozenset[str]:
    """The words that say what a question is about; "long" in "how long" and "since" in "since when" only frame it."""
    return frozenset(
        word.low
        for before, word in pairwise([None, *words])
        if word
        and word.telling
        and word.low not in PREPOSITIONS
        and not (before and before.low == "how" and word.low in MEASURES)
        and not (word.low in _LASTING and words[0].low == "how")
    )


def split(text: str) -> list[Word]:
    """The words of a question, without punctuation; none of them is empty."""
    found = (token.rstrip(".") for token in _TOKEN.findall(_IS.sub(r"\1 is", text)))
    return [Word(word, word.casefold().replace("’", "'")) for word in found if word]


def joined(words: Sequence[Word]) -> str:
    """Words as a text, each as it was said."""
    return " ".join(word.said for word in words)


def without_lead(words: list[Word]) -> tuple[list[Word], bool]:
    """`words` without what only ties them to the question before, and whether there was any."""
    rest = words
    while rest and rest[0].low in _LEADS:
        rest = rest[1:]
    if tuple(word.low for word in rest[:2]) in _ABOUT:
        rest = rest[2:]
    return rest, len(rest) < len(words)


def is_elliptic(words: Sequence[Word]) -> bool:
    """Whether words are a verb and who did it, but not what: "did Israel too", "does Egypt"."""
    doers = [word for word in words if word.telling and word.low not in TOO]  # none in "did either"
    if words[0].low not in AUXILIARIES or len(doers) != 1:
        return False
    return words[-1].low in TOO or len(words) == 2


def pronoun_at(words: Sequence[Word]) -> int | None:
    """The index of a word that stands for something said before."""
    if _DUMMY.search(" ".join(word.low for word in words)):
        return None
    for at, word in enumerate(words):
        before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
        if word.low not in _PRONOUNS:
            continue
        if word.low == "there" and any(near and near.low in AUXILIARIES for near in (before, after)):
            continue  # "is there a plan"
        if word.low in DETERMINERS and ((after and after.telling) or (before and before.telling)):
            continue  # "that plan", "the plan that failed"
        return at
    return None
