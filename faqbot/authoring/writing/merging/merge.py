"""What to change in a file so that it says what its source says now, and keeps what was edited in it: three sides.

A value that only the source has changed is taken over; one that only the file has changed stays; where both have, both
are shown and the file's stays. Wordings are merged one by one. What is gone from the source stays, and is told.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.writing.layout import ARTICLE, PARTS
from faqbot.authoring.writing.merging.matching import matched
from faqbot.authoring.writing.merging.record import Digests, Record, digest, digests
from faqbot.knowledge.parts.ids import Ids
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.format import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

Values = dict[str, Any]
_GUESSED: Final = frozenset({"section"})  # faqbot's own guess, not the source's word: what the author says of it counts


class Kind(enum.Enum):
    """What became of something."""

    NEW = "new"  # in the source, and added
    UPDATED = "updated"  # as the source has it now
    CONFLICT = "changed on both sides"
    GONE = "gone from the source"  # and still in the file
    PRUNED = "deleted"
    DELETED = "changed in the source, and deleted from the file"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that differs between the source and what was imported.

    Attributes:
        kind: what became of it.
        ref: the id of the section or entry; "": the article itself.
        title: its heading or question, or the article's title.
        key: which value of it; "": all of it.
        ours: what the file says, where that is to be shown.
        theirs: what the source says, where that is to be shown.
    """

    kind: Kind
    ref: str
    title: str
    key: str = ""
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A mapping of the file: an item of a list by its index, or, without a list, the article itself."""

    name: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Put:
    """A value to write at a key; None: the key is to go."""

    where: Where
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Extend:
    """Wordings to write behind those that are there."""

    where: Where
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retract:
    """A wording to take out, by its index among the alternates."""

    where: Where
    at: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Items to write in front of the one at an index, which may be that behind the last one."""

    where: Where
    items: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """An item to delete."""

    where: Where


