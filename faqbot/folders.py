"""Where a user's files belong on this system. The only importer of platformdirs."""

from __future__ import annotations

import platformdirs


def config() -> str:
    """The folder of the user's settings. It need not exist."""
    return platformdirs.user_config_dir("faqbot", appauthor=False)


def state() -> str:
    """The folder of what a user would miss, but not on another machine: the history. It need not exist."""
    return platformdirs.user_state_dir("faqbot", appauthor=False)


def cache() -> str:
    """The folder of what can be made again. It need not exist."""
    return platformdirs.user_cache_dir("faqbot", appauthor=False)
