"""The questions of a draft that say how they must be answered -> the golden file beside the article; and its changes.

What is changed of a case is written where it stands: comments, quotes and order stay as they are.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.authoring import saving
from faqbot.authoring.writing import comments, yaml
from faqbot.authoring.writing.merging import splice
from faqbot.authoring.writing.merging.record import digest
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.evaluation.golden.format import CASE, VERDICTS
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faqbot.authoring.draft import Draft
    from faqbot.authoring.writing.yaml import Place

_ASK: Final = re.compile(r"^ *- ask: .*$", re.MULTILINE)


def path_of(path: str) -> str:
    """Where the golden file of the article at `path` is."""
    return f"{os.path.splitext(path)[0]}.golden.yaml"


def digests(draft: Draft, before: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the questions that were imported now or before."""
    return tuple(dict.fromkeys([*before, *(digest(asked.question) for asked in draft.golden)]))


def written(draft: Draft, path: str, ids: Mapping[str, str], before: tuple[str, ...]) -> bytes | None:
    """The bytes of the golden file of the article at `path`; None where it stays as it is.

    Cases and comments that are there stay as they are, and those that were imported before and are gone stay away.

    Args:
        draft: the article.
        path: its file.
        ids: the id of a draft's entry -> its id in the file.
        before: the digests of the questions that were imported before.

    Raises:
        KnowledgeError: the golden file can't be read.
    """
    there = path_of(path)
    raw = read_text(there) if os.path.lexists(there) else ""
    text = raw.replace("\r\n", "\n")
    root = nodes.parse(there, text)
    asked_before = set(_asked(root))
    cases: list[dict[str, Any]] = []
    for asked in draft.golden:
        if asked.question in asked_before or digest(asked.question) in before or (asked.ref and asked.ref not in ids):
            continue
        cases.append({"ask": asked.question, **({"cite": ids[asked.ref]} if asked.ref else {"unknown": True})})
    if not cases:
        return None
    longer = extended(there, text, cases, os.path.basename(path))
    return None if longer is None else saving.as_bytes(there, saving.with_ends(raw, longer))


def extended(path: str, text: str, cases: list[dict[str, Any]], knowledge: str, remark: str = "") -> str | None:
    """The text of a golden file with more cases behind those that it has; None where they have no place.

    Args:
        path: the file, for messages.
        text: its text, its lines ended by line feeds; "" where it isn't there yet.
        cases: key -> value of each.
        knowledge: what a new file is about, relative to it.
        remark: a comment beside each of the cases.

    Raises:
        KnowledgeError: it can't be read.
    """
    if nodes.parse(path, text) is None:
        return _comments(text) + _remarked(yaml.article({"knowledge": knowledge, "cases": cases}), remark)
    listed = _listed(path, text)
    if listed is None or not listed.items or listed.style:
        return None
    end = text.find("\n", listed.items[-1].end)
    end = len(text) if end < 0 else end
    more = _remarked(yaml.items(cases, listed.column).rstrip(), remark)
    return f"{text[:end]}\n{more}{text[end:] or chr(10)}"


def shortened(path: str, text: str, case: Mapping[str, Any]) -> str | None:
    """The text of a golden file without a case and its comment, "" where it has no other; None where it isn't there.

    Raises:
        KnowledgeError: it can't be read.
    """
    at = next((at for at, other in enumerate(cases(path, text)) if other == case), None)
    listed = None if at is None else _listed(path, text)
    if at is None or listed is None or listed.style:
        return None
    if len(listed.items) == 1:
        return ""
    item = listed.items[at]
    start, end = text.rfind("\n", 0, item.start) + 1, text.find("\n", item.end)
    parted = start > 1 and text[start - 2 : start] == "\n\n"  # an empty line in front of it goes with it
    return text[: start - parted] + (text[end + 1 :] if end >= 0 else "")


