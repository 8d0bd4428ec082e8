"""What is said to a person, piece by piece: data that `render` lays out and `terminal` paints."""

from __future__ import annotations

from typing import Final

from faqbot.base.values import dataclass

FRAMES: Final = {  # role of a segment -> what stands before and after its text
    "asked": ("asked as: ", ""),
    "answer": ("", ""),
    "quote": ("  “", "”"),
    "citation": ("  — ", ""),
    "reason": ("", ""),
    "told": ("faqbot: ", ""),
    "suggestion": ("  {number}. ", ""),
    "closest": ("  Closest: “", "”"),
    "text": ("", ""),
    "body": ("", ""),
    "title": ("", ""),
    "article": ("  ", ""),
    "item": ("  ", ""),
    "snippet": ("    ", ""),
    "note": ("", ""),
    "verdict": ("", ""),
    "head": ("  ", ""),
    "row": ("  ", ""),
    "miss": ("  ", ""),
    "total": ("  ", ""),
}
TABLE: Final = frozenset({"head", "row", "miss", "total"})  # roles of the lines of a table; a head starts another one
CELL: Final = "\t"
# Roles of what an article says, line by line: how its lines are laid out is told by `layout`.
ARTICLE: Final = frozenset({"answer", "body", "quote", "closest"})


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a segment's text, from the character `start` up to `end`: it is marked, or leads to `link`.

    A link is a file and a line of it ("knowledge/tea.yaml:12"), an address ("https://example.org/tea"), or "".
    """

    start: int
    end: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of what is said to a person: its role (a key of `FRAMES`), its text, a suggestion's number, its spans.

    One with a role of `TABLE` is a line of a table, its cells parted by `CELL`. Spans are in order and don't overlap.
    The text may be Markdown, of which a person is shown the words; spans tell what is marked in it as it is written.
    """

    role: str
    text: str
    number: int = 0
    spans: tuple[Span, ...] = ()
    markdown: bool = False

    @property
    def before(self) -> str:
        """What stands before the text: indent, opening quote, number."""
        return FRAMES[self.role][0].format(number=self.number)

    @property
    def after(self) -> str:
        """What stands after the text: the closing quote."""
        return FRAMES[self.role][1]

    def __str__(self) -> str:
        text = self._words()
        text = text.replace("\n", "\n" + " " * len(self.before)) if self.before else text
        return f"{self.before}{text}{self.after}"

    def _words(self) -> str:
        if not self.markdown:
            return self.text
        from faqbot.base.layout import typeset  # here: few knowledges are in Markdown

        return typeset.plain(self.text)
