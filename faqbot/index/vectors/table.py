"""A table of word vectors, read through a memory map.

Opening it decodes one word in sixty-four, and after that only what is asked for.

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
import struct
import zlib
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from faqbot.base.files import write_whole
from faqbot.index.vectors.mapped import damaged, mapped
from faqbot.index.vectors.rows import COORDINATE

if TYPE_CHECKING:
    import mmap
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.index.vectors.rows import Direction

MAGIC: Final = b"FAQVEC\r\n"  # what changes line ends in passing changes it
VERSION: Final = 1
_HEADER: Final = struct.Struct("<8sHHIII")

# Words of a block: the first is decoded at the start, the others are searched as bytes. A word is found in 1 µs.
BLOCK: Final = 64
# The largest scale. Only the proportions of vectors count, so that no unit is kept.
SCALE: Final = 0xFFFF

# Vectors kept of those that were looked up, 600 bytes each: the words of some thousand lines.
KEPT: Final = 5_000

# A sum of vectors is one integer with a slot for each coordinate, so that one addition does them all (Kronecker, 1882,
# packed polynomials so). A slot of 64 bits holds the sum of a trillion words.
_SLOT: Final = 64
_BYTES: Final = _SLOT // 8
_SIGN: Final = 1 << (_SLOT - 1)
_TURNED: Final = bytes(value ^ 0x80 for value in range(256))  # signed bytes as unsigned, 128 more


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
        """Where the sum of the words' vectors points to.

        Words are in lower case. Those that the table lacks count nothing; where it lacks all, all coordinates are 0.
        """
        return self.towards(self.total(words))

    def total(self, words: Iterable[str]) -> int:
        """The sum of the words' vectors, for `towards`; such sums can be added to each other."""
        return sum(map(self._vector, words))

    def towards(self, total: int) -> Direction:
        """Where a sum points to."""
        ones, size = _each(self.dimensions), _BYTES * self.dimensions
        slots = ((total + ones * _SIGN) ^ (ones * _SIGN)).to_bytes(size, "little")
        values = struct.unpack(f"<{self.dimensions}q", slots)
        peak = max(max(values, default=0), -min(values, default=0))
        # Each times COORDINATE / peak, as a fraction with so many bits behind its point; then rounded.
        point = peak.bit_length() + 8
        times = (COORDINATE << point) // (peak or 1)
        slots = ((total * times + ones * (_SIGN + (1 << point - 1))) >> point).to_bytes(size, "little")
        return slots[::_BYTES]  # above the low byte of each there is nothing but its sign

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
        (scale,) = struct.unpack_from("<H", self._map, self._scales_at + 2 * at)
        slots = bytearray(_BYTES * self.dimensions)
        slots[::_BYTES] = self._map[start : start + self.dimensions].translate(_TURNED)
        return int(scale) * (int.from_bytes(slots, "little") - 0x80 * _each(self.dimensions))

    def _find(self, word: str) -> int | None:
        """The place of a word among the words, from 0."""
        key = word.encode("utf-8", "replace")
        block = bisect.bisect_right(self._firsts, key) - 1
        if block < 0:
            return None
        start, end = self._starts[block], self._starts[block + 1]
        at = self._map.find(b"\n" + key + b"\n", start, end + 1)
        return None if at < 0 else block * BLOCK + self._map[start:at].count(b"\n")


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


@functools.lru_cache(8)
def _each(slots: int) -> int:
    """1 in each of so many slots."""
    return int.from_bytes((b"\1" + bytes(_BYTES - 1)) * slots, "little")
