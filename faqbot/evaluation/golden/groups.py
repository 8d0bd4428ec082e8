"""Cases and whether each passes -> how the groups that they belong to stand, beside their floors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.evaluation.golden.cases import Case, Group

# How much below its floor a share still meets it: sums of weights are not exact.
_EXACT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group of a golden file stands.

    Attributes:
        path: the golden file.
        group: the group.
        passed: the weights of the cases that pass, added up.
        of: those of all its cases.
        missed: the cases that don't pass, in order.
        count: how many cases it has.
    """

    path: str
    group: Group
    passed: float
    of: float
    missed: tuple[Case, ...]
    count: int

    @property
    def share(self) -> float:
        """The share of its cases, by their weights, that pass."""
        return self.passed / self.of

    @property
    def met(self) -> bool:
        """Whether it meets its floor; without one each case stands for itself, so that there is nothing to miss."""
        return self.group.floor is None or self.share >= self.group.floor - _EXACT

    def __str__(self) -> str:
        cases = f"{self.count - len(self.missed)} of {self.count} cases pass"
        weighed = "" if self.of == self.count else f" ({self.passed:g} of {self.of:g} by their weights)"
        floor = "" if self.group.floor is None else f", a share of {self.share:.4f}; its floor is {self.group.floor:g}"
        return f"group {self.group.name}: {cases}{weighed}{floor}"


def standings(judged: Iterable[tuple[Case, bool]]) -> tuple[Standing, ...]:
    """How each group of each file stands, in the order in which they are met.

    Args:
        judged: cases, each with whether it passes; those without a group don't count.
    """
    found: dict[tuple[str, str], list[tuple[Case, bool]]] = {}
    for case, passes in judged:
        if case.group:
            found.setdefault((case.path, case.group.name), []).append((case, passes))
    return tuple(_standing(path, cases) for (path, _), cases in found.items())


def share(judged: Iterable[tuple[Case, bool]]) -> float:
    """The share of cases, by their weights, that pass; 0 of none."""
    pairs = list(judged)
    whole = math.fsum(case.weight for case, _ in pairs)
    return math.fsum(case.weight for case, passes in pairs if passes) / whole if pairs else 0.0


def _standing(path: str, cases: list[tuple[Case, bool]]) -> Standing:
    (first, _), *_ = cases
    assert first.group is not None  # noqa: S101  (for the type checker: those without were left out)
    passed = math.fsum(case.weight for case, passes in cases if passes)
    missed = tuple(case for case, passes in cases if not passes)
    return Standing(path, first.group, passed, math.fsum(case.weight for case, _ in cases), missed, len(cases))
