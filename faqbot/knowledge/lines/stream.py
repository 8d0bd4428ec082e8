"""A file of one entry a line -> its article, and its entries one by one, however many there are."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import counted
from faqbot.base.suffixes import TABLES
from faqbot.base.values import replace
from faqbot.knowledge import articles
from faqbot.knowledge.lines import heading, objects, table
from faqbot.knowledge.lines.entries import LABELLED, LABELS, Entries
from faqbot.knowledge.lines.reading import lines
from faqbot.knowledge.yaml.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.article import Article, Entry
    from faqbot.knowledge.articles import Tell
    from faqbot.knowledge.lines.reading import Row

_OBJECT: Final = 'add "{key}": "…"'  # what to do where a key is missing
_CELL: Final = "write it into its column"
_EMPTY: Final = 'the file is empty: write an object a line, {"question": "…", "answer": "…"}'


class Stream:
    """The entries of a file that holds one a line. Each iteration reads the file from its start.

    One that was iterated to its end has told all that is wrong. Until then entries must be kept apart: without
    `skip_bad` they count only if all can be used.

    Args:
        path: a file in JSON Lines, CSV or TSV by its ending.
        skip_bad: whether entries that can't be used are left out, and told as one of the `doubts`.

    Attributes:
        article: what the file says of itself, without entries.
        doubts: what the last iteration found that most likely isn't meant.

    Raises:
        KnowledgeError: the file can't be read, or what stands at its head can't be used.
    """

    def __init__(self, path: str, *, skip_bad: bool = False) -> None:
        self._path = path
        self._skips = skip_bad
        self._is_table = path.lower().endswith(TABLES)
        self.doubts: tuple[KnowledgeError, ...] = ()
        about = self._about()
        self._first = about.line + 1 if about else 0
        self.article: Article = heading.article(path, about)

    def __iter__(self) -> Iterator[Entry]:
        """The entries in the file's order. Where one is at fault those behind it are read, but not handed out.

        Raises:
            KnowledgeError: at the end: entries are at fault, and must not be skipped; or there is none.
        """
        faults, doubts = Faults(self._path), Faults(self._path)
        entries = Entries(self.article.format, faults, doubts, _CELL if self._is_table else _OBJECT)
        found = False
        for row in self._rows(faults):
            entry = entries.of(row) if row.line >= self._first else None
            if entry and (self._skips or not faults.count):
                found = True
                yield entry
        if not (found and self._skips):
            faults.check()
        if not found:
            raise KnowledgeError(self._path, None, "the file holds no entry: write one a line")
        self.doubts = (*_skipped(faults), *doubts.told())

    def _rows(self, faults: Faults) -> Iterator[Row]:
        read = table.rows if self._is_table else objects.rows
        return read(self._path, lines(self._path), faults)

    def _about(self) -> Row | None:
        """The row about the article, where the file has one: it is the first that holds anything."""
        with closing(lines(self._path)) as read:
            if self._is_table:
                table.header(self._path, read)
                return None
            first = next((line for line in read if line.text.strip() or line.fault), None)
        if first is None:
            raise KnowledgeError(self._path, None, _EMPTY)
        row = next(objects.rows(self._path, (first,), Faults(self._path)), None)
        if row and not LABELS.isdisjoint(row.values):
            raise KnowledgeError(self._path, row.line, LABELLED)
        return row if row and heading.is_about(row) else None


def _skipped(faults: Faults) -> tuple[KnowledgeError, ...]:
    """That entries were left out, if any: how many, and what is wrong with the first."""
    if not faults.count:
        return ()
    first = faults.told()[0]
    many = counted(faults.lines, "bad entry was", "bad entries were")
    return (KnowledgeError(first.path, first.line, f"{many} left out; the first: {first.message}"),)


def read(path: str, tell: Tell | None = None, *, skip_bad: bool = False) -> Article:
    """The article of the file at `path` with all of its entries.

    Wordings that two of them have, and what is skipped, are told, else warned of.

    Raises:
        KnowledgeError: as of `Stream`, and when it is iterated.
    """
    stream = Stream(path, skip_bad=skip_bad)
    article = replace(stream.article, faq=tuple(stream))
    (tell or articles.warn)(stream.doubts)
    return article
