"""The commands by which a knowledge learns of being asked: a module each, named in `COMMANDS` with its function."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

# Command -> its module here and the function in it; imported when it is run, so that no command pays for another.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "diff": ("diff", "diff"),
    "gaps": ("gaps", "run"),
    "log": ("log", "run"),
    "suggest": ("suggest", "suggest"),
    "teach": ("teach", "run"),
}


def run(options: argparse.Namespace) -> int:
    """Run the command that `options` name, and return its exit status.

    Raises:
        FaqbotError: as the command's own function says.
    """
    module, function = COMMANDS[options.command]
    status: int = getattr(import_module(f"{__name__}.{module}"), function)(options)
    return status
