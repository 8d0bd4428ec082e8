"""The libraries of the extra `faqbot[import]`: imported when a file needs them, named in a sentence when missing."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from faqbot.base.errors import FaqbotError

if TYPE_CHECKING:
    from collections.abc import Callable


def needed(load: Callable[[], Any], library: str, purpose: str) -> Any:
    """What `load` imports.

    Args:
        load: imports from the library; a function, so that checkers of types and imports see the import.
        library: what it is called on PyPI.
        purpose: what for, as "to read Word files".

    Raises:
        FaqbotError: it isn't installed.
    """
    try:
        return load()
    except ImportError as error:
        if error.name and importlib.util.find_spec(error.name.partition(".")[0]):
            raise  # it is there, and broken
        raise FaqbotError(f"{purpose} faqbot needs {library}: pip install 'faqbot[import]'") from None
