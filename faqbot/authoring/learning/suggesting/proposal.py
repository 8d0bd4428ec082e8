"""A wording that is proposed for a place, and one that is not, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from faqbot.base.hygiene import clean
from faqbot.base.messages import shown


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording for a place.

    Attributes:
        ref: the place, `article#id`.
        wording: how it may be asked for.
        origin: where the wording is from, in a phrase: "asked 3 times", "keywords".
    """

    ref: str
    wording: str
    origin: str

    def __str__(self) -> str:
        return clean(f"{self.ref}: “{shown(self.wording)}” ({self.origin})")

    def to_dict(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        return {"ref": self.ref, "wording": self.wording, "origin": self.origin}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A proposal that is none, and why, in a phrase."""

    proposal: Proposal
    why: str

    def __str__(self) -> str:
        return clean(f"{self.proposal}: {self.why}")

    def to_dict(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        return {**self.proposal.to_dict(), "dropped": self.why}


# Passes some things on one by one, as a bar on a terminal does.
Progress = Callable[[Sequence[Any]], Iterable[Any]]
