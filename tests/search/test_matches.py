"""Receipts that are made when somebody looks at them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, replace
from typing import TYPE_CHECKING

import pytest

from faqbot.search.matches import How, Match, Met, Receipt, View

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = Receipt("When is it open?", (Met("open", "opening", How.STEM, 0.5, 1.0),), (View("wording", 0.8, 2.0),))


@pytest.mark.parametrize(
    "of",
    [hash, repr, asdict, copy.deepcopy, pickle.dumps, lambda r: r.words, lambda r: replace(r, text="")],
    ids=["hash", "repr", "asdict", "deepcopy", "pickle", "words", "replace"],
)
def test_a_receipt_that_is_made_later_is_like_any_other(of: Callable[[Receipt], object]) -> None:
    """Whatever is done with it first gives what a receipt made at once gives."""
    assert of(Receipt.later(lambda: WHOLE)) == of(WHOLE)


def test_a_receipt_that_is_made_later_equals_one_made_at_once() -> None:
    """Both ways round, also within a match."""
    later = Receipt.later(lambda: WHOLE)
    assert later == WHOLE
    assert Receipt.later(lambda: WHOLE) == WHOLE
    assert Match("a#b", "entry", 0.5, "T", Receipt.later(lambda: WHOLE)) == Match("a#b", "entry", 0.5, "T", WHOLE)
    assert Receipt.later(lambda: replace(WHOLE, text="")) != WHOLE


def test_a_receipt_is_made_once() -> None:
    """And not before it is looked at."""
    left = [WHOLE]
    later = Receipt.later(left.pop)
    assert left
    assert (later.text, later.words, later.views, later.passage) == (WHOLE.text, WHOLE.words, WHOLE.views, None)
    assert not left


def test_a_receipt_that_is_made_later_is_frozen_and_has_no_other_attributes() -> None:
    """As one that is made at once."""
    later = Receipt.later(lambda: WHOLE)
    with pytest.raises(FrozenInstanceError):
        later.text = ""  # type: ignore[misc]
    with pytest.raises(AttributeError, match="no attribute 'score'"):
        _ = later.score  # type: ignore[attr-defined]
