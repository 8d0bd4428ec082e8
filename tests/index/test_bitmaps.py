"""Bitmaps of candidates: which of them have the most."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from faqbot.index.counting.bitmaps import LARGEST, bitmap, held, mapped, most, ones

SIZE = 40
NUMBERS = st.sets(st.integers(0, SIZE - 1), max_size=20)
WEIGHTED = st.lists(st.tuples(st.floats(0.01, 20.0), NUMBERS), min_size=1, max_size=12)
RANGES = st.none() | st.tuples(st.integers(0, 20), st.integers(20, SIZE)).map(lambda ends: (range(*ends),))


@given(NUMBERS, st.lists(st.integers(0, SIZE - 1), unique=True, min_size=1))
def test_a_bitmap_has_the_numbers_that_it_is_made_of(numbers: set[int], asked: list[int]) -> None:
    """They come in order, it can be asked for some, and its bytes are the same bitmap."""
    bits = bitmap(sorted(numbers), SIZE)
    assert list(ones(bits)) == sorted(numbers)
    assert list(held(bits, asked)) == [number for number in asked if number in numbers]
    assert mapped(bits.tobytes()) == bits


@given(WEIGHTED, st.integers(1, 12), st.integers(0, 12), RANGES)
def test_those_that_weigh_the_most_are_found(
    weighted: list[tuple[float, set[int]]], enough: int, at_most: int, within: tuple[range] | None
) -> None:
    """By the powers of two that weights are taken for; of those that weigh as much as the last, the first."""
    largest = max(weight for weight, _ in weighted)
    steps = [(round(math.log2(LARGEST * weight / largest)), numbers) for weight, numbers in weighted]
    sums = {at: sum(2**step for step, held in steps if step >= 0 and at in held) for at in range(SIZE)}
    found = [at for at in sorted(sums, key=lambda at: -sums[at]) if sums[at] and (not within or at in within[0])]
    least = sums[found[min(enough, len(found)) - 1]] if len(found) >= enough else 0
    surely = [at for at in found if sums[at] > least]
    also = sorted(at for at in found if sums[at] == least)[:at_most] if least else []
    bits = [(weight, bitmap(sorted(numbers), SIZE)) for weight, numbers in weighted]
    assert sorted(most(bits, enough, at_most, within)) == sorted(surely + also)
