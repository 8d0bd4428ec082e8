"""A tidy draft -> what to write for it, held against what is there; and the writing, whole or not at all."""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring import saving
from faqbot.authoring.writing import golden, layout, yaml
from faqbot.authoring.writing.merging import record, splice
from faqbot.authoring.writing.merging.matching import matched
from faqbot.authoring.writing.merging.merge import Change, Wish, plan
from faqbot.authoring.writing.merging.record import Record, digests
from faqbot.authoring.writing.merging.splice import NoPlaceError
from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import YAML
from faqbot.knowledge import articles
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.source import MAX_BYTES, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.draft import Draft
    from faqbot.authoring.writing.merging.merge import Values
    from faqbot.knowledge.article import Article

_MOST_RECORDS: Final = 10_000  # of a folder
_FAILED: Final = "the file would not be read back as it was meant, so nothing was written: please report this"


class State(enum.Enum):
    """What an import makes of a file."""

    NEW = "new"
    CHANGED = "updated"
    SAME = "unchanged"
    EMPTY = "empty"  # the source holds nothing that could be an article
    TAKEN = "taken"  # something else has this name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import makes of a file, before it is written.

    Attributes:
        draft: what was imported, tidied.
        path: the file.
        state: what becomes of it.
        changes: what differs between the source and what was imported last.
        before: the file's text; "" where there is none.
        after: its text when it is written.
        writes: path -> bytes of all files to write; empty where all of them are as they should be.
    """

    draft: Draft
    path: str
    state: State
    changes: tuple[Change, ...] = ()
    before: str = ""
    after: str = ""
    writes: tuple[tuple[str, bytes], ...] = ()


def prepared(draft: Draft, path: str, wish: Wish) -> Outcome:
    """What importing a draft into the file at `path` would do.

    Raises:
        KnowledgeError: the file is there and can't be used, or what would be written is too large to be.
        FaqbotError: the file is written in a way in which a change has no place.
    """
    values = layout.article(draft)
    if "sections" not in values and "faq" not in values:
        return Outcome(draft, path, State.EMPTY)
    if not os.path.lexists(path):
        return _new(draft, path, values)
    return _merged(draft, path, values, wish)


def write(outcome: Outcome) -> None:
    """Write all files of an outcome, each whole or not at all.

    Raises:
        KnowledgeError: one can't be written.
    """
    for path, data in outcome.writes:
        saving.save(path, data)


def read(path: str, text: str) -> Article:
    """The article that a text is which came, or is to come, from `path`.

    Raises:
        KnowledgeError: it is none.
    """
    return articles.of(path, nodes.parse(path, text), Faults(path))


def imported(folder: str) -> dict[tuple[str, str], str]:
    """(source, name of the article) -> the file that it was imported into, for the files of a folder."""
    return {(found.source, found.name): path for path, found in _records(folder)}


def _records(folder: str) -> Iterator[tuple[str, Record]]:
    try:
        names = sorted(os.listdir(folder or "."))[:_MOST_RECORDS]
    except OSError:
        return
    hidden = set(names)
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(YAML) and os.path.basename(record.path_of(path)) in hidden and (found := record.read(path)):
            yield path, found


# -- a new file --------------------------------------------------------------------------------


def _new(draft: Draft, path: str, values: Values) -> Outcome:
    text = yaml.article(values)
    _check(path, text, values)
    parts = {name: [digests(part) for part in values[name]] for name in layout.PARTS if name in values}
    own = Record(article=digests(values), parts=parts)
    return _with_writes(Outcome(draft, path, State.NEW, after=text), own, own)


def _check(path: str, text: str, values: Values) -> None:
    """Hold a text to what it must say before it is written.

    Raises:
        KnowledgeError: it can't be used, or says something else.
    """
    if len(text.encode()) > MAX_BYTES:
        message = f"the article would be larger than {MAX_BYTES / 1e6:.0f} MB: split its source into several documents"
        raise KnowledgeError(path, None, message)
    if layout.held(read(path, text)) != values:
        raise KnowledgeError(path, None, _FAILED)


# -- a file that is there ----------------------------------------------------------------------


def _merged(draft: Draft, path: str, values: Values, wish: Wish) -> Outcome:
    raw = read_text(path)
    text = raw.replace("\r\n", "\n")
    ours = layout.held(read(path, text))
    base = record.read(path)
    if ours == values and base is None:
        base = Record()
    if base is None and ours.get("source") != values.get("source", ""):
        return Outcome(draft, path, State.TAKEN)
    if base is not None and base.source not in ("", draft.source or "") and not _akin(base, values):
        return Outcome(draft, path, State.TAKEN)
    found = plan(ours, values, base or Record(), wish)
    after = text
    if found.edits:
        try:
            after = splice.applied(path, text, found.edits)
        except NoPlaceError as error:
            raise KnowledgeError(path, None, f"what has changed has no place in the file: {error}") from None
        _check(path, after, splice.edited(ours, found.edits))
    state = State.CHANGED if after != text else State.SAME
    outcome = Outcome(draft, path, state, found.changes, raw, saving.with_ends(raw, after) if found.edits else raw)
    return _with_writes(outcome, found.record, base or Record())


def _akin(base: Record, values: Values) -> bool:
    """Whether anything of what was imported once is in what is to be imported now."""
    return any(
        matched(name, base.parts.get(name, []), list(map(digests, values.get(name, [])))) for name in layout.PARTS
    )


def _with_writes(outcome: Outcome, own: Record, base: Record) -> Outcome:
    """The outcome with all that is to be written: the article, its golden file, and the record of the import.

    Args:
        outcome: the outcome.
        own: the record of this import.
        base: that of the one before.
    """
    draft, path, after = outcome.draft, outcome.path, outcome.after
    writes = [(path, saving.as_bytes(path, after))] if outcome.before != after else []
    if draft.golden:
        there = {part["id"] for part in layout.held(read(path, after)).get("faq", [])}
        pairs = zip(draft.faq, own.parts.get("faq", []), strict=False)
        ids = {part.id or "": known["id"] for part, known in pairs if known["id"] in there}
        if cases := golden.written(draft, path, ids, base.golden):
            writes.append((golden.path_of(path), cases))
    kept = replace(own, source=draft.source or "", name=draft.name, golden=golden.digests(draft, base.golden))
    data = record.written(kept)
    if not _holds(_own(record.path_of(path)), data):
        writes.append((record.path_of(path), data))
    return replace(outcome, writes=tuple(writes))


def _own(path: str) -> str:
    """The path of a record, where nothing else has its name: nobody makes a link of it, and writing would follow one.

    Raises:
        KnowledgeError: something else has.
    """
    if os.path.islink(path) or (os.path.lexists(path) and not os.path.isfile(path)):
        raise KnowledgeError(path, None, "this is no file, and what was imported is kept here: delete it")
    return path


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False
