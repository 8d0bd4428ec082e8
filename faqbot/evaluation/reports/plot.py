"""The risk-coverage curve drawn: as lines of text, and as an SVG file.

Across: the share of all questions that are answered. Upwards: the share of those answers that are wrong. To the
left only what is most certain is answered, to the right all that can be.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.files import write_whole
from faqbot.base.hygiene import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.evaluation.metrics import Point

ACROSS: Final = "answers given, of all questions"
UPWARDS: Final = "wrong, of the answers given"

# The share wrong among fewer answers than this jumps about, and would squeeze the rest of the curve: it isn't drawn.
LEAST_GIVEN: Final = 5
# The least height of the scale, as a share wrong: a curve without a wrong answer is a line at the bottom.
LEAST_TOP: Final = 0.05


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn.

    Attributes:
        points: the curve, the most certain answers first.
        now: what is answered at present.
        total: how many questions there are.
        title: what it is about, on one line.
    """

    points: tuple[Point, ...]
    now: Point
    total: int
    title: str

    def drawn(self) -> list[tuple[float, float]]:
        """(share answered, share wrong) of the points that are drawn."""
        return [(point.given / self.total, point.risk) for point in self.points if point.given >= LEAST_GIVEN]

    def here(self) -> tuple[float, float]:
        """(share answered, share wrong) at present."""
        return self.now.given / max(self.total, 1), self.now.risk

    def top(self) -> float:
        """The height of the scale: a multiple of 0.05."""
        highest = max((risk for _, risk in [*self.drawn(), self.here()]), default=0.0)
        return max(LEAST_TOP, math.ceil(round(highest / LEAST_TOP, 9)) * LEAST_TOP)


# -- in the terminal ---------------------------------------------------------------------------

ROWS: Final = 8  # a curve of shares needs no more to be read, and the figures stay in sight
WIDEST: Final = 72  # columns
_DOT: Final = "•"  # a stand-in is written where the encoding lacks it
_NOW: Final = "O"
_MARGIN: Final = 8  # columns left of the drawing: the numbers and the axis


def lines(curve: Curve, width: int) -> list[str]:
    """The curve in at most `width` columns (at least 24 are used)."""
    across = max(16, min(width, WIDEST) - _MARGIN)
    rows = [[" "] * across for _ in range(ROWS)]
    top = curve.top()

    def put(share: float, risk: float, mark: str) -> None:
        column = min(across - 1, max(0, math.ceil(share * across) - 1))
        rows[ROWS - 1 - min(ROWS - 1, round(risk / top * (ROWS - 1)))][column] = mark

    drawn = curve.drawn()
    for column in range(across):  # the points may lie further apart than the columns do
        passed = [risk for share, risk in drawn if share <= (column + 1) / across]
        if passed and drawn[-1][0] > column / across:
            put((column + 1) / across, passed[-1], _DOT)
    if curve.now.given:
        put(*curve.here(), _NOW)
    scale = {0: top, ROWS - 1: 0.0}
    found = [f"  {UPWARDS}{f'   {_NOW}: now' if curve.now.given else ''}"]
    for number, row in enumerate(rows):
        label = f"{scale[number]:.2f}" if number in scale else ""
        found.append(f"{label:>6} |{''.join(row)}".rstrip())
    found.append(f"{'':6} +{'-' * across}")
    found.append(f"{'':7} 0{'0.5':^{across - 2}}1")
    return [*found, f"{'':8}{ACROSS}"]


# -- as a file ---------------------------------------------------------------------------------

SUFFIX: Final = ".svg"
# Points of the line in the file: more than its width has pixels to show apart would only make it large.
MOST_POINTS: Final = 400
_TITLE: Final = 70  # characters of the title that fit

_WIDTH: Final = 640
_HEIGHT: Final = 400
_LEFT: Final = 70  # the edges of the drawing, in the units of the two above
_RIGHT: Final = 620
_TOP: Final = 50
_BOTTOM: Final = 340
_STEPS: Final = 5  # grid lines, the axis not counted

