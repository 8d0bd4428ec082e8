"""Front matter: what stands between two lines of dashes (YAML) or plus signs (TOML) at the top of a document.

Its title, date, language and address are the document's; the questions with answers that some themes keep there are its
pairs. All else is listed, a key at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.document import Pair
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.yaml import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE: Final = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?:(?P<inside>.*?)\n)??(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
# Without a line of dashes above, as Pelican, MultiMarkdown and some site builders have it: its first key is the title.
_UNFENCED: Final = re.compile(
    r"\A(?P<inside>[Tt]itle:[ \t]*\S.*\n(?:[A-Za-z_][\w -]{0,30}:(?:[ \t].*)?\n|[ \t]+\S.*\n|- .*\n)*)"
    r"(?P<end>---[ \t]*\n|(?=\n))"
)
_TOML: Final = re.compile(r"(?P<key>[\w-]+)[ \t]*=[ \t]*(?:[\"'](?P<text>[^\"'\\]*)[\"']|(?P<bare>[\w:.+-]+))[ \t]*")
_KEY: Final = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_TITLES: Final = ("title", "question", "linktitle", "pagetitle")
_DATES: Final = ("date", "published", "publishdate", "pubdate", "publisheddate")
_LANGUAGES: Final = ("lang", "language", "locale")
_ADDRESSES: Final = ("url", "permalink", "canonical", "canonical_url", "canonicalurl", "slug")
_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4})(?:[T\s].*)?$")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_WHY: Final = "front matter"


@dataclass(slots=True)
class Front:
    """What front matter says.

    Attributes:
        lines: how many lines it takes, its fences included.
        title: of the document, or "".
        published: an ISO date, or None.
        language: a code, or None.
        url: an address, or None.
        pairs: questions with their answers.
        unplaced: what of it is none of these.
        remarks: what is wrong with it.
    """

    lines: int = 0
    title: str = ""
    published: str | None = None
    language: str | None = None
    url: str | None = None
    pairs: list[Pair] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def front(path: str, text: str) -> Front:
    """What the front matter of a document says; of one that has none, nothing."""
    found = _UNFENCED.match(text)
    if not found:
        return _fenced(path, text)
    front = _fenced(path, f"---\n{found['inside']}---\n")
    front.lines = text.count("\n", 0, found.end())
    front.unplaced = [replace(one, line=one.line - 1 if one.line else None) for one in front.unplaced]
    front.pairs = [replace(pair, line=pair.line - 1) for pair in front.pairs]
    return front


def _fenced(path: str, text: str) -> Front:
    found = _FENCE.match(text)
    inside = (found["inside"] or "") if found else ""
    if not found or (found["mark"] == "---" and inside.strip() and not _KEY.search(inside)):
        return Front()  # a line of dashes above a text is a rule
    front = Front(lines=text.count("\n", 0, found.end()))
    if found["mark"] == "+++":
        for number, line in enumerate(inside.split("\n"), 2):
            said = _TOML.fullmatch(line)
            told = nodes.Scalar(number, (said["text"] or said["bare"] or "").strip() if said else "", "")
            if line.strip() and not (said and _take(front, said["key"].casefold(), told)):
                front.unplaced.append(Unplaced(number, line, _WHY))
        return front
    try:
        root = nodes.parse(path, "\n" + inside)  # its lines are the document's
    except KnowledgeError as error:
        front.remarks.append(f"the front matter is no YAML (line {error.line}: {error.message}): it was not read")
        front.unplaced.append(Unplaced(error.line, inside, "front matter that is no YAML"))
        return front
    keys = root.pairs if isinstance(root, nodes.Mapping) else ()
    if inside.strip() and not keys:
        front.unplaced.append(Unplaced(2, inside, _WHY))
        return front
    lines = text.split("\n", front.lines)[: front.lines]
    ends = [key.line - 1 for key, _ in keys] + [front.lines - 1]
    _leave_comments(front, lines, 1, ends[0])
    for (key, value), end in zip(keys, ends[1:], strict=True):
        if _take(front, key.value.casefold(), value):
            _leave_comments(front, lines, key.line, end)
        else:
            front.unplaced.append(Unplaced(key.line, "\n".join(lines[key.line - 1 : end]), _WHY))
    return front


def _leave_comments(front: Front, lines: Sequence[str], first: int, behind: int) -> None:
    for number, line in enumerate(lines[first:behind], first + 1):
        if re.match(r"\s*#.*\w", line):
            front.unplaced.append(Unplaced(number, line.strip(), "a comment"))


def _take(front: Front, key: str, value: nodes.Node) -> bool:
    """Take what stands at a key; False where it is nothing that a document has a place for."""
    if isinstance(value, nodes.Sequence):
        pairs = [pair for item in value.items if (pair := _pair(item))]
        front.pairs += pairs if len(pairs) == len(value.items) else []
        return bool(pairs) and len(pairs) == len(value.items)
    said = value.value.strip() if isinstance(value, nodes.Scalar) else ""
    if not said:
        return isinstance(value, nodes.Scalar)
    if key in _TITLES and (not front.title or front.title == said):
        front.title = said
    elif key in _DATES and not front.published and (date := _DATE.match(said)):
        front.published = date[1]
    elif key in _LANGUAGES and not front.language and _LANGUAGE.fullmatch(said):
        front.language = said.replace("_", "-")
    elif key in _ADDRESSES and not front.url and re.fullmatch(r"https?://\S+", said):
        front.url = said
    else:
        return False
    return True


def _pair(node: nodes.Node) -> Pair | None:
    """A question with its answer, where a mapping is that and no more."""
    if not isinstance(node, nodes.Mapping):
        return None
    values = {key.value.casefold(): value for key, value in node.pairs}
    question, answer = (_at(values, *keys) for keys in (("question", "q"), ("answer", "a")))
    if question is None or answer is None or len(values) > 2:
        return None
    return Pair(question.value.strip(), answer.value.strip(), question.line)


def _at(values: dict[str, nodes.Node], *keys: str) -> nodes.Scalar | None:
    found = next((values[key] for key in keys if key in values), None)
    return found if isinstance(found, nodes.Scalar) and found.value.strip() else None
