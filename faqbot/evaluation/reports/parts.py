"""What reports are made of: lines, headlines, rows of tables, and over which articles they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import clean
from faqbot.base.layout.segment import CELL, Segment
from faqbot.base.messages import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMED: Final = 3  # articles that a headline names


def text(line: str) -> Segment:
    """A line."""
    return Segment("text", clean(line))


def title(line: str) -> Iterator[Segment]:
    """A headline with an empty line above it."""
    yield Segment("text", "")
    yield Segment("title", clean(line))


def row(*cells: str, role: str = "row") -> Segment:
    """A row of a table; `role` "head": that of the names of its columns."""
    return Segment(role, CELL.join(cells))


def over(articles: Sequence[str]) -> str:
    """Over which articles something is, the first being named."""
    more = len(articles) - _NAMED
    rest = f" and {counted(more, 'more article')}" if more > 0 else ""
    return f"over {named(articles)}{rest}"


def named(articles: Sequence[str]) -> str:
    """The first of some articles."""
    return ", ".join(articles[:_NAMED])
