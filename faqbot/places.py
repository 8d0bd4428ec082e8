"""What the labels of questions may name: ids of sections and FAQ entries -> refs of a knowledge."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from faqbot.article import Entry
from faqbot.fields import closest, shown

if TYPE_CHECKING:
    from faqbot.article import Knowledge
    from faqbot.fields import Faults


class Places:
    """The places of a knowledge by their names: `id` where it stands in one article only, `article#id` always.

    Args:
        knowledge: what is named.
    """

    __slots__ = ("_behind", "_named")

    def __init__(self, knowledge: Knowledge) -> None:
        named: defaultdict[str, list[str]] = defaultdict(list)
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
            name: what is written.
            line: where.
            faults: where a fault goes.
            key: what a message begins with, where the format has it on a line of its own ("cite: ").
        """
        refs = self._named.get(name, [])
        if len(refs) == 1:
            return refs[0]
        if refs:
            message = f'"{shown(name)}" stands in {len(refs)} articles: write "{refs[0]}" or whichever is meant'
        else:
            guess = None if faults.full else closest(name, self._named)
            hint = f'did you mean "{guess}"?' if guess else "write the id of a section or FAQ entry, or article#id"
            message = f'the knowledge has no "{shown(name)}": {hint}'
        faults.add(line, key + message)
        return name

    def behind(self, ref: str) -> frozenset[str]:
        """The refs that an answer from `ref` stands for: itself and, of an entry, the section that backs it."""
        return self._behind.get(ref, frozenset())
