"""Nearness in meaning by an encoder of texts, in place of the table of word vectors."""

from __future__ import annotations

import functools
import heapq
import re
import warnings
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import compiled
from faqbot.index.encoding import cache, gauge
from faqbot.index.encoding.locks import Once
from faqbot.index.vectors.clusters import COMPARED, clustered
from faqbot.index.vectors.rows import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from faqbot.index.candidates import Candidate
    from faqbot.index.encoding.cache import Progress
    from faqbot.index.encoding.encoder import TextEncoder
    from faqbot.index.index import Index
    from faqbot.index.vectors.clusters import Clusters
    from faqbot.index.vectors.rows import Direction, Rows
    from faqbot.language.terms import Word

# Questions whose nearness to all candidates is kept: that of the present one in a few threads is used again.
KEPT: Final = 8
# Passages whose single lines are kept once one of them was to be quoted, some 10 kB each.
KEPT_LINES: Final = 500

# The longest passage, in characters, that is encoded as one. With the titles above it that is some 110 pieces of words,
# of which the encoder that ships reads 128. With 120, 250, 400 and 600 right decisions on twenty documents are 0.757,
# 0.762, 0.765 and 0.756.
PASSAGE: Final = 400

_EMPTY_LINE: Final = r"\n\s*\n"


class Passage(NamedTuple):
    """A text of a candidate that is encoded: a question, or sentences that stand together.

    Attributes:
        number: the candidate's.
        start: the first of the candidate's lines that it is made of.
        end: the line behind the last.
        text: what it says.
        above: the titles above a paragraph, which say what it is about; "": it is a question.
    """

    number: int
    start: int
    end: int
    text: str
    above: str = ""

    @property
    def read(self) -> str:
        """What is encoded."""
        return f"{self.above}\n{self.text}" if self.above else self.text


class _Made(NamedTuple):
    """What the encoder has made of the passages.

    Attributes:
        rows: their directions.
        clusters: the same by what they are near to; None: so few that all are compared with a question.
        gauge: what their cosines are worth.
    """

    rows: Rows
    clusters: Clusters | None
    gauge: gauge.Gauge


