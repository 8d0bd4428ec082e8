"""A compiled file as a `Store`: opened without being read, its rows fetched as they are asked for."""

from __future__ import annotations

import functools
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, overload

from faqbot.base.errors import KnowledgeError
from faqbot.base.public import __version__
from faqbot.index.compiled import records
from faqbot.index.compiled.file import File, checksum, read
from faqbot.index.compiled.strings import Strings
from faqbot.index.compiled.words import Words
from faqbot.index.counting.postings import Gatherer, Postings, mapped
from faqbot.index.counting.weights import Norms, Scale
from faqbot.index.cutting.synonyms import Concepts
from faqbot.knowledge.article import Entry, Knowledge, Section
from faqbot.language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from faqbot.index.candidates import Candidate
    from faqbot.index.counting.postings import Bits

Item = TypeVar("Item")

# Candidates that are kept once a question has needed them, some 10 kB each; and terms with those that hold them.
KEPT: Final = 2_000
KEPT_TERMS: Final = 1_000
_AT_ONCE: Final = 1_000  # parts that are fetched together where all are gone through


class Compiled:
    """A compiled knowledge. Safe to share between threads.

    Args:
        path: the file.

    Raises:
        KnowledgeError: it can't be used. So does anything else here where it proves damaged.
    """

    def __init__(self, path: str) -> None:
        self._file = File(path)
        counts = json.loads(self._file.block("counts"))
        if counts["made by"] != __version__:
            message = f"faqbot {counts['made by']} compiled it, and this is {__version__}: compile it again"
            raise KnowledgeError(path, None, message)
        self.path = path
        self.language = language.of(counts["language"])
        self.scale = Scale(*counts["scale"])
        self._size: int = counts["candidates"]
        self._headings = read("I", self._file.block("headings"))
        self._terms = Strings(self._file.block("terms"))
        self._frequency = read("I", self._file.block("frequency"))
        self.names = Strings(self._file.block("names"))
        self.words = Words(self._file, self._terms)
        self._articles(counts["articles"], counts["sizes"])
        self.concepts = Concepts((group for a in self.articles for group in a.synonyms), self.language)
        self._fetch = functools.lru_cache(maxsize=KEPT)(self._candidate)
        self.candidates: Sequence[Candidate] = _Items(self._size, lambda at: self._fetch(at)[0])
        self.numbers: Mapping[str, int] = _Numbers(self)
        self.postings = functools.lru_cache(maxsize=KEPT_TERMS)(self._postings)
        self._gatherer: Gatherer | None = None

    def _articles(self, values: Sequence[dict[str, object]], sizes: Sequence[tuple[int, int]]) -> None:
        """Makes the articles, whose parts are fetched when they are asked for."""
        ends = list(accumulate(sum(size) for size in sizes))
        starts = [end - sum(size) for end, size in zip(ends, sizes, strict=True)]
        self._starts = starts
        self.articles = tuple(
            records.article(
                each,
                cast("Sequence[Section]", _Parts(self, start, start + sections)),
                cast("Sequence[Entry]", _Parts(self, start + sections, end)),
            )
            for each, start, end, (sections, _) in zip(values, starts, ends, sizes, strict=True)
        )
        numbers = [(self._number(start), self._number(end)) for start, end in zip(starts, ends, strict=True)]
        self.spans = {
            article.id: range(*span) for article, span in zip(self.articles, numbers, strict=True) if span[0] < span[1]
        }

    @property
    def sources(self) -> dict[str, Any]:
        """What is known of the files that it is made of, as `writer.write` was told."""
        found: dict[str, Any] = json.loads(self._file.block("sources"))
        return found

    @property
    def knowledge(self) -> Knowledge:
        """The articles."""
        return Knowledge(self.articles)

    def norms(self, number: int) -> Norms:
        """As of `Store`."""
        return self._fetch(number)[1]

    def frequency(self, term: str) -> int:
        """As of `Store`."""
        at = self._terms.find(term)
        return 0 if at is None else self._frequency[at]

    def gather(
        self,
        terms: Iterable[tuple[str, float]],
        limit: int,
        within: Collection[range] | None = None,
        share: float = 0.0,
    ) -> list[int]:
        """As of `Store`."""
        if self._gatherer is None:
            once = read("H", self._file.block("once"))
            self._gatherer = Gatherer(self._size, self.postings, once, self._bits)
        return self._gatherer.gather(terms, limit, within, share)

    def _postings(self, term: str) -> Postings | None:
        at = self._terms.find(term)
        if at is None:
            return None
        found = self._file.row("SELECT numbers, impacts, bits, crc FROM postings WHERE number = ?", at)
        if found is None or found[3] != checksum(at, *found[:3]):
            raise self._file.damaged()
        return Postings(read("I", found[0]), read("H", found[1]))

    def _bits(self, term: str) -> Bits | None:
        at = self._terms.find(term)
        found = None if at is None else self._file.row("SELECT bits FROM postings WHERE number = ?", at)
        return mapped(found[0]) if found and found[0] else None

    def part(self, at: int) -> Section | Entry:
        """A section or an entry by its place among all."""
        return records.lines(self._row(at)[1])[0]

    def parts(self, start: int, end: int) -> Iterator[Section | Entry]:
        """The sections and entries from one place up to another."""
        statement = "SELECT number, article, id, data, rows, crc FROM part WHERE number BETWEEN ? AND ? ORDER BY number"
        for first in range(start, end, _AT_ONCE):
            last = min(first + _AT_ONCE, end)
            found = self._file.rows(statement, first, last - 1)
            if len(found) != last - first:
                raise self._file.damaged()
            for row in found:
                yield records.lines(self._sound(row[0], row[1:])[1])[0]

    def _row(self, at: int) -> tuple[int, str, bytes | None]:
        """The number of its article, the data and the vectors of a part."""
        found = self._file.row("SELECT article, id, data, rows, crc FROM part WHERE number = ?", at)
        if found is None:
            raise self._file.damaged()
        return self._sound(at, found)

    def _sound(self, at: int, row: tuple[object, ...]) -> tuple[int, str, bytes | None]:
        article, name, data, rows, crc = cast("tuple[int, str, str, bytes | None, int]", row)
        if crc != checksum(at, article, name, data, rows):
            raise self._file.damaged()
        return article, data, rows

    def _candidate(self, number: int) -> tuple[Candidate, Norms]:
        article, data, rows = self._row(self._place(number))
        return records.candidate(data, number, self.articles[article], rows)

    def _place(self, number: int) -> int:
        """The place of a candidate among all parts: beside it there are those that only head others."""
        at = bisect_right(self._before, number)
        return number + at

    @functools.cached_property
    def _before(self) -> Sequence[int]:
        """How many candidates there are before each part that only heads others."""
        return [part - at for at, part in enumerate(self._headings)]

    def _number(self, place: int) -> int:
        """How many candidates there are before a part."""
        return place - bisect_right(self._headings, place - 1)

    def find(self, ref: str) -> int | None:
        """The number of a candidate by its ref; None: there is none."""
        name, _, part = ref.partition("#")
        at = self._places.get(name)
        found = None if at is None else self._file.row("SELECT number FROM part WHERE id = ? AND article = ?", part, at)
        if found is None or (place := int(found[0])) in self._silent:
            return None
        number = self._number(place)
        if self.candidates[number].ref != ref:
            raise self._file.damaged()
        return number

    @functools.cached_property
    def _places(self) -> Mapping[str, int]:
        return {article.id: at for at, article in enumerate(self.articles)}

    @functools.cached_property
    def _silent(self) -> frozenset[int]:
        return frozenset(self._headings)


class _Items(Sequence[Item]):
    """So many things, each made when it is asked for."""

    def __init__(self, size: int, make: Callable[[int], Item]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        places = range(self._size)[at]
        return self._make(places) if isinstance(places, int) else [self._make(place) for place in places]


class _Parts(_Items["Section | Entry"]):
    """The parts of a file from one place up to another."""

    def __init__(self, store: Compiled, start: int, end: int) -> None:
        super().__init__(end - start, lambda at: store.part(start + at))
        self._all = functools.partial(store.parts, start, end)

    def __iter__(self) -> Iterator[Section | Entry]:
        return self._all()


class _Numbers(Mapping[str, int]):
    """The number of each candidate by its ref."""

    def __init__(self, store: Compiled) -> None:
        self._store = store

    def __getitem__(self, ref: str) -> int:
        found = self._store.find(ref)
        if found is None:
            raise KeyError(ref)
        return found

    def __len__(self) -> int:
        return len(self._store.candidates)

    def __iter__(self) -> Iterator[str]:
        return (candidate.ref for candidate in self._store.candidates)
