"""Articles -> one file: their parts are cut into lines and counted first, and written once all counts are known."""

from __future__ import annotations

import functools
import json
import os
import tempfile
import zlib
from array import array
from collections import deque
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.public import version
from faqbot.index.chosen import table_of
from faqbot.index.compiled import records, words
from faqbot.index.compiled.file import created, insert, numbers
from faqbot.index.counting.bitmaps import bitmap
from faqbot.index.counting.postings import is_common, listed, once
from faqbot.index.counting.statistics import Statistics
from faqbot.index.counting.strings import packed
from faqbot.index.counting.weights import mean, norms, terms, weighed, weighing
from faqbot.index.cutting.parts import Cutter, Titles, concepts_of, headed, language_of, questions
from faqbot.index.vectors.meaning import directions
from faqbot.knowledge.article import Entry, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faqbot.index.compiled.file import Base, Table
    from faqbot.index.counting.weights import Scale
    from faqbot.knowledge.article import Knowledge

_AT_ONCE: Final = 100  # parts that are put into the file by one call
REST: Final = 0.3  # what is written once of all of them, in steps for each of them


def write(knowledge: Knowledge, path: str | os.PathLike[str], sources: Mapping[str, Any] | None = None) -> None:
    """Writes a knowledge into one file, beside its place first, and puts it there in one step.

    Args:
        knowledge: the articles; their entries may be read as they are asked for, and are gone through once.
        path: the file, which may be there already.
        sources: what is known of the files that it is made of, as JSON has it; it is looked at last.

    Raises:
        KnowledgeError: the file can't be written, or an article is at fault.
    """
    deque(steps(knowledge, path, sources), maxlen=0)


def steps(
    knowledge: Knowledge, path: str | os.PathLike[str], sources: Mapping[str, Any] | None = None
) -> Iterator[int]:
    """As `write`, which is done once this is exhausted: it yields 1 for each part of the knowledge, for each twice, and
    the rest in a few more.
    """
    with created(path) as base:
        yield from _Writer(base, knowledge, os.path.dirname(os.path.realpath(path))).steps(sources or {})


