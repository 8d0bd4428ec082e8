"""What the parser of YAML, or `nodes`, has against a file, in words for its author."""

from __future__ import annotations

import re
from typing import Any, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import shown
from faqbot.base.values import dataclass

TAB: Final = "a tab where YAML wants spaces: indent with spaces"
ALIAS: Final = "anchors and aliases (&name, *name) are not allowed: put a text that starts with & or * in quotes"
TAG: Final = "tags (!name) are not allowed: put a text that starts with ! in quotes"
TOO_DEEP: Final = (
    "lists and mappings are nested more than {most} deep, which no article needs: "
    "check the indentation and the brackets"
)
BAD_ESCAPE: Final = r"a \ in double quotes that stands for nothing: write \\ for a backslash, or use single quotes"

# A "#" that no space follows: YAML takes the rest of the line for a comment, and most likely it is none, but where the
# line starts with it. What stands in quotes is passed over; a single one that opens no text is an apostrophe.
_CUT: Final = re.compile(r"(?<=[ \t])#+[^#\s].*")
_QUOTED: Final = re.compile(r"""\"(?:[^"\\]|\\.)*"|(?<![^\s\[{,:])'[^']*'""")


@dataclass(frozen=True, slots=True)
class _Problem:
    """A fault that both parsers report, each in its own words.

    Attributes:
        words: a pattern for what "context; problem" of either parser holds.
        message: the sentence for the author; {character} is the one at which the parser gave up, {most} as in `broken`.
        at_start: whether it is reported where the faulty thing starts, not where the parser gave up.
        above: where a "#" that cut a text off may be behind it, the lines above the faulty thing that may hold it.
    """

    words: str
    message: str
    at_start: bool = False
    above: int | None = None


_PROBLEMS: Final = (
    _Problem(
        r"quoted scalar; found unexpected",
        "a quote is opened here and never closed: close it",
        at_start=True,
    ),
    _Problem(r"quoted scalar; ", BAD_ESCAPE),
    _Problem(
        r"mapping values are not allowed",
        'a ":" where no key can stand: put a text that holds ": " in quotes, or check how far the line is indented',
    ),
    _Problem(
        r"could not find expected ':'",
        'this line has no key: write "key: text", or check how far it is indented',
        at_start=True,
        above=1,
    ),
    _Problem(r"maximum nesting depth", TOO_DEEP),  # libyaml 0.2.6 stops by itself where it looks that far ahead
    _Problem(r"tab character", TAB),
    _Problem(r"cannot start any token", "a text can't start with {character}: put it in quotes"),
    _Problem(r"an (?:alias|anchor); ", ALIAS),
    _Problem(r" tag; ", TAG),
    _Problem(
        r"flow sequence; ",
        'a "[" is opened here and not closed: close it with "]", and put a comma between the items',
        at_start=True,
        above=0,
    ),
    _Problem(
        r"flow mapping; ",
        'a "{{" is opened here and not closed: close it with "}}", or put a text that starts with "{{" in quotes',
        at_start=True,
        above=0,
    ),
    _Problem(
        r"block scalar; ",
        "only a line break or a comment may follow | or >: start the text on the next line",
    ),
    _Problem(
        r"block (?:mapping|collection); ",
        "this line does not fit the ones above it: check how far it is indented, and where quotes end",
        above=1,
    ),
    _Problem("", "this line is not YAML: check its quotes, colons, brackets and how far it is indented"),
)


def broken(path: str, text: str, error: Any, most: int) -> KnowledgeError:
    """The fault of a file in an author's words.

    Args:
        path: the file.
        text: what stands in it; it ends with a line break.
        error: what a parser raised (`yaml.MarkedYAMLError`).
        most: how many lists and mappings may stand inside each other.
    """
    said = f"{error.context}; {error.problem}"
    problem = next(p for p in _PROBLEMS if re.search(p.words, said))
    mark = error.context_mark if problem.at_start else error.problem_mark
    lines = text.split("\n")  # one more than there are: the text ends with a line break
    if problem.above is not None:
        first = max(mark.line - problem.above, 0)
        for number, line in enumerate(lines[first : error.problem_mark.line + 1], first + 1):
            if cut := _CUT.search(_QUOTED.sub(_hidden, line)):
                return KnowledgeError(path, number, taken(line[cut.start() :].rstrip()))
    character = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    message = TAB if character == "\t" else problem.message.format(character=character, most=most)
    return KnowledgeError(path, min(mark.line + 1, len(lines) - 1), message)


def _hidden(quoted: re.Match[str]) -> str:
    return "_" * len(quoted[0])


def taken(cut: str) -> str:
    """What is said where YAML takes the text `cut` for a comment."""
    return f'YAML takes "{shown(cut)}" for a comment: put the text in quotes, or a space after the # of a comment'
