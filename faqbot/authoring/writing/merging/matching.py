"""Which section or entry of one side is which of another: by its title, then by its text, then by its id."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from faqbot.authoring.writing.layout import TEXTS
from faqbot.knowledge.yaml.format import TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.writing.merging.record import Digests


def matched(name: str, ones: Sequence[Digests], others: Sequence[Digests], keys: Sequence[str] = ()) -> dict[int, int]:
    """Index in `ones` -> index in `others` of what is the same part; each is matched once, in order.

    Args:
        name: of the list, "sections" or "faq".
        ones: the digests of the parts of one side.
        others: those of another side.
        keys: by what parts are known, the surest first; (): by title, text, id.
    """
    found: dict[int, int] = {}
    free = set(range(len(others)))
    for key in keys or (TITLES[name], TEXTS[name], "id"):
        known: defaultdict[str, list[int]] = defaultdict(list)
        for at in sorted(free, reverse=True):
            if value := others[at].get(key):
                known[str(value)].append(at)
        for at, one in enumerate(ones):
            same = known.get(str(one.get(key)), []) if at not in found and one.get(key) else []
            if same:
                found[at] = same.pop()
                free.discard(found[at])
    return found
