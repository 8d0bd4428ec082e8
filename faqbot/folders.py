"""Where a user's files belong on this system. The only importer of platformdirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs

from faqbot.errors import FaqbotError

if TYPE_CHECKING:
    from collections.abc import Callable


def config() -> str:
    """The folder of the user's settings. It need not exist.

    Raises:
        FaqbotError: the user has no home, as in some containers; so of the other folders.
    """
    return _folder(platformdirs.user_config_dir)


def state() -> str:
    """The folder of what a user would miss, but not on another machine: the history. It need not exist."""
    return _folder(platformdirs.user_state_dir)


def cache() -> str:
    """The folder of what can be made again. It need not exist."""
    return _folder(platformdirs.user_cache_dir)


def _folder(find: Callable[..., str]) -> str:
    try:
        return find("faqbot", appauthor=False)
    except RuntimeError:
        raise FaqbotError("There is no home folder for settings and history: set $HOME.") from None
