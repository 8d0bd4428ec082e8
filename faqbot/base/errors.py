"""The one error tree.

    FaqbotError             everything faqbot raises on purpose
    └── KnowledgeError      an article that can't be used: where, what is wrong, what to do
        └── KnowledgeWarning    one that can be used, and most likely isn't meant as it stands

Errors are raised where they are found and caught at the edge (`cli`, `repl`, the pytest plugin).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.public import public

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable


@public
class FaqbotError(Exception):
    """Base of all errors that faqbot raises on purpose; its text is one or more sentences for a user."""


@public
class KnowledgeError(FaqbotError):
    """A knowledge file or folder that can't be used.

    Prints as ``path:line: message``, a form that editors and terminals make clickable. A file with
    several faults raises one error that holds them all (`faults`) and prints one per line.

    Args:
        path: the file or folder at fault.
        line: 1-based line of the fault, or None where the whole file is at fault.
        message: one sentence: what is wrong and what to do.
        faults: further faults found in the same load, in the order they are to be printed.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        line: int | None,
        message: str,
        faults: Iterable[KnowledgeError] = (),
    ) -> None:
        self.path = str(path)
        self.line = line
        self.message = message
        self.faults: tuple[KnowledgeError, ...] = (self, *faults)
        super().__init__(self.path, line, message)

    def __str__(self) -> str:
        return "\n".join(f"{fault.where}: {fault.message}" for fault in self.faults)

    @property
    def where(self) -> str:
        """The place of the fault: `path:line`, or `path` where the whole file is at fault."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


class KnowledgeWarning(KnowledgeError, UserWarning):  # noqa: N818  (it is named for what Python takes it for)
    """What most likely isn't meant in a knowledge that can be used all the same. It is told, not raised.

    Where a user makes errors of warnings (`python -W error`, `filterwarnings` of pytest) it is raised after all, and
    as it is a `KnowledgeError` too, it reaches people in the same way.
    """
