"""What an import did -> what people read of it, line by line, and what programs do."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.writing.files import Outcome, State
from faqbot.authoring.writing.merging.merge import Kind
from faqbot.base.hygiene import clean, cut
from faqbot.base.messages import counted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.authoring.draft import Unplaced
    from faqbot.authoring.writing.merging.merge import Change

# Pieces that were not placed, and changes of a sort, that are listed one by one of each article.
_LISTED: Final = 5
_WIDTH: Final = 100  # characters of a text that is shown, not read
_WHOLE: Final = 2_000  # of one that is compared with another
_TOLD: Final = {
    Kind.NEW: "new in the source",
    Kind.UPDATED: "changed in the source, and here now",
    Kind.GONE: "gone from the source, and still here (--prune deletes what you haven't touched)",
    Kind.PRUNED: "gone from the source, and deleted here",
    Kind.DELETED: "changed in the source, and deleted here before",
}


def lines(outcome: Outcome, path: str, *, verbose: bool) -> Iterator[str]:
    """What became of a source, for people.

    Args:
        outcome: what was done, or would be.
        path: the source.
        verbose: to list all that was not placed, and in full.
    """
    draft = outcome.draft
    path = "standard input" if path == "-" else path
    yield f"{path} -> {outcome.path} ({outcome.state.value})"
    if outcome.state is State.TAKEN:
        yield "  This file is there already, and something else is in it, so nothing was written: name another one"
        yield "  with -o FILE.yaml, or delete it."
        return
    if outcome.state is State.NEW:
        yield f"  {_holds(outcome)}"
    yield from (f"  {line}" for line in _changes(outcome.changes, verbose=verbose))
    yield from (f"  {line}" for line in _unplaced(draft.unplaced, path, verbose=verbose))
    yield from (f"  {clean(remark)}" for remark in draft.remarks)


def passed(found: Sequence[Unplaced], *, verbose: bool) -> Iterator[str]:
    """What of a folder was passed over."""
    if not found:
        return
    counts = Counter(left.why for left in found)
    told = ", ".join(f"{count:,} {why}" if count > 1 else why for why, count in counts.most_common(_LISTED))
    yield f"Passed over: {counted(len(found), 'file or folder', 'files and folders')} ({told})"
    for left in found if verbose else ():
        yield f"  {left.text}: {left.why}"


def orphans(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The articles whose source is gone."""
    for path, source in found:
        yield f"{clean(path)} was made of {clean(source)}, which is gone: delete it, or it goes on answering"


def ending(outcomes: Sequence[Outcome], *, dry: bool) -> Iterator[str]:
    """What to do next."""
    there = [outcome.path for outcome in outcomes if outcome.state is not State.TAKEN]
    if dry:
        yield "Nothing was written: this was a dry run."
    elif there:
        at = there[0] if len(there) == 1 else os.path.dirname(there[0]) or "."
        yield f"Next: faqbot check {at} tells what is weak in it, and faqbot -k {at} answers from it."


def differences(outcome: Outcome) -> Iterator[str]:
    """The lines by which a file would change."""
    before, after = outcome.before.splitlines(), outcome.after.splitlines()
    old = outcome.path if outcome.before else "/dev/null"
    yield from difflib.unified_diff(before, after, old, outcome.path, lineterm="")


def to_dict(outcome: Outcome, path: str) -> dict[str, Any]:
    """What became of a source, for programs."""
    draft = outcome.draft
    return {
        "source": path,
        "file": outcome.path,
        "state": outcome.state.value,
        "title": draft.title,
        "sections": len(draft.sections),
        "entries": len(draft.faq),
        "backed": sum(entry.section is not None for entry in draft.faq),
        "golden": len(draft.golden),
        "unplaced": [{"line": left.line, "text": left.text, "why": left.why} for left in draft.unplaced],
        "remarks": list(draft.remarks),
        "changes": [
            {
                "kind": change.kind.value, "ref": change.ref, "title": change.title, "key": change.key,
                "file": change.ours, "source": change.theirs,
            }
            for change in outcome.changes
        ],
    }  # fmt: skip


# -- parts of it -------------------------------------------------------------------------------


def _holds(outcome: Outcome) -> str:
    draft = outcome.draft
    backed = sum(entry.section is not None for entry in draft.faq)
    told = [counted(len(draft.sections), "section"), counted(len(draft.faq), "FAQ entry", "FAQ entries")]
    said = " and ".join(told)
    if backed:
        said += f", {backed} of them with the section that backs it"
    if draft.golden:
        said += f"; {counted(len(draft.golden), 'golden case')}"
    return said


def _changes(changes: Iterable[Change], *, verbose: bool) -> Iterator[str]:
    changes = tuple(changes)
    for kind, told in _TOLD.items():
        of_kind = [change for change in changes if change.kind is kind]
        if of_kind:
            yield f"{counted(len(of_kind), 'place')} {told}:"
            names = (f"  {_name(change)}" for change in of_kind)
            yield from _cut(names, len(of_kind), verbose=verbose)
    conflicts = [change for change in changes if change.kind is Kind.CONFLICT]
    if conflicts:
        yield f"{counted(len(conflicts), 'place')} changed both in the source and here; yours stays:"
    for change in conflicts:
        yield f"  {_name(change)}"
        yield from _text("here  ", change.ours)
        yield from _text("source", change.theirs)
    if conflicts:
        yield "  Edit what is here so that it says both, or import with --keep to settle for yours."


def _name(change: Change) -> str:
    title = f"“{shown(change.title)}”" if change.ref else "the article"
    return f"{title}{f' ({change.ref})' if change.ref else ''}{f': {change.key}' if change.key else ''}"


def _text(side: str, text: str) -> Iterator[str]:
    first, *rest = cut(text or "(nothing)", _WHOLE).split("\n")
    yield f"    {side}  {first}"
    yield from (f"            {line}".rstrip() for line in rest)


def _unplaced(unplaced: Sequence[Unplaced], path: str, *, verbose: bool) -> Iterator[str]:
    if not unplaced:
        return
    whys = Counter(left.why for left in unplaced).most_common(_LISTED)
    sorts = f": {', '.join(f'{count:,} × {why}' for why, count in whys)}" if len(unplaced) > _LISTED + 1 else ""
    yield f"Not placed ({len(unplaced):,}{sorts}):"
    told = (f"  {_where(left, path)}: {_piece(left.text, verbose=verbose)} ({left.why})" for left in unplaced)
    yield from _cut(told, len(unplaced), verbose=verbose)


def _where(left: Unplaced, path: str) -> str:
    return f"{path}:{left.line}" if left.line else path


def _piece(text: str, *, verbose: bool) -> str:
    return clean(text) if verbose else cut(clean(text[: 2 * _WIDTH]), _WIDTH)


def _cut(told: Iterable[str], count: int, *, verbose: bool) -> Iterator[str]:
    """The first lines of many, and how many more there are."""
    most = count if verbose or count == _LISTED + 1 else _LISTED
    for at, line in enumerate(told):
        if at == most:
            yield f"  … and {count - most:,} more: --verbose lists them"
            return
        yield line
