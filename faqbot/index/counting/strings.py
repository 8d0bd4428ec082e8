r"""Sorted strings as bytes: found by search, without a Python object for each of them.

    3 0 \napple\npear\nplum\n      "pear" -> 1;  2 -> "plum";  "p" begins those from 1 to 3

The first string of each block is decoded; of the others there is nothing but their bytes. One is found in 1 µs.
"""

from __future__ import annotations

import bisect
import struct
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import mmap
    from collections.abc import Iterable, Iterator, Sequence

# Strings of a block.
BLOCK: Final = 64
_SIZE: Final = struct.Struct("<I")


class Blocks:
    """Strings that stand in blocks of `BLOCK`, each behind a line feed: found by search, or by their places.

    Args:
        data: what holds them, in the order of their UTF-8 bytes, each once; with a line feed behind the last.
        starts: where in it each block begins.
        end: where the line feed behind the last is.
        size: how many there are.
    """

    def __init__(self, data: bytes | mmap.mmap, starts: Iterable[int], end: int, size: int) -> None:
        self._data = data
        self._size = size
        self._starts = [*starts, end]
        self._firsts = [data[start + 1 : data.find(b"\n", start + 1)] for start in self._starts[:-1]]

    def __len__(self) -> int:
        return self._size

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def __getitem__(self, at: int) -> str:
        """The string at a place, from 0."""
        if not 0 <= at < self._size:
            raise IndexError(at)
        block, behind = divmod(at, BLOCK)
        return self._data[self._starts[block] + 1 : self._starts[block + 1]].split(b"\n", behind + 1)[behind].decode()

    def find(self, text: str) -> int | None:
        """The place of a string, from 0; None where it isn't among them."""
        key = text.encode("utf-8", "replace")
        block = bisect.bisect_right(self._firsts, key) - 1
        if block < 0 or b"\n" in key:
            return None
        start, end = self._starts[block], self._starts[block + 1]
        at = self._data.find(b"\n" + key + b"\n", start, end + 1)
        return None if at < 0 else block * BLOCK + self._data[start:at].count(b"\n")


class Strings(Blocks):
    """Strings in the order of their UTF-8 bytes, each once; none of them has a line feed in it.

    Args:
        data: as `packed` makes it.
    """

    def __init__(self, data: bytes) -> None:
        (size,) = _SIZE.unpack_from(data)
        blocks = -(-size // BLOCK)
        base = _SIZE.size + 4 * blocks
        starts = struct.unpack_from(f"<{blocks}I", data, _SIZE.size)
        super().__init__(data, (base + start for start in starts), max(len(data) - 1, base), size)

    def __iter__(self) -> Iterator[str]:
        return iter(self.between(0, self._size))

    def since(self, text: str) -> int:
        """The place of the first string that is `text` or comes after it."""
        key = text.encode("utf-8", "replace")
        block = max(bisect.bisect_right(self._firsts, key) - 1, 0)
        if block >= len(self._firsts):
            return 0
        held = self._data[self._starts[block] + 1 : self._starts[block + 1]].split(b"\n")
        return block * BLOCK + bisect.bisect_left(held, key)

    def between(self, start: int, end: int) -> list[str]:
        """The strings from one place up to another."""
        end = min(end, self._size)
        if start >= end:
            return []
        first, last = start // BLOCK, -(-end // BLOCK)
        held = self._data[self._starts[first] + 1 : self._starts[last]].decode().split("\n")
        return held[start - first * BLOCK : end - first * BLOCK]

    def beginning(self, head: str) -> list[str]:
        """The strings that begin so, in order."""
        return self.between(self.since(head), self.since(head + "\U0010ffff"))


def packed(texts: Sequence[str]) -> bytes:
    """Strings as `Strings` reads them; each must be there once, in the order of their bytes."""
    held = [b"\n" + text.encode() for text in texts]
    starts = list(accumulate(map(len, held), initial=0))[: len(held) : BLOCK]
    return b"".join((_SIZE.pack(len(held)), struct.pack(f"<{len(starts)}I", *starts), *held, b"\n"))
