"""A knowledge file -> the same in one form: keys in one order, one indentation, empty lines between parts, text blocks.

Texts and comments stay as they are: a comment goes with what it stands above or behind. What comes out is read again;
where it would say anything else, or lose a comment, the file is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring import saving
from faqbot.authoring.writing import comments, files, layout, yaml
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.suffixes import YAML
from faqbot.knowledge import listing
from faqbot.knowledge.yaml import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.writing.comments import Line
    from faqbot.authoring.writing.yaml import Place

_HEADER: Final = re.compile(r"(?P<kind>[|>])(?P<signs>[-+0-9]*)(?P<rest>.*)")
_BLOCKED: Final = "text"  # becomes a `|` block, so that each of its lines has a number to cite
_PARTED: Final = frozenset({"synonyms", *layout.PARTS})  # keys of an article above which a line is left empty
_OF_PARTS: Final = frozenset(key for keys in layout.PARTS.values() for key in keys)
_STEP: Final = yaml.INDENT
_LOST: Final = "the file can't be brought into form without losing something, so it was left as it is"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and what it is in form; both are equal where it is in form."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of several files: how many there are, which were not in form, and which can't be used."""

    count: int
    changed: tuple[Formatted, ...]
    faults: tuple[FaqbotError, ...]


def all_formatted(paths: Sequence[str], *, dry: bool = False) -> Done:
    """Bring the articles at paths (files or folders) into form. What can't be used stops nothing else.

    Args:
        paths: where they are.
        dry: to change nothing.
    """
    found: list[KnowledgeError] = []
    files_ = list(listing.articles(paths, found))
    faults: list[FaqbotError] = list(found)
    changed: list[Formatted] = []
    for path in files_:
        form = _attempt(path, dry=dry)
        if isinstance(form, FaqbotError):
            faults.append(form)
        elif form.before != form.after:
            changed.append(form)
    return Done(len(files_), tuple(changed), tuple(faults))


def _attempt(path: str, *, dry: bool) -> Formatted | FaqbotError:
    try:
        source.check_ending(path, YAML)
        form = formatted(path)
        if not dry and form.before != form.after:
            saving.save(path, saving.as_bytes(path, form.after))
    except FaqbotError as error:
        return error
    return form


def formatted(path: str) -> Formatted:
    """A knowledge file in form.

    Raises:
        KnowledgeError: the file can't be used; all that is wrong with it is told.
    """
    raw = source.read_text(path)
    text = raw.replace("\r\n", "\n")
    text = text if text.endswith("\n") else text + "\n"
    held = layout.held(files.read(path, text))
    root = yaml.places(path, text)
    new = _Form(text, root, held).text()
    if layout.held(files.read(path, new)) != held or comments.every(new, yaml.places(path, new)) != comments.every(
        text, root
    ):
        raise KnowledgeError(path, None, _LOST)
    return Formatted(path, raw, saving.with_ends(raw, new))


