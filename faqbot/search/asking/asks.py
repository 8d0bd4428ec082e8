"""What a person types -> what of it asks, and what is told beside it.

    I bought my ticket last week but now I can't come. Can I get a refund?
        asks "Can I get a refund?"
    hi, could you tell me when it opens and how much a ticket is? Thanks!
        asks "when it opens", and "how much a ticket is?"

A text is cut into clauses where one begins to ask; phrases that say nothing of the subject are dropped (`frames`). What
begins to ask is a matter of the language; where that isn't known, or nothing asks, the whole text does.
"""

from __future__ import annotations

import functools
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass, replace
from faqbot.language.sentences import sentences
from faqbot.search.asking.frames import Frames, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.language.grammar import Framing
    from faqbot.language.language import Language
    from faqbot.search.asking.frames import Said

# The most questions of one text that are taken one by one: each costs as much as a question.
MOST: Final = 4
# How many words behind a question word its verb may stand: "how much longer is".
VERB: Final = 4


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked.

    Attributes:
        text: what asks, without what it is framed in.
        full: the same with what is told beside it, in the order of the text; "" where nothing is.
        within: whether some of that is told in its own sentence.
    """

    text: str
    full: str = ""
    within: bool = False


def asks(text: str, language: Language) -> tuple[Ask, ...]:
    """What `text` asks, in order; at least one. A text that only asks one thing is left as it is."""
    parser = _parser(language)
    return parser.asks(text) if parser else (Ask(text),)


def one(several: Sequence[Ask]) -> Ask:
    """Several questions taken as one."""
    return Ask(" ".join(ask.text for ask in several))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without frames.

    Attributes:
        words: its words, at least one.
        sentence: where its sentence ends in the text.
        end: where it ends in the text, with the sign behind it where nothing was dropped between.
        asks: whether it plainly asks.
        may_ask: whether it asks where no other does.
    """

    words: Sequence[Said]
    sentence: int
    end: int
    asks: bool
    may_ask: bool

    @property
    def start(self) -> int:
        return self.words[0].start


@dataclass(frozen=True, slots=True)
class _Start:
    """The index of a word at which a clause begins, and whether it plainly asks."""

    at: int
    asks: bool


