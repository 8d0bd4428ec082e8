"""How far candidates stand out: of others, of what any question is near to, and with any encoder alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.index.encoding.gauge import LEAST, OTHERS, PAIRS, TEXTS, Gauge
from faqbot.index.vectors.rows import COORDINATE, Direction, scaled

COSINES = st.lists(st.floats(-1, 1), min_size=1, max_size=2 * OTHERS)


def axis(number: int, pull: float = 0.0) -> Direction:
    """One of the directions that have nothing in common but `pull`, as with an encoder whose texts are all alike."""
    return scaled([float(at == number) for at in range(len(PAIRS) + 1)] + [pull])


def gauge(pull: float = 0.0) -> Gauge:
    """That of an encoder which finds each answer to mean what its question does."""
    return Gauge({text: axis(at // 2, pull) for at, text in enumerate(TEXTS)})


def standing(of: Gauge, asked: Direction, near: list[float]) -> list[float]:
    return list(map(of.standing(asked, near), near))


ASKED = len(PAIRS)  # the axis of a question about something else


def test_an_answer_among_other_things_is_a_whole() -> None:
    """What is as near to a question as answers are to theirs, beside texts that have nothing to do with it, has 1."""
    found = standing(gauge(), axis(ASKED), [1.0, *[0.0] * OTHERS])
    assert found == pytest.approx([1.0, *[-1 / OTHERS] * OTHERS], abs=1e-3)


def test_of_several_that_are_as_near_none_stands_out_much() -> None:
    """A question that all of a knowledge is near to tells none of it apart."""
    assert standing(gauge(), axis(ASKED), [0.6] * (OTHERS + 1)) == pytest.approx([0.0] * (OTHERS + 1), abs=1e-3)
    one, two, *_ = standing(gauge(), axis(ASKED), [0.6, 0.6, *[0.0] * OTHERS])
    assert one == two == pytest.approx(0.6 - 0.06, abs=1e-3)


def test_a_single_candidate_stands_out_of_other_things() -> None:
    """Where a knowledge has nothing else, it stands out of answers to everyday questions."""
    assert standing(gauge(), axis(ASKED), [0.5]) == pytest.approx([0.5], abs=1e-3)
    assert standing(gauge(), axis(0), [0.0]) == pytest.approx([-1 / OTHERS], abs=1e-3)


@given(COSINES)
def test_the_nearest_stands_out_the_most(near: list[float]) -> None:
    """What comes nearest stands out the furthest, and what comes less near no further than that."""
    found = standing(gauge(), axis(ASKED), near)
    assert found[near.index(max(near))] == max(found)


@given(COSINES, st.integers(0, COORDINATE).map(lambda steps: steps / COORDINATE))
def test_an_encoder_with_another_range_of_cosines_is_read_alike(near: list[float], pull: float) -> None:
    """Where all texts have something in common, so that their cosines are in a narrow range, as much stands out."""
    square = pull * pull
    pulled = [(cosine + square) / (1 + square) for cosine in near]
    plain, found = standing(gauge(), axis(ASKED), near), standing(gauge(pull), axis(ASKED, pull), pulled)
    assert found == pytest.approx(plain, abs=1e-6)


def test_an_encoder_that_tells_nothing_apart_is_taken_as_it_is() -> None:
    """Where all texts are one to an encoder nothing is divided by nothing."""
    blind = Gauge(dict.fromkeys(TEXTS, axis(0)))
    assert standing(blind, axis(0), [1.0, 1.0]) == pytest.approx([0.0, 0.0], abs=LEAST)


def test_no_two_pairs_share_a_text() -> None:
    """Each text of the pairs is another one."""
    assert len(set(TEXTS)) == 2 * len(PAIRS)
