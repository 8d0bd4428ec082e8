"""What a table of word vectors is worth on question sets, by itself: no words compared, no letters."""

from __future__ import annotations

import importlib.util
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from faqbot.index.vectors.rows import Direction, joined
from faqbot.index.vectors.table import Table
from faqbot.language import tokens
from faqbot.language.sentences import sentences

QUESTIONS = 400  # of each set


def load(path: Path) -> Any:
    """The script at `path`, which knows question sets (see tests/bench/panels.py), as a module."""
    spec = importlib.util.spec_from_file_location("panel", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: not a Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked(panel: Any) -> set[tuple[str, ...]]:
    """The words of every question and of every wording of the panel's sets, of the development and other splits."""
    found = set[tuple[str, ...]]()
    for name in {name for name, _ in panel.PANEL}:
        for file in sorted((panel.HERE / "data" / name).glob("*.jsonl")):
            for row in panel.read(file):
                said = [row.get("question", ""), *row.get("questions", ()), *_sentences(row.get("text", ""))]
                found |= {tuple(word.text for word in tokens.words(one)) for one in said}
    return found


def show(panel: Any, table: Table) -> None:
    """Prints P@1, AUROC and best decisions of each set, and their means."""
    rows = {f"{name}/{k or 'all'}": _figures(panel, table, name, k) for name, k in panel.PANEL}
    for name, row in rows.items():
        print(f"{name:28s}", *(f"{column} {value:.3f}" for column, value in row.items()))
    means = {column: sum(row[column] for row in rows.values()) / len(rows) for column in ("P@1", "AUROC", "best")}
    print(f"{'mean':28s}", *(f"{column} {value:.3f}" for column, value in means.items()))


def _figures(panel: Any, table: Table, name: str, k: int | None) -> dict[str, float]:
    data = panel.HERE / "data" / name
    rows = panel.sample(panel.read(data / "dev.jsonl"), QUESTIONS)
    entries = panel.read(data / "kb.jsonl")
    lines = [list(filter(None, entry["questions"][:k])) if k or "questions" in entry else _sentences(entry["text"])
             for entry in entries]  # fmt: skip
    stack = joined([_direction(table, line) for one in lines for line in one])
    spans = list(pairwise(accumulate(map(len, lines), initial=0)))
    tops = []
    for row in rows:
        near = stack.cosines(_direction(table, row["question"]))
        best = [max(near[start:end], default=-1.0) for start, end in spans]
        at = max(range(len(best)), key=best.__getitem__)
        tops.append((panel.slug(entries[at]["id"]), best[at]))
    figures: dict[str, float] = panel.figures(tops, rows)
    return figures


def _direction(table: Table, line: str) -> Direction:
    return table.direction([word.text for word in tokens.words(line)])


def _sentences(value: str) -> list[str]:
    return [sentence for _, sentence in sentences(value)]
