#!/usr/bin/env python3
"""How fast faqbot and its peers find the right entry, from a hundred entries to a million.

    python tests/bench/scale.py                        100 to 100,000 entries; some ten minutes
    python tests/bench/scale.py --million              and a million; some minutes more
    python tests/bench/scale.py --sizes 1000 --peers   faqbot alone
    python tests/bench/scale.py --million --write      put all into the README, scale.json and scale.svg

Peers are tantivy, bm25s (by numpy, and by numba), SQLite FTS5 and rapidfuzz's WRatio; what isn't installed is left out
with a line that says so: `pip install tantivy bm25s numba` has all.

Entries and questions are made from a seed (generated.py). Each system builds its files in one process and answers in
another (systems.py), one question after the other. Printed are, for each:

    build    seconds to make its files, and their size
    first    milliseconds from opening these to the first answer, libraries being imported and files in the cache
    p50, p99 milliseconds a question, of those after that
    P@1      the share of questions whose entry is found first; an entry of the same wording is as right
    memory   the most that is resident while it answers, and what of it is its own (anonymous); the rest are pages of
             mapped files, which processes share

What counts are the ratios: all systems run on the same machine in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import generated
import sizes
from systems import QUESTIONS, SYSTEMS, WARMING, System

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).resolve().parent
README: Final = HERE.parent.parent / "README.md"
RECORD: Final = HERE / "scale.json"
PICTURE: Final = HERE / "scale.svg"

USUAL: Final = (100, 1_000, 10_000, 100_000)
MILLION: Final = 1_000_000
ASKED: Final = 400
SEED: Final = 17
DIGITS: Final = 4  # of a figure in the record


class LeftOutError(Exception):
    """A system that could not be measured, and why."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [system.name for system in SYSTEMS if not system.name.startswith(sizes.OURS)]
    parser.add_argument("--sizes", type=int, nargs="+", default=list(USUAL), metavar="N", help="numbers of entries")
    parser.add_argument("--million", action="store_true", help="a million entries as well")
    parser.add_argument("--peers", nargs="*", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--questions", type=int, default=ASKED, metavar="N", help="how many are asked")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--from", type=Path, dest="recorded", metavar="FILE", help="measure nothing; draw a --json FILE"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw them there")
    parser.add_argument("--write", action="store_true", help="put them into the README, scale.json and scale.svg")
    options = parser.parse_args()
    if min(options.sizes) < 1 or options.questions < 1:
        parser.error("--sizes and --questions are numbers from 1")
    record = json.loads(options.recorded.read_text(encoding="utf-8")) if options.recorded else measured(options)
    for path in {options.json, RECORD if options.write else None} - {None}:
        path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    for path in {options.plot, PICTURE if options.write else None} - {None}:
        path.write_text(sizes.drawn(record), encoding="utf-8")
    print(f"\n{sizes.table(record)}")
    if options.write:
        README.write_text(sizes.put(README.read_text(encoding="utf-8"), sizes.table(record)), encoding="utf-8")
    return 0


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """All figures, as `--json` writes them."""
    wanted = [system for system in SYSTEMS if system.name.startswith(sizes.OURS) or system.name in options.peers]
    columns = sorted({*options.sizes, *([MILLION] if options.million else [])})
    made = generated.some(columns[-1], options.seed)
    rows = [row for n in columns for row in over(made[:n], wanted, options.questions, options.seed)]
    if not rows:
        sys.exit("Nothing could be measured.")
    return {"machine": machine(wanted), "seed": options.seed, "rows": rows}


def over(made: Sequence[str], systems: Sequence[System], count: int, seed: int) -> list[dict[str, Any]]:
    """A row for each system that could be run over these entries; each is printed."""
    questions = generated.questions(made, WARMING + count, seed)
    print(f"{len(made):,} entries, {count} questions", flush=True)
    rows = []
    for system in systems:
        if len(made) > system.most:
            continue
        try:
            row = one(system, made, questions)
        except LeftOutError as why:
            print(f"  {system.name:20} left out: {why}", flush=True)
        else:
            rows.append(row)
            print(f"  {system.name:20} {line(row)}", flush=True)
    return rows


def one(system: System, made: Sequence[str], questions: Sequence[generated.Question]) -> dict[str, Any]:
    """What a system does over these entries, in a folder and in processes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        system.write(folder, made)
        asked = questions[: WARMING + system.asked(len(questions) - WARMING, len(made))]
        (Path(folder) / QUESTIONS).write_text(json.dumps([q.text for q in asked]), encoding="utf-8")
        built, told = step("build", system, folder), step("ask", system, folder)
    hits = defaultdict(list)
    for question, found in zip(asked[WARMING:], told["found"], strict=True):
        hits[question.kind].append(found >= 0 and made[found] == made[question.gold])
    times = sorted(1e3 * seconds for seconds in told["seconds"])
    shares = {kind: statistics.fmean(found) for kind, found in hits.items()}
    row = {
        "build_s": built["build_s"],
        "disk_mb": built["bytes"] / 1e6 if system.build else None,
        "open_ms": 1e3 * told["open_s"],
        "first_ms": 1e3 * told["first_s"],
        "p50_ms": statistics.median(times),
        "p99_ms": times[int(0.99 * len(times))] if len(times) >= sizes.ENOUGH else None,
        "per_second": len(times) / sum(told["seconds"]),
        "p_at_1": statistics.fmean(hit for found in hits.values() for hit in found),
        "peak_mb": told["peak_mb"],
        "anonymous_mb": told["anonymous_mb"],
    }
    rounded = {key: None if value is None else float(f"{value:.{DIGITS}g}") for key, value in row.items()}
    return {"system": system.name, "entries": len(made), "asked": len(times), **rounded, "kinds": shares}


def step(name: str, system: System, folder: str) -> dict[str, Any]:
    """What a process of `systems.py` tells."""
    command = (sys.executable, str(HERE / "systems.py"), name, system.name, folder)
    own = {key: value for key, value in os.environ.items() if not key.startswith("FAQBOT_")}
    done = subprocess.run(command, env=own, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]
        missing = "No module named" in why and system.packages
        raise LeftOutError(f"{why} (pip install {' '.join(system.packages)})" if missing else why)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def line(row: dict[str, Any]) -> str:
    """A row as it is printed."""
    number = sizes.number
    build = f"build {number(row['build_s'])} s, {number(row['disk_mb'])} MB"
    kinds = ", ".join(f"{kind} {sizes.share(value)}" for kind, value in row["kinds"].items())
    memory = f"memory {number(row['peak_mb'])} MB, {number(row['anonymous_mb'])} its own"
    times = f"p50 {row['p50_ms']:8.3f} ms  p99 {number(row['p99_ms']):>5} ms  {number(row['per_second']):>6}/s"
    first = f"first {number(row['first_ms']):>7} ms"
    return f"{build:24} {first}  {times}  P@1 {row['p_at_1']:.3f} ({kinds})  {memory}"


def machine(systems: Sequence[System]) -> dict[str, Any]:
    """The kind of machine, and the versions of what was measured."""
    packages = {name: _version(name) for system in systems for name in system.packages}
    return {
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": _memory(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: version for name, version in packages.items() if version},
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(iter(named), "") or platform.processor() or platform.machine()


def _memory() -> float | None:
    """All memory of the machine, in gigabytes (10**9 bytes)."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (AttributeError, ValueError, OSError):
        return None


if __name__ == "__main__":
    sys.exit(main())
