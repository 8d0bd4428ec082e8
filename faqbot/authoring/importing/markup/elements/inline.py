"""What is said within a block, run by run -> Markdown and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.importing.markup import marks
from faqbot.authoring.importing.markup.elements.element import collapsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK: Final = "\n"
# Punctuation that ends what is marked ("<b>Note:</b>text") and may stand behind the mark where it can't before it.
_ENDING: Final = re.compile(r"\s*[.,:;!?]+$")


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is marked alike; `text` is BREAK where a line ends on purpose.

    Attributes:
        text: what it says.
        strong: whether it is in bold.
        emphasis: whether it is emphasised.
        code: whether it is code.
        url: where it leads, or "".
        picture: where the picture is kept for which the text stands, or "".
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    url: str = ""
    picture: str = ""

    def marked(self, name: str) -> object:
        """What the run has of a mark, by the mark's name."""
        return getattr(self, name)

    def saying(self, text: str) -> Run:
        """A run that is marked alike."""
        return Run(text, self.strong, self.emphasis, self.code, self.url, self.picture)

    def goes_on(self, other: Run) -> bool:
        """Whether the next run is marked alike; of code that touches code only a link is told apart."""
        if self.code and other.code and not self.picture and not other.picture:
            return self.url == other.url
        return (self.strong, self.emphasis, self.code, self.url, self.picture) == (
            (other.strong, other.emphasis, other.code, other.url, other.picture)
        )


