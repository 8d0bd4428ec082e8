"""Office files are zip archives: they are measured before anything of them is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat

from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from faqbot.authoring.importing.document import Source

# Bytes of all members unpacked, how many times larger than packed one may be, and how many members there may be. XML
# packs to a tenth, long runs of alike rows to a fiftieth; deflate itself ends at a thousandth.
MOST_BYTES: Final = 200_000_000
MOST_TIMES: Final = 200
MOST_MEMBERS: Final = 10_000
# Bytes up to which a member may be packed as well as it likes: it can do no harm.
_SMALL: Final = 1_000_000
_PIECE: Final = 65_536
ZIP: Final = b"PK\x03\x04"  # how archives begin
GZIP: Final = b"\x1f\x8b"  # and single files that were made smaller
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of Office before 2007 begin, and those with a password
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED: Final = 0x1
_XML: Final = (".xml", ".rels", ".vml")


def measured(source: Source, what: str, most_xml: int = MOST_BYTES) -> None:
    """Refuse an archive that is none, or that would unpack to more than a document holds.

    No member is unpacked beyond what the archive says of its size; XML is read up to its first element.

    Args:
        source: the file.
        what: what it must be, as "a Word file (.docx)".
        most_xml: bytes that its XML may unpack to, all together.

    Raises:
        KnowledgeError: it is no zip archive, broken, encrypted, too large unpacked, or declares entities.
    """
    if source.data.startswith(OLE):
        locked = _LOCKED in source.data
        message = (
            "the file is locked with a password: save it without one"
            if locked
            else f"this is a file of an older Office: save it as {what}"
        )
        raise KnowledgeError(source.path, None, message)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = archive.infolist()
            _check_sizes(source, members, most_xml)
            for member in members:
                _check_member(source, archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise KnowledgeError(source.path, None, f"this is not {what}, or it is damaged ({error})") from None


def _check_sizes(source: Source, members: list[zipfile.ZipInfo], most_xml: int) -> None:
    if len(members) > MOST_MEMBERS:
        message = f"the file holds {len(members):,} files, more than {MOST_MEMBERS:,}: no document is made like that"
        raise KnowledgeError(source.path, None, message)
    size = sum(member.file_size for member in members)
    if size > MOST_BYTES:
        most = MOST_BYTES / 1e6
        message = f"the file unpacks to {size / 1e6:,.0f} MB, more than {most:,.0f} MB: split it, or save it anew"
        raise KnowledgeError(source.path, None, message)
    xml = sum(member.file_size for member in members if member.filename.lower().endswith(_XML))
    if xml > most_xml:
        message = f"the text of the file unpacks to {xml / 1e6:,.0f} MB, more than {most_xml / 1e6:,.0f} MB: split it"
        raise KnowledgeError(source.path, None, message)
    for member in members:
        if member.file_size > max(_SMALL, MOST_TIMES * member.compress_size):
            message = (
                f'"{member.filename}" in the file unpacks to {member.file_size / 1e6:,.0f} MB, '
                f"{member.file_size // max(member.compress_size, 1):,} times as much as it takes: "
                "no document is packed like that"
            )
            raise KnowledgeError(source.path, None, message)


def _check_member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise KnowledgeError(source.path, None, "the file is encrypted: save it without a password")
    if not member.filename.lower().endswith(_XML):
        return
    with archive.open(member) as stream:
        if _declares(stream):
            message = (
                f'"{member.filename}" in the file declares a document type, which Office never writes: save it anew'
            )
            raise KnowledgeError(source.path, None, message)


def _declares(stream: IO[bytes]) -> bool:
    """Whether XML declares a document type, and so may declare entities. That stands before its first element."""
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    try:
        while not seen and (piece := stream.read(_PIECE)):
            parser.Parse(piece)
    except expat.ExpatError:
        return b"<!doctype" in piece.lower()  # what is broken is said by who reads it
    return bool(seen) and seen[0]
