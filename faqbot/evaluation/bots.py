"""Bots that are loaded once: golden files over the same knowledge share one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from faqbot.bot import Bot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Bots:
    """The bots of one run, each loaded when it is first asked for.

    Args:
        default: gives the paths of the knowledge that counts where none is named; none: that of `Bot.load`.
        load: makes a bot of paths; None: `Bot.load`.
    """

    def __init__(self, default: Callable[[], Sequence[str]] = tuple, load: Callable[..., Bot] | None = None) -> None:
        self._default = default
        self._load = load or Bot.load
        self._bots: dict[tuple[str, ...], Bot] = {}

    def load(self, *paths: str) -> Bot:
        """The bot over `paths`, however they are written; without any, over the default knowledge.

        Raises:
            FaqbotError: the knowledge can't be used; `default` and `load` may raise others of their own.
        """
        wanted = paths or tuple(self._default())
        key = tuple(os.path.realpath(path) for path in wanted)
        if key not in self._bots:
            self._bots[key] = self._load(*wanted).unlogged  # nobody asks what it is tested with
        return self._bots[key]
