"""How files are called that hold articles and golden answers. It imports nothing: pytest loads it in every run."""

from __future__ import annotations

import os
from typing import Final

YAML: Final = (".yaml", ".yml")
COMPILED: Final = ".faq"
LINES: Final = (".jsonl", ".ndjson")  # an object of JSON a line
TABLES: Final = (".csv", ".tsv")
_LISTED: Final = (*LINES, *TABLES)
_GOLDEN: Final = tuple(f".golden{suffix}" for suffix in YAML)


def is_compiled(path: str | os.PathLike[str]) -> bool:
    """Whether a file of this name is a compiled knowledge."""
    return os.fsdecode(path).lower().endswith(COMPILED)


def is_golden(name: str) -> bool:
    """Whether a file of this name holds golden answers."""
    return name.lower().endswith(_GOLDEN)


def is_article(name: str) -> bool:
    """Whether a file of this name is an article, where it lies in a folder of them."""
    return name.lower().endswith(YAML) and not is_golden(name)


def is_listed(name: str) -> bool:
    """Whether a file of this name, where it is named as knowledge, holds one entry a line.

    None is picked out of a folder, where it may as well hold labelled questions or what another program put there.
    """
    return name.lower().endswith(_LISTED)
