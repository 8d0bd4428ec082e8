"""The parts of a knowledge as rows of a file: all that a candidate is, in JSON without names.

A part is a list: its kind, id, title, alternates, texts, line, and what else there is. Of a line the words stand beside
each other in one string, their stems in another, empty where a word is its own stem; what it says is left out where it
is one of the part's wordings, and a number where it stands so in the text that it is from: of how many characters.
"""

from __future__ import annotations

import functools
import json
import zlib
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.index.candidates import Candidate, Line
from faqbot.index.compiled.file import numbers, read
from faqbot.index.counting.weights import Norms, Weighed
from faqbot.index.cutting.parts import questions
from faqbot.knowledge.article import Article, Entry, Format, Meaning, Section, Text
from faqbot.language.terms import Concept, Group, Shared, Spot, Word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LITERAL: Final = 1
_MARKDOWN: Final = 2
_PARTS: Final = ("sections", "faq")
_KINDS: Final[dict[str, type[Shared]]] = {"=": Concept, "~": Group}  # the marks of shared terms

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_loads = json.loads


# -- refs --------------------------------------------------------------------------------------

# Candidates whose refs stand in one group, which is read to find one of them: half a kilobyte.
GROUP: Final = 64


def hashed(ref: str) -> int:
    """A number for a ref, which few others have."""
    return zlib.crc32(ref.encode("utf-8", "replace"))


def groups(size: int) -> int:
    """How many groups the refs of so many candidates make; one stands in that of its number."""
    return size // GROUP + 1


# -- articles ----------------------------------------------------------------------------------


def of_article(article: Article) -> dict[str, Any]:
    """An article but for its parts, as JSON has it."""
    return {name: getattr(article, name) for name in Article.__match_args__ if name not in _PARTS}


def article(values: dict[str, Any], sections: Sequence[Section], faq: Sequence[Entry]) -> Article:
    """The article of such values, with its parts."""
    values = values | {"synonyms": tuple(map(tuple, values["synonyms"])), "format": Format(values["format"])}
    meaning = values.pop("meaning")
    return Article(**values, meaning=Meaning(meaning) if meaning else None, sections=sections, faq=faq)


# -- parts -------------------------------------------------------------------------------------


def of_part(part: Section | Entry) -> list[Any]:
    """A section or an entry, as JSON has it."""
    own = [part.id, part.title, part.alternates, part.line, part.url, _of_text(part.body)]
    if isinstance(part, Section):
        return ["section", *own, part.level, _of_text(part.summary) if part.summary else None]
    return ["entry", *own, part.section, part.group]


def part(values: Sequence[Any]) -> Section | Entry:
    """The section or entry of such values."""
    kind, name, title, alternates, line, url, body, one, other = values
    if kind == "section":
        summary = _text(other) if other else None
        return Section(name, title, summary, _text(body), line, tuple(alternates), one, url)
    return Entry(name, title, tuple(alternates), _text(body), one, line, other, url)


def _of_text(text: Text) -> list[Any]:
    return [text.value, text.line, _LITERAL * text.literal | _MARKDOWN * (text.format is Format.MARKDOWN)]


def _text(values: Sequence[Any]) -> Text:
    value, line, marks = values
    return Text(value, line, bool(marks & _LITERAL), Format.MARKDOWN if marks & _MARKDOWN else Format.PLAIN)


# -- candidates --------------------------------------------------------------------------------


def of_candidate(found: Candidate) -> str:
    """A candidate but for its lengths, and what it is called beside others."""
    wordings = (found.part.title, *found.part.alternates)
    lines = [_of_line(line, wordings[at : at + 1], found.part.body) for at, line in enumerate(found.lines)]
    return _dumps([of_part(found.part), found.asked, lines])


def of_heading(section: Section) -> str:
    """A section that only heads others, as `of_candidate` makes rows of those that say something."""
    return _dumps([of_part(section)])


def whole(row: str, title: str | None) -> str:
    """A row of `of_candidate` with what was found once all of them were there.

    Args:
        row: what `of_candidate` made.
        title: what the candidate is called, where that isn't the title of its part.
    """
    return f"{row[:-1]},{_dumps(title)}]"


def weights(norms: Norms, weighed: Weighed) -> bytes:
    """What was found of the weights of a candidate's words once all of them were there."""
    return numbers("d", [norms.whole, *norms.lines, weighed.letters, *chain(*weighed.questions)])


