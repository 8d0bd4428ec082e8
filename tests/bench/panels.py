"""Question sets to measure on, from a script that knows them.

Such a script stands beside a folder `data/` with a folder of `kb.jsonl` and `dev.jsonl` for each set. It offers HERE
(its folder), PANEL (the sets, each with how many wordings of an entry go into the knowledge), read(), sample(),
slug(), write_knowledge(), and figures() (P@1, AUROC and best from the best matches), as a benchmark of question
matching does.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faqbot.knowledge import loading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.knowledge.article import Knowledge

QUESTIONS = 400  # of each set


@dataclass(frozen=True)
class QuestionSet:
    """A set: what to answer from, and its rows, each with a `question` and what to `expect`."""

    name: str
    knowledge: Knowledge
    rows: list[dict[str, Any]]


def load(path: Path) -> Any:
    """The script at `path` as a module."""
    spec = importlib.util.spec_from_file_location("panel", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: not a Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def development_sets(panel: Any) -> Iterator[QuestionSet]:
    """The sets of a panel's script, with the questions that one may look at."""
    for name, k in panel.PANEL:
        data = panel.HERE / "data" / name
        with tempfile.TemporaryDirectory() as folder:
            panel.write_knowledge(panel.read(data / "kb.jsonl"), k, Path(folder))
            known = loading.load(folder)
        yield QuestionSet(f"{name}/{k or 'all'}", known, panel.sample(panel.read(data / "dev.jsonl"), QUESTIONS))
