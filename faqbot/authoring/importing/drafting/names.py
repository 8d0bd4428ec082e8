"""What the path of a document says of it: what it is called, and whether it is, or is a page of, an FAQ."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from faqbot.knowledge.parts import titles

if TYPE_CHECKING:
    from faqbot.authoring.importing.drafting.questions import Questions

OPENING: Final = frozenset(("index", "_index", "readme"))  # stems of the page that a folder opens with
_INDEX: Final = OPENING | {"main", "overview"}  # and of others that are called what their folder is
_ENDING: Final = re.compile(r"(?i)(?:\.(?:mdx?|markdown|txt|rst|html?|docx|xhtml|text|debian))?(?:\.gz)?$")
_ABOVE: Final = 3  # folders above a file whose names tell whether it is a page of an FAQ


class Name:
    """The name of a document.

    Args:
        path: of its file, as it was named.
    """

    def __init__(self, path: str) -> None:
        self._folder, name = os.path.split(path)
        self._own = _ENDING.sub("", name)

    @property
    def is_index(self) -> bool:
        """Whether it is the page that a folder opens with."""
        return self._own.casefold() in _INDEX

    @cached_property
    def stem(self) -> str:
        """The name without its ending; of a page that a folder opens with, the folder's."""
        above = os.path.basename(self._folder)
        return above if self.is_index and re.search(r"\w", above) else self._own

    @cached_property
    def readable(self) -> str:
        """What the document may be called, where it doesn't say it itself."""
        return titles.of_words(_spaced(self.stem).strip()) or "Article"

    @property
    def words(self) -> tuple[str, str]:
        """The words of the name and of the folder that it stands in."""
        return _spaced(self.stem), _spaced(os.path.basename(self._folder))

    def in_faq(self, questions: Questions) -> bool:
        """Whether the folder, or one of the few above it, holds an FAQ."""
        names = map(_spaced, self._folder.split(os.sep)[-_ABOVE:])
        return any(questions.heads(name) and questions.only_heads(name) for name in names)


def _spaced(name: str) -> str:
    return re.sub(r"[-_.\s]+", " ", name)
