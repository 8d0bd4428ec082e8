"""Names that no place has: which ids a message names instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.knowledge import loading
from faqbot.knowledge.refs import Refs

IDS = (
    "how-do-i-request-a-replacement-badge",
    "how-do-i-book-a-meeting-room",
    "what-is-donau-street-called-today",
    "donate-old-furniture",
    "opening-hours",
    "printer",
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Refs:
    """The places of an article with long ids."""
    path = tmp_path_factory.mktemp("places") / "office.yaml"
    parts = "".join(f"  - {{id: {name}, heading: About it, text: Something.}}\n" for name in IDS)
    path.write_text(f"title: Office\nsections:\n{parts}", encoding="utf-8")
    return Refs(loading.load(path))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("how-do-i-reqest", "how-do-i-request-a-replacement-badge"),
        ("How-Do-I-Reqest", "how-do-i-request-a-replacement-badge"),
        ("replacment", "how-do-i-request-a-replacement-badge"),
        ("office#how-do-i-bok", "office#how-do-i-book-a-meeting-room"),
        ("hours-of-the-office-on-sundays", "opening-hours"),
        ("pritner", "printer"),
    ],
)
def test_a_miss_names_the_nearest_id(name: str, first: str, places: Refs) -> None:
    """The id comes first that the name is most like, or that is most like it where it is as long as the name."""
    assert places.near(name)[0] == first


def test_equals_are_both_named(places: Refs) -> None:
    """A name that may as well be either of two has both named."""
    assert set(places.near("donua")) == {"donate-old-furniture", "what-is-donau-street-called-today"}


@given(known=st.sampled_from(IDS), data=st.data(), rest=st.text("xyz", max_size=30))
def test_a_shared_beginning_is_enough(known: str, data: st.DataObject, rest: str, places: Refs) -> None:
    """Whatever begins like a word of an id, by three letters or as the whole word, has up to three ids named."""
    word = data.draw(st.sampled_from(known.split("-")))
    assert 1 <= len(places.near(word[:3] + rest if len(word) > 3 else f"{word}-{rest}")) <= 3


@pytest.mark.parametrize("name", ["", "#", "zzz", "zzz#zzz", "一"])
def test_what_shares_nothing_names_none(name: str, places: Refs) -> None:
    """An id that has nothing of the name is not named."""
    assert places.near(name) == []
