"""A transformer in whole numbers: the same to the last digit on every machine, at every number of threads.

It is BERT's encoder (Devlin et al., 2019) as MiniLM has it (Wang et al., 2020), the mean over its last layer made to a
direction. Floating-point sums come out differently with the order in which they are taken, and that changes from one
linear-algebra library, processor and number of threads to the next. Here whatever is summed is whole: inputs of a
matrix are rounded to so many steps, its weights are whole as they are stored, and no sum passes 2**24, up to which a
float32 holds every whole number (2**53 for float64). Then all orders give the same. What is done number by number
(+, -, x, /, root) IEEE 754 defines to the last digit, and exponentials and errors of the normal distribution are
looked up in tables. That costs 0.0000 of the cosine to the original.

A weight is its half byte of -8..7, times the whole scale of its group of 32 inputs (1..15), times the unit of its
output.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.index.encoding.weights import Weights

    Array = np.ndarray[Any, np.dtype[Any]]

GROUP: Final = 32
# What is multiplied at a time: so many rows by so many outputs over so many inputs. Products this small OpenBLAS leaves
# to one thread, where several would wait for each other; beside other programs that took 13 times as long. And where
# the processor has AVX-512 it makes no rearranged copy of the weights first: the matrices take 2.7 ms for a question in
# place of 6.3.
ROWS: Final = 20
BLOCK: Final = 32
DEPTH: Final = 384

LOWEST: Final = 8  # what is added to a weight of four bits so that none is negative
MATRICES: Final = ("attend", "merge", "widen", "narrow")  # of a layer, as it goes through them

# Steps to one: of what is normed and of what is summed at the end; of arguments looked up; of a probability; the
# largest whole number of a query or key (32 products of two stay under 2**24) and of a value, which is multiplied by
# probabilities that sum up to `CHANCE`.
FIXED: Final = 4096
LOOKED_UP: Final = 128
CHANCE: Final = 2048
KEY: Final = 511
VALUE: Final = 4095

# Where the tables end: e**-16 is less than a step of a probability, and 8 standard deviations are all.
_FAR: Final = 16
_TAIL: Final = 8
_STEPS: Final = 1 << 16  # values of the tables are multiples of one by this, which no library's last digit changes
_LEAST: Final = np.float32(1e-6)  # what a row of zeros is divided by
_EPSILON: Final = 1e-3  # under a root, in squares of `FIXED`

_EXP: Final = np.array([round(math.exp(-i / LOOKED_UP) * _STEPS) for i in range(_FAR * LOOKED_UP + 1)], np.float32)
_ERRORS: Final = [math.erf(i / LOOKED_UP / math.sqrt(2)) for i in range(-_TAIL * LOOKED_UP, _TAIL * LOOKED_UP + 1)]
_PHI: Final = np.array([round((1 + error) / 2 * _STEPS) / _STEPS for error in _ERRORS], np.float32)

# Both halves of each byte as floats that stand side by side: looking that up takes half the time of computing it.
_HALVES: Final = np.array([[byte & 15, byte >> 4] for byte in range(256)], np.float32).view(np.float64).ravel()
_SIGNED: Final = (_HALVES.view(np.float32) - np.float32(LOWEST)).view(np.float64)


class Linear(NamedTuple):
    """A matrix between layers.

    Attributes:
        weights: whole numbers, blocks x cuts x `DEPTH` inputs x `BLOCK` outputs.
        levels: the largest whole number that an input is rounded to.
        units: what a column's whole numbers are multiplied by.
        offsets: what is added to each output.
    """

    weights: Array
    levels: np.float32
    units: Array
    offsets: Array

    @classmethod
    def cut(cls, weights: Array, levels: int, units: Array, offsets: Array) -> Linear:
        """A matrix whose weights are not cut yet: blocks x inputs x `BLOCK` outputs."""
        blocks, inputs, outputs = weights.shape
        cuts = -(-inputs // DEPTH)
        weights = weights.reshape(blocks, cuts, inputs // cuts, outputs)
        return cls(weights, np.float32(levels), units.astype(np.float32), offsets.astype(np.float32, copy=False))

    def __call__(self, rows: Array) -> Array:
        """The outputs of each row of inputs."""
        top = _top(rows, -1)
        whole = np.rint(rows * (self.levels / top)).reshape(-1, rows.shape[-1])
        products = self._products(whole).reshape(*rows.shape[:-1], -1)
        products *= (top / self.levels) * self.units
        products += self.offsets
        return products

    def _products(self, whole: Array) -> Array:
        """The rows times the weights, in parts of at most `ROWS` rows."""
        count, cuts = len(whole), self.weights.shape[1]
        parts = -(-count // ROWS)
        size = -(-count // parts)
        if parts * size > count:
            whole = np.concatenate([whole, np.zeros((parts * size - count, whole.shape[1]), np.float32)])
        cut = whole.reshape(parts, size, cuts, -1).transpose(2, 0, 1, 3)  # cuts x parts x rows x inputs
        found = cut @ self.weights[:, :, None]  # blocks x cuts x parts x rows x outputs
        summed = found.sum(1) if cuts > 1 else found[:, 0]
        products: Array = summed.transpose(1, 2, 0, 3).reshape(parts * size, -1)[:count]
        return products


class Norm(NamedTuple):
    """What makes rows of mean 0 and spread 1 (Ba et al., 2016), then stretches and shifts them."""

    stretch: Array
    shift: Array

    def __call__(self, rows: Array) -> Array:
        """The rows, normed."""
        whole = np.rint(rows * np.float32(FIXED)).astype(np.float64)
        size = rows.shape[-1]
        mean = whole.sum(-1, keepdims=True) / size
        squares = np.einsum("...i,...i->...", whole, whole)[..., None] / size
        spread = np.sqrt(squares - mean * mean + _EPSILON)
        found: Array = ((whole - mean) / spread).astype(np.float32) * self.stretch + self.shift
        return found


class Layer(NamedTuple):
    """A layer: each place looks at all places of its text, then at itself."""

    attend: Linear  # queries, keys and values, side by side
    merge: Linear
    widen: Linear
    narrow: Linear
    merged: Norm
    narrowed: Norm

    def __call__(self, rows: Array, heads: int) -> Array:
        """What it makes of the rows of texts."""
        rows = self.merged(rows + self.merge(attended(self.attend(rows), heads)))
        return self.narrowed(rows + self.narrow(gelu(self.widen(rows))))


class Network:
    """From word pieces to a direction. Immutable; safe to share between threads.

    Args:
        weights: the file that holds it.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._heads, self._count = weights.contents["heads"], weights.contents["layers"]
        self._pieces, self._scales, self._units = (self._array(f"pieces.{n}") for n in ("weights", "scales", "units"))
        self._places = self._array("places").astype(np.float32)
        self._norm = self._normed("places")
        packed = {f"{at}.{name}": self._array(f"{at}.{name}.weights") for at in range(self._count) for name in MATRICES}
        # All in one piece, as systems hand out large ones in a quarter of the time of many of less than four megabytes.
        room = np.empty(sum(each.size for each in packed.values()))
        ends = accumulate(each.size for each in packed.values())
        linear = {
            name: self._linear(name, each, room[end - each.size : end])
            for (name, each), end in zip(packed.items(), ends, strict=True)
        }
        self._layers = [
            Layer(
                attend=linear[f"{at}.attend"],
                merge=linear[f"{at}.merge"],
                widen=linear[f"{at}.widen"],
                narrow=linear[f"{at}.narrow"],
                merged=self._normed(f"{at}.merge"),
                narrowed=self._normed(f"{at}.narrow"),
            )
            for at in range(self._count)
        ]

    def directions(self, texts: Sequence[Sequence[int]]) -> Array:
        """A row of whole numbers for each text; where it points to is what the text means.

        Args:
            texts: the numbers of the pieces of each, all of one length.
        """
        rows = self.embedded(np.array(texts))
        for layer in self._layers:
            rows = layer(rows, self._heads)
        found: Array = np.rint(rows * np.float32(FIXED)).astype(np.int64).sum(1)
        return found

    def embedded(self, texts: Array) -> Array:
        """The rows that the first layer gets: what each piece is, and at which place."""
        rows = _signed(self._pieces[texts]).reshape(*texts.shape, -1, GROUP)
        rows *= _halves(self._scales[texts])[..., None]
        rows = rows.reshape(*texts.shape, -1) * self._units[texts].astype(np.float32)[..., None]
        return self._norm(rows + self._places[: texts.shape[1]])

    def _array(self, name: str) -> Array:
        stored = self._weights.array(name)
        found: Array = np.frombuffer(stored.data, stored.kind, math.prod(stored.shape)).reshape(stored.shape)
        return found

    def _normed(self, name: str) -> Norm:
        return Norm(self._array(f"{name}.stretch"), self._array(f"{name}.shift"))

    def _linear(self, name: str, packed: Array, room: Array) -> Linear:
        """A matrix, in the room of so many pairs of floats."""
        np.take(_SIGNED, packed, out=room.reshape(packed.shape), mode="clip")  # to raise it would need a copy
        scales = _halves(self._array(f"{name}.scales"))
        weights = room.view(np.float32)
        groups = weights.reshape(*scales.shape[:2], GROUP, -1)  # blocks x groups of inputs x inputs x outputs
        groups *= scales[:, :, None]
        levels = self._weights.contents["levels"][name]
        weights = weights.reshape(*packed.shape[:2], -1)
        return Linear.cut(weights, levels, self._array(f"{name}.units"), self._array(f"{name}.offsets"))


