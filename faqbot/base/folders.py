"""Where a user's files belong on this system. The only importer of platformdirs, which only some systems need."""

from __future__ import annotations

import os
import sys
from typing import Final

from faqbot.base.errors import FaqbotError

SETTINGS: Final = "FAQBOT_CONFIG"  # names another settings file
# Folder -> where Linux has it (XDG Base Directory Specification): what $XDG_… names, else this place below $HOME.
# platformdirs finds the same, but its import is a tenth of the time of an answer, and every other system's business.
_XDG: Final = {"config": ".config", "state": ".local/state", "cache": ".cache"}


def settings_file() -> str:
    """The user's settings: the file that $FAQBOT_CONFIG names, else the one in the config folder. It need not exist.

    Raises:
        FaqbotError: the user has no home.
    """
    return os.environ.get(SETTINGS) or os.path.join(config(), "config.toml")


def config() -> str:
    """The folder of the user's settings. It need not exist.

    Raises:
        FaqbotError: the user has no home, as in some containers; so of the other folders.
    """
    return _folder("config")


def state() -> str:
    """The folder of what a user would miss, but not on another machine: the history. It need not exist."""
    return _folder("state")


def cache() -> str:
    """The folder of what can be made again. It need not exist."""
    return _folder("cache")


def _folder(kind: str) -> str:
    base = _base(kind)
    if base:
        return os.path.join(base, "faqbot")
    import platformdirs

    find = getattr(platformdirs, f"user_{kind}_dir")
    try:
        return str(find("faqbot", appauthor=False))
    except RuntimeError:
        raise FaqbotError("There is no home folder for settings and history: set $HOME.") from None


def _base(kind: str) -> str:
    """Where Linux has the folders of a kind; "" where that takes more than two variables to tell."""
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return ""
    named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), os.environ.get("HOME", "")
    if os.path.isabs(named):  # the specification leaves relative ones out of account
        return named
    return os.path.join(home, _XDG[kind]) if os.path.isabs(home) else ""
