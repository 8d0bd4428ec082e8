"""Puts findings right in their files, where there is one right answer, and makes sure that nothing else is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring import saving
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.checking.findings import Edit, Finding

_ENDS: Final = re.compile(r"\r\n|\r|\n")


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
    text = nodes.unified(raw)
    edits: list[Edit] = []
    changed: set[int] = set()
    done = 0
    for found in findings:
        wanted = {at for edit in found.edits for at in range(edit.start, max(edit.end, edit.start + 1))}
        if changed.isdisjoint(wanted):
            changed |= wanted
            edits += found.edits
            done += 1
    written = _with_ends(raw, text, edits)
    if not _same_shape(path, text, nodes.unified(written)):
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


def _with_ends(raw: str, text: str, edits: Sequence[Edit]) -> str:
    """The edited text, with the line ends that the file has: offsets count each of them as one character."""
    ends = [match[0] for match in _ENDS.finditer(raw)]
    pieces: list[str] = []
    at = line = 0

    def keep(stretch: str) -> str:
        nonlocal line
        kept = []
        for part in re.split("(\n)", stretch):
            if part == "\n":
                kept.append(ends[line] if line < len(ends) else "")
                line += 1
            else:
                kept.append(part)
        return "".join(kept)

    for edit in sorted(edits):
        pieces += [keep(text[at : edit.start]), edit.text]
        line += text.count("\n", edit.start, edit.end)
        at = edit.end
    rest = keep(text[at:])
    return "".join([*pieces, rest, "".join(ends[line:])])
