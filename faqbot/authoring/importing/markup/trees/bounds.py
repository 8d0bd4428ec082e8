"""What docutils can't be asked to read: texts of which it takes a time far beyond their size.

It looks for the end of each mark in the rest of the paragraph, and puts in substitutions within substitutions.
"""

from __future__ import annotations

import re
from typing import Final

from faqbot.base.errors import KnowledgeError

# Marks within one paragraph: at 10,000 it takes docutils some seconds, and four times as many take it sixteen times as
# long. Paragraphs of people's have a few dozen.
_MOST_MARKS: Final = 3_000
# Letters that all substitutions together may become.
_MOST_LETTERS: Final = 1_000_000
# Substitutions within each other.
_DEEPEST: Final = 20
_MARK: Final = re.compile(r"[*`]|_(?!\w)|\|(?=\w)")
_DEFINED: Final = re.compile(r"^[ \t]*\.\.[ ]+\|([^|\n]+)\|[ ]+replace::(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_USED: Final = re.compile(r"\|([^|\n]+)\|")


def check(path: str, text: str) -> None:
    """Look at a document before docutils reads it.

    Raises:
        KnowledgeError: it would take far longer than its size allows.
    """
    line = 1
    for paragraph in re.split(r"(\n[ \t]*(?=\n))", text):
        marks = len(_MARK.findall(paragraph)) if len(paragraph) > _MOST_MARKS else 0
        if marks > _MOST_MARKS and not paragraph.lstrip().startswith("+-"):
            message = (
                f"a paragraph with {marks:,} marks can't be read, {_MOST_MARKS:,} at most: divide it by blank lines"
            )
            raise KnowledgeError(path, line, message)
        line += paragraph.count("\n")
    defined = {name.lower(): said for name, said in _DEFINED.findall(text)}
    if defined and _letters(defined, text) > _MOST_LETTERS:
        raise KnowledgeError(path, None, "its substitutions stand within each other so often that they fill the memory")


def _letters(defined: dict[str, str], text: str) -> int:
    """How many letters the substitutions become where they are used; beyond all bounds where they stand too deep."""
    known: dict[str, int] = {}

    def size(name: str, depth: int) -> int:
        if depth > _DEEPEST:
            return _MOST_LETTERS + 1
        if name not in known:
            used = [
                one.lower() for one in _USED.findall(defined[name]) if one.lower() in defined and one.lower() != name
            ]
            known[name] = len(defined[name]) + sum(size(one, depth + 1) for one in used)
        return known[name]

    return sum(size(one.lower(), 0) for one in _USED.findall(text) if one.lower() in defined)
