"""The questions of a draft that say how they must be answered -> the golden file beside the article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from faqbot.authoring import saving
from faqbot.authoring.writing import yaml
from faqbot.authoring.writing.merging.record import digest
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faqbot.authoring.draft import Draft
    from faqbot.authoring.writing.yaml import Place


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
    if root is None:
        longer: str | None = _comments(text) + yaml.article({"knowledge": os.path.basename(path), "cases": cases})
    else:
        place = yaml.places(there, text)
        longer = _longer(text, (place.values or {}).get("cases") if isinstance(root, nodes.Mapping) else place, cases)
    return None if longer is None else saving.as_bytes(there, saving.with_ends(raw, longer))


def _comments(text: str) -> str:
    """The comments of a file that holds nothing else, and an empty line; "" of an empty one."""
    kept = "\n".join(line for line in text.split("\n") if not line.strip() or line.lstrip().startswith("#"))
    return f"{kept.strip()}\n\n" if kept.strip() else ""


def _longer(text: str, listed: Place | None, cases: list[dict[str, Any]]) -> str | None:
    """The text of a golden file with more cases behind those that are `listed`; None where they have no place."""
    if listed is None or not listed.items or listed.style:
        return None
    end = text.find("\n", listed.items[-1].end)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{yaml.items(cases, listed.column).rstrip()}{text[end:] or chr(10)}"


def _asked(root: nodes.Node | None) -> list[str]:
    """The questions of a golden file."""
    if isinstance(root, nodes.Mapping):
        root = next((value for key, value in root.pairs if key.value == "cases"), None)
    cases = root.items if isinstance(root, nodes.Sequence) else ()
    pairs = [pair for case in cases if isinstance(case, nodes.Mapping) for pair in case.pairs]
    return [value.value for key, value in pairs if key.value == "ask" and isinstance(value, nodes.Scalar)]