class _Writer:
    """Fills a database with a knowledge.

    Args:
        base: it has the tables, and nothing in them.
        knowledge: the articles.
        folder: where there is room for what is found in the first pass.
    """

    def __init__(self, base: Base, knowledge: Knowledge, folder: str) -> None:
        self._base = base
        self._articles = knowledge.articles
        self._folder = folder
        # What the checksums of the file begin with: other knowledges have another, and their rows don't pass for its.
        self._seed = zlib.crc32(json.dumps(list(map(records.of_article, self._articles))).encode())
        self._language = language_of(knowledge)
        self._counted = Statistics(self._language)
        self._named: list[tuple[str, str]] = []
        self._headings = array("I")  # the numbers of the parts that only head others
        self._refs = array("I")  # of each candidate, hashed
        self._sizes: list[tuple[int, int]] = []  # of each article: how many sections and entries

    def steps(self, sources: Mapping[str, Any]) -> Iterator[int]:
        """As `steps`."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", dir=self._folder, newline="\n") as spool:
            for row in self._cut():
                self._seed = zlib.crc32(row.encode(), self._seed)
                spool.write(row)
                yield 1
            spool.seek(0)
            lengths = array("d"), array("d")
            parts = self._parts(spool, *lengths)
            while rows := list(islice(parts, _AT_ONCE)):
                self._rows("part", rows)
                yield from repeat(1, len(rows))
        scale = mean(*lengths)
        terms = sorted(self._counted.holding, key=str.encode)
        some = round(len(self._named) * REST / 3)
        self._write_words(terms)
        yield some
        self._write_postings(terms)
        yield some
        self._write_places()
        self._write_counts(scale, sources)
        yield some

    def _cut(self) -> Iterator[str]:
        """Every part in order: the number of its article, what it stands below, and its row; its words are counted."""
        cutter = Cutter(self._language, concepts_of(self._articles, self._language))
        several, number, count = len(self._articles) > 1, 0, 0
        for at, article in enumerate(self._articles):
            kinds = [0, 0]
            for part, above in headed(article):
                kinds[isinstance(part, Entry)] += 1
                if part.only_heads and isinstance(part, Section):
                    self._headings.append(count)
                    row = records.of_heading(part)
                else:
                    found = cutter.candidate(number, article, part, above, about=several)
                    self._counted.add(found)
                    self._named.append((article.id, part.title))
                    self._refs.append(records.hashed(found.ref))
                    row = records.of_candidate(found)
                    number += 1
                count += 1
                yield f"{json.dumps([at, above[-1:]])}\t{row}\n"
            self._sizes.append((kinds[0], kinds[1]))

    def _parts(
        self, spool: Iterable[str], of_lines: array[float], of_wholes: array[float]
    ) -> Iterator[tuple[Any, ...]]:
        """The rows with what could not be known before; the lengths of lines and wholes are put into the arrays."""
        weight = weighing(self._language.stop_words, len(self._named), self._counted.frequency)
        weigh = functools.lru_cache(maxsize=None)(weight)
        table = table_of(self._language.vectors) if self._language.vectors else None
        titles, headings = Titles(self._named), set(self._headings)
        for number, line in enumerate(spool):
            head, _, row = line[:-1].partition("\t")
            at, above = json.loads(head)
            part, asked, lines = records.lines(row)
            weights, meant = b"", None
            if number not in headings:
                size = norms([terms(line) for line in lines], weigh)
                of_lines.extend(size.lines)
                of_wholes.append(size.whole)
                title = titles.of(self._articles[at], part, above)
                row = records.whole(row, None if title == part.title else title)
                weights = records.weights(size, weighed(lines, questions(part), weigh))
                meant = directions(table, lines, asked) if table else None
            yield number, at, row, weights, meant

    def _write_words(self, known: Sequence[str]) -> None:
        place = {term: at for at, term in enumerate(known)}
        self._block("terms", packed(known))
        self._block("frequency", numbers("I", map(self._counted.frequency, known)))
        self._block("names", packed(sorted(self._counted.names(), key=str.encode)))
        table = table_of(self._language.vectors) if self._language.vectors else None
        for name, data in words.blocks(self._counted.forms, place, table):
            self._block(name, data)

    def _write_postings(self, known: Sequence[str]) -> None:
        lengths, average, size = self._counted.lengths, self._counted.mean, len(self._counted.lengths)
        common = {at for at, term in enumerate(known) if is_common(self._counted.frequency(term), size)}

        def lists() -> Iterator[tuple[Any, ...]]:
            for at, term in enumerate(known):
                if at not in common:
                    found = listed(*self._counted.holding[term], lengths, average)
                    yield at, numbers("I", found.numbers), numbers("H", found.impacts)

        self._rows("postings", lists())
        bitmaps = ((at, bitmap(self._counted.holding[known[at]][0], size).tobytes()) for at in sorted(common))
        self._rows("bitmap", bitmaps)
        self._block("once", numbers("H", once(lengths, average)))

    def _write_places(self) -> None:
        groups = [array("I") for _ in range(records.groups(len(self._refs)))]
        for number, key in enumerate(self._refs):
            groups[key % len(groups)].extend((key, number))
        self._rows("place", ((at, numbers("I", group)) for at, group in enumerate(groups)))

    def _write_counts(self, scale: Scale, sources: Mapping[str, Any]) -> None:
        counts = {
            "made by": version(),
            "seed": self._seed,
            "language": self._language.code,
            "scale": scale,
            "candidates": len(self._named),
            "articles": [records.of_article(article) for article in self._articles],
            "sizes": self._sizes,
        }
        self._block("sources", json.dumps(sources).encode())
        self._block("headings", numbers("I", self._headings))
        self._block("counts", json.dumps(counts).encode(), seed=0)  # which is read before the seed is known

    def _rows(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        insert(self._base, self._seed, table, rows)

    def _block(self, name: str, data: bytes, seed: int | None = None) -> None:
        insert(self._base, self._seed if seed is None else seed, "block", [(name, data)])
