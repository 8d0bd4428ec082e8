"""A YAML file -> a tree of nodes that know their lines. The only importer of yaml.

    title: Visits    ->    Mapping(1, ((Scalar(1, "title", ""), Scalar(1, "Visits", "")),))

The tree is built from the parser's events in one pass without recursion, so that no nesting can
exhaust the stack, and what articles don't need (anchors, tags, several documents) is refused where
it stands. The C parser and the pure Python one give the same trees and the same messages.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from faqbot.base.errors import KnowledgeError
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
# The escape of half a character beyond U+FFFF: JSON writes those as two escapes, and libyaml refuses both.
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_NO_CHARACTER: Final = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
# A "#" that no space follows, behind a plain text or in place of one: YAML takes the rest of the line for a comment,
# and most likely it is none. In front of a text that starts on a later line only indicators may stand before it.
_CUT_BEHIND: Final = re.compile(r"[ \t]+(?P<cut>#+[^#\s].*)")
_CUT_BEFORE: Final = re.compile(r"^[ \t]*(?:[-:,?][ \t]+)+(?P<cut>#+[^#\s].*)", re.MULTILINE)
# The same on a line of its own, below what a text starts with or below its key or dash: where it is indented as the
# text would be, and not as a key or dash that was made a comment.
_CUT_BELOW: Final = re.compile(r"(?:[ \t]*\n)+(?P<indent> *)(?P<cut>#+[^#\s].*)")
_CUT_ABOVE: Final = re.compile(r"[-:](?:[ \t]*\n)+(?P<indent> *)(?P<cut>#+[^#\s].*)")
_FIRST_CONTENT: Final = re.compile(r"^(?![ \t]*(?:#|$))", re.MULTILINE)


# -- the tree ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written, before any reading as a number or a date.

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
    column: int = field(default=1, compare=False)

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
    text = unified(text)
    _check_characters(path, text)
    loader = _PythonLoader if _HALF.search(text) else LOADER
    try:
        return _tree(path, text, yaml.parse(text, Loader=loader))
    except (yaml.MarkedYAMLError, ValueError, OverflowError) as error:
        raise _broken(path, text, error) from None


def unified(text: str) -> str:
    """A file's text with the line ends that lines and columns are counted by; it ends with one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _broken(path: str, text: str, error: Exception) -> KnowledgeError:
    from faqbot.knowledge.yaml import syntax  # here and below: a millisecond that a file pays which is at fault

    if isinstance(error, yaml.MarkedYAMLError):
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


# -- the two parsers ---------------------------------------------------------------------------


class _PythonLoader(yaml.SafeLoader):
    """The pure Python parser, made to read plain texts as libyaml does.

    PyYAML's own ends a text in brackets at a question mark, and so can't read
    ``[What is the death toll?]``; nor does it take a tab between words, or after the colon of a key.
    """

    _IN_BLOCK: Final = re.compile(r"(?:[^\0 \t\n:]|:(?![\0 \t\n]))+")
    _IN_BRACKETS: Final = re.compile(r"(?:[^\0 \t\n:,\[\]{}]|:(?![\0 \t\n,?\[\]{}]))+")
    _BAD_COLON: Final = re.compile(r":[,?\[\]{}]")
    _BLANKS: Final = re.compile(r"[ \t]*")

    def scan_plain(self) -> yaml.ScalarToken:
        """The token of the plain text at which the scanner stands."""
        scanner: Any = self  # its stubs know none of its methods
        start = end = scanner.get_mark()
        run = self._IN_BRACKETS if scanner.flow_level else self._IN_BLOCK
        chunks: list[str] = []
        spaces: list[str] = []
        while scanner.peek() != "#" and (word := run.match(scanner.buffer, scanner.pointer)):
            scanner.allow_simple_key = False
            chunks += [*spaces, word.group()]
            scanner.forward(len(word.group()))
            end = scanner.get_mark()
            self._check_colon(start)
            spaces = self.scan_plain_spaces(scanner.indent + 1, start)
            if not spaces or (not scanner.flow_level and scanner.column <= scanner.indent):
                break
            self._check_colon(start)
        return yaml.ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def _check_colon(self, start: yaml.Mark) -> None:
        scanner: Any = self
        if scanner.flow_level and self._BAD_COLON.match(scanner.buffer, scanner.pointer):
            here = scanner.get_mark()
            raise yaml.scanner.ScannerError("while scanning a plain scalar", start, "found unexpected ':'", here)

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
        """What stands between two words of a plain text, folded."""
        scanner: Any = self
        blanks = self._BLANKS.match(scanner.buffer, scanner.pointer).group()  # type: ignore[union-attr]
        scanner.forward(len(blanks))
        if scanner.peek() != "\n":
            return [blanks] if blanks else []
        return super().scan_plain_spaces(indent, start_mark) or []

    def scan_to_next_token(self) -> None:
        """Go on to the next token, over tabs too where they indent nothing."""
        scanner: Any = self
        super().scan_to_next_token()
        while scanner.peek() == "\t" and (scanner.flow_level or not scanner.allow_simple_key):
            scanner.forward()
            super().scan_to_next_token()


