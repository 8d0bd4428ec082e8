"""A table of word vectors, and how near words and lines are to each other in meaning.

The table is read through a memory map: opening it decodes one word in sixty-four, and after that
only what is asked for. What is computed is computed in whole numbers, so that a cosine is the same
to the last digit everywhere.

Vectors are multiplied by the stack: the same coordinate of many of them stands in one large integer,
a slot for each, so that one multiplication by a small number serves them all (Kronecker, 1882, packed
polynomials so). For 1,500 vectors that takes pure Python a twentieth of the time of one after the other.

The file, little-endian:

    magic, version, dimensions, words, bytes of words, CRC-32 of all that follows
    where each block of words begins, uint32
    the words in order, UTF-8, each with a line feed before it and the last with one after it
    a scale for each, uint16
    their coordinates, int8: a word's vector is these times its scale
"""

from __future__ import annotations

import bisect
import functools
import math
import struct
import sys
import zlib
from array import array
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING, Final

from faqbot.base.files import write_whole
from faqbot.index.mapped import damaged, mapped

if TYPE_CHECKING:
    import mmap
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Literal

    Slot = Literal["i", "q"]  # as `array` names the types: 32 bits and 64


MAGIC: Final = b"FAQVEC\r\n"  # what changes line ends in passing changes it
VERSION: Final = 1
_HEADER: Final = struct.Struct("<8sHHIII")

# Words of a block: the first is decoded at the start, the others are searched as bytes. A word is found in 1 µs.
BLOCK: Final = 64
# The largest coordinate and the largest scale. Only the proportions of vectors count, so that no unit is kept.
COORDINATE: Final = 127
SCALE: Final = 0xFFFF

# The length of a direction in memory: the product of two is at most 2**30, which a slot of 32 bits holds.
UNIT: Final = 1 << 15
# Vectors kept of those that were looked up, 600 bytes each: the words of some thousand lines.
KEPT: Final = 5_000
# Products of words with those of a knowledge that are kept, 4 bytes each; and of how many words, in a large one.
DOTS: Final = 1_000_000
LEAST_DOTS: Final = 16

_TURNED: Final = bytes(value ^ 0x80 for value in range(256))  # signed bytes as unsigned, 128 more

Direction = tuple[int, ...]


