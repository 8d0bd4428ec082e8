"""A conversation as text to keep: Markdown with every citation, and an answer as plain text."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import ONLY_BEGINNING
from faqbot.base.errors import FaqbotError
from faqbot.base.files import write_new
from faqbot.base.hygiene import clean, verbatim
from faqbot.base.layout.blocks import Kind, blocks, stands, trimmed
from faqbot.base.values import replace
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.answering.answers import Answer, Citation

# What Markdown (CommonMark 0.31) would take for more than itself, within a line and at its start.
_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>&]")
_ACTIVE_FIRST: Final = re.compile(r"^(\s*)([#+\-=>~|]|\d{1,9}(?=[.)]))", re.MULTILINE)
_TICKS: Final = re.compile("`+")


def plain(answer: Answer) -> str:
    """An answer with its citation (where it has none, its reason) as plain text of a few lines.

    The answers to several questions stand one under the other, each under its own.
    """
    if answer.rest:
        own = (answer.asked_as or answer.question, *(part.question for part in answer.rest))
        parts = (replace(answer, rest=()), *answer.rest)
        return "\n\n".join(f"{clean(question)}\n{plain(part)}" for question, part in zip(own, parts, strict=True))
    said = trimmed(verbatim(answer.text)) or clean(answer.reason)
    cited = "\n".join((said, *(f"— {clean(str(cite))}" for cite in answer.citations), *_otherwise(answer)))
    return f"{ONLY_BEGINNING}\n{cited}" if answer.truncated else cited


def _otherwise(answer: Answer) -> Iterator[str]:
    """What other articles say, where they differ."""
    for place in _differing(answer):
        yield f"“{clean(place.title)}” says{' otherwise' if answer.citation else ''}: “{clean(place.quote)}”"
        yield f"— {clean(str(place))}"


def _differing(answer: Answer) -> Iterator[Citation]:
    """The places that answer otherwise: than the citation does, or where there is none than each other."""
    if answer.disagreeing and answer.closest and not answer.citation:
        yield answer.closest
    yield from answer.disagreeing


def markdown(turns: Iterable[Answer], title: str = "A conversation with faqbot") -> str:
    """The questions and answers, one under the other, as a document."""
    return "\n\n".join((f"# {_escaped(title)}", *(part for turn in turns for part in _turn(turn)))) + "\n"


def _turn(answer: Answer) -> Iterator[str]:
    yield f"## {_escaped(clean(answer.question))}"
    if answer.asked_as:
        yield _asked_as(answer.asked_as)
    if answer.truncated:
        yield f"*{_escaped(ONLY_BEGINNING)}*"
    yield from _said(answer)
    for part in answer.rest:
        yield _asked_as(part.question)
        yield from _said(part)


def _asked_as(question: str) -> str:
    return f"*asked as: {_escaped(clean(question))}*"


def _said(answer: Answer) -> Iterator[str]:
    """What is said to one question, with what it is cited from; what is written in Markdown stays as it is."""
    said = trimmed(verbatim(answer.text))
    yield said if answer.format == Format.MARKDOWN else _document(said or clean(answer.reason))
    if answer.suggestions:
        yield "\n".join(f"- {_escaped(clean(match.title))}" for match in answer.suggestions)
    cite = answer.citation or (None if answer.suggestions else answer.closest)
    for place in (cite, *answer.agreeing) if cite else ():
        yield _quoted(place.quote)
        yield f"— {_source(place)}"
    for place in _differing(answer):
        yield f"“{_escaped(clean(place.title))}” {'says otherwise' if cite else 'says'}:"
        yield _quoted(place.quote)
        yield f"— {_source(place)}"


def _source(cite: Citation) -> str:
    """The citation, its file and line as code, so that nothing in a path is taken for Markdown, its address a link."""
    text, place = clean(str(replace(cite, url=None))), clean(cite.place)
    found = f"<{clean(cite.url)}> · " if cite.url else ""
    named = _escaped(text.removesuffix(place)) + found
    return f"{named}`` {place} ``" if "`" in place else f"{named}`{place}`"


def _quoted(quote: str) -> str:
    """The quote, on one line unless it has some that stand for themselves."""
    if not stands(quote):
        return f"> “{_escaped(clean(quote))}”"
    return "\n".join(f"> {line}".rstrip() for line in _document(verbatim(quote)).split("\n"))


def _document(text: str) -> str:
    """An article's text as Markdown that shows it as it is: code in fences, and lines that stay where they are."""
    shown, before = "", None
    for block in blocks(text):
        code = block.kind is Kind.CODE
        if before:
            shown += "\n\n" if block.parted or code or before is Kind.CODE else "\\\n"  # the latter: a hard line break
        shown += _fenced(block.text) if code else _escaped(block.lead.lstrip() + block.words)
        before = block.kind
    return shown


def _fenced(code: str) -> str:
    """`code` as it is, between fences longer than any in it, so that nothing in it ends them."""
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
    return f"{fence}\n{code}\n{fence}"


def _escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _ACTIVE_FIRST.sub(_escape_first, _ACTIVE.sub(r"\\\g<0>", text))


def _escape_first(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"


def save(path: str, document: str) -> str:
    """Write `document` into a new file, whole or not at all; returns the file's path.

    Args:
        path: the file; `~` is the home folder.
        document: what it is to hold.

    Raises:
        FaqbotError: the file is there already (it stays as it is), or can't be written.
    """
    path = os.path.expanduser(path)
    try:
        write_new(path, document.encode())
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and os.path.isdir(path):
            raise FaqbotError(f"{clean(path)} is a folder: name a file in it.") from None
        if isinstance(error, FileExistsError):
            raise FaqbotError(f"{clean(path)} is there already and stays as it is: name another file.") from None
        raise FaqbotError(_unwritable(path, error)) from None
    return path


def _unwritable(path: str, error: Exception) -> str:
    why = getattr(error, "strerror", None) or error
    return f"{clean(path)} can't be written ({why}): name a file in a folder of yours."
