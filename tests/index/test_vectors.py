"""The table of word vectors and what is computed with it."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ENGLISH

from faqbot.base.errors import FaqbotError
from faqbot.index.counting.vocabulary import Dictionary
from faqbot.index.vectors import table as vectors
from faqbot.index.vectors.neighbours import Neighbours
from faqbot.index.vectors.rows import COORDINATE, Rows, joined, scaled
from faqbot.index.vectors.rows import cosine as near_to

Many = tuple[vectors.Table, dict[str, tuple[float, float]]]

SMALL = {
    "refund": (0.9, 0.3, 0.1, 0.0),
    "money": (0.7, 0.5, 0.0, 0.1),
    "weather": (0.0, -0.2, 0.9, 0.3),
    "rain": (0.1, -0.3, 0.8, 0.2),
    "the": (0.01, 0.02, 0.0, 0.01),
    "été": (0.0, -0.1, 0.5, 0.5),
    "nothing": (0.0, 0.0, 0.0, 0.0),
}


PATH = ENGLISH.vectors or ""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("vectors") / "small.bin"
    vectors.write(file, SMALL)
    return file


@pytest.fixture(scope="module")
def table(path: Path) -> vectors.Table:
    return vectors.Table(path)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Many:
    """A table of several blocks, with words of every beginning."""
    file = tmp_path_factory.mktemp("vectors") / "many.bin"
    words = {f"{letter}{n}": (n + 1.0, ord(letter) - 110.0) for letter in "aimtz" for n in range(50)}
    vectors.write(file, words)
    return vectors.Table(file), words


def neighbours(table: vectors.Table, *words: str) -> Neighbours:
    return Neighbours(table, Dictionary({word: word for word in words}))


def coordinates(direction: bytes) -> list[int]:
    return memoryview(direction).cast("b").tolist()


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / (math.hypot(*one) * math.hypot(*other))


@pytest.mark.parametrize("word", [word for word in SMALL if word != "nothing"])
def test_direction_of_a_word_is_that_which_was_written(table: vectors.Table, word: str) -> None:
    """A word's direction is that of the vector that was written, to within the rounding of a byte."""
    assert cosine(coordinates(table.direction([word])), SMALL[word]) == pytest.approx(1, abs=1e-4)


def test_direction_of_words_is_that_of_their_sum(table: vectors.Table) -> None:
    """The longer of two vectors counts for more in the direction of both together."""
    total = [sum(pair) for pair in zip(SMALL["the"], SMALL["refund"], SMALL["rain"], strict=True)]
    assert cosine(coordinates(table.direction(["the", "refund", "rain"])), total) == pytest.approx(1, abs=1e-4)


def test_direction_is_as_long_as_fits(table: vectors.Table) -> None:
    """The largest coordinate of a direction is the largest that a byte holds on either side."""
    for words in (["refund", "rain"], ["été"], ["the", "weather", "weather"]):
        assert max(map(abs, coordinates(table.direction(words)))) == COORDINATE


@pytest.mark.parametrize("words", [[], ["unheard"], ["nothing"], ["\ud800", "", "refund\n", "a\nb"]])
def test_nothing_known_has_no_direction(table: vectors.Table, words: list[str]) -> None:
    """Words of which the table knows none have a direction of zeros, which is like nothing."""
    direction = table.direction(words)
    assert set(direction) == {0}
    assert joined([table.direction(["refund"])]).cosines(direction) == [0.0]


def test_unknown_words_count_nothing(table: vectors.Table) -> None:
    """A word that the table lacks does not turn the direction of the others."""
    assert table.direction(["refund", "unheard"]) == table.direction(["refund"])


def test_every_word_of_every_block_is_found(many: Many) -> None:
    """Each word is found, the first and the last of each block as well."""
    table, words = many
    assert len(table) == len(words)
    for word, vector in words.items():
        assert word in table
        assert cosine(coordinates(table.direction([word])), vector) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("word", ["", "a", "a00", "a49x", "m", "m500", "zz", "0", "é"])
