"""Sources -> the names of their articles: short, of letters that every system takes, and each given once."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.drafting.names import OPENING
from faqbot.knowledge.parts.ids import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.authoring.draft import Draft

# Names that Windows keeps for devices, whatever their ending.
_DEVICES: Final = frozenset(
    "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)


def named(draft: Draft, path: str, folder: str) -> Draft:
    """The draft under the name of its file, in a folder that was named; what opens a folder is called what that is."""
    stem = os.path.splitext(os.path.basename(path))[0]
    if not folder:
        return draft
    if stem.lower() in OPENING:
        stem = os.path.basename(os.path.dirname(os.path.abspath(path))) or stem
    return replace(draft, name=slug(stem) or draft.name)


def distinct(drafts: Sequence[tuple[Draft, str]], taken: Callable[[Draft], str | None]) -> list[str]:
    """A name for each draft, no two alike in any case: where they are, their folders come before them.

    Args:
        drafts: each with the path that it comes from.
        taken: the name that a draft was imported under before, or None.
    """
    names: list[str | None] = [taken(draft) for draft, _ in drafts]
    used = {name.casefold() for name in names if name}
    counts = Counter(_key(draft.name) for draft, _ in drafts)
    for at, (draft, path) in enumerate(drafts):
        if names[at] is not None:
            continue
        longer = _longer(draft.name, path) if counts[_key(draft.name)] > 1 or _key(draft.name) in used else []
        options = [*longer, draft.name]
        chosen = next((name for name in options if _key(name) not in used), None)
        chosen = chosen or _counted(draft.name, used)
        names[at] = _safe(chosen)
        used.add(_key(chosen))
    return [name or "article" for name in names]


def _safe(name: str) -> str:
    """A name that every system takes for a file's."""
    return f"{name}-article" if name.casefold().split(".")[0] in _DEVICES else name


def _key(name: str) -> str:
    return name.casefold()


def _longer(name: str, path: str) -> list[str]:
    """A name with one, two, … of the folders above the file before it, which another one need not have."""
    folders = [part for part in os.path.dirname(path).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if folders and slug(folders[-1]) == name:  # it is called what its folder is
        folders = folders[:-1]
    made, found = name, list[str]()
    for folder in reversed(folders):
        made = slug(f"{folder} {made}")
        found.append(made)
    return found


def _counted(name: str, used: set[str]) -> str:
    number = 2
    while f"{name}-{number}".casefold() in used:
        number += 1
    return f"{name}-{number}"
