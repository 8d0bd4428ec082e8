"""The figures over the number of entries: what is measured reaches table and picture, and the README has both."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from checkout import ROOT, TESTS

BENCH = TESTS / "bench"
sys.path.insert(0, str(BENCH))

import sizes  # noqa: E402

README = ROOT / "README.md"
NAMESPACE = "{http://www.w3.org/2000/svg}"


def row(system: str, entries: int, p50: float, right: float, **more: Any) -> dict[str, Any]:
    return {
        "system": system, "entries": entries, "asked": 400, "build_s": None, "disk_mb": None, "open_ms": 1.0,
        "first_ms": 40.0, "p50_ms": p50, "p99_ms": 4 * p50, "per_second": 500.0, "p_at_1": right, "peak_mb": 50.0,
        "anonymous_mb": 30.0, "kinds": {"shorter": right, "a synonym": right / 2}, **more,
    }  # fmt: skip


MACHINE = {"cpu": "A Processor", "cores": 2, "load": 0.1, "memory_gb": 8.2, "system": "Linux", "python": "3.12.1",
           "packages": {"tantivy": "0.27.0"}}  # fmt: skip
RECORD = {
    "machine": MACHINE,
    "seed": 1,
    "rows": [
        row("faqbot, YAML", 100, 0.31, 1.0),
        row("faqbot, compiled", 100, 0.29, 1.0, build_s=0.2, disk_mb=0.1),
        row("tantivy", 100, 0.02, 0.99),
        row("A & Co.", 100, 0.3, 0.4, asked=20, p99_ms=None),
        row("faqbot, YAML", 10_000, 0.9, 0.971, first_ms=1_900.0),
        row("tantivy", 10_000, 0.05, 0.96),
        row("A & Co.", 10_000, 32.4, 0.3, asked=20, p99_ms=None, anonymous_mb=None),
    ],
}


def elements(tag: str) -> list[ET.Element]:
    return list(ET.fromstring(sizes.drawn(RECORD)).iter(NAMESPACE + tag))


def test_the_tables_say_what_was_measured() -> None:
    """A row each for faqbot and its peers; of faqbot's sources the compiled one stands for it where it was run."""
    assert sizes.table(RECORD).splitlines() == [
        "| ms a question, p50 (P@1), by entries | 100 | 10,000 |",
        "| --- | --- | --- |",
        "| **faqbot** | 0.29 (1.00) | 0.9 (0.97) |",
        "| tantivy | 0.02 (0.99) | 0.05 (0.96) |",
        "| A & Co. | 0.3 (~0.40) | 32 (~0.30) |",
        "",
        "| faqbot, by entries | 100 | 10,000 |",
        "| --- | --- | --- |",
        "| p99, ms | 1.2 | 3.6 |",
        "| answers a second, one process | 500 | 500 |",
        "| YAML: load and first answer, s | 0.04 | 1.9 |",
        "| compile, s | 0.2 | – |",
        "| compiled file, MB | 0.1 | – |",
        "| open it and first answer, ms | 40 | – |",
        "| memory while answering, MB (its own) | 50 (30) | 50 (30) |",
        "",
        "A quarter of the questions has a synonym, which faqbot's own word vectors chose; P@1 without these,",
        "over 10,000 entries: faqbot 0.97, tantivy 0.96.",
        "",
        "Measured on A Processor, 2 cores, 8 GB, Linux, Python 3.12.1, tantivy 0.27.0; 400 questions, fewer",
        "where ~ stands (at least 20).",
    ]


def test_each_system_has_a_line_as_long_as_it_was_run() -> None:
    """Times have a line for each system; who finds less than half of the entries has none beside the others' shares."""
    lines = [line.attrib["d"] for line in elements("path") if "line" in line.attrib["class"]]
    assert [line.count("L") + 1 for line in lines] == [2] * 5
    labels = [text.text for text in elements("text")]
    assert [labels.count(name) for name in ("faqbot", "tantivy", "A & Co.")] == [2, 2, 1]


def test_slower_is_higher_and_more_right_is_higher() -> None:
    """The order of the lines' ends is that of the figures."""
    ends = [
        float(re.split("[ML ]", line.attrib["d"])[-1]) for line in elements("path") if "line" in line.attrib["class"]
    ]
    faqbot, tantivy, other, right, less = ends
    assert other < faqbot < tantivy
    assert right < less


def test_all_is_within_the_picture() -> None:
    """No point and no label lies beyond the edges."""
    places = [(dot.attrib["cx"], dot.attrib["cy"]) for dot in elements("circle")]
    places += [(text.attrib["x"], text.attrib["y"]) for text in elements("text")]
    assert all(0 <= float(x) <= sizes.WIDTH and 0 <= float(y) <= sizes.HEIGHT for x, y in places)


def test_one_number_of_entries_can_be_drawn() -> None:
    """A picture of one size has points where others have lines."""
    one = {**RECORD, "rows": RECORD["rows"][:3]}  # type: ignore[index]
    assert len(list(ET.fromstring(sizes.drawn(one)).iter(NAMESPACE + "circle"))) == 4


def test_labels_are_apart() -> None:
    """Labels of neighbours are moved apart, upwards from the bottom edge."""
    assert sizes.apart({"low": 99.0, "high": 20.0, "lower": 100.0}, 0, 100) == {
        "high": 20.0,
        "low": 84.0,
        "lower": 100.0,
    }


def test_only_what_is_between_the_marks_is_replaced() -> None:
    """A page keeps all that was written by hand."""
    page = f"before\n{sizes.BEGIN}\nold\n{sizes.END}\nafter\n"
    assert sizes.put(page, "new \\1") == f"before\n{sizes.BEGIN}\n\nnew \\1\n\n{sizes.END}\nafter\n"
    assert sizes.put("no marks\n", "new") == "no marks\n"


def test_the_readme_and_the_picture_show_what_was_recorded() -> None:
    """Neither is written by hand: `scale.py --from tests/bench/scale.json --write` makes both of the record."""
    record = json.loads((BENCH / "scale.json").read_text(encoding="utf-8"))
    page = README.read_text(encoding="utf-8")
    assert sizes.BEGIN in page
    assert sizes.put(page, sizes.table(record)) == page
    assert (BENCH / "scale.svg").read_text(encoding="utf-8") == sizes.drawn(record)


def test_a_small_run_finds_what_it_asks_for(tmp_path: Path) -> None:
    """The benchmark runs as it is: faqbot and a peer that needs no package find nearly all of a few entries."""
    script, out = str(BENCH / "scale.py"), tmp_path / "out.json"
    command = (
        sys.executable,
        script,
        "--sizes",
        "30",
        "--questions",
        "8",
        "--peers",
        "rapidfuzz WRatio",
        "--json",
        str(out),
    )
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    rows = {row["system"]: row for row in json.loads(out.read_text(encoding="utf-8"))["rows"]}
    assert {"faqbot, YAML", "rapidfuzz WRatio"} <= rows.keys()
    assert rows["faqbot, YAML"]["asked"] == 8
    assert all(row["p_at_1"] > 0.8 for name, row in rows.items() if name.startswith("faqbot"))
