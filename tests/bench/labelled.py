"""Documents with labelled questions: those of the project, and those that are kept elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import panels
import yaml

from faqbot.knowledge import loading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from faqbot.knowledge.article import Knowledge

TESTS = Path(__file__).resolve().parent.parent


class Question(NamedTuple):
    """A question, the ids of the sections and entries that answer it (none: it is not answered), and its kind."""

    text: str
    wanted: frozenset[str]
    kind: str


class Document(NamedTuple):
    """What to answer from, and questions about it; documents of a group are of one sort."""

    group: str
    name: str
    knowledge: Knowledge
    questions: list[Question]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds where further documents are kept."""
    parser.add_argument("--own", type=Path, action="append", default=[], help="a folder of NAME.yaml, NAME.golden.yaml")
    parser.add_argument("--shipped", type=Path, help="further questions about the article that ships")
    parser.add_argument("--panel", type=Path, help="a script that knows question sets (see panels.py)")


def documents(args: argparse.Namespace) -> Iterator[Document]:
    """The project's own documents, and those that the arguments name."""
    yield from articles()
    yield from shipped(args.shipped)
    for own in args.own:
        yield from folder(own)
    if args.panel:
        yield from sets(args.panel)


def articles() -> Iterator[Document]:
    """The articles beside this file, each with questions by a reader who saw no alternate of them."""
    for path in sorted(TESTS.glob("bench/*/*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        found = [Question(row["question"], ids(row["expect"]), row["kind"]) for row in rows]
        yield Document("articles", path.stem, loading.load(path.with_suffix(".yaml")), found)


def shipped(more: Path | None) -> Iterator[Document]:
    """The article that ships, with its golden cases, or with those of another file."""
    article = loading.load(TESTS.parent / "knowledge")
    if more:
        rows = yaml.safe_load(more.read_text(encoding="utf-8"))
        found = [Question(row["question"], ids(row["expect"]), row["kind"]) for row in rows]
    else:
        cases = yaml.safe_load((TESTS / "golden" / "ceasefire-talks.golden.yaml").read_text(encoding="utf-8"))["cases"]
        found = [Question(case["ask"], ids(case.get("cite")), "golden") for case in cases]
    yield Document("shipped", "shipped", article, found)


def folder(own: Path) -> Iterator[Document]:
    """The documents of a folder: NAME.yaml beside NAME.golden.yaml, whose cases have their kind in a comment."""
    for path in sorted(own.glob("*.golden.yaml")):
        text = path.read_text(encoding="utf-8")
        kinds = re.findall(r"(?m)^\s*- ask: .*# ([\w ]+)$", text)
        cases = yaml.safe_load(text)["cases"]
        name = path.name.removesuffix(".golden.yaml")
        found = [Question(c["ask"], ids(c.get("cite")), kind) for c, kind in zip(cases, kinds, strict=True)]
        yield Document("own", name, loading.load(path.with_name(f"{name}.yaml")), found)


def sets(script: Path) -> Iterator[Document]:
    """The development sets of a panel."""
    panel = panels.load(script)
    for found in panels.development_sets(panel):
        rows = [(row["question"], frozenset(map(panel.slug, row["expect"]))) for row in found.rows]
        questions = [Question(text, wanted, "known" if wanted else "unknown") for text, wanted in rows]
        yield Document("panel", found.name, found.knowledge, questions)


def ids(value: Any) -> frozenset[str]:
    """The ids of a case, which names one or several."""
    return frozenset([value] if isinstance(value, str) else value or ())
