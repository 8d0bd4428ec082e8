"""The commands for those who keep the articles: a function each, named in `COMMANDS`.

Each imports what it needs itself, so that no command pays for another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {}
