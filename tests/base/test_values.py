"""Classes of values: they are as the standard library makes them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable


def place(make: Any, make_field: Any) -> Any:
    """A class of values with everything that is used of dataclasses."""

    @make(frozen=True, slots=True)
    class Place:
        """A place."""

        name: str
        line: int = 1
        found: list[int] = make_field(default_factory=list)
        style: str = make_field(default="", compare=False)
        read: Callable[[str], str] = str

        @property
        def shown(self) -> str:
            """Its name as it is read."""
            return self.read(self.name)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    return Place


@dataclass(frozen=True, slots=True)
class Point:
    """A value that pickles."""

    x: int
    y: str = ""


@dataclass(slots=True)
class Open:
    """A value that may change."""

    x: int


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """A value that is equal to itself only."""

    x: int = 0


OURS: Any
THEIRS: Any
OURS, THEIRS = place(dataclass, field), place(dataclasses.dataclass, dataclasses.field)
GIVEN: st.SearchStrategy[tuple[Any, ...]] = st.tuples(
    st.sampled_from("ab"), st.integers(1, 2), st.just([]), st.sampled_from("xy")
)


@given(GIVEN, GIVEN)
def test_values_are_equal_and_shown_as_those_of_the_standard_library(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    """They are compared by what tells them apart, and shown with all they hold."""
    assert (OURS(*one) == OURS(*other)) == (THEIRS(*one) == THEIRS(*other))
    assert repr(OURS(*one)) == repr(THEIRS(*one))
    assert OURS(*one) != THEIRS(*one)
    assert replace(OURS(*one), line=7) == OURS(one[0], 7, *one[2:])


@pytest.mark.parametrize(
    "arguments", [(), ("a", 1, [], "", str, 6), ("",)], ids=["too few", "too many", "after it was made"]
)
def test_what_cannot_be_made_is_refused_in_the_same_words(arguments: tuple[Any, ...]) -> None:
    """The message names the class and what is missing."""
    messages = []
    for made in (THEIRS, OURS, OURS):
        with pytest.raises((TypeError, ValueError)) as caught:
            made(*arguments)
        messages.append(str(caught.value))
    assert len(set(messages)) == 1


def test_the_standard_library_knows_them() -> None:
    """`fields`, `replace` and `asdict` take them, and say what they say of a dataclass of its own."""
    assert hasattr(OURS, "__dataclass_fields__")  # what `is_dataclass` looks for
    for ours, theirs in zip(dataclasses.fields(OURS), dataclasses.fields(THEIRS), strict=True):
        assert repr(ours) == repr(theirs)
    value = OURS("a", found=[1])
    assert dataclasses.asdict(value) == dataclasses.asdict(THEIRS("a", found=[1]))
    assert dataclasses.replace(value, line=2) == replace(value, line=2) == OURS("a", 2, [1])
    assert value.shown == "a"
    assert OURS.__doc__ == "A place."


def test_defaults_are_made_for_each() -> None:
    """A list that one value begins with isn't that of another."""
    OURS("a").found.append(1)
    assert OURS("a").found == []


def test_a_frozen_value_cannot_change() -> None:
    """Neither is anything assigned to it nor deleted, and an attribute that there isn't can't be added."""
    for name in ("x", "z"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(Point(1), name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(Point(1), name)
    opened = Open(1)
    opened.x = 2
    assert opened == Open(2)
    with pytest.raises(AttributeError):
        opened.z = 2  # type: ignore[attr-defined]


def test_values_are_hashed_by_what_they_hold() -> None:
    """Equal ones are one key; those that may change are none, and those that are equal to themselves only are many."""
    assert {Point(1): "a"}[Point(1)] == "a"
    assert len({Itself(), Itself()}) == 2
    assert Itself() != Itself()
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open(1))


@pytest.mark.parametrize("value", [Point(1, "a"), Open(3)])
def test_values_pickle_and_copy(value: Any) -> None:
    """What comes back is equal, and may be in a pickle of the standard library's form."""
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == copy.deepcopy(value) == value


def test_a_class_without_slots_is_refused() -> None:
    """There is one kind of them."""
    with pytest.raises(TypeError, match="write slots=True"):

        @dataclass(frozen=True)
        class Loose:
            x: int
