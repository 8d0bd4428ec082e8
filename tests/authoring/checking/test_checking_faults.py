"""Seeded faults: each is found with its whole line, and nothing is found where the same place is right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import yaml
from museum import MUSEUM, SHOP

from faqbot.authoring.checking.checks import check
from faqbot.authoring.checking.codes import RULES

TODAY: Final = dt.date(2026, 6, 15)
FILES: Final = {"museum.yaml": MUSEUM, "shop.yaml": SHOP}


class Fault(NamedTuple):
    """A row of faults.yaml."""

    name: str
    file: str
    old: str
    fault: str
    twin: str
    found: tuple[str, ...]


FAULTS: Final = tuple(
    Fault(**row, found=tuple(found))
    for row in yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))
    for found in [row.pop("found")]
)


def run(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The findings in some files, as lines."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return list(map(str, check(sorted(files), today=TODAY).findings))


def test_nothing_is_weak_in_the_articles_that_faults_are_seeded_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles are clean as they are."""
    assert run(tmp_path, FILES, monkeypatch) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_found(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault is told with its whole line, and nothing else is."""
    assert fault.old in FILES[fault.file]
    files = FILES | {fault.file: FILES[fault.file].replace(fault.old, fault.fault)}
    assert tuple(run(tmp_path, files, monkeypatch)) == fault.found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_nothing_is_found_in_the_twin_of_a_fault(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the same place is right, nothing is told."""
    files = FILES | {fault.file: FILES[fault.file].replace(fault.old, fault.twin)}
    assert run(tmp_path, files, monkeypatch) == []


def test_every_code_has_a_fault() -> None:
    """At least forty faults are seeded, of each code but those that need other files."""
    codes = Counter(line.split()[1] for fault in FAULTS for line in fault.found)
    assert len(FAULTS) >= 40
    assert set(RULES) - set(codes) == {"F002", "W006", "S002"}  # these stand in test_checking
