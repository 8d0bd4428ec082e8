"""The network: what it computes, and that it is the same wherever and beside whatever it is computed."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy", reason="the sentence encoder needs numpy")

from small import HEADS, LIMIT, PIECES, Small  # noqa: E402

from faqbot.index.encoding import network  # noqa: E402 - behind the skip
from faqbot.index.encoding.network import Network  # noqa: E402
from faqbot.index.encoding.shipped import Shipped  # noqa: E402
from faqbot.index.encoding.weights import Weights  # noqa: E402
from faqbot.index.vectors import rows  # noqa: E402
from faqbot.language.language import of  # noqa: E402

SHIPPED = of("en").encoder or ""
# The directions of a few texts, as they were computed where the file was made.
SENTENCES = ("How do I get my money back?", "Refunds arrive within ten days. Ask at the desk.", "", "naïve café 7 €")
TOLD = "ef5ea49175f5bf476a6a56a626f960786768c60a412a4413f15ee540fd6e8c3a"

TEXTS = st.lists(st.integers(0, len(PIECES) - 1), min_size=1, max_size=LIMIT)


@pytest.fixture(scope="module")
def small() -> Small:
    return Small()


@pytest.fixture(scope="module")
def net(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Network(Weights(small.write(tmp_path_factory.mktemp("small") / "encoder.bin")))


def cosine(one: object, other: object) -> float:
    a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@given(text=TEXTS)
def test_it_is_bert(small: Small, net: Network, text: list[int]) -> None:
    """Whole numbers give what the same weights give in floats, but for the rounding of what goes between layers."""
    assert cosine(net.directions([text])[0], small.direction(text)) > 0.999


@given(texts=st.lists(TEXTS, min_size=1, max_size=6), size=st.integers(1, LIMIT))
def test_texts_beside_one_another_change_nothing(net: Network, texts: list[list[int]], size: int) -> None:
    """A text has one direction, alone and in any batch."""
    same = [(text * LIMIT)[:size] for text in texts]
    together = net.directions(same)
    assert all((net.directions([text])[0] == row).all() for text, row in zip(same, together, strict=True))


@given(seed=st.integers(0, 2**32 - 1), rows=st.integers(1, 40))
def test_a_matrix_sums_whole_numbers_only(net: Network, seed: int, rows: int) -> None:
    """Any order of the inputs gives the same to the last digit: no sum is rounded."""
    chance, linear = np.random.default_rng(seed), net._layers[0].narrow
    inputs = (chance.normal(size=(rows, linear.weights.shape[2])) * 3).astype(np.float32)
    order = chance.permutation(inputs.shape[1])
    turned = linear._replace(weights=np.ascontiguousarray(linear.weights[:, :, order]))
    assert (linear(inputs) == turned(np.ascontiguousarray(inputs[:, order]))).all()


@given(seed=st.integers(0, 2**32 - 1), places=st.integers(1, LIMIT))
def test_attention_sums_whole_numbers_only(seed: int, places: int) -> None:
    """The order of the places of a text changes nothing but the order of what comes out."""
    chance = np.random.default_rng(seed)
    rows = (chance.normal(size=(1, places, 192)) * 4).astype(np.float32)
    order = chance.permutation(places)
    assert (network.attended(rows, HEADS)[:, order] == network.attended(rows[:, order], HEADS)).all()


@given(value=st.floats(-30, 30, width=32))
def test_gelu_is_near_what_it_is(value: float) -> None:
    """The table is as fine as what is made of it is rounded."""
    exact = value * (1 + math.erf(value / math.sqrt(2))) / 2
    assert abs(float(network.gelu(np.array([value], np.float32))[0]) - exact) < 0.004 * max(1.0, abs(value))


def test_no_table_hangs_on_a_last_digit() -> None:
    """What is rounded is never near the middle of two steps, so that all libraries of mathematics give the same."""
    exact = [math.exp(-i / network.LOOKED_UP) for i in range(len(network._EXP))]
    exact += [(1 + error) / 2 for error in network._ERRORS]
    assert min(abs(value * network._STEPS % 1 - 0.5) for value in exact) > 1e-5


# -- the one that ships ------------------------------------------------------------------------


def test_no_sum_of_the_shipped_one_can_be_rounded() -> None:
    """With the largest inputs there can be, all sums stay among the whole numbers that a float32 holds."""
    net = Network(Weights(SHIPPED))
    for layer in net._layers:
        for linear in (layer.attend, layer.merge, layer.widen, layer.narrow):
            assert float(np.abs(linear.weights).sum((1, 2)).max()) * float(linear.levels) <= 1 << 24
    assert 32 * network.KEY**2 <= 1 << 24
    assert (network.CHANCE + Weights(SHIPPED).contents["limit"]) * network.VALUE <= 1 << 24


SURROUNDINGS = (
    {"OPENBLAS_NUM_THREADS": "1"},
    {"OPENBLAS_NUM_THREADS": "2"},
    {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Haswell"},
    {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F"},
)
_ASK = f"""
import hashlib, sys
from faqbot.index.encoding.shipped import Shipped
found = list(Shipped(sys.argv[1]).directions({SENTENCES!r}))
print(hashlib.sha256(repr(found).encode()).hexdigest())
"""


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=str)
def test_the_shipped_one_gives_the_same_everywhere(surroundings: dict[str, str], tmp_path: Path) -> None:
    """Number of threads, kernels of the linear algebra, instructions of the processor: no digit changes."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ASK, SHIPPED],
        capture_output=True, text=True, env=os.environ | surroundings, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == TOLD


def test_the_shipped_one_knows_what_means_alike() -> None:
    """Two ways to ask the same are near, two subjects are not."""
    back, refund, train = Shipped(SHIPPED).directions(
        ["How do I get my money back?", "When do you pay refunds?", "Which train goes to the harbour?"]
    )
    assert rows.cosine(back, refund) > 0.5
    assert rows.cosine(back, train) < 0.2