class Table:
    """The vectors of words. Immutable; safe to share between threads.

    Args:
        path: its file.

    Raises:
        FaqbotError: the file is missing, cut off, altered, or of another version; says so in one sentence.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._map = mapped(path, "table of word vectors")
        self.dimensions, self._size, text_size = _checked(self._map, path)
        blocks = -(-self._size // BLOCK)
        words_at = _HEADER.size + 4 * blocks
        self._scales_at = words_at + text_size
        self._rows_at = self._scales_at + 2 * self._size
        starts = struct.unpack_from(f"<{blocks}I", self._map, _HEADER.size)
        self._starts = (*(words_at + start for start in starts), self._scales_at - 1)
        self._firsts = [self._map[at + 1 : self._map.find(b"\n", at + 1)] for at in self._starts[:-1]]
        self._vector = functools.lru_cache(KEPT)(self._read)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, word: str) -> bool:
        return self._find(word) is not None

    def direction(self, words: Iterable[str]) -> Direction:
        """Where the sum of the words' vectors points to, in coordinates of length `UNIT`.

        Words are in lower case. Those that the table lacks count nothing; where it lacks all, all coordinates are 0.
        """
        total = sum(self._vector(word) for word in words)
        return scaled(_unpacked(total, self.dimensions, "q"))

    def row(self, word: str) -> bytes | None:
        """Where the vector of one word points to, a signed byte a dimension; None where the table lacks the word."""
        at = self._find(word)
        if at is None:
            return None
        start = self._rows_at + at * self.dimensions
        return self._map[start : start + self.dimensions]

    def _read(self, word: str) -> int:
        """The vector of a word, packed; 0 where the table lacks it."""
        at = self._find(word)
        if at is None:
            return 0
        start = self._rows_at + at * self.dimensions
        row = array("b", self._map[start : start + self.dimensions])
        (scale,) = struct.unpack_from("<H", self._map, self._scales_at + 2 * at)
        return int(scale) * _packed(row, "q")

    def _find(self, word: str) -> int | None:
        """The place of a word among the words, from 0."""
        key = word.encode("utf-8", "replace")
        block = bisect.bisect_right(self._firsts, key) - 1
        if block < 0:
            return None
        start, end = self._starts[block], self._starts[block + 1]
        at = self._map.find(b"\n" + key + b"\n", start, end + 1)
        return None if at < 0 else block * BLOCK + self._map[start:at].count(b"\n")


class Stack:
    """Directions that others are compared with, all at once.

    Args:
        directions: each of as many coordinates; one of zeros is like nothing.
    """

    def __init__(self, directions: Sequence[Direction]) -> None:
        self._columns = [_packed(column, "i") for column in zip(*directions, strict=True)]
        self._size = len(directions)

    def cosines(self, direction: Direction) -> list[float]:
        """How near each is to `direction`, -1..1, in their order."""
        dots = _unpacked(sum(map(mul, direction, self._columns)), self._size, "i")
        return [dot / (UNIT * UNIT) for dot in dots]


class Neighbours:
    """The words of a knowledge, to be found by meaning.

    Args:
        table: the vectors.
        words: the words, in lower case; those that the table lacks are left out.
    """

    def __init__(self, table: Table, words: Iterable[str]) -> None:
        self._table = table
        found = {word: row for word in sorted(set(words)) if (row := table.row(word)) is not None}
        self._words = list(found)
        self._places = {word: at for at, word in enumerate(self._words)}
        self._lengths = [UNIT * (math.hypot(*array("b", row)) or 1.0) for row in found.values()]
        self._shortest, self._longest = min(self._lengths, default=1.0), max(self._lengths, default=1.0)
        rows, size = b"".join(found.values()), table.dimensions
        self._columns = [_packed_bytes(rows[at::size]) for at in range(size)]
        self.near = functools.lru_cache(KEPT)(self._near)
        self._dots = functools.lru_cache(max(DOTS // max(len(found), 1), LEAST_DOTS))(self._all_dots)

    def _near(self, word: str, least: float, limit: int) -> tuple[tuple[str, float], ...]:
        """The words most like `word`, best first, each with its cosine of at least `least`; never `word` itself."""
        dots = self._dots(word)
        if dots is None:
            return ()
        cut = least * (self._shortest if least > 0 else self._longest)
        near = [(dot / self._lengths[at], self._words[at]) for at, dot in enumerate(dots) if dot >= cut]
        near.sort(key=lambda found: (-found[0], found[1]))
        return tuple((other, cosine) for cosine, other in near if other != word and cosine >= least)[:limit]

    def _all_dots(self, word: str) -> Sequence[int] | None:
        """The products of a word's direction with each of the knowledge's vectors; None where the table lacks it.

        At most `UNIT` times the length of a row, so that a slot of 32 bits holds each.
        """
        asked = self._table.row(word)
        if asked is None:
            return None
        total = sum(map(mul, scaled(array("b", asked)), self._columns))
        return _unpacked(total, len(self._words), "i")


def write(path: str | os.PathLike[str], vectors: Mapping[str, Sequence[float]]) -> None:
    """Writes a table: each word, in lower case and without white space, with its vector, all of as many dimensions."""
    words = sorted(vectors, key=str.encode)
    peaks = [max(map(abs, vectors[word]), default=0.0) or 1.0 for word in words]
    scales = [round(SCALE * peak / max(peaks)) for peak in peaks]
    rows = [[round(COORDINATE * x / peak) for x in vectors[word]] for word, peak in zip(words, peaks, strict=True)]
    keys = [b"\n" + word.encode() for word in words]
    text = b"".join(keys) + b"\n"
    starts = list(accumulate(map(len, keys), initial=0))[:-1:BLOCK]
    body = struct.pack(f"<{len(starts)}I", *starts) + text + struct.pack(f"<{len(scales)}H", *scales)
    body += b"".join(array("b", row).tobytes() for row in rows)
    dimensions = len(rows[0]) if rows else 0
    header = _HEADER.pack(MAGIC, VERSION, dimensions, len(words), len(text), zlib.crc32(body))
    write_whole(path, header + body)  # who has the old table mapped goes on with that


def _checked(data: mmap.mmap, path: str | os.PathLike[str]) -> tuple[int, int, int]:
    """The table's dimensions, words and bytes of words, once it is known to be whole."""
    fault = ""
    magic, version, dimensions, words, text, checksum = _HEADER.unpack(data[: _HEADER.size].ljust(_HEADER.size))
    size = _HEADER.size + 4 * -(-words // BLOCK) + text + (2 + dimensions) * words
    if magic != MAGIC:
        fault = "this is no table of word vectors, or its first bytes were altered"
    elif version != VERSION:
        fault = f"the table of word vectors is of version {version}, and this faqbot reads version {VERSION}"
    elif len(data) != size:
        fault = f"the table of word vectors has {len(data):,} bytes where it should have {size:,}"
    elif zlib.crc32(memoryview(data)[_HEADER.size :]) != checksum:
        fault = "the table of word vectors was altered: its checksum differs"
    if fault:
        raise damaged(path, fault)
    return dimensions, words, text


@functools.lru_cache(32)
def _bias(code: Slot, slots: int) -> int:
    """The sign bit of each slot."""
    top = array(code, [-1 << (8 * array(code).itemsize - 1)])
    return int.from_bytes(top.tobytes() * slots, sys.byteorder)


def _packed(values: Iterable[int], code: Slot) -> int:
    """The sum of value x 2**(bits x slot): turning the sign bit adds the bias that makes no value negative."""
    slots = array(code, values)
    bias = _bias(code, len(slots))
    return (int.from_bytes(slots.tobytes(), sys.byteorder) ^ bias) - bias


def _packed_bytes(values: bytes) -> int:
    """The same of signed bytes, in slots of 32 bits, in a tenth of the time."""
    slots = bytearray(4 * len(values))
    low = 0 if sys.byteorder == "little" else 3
    slots[low::4] = values.translate(_TURNED)
    bias = bytearray(len(slots))
    bias[low::4] = b"\x80" * len(values)
    return int.from_bytes(slots, sys.byteorder) - int.from_bytes(bias, sys.byteorder)


def _unpacked(total: int, slots: int, code: Slot) -> Sequence[int]:
    """The values of such a sum, in their order; each must fit into a slot."""
    bias = _bias(code, slots)
    size = array(code).itemsize * slots
    return memoryview(((total + bias) ^ bias).to_bytes(size, sys.byteorder)).cast(code)


def scaled(vector: Sequence[float]) -> Direction:
    """Where a vector points to, in coordinates of length `UNIT`."""
    scale = UNIT / (math.sqrt(sum(map(mul, vector, vector))) or 1.0)
    return tuple([int(x * scale) for x in vector])  # towards 0, so that no cosine passes 1
