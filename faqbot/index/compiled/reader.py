"""A compiled file as a `Store`: opened without being read, its rows fetched as they are asked for."""

from __future__ import annotations

import functools
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, overload

from faqbot.base.values import replace
from faqbot.index.compiled import records
from faqbot.index.compiled.file import File, read
from faqbot.index.compiled.words import Words
from faqbot.index.counting.bitmaps import mapped
from faqbot.index.counting.postings import Gatherer, Postings
from faqbot.index.counting.weights import Norms, Scale, Weighed
from faqbot.index.cutting.parts import concepts_of
from faqbot.knowledge.article import Entry, Knowledge, Section
from faqbot.language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot.index.candidates import Candidate
    from faqbot.index.counting.bitmaps import Bits

Item = TypeVar("Item")

# Candidates that are kept once a question has needed them, some 5 kB each; terms with those that hold them; and terms
# of which it is kept where they stand.
KEPT: Final = 2_000
KEPT_TERMS: Final = 1_000
KEPT_PLACES: Final = 10_000
_AT_ONCE: Final = 1_000  # parts that are fetched together where all are gone through


class Compiled:
    """A compiled knowledge. Safe to share between threads.

    Args:
        path: the file.
        kept: as of `File`.

    Raises:
        KnowledgeError: it can't be used. So does anything else here where it proves damaged.
    """

    def __init__(self, path: str, *, kept: bool = False) -> None:
        self._file = File(path, kept=kept)
        self.path = path
        with self._file.sound():
            self._open(self._file.counts)
        self._fetch = functools.lru_cache(maxsize=KEPT)(self._candidate)
        self.candidates: Sequence[Candidate] = _Items(self._size, lambda at: self._fetch(at).candidate)
        self.numbers: Mapping[str, int] = _Numbers(self)
        with self._file.sound():
            gatherer = self._gatherer()
        self.gather, self.holding = self._file.sound()(gatherer.gather), self._file.sound()(gatherer.holding)

    def _open(self, counts: Mapping[str, Any]) -> None:
        self.language = language.of(counts["language"])
        self.scale = Scale(*counts["scale"])
        self._size: int = counts["candidates"]
        self._headings = read("I", self._file.block("headings"))
        # How many candidates there are before each part that only heads others.
        self._before = functools.lru_cache(maxsize=1)(lambda: [part - at for at, part in enumerate(self._headings)])
        self._terms = self._file.strings("terms")
        self._find = functools.lru_cache(maxsize=KEPT_PLACES)(self._terms.find)
        self._frequency = read("I", self._file.block("frequency"))
        self.names = self._file.strings("names")
        self.words = Words(self._file, self._terms)
        self._articles(counts["articles"], counts["sizes"])
        self.concepts = concepts_of(self.articles, self.language)

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

    def rename(self, paths: Mapping[str, str]) -> None:
        """Has the articles of some files say other paths: those by which the files are named now."""
        self.articles = tuple(replace(each, path=paths.get(each.path, each.path)) for each in self.articles)

    @property
    def sources(self) -> dict[str, Any]:
        """What is known of the files that it is made of, as `writer.write` was told."""
        with self._file.sound():
            found: dict[str, Any] = json.loads(self._file.block("sources"))
        return found

    @property
    def knowledge(self) -> Knowledge:
        """The articles."""
        return Knowledge(self.articles)

    def norms(self, number: int) -> Norms:
        """As of `Store`."""
        return self._fetch(number).norms

    def weighed(self, number: int) -> Weighed:
        """As of `Store`."""
        return self._fetch(number).weighed

    def frequency(self, term: str) -> int:
        """As of `Store`."""
        at = self._find(term)
        return 0 if at is None else self._frequency[at]

    def _gatherer(self) -> Gatherer:
        once = read("H", self._file.block("once"))
        postings = functools.lru_cache(maxsize=KEPT_TERMS)(self.postings)
        return Gatherer(self._size, self.frequency, postings, once, self._bits)

    def postings(self, term: str) -> Postings:
        """The postings of a term that is held, and isn't common."""
        found, impacts = self._file.row("postings", self._place_of(term))
        return Postings(read("I", found), read("H", impacts))

    def _bits(self, term: str) -> Bits:
        return mapped(self._file.row("bitmap", self._place_of(term))[0])

    def _place_of(self, term: str) -> int:
        """The place of a term that is held."""
        at = self._find(term)
        if at is None:
            raise KeyError(term)
        return at

    def part(self, at: int) -> Section | Entry:
        """A section or an entry by its place among all."""
        with self._file.sound():
            return records.lines(self._file.row("part", at)[1])[0]

    def parts(self, start: int, end: int) -> Iterator[Section | Entry]:
        """The sections and entries from one place up to another."""
        for first in range(start, end, _AT_ONCE):
            with self._file.sound():
                rows = self._file.rows("part", first, min(first + _AT_ONCE, end))
                found = [records.lines(data)[0] for _, data, *_ in rows]
            yield from found

    def _candidate(self, number: int) -> records.Row:
        with self._file.sound():
            article, *row = self._file.row("part", self._place(number))
            return records.candidate(number, self.articles[article], *row)

    def _place(self, number: int) -> int:
        """The place of a candidate among all parts: beside it there are those that only head others."""
        return number + bisect_right(self._before(), number)

    def _number(self, place: int) -> int:
        """How many candidates there are before a part."""
        return place - bisect_right(self._headings, place - 1)

    def find(self, ref: str) -> int | None:
        """The number of a candidate by its ref; None: there is none."""
        key = records.hashed(ref)
        with self._file.sound():
            (data,) = self._file.row("place", key % records.groups(self._size))
            held = read("I", data)
            alike = [number for known, number in zip(held[::2], held[1::2], strict=True) if known == key]
            return next((number for number in reversed(alike) if self.candidates[number].ref == ref), None)


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
        return self._make(places) if isinstance(places, int) else tuple(map(self._make, places))


class _Parts(_Items["Section | Entry"]):
    """The parts of a file from one place up to another."""

    def __init__(self, store: Compiled, start: int, end: int) -> None:
        super().__init__(end - start, lambda at: store.part(start + at))
        self._all = functools.partial(store.parts, start, end)

    def __iter__(self) -> Iterator[Section | Entry]:
        return self._all()

    def __eq__(self, other: object) -> bool:  # as the tuple of them, which an article in memory has
        return tuple(self) == tuple(other) if isinstance(other, (tuple, _Parts)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


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
