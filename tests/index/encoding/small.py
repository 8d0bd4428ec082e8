"""A small encoder of random weights, in a file as the one that ships, and beside it what it stands for in floats."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from faqbot.index.encoding import network, weights

PIECES = ("[UNK]", "[CLS]", "[SEP]", *"abcdefghij", *(f"##{letter}" for letter in "abcdefghij"), "refund", "train", "?")
HEADS, WIDTH, INNER, LAYERS, LIMIT = 2, 64, 128, 2, 24
LEVELS = 300

Array = np.ndarray[Any, np.dtype[Any]]


class Small:
    """The arrays of the file, and the matrices that they hold."""

    def __init__(self, seed: int = 0) -> None:
        self.chance = np.random.default_rng(seed)
        self.arrays = dict[str, Array]()
        self.matrices = dict[str, Array]()
        whole, nibbles, scales = self._rounded(WIDTH, len(PIECES))
        self.pieces = (whole * 0.01).T
        self.arrays |= {
            "pieces.weights": paired(nibbles.T),
            "pieces.scales": paired(scales.T),
            "pieces.units": np.full(len(PIECES), 0.01, np.float16),
            "places": self.chance.normal(size=(LIMIT, WIDTH)).astype(np.float16) / 4,
        }
        self._norm("places")
        for layer in range(LAYERS):
            shapes = {"attend": (WIDTH, 3 * WIDTH), "merge": (WIDTH, WIDTH), "widen": (WIDTH, INNER)}
            for name, (inputs, outputs) in {**shapes, "narrow": (INNER, WIDTH)}.items():
                self._matrix(f"{layer}.{name}", inputs, outputs)
            self._norm(f"{layer}.merge")
            self._norm(f"{layer}.narrow")

    def write(self, path: Path) -> str:
        """The file, and where it is."""
        levels = dict.fromkeys((name.removesuffix(".offsets") for name in self.arrays if name.endswith("offsets")), 300)
        contents = {"name": "small", "layers": LAYERS, "heads": HEADS, "limit": LIMIT}
        weights.write(path, {**contents, "pieces": PIECES, "levels": levels}, self.arrays)
        return str(path)

    def direction(self, pieces: list[int]) -> Array:
        """The mean of the last layer, as any BERT computes it, in floats and to the last digit that there is."""
        rows = self.pieces[pieces] * np.float16(0.01) / 0.01 + self.arrays["places"][: len(pieces)]
        rows = self._normed("places", rows)
        for layer in range(LAYERS):
            queries, keys, values = (
                part.reshape(len(pieces), HEADS, -1).swapaxes(0, 1)
                for part in np.split(self._through(f"{layer}.attend", rows), 3, -1)
            )
            fit = np.exp(queries @ keys.swapaxes(1, 2) / np.sqrt(queries.shape[-1]))
            taken = (fit / fit.sum(-1, keepdims=True) @ values).swapaxes(0, 1).reshape(len(pieces), -1)
            rows = self._normed(f"{layer}.merge", rows + self._through(f"{layer}.merge", taken))
            wide = self._through(f"{layer}.widen", rows)
            wide = wide * (1 + np.array([[math.erf(x / math.sqrt(2)) for x in row] for row in wide.tolist()])) / 2
            rows = self._normed(f"{layer}.narrow", rows + self._through(f"{layer}.narrow", wide))
        mean: Array = rows.mean(0)
        return mean

    def _through(self, name: str, rows: Array) -> Array:
        found: Array = rows @ self.matrices[name] + self.arrays[f"{name}.offsets"]
        return found

    def _normed(self, name: str, rows: Array) -> Array:
        normed = (rows - rows.mean(-1, keepdims=True)) / rows.std(-1, keepdims=True)
        found: Array = normed * self.arrays[f"{name}.stretch"] + self.arrays[f"{name}.shift"]
        return found

    def _rounded(self, inputs: int, outputs: int) -> tuple[Array, Array, Array]:
        """A matrix of whole numbers, and what it is the product of: weights, and scales."""
        nibbles = self.chance.integers(-8, 8, (inputs, outputs))
        scales = self.chance.integers(1, 16, (inputs // network.GROUP, outputs))
        return nibbles * np.repeat(scales, network.GROUP, 0), nibbles + network.LOWEST, scales

    def _matrix(self, name: str, inputs: int, outputs: int) -> None:
        whole, nibbles, scales = self._rounded(inputs, outputs)
        unit = np.float16(0.03 / np.sqrt(inputs))
        offsets = self.chance.normal(size=outputs).astype(np.float32) / 4
        self.matrices[name] = whole * float(unit)
        for part, array in (("weights", nibbles), ("scales", scales)):
            blocks = np.moveaxis(array.reshape(len(array), -1, network.BLOCK), 1, 0)
            self.arrays[f"{name}.{part}"] = paired(blocks)
        self.arrays |= {f"{name}.units": np.full(outputs, unit), f"{name}.offsets": offsets}

    def _norm(self, name: str) -> None:
        for part, mean in (("stretch", 1.0), ("shift", 0.0)):
            drawn = self.chance.normal(mean, 0.2, WIDTH)
            self.arrays[f"{name}.{part}"] = drawn.astype(np.float32)


def paired(numbers: Array) -> Array:
    """Two numbers of four bits a byte."""
    small = numbers.astype(np.uint8)
    found: Array = small[..., ::2] | small[..., 1::2] << 4
    return found
