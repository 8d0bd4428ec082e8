"""What was imported last, kept beside the file: what a third side is to a merge. Loading passes it over, being hidden.

Of each value there is its digest only: enough to tell who has changed it, in a few lines that differ where it does.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.writing.layout import PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION: Final = 1
_MOST: Final = 64_000_000  # bytes; that of the largest article is far smaller
_DIGITS: Final = 16  # of a digest in hexadecimal: 64 bits

Digests = dict[str, Any]  # key -> digest; of a list the digests of its items; "id" is kept as it is


@dataclass(frozen=True, slots=True)
class Record:
    """What was imported into a file.

    Attributes:
        source: what it came from, as it was named.
        name: what the reader called the article: a source may hold several.
        article: the digests of the article's own values.
        parts: those of its sections and entries, by the name of their list.
        golden: those of the golden cases' questions.
        open: ref of a value ("faq/opening/answer") that both sides have changed -> the digests of both when that was
            last told.
    """

    source: str = ""
    name: str = ""
    article: Digests = field(default_factory=dict)
    parts: dict[str, list[Digests]] = field(default_factory=dict)
    golden: tuple[str, ...] = ()
    open: dict[str, list[str]] = field(default_factory=dict)


def path_of(path: str) -> str:
    """Where the record of the file at `path` is kept."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{os.path.splitext(name)[0]}.imported.json")


def digest(value: Any) -> Any:
    """What tells a value from another one; of a list that of each item, of nothing None."""
    if value is None:
        return None
    if isinstance(value, list):
        return [digest(item) for item in value]
    return hashlib.sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def digests(values: Mapping[str, Any]) -> Digests:
    """Those of an article's own values, of a section or an entry."""
    return {key: value if key == "id" else digest(value) for key, value in values.items() if key not in PARTS}


def read(path: str) -> Record | None:
    """The record of the file at `path`; None where there is none, or none that can be read: then nothing is known."""
    try:
        if not os.path.isfile(path_of(path)):  # a pipe would never end
            return None
        with open(path_of(path), "rb") as file:
            values = json.loads(file.read(_MOST))
        if values.pop("faqbot") != _VERSION:
            return None
        values["golden"] = tuple(values["golden"])
        found = Record(**values)
        return found if _is_sound(found) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_sound(found: Record) -> bool:
    """Whether all in it is of the type it must be: anyone may have edited it."""
    groups = [found.article, *(part for parts in found.parts.values() for part in parts)]
    return (
        isinstance(found.source, str)
        and isinstance(found.name, str)
        and all(isinstance(group, dict) for group in groups)
        and all(isinstance(part.get("id"), str) for parts in found.parts.values() for part in parts)
        and all(isinstance(value, (str, list)) for group in groups for value in group.values())
        and all(isinstance(one, str) for one in found.golden)
        and all(isinstance(pair, list) for pair in found.open.values())
    )


def written(record: Record) -> bytes:
    """The bytes of a record, the same on every machine; a line a value, so that it differs where they do."""
    values = {
        "faqbot": _VERSION,
        "source": record.source,
        "name": record.name,
        "article": record.article,
        "parts": record.parts,
        "golden": list(record.golden),
        "open": dict(sorted(record.open.items())),
    }
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
