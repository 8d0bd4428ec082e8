"""Groups of golden cases: what share of each passes, by weights, and whether that meets its floor."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.evaluation.golden import groups
from faqbot.evaluation.golden.cases import Case, Group

SAFETY: Final = Group("safety", 0.9)


def case(group: Group | None, weight: float = 1.0, path: str = "a.golden.yaml") -> Case:
    return Case(path, 1, (), weight=weight, group=group)


@pytest.mark.parametrize(("passing", "met"), [(10, True), (9, True), (8, False), (0, False)])
def test_a_floor_is_met_by_as_much(passing: int, met: bool) -> None:
    """A group meets its floor where the share that passes is at least that."""
    (found,) = groups.standings((case(SAFETY), number < passing) for number in range(10))
    assert (found.share, found.met, found.count, len(found.missed)) == (passing / 10, met, 10, 10 - passing)


def test_weights_count() -> None:
    """What a case counts in its group is its weight."""
    (found,) = groups.standings([(case(SAFETY, 9), True), (case(SAFETY, 1), False)])
    assert found.met
    told = "group safety: 1 of 2 cases pass (9 of 10 by their weights), a share of 0.9000; its floor is 0.9"
    assert str(found) == told


def test_groups_are_those_of_a_file() -> None:
    """Groups of one name in two files stand for themselves; cases without a group belong to none."""
    cases = [case(SAFETY), case(Group("any"), path="b"), case(None), case(SAFETY, path="b")]
    found = groups.standings((one, False) for one in cases)
    assert [(s.path, s.group.name, s.met) for s in found] == [
        ("a.golden.yaml", "safety", False),
        ("b", "any", True),
        ("b", "safety", False),
    ]


@given(st.lists(st.tuples(st.floats(0.001, 1_000), st.booleans()), min_size=1))
def test_a_share_is_between_none_and_all(cases: list[tuple[float, bool]]) -> None:
    """Whatever the weights, a share is from 0 to 1, all pass where it is 1, and a floor of 1 is missed by any miss."""
    judged = [(case(Group("g", 1.0), weight), passes) for weight, passes in cases]
    (found,) = groups.standings(judged)
    assert 0 <= found.share <= 1 and found.share == groups.share(judged)
    assert found.met == all(passes for _, passes in cases)