Edit = Put | Extend | Retract | Insert | Drop


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about a file: the edits, what to tell of them, and the record of the import that it then is."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author wants beside what is safe.

    Attributes:
        prune: to delete what is gone from the source and was not touched.
        keep: where both sides have changed, to settle for the file's.
    """

    prune: bool = False
    keep: bool = False


def plan(ours: Values, theirs: Values, base: Record, wish: Wish = Wish()) -> Plan:
    """What to do about a file.

    Args:
        ours: the values of the file as it is.
        theirs: those of the source as it is.
        base: what was imported last; an empty one where nothing is known: then nothing is overwritten.
        wish: what the author wants.
    """
    return _Merge(ours, theirs, base, wish).plan()


class _Merge:
    def __init__(self, ours: Values, theirs: Values, base: Record, wish: Wish) -> None:
        self._ours, self._theirs, self._base, self._wish = ours, theirs, base, wish
        self._edits: list[Edit] = []
        self._changes: list[Change] = []
        self._open: dict[str, list[str]] = {}
        self._backing: dict[str, str] = {}  # id of a section in the source -> its id in the file
        self._ids = Ids(Faults(""))
        for name in PARTS:
            for part in ours.get(name, []):
                self._ids.take(part["id"])

    def plan(self) -> Plan:
        own = {key: value for key, value in self._theirs.items() if key not in PARTS}
        article = self._values(Where(), self._base.article, self._ours, own, ARTICLE)
        parts = {name: found for name in PARTS if (found := self._parts(name))}
        record = replace(self._base, article=article, parts=parts, open=self._open)
        return Plan(tuple(self._edits), tuple(self._changes), record)

    # -- a list of parts -----------------------------------------------------------------------

    def _parts(self, name: str) -> list[Digests]:
        """Merge the parts of a list; returns the digests of what is imported now."""
        ours, base = self._ours.get(name, []), self._base.parts.get(name, [])
        theirs = [self._mapped(part) for part in self._theirs.get(name, [])]
        now, new = list(map(digests, ours)), list(map(digests, theirs))
        kept = matched(name, base, now, ("id", TITLES[name]))
        known = matched(name, new, base)
        free = [at for at in range(len(ours)) if at not in kept.values()]
        unknown = [at for at in range(len(theirs)) if at not in known]
        met = matched(name, [new[at] for at in unknown], [now[at] for at in free])
        adopted = {unknown[one]: free[other] for one, other in met.items()}
        record: list[Digests] = []
        behind, added = 0, list[tuple[int, Values]]()
        for at, part in enumerate(theirs):
            before: Digests = base[known[at]] if at in known else {}
            here = kept.get(known[at]) if at in known else adopted.get(at)
            if here is None and before:
                record.append(self._deleted(name, before, new[at], part))
            elif here is None:
                added.append((behind, self._added(name, part)))
                record.append(digests(added[-1][1]))
            else:
                values = self._values(Where(name, here), before, ours[here], part, PARTS[name])
                record.append({"id": ours[here]["id"], **values})
                self._found(name, at, ours[here]["id"])
                behind = here + 1
        self._insert(name, added)
        gone = [at for at in range(len(base)) if at not in known.values() and at in kept]
        return record + [base[at] for at in gone if not self._gone(name, base[at], kept[at])]

    def _mapped(self, part: Values) -> Values:
        """A part of the source with the id that its backing section has in the file."""
        if "section" not in part:
            return part
        backing = self._backing.get(part["section"])
        return {
            key: backing if key == "section" else value for key, value in part.items() if key != "section" or backing
        }

    def _found(self, name: str, at: int, ours: str) -> None:
        if name == "sections":
            self._backing[self._theirs[name][at]["id"]] = ours

    def _added(self, name: str, part: Values) -> Values:
        title = part[TITLES[name]]
        own = self._ids.take(part["id"]) or self._ids.made(title, "section" if name == "sections" else "faq")
        if name == "sections":
            self._backing[part["id"]] = own
        self._changes.append(Change(Kind.NEW, own, title))
        return {**part, "id": own}

    def _insert(self, name: str, added: Iterable[tuple[int, Values]]) -> None:
        places: dict[int, list[Values]] = {}
        for at, part in added:
            places.setdefault(at, []).append(part)
        self._edits += [Insert(Where(name, at), tuple(parts)) for at, parts in places.items()]

    def _deleted(self, name: str, before: Digests, now: Digests, part: Values) -> Digests:
        """What was imported and is no longer in the file: its author doesn't want it."""
        own = {**now, "id": before["id"]}
        if {**before, "section": None} != {**own, "section": None}:
            self._changes.append(Change(Kind.DELETED, before["id"], part[TITLES[name]]))
        return own

    def _gone(self, name: str, before: Digests, here: int) -> bool:
        """Whether a part that is gone from the source goes from the file too."""
        part = self._ours[name][here]
        pruned = self._wish.prune and digests(part) == before
        if pruned and name == "sections":  # an entry must not be left without the section that it names
            pruned = not any(entry.get("section") == part["id"] for entry in self._ours.get("faq", []))
        if pruned:
            self._edits.append(Drop(Where(name, here)))
        self._changes.append(Change(Kind.PRUNED if pruned else Kind.GONE, part["id"], part[TITLES[name]]))
        return pruned

    # -- the values of a part ------------------------------------------------------------------

    def _values(self, where: Where, base: Digests, ours: Values, theirs: Values, keys: Iterable[str]) -> Digests:
        """Merge the values of a part; returns the digests of what is imported now."""
        record: Digests = {}
        for key in keys:
            if key == "id" or (key not in theirs and key not in base):
                continue
            if key == "alternates":
                now: Any = self._wordings(where, base.get(key) or [], ours, theirs)
            else:
                now = self._value(where, key, base.get(key), ours, theirs.get(key))
            if now:
                record[key] = now
        return record

    def _value(self, where: Where, key: str, before: Any, ours: Values, value: Any) -> Any:
        now, here = digest(value), digest(ours.get(key))
        if now in (before, here):
            return now
        if here == before:
            self._edits.append(Put(where, key, value))
            self._tell(Kind.UPDATED, where, key, ours, value)
            return now
        if key in _GUESSED or self._is_settled(where, key, ours, here, now):
            return now
        self._tell(Kind.CONFLICT, where, key, ours, value)
        self._open[self._ref(where, key, ours)] = [here or "", now or ""]
        return before

    def _is_settled(self, where: Where, key: str, ours: Values, here: str | None, now: str | None) -> bool:
        """Whether the author has decided: has edited the value since both sides of it were shown, or says so."""
        shown = self._base.open.get(self._ref(where, key, ours), [])
        return self._wish.keep or (len(shown) == 2 and shown[1] == (now or "") and shown[0] != (here or ""))

    @staticmethod
    def _ref(where: Where, key: str, ours: Values) -> str:
        return f"{where.name}/{ours['id']}/{key}" if where.name else key

    def _wordings(self, where: Where, before: list[str], ours: Values, theirs: Values) -> list[str]:
        """Add what is new among the source's wordings; what is gone from them stays, being no less a way to ask."""
        wordings: list[str] = theirs.get("alternates", [])
        title = ours[TITLES[where.name]]
        there = {*ours.get("alternates", []), title}
        new = tuple(wording for wording in wordings if digest(wording) not in before and wording not in there)
        if new:
            self._edits.append(Extend(where, new))
            self._tell(Kind.UPDATED, where, "alternates", ours, ", ".join(new))
        return [digest(wording) for wording in wordings]

    def _tell(self, kind: Kind, where: Where, key: str, ours: Values, theirs: Any) -> None:
        title = ours[TITLES[where.name]] if where.name else self._ours["title"]
        shown = "" if theirs is None else str(theirs)
        self._changes.append(Change(kind, ours["id"] if where.name else "", title, key, str(ours.get(key, "")), shown))
