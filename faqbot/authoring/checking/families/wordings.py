"""Wordings: what an entry is asked by, whose entry answers, and which of them help nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.authoring.checking.reading import alike
from faqbot.authoring.checking.reading.files import finding
from faqbot.authoring.checking.reading.knowledge import plain
from faqbot.base.messages import shown
from faqbot.knowledge.article import Entry
from faqbot.knowledge.wordings import folded, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer
    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File, Part
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed

# The share of its words on the subject that a wording must have in common with one of another place for that to come
# into its way: a wording that stands in the knowledge word for word is as near to its own place as can be.
NEAR: Final = 0.6
# The same for the questions of two entries that are nearly the same, and for the words of their answers.
SAME_QUESTION: Final = 0.8
SAME_ANSWER: Final = 0.9
# Words of an answer from which on another with the same ones is no coincidence: "Yes, twice." is.
ANSWER: Final = 12


def find(checked: Checked) -> Iterator[Finding]:
    """All findings about wordings."""
    same = list(_same(checked))
    yield from same
    told = {(found.path, found.line, found.column) for found in same}
    yield from (found for found in _poached(checked) if (found.path, found.line, found.column) not in told)
    for file in checked.files:
        for part in file.parts:
            yield from _empty(checked, part)
        yield from _single(file)
    yield from _near(checked, told)
    yield from _golden(checked)


def _where(file: File, placed: Placed, here: File) -> str:
    line = placed.place.line
    return f"line {line}" if file is here else f"{file.source.path}:{line}"


def _same(checked: Checked) -> Iterator[Finding]:
    """W001: a wording that stands in two places."""
    first: dict[str, tuple[File, Part, Placed]] = {}
    for file, part, placed in checked.wordings():
        key = folded(placed.value)
        other_file, other, wording = first.setdefault(key, (file, part, placed))
        if other is not part and key:
            where = _where(other_file, wording, file)
            same = f'the same wording as {where} ("{shown(wording.value)}")'
            yield finding(placed, "W001", f"{same}: {outcome(part.part, other.part)}")


# -- whose entry wins --------------------------------------------------------------------------


def _poached(checked: Checked) -> Iterator[Finding]:
    """W002: wordings that, asked as a reader would, aren't answered from where they stand."""
    for file, part, placed in _contested(checked):
        answer = checked.bot.answer(placed.value)
        own = file.place(part)
        if (message := _lost(answer, own)) is not None:
            yield finding(placed, "W002", message)


def _lost(answer: Answer, own: set[str]) -> str | None:
    """What to say where a wording isn't answered from its own place; None where it is."""
    if answer.verdict is Verdict.TOLD:
        return "the bot takes this for a question to itself, not to the article: say what it is about"
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


def _contested(checked: Checked) -> Iterator[tuple[File, Part, Placed]]:
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
        if at in contested or wording[2].value.count("?") > 1:
            yield wording


# -- what helps nobody -------------------------------------------------------------------------


def _empty(checked: Checked, part: Part) -> Iterator[Finding]:
    """W003: alternates that ask by the same words as another wording of the part."""
    first = {checked.sense(part.title.value): part.title}
    for placed in part.alternates:
        sense = checked.sense(placed.value)
        other = first.setdefault(sense, placed)
        if other is not placed and sense[0]:
            message = f'to the search this is "{shown(other.value)}" once more: delete it, or use other words'
            yield finding(placed, "W003", message)


def _single(file: File) -> Iterator[Finding]:
    """W004: entries with a single way to ask, once an article."""
    entries = [part for part in file.parts if isinstance(part.part, Entry)]
    single = [part for part in entries if not part.alternates]
    if not single:
        return
    count = f"{len(single):,} of {len(entries):,} entries have" if entries[1:] else "the entry has"
    message = f"{count} a single way to ask: give them alternates, in the words of readers"
    yield finding(single[0].title, "W004", message)


def _near(checked: Checked, told: set[tuple[str, int, int]]) -> Iterator[Finding]:
    """W005: entries whose questions, or answers, are nearly the same."""
    entries = [(file, part) for file, part in checked.parts() if isinstance(part.part, Entry)]
    senses = [checked.sense(part.title.value) for _, part in entries]
    pairs = defaultdict[tuple[int, int], str](str)
    for pair in alike.pairs([content for content, _ in senses], SAME_QUESTION):
        one, other = (senses[at] for at in pair)
        if one[1] == other[1] and not _opposed(one[0] ^ other[0]):
            pairs[pair] = "asks nearly the same as"
    answers = [_bag(checked, part) for _, part in entries]
    for pair in alike.pairs(answers, SAME_ANSWER):
        if _same_numbers(checked, entries[pair[0]][1], entries[pair[1]][1]):
            pairs[pair] = "has the same answer as"
    for (one, other), how in sorted(pairs.items()):
        first_file, first = entries[one]
        file, part = entries[other]
        place = part.title.place
        if (file.source.path, place.line, place.column) in told:
            continue
        where = f'"{shown(first.part.title)}" ({_where(first_file, first.title, file)})'
        yield finding(part.title, "W005", f"this {how} {where}: put both into one, or say what sets them apart")


def _opposed(differing: frozenset[str]) -> bool:
    """Whether what two questions don't share may make two of them."""
    return bool(differing)


def _bag(checked: Checked, part: Part) -> frozenset[str]:
    """The words of an answer, each with how many times it stands there; none where it is short."""
    assert isinstance(part.part, Entry)  # noqa: S101  (for the type checker)
    words = Counter(plain(part.part.answer).casefold().split())
    if sum(words.values()) < ANSWER:
        return frozenset()
    return frozenset(f"{word} {count}" for word, n in words.items() for count in range(n))


def _same_numbers(checked: Checked, one: Part, other: Part) -> bool:
    facts = checked.facts
    held = [facts.backing(plain(text)).values for part in (one, other) for _, text, _ in part.texts]
    return held[0] == held[1]


def _golden(checked: Checked) -> Iterator[Finding]:
    """W006: golden cases that are wordings of the knowledge."""
    known: dict[str, tuple[File, Part, Placed]] = {}
    for file, part, placed in checked.wordings():
        known.setdefault(folded(placed.value), (file, part, placed))
    for golden in checked.goldens:
        for ask in golden.asks:
            key = folded(ask.value)
            if key and key in known:
                file, part, placed = known[key]
                where = f"{file.source.path}:{placed.place.line}"
                message = (
                    f'the case is a wording of "{shown(part.part.id)}" ({where}), which is always found: reword it'
                )
                yield finding(ask, "W006", message)
