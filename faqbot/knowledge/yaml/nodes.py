"""A YAML file -> a tree of nodes that know their lines.

    title: Visits    ->    Mapping(1, ((Scalar(1, "title", ""), Scalar(1, "Visits", "")),))

The tree is built from the parser's events in one pass without recursion, so that no nesting can
exhaust the stack, and what articles don't need (anchors, tags, several documents) is refused where
it stands. The C parser and the pure Python one give the same trees and the same messages.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.base.values import dataclass
from faqbot.knowledge.article import Text
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

# Events of one file (a value is one, a list or mapping two). 100,000 entries make 800,000, and take
# some 250 MB; two bytes are enough for one, so that the size of a file alone bounds nothing.
MAX_EVENTS: Final = 1_000_000
# Lists and mappings inside each other. An article needs four levels, a golden file three.
MAX_DEPTH: Final = 20

# What YAML can't hold as it is, and the invisible line breaks of YAML 1.1, which no editor counts as lines.
# Characters beyond U+00FF are looked for one by one: in the pattern they would cost 3 ms at every start.
_CONTROL: Final = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE: Final = "\u2028\u2029\ufeff\ufffe\uffff"
_NO_CHARACTER: Final = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
# A "#" that no space follows, behind a plain text or in place of one: YAML takes the rest of the line for a comment,
# and most likely it is none. In front of a text that starts on a later line only indicators may stand before it.
_CUT_BEHIND: Final = re.compile(r"[ \t]+(?P<cut>#+[^#\s].*)")
_CUT_BEFORE: Final = re.compile(r"^[ \t]*(?:[-:,?][ \t]+)+(?P<cut>#+[^#\s].*)", re.MULTILINE)
# The same on a line of its own, below what a text starts with or below its key or dash: where it is indented as the
# text would be, and not as a key or dash that was made a comment.
_CUT_BELOW: Final = re.compile(r"(?:[ \t]*\n)+(?P<indent> *)(?P<cut>#+[^#\s].*)")
_CUT_ABOVE: Final = re.compile(r"[-:](?:[ \t]*\n)+(?P<indent> *)(?P<cut>#+[^#\s].*)")
_HASH_BEHIND: Final = re.compile(r"[ \t\n]+#")  # whether one of them may stand there
_FIRST_CONTENT: Final = re.compile(r"^(?![ \t]*(?:#|$))", re.MULTILINE)


# -- the tree ----------------------------------------------------------------------------------


class Scalar(NamedTuple):
    """A single value as it is written, before any reading as a number or a date.

    A file has more of them than of anything else, and a frozen dataclass takes twice as long to make.

    Attributes:
        line: 1-based line on which it starts; for a block, the line of its ``|`` or ``>``.
        value: its characters.
        style: ``|``, ``>``, ``"``, ``'``, or "" for a plain one.
        cut: what YAML takes for a comment beside a plain one, where no space follows its ``#``; else None.
        column: 1-based column at which it starts, with its quote or its ``|`` or ``>``; in characters.
    """

    line: int
    value: str
    style: str
    cut: Text | None = None
    column: int = 1

    @property
    def block(self) -> bool:
        """Whether it is a ``|`` or ``>`` block, whose text starts on the line below."""
        return self.style in ("|", ">")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values in the file's order; a key may stand twice."""

    line: int
    pairs: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


def read(path: str) -> Node | None:
    """The tree of the YAML file at `path`; None where it holds nothing but comments.

    Raises:
        KnowledgeError: it can't be read, is no UTF-8 text, no YAML, or uses what articles don't need.
    """
    return parse(path, read_text(path))


def parse(path: str, text: str) -> Node | None:
    """The tree of `text`, which came from the file at `path` (named in errors).

    Raises:
        KnowledgeError: as `read`.
    """
    from faqbot.knowledge.yaml import events  # here and below: a compiled knowledge needs no parser

    text = unified(text)
    _check_characters(path, text)
    try:
        return _tree(path, text, events.of(text))
    except events.FAULTS as error:
        raise _broken(path, text, error) from None


def unified(text: str) -> str:
    """A file's text with the line ends that lines and columns are counted by; it ends with one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _broken(path: str, text: str, error: Exception) -> KnowledgeError:
    from faqbot.knowledge.yaml import events, syntax  # here and below: a file that is at fault pays for `syntax`

    if isinstance(error, events.Broken):
        return syntax.broken(path, text, error, MAX_DEPTH)
    bad = _NO_CHARACTER.search(text)  # the Python parser gave up, on the escape of a character that can't be
    return KnowledgeError(path, _line(text, bad.start()) if bad else None, syntax.BAD_ESCAPE)


# -- what is refused before parsing ------------------------------------------------------------


def _check_characters(path: str, text: str) -> None:
    control = _CONTROL.search(text)
    places = [control.start()] if control else []
    places += [at for character in _INVISIBLE if (at := text.find(character)) >= 0]
    if places:
        at = min(places)
        message = f"the invisible character U+{ord(text[at]):04X} can't stand here: delete or replace it"
        raise KnowledgeError(path, _line(text, at), message)
    first = _FIRST_CONTENT.search(text)
    if first and text.startswith("%", first.start()):  # the two parsers differ on which directives they accept
        message = "lines that start with % are not allowed here: delete the line"
        raise KnowledgeError(path, _line(text, first.start()), message)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


# -- events to nodes ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read.

    Attributes:
        line: where it starts.
        is_mapping: whether it is a mapping.
        column: of its dashes or keys, from 0; in brackets, where columns mean nothing, one that no line reaches.
        children: what was read of it, keys and values in turn.
    """

    line: int
    is_mapping: bool
    column: int
    children: list[Node]

    @property
    def wants_key(self) -> bool:
        """Whether the next node in it is a key."""
        return self.is_mapping and not len(self.children) % 2