def cases(path: str, text: str) -> list[dict[str, Any]]:
    """The cases of a golden file whose keys have plain values: key -> value, as `extended` takes them.

    Raises:
        KnowledgeError: it can't be read.
    """
    found = list[dict[str, Any]]()
    for case in _cases(nodes.parse(path, text)):
        plain = [(key.value, value) for key, value in case.pairs if isinstance(value, nodes.Scalar)]
        values = {key: True if key == "unknown" and value.value == "true" else value.value for key, value in plain}
        found.append(values if len(plain) == len(case.pairs) else {})
    return found


def _listed(path: str, text: str) -> Place | None:
    """Where the cases of a golden file stand."""
    root = yaml.places(path, text)
    return root if root.keys is None else (root.values or {}).get("cases")


def _remarked(text: str, remark: str) -> str:
    """Cases with a comment beside each."""
    return _ASK.sub(lambda line: f"{line[0]} # {remark}", text) if remark else text


def _comments(text: str) -> str:
    """The comments of a file that holds nothing else, and an empty line; "" of an empty one."""
    kept = "\n".join(line for line in text.split("\n") if not line.strip() or line.lstrip().startswith("#"))
    return f"{kept.strip()}\n\n" if kept.strip() else ""


def _asked(root: nodes.Node | None) -> list[str]:
    """The questions of a golden file."""
    pairs = [pair for case in _cases(root) for pair in case.pairs]
    return [value.value for key, value in pairs if key.value == "ask" and isinstance(value, nodes.Scalar)]


def _cases(root: nodes.Node | None) -> list[nodes.Mapping]:
    """The cases of a golden file."""
    if isinstance(root, nodes.Mapping):
        root = next((value for key, value in root.pairs if key.value == "cases"), None)
    return [
        case for case in (root.items if isinstance(root, nodes.Sequence) else ()) if isinstance(case, nodes.Mapping)
    ]


# -- changes -----------------------------------------------------------------------------------

_BY_HAND: Final = "this can't be changed here without changing more: do it by hand"


class Revision(NamedTuple):
    """What is to change in a case or turn of a golden file.

    Attributes:
        line: 1-based line on which it starts.
        ask: its question, or that of its first turn.
        values: key -> what is to stand there, None: nothing.
    """

    line: int
    ask: str
    values: Mapping[str, Any]


class Update(NamedTuple):
    """The text of a file before and after changes."""

    before: str
    after: str


