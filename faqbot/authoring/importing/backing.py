"""An answer -> the section of its article that backs it, found by the words that faqbot matches by; or none.

Better none than a wrong one: the section holds most of what the answer says, clearly more than any other does, and all
of its numbers and names.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.knowledge.article import DEFAULT_LANGUAGE, Article, Knowledge, Section, Text
from faqbot.language import tokens
from faqbot.language.sentences import sentences
from faqbot.search.match import CANDIDATES, Matcher

if TYPE_CHECKING:
    from faqbot.authoring.draft import Draft, DraftEntry
    from faqbot.search.question import Question

# The share of an answer's weight on its subject that its section holds, and the most that any other may hold of that.
# Of the 38 entries of six articles whose authors name a section, 37 sections hold 0.59 to 1.00, and the next best at
# most 0.52 of what they hold. (The 38th answer stands in two sections, and gets none.) Without its section in the
# article the best of the others holds at most 0.48, and of another article's sections none backed any of 190.
BACKS: Final = 0.56
RIVAL: Final = 0.8
# Words on its subject from which on an answer says enough to be told by them.
ENOUGH: Final = 4
# Words of an answer that are read: what is said in the first hundreds tells where it is from.
_MOST: Final = 4_000  # characters

_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME: Final = re.compile(r"(?<![\w@/.#`-])(?:[^\W\d_a-z]\.){2,}|(?<![\w@/.#`-])[^\W\d_a-z][\w'’-]*")
_ADDRESS: Final = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|<?\bhttps?://[^\s<>)]+>?")
_MARKS: Final = re.compile(r"[*_`#>|\[\]!]+")


def backed(draft: Draft) -> Draft:
    """The draft, where each entry that names no section names the one that backs its answer, if one does.

    Args:
        draft: all of its sections have ids.
    """
    told = [section for section in draft.sections if section.text]
    if not told or all(entry.section for entry in draft.faq):
        return draft
    find = _Sections(draft)
    return replace(draft, faq=tuple(e if e.section else replace(e, section=find.behind(e)) for e in draft.faq))


class _Sections:
    """The sections of a draft, as a knowledge that answers are held against.

    Args:
        draft: all of its sections have ids.
    """

    def __init__(self, draft: Draft) -> None:
        sections = tuple(
            Section(part.id or "", part.heading, None, Text(_plain(part.text), part.line), part.line)
            for part in draft.sections
            if part.text
        )
        language = draft.language or DEFAULT_LANGUAGE
        article = Article("draft", "", draft.title, None, None, None, language, (), None, None, sections, ())
        self._matcher = Matcher(Knowledge((article,)))
        self._index = self._matcher.index
        self._texts = {section.id: f"{section.heading}\n{section.text.value}" for section in sections}

    def behind(self, entry: DraftEntry) -> str | None:
        """The id of the section that backs an entry's answer, or None."""
        answer = _plain(entry.answer)[:_MOST]
        shares = self._shares(self._matcher.read(answer, whole=True))
        if not shares:
            return None
        (best, share), *others = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        rival = others[0][1] if others else 0.0
        name = self._index.candidates[best].part.id
        if share < BACKS or rival > RIVAL * share or not self._states(name, answer):
            return None
        return name

    def _shares(self, said: Question) -> dict[int, float]:
        """Of the sections nearest to an answer, the share of its weight on its subject that each holds."""
        own = [asked for asked in said.asked if asked.stem in said.content]
        total = math.fsum(asked.weight for asked in own)
        held: dict[int, float] = {}
        if len(own) < ENOUGH or not total:
            return held
        for number in self._index.gather(said.strengths.items(), CANDIDATES):
            terms = self._index.held(number)
            met = ((asked, [s for term, _, s in asked.meets if term in terms]) for asked in own)
            held[number] = math.fsum(asked.weight * max(strengths, default=0.0) for asked, strengths in met) / total
        return held

    def _states(self, name: str, answer: str) -> bool:
        """Whether a section states all numbers and names of an answer."""
        text = self._texts[name]
        if not set(_NUMBER.findall(answer)) <= set(_NUMBER.findall(text)):
            return False
        language = self._index.language
        words = tokens.words(text, language)
        known, initials = {word.stem for word in words}, "".join(word.text[0] for word in words)
        for _, sentence in sentences(answer):
            for found in _NAME.finditer(sentence):
                short = "".join(filter(str.isalpha, found[0])).lower()
                stems = {word.stem for word in tokens.words(found[0], language)}
                first = not sentence[: found.start()].strip()
                if not (first or stems & known or (found[0].isupper() and short.rstrip("s") in initials)):
                    return False
        return True


def _plain(text: str) -> str:
    """The words of a text without the marks and addresses of Markdown.

    By patterns, as to parse all texts takes a sixth of the time of an import: of the 753 entries of 17 sources none
    got another section by it.
    """
    return _MARKS.sub("", _ADDRESS.sub("]", text))
