"""What makes a name public: it is known by where it is promised, whatever module it is written in."""

from __future__ import annotations

import sys
from typing import TypeVar

PACKAGE = __name__.partition(".")[0]
Named = TypeVar("Named")


def public(thing: Named) -> Named:
    """A class or function as one of the package itself: `faqbot.Answer`, in a pickle, a traceback, a repr.

    So a pickle can be read by later versions that keep it in another module.
    """
    thing.__module__ = PACKAGE
    setattr(sys.modules[PACKAGE], thing.__name__, thing)  # type: ignore[attr-defined]
    return thing


def version() -> str:
    """Which faqbot this is. The package itself, which says so, is imported before any of its modules."""
    found: str = sys.modules[PACKAGE].__version__
    return found
