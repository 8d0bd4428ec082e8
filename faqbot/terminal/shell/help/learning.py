"""The commands by which a knowledge learns of being asked, and their options: a part of the tables of `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import Any

    from faqbot.terminal.shell.help.command import Command

COMMANDS: Final[dict[str, Command]] = {}

OPTIONS: Final[dict[str, dict[str, Any]]] = {}
