"""A file -> its text: what can't be read, is too large, or is no UTF-8 is refused in one sentence."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_compiled, is_golden, is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes of one file: some 100,000 short entries, which a bot loads in about 20 seconds. What is larger is
# most likely no article, and must be refused before it is read.
MAX_BYTES: Final = 16_000_000
# Bytes in which a NUL tells a binary file from text, as git does it.
_BINARY_HEAD: Final = 8_000
# A byte order mark, or two letters with a NUL each.
UTF16: Final = re.compile(rb"\xff\xfe|\xfe\xff|(?:[^\0]\0){2}|(?:\0[^\0]){2}", re.DOTALL)
_GOLDEN: Final = (
    "this is a golden file, which holds questions and no knowledge: name an article here, "
    "and run this file with faqbot eval or pytest"
)
_HOW: Final = 'the README shows under "Writing knowledge"'


def check_ending(path: str, endings: tuple[str, ...]) -> None:
    """Refuse a file that says of itself to be no article.

    Of one that is no YAML the parser would tell where in its prose a colon stands, of questions that keys are unknown.

    Args:
        path: what was named. A name without an ending says nothing.
        endings: those of YAML files, in small letters.

    Raises:
        KnowledgeError: the file is named as something else, or as a golden file.
    """
    ending = os.path.splitext(path)[1]
    if ending and ending.lower() not in endings and os.path.isfile(path):
        message = f"this is a {ending} file, and knowledge is YAML: write it into a {endings[0]} file, as {_HOW}"
        if is_listed(path):
            message = f"this is a {ending} file, which is checked whenever it is loaded: name YAML files here"
        if is_compiled(path):
            message = f"this is a compiled knowledge ({ending}): name the files that it was compiled of"
        raise KnowledgeError(path, None, message)
    if is_golden(path) and os.path.isfile(path):
        raise KnowledgeError(path, None, _GOLDEN)


def read_text(path: str) -> str:
    """The text of the UTF-8 file at `path`, without a byte order mark.

    Raises:
        KnowledgeError: it can't be read, is no regular file, larger than `MAX_BYTES`, or no UTF-8.
    """
    data = read_bytes(path, MAX_BYTES, what="a YAML file", parts="several articles")
    return _decode(path, data).removeprefix("\ufeff")


def read_bytes(path: str, most: int, *, what: str, parts: str) -> bytes:
    """The bytes of a file, which is measured before it is read.

    Args:
        path: the file.
        most: how many bytes it may have.
        what: what it is to be, as "a YAML file", for messages.
        parts: what to split a larger one into.

    Raises:
        KnowledgeError: it can't be read, is no regular file, or is larger.
    """
    with told(path):
        if size(path, what) <= most:
            with open(path, "rb") as file:
                data = file.read(most + 1)  # files that grow, and those of /proc, have more than stat says
            if len(data) <= most:
                return data
    raise KnowledgeError(path, None, f"the file is larger than {most / 1e6:.0f} MB: split it into {parts}")


def size(path: str, what: str) -> int:
    """The bytes of a file by what the system says.

    Raises:
        KnowledgeError: it is no regular file, as `what` must be.
        OSError: it isn't there, or can't be looked at.
    """
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise KnowledgeError(path, None, f"this is not a regular file: name {what} or a folder of them")
    return found.st_size


@contextmanager
def told(path: str) -> Iterator[None]:
    """What the system has against a file, as a fault of it.

    Raises:
        KnowledgeError: the file isn't there, or can't be read.
    """
    try:
        yield
    except FileNotFoundError:
        raise KnowledgeError(path, None, "there is no such file or folder: check the path") from None
    except OSError as error:
        raise KnowledgeError(path, None, f"the file can't be read ({error.strerror})") from None
    except ValueError:
        raise KnowledgeError(path, None, "no file can have this name: check the path") from None


def _decode(path: str, data: bytes) -> str:
    if UTF16.match(data):
        raise KnowledgeError(path, None, "the file is in UTF-16: save it as UTF-8")
    nul = data.find(b"\0", 0, _BINARY_HEAD)
    if nul >= 0:
        raise KnowledgeError(path, None, f"this is a binary file (byte 0x00 at offset {nul}), not YAML")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        at = error.start
        line = data.count(b"\n", 0, at) + 1
        message = f"byte 0x{data[at]:02X} at offset {at} is not UTF-8: save the file as UTF-8"
        raise KnowledgeError(path, line, message) from None
