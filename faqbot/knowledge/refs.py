"""What people may call a place: names of sections and FAQ entries -> refs of a knowledge."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from heapq import nlargest
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from faqbot.base.messages import either, likeness, nearest, shown
from faqbot.knowledge.article import Entry
from faqbot.knowledge.ids import slug

if TYPE_CHECKING:
    from faqbot.knowledge.article import Knowledge
    from faqbot.knowledge.yaml.faults import Faults

# Places that a message lists where a name may mean several.
LISTED: Final = 4
# Places that a name with no place is compared with letter by letter, which takes some 50 µs a place, and of them
# those that a message names.
_COMPARED: Final = 40
_GUESSES: Final = 3
# Likeness (0..1) from which a place is a likely misspelling: the others are named only where there is none.
_LIKELY: Final = 0.6
# Letters at the beginning of a word by which two words may be the same one.
_BEGINNING: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")


class Refs:
    """The places of a knowledge by their names: `id` where it stands in one article only, `article#id` always.

    Args:
        knowledge: what is named.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        named: defaultdict[str, list[str]] = defaultdict(list)
        self._knowledge = knowledge
        self._behind: dict[str, frozenset[str]] = {}
        for article, part in knowledge.parts():
            ref = article.ref(part)
            named[part.id].append(ref)
            named[ref].append(ref)
            backing = part.section if isinstance(part, Entry) else None
            self._behind[ref] = frozenset([ref, f"{article.id}#{backing}"] if backing else [ref])
        self._named = dict(named)

    def ref(self, name: str, line: int, faults: Faults, key: str = "") -> str:
        """The ref that a name means, which must be one and only one; the name itself and a fault if not.

        Args:
            name: what is written: an id, a ref, or a beginning of either that no other place has.
            line: where.
            faults: where a fault goes.
            key: what a message begins with, where the format has it on a line of its own ("cite: ").
        """
        exact = self._named.get(name, [])
        refs = exact or self.begun(name)
        if len(refs) == 1:
            return refs[0]
        if exact:
            message = f'"{shown(name)}" stands in {len(refs)} articles: write "{refs[0]}" or whichever is meant'
        elif refs:
            message = f'"{shown(name)}" may be {_listed(self.shortest(refs))}: write more of the one that is meant'
        else:
            guesses = () if faults.full else self.near(name)
            hint = f"did you mean {_listed(guesses)}?" if guesses else _WRITE
            message = f'the knowledge has no "{shown(name)}": {hint}'
        faults.add(line, key + message)
        return name

    def begun(self, name: str) -> list[str]:
        """The refs of the places whose id (or ref, where `name` is one) begins with `name`, in any case.

        Where there is none, of those whose heading or question, as an id in full, is `name`: ids that are made
        were once as long as that.
        """
        name = name.casefold()
        if not name.rpartition("#")[2]:
            return []
        known = self._begins["#" in name]
        begun = takewhile(lambda pair: pair[0].startswith(name), islice(known, bisect_left(known, (name,)), None))
        return [ref for _, ref in begun] or self._uncut.get(name, [])

    @cached_property
    def _begins(self) -> dict[bool, list[tuple[str, ...]]]:
        """Ids (False) and refs (True) in any case, each with its ref, in order."""
        parts = [(part.id.casefold(), article.ref(part)) for article, part in self._knowledge.parts()]
        return {False: sorted(parts), True: sorted((ref.casefold(), ref) for _, ref in parts)}

    @cached_property
    def _uncut(self) -> dict[str, list[str]]:
        """Headings and questions as ids in full, with and without their article, each with the refs of its places."""
        named: defaultdict[str, list[str]] = defaultdict(list)
        for article, part in self._knowledge.parts():
            name = slug(part.title)
            named[name].append(article.ref(part))
            named[f"{article.id.casefold()}#{name}"].append(article.ref(part))
        return named

    def near(self, name: str) -> list[str]:
        """The ids (or refs, where `name` is one) that `name` may be a misspelling of, the most alike first.

        Where none is likely, those that share a word or its beginning with it: a short name is little like a long id.
        """
        known = [known for known in self._named if ("#" in known) == ("#" in name)]
        words = _beginnings(name)
        akin = [(count, known) for known in known if (count := len(words & _beginnings(known)))]
        compared = {*nearest(name, known), *(known for _, known in nlargest(_COMPARED, akin))}
        alike = {known: _likeness(name, known) for known in compared}
        ranked = sorted(alike, key=lambda known: (-alike[known], known))
        return ([known for known in ranked if alike[known] >= _LIKELY] or ranked)[:_GUESSES]

    def shortest(self, refs: list[str]) -> list[str]:
        """What each of `refs` can be called: its id, or the ref where another place has the same id."""
        return [name if len(self._named[name := ref.partition("#")[2]]) == 1 else ref for ref in refs]

    def behind(self, ref: str) -> frozenset[str]:
        """The refs that an answer from `ref` stands for: itself and, of an entry, the section that backs it."""
        return self._behind.get(ref, frozenset())


_WRITE: Final = "write the id of a section or FAQ entry, or article#id"


def _beginnings(name: str) -> set[str]:
    """How the words of an id, or of the id in a ref, begin."""
    return {word[:_BEGINNING] for word in _WORD.findall(name.casefold().rpartition("#")[2])}


def _likeness(name: str, known: str) -> float:
    """How much (0..1) a name is like an id or ref, or like as much of the id from one of its words on."""
    written, whole = (text.casefold().rpartition("#")[2] for text in (name, known))
    stretches = [whole[word.start() :][: len(written)] for word in _WORD.finditer(whole)]
    return max(likeness(name, [known]), likeness(written, stretches))


def _listed(names: list[str]) -> str:
    """Names in quotes as a choice, the first of them where there are many."""
    more = [f"{len(names) - LISTED} more"] if len(names) > LISTED else []
    return either([f'"{shown(name)}"' for name in names[:LISTED]] + more)
