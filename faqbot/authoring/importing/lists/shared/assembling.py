"""Questions and answers as a list has them -> drafts: texts in one format, wordings told apart, ids of use."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Asked, Draft, DraftEntry, DraftSection, Unplaced
from faqbot.authoring.importing.lists.shared.roles import asks
from faqbot.authoring.importing.lists.shared.texts import Raw, bare, carried, linked
from faqbot.base.hygiene import clean
from faqbot.knowledge.parts import titles
from faqbot.knowledge.parts.ids import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from faqbot.authoring.importing.document import Source
    from faqbot.knowledge.article import Format


@dataclass(frozen=True, slots=True)
class Item:
    """A question and its answer as the list has them.

    Attributes:
        question: what is asked, marks and all.
        answer: what is answered.
        line: 1-based line of the source (of a sheet its row).
        alternates: other ways to ask it.
        group: what it is headed by, or None.
        url: where its readers find it, or None.
        id: what the list calls it, which need not do for an id, or None.
        language: the code of its language, or None.
        format: what the list says its answer is written in, or None.
    """

    question: str
    answer: str
    line: int
    alternates: tuple[str, ...] = ()
    group: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a list.

    Attributes:
        items: its questions and answers, in order.
        title: what it is called; "": it doesn't say.
        sections: texts that stand beside the questions.
        unplaced: what is none of these.
        golden: questions that must not be answered.
        remarks: what the author should know, each a sentence.
        language: the code of its language, or None.
    """

    items: tuple[Item, ...]
    title: str = ""
    sections: tuple[DraftSection, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    golden: tuple[Asked, ...] = ()
    remarks: tuple[str, ...] = ()
    language: str | None = None


# "1. How …", "Q3: How …": counted by hand, where most questions are.
_COUNTED: Final = re.compile(
    r"\s*(?:(?:q(?:uestion)?\s*\d{0,4}|\d{1,4})\s*[.):]|q\s*\d{1,4}\s*[-–])\s+(?=\S)", re.IGNORECASE
)
_ANSWERED: Final = re.compile(r"\s*a(?:nswer)?\s*\d{0,4}\s*[.):]\s+(?=\S)", re.IGNORECASE)
_MOSTLY: Final = 0.7  # the share of questions that carry a number where all are counted
# What may be an id: it says something of its place, as numbers of rows and keys of databases don't.
_SAYING: Final = re.compile(r"(?=.*[^\W\d_]{3})(?![0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16,}$)[\w.-]{1,60}", re.IGNORECASE)
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_WHOLE: Final = 3  # words from which on what asks is a whole question
_SHORT: Final = 20  # characters up to which texts stand on one line
_FOLDED: Final = re.compile(r"[^\w%$€£#+]+")


def drafts(source: Source, found: Found, part: str = "") -> tuple[Draft, ...]:
    """An article of what was found; where it is in several languages, one of each.

    Args:
        source: the list.
        found: what is in it.
        part: what the part of the source is called, such as a sheet, where it has several.
    """
    stem = os.path.splitext(os.path.basename(source.path))[0]
    name = slug(f"{stem} {part}" if part else stem) or "faq"
    title = clean(found.title) or clean(part) or of_file(source)
    languages = list(dict.fromkeys(item.language for item in found.items)) or [None]
    made = []
    for place, language in enumerate(languages):
        items = [item for item in found.items if item.language == language]
        one = replace(found, items=tuple(items), title=title, language=language or found.language)
        if place:
            one = replace(one, sections=(), unplaced=(), golden=(), remarks=())
        made.append(_draft(source, one, name if len(languages) == 1 else slug(f"{name} {language or ''}")))
    return tuple(made)


def of_file(source: Source) -> str:
    """What a list is called after its file, as a document is."""
    return titles.of_file(os.path.splitext(os.path.basename(source.path))[0])


def _draft(source: Source, found: Found, name: str) -> Draft:
    items = _uncounted(found.items)
    unplaced = [Unplaced(item.line, url, "the link of a question") for item in items for url in linked(item.question)]
    items = [
        replace(item, question=bare(item.question), alternates=tuple(map(bare, item.alternates))) for item in items
    ]
    items = _told_apart(items, unplaced)
    raws = [Raw(item.answer, item.format) for item in items]
    written, texts = carried([*raws, *(Raw(section.text) for section in found.sections)])
    return Draft(
        name=name,
        title=found.title,
        format=written,
        sections=tuple(map(_with_text, found.sections, texts[len(items) :])),
        faq=tuple(map(_entry, items, texts, _ids(items, unplaced))),
        source=source.path,
        language=found.language,
        unplaced=tuple(sorted((*found.unplaced, *unplaced), key=lambda left: left.line or 0)),
        golden=found.golden,
        remarks=found.remarks,
    )


def _with_text(section: DraftSection, text: str) -> DraftSection:
    return replace(section, text=text)


def _entry(item: Item, text: str, name: str | None) -> DraftEntry:
    group = clean(bare(item.group)) if item.group else None
    return DraftEntry(item.question, text, item.line, item.alternates, None, group or None, item.url, name)


def _uncounted(items: Sequence[Item]) -> list[Item]:
    """The items without "1." and "Q:" before their questions and "A:" before their answers, where most have it."""
    for field, pattern in (("question", _COUNTED), ("answer", _ANSWERED)):
        matches = [pattern.match(getattr(item, field)) for item in items]
        if len(items) > 1 and sum(map(bool, matches)) >= _MOSTLY * len(items):
            ends = [match.end() if match else 0 for match in matches]
            items = [
                replace(item, **{field: getattr(item, field)[end:]}) for item, end in zip(items, ends, strict=True)
            ]
    return list(items)


def folded(wording: str) -> str:
    """A wording without what makes no other one of it: case, punctuation, spaces."""
    return _FOLDED.sub(" ", wording.casefold()).strip()


def best_first(wordings: Sequence[str]) -> list[str]:
    """Ways to ask one thing, first the one that reads best as its question: whole and written with care.

    Bots are taught with what people type, "mca fees" and "what's the fee"; the list names no question.
    """
    if not wordings:
        return []
    best = max(range(len(wordings)), key=lambda place: (*_care(wordings[place]), -place))
    return [wordings[best], *wordings[:best], *wordings[best + 1 :]]


def _care(wording: str) -> tuple[bool, bool, bool]:
    text = wording.strip()
    return asks(text) and len(text.split()) >= _WHOLE, text.endswith(("?", "？")), text[:1].isupper()


def _told_apart(items: Iterable[Item], unplaced: list[Unplaced]) -> list[Item]:
    """The items without wordings that others have: neither of two would be found by it."""
    kept: list[Item] = []
    seen: dict[tuple[str, str], int] = {}
    for item in items:
        same = (item.language or "", folded(item.question) + "\n" + item.answer)
        if same in seen:
            beside = filter(None, (item.question, *item.alternates, item.group, item.url, item.id))
            why = f"the same question and answer as on line {seen[same]}"
            unplaced.append(Unplaced(item.line, " | ".join(beside), why))
            continue
        seen[same] = item.line
        kept.append(item)
    taken = {folded(item.question): item.line for item in reversed(kept)}
    return [replace(item, alternates=_own(item, taken, unplaced)) for item in kept]


def _own(item: Item, taken: dict[str, int], unplaced: list[Unplaced]) -> tuple[str, ...]:
    own: dict[str, str] = {}
    question = folded(item.question)
    for wording in item.alternates:
        key = folded(wording)
        if not key or key == question or key in own:
            continue
        if taken.setdefault(key, item.line) == item.line:
            own[key] = wording
        else:
            unplaced.append(Unplaced(item.line, wording, f"line {taken[key]} has this wording too: it answers there"))
    return tuple(own.values())


def _ids(items: Iterable[Item], unplaced: list[Unplaced]) -> list[str | None]:
    """What each item can be called: a name of the list's that says something, has only signs of ids, and is its own."""
    seen: set[str] = set()
    ids: list[str | None] = []
    left: list[tuple[str, int, str]] = []
    for item in items:
        name = (item.id if is_id(item.id) else slug(item.id)) if item.id else ""
        if is_id(name) and name not in seen:
            seen.add(name)
            ids.append(name)
            continue
        if item.id:
            left.append(("id", item.line, item.id))
        ids.append(None)
    unplaced += gathered(left, lambda _, count: f"can't be an id here, or is taken ({count})")
    return ids


def is_id(name: str) -> bool:
    """Whether a name says enough of its place to be its id, as numbers of rows and keys of databases don't."""
    return bool(_SAYING.fullmatch(name))


def is_url(text: str) -> bool:
    """Whether a text is an address of the web and nothing else."""
    return bool(_URL.fullmatch(text))


def gathered(left: Iterable[tuple[str, int, str]], why: Callable[[str, int], str]) -> tuple[Unplaced, ...]:
    """What nothing takes, once for each column or key.

    Args:
        left: column or key, line and text of each.
        why: says so of a column or key and how many texts it has.
    """
    lines: dict[str, int] = {}
    texts: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for name, line, text in left:
        lines.setdefault(name, line)
        texts.setdefault(name, {})[text] = None
        counts[name] = counts.get(name, 0) + 1
    return tuple(Unplaced(lines[name], _joined(tuple(texts[name])), why(name, counts[name])) for name in lines)


def _joined(texts: Sequence[str]) -> str:
    return (", " if all(len(text) <= _SHORT for text in texts) else "\n").join(texts)
