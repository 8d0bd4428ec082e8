#!/usr/bin/env python3
"""Draw how good faqbot and its peers are against the time that they take.

    python tests/bench/picture.py PANEL.py OUT.svg

PANEL.py is a script that knows question sets (see panels.py) and peers: it also offers run_faqbot(), peer() and
run_peer(). All is measured in one run, as means over its sets; peers that aren't installed are left out.
"""

from __future__ import annotations

import argparse
import html
import math
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from panels import QUESTIONS, load

from faqbot import bot
from faqbot.index import chosen
from faqbot.knowledge.article import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

PEERS: Final = {
    "WRatio": "rapidfuzz WRatio",
    "token_set_ratio": "rapidfuzz token_set_ratio",
    "bm25s": "BM25",
    "tfidf-char": "character TF-IDF",
    "minilm": "MiniLM",
}
PLAIN: Final = "faqbot without word vectors"
ENCODER: Final = "faqbot with its encoder"
OURS: Final = ("faqbot", PLAIN, ENCODER)

WIDTH: Final = 640
HEIGHT: Final = 400
LEFT: Final = 70  # the edges of the drawing
RIGHT: Final = 620
TOP: Final = 50
BOTTOM: Final = 340
RADIUS: Final = 5
LETTER: Final = 7.8  # about the width of a bold one, in the font size below
ROW: Final = 16

STYLE: Final = """\
text{font:13px system-ui,sans-serif;fill:#1f2328}.head{font-size:15px;font-weight:600}.ours{font-weight:600}
.paper{fill:#fff}.grid{stroke:#d1d9e0}.axis{stroke:#59636e}circle{fill:#59636e}circle.ours{fill:#0969da}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}.grid{stroke:#30363d}.axis{stroke:#9198a1}
circle{fill:#9198a1}circle.ours{fill:#58a6ff}}"""


@dataclass(frozen=True)
class System:
    """What a system reaches: the share of right decisions (best cut), and milliseconds a question."""

    name: str
    best: float
    milliseconds: float


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panel", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    found = []
    for name, figures in measured(load(options.panel)):
        print(
            f"{name:28}" + "".join(f" {key} {figures[key]:.3f}" for key in ("P@1", "AUROC", "best", "p50")), flush=True
        )
        found.append(System(name, figures["best"], figures["p50"]))
    options.out.write_text(drawn(found), encoding="utf-8")


def measured(panel: Any) -> Iterator[tuple[str, dict[str, float]]]:
    """Each system with its figures, means over the sets of the panel."""
    sets = []
    for name, k in panel.PANEL:
        data = panel.HERE / "data" / name
        sets.append((panel.read(data / "kb.jsonl"), k, panel.sample(panel.read(data / "dev.jsonl"), QUESTIONS)))
    for name, run in _systems(panel):
        rows = [run(kb, k, rows) for kb, k, rows in sets]
        yield name, {key: sum(row[key] for row in rows) / len(rows) for key in ("P@1", "AUROC", "best", "p50")}


def _systems(panel: Any) -> Iterator[tuple[str, Callable[..., dict[str, float]]]]:
    for name, label in PEERS.items():
        if build := panel.peer(name):
            yield label, lambda kb, k, rows, build=build: panel.run_peer(build, kb, k, rows)
    yield "faqbot", panel.run_faqbot
    yield PLAIN, _changed(panel, mock.patch.object(bot, "table_of", return_value=None))
    with tempfile.TemporaryDirectory() as caches:
        encoding = {"XDG_CACHE_HOME": caches, chosen.ENVIRONMENT: Meaning.ENCODER}
        yield ENCODER, _changed(panel, mock.patch.dict(os.environ, encoding))


def _changed(panel: Any, change: AbstractContextManager[Any]) -> Callable[..., dict[str, float]]:
    def run(*what: Any) -> dict[str, float]:
        with change:
            return dict(panel.run_faqbot(*what))

    return run


# -- drawing -----------------------------------------------------------------------------------


def drawn(systems: Sequence[System]) -> str:
    """The picture as an SVG document without scripts, which is readable on light and on dark ground."""
    places = {system: _place(system, systems) for system in systems}
    told = ", ".join(f"{s.name} {s.best:.2f} in {s.milliseconds:.2g} ms" for s in systems)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            "<title>Right decisions against time</title>",
            f"<desc>{html.escape(told)}.</desc>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
            f'<text class="head" x="{LEFT}" y="30">Right decisions against time, ten public sets of questions</text>',
            *_axes(systems),
            *_dots(places),
            "</svg>",
            "",
        ]
    )


def _decades(systems: Sequence[System]) -> tuple[int, int]:
    """The powers of ten that the time axis runs from and to."""
    times = [math.log10(system.milliseconds) for system in systems]
    return math.floor(min(times)), math.ceil(max(times))


def _bounds(systems: Sequence[System]) -> tuple[int, int]:
    """The tenths that the axis of decisions runs from and to."""
    return math.floor(10 * min(s.best for s in systems)), math.ceil(10 * max(s.best for s in systems) + 0.1)


def _place(system: System, systems: Sequence[System]) -> tuple[float, float]:
    first, last = _decades(systems)
    low, high = _bounds(systems)
    across = (math.log10(system.milliseconds) - first) / (last - first)
    up = (10 * system.best - low) / (high - low)
    return round(LEFT + across * (RIGHT - LEFT), 1), round(BOTTOM - up * (BOTTOM - TOP), 1)


def _axes(systems: Sequence[System]) -> Iterator[str]:
    first, last = _decades(systems)
    for power in range(first, last + 1):
        x = round(LEFT + (power - first) / (last - first) * (RIGHT - LEFT), 1)
        yield f'<path class="{"axis" if power == first else "grid"}" d="M{x} {TOP}V{BOTTOM}"/>'
        yield f'<text x="{x}" y="{BOTTOM + 20}" text-anchor="middle">{10.0**power:g}</text>'
    low, high = _bounds(systems)
    for tenth in range(low, high + 1):
        y = round(BOTTOM - (tenth - low) / (high - low) * (BOTTOM - TOP), 1)
        yield f'<path class="{"axis" if tenth == low else "grid"}" d="M{LEFT} {y}H{RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{tenth / 10:.1f}</text>'
    middle, centre = (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2
    yield f'<text x="{middle:g}" y="{HEIGHT - 15}" text-anchor="middle">milliseconds a question (log scale)</text>'
    yield f'<text transform="translate(20 {centre:g})rotate(-90)" text-anchor="middle">share of right decisions</text>'


def _dots(places: dict[System, tuple[float, float]]) -> Iterator[str]:
    taken = [_Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in places.values()]
    for system, (x, y) in places.items():
        ours = ' class="ours"' if system.name in OURS else ""
        box = next(box for box in _boxes(system.name, x, y) if not any(map(box.meets, taken)))
        taken.append(box)
        yield f'<circle{ours} cx="{x}" cy="{y}" r="{RADIUS}"/>'
        yield f'<text{ours} x="{box.left:g}" y="{box.bottom - 4:g}">{html.escape(system.name)}</text>'


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _boxes(name: str, x: float, y: float) -> Iterator[_Box]:
    """Where a label may stand beside its dot, the best place first; within the drawing."""
    width = LETTER * len(name)
    for away in range(0, HEIGHT, ROW // 2):
        for row in (y - away, y + away):
            for left in (x + RADIUS + 5, x - RADIUS - 5 - width, x - width / 2):
                if left >= LEFT and left + width <= RIGHT + 10:
                    yield _Box(left, row - ROW / 2, left + width, row + ROW / 2)


if __name__ == "__main__":
    main()
