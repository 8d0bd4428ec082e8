"""One story: what readers ask is logged, the gaps are taught, and more is answered rightly; nothing is lost by it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from checkout import ROOT, TESTS

sys.path.insert(0, str(TESTS / "bench"))

import story

DOCUMENTS = ROOT.parent / "shared" / "own"
OWN = sorted((TESTS / "bench" / "articles").glob("*.jsonl")) + sorted((TESTS / "bench" / "unseen").glob("*.jsonl"))


def rows(goldens: Iterable[Path], scratch: Path, monkeypatch: pytest.MonkeyPatch) -> list[story.Row]:
    monkeypatch.setenv("XDG_STATE_HOME", str(scratch / "state"))
    found = []
    for golden in sorted(goldens):
        name = golden.name.removesuffix(".golden.yaml")
        place = scratch / name
        place.mkdir()
        shutil.copy(golden, place)
        shutil.copy(golden.with_name(f"{name}.yaml"), place)
        found.append(story.story(name, place))
    return found


def check(found: list[story.Row]) -> None:
    assert [row.flips for row in found] == [0] * len(found)
    assert all(row.own_after >= row.own for row in found)
    before, after = sum(row.own + row.right for row in found), sum(row.own_after + row.right_after for row in found)
    assert after > before
    assert sum(row.lost for row in found) <= sum(row.taught for row in found) // 10


def test_what_is_taught_of_a_log_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taught questions are answered rightly, hardly any other is lost by it, and no golden case flips."""
    for labelled in OWN:
        asked = map(json.loads, labelled.read_text(encoding="utf-8").splitlines())
        cases = [
            {"ask": each["question"], **({"cite": each["expect"]} if each["expect"] else {"unknown": True})}
            for each in asked
        ]
        shutil.copy(labelled.with_suffix(".yaml"), tmp_path)
        golden = tmp_path / f"{labelled.stem}.golden.yaml"
        golden.write_text(json.dumps({"knowledge": f"{labelled.stem}.yaml", "cases": cases}), encoding="utf-8")
    check(rows(tmp_path.glob("*.golden.yaml"), tmp_path, monkeypatch))


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents of others don't lie beside this checkout")
def test_what_is_taught_of_a_log_is_answered_of_documents_as_people_bring_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same over real documents, whose golden questions others have written."""
    check(rows(DOCUMENTS.glob("*.golden.yaml"), tmp_path, monkeypatch))
