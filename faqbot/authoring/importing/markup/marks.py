"""Writing CommonMark with tables: text of which nothing is read as a mark by accident, and the marks around it.

Blocks are joined by `stacked`; what is within a list item or a quotation is indented by it. Whatever is written here
reads again as the same words in the same structure (`tests/authoring/importing/test_marks.py` holds that).
"""

from __future__ import annotations

import re
import unicodedata
import urllib.parse
from typing import TYPE_CHECKING, Final

from faqbot.base.layout import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What opens a mark within a line: each of these is written with a backslash before it. An underscore within a word and
# an asterisk between blanks open none.
_INLINE: Final = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape what follows, or break the line
    r"|`"
    r"|\*(?!(?<=\s\*)\s)"
    r"|_(?!(?<=\w_)\w)(?!(?<=\s_)\s)"
    r"|(?<=_)_|_(?=_)"
    r"|\](?=[(\[:]|$)"
    r"|<(?=[A-Za-z/!?]|$)"
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;|$)"
    r"|~(?=~)|(?<=~)~"
)
_LINKED: Final = re.compile(_INLINE.pattern + r"|[\[\]]")
# What opens a block at the beginning of a line.
_OPENING: Final = re.compile(
    r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|#{1,6}(?=\s|$)"
    r"|[-+*](?=\s|$)"
    r"|>|~~~|:::"
    r"|=(?==*\s*$)"
    r"|[-|:](?=[-|:\s]*$)"
)
# CommonMark promises three levels of parentheses within an address.
_DEEPEST_PARENTHESES: Final = 3
# Cells of a table with those that are empty: a cell may claim a thousand columns, and one row be wider than all others
# together. The largest tables looked at have some 5,000.
MOST_CELLS: Final = 100_000
_ROW: Final = re.compile(r"\|")
_TICKS: Final = re.compile(r"`+")
# Addresses that stand for themselves between angle brackets.
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\\`]+")
# What an address can't hold where a link leads to it; parentheses it can where each is closed.
_UNSAFE: Final = re.compile(r"[\s<>\\`\x00-\x1f\x7f]")
_ENTITY: Final = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")


def escaped(text: str, *, linked: bool = False) -> str:
    """Text as it stands within a line, no character of it a mark; `linked`: within the words of a link."""
    return (_LINKED if linked else _INLINE).sub(r"\\\g<0>", text)


def opened(line: str) -> str:
    """A line of a paragraph, nothing at its beginning a mark of a block."""
    found = _OPENING.match(line)
    if not found:
        return line
    number = found["number"] or ""
    return f"{number}\\{line[len(number) :]}"


def code(text: str) -> str:
    """A span of code."""
    ticks = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip()) else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def link(text: str, url: str, words: str) -> str:
    """A link; `words` are those of `text` without marks. What leads to its own words is written as they are."""
    if words == url and _ADDRESS.fullmatch(url):
        return f"<{url}>"
    return f"[{text}]({_target(url)})"


def image(alt: str, url: str) -> str:
    """A picture by what it is called and where it is kept."""
    return f"![{escaped(alt, linked=True)}]({_target(url)})"


def _target(url: str) -> str:
    sure = _UNSAFE.sub(lambda sign: urllib.parse.quote(sign[0], safe=""), url.strip())
    if not _balanced(sure):
        sure = sure.replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub("&amp;", sure)


def _balanced(url: str) -> bool:
    depth = deepest = 0
    for sign in url:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest <= _DEEPEST_PARENTHESES


def heading(text: str, level: int) -> str:
    """A heading within other text; `text` is Markdown of one line."""
    closing = re.sub(r"(?:(?<=\s)|^)(?=#+$)", r"\\", text)  # else these would close it, unseen
    return f"{'#' * min(max(level, 1), 6)} {closing}".rstrip()


def fence(text: str, language: str = "") -> str:
    """A block of code."""
    ticks = markdown.fence(text)
    name = re.sub(r"[\s`]+", "", language)
    return f"{ticks}{name}\n{text}\n{ticks}"


def quote(text: str) -> str:
    """A block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def listing(items: Sequence[str], *, first: int | None, loose: bool, other: bool = False) -> str:
    """A list.

    Args:
        items: what each item says, as Markdown.
        first: the number of the first item; None: bullets.
        loose: whether its items are paragraphs, with a blank line between them.
        other: whether the list stands right behind another of its kind, which other marks keep it apart from.
    """
    written = []
    for at, item in enumerate(items):
        mark = ("-*"[other]) if first is None else f"{min(first + at, 999_999_999)}{'.)'[other]}"
        # Code of four columns and an empty line may not stand right behind the mark; a fence or text always does.
        indented = item.replace("\n", "\n" + " " * (len(mark) + 1))
        written.append(re.sub(r"(?m)^[ ]+$", "", f"{mark} {indented}").rstrip())
    return ("\n\n" if loose else "\n").join(written)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table, its first row the heads of its columns; cells are Markdown of one line each."""
    width = max(len(row) for row in rows)
    filled = rows if width * len(rows) <= MOST_CELLS else rows[:1]  # only the heads must be as many as the columns
    lines = [_row([*row, *[""] * (width - len(row))]) for row in filled]
    lines += [_row(row) for row in rows[len(filled) :]]
    return "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_ROW.sub(lambda _: chr(92) + '|', cell) for cell in cells)} |"


def stacked(blocks: Iterable[str]) -> str:
    """Blocks one below the other."""
    return "\n\n".join(block for block in blocks if block)


def strong(body: str, before: str, after: str) -> str | None:
    """`body` in bold between two characters ("": a line's edge), or None where CommonMark can't mark it there."""
    return _marked(body, before, after, 2)


def emphasis(body: str, before: str, after: str) -> str | None:
    """`body` emphasised between two characters ("": a line's edge), or None where CommonMark can't mark it there."""
    return _marked(body, before, after, 1)


def _marked(body: str, before: str, after: str, length: int) -> str | None:
    opens = not _is_mark(body[0]) or not before or before.isspace() or _is_mark(before)
    closes = not _is_mark(body[-1]) or not after or after.isspace() or _is_mark(after)
    if not (opens and closes):
        return None
    if "*" not in (before, after, body[0], body[-1]):
        return "*" * length + body + "*" * length
    apart = all(not sign or sign.isspace() or (_is_mark(sign) and sign != "_") for sign in (before, after))
    if apart and "_" not in (body[0], body[-1]):
        return "_" * length + body + "_" * length
    return None


def _is_mark(sign: str) -> bool:
    """Whether a character is punctuation or a symbol, by which CommonMark tells where emphasis begins."""
    return unicodedata.category(sign)[0] in "PS"
