"""Enumerations whose members are strings, in every Python that is supported."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 11):
    from enum import StrEnum
else:  # pragma: no cover
    import enum

    class StrEnum(str, enum.Enum):
        """The part of 3.11's StrEnum that is used here: a member prints as its value."""

        __str__ = str.__str__


__all__ = ["StrEnum"]
