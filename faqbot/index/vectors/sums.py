"""Sums of vectors, each in one integer with a slot for each coordinate, so that one addition does all of them.

Kronecker (1882) packed polynomials so. A slot of 64 bits holds the sum of a trillion words.
"""

from __future__ import annotations

import functools
import struct
from typing import TYPE_CHECKING, Final

from faqbot.index.vectors.rows import COORDINATE

if TYPE_CHECKING:
    from faqbot.index.vectors.rows import Direction

_SLOT: Final = 64
_BYTES: Final = _SLOT // 8
_SIGN: Final = 1 << (_SLOT - 1)
_TURNED: Final = bytes(value ^ 0x80 for value in range(256))  # signed bytes as unsigned, 128 more


def packed(direction: Direction) -> int:
    """A direction as such a sum; its multiples and sums are sums too."""
    slots = bytearray(_BYTES * len(direction))
    slots[::_BYTES] = direction.translate(_TURNED)
    return int.from_bytes(slots, "little") - 0x80 * _each(len(direction))


def towards(total: int, dimensions: int) -> Direction:
    """Where a sum points to; of zeros all coordinates are 0."""
    ones, size = _each(dimensions), _BYTES * dimensions
    slots = ((total + ones * _SIGN) ^ (ones * _SIGN)).to_bytes(size, "little")
    values = struct.unpack(f"<{dimensions}q", slots)
    peak = max(max(values, default=0), -min(values, default=0))
    # Each times COORDINATE / peak, as a fraction with so many bits behind its point; then rounded.
    point = peak.bit_length() + 8
    times = (COORDINATE << point) // (peak or 1)
    slots = ((total * times + ones * (_SIGN + (1 << point - 1))) >> point).to_bytes(size, "little")
    return slots[::_BYTES]  # above the low byte of each there is nothing but its sign


@functools.lru_cache(8)
def _each(slots: int) -> int:
    """1 in each of so many slots."""
    return int.from_bytes((b"\1" + bytes(_BYTES - 1)) * slots, "little")
