"""Comments that ignore findings: `# faqbot: ignore CODE[, CODE] why`, and what is wrong with these.

One holds for its own line and for the line below it, or that on which a value starts; at the top of a file, above
everything else, for all of it. Several may stand above each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.codes import RULES
from faqbot.authoring.checking.findings import Edit, Finding
from faqbot.base.messages import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.authoring.checking.reading.positions import Source

_IGNORE: Final = re.compile(r"(?:^|(?<=\s))#\s*faqbot:\s*ignore\b[:\s]*(?P<rest>.*)$", re.IGNORECASE)
_CODES: Final = re.compile(r"[A-Z]\d{3}(?:(?:\s*,\s*|\s+)[A-Z]\d{3})*\b")
_CODE: Final = re.compile(r"[A-Z]\d{3}")
_COMMENT: Final = re.compile(r"\s*(?:#|$)")


@dataclass
class _Ignore:
    """A comment.

    Attributes:
        source: the file.
        line: its line.
        column: its column.
        codes: what it ignores.
        why: its reason.
        whole: whether it is for all of the file.
        used: which of its codes ignored something.
    """

    source: Source
    line: int
    column: int
    codes: tuple[str, ...]
    why: str
    whole: bool
    used: set[str] = field(default_factory=set)


def applied(sources: Iterable[Source], findings: Iterable[Finding], texts: dict[str, set[int]]) -> list[Finding]:
    """The findings that no comment ignores, and those about the comments.

    Args:
        sources: the files.
        findings: what was found in them.
        texts: path -> lines on which what looks like a comment stands within a value.
    """
    held: dict[str, list[_Ignore]] = {}
    covers: dict[str, list[set[int]]] = {}
    for source in sources:
        held[source.path] = list(_read(source, texts.get(source.path, set())))
        covers[source.path] = [_covered(source, ignore) for ignore in held[source.path]]
    left = []
    for found in findings:
        matching = [
            ignore
            for ignore, lines in zip(held.get(found.path, ()), covers.get(found.path, ()), strict=True)
            if found.code in ignore.codes and (ignore.whole or not lines.isdisjoint({found.line, found.anchor}))
        ]
        for ignore in matching:
            ignore.used.add(found.code)
        if not matching:
            left.append(found)
    left += [found for ignores in held.values() for ignore in ignores for found in _about(ignore)]
    return left


def _read(source: Source, texts: set[int]) -> Iterator[_Ignore]:
    """The comments of a file."""
    top = True
    for number, line in enumerate(source.lines, 1):
        top = top and _COMMENT.match(line) is not None
        match = _IGNORE.search(line) if "faqbot" in line.casefold() and number not in texts else None
        if match:
            codes = _CODES.match(match["rest"])
            named = tuple(_CODE.findall(codes[0])) if codes else ()
            why = match["rest"][codes.end() if codes else 0 :].strip(" :-–—")
            yield _Ignore(source, number, match.start() + 1, named, why, top)


def _covered(source: Source, ignore: _Ignore) -> set[int]:
    """The lines that a comment is for."""
    lines, line = source.lines, ignore.line
    if lines[line - 1][: ignore.column - 1].strip():
        return {line}
    while line < len(lines) and _COMMENT.match(lines[line]):
        line += 1
    return {ignore.line, line + 1}


def _about(ignore: _Ignore) -> Iterator[Finding]:
    """What is wrong with a comment."""

    def found(code: str, message: str, edits: tuple[Edit, ...] = ()) -> Finding:
        return Finding(ignore.source.path, ignore.line, ignore.column, code, message, ignore.line, edits)

    unknown = [code for code in ignore.codes if code not in RULES]
    for code in unknown:
        guess = closest(code, RULES)
        hint = f"did you mean {guess}?" if guess else "faqbot check --help lists all codes"
        yield found("X003", f"there is no code {code}: {hint}")
    idle = [code for code in ignore.codes if code in RULES and code not in ignore.used]
    if not ignore.codes:
        yield found("X003", "this ignores nothing, as it names no code: write # faqbot: ignore CODE why")
    elif idle:
        message = f"there is no {' nor '.join(idle)} to ignore here: delete {'it' if len(idle) == 1 else 'them'}"
        yield found("X001", message, _deletion(ignore, idle) if not unknown else ())
    if ignore.used and not ignore.why:
        yield found("X002", f"why is {', '.join(sorted(ignore.used))} ignored here? Write it behind the code")


def _deletion(ignore: _Ignore, idle: list[str]) -> tuple[Edit, ...]:
    """The edit that takes codes away, or all of the comment where none is left."""
    source, line = ignore.source, ignore.source.lines[ignore.line - 1]
    start, end = source.starts[ignore.line - 1], source.starts[ignore.line - 1] + len(line)
    kept = [code for code in ignore.codes if code not in idle]
    if kept:
        at = ignore.column - 1
        text = f"# faqbot: ignore {', '.join(kept)} {ignore.why}".rstrip()
        return (Edit(start + at, end, text),)
    before = line[: ignore.column - 1]
    if before.strip():
        return (Edit(start + len(before.rstrip()), end, ""),)
    return (Edit(start, end + 1, ""),)