def lines(row: str) -> tuple[Section | Entry, int, list[Line]]:
    """The part that a row is of, how many of its lines a question may resemble, and these; of a heading none."""
    values, *rest = _loads(row)
    own = part(values)
    return (own, rest[0], _lines(rest[1], own)) if rest else (own, 0, [])


class Row(NamedTuple):
    """A candidate with its lengths, and what its words weigh."""

    candidate: Candidate
    norms: Norms
    weighed: Weighed


def candidate(number: int, article: Article, row: str, weights: bytes, rows: bytes | None) -> Row:
    """The candidate of a whole row."""
    values, asked, said, title = _loads(row)
    own = part(values)
    found = Candidate(
        number=number,
        ref=article.ref(own),
        kind=values[0],
        title=own.title if title is None else title,
        article=article,
        part=own,
        lines=tuple(_lines(said, own)),
        asked=asked,
        questions=questions(own),
        rows=rows,
    )
    whole, *rest = read("d", weights)
    lines, letters, shares = rest[: len(said)], rest[len(said)], iter(rest[len(said) + 1 :])
    of_questions = [list(islice(shares, len(found.lines[at].texts))) for at in found.questions]
    return Row(found, Norms(lines, whole), Weighed(letters, of_questions))


def _of_line(line: Line, wording: Sequence[str], body: Text) -> list[Any]:
    said: str | int | None = line.value
    source = 0 if line.source is None else 1 if line.source is body else 2
    if source and line.source and line.source.value.startswith(line.value, line.offset):
        said = len(line.value)
    elif not source and wording and wording[0] == line.value:
        said = None
    words = line.words
    rest: list[Any] = [
        [at for at, word in enumerate(words) if word.name],
        [(spot.start, spot.end, spot.term) for spot in (*line.spots, *line.groups)],
        source,
        line.offset,
        int(line.heads),
    ]
    while rest and not rest[-1]:
        rest.pop()
    texts, stems = [word.text for word in words], ["" if word.stem == word.text else word.stem for word in words]
    return [said, " ".join(texts), " ".join(stems) if any(stems) else "", *rest]


def _lines(rows: Sequence[Sequence[Any]], own: Section | Entry) -> list[Line]:
    wordings = (own.title, *own.alternates)
    sources = (None, own.body, own.summary if isinstance(own, Section) else None)
    return [_line(row, at, wordings, sources) for at, row in enumerate(rows)]


def _line(row: Sequence[Any], at: int, wordings: Sequence[str], sources: Sequence[Text | None]) -> Line:
    said, texts, stems, *rest = row
    names, spots, which, offset, heads = (*rest, *_NOTHING[len(rest) :])
    source = sources[which]
    if said is None:
        said = wordings[at]
    elif source is not None and isinstance(said, int):
        said = source.value[offset : offset + said]
    words = texts.split(" ") if texts else []
    read = [stem or word for stem, word in zip(stems.split(" "), words, strict=True)] if stems else words
    return _Written(words, read, frozenset(names), said, *_spotted(spots), source, offset, bool(heads))


class _Written(Line):
    """A line of a file, whose words are made when somebody looks at them: to score it takes their texts and stems."""

    __slots__ = ("texts", "stems", "names")  # noqa: RUF023 (in the order in which they are given)

    def __init__(self, texts: Sequence[str], stems: Sequence[str], names: Collection[int], *rest: Any) -> None:
        for name, value in zip(_WRITTEN, (texts, stems, names, *rest), strict=True):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        if name != "words":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        words = zip(self.texts, self.stems, strict=True)
        made = tuple([Word(text, stem, at in self.names) for at, (text, stem) in enumerate(words)])
        object.__setattr__(self, name, made)
        return made


_WRITTEN: Final = (*_Written.__slots__, *(name for name in Line.__match_args__ if name != "words"))


_NOTHING: Final[tuple[Any, ...]] = ((), (), 0, 0, 0)  # what the end of a line is where nothing stands there


def _spotted(spots: Sequence[tuple[int, int, str]]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Where concepts stand, and where groups do."""
    if not spots:
        return (), ()
    found = [Spot(start, end, _term(term)) for start, end, term in spots]
    concepts = tuple([spot for spot in found if isinstance(spot.term, Concept)])
    return concepts, tuple([spot for spot in found if isinstance(spot.term, Group)])


@functools.lru_cache(maxsize=10_000)
def _term(term: str) -> Shared:
    return _KINDS[term[0]](term)
