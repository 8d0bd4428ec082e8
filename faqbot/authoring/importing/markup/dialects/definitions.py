"""Lists of definitions with empty lines in them, as Python-Markdown and PHP Markdown Extra have them.

    What is it?                              ??? question "What is it?"

    :   A library.               ->              A library.

        It has no cover.                         It has no cover.

They are written as what unfolds below its title, which is read already; no line moves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_TERM: Final = re.compile(r"(?![#>|`~<:=+]|[-*+] |\d+[.)] )\S.{0,400}$")
_MEANING: Final = re.compile(r":(?: {1,3}|\t)(?=\S)")
_FENCE: Final = re.compile(r"[ \t]*(?P<mark>```+|~~~+)")


def unfolded(lines: Sequence[str]) -> list[str]:
    """The lines of a document, those of such lists written as what unfolds.

    Args:
        lines: its lines; as many come back.
    """
    written = list(lines)
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and (not fence or (found["mark"].startswith(fence) and not line.strip(" \t`~"))):
            fence = "" if fence else found["mark"]
        elif not fence and _MEANING.match(line) and _is_below_term(lines, written, number):
            written[number] = _MEANING.sub("    ", line, count=1)
            if not lines[number - 1].strip() and _TERM.match(lines[number - 2]):
                written[number - 2] = f'??? question "{lines[number - 2].strip()}"'
    return written


def _is_below_term(lines: Sequence[str], written: Sequence[str], number: int) -> bool:
    """Whether a meaning stands below a term, with an empty line between them, or below another meaning of it."""
    if number < 2 or lines[number - 1].strip():
        return written[number - 1][:4] == "    " and lines[number - 1][:1] == ":" if number else False
    above = lines[number - 2]
    is_meaning = written[number - 2][:4].isspace() and (above[:1] == ":" or above[:1].isspace())
    is_alone = number < 3 or not lines[number - 3].strip()
    return is_meaning or bool(is_alone and _TERM.match(above))
