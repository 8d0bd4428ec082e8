"""Directions that an encoder has computed, kept in a file for the next start.

They are kept by encoder and text, so that an edit of an article costs only the lines that changed. An encoder is
known by its name, and one that may be another behind that name by what it makes of one probe text as well.

The file may be deleted at any time. Where it can't be read or written, everything is computed anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import warnings
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.index.encoding.locks import UNFORKED
from faqbot.index.vectors.rows import cosine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from faqbot.index.encoding.encoder import TextEncoder
    from faqbot.index.vectors.rows import Direction

    Made = TypeVar("Made")
    Progress = Callable[[Sequence[Sequence[str]]], Iterable[Sequence[str]]]

FILE: Final = "directions.sqlite3"
# The least cosine at which the probe's direction counts as the same: APIs and graphics cards round differently from
# call to call, in the sixth digit; two models differ in the first.
SAME: Final = 0.999

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS encoders (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, probe BLOB NOT NULL, UNIQUE (name, probe)
);
CREATE TABLE IF NOT EXISTS directions (
    encoder INTEGER NOT NULL, text BLOB NOT NULL, direction BLOB NOT NULL, PRIMARY KEY (encoder, text)
) WITHOUT ROWID;
"""
_FOLDER_MODE: Final = 0o700  # what stands in it comes from articles that may be private
_ASKED: Final = 500  # texts looked up in one statement; SQLite takes at least 999
_PATIENCE: Final = 5.0  # seconds to wait for another process that writes


def directions(encoder: TextEncoder, texts: Sequence[str], progress: Progress | None = None) -> dict[str, Direction]:
    """The direction of each text: from the file where it stands there, else computed and put into it.

    Args:
        encoder: what computes them.
        texts: in any order, some perhaps more than once.
        progress: is given the texts to be computed in parts, and passes these on one by one, as `tqdm` does.

    Raises:
        FaqbotError: as `Encoder.directions`.
    """
    wanted = list(dict.fromkeys(texts))
    probe = encoder.probe()
    try:
        path = os.path.join(folders.cache(), FILE)
    except FaqbotError as error:
        warnings.warn(f"Vectors are not kept for the next start. {error}", stacklevel=2)
        return dict(_computed(encoder, wanted, progress))
    found: dict[str, Direction] = {}
    try:
        os.makedirs(os.path.dirname(path), mode=_FOLDER_MODE, exist_ok=True)
        file = _File(path, encoder, probe)
        found |= file.read(wanted)
        for some in _parts([text for text in wanted if text not in found], encoder.batch, progress):
            made = dict(zip(some, encoder.directions(some), strict=True))
            found |= made
            file.write(made)  # now, lest it is broken off
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        warnings.warn(f"{path}: vectors are not kept for the next start: {reason}.", stacklevel=2)
        found |= _computed(encoder, [text for text in wanted if text not in found], progress)
    return found


def _computed(encoder: TextEncoder, texts: Sequence[str], progress: Progress | None) -> Iterator[tuple[str, Direction]]:
    for some in _parts(texts, encoder.batch, progress):
        yield from zip(some, encoder.directions(some), strict=True)


def _parts(texts: Sequence[str], size: int, progress: Progress | None) -> Iterable[Sequence[str]]:
    """The texts a few at a time, those of much the same length together, which takes encoders the least time."""
    ordered = sorted(texts, key=len)
    parts = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    return progress(parts) if progress and parts else parts


class _File:
    """What the file has of one encoder. It is opened anew each time: whatever became of it meanwhile, it is the file.

    Raises:
        OSError, sqlite3.Error: by its methods: it can't be read or written.
    """

    def __init__(self, path: str, encoder: TextEncoder, probe: Direction) -> None:
        self._path, self._name, self._probe, self._dimensions = path, encoder.name, probe, encoder.dimensions

    def read(self, texts: Iterable[str]) -> dict[str, Direction]:
        """Those of the texts that stand in it, with their directions."""
        keys = {_key(text): text for text in texts}
        return self._use(lambda file: {keys[key]: direction for key, direction in self._rows(file, keys)})

    def write(self, new: Mapping[str, Direction]) -> None:
        """Keep the directions of texts."""
        rows = [(_key(text), direction) for text, direction in new.items()]

        def write(file: sqlite3.Connection) -> None:
            with file:
                query = f"INSERT OR REPLACE INTO directions VALUES ({self._number(file)}, ?, ?)"  # noqa: S608 - a number
                file.executemany(query, rows)

        self._use(write)

    def _use(self, work: Callable[[sqlite3.Connection], Made]) -> Made:
        """What some work on it makes; where it is damaged it is thrown away, for all in it can be computed."""
        with UNFORKED:
            try:
                with closing(_connected(self._path)) as file:
                    return work(file)
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:  # locked, read-only, full: nothing is wrong with it
                    raise
                with suppress(FileNotFoundError):
                    os.remove(self._path)
                with closing(_connected(self._path)) as file:
                    return work(file)

    def _number(self, file: sqlite3.Connection) -> int:
        """The number of the encoder."""
        probe = self._probe
        for number, blob in file.execute("SELECT id, probe FROM encoders WHERE name = ? ORDER BY id", (self._name,)):
            if len(blob) == len(probe) and (not probe or cosine(blob, probe) >= SAME):
                return int(number)
        new = self._name, probe
        with file:  # another process may just have done so
            file.execute("INSERT OR IGNORE INTO encoders (name, probe) VALUES (?, ?)", new)
        (number,) = file.execute("SELECT id FROM encoders WHERE name = ? AND probe = ?", new).fetchone()
        return int(number)

    def _rows(self, file: sqlite3.Connection, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Direction]]:
        number, rest = self._number(file), iter(keys)
        while some := list(islice(rest, _ASKED)):
            marks = ",".join("?" * len(some))
            query = f"SELECT text, direction FROM directions WHERE encoder = ? AND text IN ({marks})"  # noqa: S608 - marks
            for key, blob in file.execute(query, (number, *some)):
                if len(blob) == self._dimensions:
                    yield key, blob


def _connected(path: str) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        file.executescript(_TABLES)
    except sqlite3.Error:
        file.close()
        raise
    return file


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
