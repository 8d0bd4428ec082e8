"""`faqbot eval` on golden files with groups: the floors are told, and decide its status."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import LIBRARY

from faqbot.terminal.shell import cli


@pytest.mark.parametrize(("floor", "status"), [("0.5", 0), ("0.75", 1)])
def test_a_missed_floor_is_something_to_see(
    floor: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report lists each group beside its floor; where one is missed a line says so, and the status is 1."""
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    late = "ask: What happens if I return a book late?, group: safety"
    cases = f"cases:\n- {{{late}, cite: faq-late}}\n- {{{late}, unknown: true}}\n"
    golden = tmp_path / "a.golden.yaml"
    golden.write_text(f"knowledge: library.yaml\ngroups: {{safety: {floor}}}\n{cases}", encoding="utf-8")
    assert cli.main(["eval", str(golden), "--worst", "0"]) == status
    told = capsys.readouterr()
    assert ["safety", "0.50", floor, "1", "of", "2"] in [line.split()[:6] for line in told.out.splitlines()]
    missed = f"faqbot: {golden}: group safety: 1 of 2 cases pass, a share of 0.5000; its floor is {floor}\n"
    assert told.err == (missed if status else "")