class Encoded:
    """The passages of a knowledge as an encoder sees them. As safe to share between threads as the encoder is.

    Args:
        encoder: what makes directions of texts.
        index: the knowledge's.
    """

    def __init__(self, encoder: TextEncoder, index: Index) -> None:
        self._encoder = encoder
        self._index = index
        self._warned = False
        self._passages, self._spans = list[Passage](), list[slice]()  # each candidate's stand together
        for candidate in index.candidates:
            start = len(self._passages)
            self._passages += passages(candidate)
            self._spans.append(slice(start, len(self._passages)))
        self._made = Once(self._encode)
        self._lines = functools.lru_cache(maxsize=KEPT_LINES)(self._lines_of)
        self._best = functools.lru_cache(maxsize=KEPT)(self._best_of)
        self._standing = functools.lru_cache(maxsize=KEPT)(self._standing_of)

    def prepare(self, progress: Progress | None = None) -> _Made:
        """Has the passages encoded, where that has not been done; else the first question has it done.

        While a thread does it, the others that need it wait.

        Args:
            progress: as of `cache.directions`.

        Raises:
            FaqbotError: the encoder failed.
        """
        return self._made(progress)

    def of(self, question: str, words: Sequence[Word]) -> Direction | None:
        """The meaning of a question; None where it has no words, or none that the encoder knows, and where that fails.

        Of a failure a warning tells at the first time.
        """
        if not words:
            return None
        try:
            (direction,) = self._encoder.directions([_respelt(question, words)])
        except FaqbotError as error:
            self._warn(error)
            return None
        return direction if any(direction) else None

    def nearness(self, asked: Direction, number: int) -> dict[str, float]:
        """How far the passage of a candidate that is most like the question stands out of those of others: a trait.

        A cosine says little by itself: to a question in plain words all of a knowledge may be at 0.2, and what answers
        it at 0.3. Of decisions on twenty documents, each left out in turn, 0.76 are right by this, 0.74 by the cosine.
        """
        return {"meaning": self._standing(asked)(max(cosine for _, cosine in self._own(asked, number)))}

    def of_lines(self, asked: Direction, number: int) -> list[float]:
        """How near each line of a candidate comes to the question, as a cosine: of a passage all lines alike.

        Those of the paragraph that comes nearest are told apart, for which they are encoded now. Where that fails they
        are not, with a warning at the first time.
        """
        near, nearest, most = [0.0] * len(self._index.candidates[number].lines), -1, -1.0
        for at, (passage, cosine) in enumerate(self._own(asked, number), self._spans[number].start):
            near[passage.start : passage.end] = [cosine] * (passage.end - passage.start)
            if passage.above and cosine > most:
                nearest, most = at, cosine
        if nearest >= 0:
            passage = self._passages[nearest]
            try:
                near[passage.start : passage.end] = self._lines(nearest).cosines(asked)
            except FaqbotError as error:
                self._warn(error)
        return near

    def nearest(self, asked: Direction, number: int) -> tuple[str, float]:
        """The passage of a candidate that is most like the question, and its cosine."""
        passage, cosine = max(self._own(asked, number), key=itemgetter(1))
        return passage.text, cosine

    def closest(self, asked: Direction, limit: int, within: Collection[range] | None = None) -> list[int]:
        """The numbers of the `limit` candidates that come nearest to the question, best first; None: among all.

        Of a knowledge with more passages than are compared with a question, the clusters nearest to it are looked at.
        """
        near = self._best(asked)
        among = near if within is None else [number for number in chain(*within) if number in near]
        return heapq.nsmallest(limit, among, key=lambda number: (-near[number], number))

    def _encode(self, progress: Progress | None = None) -> _Made:
        read = [passage.read for passage in self._passages]
        made = cache.directions(self._encoder, [*read, *gauge.TEXTS], progress)
        directions = [made[text] for text in read]
        clusters = clustered(directions) if len(directions) > COMPARED else None
        return _Made(joined(directions), clusters, gauge.Gauge(made))

    def _lines_of(self, at: int) -> Rows:
        """The single lines of a passage."""
        passage = self._passages[at]
        lines = self._index.candidates[passage.number].lines[passage.start : passage.end]
        return joined(list(self._encoder.directions([line.value for line in lines])))

    def _own(self, asked: Direction, number: int) -> Iterator[tuple[Passage, float]]:
        """The passages of a candidate with their cosines."""
        span = self._spans[number]
        return zip(self._passages[span], self.prepare().rows.cosines(asked, span.start, span.stop), strict=True)

    def _best_of(self, asked: Direction) -> dict[int, float]:
        """The candidates that are compared with a question, each with the cosine of the passage that comes nearest."""
        made, best = self.prepare(), dict[int, float]()
        compared = made.clusters.near(asked) if made.clusters else enumerate(made.rows.cosines(asked))
        for at, cosine in compared:
            number = self._passages[at].number
            if cosine > best.get(number, -2.0):
                best[number] = cosine
        return best

    def _standing_of(self, asked: Direction) -> Callable[[float], float]:
        return self.prepare().gauge.standing(asked, self._best(asked).values())

    def _warn(self, error: FaqbotError) -> None:
        if not self._warned:
            self._warned = True
            warnings.warn(f"{error}. Until it works again questions are matched without it.", stacklevel=2)


def passages(candidate: Candidate) -> Iterator[Passage]:
    """What of a candidate is encoded: its questions as they are, and what it says by paragraphs, under its titles.

    Of decisions on twenty documents, each left out in turn, 0.763 are right so, 0.745 without the article's title, and
    as many as so with single sentences beside the paragraphs.
    """
    number, lines, above = candidate.number, candidate.lines, f"{candidate.article.title}\n{candidate.part.title}"
    yield from (Passage(number, at, at + 1, lines[at].value) for at in candidate.questions)
    said = [at for at, line in enumerate(lines) if line.source]
    start, text = 0, ""
    for at in said:
        line = lines[at].value
        if text and (_parts(candidate, at) or len(text) + len(line) > PASSAGE):
            yield Passage(number, start, at, text, above)
            text = ""
        start, text = (start, f"{text} {line}") if text else (at, line)
    if text:
        yield Passage(number, start, said[-1] + 1, text, above)
    elif not candidate.questions:  # a heading with nothing below it
        yield Passage(number, 0, 1, above)


def _parts(candidate: Candidate, at: int) -> bool:
    """Whether a paragraph starts with a line."""
    line, before = candidate.lines[at], candidate.lines[at - 1]
    if line.source is None or line.source is not before.source:
        return True
    between = line.source.value[before.offset + len(before.value) : line.offset]
    return compiled(_EMPTY_LINE).search(between) is not None


def _respelt(question: str, words: Sequence[Word]) -> str:
    """A question with the words in it that were misspelt: an encoder makes little of those.

    Of misspelt questions about twenty documents the nearest passage is the right one for 0.92 so, 0.72 as typed.
    """
    for word in words:
        if word.typed:
            question = re.sub(rf"(?i)(?<!\w){re.escape(word.typed)}(?!\w)", word.text, question)
    return question
