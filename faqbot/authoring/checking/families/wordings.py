"""Wordings: what an entry is asked by, whose entry answers, and which of them help nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.authoring.checking.reading import alike
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import Wording, plain
from faqbot.base.messages import shown
from faqbot.knowledge.parts.wordings import folded, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer
    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked, Sense
    from faqbot.authoring.checking.reading.positions import Placed
    from faqbot.knowledge.article import Entry, Section

# The share of its words on the subject that a wording must have in common with one of another place for that to come
# into its way: a wording that stands in the knowledge word for word is as near to its own place as can be.
NEAR: Final = 0.6
# The same for the questions of two entries that are nearly the same, and at once for all words of their answers; and
# for these alone, whatever is asked.
ALIKE: Final = 0.6
SAME_ANSWER: Final = 0.9
# Words of an answer from which on another with the same ones is no coincidence: "Yes, twice." is.
ANSWER: Final = 12


def find(checked: Checked) -> Iterator[Finding]:
    """All findings about wordings."""
    twice: set[Placed] = set()
    yield from _same(checked, twice)
    yield from _poached(checked, twice)
    yield from _twins(checked, twice)
    for file in checked.files:
        for part in file.parts:
            yield from _empty(checked, part)
        yield from _single(file)
    yield from _near(checked, twice)
    yield from _golden(checked)


def _same(checked: Checked, twice: set[Placed]) -> Iterator[Finding]:
    """W001: a wording that stands in two places; both go to `twice`."""
    first: dict[str, Wording] = {}
    for file, part, placed in checked.wordings():
        key = folded(placed.value)
        other_file, other, wording = first.setdefault(key, Wording(file, part, placed))
        if other is not part and key:
            twice |= {placed, wording}
            if other_file is not file and _is_told(checked.bot.answer(placed.value)):
                continue
            where = wording.seen_from(placed)
            same = f'the same wording as {where} ("{shown(wording.value)}")'
            yield finding(placed, "W001", f"{same}: {outcome(part.part, other.part)}")


def _is_told(answer: Answer) -> bool:
    """Whether who asks is told what both articles say: all that say the same are cited, and what differs is quoted."""
    return bool(answer.agreeing or answer.disagreeing)


# -- whose entry wins --------------------------------------------------------------------------


def _poached(checked: Checked, twice: set[Placed]) -> Iterator[Finding]:
    """W002: wordings that, asked as a reader would, aren't answered from where they stand."""
    for file, part, placed in _contested(checked):
        if placed in twice:
            continue
        answer = checked.bot.answer(placed.value)
        own = file.place(part)
        if (message := _lost(answer, own)) is not None:
            yield finding(placed, "W002", message)


def _twins(checked: Checked, twice: set[Placed]) -> Iterator[Finding]:
    """W002: wordings of two places that are one but for small words, so that any third form of it finds either.

    Word for word each still finds its own place. Of two questions W005 tells.
    """
    first: dict[Sense, Wording] = {}
    for file, part, placed in checked.wordings():
        sense = checked.sense(placed.value)
        other_file, other, wording = first.setdefault(sense, Wording(file, part, placed))
        titles = placed is part.title and wording is other.title
        if not sense.content or titles or placed in twice:
            continue
        if file.article.ref(part.part) not in other_file.place(other):
            where = f'"{shown(wording.value)}" ({wording.seen_from(placed)})'
            message = f"but for small words this is {where}: who asks so may get either; reword or delete one"
            yield finding(placed, "W002", message)


def _lost(answer: Answer, own: set[str]) -> str | None:
    """What to say where a wording isn't answered from its own place; None where it is."""
    got = answer.ruling.ref if answer.ruling else None
    answered = {part.ruling.ref for part in answer.parts if part.ruling and part.verdict is Verdict.ANSWERED}
    if answered & own:
        return None
    others = [match.ref for match in answer.suggestions if match.ref not in own]
    if got in own and others:
        return f'who asks this is offered "{shown(_id(others[0]))}" too: reword one of the two'
    if got is None or got in own:
        return None
    offered = any(match.ref in own for match in answer.suggestions)
    how = (
        "is offered"
        if answer.verdict is Verdict.UNSURE
        else "gets"
        if answer.verdict is Verdict.ANSWERED
        else "is near"
    )
    return f'who asks this {how} "{shown(_id(got))}"{" first" if offered else ""}: reword it, or put it there'


