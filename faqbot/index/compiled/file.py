"""One file, and what it must be: an SQLite database of ours, whole, and made by this faqbot.

    block       by name: counts and words of the whole knowledge, each with its checksum
    part        each section and entry by its number, with its words and lengths (`records`)
    postings    by the number of a term: the candidates that hold it, best first, and their bitmap where they are many

SQLite finds rows by their numbers without reading what it doesn't need. Each row has a checksum (CRC-32) over its
number and all else in it: what was altered is never taken for what the articles say.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import zlib
from array import array
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from faqbot.base.errors import KnowledgeError
from faqbot.base.public import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Literal

    Base = sqlite3.Connection
    Code = Literal["H", "I"]

FORMAT: Final = 1
_APPLICATION: Final = 0x46415142  # "FAQB", where SQLite's header has the kind of a file
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100  # bytes of it

_PAGE: Final = 8192  # bytes of a page: one holds the rows of some candidates
_TABLES: Final = """
CREATE TABLE block (name TEXT PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE part (
    number INTEGER PRIMARY KEY, article INTEGER NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, rows BLOB,
    crc INTEGER NOT NULL
);
CREATE TABLE postings (
    number INTEGER PRIMARY KEY, numbers BLOB NOT NULL, impacts BLOB NOT NULL, bits BLOB, crc INTEGER NOT NULL
);
"""
_ENDING: Final = "CREATE UNIQUE INDEX place ON part (id, article);"  # made once all parts are there, which is faster


def checksum(number: int, *values: str | bytes | int | None) -> int:
    """The checksum of a row with this number."""
    crc = zlib.crc32(str(number).encode())
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode()
        crc = zlib.crc32(b"%d:" % len(data), crc)
        crc = zlib.crc32(data, crc)
    return crc


class File:
    """A compiled file, open for reading. Safe to share between threads and forked processes: each has its connection.

    Args:
        path: the file.

    Raises:
        KnowledgeError: it can't be read, is no such file or not a whole one, or another faqbot made it.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        _check(path)
        # The file is the one that was there when it was opened, also where another is put in its place.
        self._uri = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
        self._own = threading.local()
        self._opened = os.stat(path)

    def row(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a statement; None where there is none.

        Raises:
            KnowledgeError: the file is damaged.
        """
        try:
            found: tuple[Any, ...] | None = self._connection().execute(statement, values).fetchone()
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise self.damaged() from error
        return found

    def rows(self, statement: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        """All rows of a statement; raises as `row` does."""
        try:
            return self._connection().execute(statement, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise self.damaged() from error

    def block(self, name: str) -> bytes:
        """A block by its name; raises as `row` does."""
        found = self.row("SELECT data, crc FROM block WHERE name = ?", name)
        if found is None or found[1] != checksum(0, name, found[0]):
            raise self.damaged()
        data: bytes = found[0]
        return data

    def damaged(self) -> KnowledgeError:
        """The error to raise where something in it can't be as it was written."""
        return KnowledgeError(self.path, None, _DAMAGED)

    def _connection(self) -> sqlite3.Connection:
        own = self._own
        if getattr(own, "process", None) != os.getpid():
            seen = os.stat(self.path)
            if (seen.st_dev, seen.st_ino) != (self._opened.st_dev, self._opened.st_ino):
                message = "another file was put in its place while it was open: load it again"
                raise KnowledgeError(self.path, None, message)
            own.connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False, isolation_level=None)
            own.process = os.getpid()
        connection: sqlite3.Connection = own.connection
        return connection


_DAMAGED: Final = "the file is damaged: compile it again (faqbot compile)"
_FOREIGN: Final = "this is no compiled knowledge: faqbot compile makes one of articles"


def _check(path: str) -> None:
    try:
        with open(path, "rb") as file:
            header, size = file.read(_HEADER), os.fstat(file.fileno()).st_size
    except OSError as error:
        raise KnowledgeError(path, None, f"the file can't be read ({error.strerror})") from error
    except ValueError as error:
        raise KnowledgeError(path, None, "no file can have this name") from error
    if not header:
        raise KnowledgeError(path, None, "the file is empty: compile it again (faqbot compile)")
    if not header.startswith(_MAGIC[: len(header)]):
        raise KnowledgeError(path, None, _FOREIGN)
    if len(header) < _HEADER:
        raise KnowledgeError(path, None, _DAMAGED)
    page, pages = _number(header, 16, 2), _number(header, 28, 4)
    if _number(header, 68, 4) != _APPLICATION:
        raise KnowledgeError(path, None, _FOREIGN)
    if _number(header, 60, 4) != FORMAT:
        made = "a newer" if _number(header, 60, 4) > FORMAT else "an older"
        raise KnowledgeError(path, None, f"{made} faqbot compiled it: compile it again with this one ({__version__})")
    if (page if page > 1 else 1 << 16) * pages != size:
        raise KnowledgeError(path, None, "the file is cut off or damaged: compile it again (faqbot compile)")


def _number(header: bytes, at: int, size: int) -> int:
    return int.from_bytes(header[at : at + size], "big")


@contextmanager
def created(path: str | os.PathLike[str]) -> Iterator[sqlite3.Connection]:
    """A database with the tables, to be filled: beside its place, where it is put in one step once that has been done.

    Who has the old file open goes on with that.

    Raises:
        KnowledgeError: the file can't be written; the old one stays.
    """
    real = os.path.realpath(path)
    new = f"{real}.{os.getpid()}.new"
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as base:
            base.executescript(f"PRAGMA page_size = {_PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            base.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {FORMAT}; {_TABLES}")
            base.execute("BEGIN")
            yield base
            base.execute("COMMIT")
            base.execute(_ENDING)
        with open(new, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, real)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KnowledgeError(path, None, f"the file can't be written ({reason})") from error
    finally:
        with suppress(OSError):  # it has become the file
            os.unlink(new)


def numbers(code: Code, values: Iterable[int]) -> bytes:
    """Numbers as bytes, little-endian: of two bytes each ("H"), or four ("I")."""
    made = array(code, values)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def read(code: Code, data: bytes) -> Sequence[int]:
    """The numbers that `numbers` has made bytes of; where that can be, they are not copied."""
    if sys.byteorder == "little":
        return memoryview(data).cast(code)
    made = array(code, data)
    made.byteswap()
    return made
