"""The figures about labelled answers, against what is known of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.evaluation.metrics import Point, Share, area, calibration, curve, percentile, sign_test

ANSWERS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0)],
)
def test_an_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    """Wilson's interval has the values that Newcombe (1998) prints, and ends at 0 and 1."""
    assert Share(count, of).interval == pytest.approx((low, high), abs=6e-5)


def test_a_share_of_nothing_may_be_anything() -> None:
    """Without a question the share is 0 and its interval is all there is."""
    assert (Share(0, 0).value, Share(0, 0).interval) == (0.0, (0.0, 1.0))


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share(pair: tuple[int, int]) -> None:
    """The share lies in its interval, which lies between 0 and 1."""
    share = Share(*pair)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-12 and share.value - 1e-12 <= high <= 1


def test_the_curve_has_a_point_for_each_confidence() -> None:
    """The most confident answers come first, and those of one confidence come together."""
    points = curve([(0.5, True), (0.9, False), (0.5, False), (0.2, True)])
    assert points == (Point(0.9, 1, 0), Point(0.5, 3, 1), Point(0.2, 4, 2))
    assert [point.risk for point in points] == [0, 1 / 3, 1 / 2]


def test_the_area_is_the_mean_risk() -> None:
    """Each answer counts with the risk of answering as far as it."""
    assert area(curve([(0.9, False), (0.8, True), (0.7, False)])) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert area(()) == 0


@given(ANSWERS, st.randoms())
def test_the_order_of_answers_makes_no_difference(answers: list[tuple[float, bool]], random: object) -> None:
    """Answers in another order give the same curve and the same area."""
    mixed = list(answers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert curve(mixed) == curve(answers)
    assert 0 <= area(curve(answers)) <= 1


def test_calibration_is_the_distance_of_confidence_from_the_share_right() -> None:
    """Ten answers of confidence 0.9, of which six are right, are off by 0.3."""
    found = calibration([(0.9, at < 6) for at in range(10)])
    assert found.error == pytest.approx(0.3, abs=0.2)
    assert [part.size for part in found.bins] == [5, 5]


@pytest.mark.parametrize(("size", "bins"), [(0, 0), (1, 1), (9, 1), (10, 2), (49, 9), (50, 10), (1_000, 10)])
def test_a_bin_holds_five_answers_or_more(size: int, bins: int) -> None:
    """There are at most ten bins, fewer where they would hold fewer than five answers."""
    parts = calibration([(0.5, True)] * size).bins
    assert len(parts) == bins and sum(part.size for part in parts) == size


def test_the_error_of_chance_is_what_exact_confidence_shows() -> None:
    """Confidence that is exact shows, on average over its outcomes, about the error that is called chance."""
    size, sure = 5, 0.8
    told = calibration([(sure, True)] * size).chance
    mean = sum(
        math.comb(size, right) * sure**right * (1 - sure) ** (size - right) * abs(sure - right / size)
        for right in range(size + 1)
    )
    assert told == pytest.approx(mean, rel=0.2)


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (8, 2, 0.109375), (3, 3, 1.0), (9, 1, 0.021484375)],
)
def test_the_sign_test_is_exact(better: int, worse: int, chance: float) -> None:
    """The chance is that of as lopsided a run of a fair coin, on either side."""
    assert sign_test(better, worse) == sign_test(worse, better) == pytest.approx(chance)


def test_the_sign_test_knows_large_samples() -> None:
    """Hundreds of thousands of cases overflow nothing."""
    assert sign_test(200_000, 199_000) == pytest.approx(0.1136, abs=0.002)


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.9, 90), (0.99, 99), (0.0, 1), (1.0, 100)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    """Of 1 to 100 in any order the 90th percentile is 90."""
    assert percentile([float(n) for n in range(100, 0, -1)], share) == value
    assert percentile([], share) == 0
