"""A text to the events of YAML, by the C parser or the pure Python one. The only importer of yaml.

    "title: Visits"    ->    …, MappingStartEvent, ScalarEvent "title", ScalarEvent "Visits", MappingEndEvent, …

Both give the same events: what JSON makes of an emoji, two escapes of half a character each, libyaml doesn't take, and
is given to it in another form. A compiled knowledge needs no YAML, so that this is imported where a file is parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Scalar: Final = yaml.ScalarEvent
MappingStart: Final = yaml.MappingStartEvent
CollectionStart: Final = yaml.CollectionStartEvent
CollectionEnd: Final = yaml.CollectionEndEvent
Alias: Final = yaml.AliasEvent
DocumentStart: Final = yaml.DocumentStartEvent
Broken: Final = yaml.MarkedYAMLError
FAULTS: Final = (Broken, ValueError, OverflowError)  # what parsing raises

# The escape of half a character beyond U+FFFF, with all backslashes before it: an odd one makes it an escape. JSON
# writes such a character as two of them, and libyaml refuses both. They are hidden from it behind a character that
# stands for nothing ("noncharacter"), in place of the backslash, so that whatever is read stays where it stands.
_HALF: Final = re.compile(r"\\\\*(?=u[dD][89a-fA-F][0-9a-fA-F]{2})")
_STAND_IN: Final = "\ufdd0"
_HIDDEN: Final = re.compile(f"{_STAND_IN}u([0-9a-fA-F]{{4}})")
_TAKEN: Final = re.compile(f"{_STAND_IN}|[fF][dD][dD]0")  # the text has the stand-in itself


def of(text: str) -> Iterator[Any]:
    """The events of `text`, in order. An escape of half a character comes as that half, a surrogate.

    Raises:
        Broken, ValueError, OverflowError: it is no YAML; while they are gone through.
    """
    if not _HALF.search(text):
        return _parsed(LOADER, text)
    if _TAKEN.search(text):
        return _parsed(_PythonLoader, text)
    return map(_seen, _parsed(LOADER, _HALF.sub(_hidden, text)))


def _parsed(loader: Any, text: str) -> Iterator[Any]:
    return iter(loader(text).get_event, None)


def _hidden(backslashes: re.Match[str]) -> str:
    run = backslashes[0]
    return run[:-1] + _STAND_IN if len(run) % 2 else run


def _seen(event: Any) -> Any:
    """An event with what was hidden: in double quotes halves of characters, elsewhere backslashes."""
    if type(event) is Scalar and _STAND_IN in event.value:
        if event.style == '"':
            event.value = _HIDDEN.sub(lambda half: chr(int(half[1], 16)), event.value)
        else:
            event.value = event.value.replace(_STAND_IN, "\\")
    return event


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
RULES: Final[Any] = (
    yaml.SafeLoader.yaml_implicit_resolvers
)  # what plain scalars may be read as, by their first character


def read_as(value: str) -> str | None:
    """What YAML makes of the plain scalar `value`, in words ("false", "the number 1.1"); None for a text."""
    for tag, pattern in RULES.get(value[:1], ()):
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
