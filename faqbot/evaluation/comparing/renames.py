"""Places of two knowledges that are the same under another id, so that a renamed entry is not taken for another."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faqbot.knowledge.article import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from faqbot.knowledge.article import Article, Knowledge, Section

# By what two places are the same, the surest first; a text that several places have tells nothing.
_BY: Final[tuple[Callable[[Section | Entry], Hashable], ...]] = (
    lambda part: (isinstance(part, Entry), part.title, part.body.value),
    lambda part: (isinstance(part, Entry), part.body.value) if part.body.value.strip() else None,
    lambda part: (isinstance(part, Entry), part.title),
)


class Renames:
    """Which places of an old knowledge have another ref in a new one.

    Args:
        old, new: the two; swapped, the renames are swapped.
    """

    def __init__(self, old: Knowledge, new: Knowledge) -> None:
        before, now = ({article.ref(part): (article, part) for article, part in k.parts()} for k in (old, new))
        gone = {ref: part for ref, (_, part) in before.items() if ref not in now}
        come = {ref: part for ref, (_, part) in now.items() if ref not in before}
        self.pairs: dict[str, str] = {}
        for key in _BY:
            matched = _matched(gone, come, key)
            self.pairs |= matched
            gone = {ref: part for ref, part in gone.items() if ref not in matched}
            come = {ref: part for ref, part in come.items() if ref not in set(matched.values())}
        self._back = {now: before for before, now in self.pairs.items()}
        self._articles = self._renamed(old.articles, new.articles)

    def forward(self, ref: str) -> str:
        """The ref in the new knowledge of a place in the old one; the same where it has no other."""
        return self.pairs.get(ref, ref)

    def back(self, ref: str) -> str:
        """The ref in the old knowledge of a place in the new one."""
        return self._back.get(ref, ref)

    def article(self, id_: str) -> str:
        """The id in the old knowledge of an article of the new one."""
        return self._articles.get(id_, id_)

    def _renamed(self, old: tuple[Article, ...], new: tuple[Article, ...]) -> Mapping[str, str]:
        """New id -> old id of articles that most of the renamed places of the new one come from."""
        gone, come = {a.id for a in old} - {a.id for a in new}, {a.id for a in new} - {a.id for a in old}
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for before, now in self.pairs.items():
            source, target = before.partition("#")[0], now.partition("#")[0]
            if source in gone and target in come:
                counts[target][source] += 1
        return {target: min(counts[target], key=lambda id_: (-counts[target][id_], id_)) for target in counts}


def _matched(
    gone: Mapping[str, Section | Entry], come: Mapping[str, Section | Entry], key: Callable[[Section | Entry], Hashable]
) -> dict[str, str]:
    """Old ref -> new ref of places that alone have the same key."""
    alone = []
    for parts in (gone, come):
        refs: defaultdict[Hashable, list[str]] = defaultdict(list)
        for ref, part in parts.items():
            refs[key(part)].append(ref)
        alone.append({of: found[0] for of, found in refs.items() if of is not None and len(found) == 1})
    before, now = alone
    return {before[of]: now[of] for of in before if of in now}
