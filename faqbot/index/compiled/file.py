"""One file, and what it must be: an SQLite database of ours, whole, and made by this faqbot.

    block       by name: counts and words of the whole knowledge
    part        each section and entry by its number, with its words and lengths (`records`)
    postings    by the number of a term that is not common: the candidates that hold it, in their order
    bitmap      by the number of a common term: the candidates that hold it as bits
    place       by the number of a group of refs: which candidate each of them is

SQLite finds rows by their numbers without reading what it doesn't need. Each row has a checksum (CRC-32) over its
number and all else in it, which begins with one over the whole knowledge: what was altered, or is another file's, is
never taken for what the articles say. Nothing depends on a row not being found: each that is asked for must be there.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
import threading
import zlib
from array import array
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.errors import KnowledgeError
from faqbot.base.public import version
from faqbot.index.counting.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Literal

    Base = sqlite3.Connection
    Code = Literal["H", "I", "d"]
    Table = Literal["part", "postings", "bitmap", "place"]

FORMAT: Final = 2
_APPLICATION: Final = 0x46415142  # "FAQB", where SQLite's header has the kind of a file
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100  # bytes of it

_PAGE: Final = 8192  # bytes of a page: one holds the rows of some candidates
_COLUMNS: Final = {  # between the number and the checksum
    "part": "article INTEGER, data TEXT, weights BLOB, rows BLOB",
    "postings": "numbers BLOB, impacts BLOB",
    "bitmap": "data BLOB",
    "place": "data BLOB",
}
_TABLES: Final = (
    "CREATE TABLE block (name TEXT PRIMARY KEY, data BLOB, crc INTEGER) WITHOUT ROWID",
    *(f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, {own}, crc INTEGER)" for name, own in _COLUMNS.items()),
)
# Instructions of SQLite after which a statement is given up: none of ours takes a tenth of them, and a file that was
# made to keep it busy for ever is refused.
_STEPS: Final = 1_000_000


_KINDS: Final = {kind: kind.__name__.encode() for kind in (str, bytes, int, float, type(None))}


def checksum(seed: int, key: int | str, *values: str | bytes | int | None) -> int:
    """The checksum of a row with this number or name, in a file of this seed."""
    pieces = [str(key).encode()]
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode()
        pieces += (b"%s %d:" % (_KINDS[type(value)], len(data)), data)  # one altered bit makes texts of bytes
    return zlib.crc32(b"".join(pieces), seed)


class _Patience:
    """Asked by SQLite after each `_STEPS` whether a statement is to be given up.

    SQLite goes on counting where a statement is run again, so that the first time says nothing.
    """

    asked = 0  # since the statement began

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > 1


class _Link(NamedTuple):
    """A connection, the process that it belongs to, what its threads wait for, and how long a statement may take."""

    process: int
    connection: sqlite3.Connection
    lock: threading.Lock
    patience: _Patience


class File:
    """A compiled file, open for reading. Safe to share between threads, and with processes that are forked.

    It goes on with the file that was there when it was opened, also where that is deleted, or another put in its
    place; but a process that is forked opens it anew, as SQLite asks, and says so where that can't be.

    Args:
        path: the file.
        kept: whether it was made by itself, so that it is deleted where it is damaged, to be made again.

    Attributes:
        path: it.
        counts: what is known of the whole knowledge.

    Raises:
        KnowledgeError: it can't be read, is no such file or not a whole one, or another faqbot made it. So does all
            that reads it, where it is damaged.
    """

    def __init__(self, path: str, *, kept: bool = False) -> None:
        self.path = path
        self._kept = kept
        _check(path)
        self._place = os.path.abspath(path)  # also for a process that goes to another folder
        self._state = os.stat(path)
        self._seed = 0
        self._link = self._linked()
        if [sql for (sql,) in self._all("SELECT sql FROM sqlite_master ORDER BY rowid")] != list(_TABLES):
            raise self.damaged()  # not to run what stands in a file that somebody else made
        with self.sound():
            self.counts: dict[str, Any] = json.loads(self.block("counts"))
            if self.counts["made by"] != version():
                message = f"faqbot {self.counts['made by']} compiled it, and this is {version()}: compile it again"
                raise KnowledgeError(path, None, message)
            self._seed = int(self.counts["seed"])

    def __del__(self) -> None:
        link: _Link | None = getattr(self, "_link", None)
        if link and link.process == os.getpid():
            link.connection.close()

    def row(self, table: Table, number: int) -> tuple[Any, ...]:
        """What a row of a table holds behind its number."""
        return self._sound(number, self._all(f"SELECT * FROM {table} WHERE number = ?", number))  # noqa: S608

    def rows(self, table: Table, start: int, end: int) -> Iterator[tuple[Any, ...]]:
        """What the rows of a table hold from one number up to another, in order."""
        statement = f"SELECT * FROM {table} WHERE number >= ? ORDER BY number LIMIT ?"  # noqa: S608
        found = self._all(statement, start, end - start)
        return (self._sound(number, found[at : at + 1]) for at, number in enumerate(range(start, end)))

    def block(self, name: str) -> bytes:
        """A block by its name."""
        data: bytes = self._sound(name, self._all("SELECT * FROM block WHERE name = ?", name))[0]
        return data

    def strings(self, name: str) -> Strings:
        """The strings of a block."""
        with self.sound():
            return Strings(self.block(name))

    def damaged(self) -> KnowledgeError:
        """The error to raise where something in it can't be as it was written."""
        if not self._kept:
            return KnowledgeError(self.path, None, _DAMAGED)
        with suppress(OSError):
            os.unlink(self._place)
        return KnowledgeError(self.path, None, "the file is damaged and was deleted: load the articles again")

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Takes what fails inside for a fault of the file: it has the right checksums, but another program made it."""
        try:
            yield
        except KnowledgeError:
            raise
        except Exception as error:  # whatever it is
            raise self.damaged() from error

    def _sound(self, key: int | str, found: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        """The values of the one row that is found by a number or name."""
        if len(found) != 1 or found[0][-1] != checksum(self._seed, key, *found[0][1:-1]):
            raise self.damaged()
        return found[0][1:-1]

    def _all(self, statement: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        """All rows of a statement."""
        if self._link.process != os.getpid():
            self._reopen()
        try:
            with self._link.lock:
                self._link.patience.asked = 0
                return self._link.connection.execute(statement, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise self.damaged() from error

    def _reopen(self) -> None:
        """Opens the file in a process that was forked."""
        try:
            state = os.stat(self._place)
        except OSError:
            state = None
        if state is None or (state.st_dev, state.st_ino) != (self._state.st_dev, self._state.st_ino):
            raise KnowledgeError(self.path, None, "it was replaced or deleted while it was open: load it again")
        _LEFT.append(self._link)
        self._link = self._linked()

    def _linked(self) -> _Link:
        try:
            connection = sqlite3.connect(_uri(self._place), uri=True, check_same_thread=False, isolation_level=None)
        except sqlite3.Error as error:
            raise KnowledgeError(self.path, None, f"the file can't be read ({error})") from error
        patience = _Patience()
        connection.set_progress_handler(patience, _STEPS)
        return _Link(os.getpid(), connection, threading.Lock(), patience)


# Connections of the processes that this one was forked from: never closed here, which may wait for a thread of those.
_LEFT: Final[list[_Link]] = []
_DAMAGED: Final = "the file is damaged: compile it again (faqbot compile)"
_FOREIGN: Final = "this is no compiled knowledge: faqbot compile makes one of articles"


def _uri(path: str) -> str:
    """A file, by its absolute path, as SQLite is told of one that nobody writes."""
    for sign in "%?#":
        path = path.replace(sign, f"%{ord(sign):x}")
    return f"file://{'' if path.startswith('/') else '/'}{path}?mode=ro&immutable=1"


def _check(path: str) -> None:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise KnowledgeError(path, None, "this is not a regular file: name one that faqbot compile made")
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
        raise KnowledgeError(path, None, f"{made} faqbot compiled it: compile it again with this one ({version()})")
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
    new = f"{real}.{os.getpid()}-{os.urandom(4).hex()}.new"  # threads of a process may make the same
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as base:
            base.executescript(f"PRAGMA page_size = {_PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            base.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {FORMAT};")
            base.executescript("; ".join(_TABLES))
            base.execute("BEGIN")
            yield base
            base.execute("COMMIT")
        with open(new, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, real)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KnowledgeError(path, None, f"the file can't be written ({reason})") from error
    except UnicodeEncodeError as error:  # of articles that no file holds
        half = ascii(error.object[error.start])
        raise KnowledgeError(path, None, f"no file can hold {half}, half a character: leave it out") from error
    finally:
        with suppress(OSError):  # it has become the file
            os.unlink(new)


def insert(base: Base, seed: int, table: Table | Literal["block"], rows: Iterable[tuple[Any, ...]]) -> None:
    """Writes rows of a table, each with its checksum behind it."""
    places = 3 + _COLUMNS.get(table, "").count(",")
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * places)})"  # noqa: S608
    base.executemany(statement, ((*row, checksum(seed, *row)) for row in rows))


def numbers(code: Code, values: Iterable[float]) -> bytes:
    """Numbers as bytes, little-endian: whole ones of two bytes each ("H") or four ("I"), or others of eight ("d")."""
    made: array[Any] = array(code, values)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def read(code: Code, data: bytes) -> Sequence[Any]:
    """The numbers that `numbers` has made bytes of; where that can be, they are not copied."""
    if sys.byteorder == "little":
        return memoryview(data).cast(code)
    made: array[Any] = array(code, data)
    made.byteswap()
    return made
