"""The package as others see it: its version, and public names, known by where they are promised, wherever written."""

from __future__ import annotations

import sys
from typing import TypeVar

__version__ = "0.1.0"  # pyproject.toml reads it here

PACKAGE = __name__.partition(".")[0]
Named = TypeVar("Named")


def public(thing: Named) -> Named:
    """A class or function as one of the package itself: `faqbot.Answer`, in a pickle, a traceback, a repr.

    So a pickle can be read by later versions that keep it in another module.
    """
    thing.__module__ = PACKAGE
    setattr(sys.modules[PACKAGE], thing.__name__, thing)  # type: ignore[attr-defined]
    return thing
