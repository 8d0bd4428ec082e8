"""What of an XLSX file its cells don't tell: how far its sheets reach, where links lead, what comments say.

It is read as a stream of elements, after the archive was measured (`archives.py`): no entity can be declared in it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from faqbot.authoring.draft import Unplaced
from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faqbot.authoring.importing.document import Source

# Cells between the first and the last that is filled. The library makes room for all of them: two cells in opposite
# corners of a sheet would take it all the memory there is.
MOST_CELLS: Final = 5_000_000
_MOST_LINKED: Final = 100  # cells of a range that is a link as a whole
_REF: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_LONGEST_COUNT: Final = 15  # digits


@dataclass(slots=True)
class SheetPart:
    """A sheet: how far it reaches, where its cells lead by (row from 1, column from 0), and its comments."""

    rows: int = 0
    columns: int = 0
    links: dict[int, dict[int, str]] = field(default_factory=dict)
    comments: list[Unplaced] = field(default_factory=list)


def parts(source: Source) -> Mapping[str, SheetPart]:
    """The sheets by their names.

    Raises:
        KnowledgeError: it is no XLSX file, its XML is broken, or a sheet reaches too far.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        try:
            return _parts(source, archive)
        except (expat.ExpatError, KeyError, UnicodeDecodeError) as error:
            message = f"this is not an Excel file (.xlsx), or it is damaged ({error}): save it anew"
            raise KnowledgeError(source.path, None, message) from None


def _parts(source: Source, archive: zipfile.ZipFile) -> Mapping[str, SheetPart]:
    related = _related(archive, "xl/workbook.xml")
    sheets: dict[str, SheetPart] = {}
    read: set[str] = set()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("id", "") in related:
            path = related[attributes["id"]]
            if path in read:  # each would be read anew: a small file would have a thousand times its size read
                raise KnowledgeError(source.path, None, "two sheets of the file are one and the same: save it anew")
            read.add(path)
            sheets[attributes.get("name", "")] = _part(source, archive, path)

    _walk(archive, "xl/workbook.xml", start)
    for path in (name for name in archive.namelist() if name.lower().endswith("sharedstrings.xml")):
        _check_count(source, archive, path)
    return sheets


def _check_count(source: Source, archive: zipfile.ZipFile, path: str) -> None:
    """Refuse shared texts that say they are more than there can be: the library makes room for as many as they say.

    It ends the process where there isn't that much memory.
    """
    most = archive.getinfo(path).file_size

    def start(_: str, attributes: Mapping[str, str]) -> None:
        said = attributes.get("uniqueCount", "")
        if said.isdecimal() and int(said[:_LONGEST_COUNT]) > most:
            message = f"the file says that its cells hold {said[:_LONGEST_COUNT]} texts, which can't be: save it anew"
            raise KnowledgeError(source.path, None, message)

    _walk(archive, path, start)


def _related(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """What a part calls its relations: paths in the archive, or addresses outside."""
    folder, name = posixpath.split(path)
    relations = f"{folder}/_rels/{name}.rels"
    found: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            inside = attributes.get("TargetMode") != "External"
            found[attributes.get("Id", "")] = (
                posixpath.normpath(posixpath.join("/", folder, target))[1:] if inside else target
            )

    if relations in archive.namelist():
        _walk(archive, relations, start)
    return found


class _Reading:
    """A sheet's elements, one after the other. Rows and cells that don't say where they stand follow the one before."""

    def __init__(self, related: Mapping[str, str]) -> None:
        self.part = SheetPart()
        self._related = related
        self._row = 0
        self._column = -1

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() else self._row + 1, -1
        elif name == "c":
            place = _place(attributes.get("r", ""))
            self._row, self._column = place or (self._row, self._column + 1)
        elif name in ("v", "is"):  # a cell without either is only painted
            self.part.rows = max(self.part.rows, self._row)
            self.part.columns = max(self.part.columns, self._column + 1)
        elif name == "hyperlink":
            self._link(attributes)

    def _link(self, attributes: Mapping[str, str]) -> None:
        target = self._related.get(attributes.get("id", ""), "")
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if target and start and end:
            for row in range(start[0], min(end[0], start[0] + _MOST_LINKED) + 1):
                self.part.links.setdefault(row, {})[start[1]] = target


def _part(source: Source, archive: zipfile.ZipFile, path: str) -> SheetPart:
    related = _related(archive, path)
    reading = _Reading(related)
    _walk(archive, path, reading.start)
    part = reading.part
    if part.rows * part.columns > MOST_CELLS:
        message = (
            f"a sheet of the file reaches over {part.rows:,} rows and {part.columns:,} columns, more than "
            f"{MOST_CELLS:,} cells: delete what stands far off"
        )
        raise KnowledgeError(source.path, None, message)
    for target in related.values():
        if "comment" in posixpath.basename(target).lower() and target in archive.namelist():
            part.comments += _comments(archive, target)
    return part


def _comments(archive: zipfile.ZipFile, path: str) -> list[Unplaced]:
    comments: list[Unplaced] = []
    state: dict[str, Any] = {"ref": "", "text": [], "in": False}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name in ("comment", "threadedComment"):
            state.update(ref=attributes.get("ref", ""), text=[])
        state["in"] = name in ("t", "text")

    def end(name: str) -> None:
        if name in ("comment", "threadedComment") and (text := "".join(state["text"]).strip()):
            place = _place(state["ref"])
            comments.append(Unplaced(place[0] if place else None, text, f"a comment on the cell {state['ref']}"))
        state["in"] = False

    def words(text: str) -> None:
        if state["in"]:
            state["text"].append(text)

    _walk(archive, path, start, end, words)
    return comments


def _place(ref: str) -> tuple[int, int] | None:
    """The row (from 1) and column (from 0) of a cell such as "B12"."""
    match = _REF.fullmatch(ref)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def _walk(
    archive: zipfile.ZipFile,
    path: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] = lambda _: None,
    words: Callable[[str], None] = lambda _: None,
) -> None:
    """Call for every element of a member, by its name and attributes without their namespaces."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def local(name: str) -> str:
        return name.rpartition(" ")[2]

    parser.StartElementHandler = lambda name, attributes: start(
        local(name), {local(k): v for k, v in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = words
    with archive.open(path) as stream:
        parser.ParseFile(stream)
