"""Of many directions the nearest are looked for among those of a few clusters."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.index.vectors.clusters import clustered
from faqbot.index.vectors.rows import cosine, scaled

ROWS = st.lists(st.binary(min_size=4, max_size=4), min_size=1, max_size=80)


@settings(deadline=None)
@given(ROWS, st.binary(min_size=4, max_size=4))
def test_all_clusters_together_hold_each_row_once(rows: list[bytes], asked: bytes) -> None:
    """Where as many may be compared as there are, each is found with its cosine, those of zeros too."""
    near = dict(clustered(rows).near(asked, len(rows)))
    assert near == {at: cosine(row, asked) for at, row in enumerate(rows)}


def test_the_nearest_are_in_the_nearest_clusters() -> None:
    """Of directions that lie in heaps, those of the heap that is asked for are compared, and few others."""
    lot = random.Random(1)
    heaps = [[lot.gauss(0, 1) for _ in range(16)] for _ in range(20)]
    rows = [scaled([x + lot.gauss(0, 0.1) for x in heaps[at % 20]]) for at in range(1000)]
    found = dict(clustered(rows).near(scaled(heaps[7]), 60))
    assert {at for at in range(1000) if at % 20 == 7} <= found.keys()
    assert len(found) < 200


def test_few_are_compared_whatever_the_number_of_rows() -> None:
    """No more rows are compared than are allowed, and those of one cluster."""
    lot = random.Random(2)
    rows = [scaled([lot.gauss(0, 1) for _ in range(8)]) for _ in range(2000)]
    assert 100 <= len(list(clustered(rows).near(rows[0], 100))) < 300