_STYLE: Final = """\
text{font:13px system-ui,sans-serif;fill:#1f2328}.head{font-size:15px;font-weight:600}
.paper{fill:#fff}.grid{stroke:#d1d9e0}.axis{stroke:#59636e}.curve{fill:none;stroke:#0969da;stroke-width:2}
.now{fill:#cf222e}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}.grid{stroke:#30363d}.axis{stroke:#9198a1}
.curve{stroke:#58a6ff}.now{fill:#ff7b72}}"""


def svg(curve: Curve) -> str:
    """The curve as an SVG document without scripts, which is readable on light and on dark ground."""
    title = html.escape(cut(clean(curve.title), _TITLE))
    top = curve.top()
    share, risk = curve.here()
    told = f"{share:.2f} of {curve.total:,} questions answered, {risk:.2f} of the answers wrong"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
            f"<title>{title}</title>",
            f"<desc>Risk-coverage curve. Now: {told}.</desc>",
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>',
            f'<text class="head" x="{_LEFT}" y="30">{title}</text>',
            *_axes(top),
            *_line(curve, top),
            *_present(curve, top),
            "</svg>",
            "",
        ]
    )


def _axes(top: float) -> Iterator[str]:
    for step in range(_STEPS + 1):
        part = step / _STEPS
        x, y = _at(part, part)
        yield f'<path class="{"grid" if step else "axis"}" d="M{_LEFT} {y}H{_RIGHT}M{x} {_TOP}V{_BOTTOM}"/>'
        yield f'<text x="{x}" y="{_BOTTOM + 20}" text-anchor="middle">{part:.1f}</text>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:g}" text-anchor="end">{part * top:.2f}</text>'
    middle, centre = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
    yield f'<text x="{middle:g}" y="{_HEIGHT - 15}" text-anchor="middle">{ACROSS}</text>'
    yield f'<text transform="translate(20 {centre:g})rotate(-90)" text-anchor="middle">{UPWARDS}</text>'


def _line(curve: Curve, top: float) -> Iterator[str]:
    drawn = curve.drawn()
    if not drawn:
        return
    every = math.ceil(len(drawn) / MOST_POINTS)
    kept = [*drawn[:-1:every], drawn[-1]]
    places = (_at(share, risk / top) for share, risk in kept)
    yield f'<path class="curve" d="M{"L".join(f"{x} {y}" for x, y in places)}"/>'


def _present(curve: Curve, top: float) -> Iterator[str]:
    if not curve.now.given:
        return
    share, risk = curve.here()
    x, y = _at(share, risk / top)
    # The curve rises to the right, so that there is room below the mark on its right, and above it on its left.
    if share > 2 / 3:
        where = f'x="{x - 10:g}" y="{max(y - 8, _TOP + 12):g}" text-anchor="end"'
    else:
        where = f'x="{x + 10:g}" y="{y + 18 if y + 24 < _BOTTOM else y - 10:g}"'
    yield f'<circle class="now" cx="{x}" cy="{y}" r="5"/>'
    yield f"<text {where}>now: {share:.2f} answered, {risk:.2f} wrong</text>"


def _at(share: float, height: float) -> tuple[float, float]:
    """Where a point stands, in the file's units; both arguments are shares of an axis."""
    return round(_LEFT + share * (_RIGHT - _LEFT), 1), round(_BOTTOM - height * (_BOTTOM - _TOP), 1)


def write(path: str, document: str) -> None:
    """Write the file whole or not at all.

    Raises:
        FaqbotError: its name doesn't end in .svg, or it can't be written.
    """
    if not path.casefold().endswith(SUFFIX):
        raise FaqbotError(f"{path}: the plot is an SVG: name a file that ends in {SUFFIX}")
    try:
        write_whole(path, document.encode())
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FaqbotError(f"{path}: the plot can't be written ({why}): name a file in a folder of yours") from None
