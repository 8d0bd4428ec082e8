"""The picture of decisions against time: every system is there once, and can be read."""

from __future__ import annotations

import re
import sys
from xml.etree import ElementTree as ET

from checkout import TESTS

BENCH = TESTS / "bench"
sys.path.insert(0, str(BENCH))

from picture import BOTTOM, LEFT, RIGHT, TOP, System, drawn  # noqa: E402

SYSTEMS = [
    System("Slow & right", 0.79, 12.0),
    System("Quick", 0.66, 0.07),
    System("Quicker twin", 0.661, 0.068),
    System("Wrong", 0.45, 3.4),
    System("Middle", 0.76, 0.7),
    System("Middle twin", 0.75, 0.65),
]
NAMESPACE = "{http://www.w3.org/2000/svg}"


def elements(document: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(document).iter(NAMESPACE + tag))


def test_each_system_has_a_dot_and_a_label() -> None:
    """Each system is drawn once, inside the frame."""
    picture = drawn(SYSTEMS)
    labels = [text.text for text in elements(picture, "text")]
    assert [labels.count(system.name) for system in SYSTEMS] == [1] * len(SYSTEMS)
    dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in elements(picture, "circle")]
    assert len(dots) == len(SYSTEMS)
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in dots)


def test_better_is_higher_and_slower_is_further_right() -> None:
    """The order of the dots is that of the figures."""
    dots = elements(drawn(SYSTEMS), "circle")
    across = sorted(SYSTEMS, key=lambda system: float(dots[SYSTEMS.index(system)].attrib["cx"]))
    up = sorted(SYSTEMS, key=lambda system: -float(dots[SYSTEMS.index(system)].attrib["cy"]))
    assert across == sorted(SYSTEMS, key=lambda system: system.milliseconds)
    assert up == sorted(SYSTEMS, key=lambda system: system.best)


def test_labels_are_apart() -> None:
    """No label is written over another, not even those of neighbours."""
    names = {system.name for system in SYSTEMS}
    labels = [text for text in elements(drawn(SYSTEMS), "text") if text.text in names]
    boxes = [(float(t.attrib["x"]), float(t.attrib["y"]), len(t.text or "")) for t in labels]
    for at, (x, y, length) in enumerate(boxes):
        for other_x, other_y, other_length in boxes[at + 1 :]:
            assert abs(y - other_y) >= 14 or x + 6.5 * length < other_x or other_x + 6.5 * other_length < x


def test_the_stored_picture_says_what_the_readme_says() -> None:
    """The figures in the picture are those of the README's table that has times."""
    described = elements((BENCH / "accuracy.svg").read_text(encoding="utf-8"), "desc")[0].text or ""
    readme = (BENCH.parent.parent / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]*) \| [^|]* \| [^|]* \| \**(0\.\d+)\** \| [0-9.]+ \|$", readme, re.MULTILINE)
    shares = [float(share) for share in re.findall(r"(\d\.\d\d) in", described)]
    # Both are rounded from the same figure: 0.7546 is 0.755 in the table and 0.75 in the picture.
    assert rows and all(min(abs(float(best) - share) for share in shares) < 0.0056 for _, best in rows)
