"""Classes of values: dataclasses that are made at once, and enumerations of strings in every Python there is.

    @dataclass(frozen=True, slots=True)
    class Text: ...

Every start of the command makes fifty dataclasses. The standard library writes and compiles eight methods for each
(0.6 ms), and imports `inspect` first (8 ms): a quarter of the start. Here what all have in common is written once, and
what is written for each when it is first called. Type checkers see the standard library's own, whose functions
(`fields`, `replace`, `asdict`) take these classes too.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

if sys.version_info >= (3, 11):
    from enum import StrEnum
else:  # pragma: no cover
    import enum

    class StrEnum(str, enum.Enum):
        """The part of 3.11's StrEnum that is used here: a member prints as its value."""

        __str__ = str.__str__


__all__ = ["StrEnum", "dataclass", "field", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from dataclasses import dataclass, field, replace
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """A decorator that makes a class of values, whose attributes are what it annotates, and no other.

        Args:
            frozen: whether nothing can be assigned to them.
            slots: whether it has no others: it must be so.
            eq: whether objects are equal that hold the same; else each is equal to itself only.
        """
        if not slots:
            raise TypeError("a class of values has slots: write slots=True")
        return lambda cls: _made(cls, frozen=frozen, eq=eq)

    def field(*, default: Any = ..., default_factory: Callable[[], Any] | None = None, compare: bool = True) -> _Field:
        """An attribute whose default is made for each object, or that doesn't tell objects apart."""
        return _Field(default, default_factory, compare=compare)

    def replace(value: Any, /, **changes: Any) -> Any:
        """`value` with some attributes changed."""
        kept = {name: getattr(value, name) for name in type(value).__match_args__ if name not in changes}
        return type(value)(**kept, **changes)


class _Field:
    """An attribute: its default (`...`: it has none), what makes one, and whether objects are compared by it."""

    __slots__ = ("compare", "default", "factory")

    def __init__(self, default: Any, factory: Callable[[], Any] | None = None, *, compare: bool = True) -> None:
        self.default = default
        self.factory = factory
        self.compare = compare

    @property
    def has_default(self) -> bool:
        return self.factory is not None or self.default is not ...

    def known(self, cls: Any, name: str) -> Iterator[tuple[str, Any]]:
        """What the code that is written for a class calls by a name, for its attribute `name`."""
        yield f"set_{name}", getattr(cls, name).__set__  # past `__setattr__`, which refuses
        yield f"default_{name}", self.default
        yield f"new_{name}", self.factory


def _made(cls: type, *, frozen: bool, eq: bool) -> type:
    """`cls` anew: slots can't be added to a class that is there."""
    body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    names = tuple(cls.__annotations__)
    told = {name: body.pop(name, ...) for name in names}
    fields = {name: value if isinstance(value, _Field) else _Field(value) for name, value in told.items()}
    common = {"__slots__": names, "__match_args__": names, "__dataclass_fields__": _Standard(fields), "__repr__": _repr}
    made = type(cls)(cls.__name__, cls.__bases__, common | (_FROZEN if frozen else {}) | body)
    made.__qualname__ = cls.__qualname__
    methods = {"__init__": _init} | ({"__eq__": _eq, "__hash__": _hash if frozen else None} if eq else {})
    for name, source in methods.items():
        if name not in body:
            setattr(made, name, source and _late(made, name, source, fields))
    return made


# -- what is written for each class ------------------------------------------------------------


def _late(cls: Any, name: str, source: Callable[..., str], fields: Mapping[str, _Field]) -> Callable[..., Any]:
    """A method that puts what is written for the class in its own place when it is first called."""

    def method(self: object, *args: object, **kwargs: object) -> Any:
        known = {key: value for field, its in fields.items() for key, value in its.known(cls, field)}
        exec(source(cls, fields), known)  # noqa: S102 - of names that stand in the class
        known[name].__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, known[name])
        return known[name](self, *args, **kwargs)

    return method


def _init(cls: Any, fields: Mapping[str, _Field]) -> str:
    head = [f"{name}=default_{name}" if its.has_default else name for name, its in fields.items()]
    given = {
        name: f"new_{name}() if {name} is ... else {name}" if its.factory else name for name, its in fields.items()
    }
    made = [f"set_{name}(self, {value})" for name, value in given.items()]
    after = ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    return f"def __init__({', '.join(['self', *head])}): {'; '.join([*made, *after, 'return'])}"


def _eq(_: object, fields: Mapping[str, _Field]) -> str:
    same = f"{_held('self', fields)} == {_held('other', fields)}"
    return f"def __eq__(self, other): return {same} if other.__class__ is self.__class__ else NotImplemented"


def _hash(_: object, fields: Mapping[str, _Field]) -> str:
    return f"def __hash__(self): return hash({_held('self', fields)})"


def _held(of: str, fields: Mapping[str, _Field]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name, its in fields.items() if its.compare)})"


# -- what all have in common -------------------------------------------------------------------


class _Standard:
    """By what the standard library knows a class; made when it is first asked for."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, _Field]) -> None:
        self._fields = fields

    def __get__(self, _: object, cls: Any) -> Any:
        import dataclasses

        told = {
            name: dataclasses.field(
                default=dataclasses.MISSING if its.default is ... else its.default,
                default_factory=its.factory or dataclasses.MISSING,
                compare=its.compare,
            )
            for name, its in self._fields.items()
        }
        twin = type(cls.__name__, (), told | {"__annotations__": cls.__annotations__, "__module__": cls.__module__})
        known: Any = dataclasses.dataclass(twin)
        cls.__dataclass_fields__ = known.__dataclass_fields__
        return cls.__dataclass_fields__


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def _refuse(_: object, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)


_FROZEN: Final[dict[str, Any]] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