def revised(path: str, text: str, revisions: Iterable[tuple[int, str, Mapping[str, Any]]]) -> str:
    """The text of the golden file at `path` with changes made; lines end in line feeds.

    Raises:
        FaqbotError: one of them can't be made, or the file can't be read.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    made = [Revision(*revision) for revision in revisions]
    for revision in sorted(made, key=lambda revision: -revision.line):  # from below: lines above stay what they are
        text = _revised(path, text, revision)
    return text


def _revised(path: str, text: str, revision: Revision) -> str:
    tree = nodes.parse(path, text)
    before = _plain(tree)
    where = _where(before, tree, revision)
    new, wanted = text, dict(revision.values)
    gone = next((key for key in VERDICTS if key in wanted and wanted[key] is None), None)
    come = next((key for key in VERDICTS if wanted.get(key) is not None), None)
    try:
        if gone and come:  # one stands in place of the other
            new = _cut(new, _swapped(_mapping(path, new, where), gone, come, wanted.pop(come)))
            del wanted[gone]
        for key, value in wanted.items():
            new = _cut(new, _changed(new, _mapping(path, new, where), key, value))
    except splice.NoPlaceError as error:
        raise KnowledgeError(path, revision.line, str(error)) from None
    case = _at(before, where)
    case.update({key: _plain_of(value) for key, value in revision.values.items()})
    for key in [key for key, value in case.items() if value is None]:
        del case[key]
    kept = comments.every(text, yaml.places(path, text)) == comments.every(new, yaml.places(path, new))
    if _plain(nodes.parse(path, new)) != before or not kept:
        raise KnowledgeError(path, revision.line, _BY_HAND)
    return new


# Which case, and which turn of it.
Where = tuple[int, int | None]


def _where(root: Any, tree: nodes.Node | None, revision: Revision) -> Where:
    """The case or turn on whose line something is to change; of several on one line that with the question.

    Raises:
        FaqbotError: there is none: the file is another one than was read.
    """
    for case, node in enumerate(_cases(tree)):
        turns = next((value for key, value in node.pairs if key.value == "turns"), None)
        held = turns.items if isinstance(turns, nodes.Sequence) else ()
        for turn, inner in [(None, node), *enumerate(held)]:
            values = _at(root, (case, turn))
            keys = {key for key, value in revision.values.items() if value is None}
            if inner.line == revision.line and values.get("ask", revision.ask) == revision.ask and keys <= set(values):
                return case, turn
    raise FaqbotError(f"line {revision.line} holds another case than was asked: the file has changed, so ask again")


def _at(root: Any, where: Where) -> dict[str, Any]:
    """The values of a case or turn among those of a file."""
    case = (root["cases"] if isinstance(root, dict) else root)[where[0]]
    found: dict[str, Any] = case if where[1] is None else case["turns"][where[1]]
    return found


def _mapping(path: str, text: str, where: Where) -> Place:
    """Where a case or turn stands in a file."""
    root = yaml.places(path, text)
    case = (root.values["cases"] if root.values else root).items[where[0]]
    return case if where[1] is None else (case.values or {})["turns"].items[where[1]]


def _plain(node: nodes.Node | None) -> Any:
    """A tree as lists, dicts and texts: what is written, not how."""
    if isinstance(node, nodes.Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, nodes.Mapping):
        return {key.value: _plain(value) for key, value in node.pairs}
    return node.value.strip() if node else None


def _plain_of(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain_of(item) for item in value]
    return value if value is None else str(value).strip() if isinstance(value, str) else yaml.inline(value)


def _cut(text: str, cut: splice.Cut) -> str:
    start, end, new = cut
    return text[:start] + new + text[end:]


def _swapped(mapping: Place, gone: str, come: str, value: Any) -> splice.Cut:
    """One key in place of another, on its line."""
    name, place = (mapping.keys or {})[gone], (mapping.values or {})[gone]
    new = f"{come}: {yaml.inline(value)}" if mapping.style == "[" else yaml.pair(come, value, mapping.column)
    return name.start, place.end, new


def _changed(text: str, mapping: Place, key: str, value: Any) -> splice.Cut:
    """A key with another value, with one that it had not, or none."""
    keys, places = mapping.keys or {}, mapping.values or {}
    if mapping.style != "[":
        return splice.put(text, mapping, key, value, CASE.names)
    if value is not None and key in places:
        return places[key].start, places[key].end, yaml.inline(value)
    if value is not None:
        end = max(place.end for place in places.values())
        return end, end, f", {key}: {yaml.inline(value)}"
    before = max((places[other].end for other in keys if keys[other].start < keys[key].start), default=-1)
    after = min((keys[other].start for other in keys if keys[other].start > keys[key].start), default=-1)
    return (before, places[key].end, "") if before >= 0 else (keys[key].start, after, "")


def update(path: str, revisions: Iterable[tuple[int, str, Mapping[str, Any]]], *, dry: bool = False) -> Update:
    """Change cases of the golden file at `path`.

    Args:
        path: the file.
        revisions: what is to change.
        dry: to write nothing.

    Raises:
        FaqbotError: a change can't be made, or the file can't be read or written; it stays as it was.
    """
    raw = read_text(path)
    text = raw.replace("\r\n", "\n")
    new = revised(path, text, revisions)
    if not dry:
        saving.save(path, saving.as_bytes(path, saving.with_ends(raw, new)))
    return Update(text, new)