def test_words_between_those_of_the_table_are_not_found(many: Many, word: str) -> None:
    """A word before, between or after the table's words is not in it."""
    table, _ = many
    assert word not in table
    assert table.row(word) is None


def test_table_without_words_knows_none(tmp_path: Path) -> None:
    """A table of no words can be read, and knows none."""
    vectors.write(tmp_path / "none.bin", {})
    table = vectors.Table(tmp_path / "none.bin")
    assert len(table) == 0
    assert "refund" not in table


@pytest.mark.parametrize("keep", [0, 1, 7, 23, 24, 25, 60, -1])
def test_truncated_table_is_named(path: Path, tmp_path: Path, keep: int) -> None:
    """A table that is cut off anywhere is refused in one sentence that names the file."""
    file = tmp_path / "cut.bin"
    file.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(FaqbotError, match=r"cut\.bin: .* Install faqbot again\.$"):
        vectors.Table(file)


def test_lengthened_table_is_named(path: Path, tmp_path: Path) -> None:
    """A table with something behind its end is refused."""
    file = tmp_path / "long.bin"
    file.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(FaqbotError, match=r"has \d+ bytes where it should have \d+"):
        vectors.Table(file)


@pytest.mark.parametrize("at", range(0, 120, 3))
def test_altered_table_is_named(path: Path, tmp_path: Path, at: int) -> None:
    """A table with one bit changed is refused, wherever the bit stands."""
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    file = tmp_path / "altered.bin"
    file.write_bytes(data)
    with pytest.raises(FaqbotError, match="altered"):
        vectors.Table(file)