LOADER: Final[Any] = getattr(yaml, "CSafeLoader", _PythonLoader)


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


def _tree(path: str, text: str, events: Iterable[Any]) -> Node | None:
    root: Node | None = None
    end = 0  # of what was read before
    stack: list[_Open] = []
    for number, event in enumerate(events):
        before, end = end, event.end_mark.index
        if isinstance(event, yaml.NodeEvent):
            _refuse_detours(path, event)
            if number > MAX_EVENTS:
                message = f"from here on the file holds more than {MAX_EVENTS:,} values: split it into several articles"
                raise KnowledgeError(path, _start(event), message)
        if isinstance(event, yaml.ScalarEvent):
            is_value = stack and not stack[-1].wants_key
            cut = _cut(text, before, event, stack[-1].column) if is_value else None
            node: Node = _scalar(path, event, cut)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = _closed(path, stack.pop())
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append(_opened(path, event, len(stack)))
            continue
        elif root is not None and isinstance(event, yaml.DocumentStartEvent):
            message = 'a second document starts here ("---"): put it into a file of its own'
            raise KnowledgeError(path, _start(event), message)
        else:
            continue
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
    return None if isinstance(root, Scalar) and not (root.value or root.style) else root


def _refuse_detours(path: str, event: Any) -> None:
    """Refuse what makes a value something else than what stands there."""
    if event.anchor is not None or getattr(event, "tag", None) is not None:
        from faqbot.knowledge.yaml import syntax

        raise KnowledgeError(path, _start(event), syntax.TAG if event.anchor is None else syntax.ALIAS)


def _opened(path: str, event: Any, depth: int) -> _Open:
    if depth >= MAX_DEPTH:
        from faqbot.knowledge.yaml import syntax

        raise KnowledgeError(path, _start(event), syntax.TOO_DEEP.format(most=MAX_DEPTH))
    column = sys.maxsize if event.flow_style else event.start_mark.column
    return _Open(_start(event), isinstance(event, yaml.MappingStartEvent), column, [])


def _start(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _scalar(path: str, event: Any, cut: Text | None) -> Scalar:
    value, line = event.value, _start(event)
    if event.style == '"' and not value.isascii():
        try:  # two escapes that stand for one character become that character
            value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            message = r"an escape \uD800 to \uDFFF is half a character: delete it or write its other half too"
            raise KnowledgeError(path, line, message) from None
    return Scalar(line, value, event.style or "", cut, event.start_mark.column + 1)


def _cut(text: str, before: int, event: Any, column: int) -> Text | None:
    """What stands beside or below a plain scalar that YAML takes for a comment, and its line.

    Args:
        text: the file.
        before: where in it ended what was read before.
        event: the scalar.
        column: that of the key or dash it belongs to.
    """
    if event.style or "#" not in text:
        return None
    start, end = event.start_mark, event.end_mark
    if behind := _CUT_BEHIND.match(text, end.index) or _deeper(_CUT_BELOW.match(text, end.index), column):
        return Text(behind["cut"].rstrip(), end.line + 1 + text.count("\n", end.index, behind.start("cut")))
    space = text[before : start.index]
    if ahead := _CUT_BEFORE.search(space) or _deeper(_CUT_ABOVE.search(space), column):
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


def read_as(value: str) -> str | None:
    """What YAML makes of the plain scalar `value`, in words ("false", "the number 1.1"); None for a text."""
    rules: Any = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in rules.get(value[:1], ()):
        if pattern.match(value):
            return _in_words(tag.rpartition(":")[2], value)
    return None


def _in_words(kind: str, value: str) -> str:
    if kind in ("null", "timestamp"):
        return {"null": "nothing", "timestamp": "a date"}[kind]
    if kind not in ("bool", "int", "float"):
        return "a sign of its own"  # "=" and "<<", which YAML 1.1 keeps for itself
    try:
        read = yaml.safe_load(value)
    except ValueError:  # digits beyond what Python reads, "0x_" and the like
        return "a number"
    if kind == "bool":
        return str(read).lower()
    return "a number" if str(read) == value else f"the number {str(read)[:40]}"
