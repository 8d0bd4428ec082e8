"""What people may call a place: names of sections and FAQ entries -> refs of a knowledge; names of articles -> ids."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from heapq import nlargest
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.messages import either, likeness, nearest, shown
from faqbot.knowledge.article import Entry
from faqbot.knowledge.parts.ids import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        self.knowledge = knowledge
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
        parts = [(part.id.casefold(), article.ref(part)) for article, part in self.knowledge.parts()]
        return {False: sorted(parts), True: sorted((ref.casefold(), ref) for _, ref in parts)}

    @cached_property
    def _uncut(self) -> dict[str, list[str]]:
        """Headings and questions as ids in full, with and without their article, each with the refs of its places."""
        named: defaultdict[str, list[str]] = defaultdict(list)
        for article, part in self.knowledge.parts():
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


def articles(knowledge: Knowledge, names: str | Iterable[str]) -> tuple[str, ...]:
    """The ids of the articles that are named, in the order of the names, each once.

    Args:
        knowledge: whose articles they are.
        names: ids, titles or beginnings of either, in any case; or one of these.

    Raises:
        FaqbotError: no article has a name, or several have; or none is named.
        TypeError: a name is no string.
    """
    given = (names,) if isinstance(names, str) else tuple(names)
    if not given:
        raise FaqbotError("no article is named: name one, or leave the names out to ask all")
    return tuple(dict.fromkeys(_article(knowledge, name) for name in given))


def _article(knowledge: Knowledge, name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"the name of an article is a text (str), not {type(name).__name__}")
    wanted = name.strip().casefold()
    known = {article.id: (article.id.casefold(), article.title.casefold()) for article in knowledge.articles}
    exact = [[id_ for id_, names in known.items() if names[kind] == wanted] for kind in range(2)]
    begun = [id_ for id_, names in known.items() if wanted and any(own.startswith(wanted) for own in names)]
    found = next(filter(None, (*exact, begun)), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise FaqbotError(f'the article "{shown(name)}" may be {_listed(found)}: write more of the one that is meant')
    ids = {own: id_ for id_, names in known.items() for own in names}
    guesses = list(dict.fromkeys(ids[own] for own in nearest(wanted, ids)))[:_GUESSES]
    hint = f"did you mean {_listed(guesses)}?" if guesses else f"write {_listed(list(known))}"
    raise FaqbotError(f'there is no article "{shown(name)}": {hint}')


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
