"""Paths -> one compiled file: articles are loaded, long lists read as they are written, compiled files merged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, overload

from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.suffixes import COMPILED, is_compiled, is_listed
from faqbot.index.compiled import writer
from faqbot.index.compiled.making import sources
from faqbot.index.compiled.making.sources import Source, Sources, absolute
from faqbot.index.compiled.reader import Compiled
from faqbot.knowledge import articles, listing, loading
from faqbot.knowledge.article import Entry
from faqbot.knowledge.yaml.faults import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.knowledge.article import Article
    from faqbot.knowledge.articles import Tell
    from faqbot.knowledge.lines.stream import Stream

    Progress = Callable[[Iterable[int], int], Iterable[int]]  # steps, and how many there will be, more or less

# Bytes of YAML that make one part, and how much longer it takes to read one than to cut it into lines.
_PART: Final = 150
_READING: Final = 8


class Made(NamedTuple):
    """A file that was compiled.

    Attributes:
        path: the file.
        articles, sections, entries: how many it holds.
        size: its bytes.
    """

    path: str
    articles: int
    sections: int
    entries: int
    size: int


def compile_(
    paths: Sequence[str], output: str | None = None, *, skip_bad: bool = False, progress: Progress | None = None
) -> Made:
    """Compiles a knowledge into one file, beside its place first, and puts it there in one step.

    Args:
        paths: articles, folders of them, files of one entry a line, compiled files.
        output: the file; None: one that is called as the only path, in the working folder.
        skip_bad: whether entries of JSON Lines and tables that can't be used are left out.
        progress: wraps the steps, and passes them on one by one, as `tqdm.tqdm` does.

    Raises:
        KnowledgeError: a path is missing, holds no article, or an article is at fault; or the file can't be written.
        FaqbotError: the file can't be called so.
    """
    found: list[KnowledgeError] = []
    files = tuple(listing.articles(loading.named(paths), found))
    target = _target(paths, output, files)
    work = _Compiling(files, found, articles.warn, skip_bad=skip_bad)
    steps = work.steps(paths, target)
    for _ in progress(steps, work.expected()) if progress else steps:
        pass
    made = Compiled(target).articles
    sections, entries = sum(len(a.sections) for a in made), sum(len(a.faq) for a in made)
    return Made(target, len(made), sections, entries, os.path.getsize(target))


def _target(paths: Sequence[str], output: str | None, files: Sequence[str]) -> str:
    """The file to be written."""
    if output is None:
        if len(paths) != 1:
            raise FaqbotError(f"several sources make one file: name it (-o NAME{COMPILED})")
        output = os.path.splitext(os.path.basename(absolute(paths[0])))[0] + COMPILED
    if not is_compiled(output):
        raise FaqbotError(f"{output}: the name of a compiled knowledge ends in {COMPILED}: write -o NAME{COMPILED}")
    if os.path.realpath(output) in map(os.path.realpath, files):
        raise FaqbotError(f"{output}: this is one of the sources: write the file elsewhere (-o NAME{COMPILED})")
    return output


class _Compiling:
    """The work of compiling some files once.

    Args:
        files: what to compile.
        found: what is wrong with the paths that they are from.
        tell: is given what most likely isn't meant.
        skip_bad: whether entries that can't be used are left out.
    """

    def __init__(self, files: Sequence[str], found: list[KnowledgeError], tell: Tell, *, skip_bad: bool) -> None:
        self._files = files
        self._found = found
        self._tell = tell
        self._skips = skip_bad
        self._doubts: list[tuple[str, int | None, str]] = []
        self._streams = 0  # that are not read to their end yet

    def expected(self) -> int:
        """How many steps there will be, more or less."""
        return sum(_expected(file) for file in self._files)

    def steps(self, paths: Iterable[str], target: str) -> Iterator[int]:
        """Does the work, and tells how much of it after each step.

        Raises:
            KnowledgeError: as of `compile_`.
        """
        held: list[Source] = []
        read: dict[str, Sequence[Article]] = {}
        for file in self._files:
            try:
                held.append(_source(file))
                read[file] = self._read(file)
            except KnowledgeError as error:
                self._found += error.faults
            yield 0 if is_listed(file) or is_compiled(file) else _READING * _parts(file)
        knowledge = loading.gathered(read, read.__getitem__, self._found)
        if not self._streams:
            self._check()
        told = Sources([absolute(os.fspath(path)) for path in paths], held, self._doubts)
        yield from writer.steps(knowledge, target, told.to_dict())

    def _read(self, file: str) -> Sequence[Article]:
        if is_compiled(file):
            return Compiled(file).articles
        if not is_listed(file):
            return (loading.read(file, self._note),)
        from faqbot.knowledge.lines.stream import Stream  # here: as in `loading`

        stream = Stream(file, skip_bad=self._skips)
        self._streams += 1
        return (replace(stream.article, faq=_Streamed(stream, self._entries)),)

    def _entries(self, stream: Stream) -> Iterator[Entry]:
        """The entries of a file of these. Faults are told when the last such file was read, those of all at once."""
        try:
            yield from stream
        except KnowledgeError as error:
            self._found += error.faults
        else:
            self._note(stream.doubts)
        self._streams -= 1
        if not self._streams:
            self._check()

    def _check(self) -> None:
        order = {file: at for at, file in enumerate(self._files)}
        check(sorted(self._found, key=lambda fault: order.get(fault.path, -1)))

    def _note(self, doubts: Iterable[KnowledgeError]) -> None:
        """Keeps what most likely isn't meant, and tells it."""
        kept = list(doubts)
        self._doubts += [(doubt.path, doubt.line, doubt.message) for doubt in kept]
        self._tell(kept)


class _Streamed(Sequence[Entry]):
    """The entries of a file that is read whenever they are gone through."""

    def __init__(self, stream: Stream, entries: Callable[[Stream], Iterator[Entry]]) -> None:
        self._stream = stream
        self._entries = entries

    def __iter__(self) -> Iterator[Entry]:
        return self._entries(self._stream)

    def __len__(self) -> int:
        try:
            return sum(1 for _ in self._stream)
        except KnowledgeError:  # which is told when they are gone through
            return 0

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Any:
        raise TypeError("these entries can only be gone through")


def _source(file: str) -> Source:
    try:
        return sources.of(file)
    except (OSError, ValueError):  # which is told when it is read
        return Source(file, absolute(file), 0, 0, "")


def _expected(file: str) -> int:
    if is_compiled(file):
        return 0
    return 2 * _lines(file) if is_listed(file) else (_READING + 2) * _parts(file)


def _parts(file: str) -> int:
    """How many parts a YAML file has, more or less."""
    try:
        return os.path.getsize(file) // _PART
    except (OSError, ValueError):
        return 0


def _lines(file: str) -> int:
    try:
        with open(file, "rb") as read:
            return sum(some.count(b"\n") for some in iter(lambda: read.read(1 << 20), b""))
    except (OSError, ValueError):
        return 0
