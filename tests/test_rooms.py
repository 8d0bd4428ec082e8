"""The shape of the code: which room may import which, and how large files, functions and rooms may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from checkout import PACKAGE, ROOT
from importlinter.cli import lint_imports

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SETTINGS: Final = ROOT / "pyproject.toml"
CONTRACTS: Final = [
    contract["id"]
    for contract in tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
]
MODULES: Final = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
ROOMS: Final = sorted({Path(module).parent.as_posix() for module in MODULES if "/" in module})
MOST_LINES: Final = 400  # of a file
MOST_OF_FUNCTION: Final = 40  # lines


@pytest.mark.parametrize("contract", CONTRACTS)
def test_imports_keep_the_contracts(contract: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each contract on imports that stands in pyproject.toml holds."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(str(SETTINGS), (contract,), cache_dir=None, no_logo=True) == 0


def functions(module: str) -> Iterator[tuple[str, int]]:
    """The functions of a module, each with its lines."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_a_file_has_one_subject(module: str) -> None:
    """No file and no function is so long that it must be about two things."""
    assert len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert [(name, size) for name, size in functions(module) if size > MOST_OF_FUNCTION] == []


def names(folder: Path) -> set[str]:
    """What a reader sees in a folder of the package: modules and folders of modules."""
    modules = {path.stem for path in folder.glob("*.py")}
    return {name for name in modules | {path.parent.name for path in folder.glob("*/*.py")} if name[:2] != "__"}


def test_the_package_is_seen_at_one_glance() -> None:
    """Eight to thirteen names stand at the top of the package."""
    assert 8 <= len(names(PACKAGE)) <= 13


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_seen_at_one_glance(room: str) -> None:
    """A room holds four to nine names, a folder within a room at least two; each says in a line what it is for."""
    assert (4 if "/" not in room else 2) <= len(names(PACKAGE / room)) <= 9
    assert ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))


def test_the_page_on_the_rooms_names_what_there_is() -> None:
    """Every module and folder that ARCHITECTURE.md names is there."""
    page = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+(?:/[a-z_]*)*(?:\.py)?)`", page)
    paths = [name for name in named if "/" in name or name.endswith(".py")]
    inside = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts}
    missing = [p for p in paths if not any(at == p.strip("/") or at.endswith(f"/{p.strip('/')}") for at in inside)]
    assert len(paths) > 15 and set(missing) <= {"tests/bench/documents.py", "tests/bench/rules.py"}
