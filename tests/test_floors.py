"""The rooms and their floors: imports point down only, and each dependency has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

import pytest
from checkout import PACKAGE

import faqbot

# Ground floor first. A room may import from the floors below its own, never from its own or above.
FLOORS: Final = (
    (
        "article",
        "english",
        "figures",
        "files",
        "hygiene",
        "letters",
        "pager",
        "passage",
        "public",
        "sentences",
        "strenum",
        "suffixes",
        "terms",
        "typed",
        "usage",
        "widths",
    ),
    (
        "complete",
        "errors",
        "fragment",
        "guard",
        "history",
        "layout",
        "manual",
        "matches",
        "messages",
        "paragraphs",
        "related",
        "shells",
        "stems",
        "terminal",
    ),
    (
        "answers",
        "arguments",
        "editor",
        "faults",
        "folders",
        "listing",
        "plot",
        "render",
        "settings_file",
        "source",
        "spelling",
        "syntax",
        "tokens",
        "vectors",
    ),
    (
        "candidates",
        "encoder",
        "explanation",
        "facts",
        "followup",
        "nodes",
        "piped",
        "reading",
        "settings",
        "synonyms",
        "transcript",
        "wordings",
    ),
    (
        "cache",
        "chat",
        "index",
        "receipt",
        "records",
    ),
    (
        "encoded",
        "ids",
        "meaning",
    ),
    (
        "articles",
        "places",
        "question",
    ),
    (
        "cover",
        "knowledge",
        "stated",
    ),
    (
        "match",
        "watch",
    ),
    (
        "cite",
        "decide",
        "session",
    ),
    (
        "about_answers",
        "about_knowledge",
        "reason",
    ),
    (
        "bot",
        "commands",
    ),
    (
        "bots",
        "golden",
        "prompt",
    ),
    (
        "judge",
        "labelled",
        "repl",
    ),
    (
        "evaluate",
        "misses",
    ),
    (
        "pytest_plugin",
        "tune",
    ),
    ("report",),
    ("cli",),
    (
        "__init__",
        "__main__",
    ),
)
DOORS: Final = {
    "rapidfuzz": "spelling",
    "prompt_toolkit": "prompt",
    "platformdirs": "folders",
    "sqlite3": "cache",
    "tomllib": "settings_file",
    "tomli": "settings_file",
    "yaml": "nodes",
    "pytest": "pytest_plugin",
    "Stemmer": "stems",
}
FLOOR: Final = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ROOMS: Final = sorted(path.stem for path in PACKAGE.glob("*.py"))


def imports(room: str) -> Iterator[str]:
    """The dotted names of all that a room imports, wherever in the file and for whatever use."""
    for node in ast.walk(ast.parse((PACKAGE / f"{room}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room}.py:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_stands_on_a_floor() -> None:
    """The plan above names each file of the package once, and no other."""
    assert sorted(FLOOR) == ROOMS
    assert len(FLOOR) == sum(map(len, FLOORS))


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_down(room: str) -> None:
    """A room imports only from floors below its own, also inside functions and for types."""
    own = {name.split(".")[1] for name in imports(room) if name.startswith(f"{faqbot.__name__}.")} & set(FLOOR)
    assert [other for other in sorted(own) if FLOOR[other] >= FLOOR[room]] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_dependency_has_one_door(room: str) -> None:
    """A third-party package is imported in one room only."""
    used = {name.split(".")[0] for name in imports(room)} & set(DOORS)
    assert [package for package in sorted(used) if DOORS[package] != room] == []