def _tree(path: str, text: str, parsed: Iterable[Any]) -> Node | None:
    from faqbot.knowledge.yaml import events

    root: list[Node] = []
    into = _Open(0, is_mapping=False, column=0, children=root)  # what is being read
    stack: list[_Open] = []  # what holds it
    hashes = "#" in text
    for number, (before, event) in enumerate(pairwise(parsed), 1):
        kind = type(event)
        if kind is events.Scalar:
            if event.anchor is not None or event.tag is not None or number > MAX_EVENTS:
                _refuse(path, event)
            start, style = event.start_mark, event.style or ""
            cut = _cut(text, before.end_mark.index, event, into) if hashes and not style else None
            value = event.value if style != '"' or event.value.isascii() else _joined(path, event)
            into.children.append(Scalar(start.line + 1, value, style, cut, start.column + 1))
        elif issubclass(kind, events.CollectionEnd):
            done, into = into, stack.pop()
            into.children.append(_closed(path, done))
        elif issubclass(kind, events.CollectionStart):
            if event.anchor is not None or event.tag is not None or number > MAX_EVENTS:
                _refuse(path, event)
            stack.append(into)
            into = _opened(path, event, len(stack), is_mapping=kind is events.MappingStart)
        elif kind is events.Alias:
            _refuse(path, event)
        elif kind is events.DocumentStart and root:
            message = 'a second document starts here ("---"): put it into a file of its own'
            raise KnowledgeError(path, _start(event), message)
    nothing = not root or (isinstance(root[0], Scalar) and not (root[0].value or root[0].style))
    return None if nothing else root[0]


def _refuse(path: str, event: Any) -> None:
    """Refuse what makes a value something else than what stands there, or a value too many."""
    from faqbot.knowledge.yaml import syntax

    message = f"from here on the file holds more than {MAX_EVENTS:,} values: split it into several articles"
    if event.anchor is not None or getattr(event, "tag", None) is not None:
        message = syntax.TAG if event.anchor is None else syntax.ALIAS
    raise KnowledgeError(path, _start(event), message)


def _opened(path: str, event: Any, depth: int, *, is_mapping: bool) -> _Open:
    if depth > MAX_DEPTH:
        from faqbot.knowledge.yaml import syntax

        raise KnowledgeError(path, _start(event), syntax.TOO_DEEP.format(most=MAX_DEPTH))
    column = sys.maxsize if event.flow_style else event.start_mark.column
    return _Open(_start(event), is_mapping, column, [])


def _start(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _joined(path: str, event: Any) -> str:
    """The value of a scalar in double quotes: two escapes that stand for one character become that character."""
    value: str = event.value
    try:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        message = r"an escape \uD800 to \uDFFF is half a character: delete it or write its other half too"
        raise KnowledgeError(path, _start(event), message) from None


def _cut(text: str, before: int, event: Any, inside: _Open) -> Text | None:
    """What stands beside or below a plain value that YAML takes for a comment, and its line.

    Args:
        text: the file.
        before: where in it ended what was read before.
        event: the scalar.
        inside: what it is in; a key there, or the whole file, has nothing cut.
    """
    if inside.wants_key or not inside.line:
        return None
    start, end = event.start_mark, event.end_mark
    if _HASH_BEHIND.match(text, end.index) and (
        behind := _CUT_BEHIND.match(text, end.index) or _deeper(_CUT_BELOW.match(text, end.index), inside.column)
    ):
        return Text(behind["cut"].rstrip(), end.line + 1 + text.count("\n", end.index, behind.start("cut")))
    if text.find("#", before, start.index) >= 0:
        space = text[before : start.index]
        if ahead := _CUT_BEFORE.search(space) or _deeper(_CUT_ABOVE.search(space), inside.column):
            return Text(ahead["cut"].rstrip(), start.line + 1 - space.count("\n", ahead.start("cut")))
    return None


def _deeper(found: re.Match[str] | None, column: int) -> re.Match[str] | None:
    return found if found and len(found["indent"]) > column else None


def _closed(path: str, done: _Open) -> Node:
    if not done.is_mapping:
        return Sequence(done.line, tuple(done.children))
    pairs: list[tuple[Scalar, Node]] = []
    children = iter(done.children)
    for key, value in zip(children, children, strict=True):
        if not isinstance(key, Scalar):
            raise KnowledgeError(path, key.line, "a key must be a plain word, not a list or a mapping")
        if key.value == "<<" and not key.style:
            raise KnowledgeError(path, key.line, "merge keys (<<) are not allowed: write the keys out")
        pairs.append((key, value))
    return Mapping(done.line, tuple(pairs))


# -- what a plain value would become -----------------------------------------------------------

# Characters by which a plain scalar begins that YAML reads as something else than a text.
_TELLING: Final = frozenset(["", *"+-.0123456789~<=!&*fFnNoOtTyY"])


def read_as(value: str) -> str | None:
    """What YAML makes of the plain scalar `value`, in words ("false", "the number 1.1"); None for a text."""
    if value[:1] not in _TELLING:
        return None
    from faqbot.knowledge.yaml import events

    return events.read_as(value)