class _Parser:
    """Parses texts by the grammar of one language."""

    def __init__(self, framing: Framing, language: Language) -> None:
        self._framing = framing
        self._stop_words = language.stop_words
        self._negations = language.negations
        self._frames = Frames(framing, self._begins)

    def asks(self, text: str) -> tuple[Ask, ...]:
        """As `asks`."""
        clauses = [c for at, sentence in sentences(text, typed=True) for c in self._clauses(text, at, sentence)]
        plain = [clause for clause in clauses if clause.asks] or [clause for clause in clauses if clause.may_ask]
        plain = plain or self._keywords(clauses)
        asking = [c for c in plain if self._stands(c.words) or (self._refers(c) and c is not clauses[0])]
        if not clauses or _joined(text, clauses[:1]) == text.strip():
            return (Ask(text),)
        if not 0 < len(asking) <= MOST:
            return (Ask(_joined(text, clauses)),)
        told = [clause for clause in clauses if clause not in asking]
        return tuple(self._ask(text, clause, told, asking[:at]) for at, clause in enumerate(asking))

    def _keywords(self, clauses: Sequence[_Clause]) -> list[_Clause]:
        """The last clause, where it is none but a few words to search by, behind sentences that tell of who asks."""
        *before, last = clauses or (None,)
        if not before or last is None or any(word.low in self._framing.clausal for word in last.words):
            return []
        told = all(any(word.low in self._framing.tellers for word in clause.words) for clause in before)
        return [last] if told and last.sentence != before[-1].sentence else []

    def _ask(self, text: str, clause: _Clause, told: list[_Clause], before: list[_Clause]) -> Ask:
        """What a clause asks, beside those that tell, and where it refers to them those that ask before it."""
        beside = told + before if self._refers(clause) else told
        full = _joined(text, sorted([*beside, clause], key=lambda c: c.start)) if beside else ""
        return Ask(text[clause.start : clause.end], full, any(other.sentence == clause.sentence for other in told))

    def _refers(self, clause: _Clause) -> bool:
        """Whether a word of a clause stands for something said before."""
        last = clause.words[-1].low in self._framing.pointing
        return last or any(word.low in self._framing.pronouns for word in clause.words)

    def _is_clause(self, words: Sequence[Said]) -> bool:
        """Whether words may be a clause, or frames: not "when" in "when and where is it"."""
        return words[-1].low not in self._framing.words_of_question if words else False

    def _leans(self, words: Sequence[Said]) -> bool:
        """Whether words are a clause that leans on the one behind it: "if I cancel", "when the shop is closed"."""
        return bool(words) and words[0].low in self._framing.subordinators

    def _stands(self, words: Sequence[Said]) -> bool:
        """Whether a clause says something of its subject; "what does he mean" is asked of what was told."""
        lows = [word.low.replace("'", "") for word in words]
        measured = (low in self._framing.measures and before == "how" for before, low in pairwise(["", *lows]))
        return any(not how and low not in self._stop_words for how, low in zip(measured, lows, strict=True))

    # -- clauses -------------------------------------------------------------------------------

    def _clauses(self, text: str, offset: int, sentence: str) -> list[_Clause]:
        """The clauses of a sentence, without those that are only frames."""
        words, end = said(text, offset, sentence), offset + len(sentence)
        starts = [_Start(0, bool(words) and self._opens(words, 0, first=True)), *self._starts(words)]
        stops = [*(start.at for start in starts[1:]), len(words)]
        found = [c for start, stop in zip(starts, stops, strict=True) for c in self._clause(words, start, stop, end)]
        asked = sentence.rstrip("\"'”’)]").endswith("?")
        if asked or any(clause.asks for clause in found):
            found = [replace(c, asks=c.asks or (c.may_ask and not self._leans(c.words))) for c in found]
        return [replace(c, asks=True) for c in found] if asked and not any(c.asks for c in found) else found

    def _clause(self, words: Sequence[Said], start: _Start, stop: int, end: int) -> Iterator[_Clause]:
        """The clause from `start` to `stop` of a sentence that ends at `end`; none if it is only frames."""
        first, framed = self._frames.without_lead(words, start.at, stop)
        while first < stop and words[first].start and words[first].low in self._framing.joints:
            first += 1  # "and …", behind another
        last = self._frames.without_closing(words, first, stop)
        while first < last < len(words) and words[last - 1].low in self._framing.joints:
            last -= 1  # "… and", before the next
        if first < last:
            to = end if last == len(words) else words[last - 1].end
            asks = framed or start.asks or self._opens(words, first, first=True)
            yield _Clause(words[first:last], end, to, asks, asks or self._may_ask(words, first))

    def _starts(self, words: Sequence[Said]) -> Iterator[_Start]:
        """Where within a sentence a clause begins to ask, or to tell behind one that asks."""
        leaning = self._leans(words)
        asking = words[0] if words and not leaning and self._begins(words, 0) else None
        start = 0
        for at in range(1, len(words)):
            broken, joint = words[at].broken, words[at - 1].low in self._framing.joints
            if not (broken or joint) or not self._is_clause(words[start : at - joint]):
                continue
            main = broken and leaning
            also = joint and asking is not None and self._asks_also(words, at, asking.low)
            opens = also or (main and self._begins(words, at)) or self._opens(words, at, joint=joint)
            if opens:
                asking, leaning, start = words[at], False, at
                yield _Start(at, asks=True)
            elif asking and broken and words[at].low in self._framing.tellers:
                yield _Start(at, asks=False)

    def _asks_also(self, words: Sequence[Said], at: int, asking: str) -> bool:
        """Whether a clause behind a joint asks as the one before it does, that begins with the word `asking`.

        What follows "who …, and" may be what the same one does.
        """
        framing, low = self._framing, words[at].low
        if at + 1 == len(words):
            return False
        verb = low in framing.auxiliaries and low not in framing.requesting and asking not in framing.subject_questions
        return verb or low in framing.words_of_question

    def _opens(self, words: Sequence[Said], at: int, *, first: bool = False, joint: bool = False) -> bool:
        """Whether a clause that begins at an index plainly asks.

        Args:
            words: those of its sentence.
            at: where it begins.
            first: whether nothing stands in front that it could be about.
            joint: whether a joint stands in front.
        """
        framing, low = self._framing, words[at].low
        behind = [word.low for word in words[at + 1 : at + 1 + VERB]]
        free = first or joint or low not in framing.relative
        if low in framing.contracted:
            return free and bool(behind)
        if low in framing.words_of_question:
            verb = next((word for word in behind if word in framing.auxiliaries), None)
            return verb in framing.inverting if not free else verb is not None or behind[:1] == ["to"]
        if low not in framing.auxiliaries or not behind:
            return False
        if behind[0] in framing.subjects:
            return True
        strict = joint or low.replace("'", "") in self._negations  # "can't come on Friday" tells
        return low not in framing.requesting and (not strict or behind[0] in framing.determined)

    def _may_ask(self, words: Sequence[Said], at: int) -> bool:
        """Whether a clause asks where no other does: "who brokered the truce", not "when I log in"."""
        behind = words[at + 1].low if at + 1 < len(words) else ""
        return words[at].low in self._framing.words_of_question and behind not in self._framing.subjects

    def _begins(self, words: Sequence[Said], at: int) -> bool:
        """Whether what begins at an index may be a question."""
        return words[at].low in self._framing.words_of_question or self._opens(words, at, first=True)


@functools.lru_cache(maxsize=8)
def _parser(language: Language) -> _Parser | None:
    return _Parser(language.framing, language) if language.framing else None


def _joined(text: str, clauses: Sequence[_Clause]) -> str:
    """Clauses as a text, with what stands between two of them where that is no more than a joint."""
    joined, end = "", 0
    for clause in clauses:
        between = text[end : clause.start] if joined else ""
        joined += (between if len(between.split()) <= 1 else " ") + text[clause.start : clause.end]
        end = clause.end
    return joined
