"""The log counted as it is read, and its questions folded: those that are one to the matcher are one.

They are where they have the same words in the same order but for case, punctuation and endings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.base.hygiene import as_read, clean
from faqbot.base.values import dataclass
from faqbot.language import tokens
from faqbot.log.entry import BAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faqbot.language.language import Language
    from faqbot.log.entry import Entry

_UNANSWERED: Final = frozenset({str(Verdict.UNSURE), str(Verdict.UNKNOWN)})


@dataclass(frozen=True, slots=True)
class Question:
    """Wordings that are one question to the matcher, which was asked in vain at least once, or picked for.

    Attributes:
        wordings: as they were asked, each with how many times, most asked first.
        unanswered: how many times it got no answer.
        wrong: the places that answered it, each with how many readers called that bad.
        picked: the places that were picked for it, each with how many times.
        last: when it was asked last.
    """

    wordings: Mapping[str, int]
    unanswered: int
    wrong: Mapping[str, int]
    picked: Mapping[str, int]
    last: str

    @property
    def text(self) -> str:
        """Its most asked wording."""
        return next(iter(self.wordings))

    @property
    def missed(self) -> int:
        """How many times it got no answer, or a bad one."""
        return self.unanswered + sum(self.wrong.values())

    @property
    def count(self) -> int:
        """How many times it was missed or picked for."""
        return self.missed + sum(self.picked.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """What a log says.

    Attributes:
        asked: how many questions it holds, of the time that is looked at.
        missed: how many of these were missed or picked for.
        questions: of those the ones most often asked, the most often first; of those alike the latest first.
        left: how many times the others were asked.
        left_wordings: in how many wordings.
        reached: the refs of all places that were an answer, or picked, at any time.
    """

    asked: int
    missed: int
    questions: tuple[Question, ...]
    left: int
    left_wordings: int
    reached: frozenset[str]


class _Count:
    """What became of one wording."""

    __slots__ = ("last", "picked", "unanswered", "wrong")

    def __init__(self) -> None:
        self.unanswered = 0
        self.wrong: Counter[str] | None = None  # most have none
        self.picked: Counter[str] | None = None
        self.last = ""

    def add(self, entry: Entry) -> None:
        self.last = max(self.last, entry.time)
        place = entry.picked or (entry.ref if entry.verdict == Verdict.ANSWERED else None)
        if place and entry.thumb == BAD:
            self.wrong = self.wrong or Counter()
            self.wrong[place] += 1
        elif entry.picked:
            self.picked = self.picked or Counter()
            self.picked[entry.picked] += 1
        else:
            self.unanswered += 1

    @property
    def total(self) -> int:
        return self.unanswered + sum((self.wrong or {}).values()) + sum((self.picked or {}).values())


def counted(entries: Iterable[Entry], language: Language, most: int, since: str = "") -> Tally:
    """What some entries of a log say, in whatever order they stand.

    Args:
        entries: they.
        language: in which the questions are read.
        most: how many questions are wanted at most.
        since: what was asked before that (as `Entry.time`) tells only which places were reached.
    """
    found: defaultdict[str, _Count] = defaultdict(_Count)
    reached, asked = set[str](), 0
    for entry in entries:
        place = entry.picked or (entry.ref if entry.verdict == Verdict.ANSWERED else None)
        if place:
            reached.add(place)
        if entry.time < since:
            continue
        asked += 1
        if entry.picked or entry.thumb == BAD or entry.verdict in _UNANSWERED:
            found[entry.full].add(entry)
    groups = _folded(found, language)
    kept, left = groups[:most], groups[most:]
    return Tally(
        asked=asked,
        missed=sum(count.total for count in found.values()),
        questions=tuple(_question([(text, found[text]) for text in group]) for group in kept),
        left=sum(found[text].total for group in left for text in group),
        left_wordings=sum(map(len, left)),
        reached=frozenset(reached),
    )


def _folded(counts: Mapping[str, _Count], language: Language) -> list[list[str]]:
    """Wordings that are one question, most often asked first; of those alike the latest first, then by their words."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for text in counts:
        groups[tuple([word.stem for word in tokens.words(as_read(text), language)])].append(text)
    found = [groups[stems] for stems in sorted(groups)]

    def worth(group: list[str]) -> tuple[int, str]:
        return sum([counts[text].total for text in group]), max([counts[text].last for text in group])

    return sorted(found, key=worth, reverse=True)


def _question(group: Iterable[tuple[str, _Count]]) -> Question:
    wordings, wrong, picked = Counter[str](), Counter[str](), Counter[str]()
    unanswered, last = 0, ""
    for text, count in group:
        wordings[clean(text)] += count.total
        wrong.update(count.wrong or {})
        picked.update(count.picked or {})
        unanswered += count.unanswered
        last = max(last, count.last)
    return Question(ordered(wordings), unanswered, ordered(wrong), ordered(picked), last)


def ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts, the highest first, ties by name."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
