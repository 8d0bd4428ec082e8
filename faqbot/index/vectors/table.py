"""A table of word vectors, read through a memory map.

Opening it decodes one word in sixty-four, and after that only what is asked for.

The file, little-endian:

    magic, version, dimensions, words, bytes of words, CRC-32 of all that follows
    where each block of words begins, uint32
    the words in order, UTF-8, each with a line feed before it and the last with one after it
    a scale for each, uint16
    their coordinates, int8: a word's vector is these times its scale
    for each the numbers of the `NEAREST` words most like it, best first, uint16; its own where there are no more
"""

from __future__ import annotations

import functools
import heapq
import struct
import zlib
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from faqbot.base.files import write_whole
from faqbot.index.counting.strings import BLOCK, Blocks
from faqbot.index.vectors.mapped import damaged, mapped
from faqbot.index.vectors.rows import joined, scaled
from faqbot.index.vectors.sums import packed, towards

if TYPE_CHECKING:
    import mmap
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from faqbot.index.vectors.rows import Direction

MAGIC: Final = b"FAQVEC\r\n"  # what changes line ends in passing changes it
VERSION: Final = 2
_HEADER: Final = struct.Struct("<8sHHIII")

# The words most like a word that are kept with it: 1 MB, for which those of a knowledge are found in 20 µs. The median
# word of the table that ships has 5 with a cosine of 0.6 or more, and 88 in 100 have no more than 16 (with 8: 70).
NEAREST: Final = 16
# The largest scale. Only the proportions of vectors count, so that no unit is kept.
SCALE: Final = 0xFFFF

# Vectors kept of those that were looked up, 600 bytes each: the words of some thousand lines.
KEPT: Final = 5_000


class Table:
    """The vectors of words. Immutable; safe to share between threads.

    Args:
        path: its file.

    Attributes:
        dimensions: of a direction.
        checksum: of what the file holds; two tables of one differ in nothing.

    Raises:
        FaqbotError: the file is missing, cut off, altered, or of another version; says so in one sentence.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._map = mapped(path, "table of word vectors")
        self.dimensions, self._size, text_size, self.checksum = _checked(self._map, path)
        blocks = -(-self._size // BLOCK)
        words_at = _HEADER.size + 4 * blocks
        self._scales_at = words_at + text_size
        self._rows_at = self._scales_at + 2 * self._size
        self._nearest_at = self._rows_at + self.dimensions * self._size
        starts = struct.unpack_from(f"<{blocks}I", self._map, _HEADER.size)
        words = Blocks(self._map, (words_at + start for start in starts), self._scales_at - 1, self._size)
        # The number of a word, its place among the words in order, from 0 (None where the table lacks it); and back.
        self.find, self.word = words.find, words.__getitem__
        self._vector = functools.lru_cache(KEPT)(self._read)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, word: str) -> bool:
        return self.find(word) is not None

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
        return towards(total, self.dimensions)

    def row(self, word: str) -> bytes | None:
        """Where the vector of one word points to, a signed byte a dimension; None where the table lacks the word."""
        at = self.find(word)
        return None if at is None else self.at(at)

    def nearest(self, number: int) -> Sequence[int]:
        """The numbers of the words most like that of a number, best first: at most `NEAREST`."""
        others = struct.unpack_from(f"<{NEAREST}H", self._map, self._nearest_at + 2 * NEAREST * number)
        return others if others[-1] != number else [other for other in others if other != number]

    def at(self, number: int) -> Direction:
        """Where the vector of the word of a number points to."""
        start = self._rows_at + number * self.dimensions
        return self._map[start : start + self.dimensions]

    def _read(self, word: str) -> int:
        """The vector of a word, packed; 0 where the table lacks it."""
        at = self.find(word)
        if at is None:
            return 0
        (scale,) = struct.unpack_from("<H", self._map, self._scales_at + 2 * at)
        return int(scale) * packed(self.at(at))


def write(path: str | os.PathLike[str], vectors: Mapping[str, Sequence[float]]) -> None:
    """Writes a table: each word, in lower case and without white space, with its vector, all of as many dimensions.

    At most 65,536 words. Finding the nearest of each takes three minutes for half as many.
    """
    words = sorted(vectors, key=str.encode)
    peaks = [max(map(abs, vectors[word]), default=0.0) or 1.0 for word in words]
    scales = [round(SCALE * peak / max(peaks)) for peak in peaks]
    rows = [scaled(vectors[word]) for word in words]
    keys = [b"\n" + word.encode() for word in words]
    text = b"".join(keys) + b"\n"
    starts = list(accumulate(map(len, keys), initial=0))[:-1:BLOCK]
    body = struct.pack(f"<{len(starts)}I", *starts) + text + struct.pack(f"<{len(scales)}H", *scales)
    body += b"".join(rows) + _nearest(rows)
    dimensions = len(rows[0]) if rows else 0
    header = _HEADER.pack(MAGIC, VERSION, dimensions, len(words), len(text), zlib.crc32(body))
    write_whole(path, header + body)  # who has the old table mapped goes on with that


def _nearest(rows: Sequence[Direction]) -> bytes:
    """For each row the numbers of those that are nearest to it, as the file holds them."""
    all_rows, found = joined(rows), bytearray()
    for at, row in enumerate(rows):
        near = ((-cosine, other) for other, cosine in enumerate(all_rows.cosines(row)) if other != at)
        others = [other for _, other in heapq.nsmallest(NEAREST, near)]
        found += struct.pack(f"<{NEAREST}H", *others, *[at] * (NEAREST - len(others)))
    return bytes(found)


def _checked(data: mmap.mmap, path: str | os.PathLike[str]) -> tuple[int, int, int, int]:
    """The table's dimensions, words, bytes of words and checksum, once it is known to be whole."""
    fault = ""
    magic, version, dimensions, words, text, checksum = _HEADER.unpack(data[: _HEADER.size].ljust(_HEADER.size))
    size = _HEADER.size + 4 * -(-words // BLOCK) + text + (2 + dimensions + 2 * NEAREST) * words
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
    return dimensions, words, text, checksum
