"""The risk-coverage curve as text and as SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from faqbot.base.errors import FaqbotError
from faqbot.evaluation.metrics import Point, curve
from faqbot.evaluation.reports import plot
from faqbot.terminal import screen

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "{http://www.w3.org/2000/svg}"
POINTS: Final = curve([(1 - at / 100, at > 50 and at % 3 == 0) for at in range(80)])
CURVE: Final = plot.Curve(POINTS, POINTS[60], 100, "Risk and coverage: museum")
CURVES: Final = st.builds(
    lambda answers, now, more: plot.Curve(curve(answers), now, len(answers) + more, "x"),
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=50),
    st.sampled_from([Point(0.3, 0, 0), Point(0.3, 1, 1), Point(0.3, 1, 0)]),
    st.integers(1, 50),
)


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_the_text_fits(width: int) -> None:
    """The drawing is no wider than the terminal, has both axes named, and shows where the bot answers now."""
    lines = plot.lines(CURVE, width)
    assert max(map(len, lines)) <= max(width, 41)
    drawn = "\n".join(lines)
    assert plot.ACROSS in drawn and plot.UPWARDS in drawn and "O: now" in drawn
    assert sum(line.count("O") for line in lines[1:]) == 1


def test_the_text_can_be_written_in_ascii() -> None:
    """Where the encoding has no dots stars stand for them, one column each."""
    screen.write_all(__import__("sys").stdout)
    lines = plot.lines(CURVE, 80)
    plain = [line.encode("ascii", "faqbot-likeness").decode() for line in lines]
    assert [len(line) for line in plain] == [len(line) for line in lines]
    assert "*" in "".join(plain) and "?" not in "".join(plain)


def test_the_text_rises_with_the_risk() -> None:
    """A curve that only rises is drawn from the lower left to the upper right."""
    rising = plot.Curve(curve([(1 - at / 100, at >= 50) for at in range(100)]), Point(0.3, 0, 0), 100, "x")
    rows = [line.partition("|")[2] for line in plot.lines(rising, 80) if "|" in line]
    columns = [row.index("•") for row in rows if "•" in row]
    assert len(columns) > 4 and columns == sorted(columns, reverse=True)


@given(CURVES, st.integers(0, 300))
def test_any_curve_can_be_drawn(drawn: plot.Curve, width: int) -> None:
    """No answers, none wrong, all wrong: there is a drawing, and a well-formed file."""
    assert len(plot.lines(drawn, width)) == plot.ROWS + 4
    ET.fromstring(plot.svg(drawn))


def test_the_file_is_an_image_without_scripts() -> None:
    """The SVG is well formed, names its axes and its title, has the curve and the present point, and runs nothing."""
    document = plot.svg(CURVE)
    root = ET.fromstring(document)
    texts = [text.text or "" for text in root.iter(f"{NAME}text")]
    assert {plot.ACROSS, plot.UPWARDS, "Risk and coverage: museum"} <= set(texts)
    assert any(text.startswith("now: 0.61 answered") for text in texts)
    assert len(root.findall(f"{NAME}circle")) == 1 and root.findtext(f"{NAME}title") == "Risk and coverage: museum"
    assert not re.search(r"<script|\son\w+=|href|url\(|@import", document)
    assert "prefers-color-scheme:dark" in document


def test_a_long_curve_takes_no_longer_for_each_point() -> None:
    """Drawing ten times the points takes at most about ten times the work."""

    def work(size: int) -> int:
        points = curve([(1 - at / size, at % 3 == 0) for at in range(size)])
        return calls(lambda: plot.svg(plot.Curve(points, points[-1], size, "x")))

    assert work(1_000) < 12 * work(100)


@pytest.mark.parametrize(("at", "side"), [(9, None), (30, None), (79, "end")])
def test_the_present_point_is_named_where_there_is_room(at: int, side: str | None) -> None:
    """What is answered now stands beside its mark, to its left where the mark is far to the right."""
    root = ET.fromstring(plot.svg(plot.Curve(POINTS, POINTS[at], 100, "x")))
    (named,) = (text for text in root.iter(f"{NAME}text") if (text.text or "").startswith("now: "))
    assert named.get("text-anchor") == side and 50 <= float(named.attrib["y"]) <= 340


def test_the_points_lie_inside_the_drawing() -> None:
    """Every point of the line lies between the axes."""
    path = ET.fromstring(plot.svg(CURVE)).find(f"{NAME}path[@class='curve']")
    assert path is not None
    places = [tuple(map(float, place.split())) for place in path.attrib["d"].removeprefix("M").split("L")]
    assert len(places) == len(CURVE.drawn())
    assert all(70 <= x <= 620 and 50 <= y <= 340 for x, y in places)


def test_a_title_is_escaped_and_cut() -> None:
    """What is in a title neither ends an element nor acts on anything, and does not run out of the image."""
    title = "<script>&\"'\x1b\x00\ud800" + "x" * 500
    root = ET.fromstring(plot.svg(plot.Curve(POINTS, POINTS[0], 100, title)))
    head = root.findtext(f"{NAME}title") or ""
    assert head.startswith("<script>&\"'") and len(head) <= 72 and head.isprintable()


def test_a_file_of_many_points_is_small() -> None:
    """Ten times as many questions as a line has points make no larger file than the eye can use."""
    count = 10 * plot.MOST_POINTS
    many = curve([(at / count, at % 7 == 0) for at in range(count)])
    assert len(plot.svg(plot.Curve(many, many[500], count, "x"))) < 20_000


# -- writing -----------------------------------------------------------------------------------


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """The new file takes the place of the old one, and nothing else is left in the folder."""
    path = tmp_path / "curve.svg"
    path.write_text("old", encoding="utf-8")
    plot.write(str(path), "<svg/>")
    assert path.read_text(encoding="utf-8") == "<svg/>" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none/curve.svg", "the plot can't be written (No such file or directory)"),
        ("a\0b.svg", "the plot can't be written (embedded null byte)"),
        ("folder.svg", "the plot can't be written (Is a directory)"),
        ("curve.png", "the plot is an SVG: name a file that ends in .svg"),
        ("", "the plot is an SVG"),
    ],
)
def test_a_bad_path_is_told(name: str, told: str, tmp_path: Path) -> None:
    """A path that can't be written is told in a sentence, and leaves nothing behind."""
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(FaqbotError) as error:
        plot.write(f"{tmp_path}/{name}", "<svg/>")
    assert told in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.svg"]
