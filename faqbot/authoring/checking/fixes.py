"""Puts findings right in their files, where there is one right answer, and makes sure that nothing else is changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from faqbot.authoring import saving
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.checking.findings import Edit, Finding


def apply(findings: Iterable[Finding]) -> int:
    """Write the edits of all findings; returns how many findings were put right.

    Where two findings want to change the same characters the first one is done: the other is found again.

    Raises:
        KnowledgeError: a file can't be written.
    """
    by_path: dict[str, list[Finding]] = {}
    for found in sorted(findings):
        if found.fixable:
            by_path.setdefault(found.path, []).append(found)
    return sum(_fix(path, found) for path, found in by_path.items())


def _fix(path: str, findings: Sequence[Finding]) -> int:
    raw = read_text(path)
    edits: list[Edit] = []
    changed: set[int] = set()
    done = 0
    for found in findings:
        wanted = {at for edit in found.edits for at in range(edit.start, max(edit.end, edit.start + 1))}
        if changed.isdisjoint(wanted):
            changed |= wanted
            edits += found.edits
            done += 1
    written = _edited(raw, edits)
    if not _same_shape(path, raw, written):
        return 0
    saving.save(path, saving.as_bytes(path, written))
    return done


def _same_shape(path: str, text: str, new: str) -> bool:
    """Whether a file is YAML still where it was before."""
    try:
        nodes.parse(path, text)
    except KnowledgeError:
        return True  # it was not: only comments are edited
    try:
        nodes.parse(path, new)
    except KnowledgeError:
        return False
    return True


def _edited(raw: str, edits: Sequence[Edit]) -> str:
    """The text of a file with its edits made, which count each line end as one character, as `nodes.unified` does."""
    longer = [found.start() - number for number, found in enumerate(re.finditer("\r\n", raw))]
    pieces, at = list[str](), 0
    for edit in sorted(edits):
        start, end = (offset + bisect_left(longer, offset) for offset in (edit.start, edit.end))
        pieces += [raw[at:start], edit.text]
        at = end
    return "".join([*pieces, raw[at:]])
