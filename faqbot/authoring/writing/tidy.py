"""A draft -> one that a knowledge file can hold: every part with an id, nothing empty, no character that YAML refuses.

What can't be carried is listed with the rest that has no place, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Asked, Draft, DraftEntry, DraftSection, Unplaced
from faqbot.knowledge.parts.ids import Ids, slug
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.format import DEEPEST, LANGUAGE, URL, is_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no knowledge file can hold, or nobody sees and a terminal or YAML acts on.
_UNHELD: Final = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_EMPTY_LINES: Final = re.compile(r"\A(?:[ \t]*\n)+|(?:\n[ \t]*)+\Z")
_BREAK: Final = re.compile(r"[ \t]*[\n\t][ \t\n]*")
_MOST_OF_NAME: Final = 80  # characters of a file's name; most systems take 255 bytes


def text(value: str) -> str:
    """A text without what no file can hold, and without empty lines at either end; "" where it is blank."""
    kept = _EMPTY_LINES.sub("", _UNHELD.sub("", _ENDS.sub("\n", value)))
    return kept if kept.strip() else ""


def line(value: str | None) -> str:
    """A text as one line."""
    return _BREAK.sub(" ", text(value or "")).strip()


def tidy(draft: Draft) -> Draft:
    """The draft as a knowledge file can hold it; what it can't hold is added to its `unplaced`."""
    left = [*draft.unplaced, *_unheld(draft)]
    sections = [_section(s, left) for s in _saying(draft.sections, left)]
    entries = [_entry(e, left) for e in _answered(draft.faq, left)]
    ids = Ids(Faults(""))
    above = [ids.take(section.id or "") for section in sections]
    below = [ids.take(entry.id or "") for entry in entries]
    sections = [replace(s, id=name or ids.made(s.heading, "section")) for s, name in zip(sections, above, strict=True)]
    entries = [replace(e, id=name or ids.made(e.question, "faq")) for e, name in zip(entries, below, strict=True)]
    known = {section.id for section in sections}
    return replace(
        draft,
        name=slug(draft.name)[:_MOST_OF_NAME].strip("-") or "article",
        title=line(draft.title) or line(draft.name) or "Untitled",
        sections=tuple(sections),
        faq=tuple(replace(e, section=e.section if e.section in known else None) for e in entries),
        note=line(draft.note) or None,
        source=line(draft.source) or None,
        published=_usable(draft.published, is_date, "no date", left),
        language=_usable(
            re.split("[-_]", draft.language or "")[0].lower(), LANGUAGE.match, "no code of a language", left
        ),
        url=_usable(draft.url, URL.match, "no address", left),
        unplaced=tuple(left),
        golden=tuple(_golden(draft.golden, entries, left)),
    )


# -- the parts ---------------------------------------------------------------------------------


def _saying(sections: Iterable[DraftSection], left: list[Unplaced]) -> list[DraftSection]:
    """The sections that say something or head one that does."""
    kept: list[DraftSection] = []
    for section in reversed(tuple(sections)):
        level = min(max(section.level, 1), DEEPEST)
        if text(section.text) or (kept and kept[-1].level > level):
            kept.append(replace(section, level=level))
        elif section.heading.strip():
            left.append(Unplaced(section.line, section.heading, "a heading with nothing below it"))
    return kept[::-1]


def _section(section: DraftSection, left: list[Unplaced]) -> DraftSection:
    says = text(section.text)
    heading = line(section.heading) or _beginning(says)
    url = _usable(section.url, URL.match, "no address", left, section.line)
    return replace(section, heading=heading, text=says, alternates=_different(section.alternates, heading), url=url)


def _answered(entries: Iterable[DraftEntry], left: list[Unplaced]) -> list[DraftEntry]:
    """The entries that have a question and an answer."""
    kept = []
    for entry in entries:
        if line(entry.question) and text(entry.answer):
            kept.append(entry)
        elif line(entry.question):
            left.append(Unplaced(entry.line, entry.question, "a question without an answer"))
        elif text(entry.answer):
            left.append(Unplaced(entry.line, entry.answer, "an answer without a question"))
    return kept


def _entry(entry: DraftEntry, left: list[Unplaced]) -> DraftEntry:
    question = line(entry.question)
    return replace(
        entry,
        question=question,
        answer=text(entry.answer),
        alternates=_different(entry.alternates, question),
        group=line(entry.group) or None,
        url=_usable(entry.url, URL.match, "no address", left, entry.line),
    )


def _golden(golden: Iterable[Asked], entries: Iterable[DraftEntry], left: list[Unplaced]) -> list[Asked]:
    """The golden cases, each with the id of the entry that answers it in place of its question."""
    ids: dict[str, str | None] = {}
    for entry in entries:
        ids.setdefault(entry.question, entry.id)
    kept: dict[str, Asked] = {}
    for asked in golden:
        question, ref = line(asked.question), line(asked.ref)
        if not question or question in kept:
            continue
        if ref and ref not in ids:
            left.append(Unplaced(asked.line, asked.question, "asks for an entry that there isn't"))
            continue
        kept[question] = replace(asked, question=question, ref=ids.get(ref) if ref else None)
    return list(kept.values())


# -- values ------------------------------------------------------------------------------------


def _different(alternates: Iterable[str], title: str) -> tuple[str, ...]:
    """Other ways to ask, each once."""
    return tuple(wording for wording in dict.fromkeys(map(line, alternates)) if wording and wording != title)


def _beginning(says: str) -> str:
    """A heading for a text that has none: how it begins."""
    words = line(says).split()
    return " ".join(words[:6]) or "Section"


def _usable(
    value: str | None, fits: Callable[[str], object], why: str, left: list[Unplaced], at: int | None = None
) -> str | None:
    """A value in the form that it must have; None, and a mention among what is left, where it isn't."""
    value = line(value)
    if not value or fits(value):
        return value or None
    left.append(Unplaced(at, value, why))
    return None


def _unheld(draft: Draft) -> list[Unplaced]:
    """What characters of a draft no file can hold, part by part."""
    parts: list[tuple[int | None, tuple[str | None, ...]]] = [(None, (draft.title, draft.note, draft.source))]
    parts += [(s.line, (s.heading, s.text, *s.alternates)) for s in draft.sections]
    parts += [(e.line, (e.question, e.answer, e.group, *e.alternates)) for e in draft.faq]
    found = []
    for at, texts in parts:
        counts = Counter(character for value in texts for character in _UNHELD.findall(value or ""))
        if counts:
            listed = ", ".join(f"U+{ord(c):04X}" + (f" × {n}" if n > 1 else "") for c, n in sorted(counts.items()))
            found.append(Unplaced(at, listed, "a character that nobody sees and no article can hold"))
    return found
