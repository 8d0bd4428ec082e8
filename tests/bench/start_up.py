#!/usr/bin/env python3
"""How long `faqbot ask` takes as a whole process, beside the imports that it can't do without.

    python tests/bench/start_up.py [ROUNDS] [--meaning encoder]

Both are run in turn; printed are the medians and their ratio, which holds on a busy machine as well, and the largest
memory of each. Run it where faqbot is installed, from any folder: without compiled bytecode (PYTHONDONTWRITEBYTECODE
in a checkout) every start compiles anew.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

IMPORTS = {"words": "import yaml, rapidfuzz.process", "encoder": "import numpy, yaml, rapidfuzz.process"}


class Run(NamedTuple):
    """A process: its seconds, and the most memory that it had, in megabytes."""

    seconds: float
    megabytes: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", type=int, nargs="?", default=21)
    parser.add_argument("--meaning", choices=IMPORTS, default="words", help="by what faqbot tells meaning")
    options = parser.parse_args()
    peer = (sys.executable, "-c", IMPORTS[options.meaning])
    faqbot = (sys.executable, "-m", "faqbot", "--meaning", options.meaning, "ask", "How many people died?")
    run(peer), run(faqbot)  # fill the file cache, and that of directions
    times = [(run(peer), run(faqbot)) for _ in range(options.rounds)]
    first, second = (Run(*map(statistics.median, zip(*column, strict=True))) for column in zip(*times, strict=True))
    print(
        f"imports {first.seconds * 1e3:.1f} ms, {first.megabytes:.0f} MB  "
        f"faqbot ask {second.seconds * 1e3:.1f} ms, {second.megabytes:.0f} MB  "
        f"ratio {second.seconds / first.seconds:.2f}"
    )
    return 0


def run(command: tuple[str, ...]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
    _, _, used = os.wait4(process.pid, 0)
    return Run(time.perf_counter() - start, used.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