class _Form:
    """A file on its way into form.

    Args:
        text: the file; lines end in line feeds.
        root: where everything stands in it.
        held: its values.
    """

    def __init__(self, text: str, root: Place, held: dict[str, Any]) -> None:
        self._text, self._root, self._held = text, root, held
        self._comments = comments.of(text, root)
        self._within: list[tuple[int, int]] = []  # columns of what is being written, before and after

    def text(self) -> str:
        """The file in form."""
        lines = self._mapping(self._root, 0, layout.ARTICLE, self._held, parted=True)
        end = [comment for _, comment in self._comments.end]
        return "\n".join([*self._comments.head, *lines, *end]).strip("\n") + "\n"

    def _mapping(
        self, place: Place, indent: int, keys: Sequence[str], held: dict[str, Any], *, parted: bool = False
    ) -> list[str]:
        """The lines of a mapping.

        Args:
            place: where it stands.
            indent: the column of its keys.
            keys: their order.
            held: its values.
            parted: whether empty lines among its keys mean something.
        """
        lines: list[str] = []
        self._within.append((place.column, indent))
        end = [] if parted else self._shallower(place)
        for key in sorted(place.keys or {}, key=keys.index):
            name, value = (place.keys or {})[key], (place.values or {})[key]
            above = self._above(name, indent, parted=parted)
            if parted and key in _PARTED and above[:1] != [""]:
                above = ["", *above]
            own = self._pair(key, name, value, indent, held.get(key))
            lines += (above if lines or not above or above[0] else above[1:]) + own
        lines += self._deep(end)
        self._within.pop()
        return lines

    def _shallower(self, place: Place) -> list[Line]:
        """Take what stands below a mapping, no deeper than its keys: it ends it, whichever key comes last."""
        last = _last(place)
        below = self._comments.below.get(last.start, [])
        first = next((at for at, (column, told) in enumerate(below) if told and column <= place.column), len(below))
        self._comments.below[last.start] = below[:first]
        return below[first:]

    def _pair(self, key: str, name: Place, value: Place, indent: int, held: Any) -> list[str]:
        """The lines of a key and its value."""
        pad, behind = " " * indent, self._comments.behind.get(name.start, "")
        above = [f"{pad}{comment}" for _, comment in self._comments.above.get(value.start, []) if comment]
        if value.items and not value.style:
            return [f"{pad}{key}:{behind}", *self._below(name), *self._items(key, value, indent + _STEP, held)]
        above += [f"{pad}{behind.strip()}"] if behind else []
        lines = self._scalar(key, value, indent, held)
        at = 0 if lines[0].startswith("|") else -1  # behind the mark of a block, else behind the last line
        lines[at] += self._comments.behind.get(value.start, "")
        return [*above, *self._below(name), f"{pad}{key}: {lines[0]}", *lines[1:], *self._below(value)]

    def _items(self, key: str, place: Place, indent: int, held: Any) -> list[str]:
        """The lines of a list, its dashes in a column."""
        lines: list[str] = []
        parts = key in layout.PARTS
        self._within.append((place.column, indent))
        for at, item in enumerate(place.items):
            first = _first(item)
            above = self._above(first, indent, parted=True)
            if parts and above[:1] != [""]:
                above = ["", *above]
            if item.style != "[" and item.keys is not None:
                self._comments.above.pop(first.start, None)
                own = self._mapping(item, indent + _STEP, layout.PARTS[key], held[at])
            elif item.style != "[" and item.items:
                self._comments.above.pop(first.start, None)
                own = self._items("", item, indent + _STEP, held[at])
            else:
                first_, *rest = self._scalar("", item, indent, held[at])
                own = [f"{' ' * (indent + _STEP)}{first_}", *rest]
                own[-1] += self._comments.behind.get(item.start, "")
                own += self._below(item)
            lead, own = own[: _leading(own)], own[_leading(own) :]
            own[0] = f"{' ' * indent}- {own[0][indent + _STEP :]}"
            shown = [*above, *(f"{' ' * indent}{line.strip()}" for line in lead)]
            lines += (shown if lines or not shown or shown[0] else shown[1:]) + own
        self._within.pop()
        return lines

    # -- values --------------------------------------------------------------------------------

    def _scalar(self, key: str, place: Place, indent: int, held: Any) -> list[str]:
        """The lines of a text or of a list in brackets, the first without what stands before it."""
        raw = self._text[place.start : place.end]
        if isinstance(held, str) and place.style not in ("|", ">"):
            inner = raw[1:-1]
            if key == _BLOCKED or (key in _OF_PARTS and place.style == '"' and r"\n" in inner):
                block = yaml.pair(_BLOCKED, held, indent).split("\n")
                if len(block) > 1:
                    return [block[0].removeprefix(f"{_BLOCKED}: "), *block[1:]]
        first, *rest = raw.split("\n")
        if place.style in ("|", ">"):
            return self._block(first, rest, indent)
        pad = " " * (indent + _STEP)
        return [first.rstrip(" \t") if rest else first, *(_continued(line, pad) for line in rest)]

    def _block(self, header: str, lines: list[str], indent: int) -> list[str]:
        """The lines of a block, moved to where it stands now."""
        told = _HEADER.match(header)
        signs = told["signs"] if told else ""
        digit = next(filter(str.isdigit, signs), "")
        depth = self._within[-1][0] + int(digit) if digit else _depth(lines)
        signs = signs.replace(digit, str(_STEP)) if digit else signs
        pad = " " * (indent + _STEP)
        moved = [pad + line[depth:] if line[depth:] else "" for line in lines]
        return [f"{header[0]}{signs}{told['rest'].rstrip() if told else ''}", *moved]

    # -- comments ------------------------------------------------------------------------------

    def _above(self, place: Place, indent: int, *, parted: bool) -> list[str]:
        lines = self._comments.above.get(place.start, [])
        return [f"{' ' * indent}{comment}" if comment else "" for _, comment in lines if comment or parted]

    def _below(self, place: Place) -> list[str]:
        """The comments below a leaf, each as deep as what it stood in stands now."""
        return self._deep(self._comments.below.get(place.start, []))

    def _deep(self, lines: Sequence[Line]) -> list[str]:
        return [f"{' ' * self._moved(column)}{comment}" if comment else "" for column, comment in lines]

    def _moved(self, column: int) -> int:
        return next((after for before, after in reversed(self._within) if before <= column), 0)


def _first(item: Place) -> Place:
    """The first leaf of an item."""
    while item.style != "[" and (item.items or item.keys):
        item = item.items[0] if item.items else min((item.keys or {}).values(), key=lambda key: key.start)
    return item


def _last(item: Place) -> Place:
    """The last leaf of an item."""
    while item.style != "[" and (item.items or item.keys):
        item = item.items[-1] if item.items else max((item.values or {}).values(), key=lambda value: value.start)
    return item


def _leading(lines: list[str]) -> int:
    """How many comments stand above the first key of an item."""
    return next((at for at, line in enumerate(lines) if not line.lstrip().startswith("#")), 0)


def _depth(lines: list[str]) -> int:
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)


def _continued(line: str, pad: str) -> str:
    """A further line of a text in quotes or without: what indents it means nothing."""
    bare = line.lstrip(" \t")
    return pad + bare if bare else ""
