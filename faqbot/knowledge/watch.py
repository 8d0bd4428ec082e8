"""The knowledge on disk: loaded, and loaded again when it has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

from faqbot.base.errors import FaqbotError
from faqbot.base.files import stamp
from faqbot.knowledge import listing, loading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Loaded_co = TypeVar("Loaded_co", covariant=True)


class Watched(Generic[Loaded_co]):
    """The articles at `paths`, with what they looked like when they were loaded.

    Args:
        make: what is made of the articles at some paths, such as `Bot.load`.
        paths: files and folders; none: the default knowledge.
    """

    def __init__(self, make: Callable[..., Loaded_co], paths: Sequence[str] = ()) -> None:
        self._make = make
        self._paths = tuple(paths)
        self._seen: dict[str, tuple[int, ...]] = {}

    def load(self) -> Loaded_co:
        """What is made of what the files say now. A change is one since this moment, also where they are at fault.

        Where it is interrupted, the files have changed as they had before.

        Raises:
            KnowledgeError: the knowledge can't be used.
        """
        seen = self._look()
        try:
            loaded = self._make(*self._paths)
        except FaqbotError:
            self._seen = seen
            raise
        self._seen = seen
        self._paths = self._paths or (_default(),)  # if it is deleted, another default must not take its place
        return loaded

    def has_changed(self) -> bool:
        """Whether a file was written, added or deleted since it was last loaded. Takes some microseconds a file."""
        return self._look() != self._seen

    def _look(self) -> dict[str, tuple[int, ...]]:
        """File -> its stamp. One that is gone is left out."""
        files = listing.articles(self._paths or (_default(),))
        return {file: seen for file in files if (seen := stamp(file))}


def _default() -> str:
    return os.fspath(loading.default_path())