def test_table_of_another_version_is_named(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that another version wrote is refused with both versions."""
    file = tmp_path / "newer.bin"
    monkeypatch.setattr(vectors, "VERSION", 3)
    vectors.write(file, SMALL)
    monkeypatch.undo()
    with pytest.raises(FaqbotError, match="is of version 3, and this faqbot reads version 2"):
        vectors.Table(file)


@pytest.mark.parametrize("name", ["missing.bin", "."])
def test_missing_table_is_named(tmp_path: Path, name: str) -> None:
    """A table that isn't there, or is a folder, is refused with the system's reason."""
    with pytest.raises(FaqbotError, match="no table of word vectors"):
        vectors.Table(tmp_path / name)


BAGS = st.lists(st.sampled_from([*SMALL, "unheard"]), max_size=12)


@given(one=BAGS, others=st.lists(BAGS, max_size=40))
def test_rows_agree_with_plain_cosines(table: vectors.Table, one: list[str], others: list[list[str]]) -> None:
    """The cosines of rows are those of their directions one after the other, exactly, whatever their signs."""
    asked, lines = table.direction(one), [table.direction(other) for other in others]
    assert joined(lines).cosines(asked) == [near_to(asked, line) for line in lines]


NUMBERS = st.integers(min_value=-127, max_value=127)
PAIRS = st.integers(min_value=1, max_value=200).flatmap(
    lambda size: st.tuples(*[st.lists(NUMBERS, min_size=size, max_size=size) for _ in range(2)])
)


@given(PAIRS)
def test_products_are_exact(pair: tuple[list[int], list[int]]) -> None:
    """A cosine is of products in whole numbers, for directions of any number of coordinates."""
    one, other = pair
    a, b = (array("b", row).tobytes() for row in pair)
    product, square = (sum(x * y for x, y in zip(*both, strict=True)) for both in ((one, other), (one, one)))
    other_square = sum(x * x for x in other)
    assert near_to(a, b) == (product / math.sqrt(square * other_square) if square and other_square else 0.0)
    assert Rows(b * 3, len(b)).cosines(a) == [near_to(a, b)] * 3


@given(one=BAGS, other=BAGS)
def test_cosine_is_symmetric_and_bounded(table: vectors.Table, one: list[str], other: list[str]) -> None:
    """How near one bag of words is to another is how near the other is to it, and within -1..1."""
    a, b = table.direction(one), table.direction(other)
    assert near_to(a, b) == near_to(b, a)
    assert abs(near_to(a, b)) <= 1.0
    assert near_to(a, a) == float(any(a))


@given(st.lists(BAGS, min_size=1, max_size=4))
def test_sums_add_up(table: vectors.Table, bags: list[list[str]]) -> None:
    """The direction of several texts together is that of the sums of each."""
    together = [word for bag in bags for word in bag]
    assert table.towards(sum(map(table.total, bags))) == table.direction(together)


@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=20))
def test_any_vector_has_a_direction(vector: list[float]) -> None:
    """A vector of any length points where it points, to within the rounding of its largest coordinate."""
    direction, peak = coordinates(scaled(vector)), max(map(abs, vector))
    assert max(map(abs, direction)) == (COORDINATE if peak else 0)
    assert all(abs(x / peak * COORDINATE - there) <= 0.5 for x, there in zip(vector, direction, strict=True) if peak)


def test_no_rows_have_no_cosines() -> None:
    """Of no directions there are no cosines."""
    assert joined([]).cosines(b"") == []
    assert len(joined([])) == 0


def test_neighbours_are_the_nearest_words_of_the_knowledge(table: vectors.Table) -> None:
    """Neighbours come best first, each with its cosine, the word itself and words below the cut left out."""
    near = neighbours(table, "rain", "money", "weather", "refund", "unheard", "nothing").near
    assert [word for word, _ in near("refund", 0.5, 5)] == ["money"]
    assert near("weather", 0.5, 5)[0][1] == pytest.approx(cosine(SMALL["weather"], SMALL["rain"]), abs=0.01)
    assert [word for word, _ in near("rain", -1.0, 2)] == ["weather", "refund"]


@settings(deadline=None)
@given(st.sets(st.integers(0, 249), max_size=250), st.integers(0, 249), st.sampled_from([-1.0, 0.6, 1.0]))
def test_neighbours_are_those_that_comparing_all_finds(many: Many, known: set[int], at: int, least: float) -> None:
    """The nearest of the knowledge are found, whether the table has them beside the word or they are too far off."""
    table, vectors_of = many
    words = sorted(vectors_of)
    word, others = words[at], {words[n] for n in known}
    row = table.row(word) or b""
    all_of_them = [(-near_to(row, table.row(other) or b""), other) for other in others - {word}]
    expected = [(other, -cosine) for cosine, other in sorted(all_of_them) if -cosine >= least]
    assert list(neighbours(table, *others).near(word, least, 4)) == expected[:4]


@pytest.mark.parametrize("word", ["unheard", ""])
def test_words_without_a_vector_have_no_neighbours(table: vectors.Table, word: str) -> None:
    """A word that the table lacks has no neighbours."""
    assert neighbours(table, *SMALL).near(word, 0.0, 5) == ()


def test_knowledge_without_words_has_no_neighbours(table: vectors.Table) -> None:
    """Nothing is near in a knowledge of which the table has no word."""
    assert neighbours(table, "unheard").near("refund", 0.0, 5) == ()


@pytest.fixture(scope="module")
def shipped() -> vectors.Table:
    return vectors.Table(PATH)


def test_shipped_table_is_the_one_that_its_notice_speaks_of(shipped: vectors.Table) -> None:
    """The notice beside the shipped table gives its checksum and how many words it has."""
    notice = Path(PATH).with_suffix(".NOTICE").read_text(encoding="utf-8")
    assert hashlib.sha256(Path(PATH).read_bytes()).hexdigest() in notice
    assert f"{len(shipped):,} English words" in notice


@pytest.mark.parametrize(
    ("word", "near"), [("casualties", "deaths"), ("refund", "reimbursed"), ("truce", "ceasefire"), ("cancel", "revoke")]
)
def test_shipped_table_knows_words_of_like_meaning(shipped: vectors.Table, word: str, near: str) -> None:
    """Words that mean much the same are nearer to each other than to one of something else."""
    stack = joined([shipped.direction([near]), shipped.direction(["bicycle"])])
    same, other = stack.cosines(shipped.direction([word]))
    assert same > 0.5 > other
