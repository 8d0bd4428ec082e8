#!/usr/bin/env python3
"""How long `faqbot ask` takes as a whole process, beside the imports that it can't do without.

    python tests/bench/start_up.py [ROUNDS]

Both are run in turn; printed are the medians and their ratio, which holds on a busy machine as well. Run it where
faqbot is installed, from any folder: without compiled bytecode (PYTHONDONTWRITEBYTECODE in a checkout) every start
compiles anew.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

PEER = (sys.executable, "-c", "import yaml, rapidfuzz.process")
FAQBOT = (sys.executable, "-m", "faqbot", "ask", "How many people died?")


def main() -> int:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 21
    seconds(PEER), seconds(FAQBOT)  # fill the file cache
    times = [(seconds(PEER), seconds(FAQBOT)) for _ in range(rounds)]
    peer, faqbot = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"imports {peer * 1e3:.1f} ms  faqbot ask {faqbot * 1e3:.1f} ms  ratio {faqbot / peer:.2f}")
    return 0


def seconds(command: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(), check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
