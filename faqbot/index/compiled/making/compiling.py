"""Paths -> one compiled file: articles are loaded, long lists read as they are written, compiled files merged."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, overload

from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.suffixes import COMPILED, is_compiled, is_listed
from faqbot.base.values import replace
from faqbot.index.compiled import writer
from faqbot.index.compiled.making import sources
from faqbot.index.compiled.making.sources import Doubt, Source, Sources, absolute
from faqbot.index.compiled.reader import Compiled
from faqbot.knowledge import articles, listing, loading
from faqbot.knowledge.article import Entry
from faqbot.knowledge.yaml.faults import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.knowledge.article import Article
    from faqbot.knowledge.lines.stream import Stream

    Progress = Callable[[Iterable[int], int], Iterable[int]]  # steps, and how many there will be, more or less

# How much longer it takes to read a part of YAML than to cut it into lines, and what all that is made of one takes.
_READING: Final = 8
_WRITING: Final = 2 + writer.REST
_KEYS: Final = (b"question:", b"heading:")  # one of which a part in YAML has


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
    Compiling(files, found, skip_bad=skip_bad).into(target, paths, progress)
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


class Compiling:
    """The work of compiling some files once. What most likely isn't meant in them is warned of.

    Args:
        files: what to compile.
        found: what is wrong with the paths that they are from.
        old: what was compiled of some of them before.
        skip_bad: whether entries that can't be used are left out.
    """

    def __init__(
        self, files: Sequence[str], found: list[KnowledgeError], old: Old | None = None, *, skip_bad: bool
    ) -> None:
        self._files = files
        self._found = found
        self._old = old
        self._skips = skip_bad
        self._doubts: list[Doubt] = []
        self._streams = 0  # that are not read to their end yet

    def into(self, target: str, paths: Iterable[str | os.PathLike[str]], progress: Progress | None = None) -> None:
        """Does the work.

        Args:
            target: the file to be written.
            paths: what was named for its sources.
            progress: as of `compile_`.

        Raises:
            KnowledgeError: as of `compile_`.
        """
        steps = self._steps(target, paths)
        if progress:
            steps = iter(progress(steps, sum(map(_expected, self._files))))
        deque(steps, maxlen=0)

    def _steps(self, target: str, paths: Iterable[str | os.PathLike[str]]) -> Iterator[int]:
        held: list[Source] = []
        read: dict[str, Sequence[Article]] = {}
        for file in self._files:
            try:
                held.append(_source(file))
                read[file] = self._read(file, held[-1])
            except KnowledgeError as error:
                self._found += error.faults
            yield 0 if is_listed(file) or is_compiled(file) else _READING * _parts(file)
        knowledge = loading.gathered(read, read.__getitem__, self._found)
        if not self._streams:
            self._check()
        told = Sources([absolute(path) for path in paths], held, self._doubts)
        yield from writer.steps(knowledge, target, told.to_dict())

    def _read(self, file: str, source: Source) -> Sequence[Article]:
        if is_compiled(file):
            return Compiled(file).articles
        if not is_listed(file):
            known = self._old.of(source) if self._old else None
            if known is None:
                return (loading.read(file, self._note),)
            self._note(known.doubts)
            return (known.article,)
        from faqbot.knowledge.lines.stream import Stream  # here: as in `loading`

        stream = Stream(file, skip_bad=self._skips)
        self._streams += 1
        return (replace(stream.article, faq=_Streamed(stream, self._entries)),)

    def _entries(self, stream: Stream) -> Iterator[Entry]:
        """The entries of a file of these. Faults are told when the last such file was read, those of all at once."""
        try:
            yield from stream
            self._note(stream.doubts)
        except KnowledgeError as error:
            self._found += error.faults
        self._streams -= 1
        if not self._streams:
            self._check()

    def _check(self) -> None:
        order = {file: at for at, file in enumerate(self._files)}
        check(sorted(self._found, key=lambda fault: order.get(fault.path, -1)))

    def _note(self, doubts: Iterable[KnowledgeError]) -> None:
        """Keeps what most likely isn't meant, and tells it."""
        kept = list(doubts)
        self._doubts += [Doubt(doubt.path, doubt.line, doubt.message) for doubt in kept]
        articles.warn(kept)


class Known(NamedTuple):
    """What is known of a file that was compiled before: its article, and what most likely isn't meant in it."""

    article: Article
    doubts: Sequence[KnowledgeError]


class Old:
    """What was compiled of some files, by what they are called and what they held.

    Args:
        compiled: the articles of that file.
        told: what it is made of.
    """

    def __init__(self, compiled: Iterable[Article], told: Sources) -> None:
        own = {article.path: article for article in compiled}
        self._known = {_call(source): own[source.path] for source in told.files if source.path in own}
        self._doubts = told.doubts

    def of(self, source: Source) -> Known | None:
        """What is known of a file that is called so and holds that; None: nothing."""
        article = self._known.get(_call(source))
        if article is None:
            return None
        doubts = [
            KnowledgeError(source.path, each.line, each.message) for each in self._doubts if each.path == article.path
        ]
        return Known(replace(article, path=source.path), doubts)


def _call(source: Source) -> tuple[str, str]:
    """What makes an article of a file: what it holds, and its name, which is the article's id."""
    return source.digest, os.path.basename(source.path)


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
        return Source(file, absolute(file), 0, (), "")


def _expected(file: str) -> int:
    if is_compiled(file):
        return 0
    return round(_WRITING * _lines(file) if is_listed(file) else (_READING + _WRITING) * _parts(file))


def _parts(file: str) -> int:
    """How many parts a YAML file has, more or less."""
    try:
        with open(file, "rb") as read:
            held = read.read()
    except (OSError, ValueError):
        return 0
    return sum(map(held.count, _KEYS))


def _lines(file: str) -> int:
    try:
        with open(file, "rb") as read:
            return sum(some.count(b"\n") for some in iter(lambda: read.read(1 << 20), b""))
    except (OSError, ValueError):
        return 0
