"""What may stand in a file: its keys, what each is for, and which values it takes.

    Shape("a section", (Key("heading", TEXT, "What it is called.", required=True), Key("id", ID, "Its name.")))

A file is read by such a table (`records`), and editors check it by a schema that is made of the same one. There are no
dataclasses, since every start of the command makes these classes, and a dataclass takes 0.5 ms to make; and a pattern
is compiled when it is first asked, since most files have few of the keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.messages import shown

if TYPE_CHECKING:
    from typing import Any


class Value(NamedTuple):
    """A single value.

    Attributes:
        wanted: what it is, as in "… must be a text, not a list".
        hint: what to do where it is something else; "": to write what is wanted.
        wrong: what is said of another one.
        pattern: what all of it matches, in what regular expressions of Python and of JavaScript have in common; "": any
            text that isn't white space alone.
        words: all that it may be; () where that can't be listed.
        least: the smallest one where it is a number, whole where this is; else None.
        most: the largest one.
    """

    wanted: str = "a text"
    hint: str = ""
    wrong: str = "can't be used"
    pattern: str = ""
    words: tuple[str | bool, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def advice(self) -> str:
        """What to do where it is something else: "write a text"."""
        return self.hint or f"write {self.wanted}"

    def match(self, written: str) -> re.Match[str] | None:
        """What its pattern finds in `written`, all of which it must match."""
        return re.fullmatch(self.pattern, written) if self.pattern else None

    def fault(self, key: str, written: str) -> str:
        """What to say where `written` stands at `key` and can't."""
        wrong = f'{key}: "{shown(written)}" {self.wrong}' if written else f"{key} is empty"
        return f"{wrong}: {self.advice}"


TEXT: Final = Value()


class Several(NamedTuple):
    """A list.

    Attributes:
        of: what each item is.
        least: how many there must be.
        apart: whether no two may be the same.
        alone: whether an item may also stand by itself, in place of a list of one.
        words: words that may stand there in place of a list.
        named: whether it is a mapping, each item of it below a name that its author gives.
    """

    of: Value | Several | Shape
    least: int = 0
    apart: bool = False
    alone: bool = False
    words: tuple[str | bool, ...] = ()
    named: bool = False


class Key(NamedTuple):
    """A key of a mapping.

    Attributes:
        name: as it is written.
        of: what stands there.
        told: what it is for, in sentences that an editor shows.
        examples: some that may stand there.
        required: whether it can't be left out.
    """

    name: str
    of: Value | Several
    told: str
    examples: tuple[Any, ...] = ()
    required: bool = False


class Shape:
    """A mapping.

    Attributes:
        name: what it is, with its article ("a section").
        keys: its keys, in the order in which messages list them.
        names: the names of all keys.
        required: those of the keys that can't be left out.
    """

    __slots__ = ("keys", "name", "names", "required")

    def __init__(self, name: str, keys: tuple[Key, ...]) -> None:
        self.name = name
        self.keys = keys
        self.names = tuple(key.name for key in keys)
        self.required = tuple(key.name for key in keys if key.required)

    def unknown(self, written: str, guess: str | None, what: str = "key") -> str:
        """What to say of a key (or `what` it is) that it can't have; `guess` is the one that is most likely meant."""
        hint = f'did you mean "{guess}"?' if guess else f"{self.name} may have {', '.join(self.names)}"
        return f'unknown {what} "{shown(written)}": {hint}'

    def lacks(self, key: str, hint: str) -> str:
        """What to say where `key` is left out, which can't be; `hint` is what to do."""
        return f"{self.name} must have {'an' if key[0] in 'aeio' else 'a'} {key}: {hint}"
