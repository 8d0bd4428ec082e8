"""The file of a sentence encoder: its word pieces and its arrays of numbers, read through a memory map.

The file, little-endian:

    magic, version, CRC-32 of all that follows, bytes of the table of contents
    the table of contents, JSON: {"name", "layers", "heads", "limit", "pieces", "arrays": {name: [type, shape, start]}}
    the arrays, each on a multiple of `ALIGNED` bytes from where the table of contents ends

Types are numpy's: "<f2", "<f4", "u1". Nothing here needs numpy, so that a damaged file is told of without it.
"""

from __future__ import annotations

import json
import struct
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.base.files import write_whole
from faqbot.index.vectors.mapped import damaged, mapped

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

MAGIC: Final = b"FAQENC\r\n"  # what changes line ends in passing changes it
VERSION: Final = 1
ALIGNED: Final = 64  # what vector instructions read at once
_HEADER: Final = struct.Struct("<8sHII")


class Stored(NamedTuple):
    """An array of numbers in the file.

    Attributes:
        kind: the type of its numbers, as numpy names it.
        shape: how many there are along each axis.
        data: the bytes from where it begins.
    """

    kind: str
    shape: list[int]
    data: memoryview


class Weights:
    """What stands in the file of an encoder. Immutable; safe to share between threads.

    Args:
        path: the file.

    Attributes:
        checksum: of all that stands in it; two encoders of one differ in nothing.
        contents: its table of contents.

    Raises:
        FaqbotError: the file is missing, cut off, altered, or of another version; says so in one sentence.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        data = memoryview(mapped(path, "sentence encoder"))
        size, self.checksum = _checked(data, path)
        self.contents: Mapping[str, Any] = json.loads(bytes(data[_HEADER.size : _HEADER.size + size]))
        self._data = data[_start(size) :]

    def array(self, name: str) -> Stored:
        """An array, by its name in the table of contents."""
        kind, shape, start = self.contents["arrays"][name]
        return Stored(kind, shape, self._data[start:])


def write(path: str | os.PathLike[str], contents: Mapping[str, Any], arrays: Mapping[str, Any]) -> None:
    """Writes the file: `arrays` are numpy's, which this module needs not know."""
    starts, body = dict[str, Any](), bytearray()
    for name, array in arrays.items():
        body += bytes(-len(body) % ALIGNED)
        starts[name] = [array.dtype.str.replace("|", ""), list(array.shape), len(body)]
        body += array.tobytes()
    told = json.dumps({**contents, "arrays": starts}, ensure_ascii=False, separators=(",", ":")).encode()
    rest = told + bytes(_start(len(told)) - _HEADER.size - len(told)) + body
    whole = _HEADER.pack(MAGIC, VERSION, 0, len(told)) + rest
    write_whole(path, _HEADER.pack(MAGIC, VERSION, _checksum(memoryview(whole)), len(told)) + rest)


def _checksum(data: memoryview) -> int:
    return zlib.crc32(data[_HEADER.size - 4 :])  # with the last field of the header


def _start(size: int) -> int:
    """Where the arrays begin behind a table of contents of so many bytes."""
    return -(-(_HEADER.size + size) // ALIGNED) * ALIGNED


def _checked(data: memoryview, path: str | os.PathLike[str]) -> tuple[int, int]:
    """The bytes of the table of contents and the checksum, once the file is known to be whole."""
    magic, version, checksum, size = _HEADER.unpack(bytes(data[: _HEADER.size]).ljust(_HEADER.size))
    if magic != MAGIC:
        fault = "this is no sentence encoder, or its first bytes were altered"
    elif len(data) < _HEADER.size:
        fault = "the sentence encoder was cut off"
    elif version != VERSION:
        fault = f"the sentence encoder is of version {version}, and this faqbot reads version {VERSION}"
    elif _checksum(data) != checksum:
        fault = "the sentence encoder was cut off or altered: its checksum differs"
    else:
        return size, checksum
    raise damaged(path, fault)
