"""Paths -> what is to be read, and each of that -> its drafts. A source is measured before it is read into memory."""

from __future__ import annotations

import os
import sys
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.archives import GZIP, ZIP
from faqbot.authoring.importing.document import Source
from faqbot.authoring.importing.drafting import structure
from faqbot.authoring.importing.sources import folders, naming
from faqbot.authoring.importing.sources.kinds import MARKUP, Reader, holds_questions, kind, module
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.knowledge.yaml.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.authoring.draft import Draft, Unplaced

MAX_BYTES: Final = 50_000_000  # of one source: some 25,000 pages of text
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Task:
    """What makes one or more articles.

    Attributes:
        sources: paths of one file, or of several that belong together.
        folder: the folder that was named, or "" where the file itself was.
    """

    sources: tuple[str, ...]
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to read, in order, and what of folders was passed over."""

    tasks: tuple[Task, ...]
    passed: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a task: its drafts, or the fault that it ended in."""

    task: Task
    drafts: tuple[Draft, ...] = ()
    fault: FaqbotError | None = None


def survey(paths: Sequence[str]) -> Survey:
    """What there is to read at paths: files, folders, "-" for standard input.

    Raises:
        KnowledgeError: there is no such path, or nothing in a folder.
    """
    tasks: list[Task] = []
    passed: list[Unplaced] = []
    for path in dict.fromkeys(paths):
        if path == STDIN or not os.path.isdir(path):
            if path != STDIN and not os.path.lexists(path):
                raise KnowledgeError(path, None, "there is no such file or folder: check the path")
            tasks.append(Task((path,)))
            continue
        found = folders.found(path)
        lists = [file for file in found.data if _is_list(file)]
        if not (found.documents or lists):
            raise KnowledgeError(path, None, "the folder holds no document: name a file, or another folder")
        tasks += [Task((file,), path) for file in (*found.documents, *lists)]
        passed += found.passed
    return Survey(tuple(_joined(tasks)), tuple(passed))


def read(task: Task, encoding: str = "") -> Read:
    """The drafts of a task, named after their files; or its fault.

    Args:
        task: what to read.
        encoding: what its text is saved in; "": it is told from the text.
    """
    try:
        sources = [_encoded(_source(path), encoding) for path in task.sources]
        return Read(task, tuple(_drafts(sources, task)))
    except FaqbotError as error:
        return Read(task, fault=error)
    except MemoryError:  # limits keep what is read far below what machines have, and yet one may have less
        message = "there is not enough memory to read it: split it into parts"
        return Read(task, fault=KnowledgeError(task.sources[0], None, message))


def _drafts(sources: Sequence[Source], task: Task) -> Iterator[Draft]:
    source = sources[0]
    reader = kind(source)
    if reader in MARKUP:
        drafts: tuple[Draft, ...] = (structure.draft(module(reader).read(source), source),)
    else:
        drafts = module(reader).read(sources if reader is Reader.RASA else source)
    for draft in drafts:
        named = naming.named(draft, draft.source or source.path, task.folder) if reader in MARKUP else draft
        yield replace(named, source=None) if source.path == STDIN else named


def _joined(tasks: list[Task]) -> Iterator[Task]:
    """The tasks, where the files of a Rasa bot are one: the questions are in some, the answers in others."""
    bots: dict[str, list[str]] = {}
    for task in tasks:
        path = task.sources[0]
        if path.lower().endswith((".yml", ".yaml", ".md")) and module(Reader.RASA).reads(_head(path)):
            bots.setdefault(task.folder, []).append(path)
    for task in tasks:
        files = bots.get(task.folder, [])
        if task.sources[0] not in files:
            yield task
        elif task.sources[0] == files[0]:
            yield Task(tuple(files), task.folder)


def _is_list(path: str) -> bool:
    try:
        return holds_questions(_source(path))
    except FaqbotError:
        return False


def _head(path: str) -> Source:
    """A file with its bytes, none where it can't be read: that is said when it is its turn."""
    try:
        return _source(path)
    except FaqbotError:
        return Source(path, b"")


def _source(path: str) -> Source:
    """A file with its bytes.

    Raises:
        KnowledgeError: it can't be read, is no file, or is larger than `MAX_BYTES`.
    """
    if path == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            message = f"standard input holds more than {MAX_BYTES / 1e6:.0f} MB: split it into parts"
            raise KnowledgeError(path, None, message)
    else:
        data = read_bytes(path, MAX_BYTES, what="a document", parts="parts")
    data = _unpacked(path, data)
    if len(data) > MAX_BYTES:
        raise KnowledgeError(path, None, f"unpacked it is larger than {MAX_BYTES / 1e6:.0f} MB: split it into parts")
    if not data.strip():
        raise KnowledgeError(path, None, "the file is empty: there is nothing to import")
    return Source(path, data)


def _unpacked(path: str, data: bytes) -> bytes:
    """What a file holds, where it is one text that gzip has made smaller, as documents of packages are.

    Raises:
        KnowledgeError: it can't be unpacked.
    """
    name = path.lower()
    if not (data.startswith(GZIP) and name.endswith(".gz")) or name.endswith(".tar.gz"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise KnowledgeError(path, None, f"the file can't be unpacked ({error}): unpack it yourself") from None


def _encoded(source: Source, encoding: str) -> Source:
    """A source in UTF-8, from what the author says that it is saved in.

    Raises:
        KnowledgeError: it isn't.
        FaqbotError: there is no such encoding.
    """
    if not encoding or source.data.startswith(ZIP):
        return source
    try:
        return Source(source.path, source.data.decode(encoding).encode())
    except LookupError:
        raise FaqbotError(
            f'faqbot: there is no encoding "{encoding}": write one like latin-1, cp1250 or shift_jis'
        ) from None
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        message = f"the file is not in {encoding}: byte {at} can't be read as that"
        raise KnowledgeError(source.path, None, message) from None
