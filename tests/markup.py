"""Markdown for property tests: documents whose words are known, and texts that are hardly Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS: Final = "ab  **__``##>>--++\n\n\n\t.1:\\~=\r[]()|<&;!"
ANY: Final = st.one_of(st.text(st.sampled_from(MARKS), max_size=60), st.text(max_size=60))
ADDRESS: Final = "https://example.org/elsewhere"

_WRITTEN: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str,
    lambda word: f"*{word}*",
    lambda word: f"__{word}__",
    lambda word: f"***{word}***",
    lambda word: f"`{word}`",
    lambda word: f"[{word}]({ADDRESS} 'a title')",
    lambda word: f"[{word}][label]",
    lambda word: f"![{word}](image.png)",
    lambda word: f"{word}\\*",
    lambda word: f"&lt;{word}&gt;",
)


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a document: its lines, and the words that are read in it, in order."""

    lines: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def within(self, first: str, further: str) -> Written:
        """The same in a quote or an item."""
        others = tuple(f"{further}{line}".rstrip() for line in self.lines[1:])
        return Written((f"{first}{self.lines[0]}", *others), self.words)


def _words(most: int = 8) -> st.SearchStrategy[list[str]]:
    return st.lists(st.integers(0, 10**6).map("w{}".format), min_size=1, max_size=most)


@st.composite
def _paragraph(draw: st.DrawFn) -> Written:
    words = draw(_words())
    text = words[0]
    for word in words[1:]:
        text += draw(st.sampled_from([" ", " ", " ", ". ", "\n", "\\\n"])) + draw(st.sampled_from(_WRITTEN))(word)
    return Written(tuple(text.split("\n")), tuple(words))


@st.composite
def _code(draw: st.DrawFn) -> Written:
    lines = [draw(_words(3)) for _ in range(draw(st.integers(1, 3)))]
    fence = draw(st.sampled_from(["```", "~~~~"]))
    shown = (draw(st.sampled_from(["", "  ", "* ", "> "])) + "  ".join(line) for line in lines)
    return Written((f"{fence}sh", *shown, fence), tuple(word for line in lines for word in line))


@st.composite
def _table(draw: st.DrawFn) -> Written:
    rows = [draw(_words(1)) + draw(_words(1)) for _ in range(draw(st.integers(1, 4)))]
    cells = [[draw(st.sampled_from(_WRITTEN))(word) for word in row] for row in rows]
    first, *others = (f"| {' | '.join(row)} |" for row in cells)
    return Written((first, "|---|--:|", *others), tuple(word for row in rows for word in row))


@st.composite
def _heading(draw: st.DrawFn) -> Written:
    words = draw(_words(3))
    return Written((f"{'#' * draw(st.integers(1, 6))} {' '.join(words)}",), tuple(words))


def _beside(parts: list[Written]) -> Written:
    lines = tuple(line for part in parts for line in ("", *part.lines))
    return Written(lines[1:], tuple(word for part in parts for word in part.words))


def _held(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    several = st.lists(inner, min_size=1, max_size=3).map(_beside)
    marks = st.sampled_from([("> ", "> "), ("- ", "  "), ("* ", "  "), ("12. ", "    "), ("1) ", "   ")])
    return st.tuples(several, marks).map(lambda pair: pair[0].within(*pair[1]))


_LEAF: Final = st.one_of(_paragraph(), _paragraph(), _code(), _table(), _heading())
_BLOCKS: Final = st.lists(st.recursive(_LEAF, _held, max_leaves=6), min_size=1, max_size=4).map(_beside)
DOCUMENTS: Final = _BLOCKS.map(lambda written: Written((*written.lines, "", f"[label]: {ADDRESS}"), written.words))
