"""Notes on a document as such, such as "(Sources pending)": they are shown with every answer, and are in none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.authoring.importing.drafting.questions import Questions

_TRAILING: Final = re.compile(r"[\s*_]*[(\[](?P<note>[^()\[\]]{1,100})[)\]][\s*_.]*$")


def parted(
    document: Sequence[Block], questions: Questions, bare: Callable[[str], str]
) -> tuple[list[Block], str | None]:
    """The blocks without the notes on the document at its end and before its text, and those notes.

    Args:
        document: its blocks.
        questions: tells what is a note.
        bare: takes the marks off a text.
    """
    blocks = list(document)
    notes = []
    prose = [number for number, block in enumerate(blocks) if block.kind is Kind.PROSE]
    for number in reversed(prose[-1:] + prose[:1] if len(prose) > 1 else prose):
        block = blocks[number]
        is_last = all(later.kind in (Kind.END, Kind.PROSE) for later in blocks[number:])
        kept, note = _noted(block, questions, bare, is_last=is_last)
        if note:
            notes.append(note)
            blocks[number] = replace(block, text=kept, words=bare(kept))
    kept_blocks = [block for block in blocks if block.kind is not Kind.PROSE or block.text.strip()]
    return kept_blocks, "; ".join(dict.fromkeys(notes)) or None


def _noted(block: Block, questions: Questions, bare: Callable[[str], str], *, is_last: bool) -> tuple[str, str]:
    """A paragraph without the note in it, and the note: the whole, its last line, or what stands behind it."""
    if questions.notes(bare(block.text)):
        return "", bare(block.text).strip("()[]")
    above, _, line = block.text.rstrip().rpartition("\n")
    if is_last and above and questions.notes(bare(line)):
        return above.rstrip(), bare(line).strip("()[]")
    found = _TRAILING.search(block.text[-150:]) if is_last else None
    if found and questions.notes(bare(found["note"])):
        return block.text[: len(block.text) - len(found[0])].rstrip(), bare(found["note"])
    return block.text, ""
