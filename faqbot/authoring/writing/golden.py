"""The questions of a draft that say how they must be answered -> the golden file beside the article."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring import saving
from faqbot.authoring.writing import yaml
from faqbot.authoring.writing.merging.record import digest
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    found = []
    for case in _cases(nodes.parse(path, text)):
        pairs = case.pairs if isinstance(case, nodes.Mapping) else ()
        plain = [(key.value, value) for key, value in pairs if isinstance(value, nodes.Scalar)]
        values = {key: True if key == "unknown" and value.value == "true" else value.value for key, value in plain}
        found.append(values if len(plain) == len(pairs) else {})
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
    pairs = [pair for case in _cases(root) if isinstance(case, nodes.Mapping) for pair in case.pairs]
    return [value.value for key, value in pairs if key.value == "ask" and isinstance(value, nodes.Scalar)]


def _cases(root: nodes.Node | None) -> tuple[nodes.Node, ...]:
    if isinstance(root, nodes.Mapping):
        root = next((value for key, value in root.pairs if key.value == "cases"), None)
    return root.items if isinstance(root, nodes.Sequence) else ()