def attended(rows: Array, heads: int) -> Array:
    """What each place takes from all places of its text: their values, by how well their keys fit its query.

    Args:
        rows: queries, keys and values, side by side: texts x places x 3 widths.
        heads: how many parts of a width look by themselves.
    """
    texts, places, width = rows.shape
    queries, keys, values = rows.reshape(texts, places, 3, heads, -1).transpose(2, 0, 3, 1, 4)
    of_queries, of_keys, of_values = _top(queries, -1), _top(keys, -1), _top(values, (-2, -1))
    queries = np.rint(queries * (np.float32(KEY) / of_queries))
    keys = np.rint(keys * (np.float32(KEY) / of_keys))
    values = np.rint(values * (np.float32(VALUE) / of_values))
    fit = _product(queries, keys.swapaxes(-1, -2))
    fit *= of_queries * np.float32(1 / (KEY * KEY * math.sqrt(queries.shape[-1])))
    fit *= of_keys.swapaxes(-1, -2)
    fit -= fit.max(-1, keepdims=True)
    odds = _EXP[np.minimum(np.rint(fit * np.float32(-LOOKED_UP)), np.float32(len(_EXP) - 1)).astype(np.intp)]
    total = odds.sum(-1, keepdims=True, dtype=np.float64).astype(np.float32)
    taken = _product(np.rint(odds * (np.float32(CHANCE) / total)), values)
    taken *= of_values * np.float32(1 / (CHANCE * VALUE))
    found: Array = taken.swapaxes(1, 2).reshape(texts, places, width // 3)
    return found


def _product(rows: Array, others: Array) -> Array:
    """A product of matrices, in parts of at most `ROWS` rows."""
    count = rows.shape[-2]
    if count <= ROWS:
        small: Array = rows @ others
        return small
    return np.concatenate([rows[..., at : at + ROWS, :] @ others for at in range(0, count, ROWS)], -2)


def gelu(rows: Array) -> Array:
    """The Gaussian error linear unit (Hendrycks and Gimpel, 2016): a value times how likely a smaller one is."""
    end = np.float32(_TAIL * LOOKED_UP)
    places = np.clip(np.rint(rows * np.float32(LOOKED_UP)), -end, end)
    found: Array = rows * _PHI[(places + end).astype(np.intp)]
    return found


def _top(rows: Array, axis: int | tuple[int, ...]) -> Array:
    """The largest absolute value of each row."""
    found: Array = np.maximum(np.abs(rows).max(axis, keepdims=True), _LEAST)
    return found


def _halves(packed: Array) -> Array:
    """Two numbers of four bits from each byte, the lower first."""
    found: Array = _HALVES[packed].view(np.float32)
    return found


def _signed(packed: Array) -> Array:
    """The same for numbers from -8 on."""
    found: Array = _SIGNED[packed].view(np.float32)
    return found