_MARKS: Final = ("url", "strong", "emphasis")


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs as HTML shows them: blanks made one, none beside a break or at the edges, like ones made one."""
    out: list[Run] = []
    for run in runs:
        text = BREAK if run.text == BREAK else collapsed(run.text)
        if not out or out[-1].text[-1:] in " \n":
            text = text if text == BREAK else text.lstrip(" ")
        if text == BREAK and out and out[-1].text.endswith(" "):
            _last_stripped(out)
        if not text or (text == BREAK and not out):
            continue
        if out and BREAK not in (text, out[-1].text) and out[-1].goes_on(run):
            out[-1] = out[-1].saying(out[-1].text + text)
        else:
            out.append(run if text is run.text else run.saying(text))
    while out and (out[-1].text == BREAK or out[-1].text.endswith(" ")):
        _last_stripped(out)
    return tuple(out)


def _last_stripped(out: list[Run]) -> None:
    last = out.pop()
    if text := last.text.rstrip():
        out.append(last.saying(text))


def words(runs: Sequence[Run]) -> str:
    """What runs say, without marks; breaks are line feeds."""
    return "".join(run.text for run in runs)


def unmarked(runs: Sequence[Run], name: str) -> tuple[Run, ...]:
    """The runs without a mark."""
    blank: Any = "" if name == "url" else False
    return tuple(replace(run, **{name: blank}) for run in runs)


def all_marked(runs: Sequence[Run], name: str) -> bool:
    """Whether all that is said is marked so, and alike."""
    said = {run.marked(name) for run in runs if run.text.strip()}
    return len(said) == 1 and bool(said.pop())


def bared(runs: Sequence[Run]) -> tuple[tuple[Run, ...], str]:
    """Runs without the marks that are on all of them, and where they lead if all of them lead there, or ""."""
    url = next(run.url for run in runs if run.text.strip()) if all_marked(runs, "url") else ""
    bare = tuple(runs)
    for name in _MARKS:
        bare = unmarked(bare, name) if all_marked(bare, name) else bare
    return bare, url


def line(runs: Sequence[Run]) -> str:
    """Runs as Markdown on one line, as in a heading or a cell: breaks are spaces."""
    if any(run.text == BREAK for run in runs):
        runs = joined([run.saying(" ") if run.text == BREAK else run for run in runs])
    return _written(runs, frozenset(), "", "")


def paragraph(runs: Sequence[Run]) -> str:
    """Runs as a paragraph of Markdown, nothing in it a mark of a block."""
    return "\n".join(marks.opened(line) for line in _written(runs, frozenset(), "", "").split("\n"))


def _written(runs: Sequence[Run], done: frozenset[str], before: str, after: str) -> str:
    """Runs as Markdown between two characters, without the marks that stand around them."""
    out = ""
    at = 0
    while at < len(runs):
        name, end = _longest(runs, at, done)
        following = runs[end].text[0] if end < len(runs) else after
        piece = _piece(runs[at:end], name, done, out[-1:] or before, following)
        out = out[:-1] + "\\!" if piece.startswith("[") and out.endswith("!") else out
        out += piece
        at = end
    return out


def _longest(runs: Sequence[Run], at: int, done: frozenset[str]) -> tuple[str, int]:
    """The mark of a run that goes on for the most runs, and the run at which it ends; "" where it has none."""
    best, furthest = "", at + 1
    for name in _MARKS:
        value = runs[at].marked(name)
        if not value or name in done:
            continue
        end = at + 1
        while end < len(runs) and runs[end].marked(name) == value:
            end += 1
        if not best or end > furthest:
            best, furthest = name, end
    return best, furthest


def _piece(runs: Sequence[Run], name: str, done: frozenset[str], before: str, after: str) -> str:
    if not name:
        return _leaf(runs[0], linked="url" in done)
    first, last = _edges(runs)
    if first or last < len(runs):  # breaks and blanks at the edges stand outside of the mark
        lead, inner, trail = runs[:first], runs[first:last], runs[last:]
        head = _written(lead, done | {name}, before, "")
        body = _trimmed(inner, name, done, head[-1:] or before, trail[0].text[0] if trail else after) if inner else ""
        return head + body + _written(trail, done | {name}, "", after)
    return _trimmed(runs, name, done, before, after)


def _edges(runs: Sequence[Run]) -> tuple[int, int]:
    said = [at for at, run in enumerate(runs) if run.text.strip()]
    return (said[0], said[-1] + 1) if said else (len(runs), len(runs))


def _trimmed(runs: Sequence[Run], name: str, done: frozenset[str], before: str, after: str) -> str:
    """Marked runs that say something at both ends, the blanks there put outside of the mark."""
    first, last = runs[0].text, runs[-1].text
    lead, trail = first[: len(first) - len(first.lstrip())], last[len(last.rstrip()) :]
    inner = list(runs)
    inner[0] = inner[0].saying(inner[0].text.lstrip())
    inner[-1] = inner[-1].saying(inner[-1].text.rstrip())
    return lead + _wrapped(inner, name, done, lead or before, trail or after) + trail


def _wrapped(runs: Sequence[Run], name: str, done: frozenset[str], before: str, after: str) -> str:
    within = done | {name}
    if name == "url":
        return marks.link(_written(runs, within, "[", "]"), runs[0].url, words(runs))
    mark = marks.strong if name == "strong" else marks.emphasis
    written = mark(_written(runs, within, "*", "*"), before, after)
    ending = _ENDING.search(runs[-1].text)
    if written is None and ending and ending.start() and not runs[-1].code:
        bare = [*runs[:-1], runs[-1].saying(runs[-1].text[: ending.start()])]
        written = mark(_written(bare, within, "*", "*"), before, ending[0][0])
        written = written and written + marks.escaped(ending[0])
    return written or _written(runs, within, before, after)


def _leaf(run: Run, *, linked: bool) -> str:
    if run.text == BREAK:
        return "\\\n"
    if run.picture:
        return marks.image(run.text, run.picture)
    if run.code and run.text.strip():
        lead, trail = run.text[: -len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
        return lead + marks.code(run.text.strip()) + trail
    return marks.escaped(run.text, linked=linked)


def paragraphs(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Runs cut where two breaks or more stand together: how old pages end paragraphs."""
    cut: list[Run] = []
    blank = 0
    for run in runs:
        breaks = run.text == BREAK
        if not breaks and run.text.strip():
            if blank > 1:
                yield joined(cut)
                cut = []
            blank = 0
        blank += breaks
        cut.append(run)
    yield joined(cut)
