"""What the tables of the commands are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.messages import either
from faqbot.base.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_ALWAYS: Final = ("--knowledge", "--meaning", "--json")

_MOST: Final = 999_999  # of what is counted
CODES: Final = "<codes>"  # stands in an epilog for the codes of findings


def choice(what: str, words: Sequence[str]) -> Callable[[str], str]:
    """A type for argparse: one of some words, in any case; `what` they are is said of another one."""

    def chosen(text: str) -> str:
        import argparse  # here: to complete a command needs none of it

        if text.lower() not in words:
            raise argparse.ArgumentTypeError(f'"{text}" is no {what}: write {either(words)}')
        return text.lower()

    return chosen


def count(text: str) -> int:
    """The whole number that `text` says."""
    import argparse

    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST))):
        raise argparse.ArgumentTypeError(f'"{text}" is no count: write a whole number from 0 to {_MOST:,}')
    return int(text)


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        usage: what stands behind its name. From its words, as from an option's, follows what a shell completes there.
        help: what it does, in a line.
        options: the names of its own options (keys of `OPTIONS`).
        epilog: how its help ends.
        shared: the names of those that it shares with the others.
        words: whether words may stand behind its name.
        told: what argparse is told of options that are others here than those of the same name elsewhere.
    """

    usage: str
    help: str
    options: tuple[str, ...] = ()
    epilog: str = ""
    shared: tuple[str, ...] = _ALWAYS
    words: bool = True
    told: Mapping[str, Mapping[str, Any]] = {}

    @property
    def end(self) -> str:
        """How its help ends, with the codes of findings where it lists them."""
        if CODES not in self.epilog:
            return self.epilog
        from faqbot.authoring.checking import codes  # here: to make the table takes a millisecond

        return self.epilog.replace(CODES, codes.table())