def _id(ref: str) -> str:
    return ref.partition("#")[2]


def _contested(checked: Checked) -> Iterator[Wording]:
    """The wordings that another place may answer: it has one like them, or they have no word on a subject.

    The search finds what stands there word for word, so that the others are sure to be answered from their own place;
    of the 20 documents that this was tried on none was not.
    """
    wordings = list(checked.wordings())
    asked = [(part, checked.stems(placed.value)) for _, part, placed in wordings]
    asked += [(part, checked.stems(part.title.value)) for _, part in checked.parts() if part.title not in part.wordings]
    contested = {at for at, (_, stems) in enumerate(asked) if not stems}
    for one, other in alike.pairs([stems for _, stems in asked], NEAR):
        if asked[one][0] is not asked[other][0]:
            contested |= {one, other}
    for at, wording in enumerate(wordings):
        if at in contested or wording.placed.value.count("?") > 1:
            yield wording


# -- what helps nobody -------------------------------------------------------------------------


def _empty(checked: Checked, part: Part[Section | Entry]) -> Iterator[Finding]:
    """W003: alternates that ask by the same words as another wording of the part."""
    first = {checked.sense(part.title.value): part.title}
    for placed in part.alternates:
        sense = checked.sense(placed.value)
        other = first.setdefault(sense, placed)
        if other is not placed and sense.content:
            message = f'to the search this is "{shown(other.value)}" once more: delete it, or use other words'
            yield finding(placed, "W003", message)


def _single(file: File) -> Iterator[Finding]:
    """W004: entries with a single way to ask, once an article."""
    single = [entry for entry in file.entries if not entry.alternates]
    if not single:
        return
    count = f"{len(single):,} of {len(file.entries):,} entries have" if file.entries[1:] else "the entry has"
    message = f"{count} a single way to ask: give them alternates, in the words of readers"
    yield finding(single[0].title, "W004", message)


def _near(checked: Checked, twice: set[Placed]) -> Iterator[Finding]:
    """W005: entries whose questions, or answers, are nearly the same."""
    entries = [entry for file in checked.files for entry in file.entries]
    senses = [checked.sense(part.title.value) for part in entries]
    answers = [_bag(part) for part in entries]
    found: dict[tuple[int, int], str] = {}
    for one, other in alike.pairs([frozenset(sense.content) for sense in senses], ALIKE):
        if senses[one] == senses[other] or (
            senses[one].telling == senses[other].telling and alike.share(answers[one], answers[other]) >= ALIKE
        ):
            found[one, other] = "asks nearly the same as"
    for one, other in alike.pairs(answers, SAME_ANSWER):
        if _numbers(checked, entries[one]) == _numbers(checked, entries[other]):
            found[one, other] = "has the same answer as"
    for (one, other), how in sorted(found.items()):
        first, part = entries[one], entries[other]
        if part.title not in twice:
            where = f'"{shown(first.part.title)}" ({first.title.seen_from(part.title)})'
            yield finding(part.title, "W005", f"this {how} {where}: put both into one, or say what sets them apart")


def _bag(part: Part[Entry]) -> frozenset[str]:
    """The words of an answer, each with how many times it stands there; none where it is short."""
    words = Counter(plain(part.part.answer).casefold().split())
    if sum(words.values()) < ANSWER:
        return frozenset()
    return frozenset(f"{word} {count}" for word, n in words.items() for count in range(n))


def _numbers(checked: Checked, part: Part[Entry]) -> set[float]:
    """The numbers that an entry's answer may state."""
    return checked.facts.backing(plain(part.part.answer)).values


def _golden(checked: Checked) -> Iterator[Finding]:
    """W006: golden cases that are wordings of the knowledge."""
    known: dict[str, Wording] = {}
    for file, part, placed in checked.wordings():
        known.setdefault(folded(placed.value), Wording(file, part, placed))
    for golden in checked.goldens:
        for ask in golden.asks:
            key = folded(ask.value)
            if key and key in known:
                _, part, placed = known[key]
                where = placed.seen_from(ask)
                message = (
                    f'the case is a wording of "{shown(part.part.id)}" ({where}), which is always found: reword it'
                )
                yield finding(ask, "W006", message)
