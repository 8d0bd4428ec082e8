"""What `scale.py` has measured, put into a table for the README and into a picture."""

from __future__ import annotations

import html
import itertools
import math
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from picture import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

BEGIN: Final = "<!-- written by tests/bench/scale.py --write -->"
END: Final = "<!-- end of what scale.py has written -->"

OURS: Final = "faqbot"
# Answers are the same from each, so that one stands for faqbot: the first of these that was run over so many entries.
SOURCES: Final = ("faqbot, compiled", "faqbot, JSON Lines", "faqbot, YAML")
BIASED: Final = "a synonym"  # the kind of question that is made by faqbot's own word vectors
ENOUGH: Final = 100  # questions of which the slowest in a hundred can be told

BUSY: Final = 0.5  # processes that ran beside (the load average), from which times are longer than they need be
# What finds fewer than that of the entries first would squeeze the others, and isn't drawn beside them.
LEAST: Final = 0.5

COLUMNS: Final = 100  # of the README's text
WIDTH: Final = 640
HEIGHT: Final = 535
LEFT: Final = 70  # the edges of the drawing
RIGHT: Final = 500
LABELS: Final = RIGHT + 14
ROW: Final = 16
RADIUS: Final = 3
DASHES: Final = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 4")
LINES: Final = """\
.line{fill:none;stroke:#59636e;stroke-width:1.5}.our-line{fill:none;stroke:#0969da;stroke-width:2.5}
@media(prefers-color-scheme:dark){.line{stroke:#9198a1}.our-line{stroke:#58a6ff}}"""

Row = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """One of the two drawings: what it shows of a system over so many entries, between a lower and an upper edge."""

    title: str
    key: str
    top: int
    bottom: int
    height_of: Callable[[float], float]  # of a value, so that equal steps are equal heights
    steps: Sequence[float]  # where grid lines are, the lowest first

    def y(self, value: float) -> float:
        low, high = self.height_of(self.steps[0]), self.height_of(self.steps[-1])
        return round(self.bottom - (self.height_of(value) - low) / (high - low) * (self.bottom - self.top), 1)


# -- what is shown -----------------------------------------------------------------------------


def sizes(record: Mapping[str, Any]) -> list[int]:
    """The numbers of entries that were measured."""
    return sorted({row["entries"] for row in record["rows"]})


def shown(record: Mapping[str, Any]) -> dict[str, dict[int, Row]]:
    """The row of each system over each number of entries; of faqbot's the one that stands for it."""
    found: dict[str, dict[int, Row]] = {OURS: {}}
    for source in reversed(SOURCES):
        found[OURS] |= of(record, source)
    for name in dict.fromkeys(row["system"] for row in record["rows"]):
        if name not in SOURCES:
            found[name] = of(record, name)
    return {name: rows for name, rows in found.items() if rows}


def of(record: Mapping[str, Any], system: str) -> dict[int, Row]:
    return {row["entries"]: row for row in record["rows"] if row["system"] == system}


def all_asked(record: Mapping[str, Any]) -> dict[str, dict[int, Row]]:
    """Those of them that were asked all questions: the shares of others can't be told so finely."""
    most = max(row["asked"] for row in record["rows"])
    whole = {name: {n: r for n, r in rows.items() if r["asked"] == most} for name, rows in shown(record).items()}
    return {name: rows for name, rows in whole.items() if rows}


def number(value: float | None) -> str:
    """A figure with two significant digits, or all before the point; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 10 else f"{float(f'{value:.2g}'):g}"


def share(value: float) -> str:
    return f"{value:.2f}"


# -- the table ---------------------------------------------------------------------------------


def table(record: Mapping[str, Any]) -> str:
    """Two tables and two sentences in Markdown."""
    columns = sizes(record)
    peers = [
        [bold(name), *_times(rows, columns, all_asked(record).get(name, {}))] for name, rows in shown(record).items()
    ]
    ours = [[label, *cells] for label, cells in _ours(record, columns) if set(cells) != {"–"}]
    head = [f"{n:,}" for n in columns]
    return "\n".join([
        *markdown(["ms a question, p50 (P@1), by entries", *head], peers), "",
        *markdown(["faqbot, by entries", *head], ours), "",
        *textwrap.wrap(_without_synonyms(record), COLUMNS), "", *textwrap.wrap(measured_on(record), COLUMNS),
    ])  # fmt: skip


def _times(rows: Mapping[int, Row], columns: Sequence[int], whole: Mapping[int, Row]) -> Iterator[str]:
    for n in columns:
        about = "" if n in whole else "~"
        yield f"{number(rows[n]['p50_ms'])} ({about}{share(rows[n]['p_at_1'])})" if n in rows else "–"


def bold(name: str) -> str:
    return f"**{name}**" if name == OURS else name


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _ours(record: Mapping[str, Any], columns: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
    yaml, lines, compiled = (of(record, source) for source in reversed(SOURCES))
    best = shown(record).get(OURS, {})

    def cells(rows: Mapping[int, Row], figure: Callable[[Row], str]) -> list[str]:
        return [figure(rows[n]) if n in rows else "–" for n in columns]

    yield "p99, ms", cells(best, lambda row: number(row["p99_ms"]))
    yield "answers a second, one process", cells(best, lambda row: number(row["per_second"]))
    yield "YAML: load and first answer, s", cells(yaml, lambda row: number(row["first_ms"] / 1e3))
    yield "JSON Lines: the same, s", cells(lines, lambda row: number(row["first_ms"] / 1e3))
    yield "compile, s", cells(compiled, lambda row: number(row["build_s"]))
    yield "compiled file, MB", cells(compiled, lambda row: number(row["disk_mb"]))
    yield "open it and first answer, ms", cells(compiled, lambda row: number(row["first_ms"]))
    yield "memory while answering, MB (its own)", cells(best, _memory)


def _memory(row: Row) -> str:
    own = row["anonymous_mb"]
    return number(row["peak_mb"]) + (f" ({number(own)})" if own is not None else "")


def _without_synonyms(record: Mapping[str, Any]) -> str:
    """P@1 over most entries without the questions that faqbot's own vectors helped to make."""
    most = sizes(record)[-1]
    found = []
    for name, rows in all_asked(record).items():
        kinds = [value for kind, value in rows[most]["kinds"].items() if kind != BIASED] if most in rows else []
        if kinds:
            found.append(f"{name} {share(sum(kinds) / len(kinds))}")
    return (
        f"A quarter of the questions has a synonym, which faqbot's own word vectors chose; P@1 without these, over "
        f"{most:,} entries: {', '.join(found)}."
    )


def measured_on(record: Mapping[str, Any]) -> str:
    """The kind of machine, and how much was asked."""
    m = record["machine"]
    asked = max(row["asked"] for row in record["rows"])
    fewer = min(row["asked"] for row in record["rows"])
    told = f", fewer where ~ stands (at least {fewer})" if fewer < asked else ""
    versions = ", ".join(f"{name} {version}" for name, version in m["packages"].items())
    memory = f"{m['memory_gb']:.0f} GB, " if m["memory_gb"] else ""
    busy = f" ({m['load']:g} busy with other work at the start)" if (m["load"] or 0.0) >= BUSY else ""
    return (
        f"Measured on {m['cpu']}, {m['cores']} cores{busy}, {memory}{m['system']}, Python {m['python']}"
        f"{f', {versions}' if versions else ''}; {asked} questions{told}."
    )


def put(text: str, made: str) -> str:
    """The README with what stands between the two marks replaced; as it was where it has no marks."""
    return re.sub(rf"(?s)(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", lambda _: f"\n{made}\n\n", text)


# -- the picture -------------------------------------------------------------------------------


def drawn(record: Mapping[str, Any]) -> str:
    """The picture as an SVG document without scripts, which is readable on light and on dark ground."""
    systems = shown(record)
    dashes = dict(zip(systems, itertools.cycle(DASHES), strict=False))
    rows = [row for found in systems.values() for row in found.values()]
    first, last = (
        edge(math.log10(f(row["p50_ms"] for row in rows))) for f, edge in ((min, math.floor), (max, math.ceil))
    )
    finding = {
        name: found for name, found in all_asked(record).items() if min(r["p_at_1"] for r in found.values()) >= LEAST
    }
    lowest = min([row["p_at_1"] for found in finding.values() for row in found.values()], default=0.9)
    times = [10.0**power for power in range(first, max(last, first + 1) + 1)]
    time = Panel("Milliseconds a question (median, log scale)", "p50_ms", 50, 270, math.log10, times)
    steps = [step / 20 for step in range(math.floor(20 * lowest - 0.01), 21)]
    right = Panel("Share of questions whose entry is found first", "p_at_1", 340, 470, float, steps)
    told = "; ".join(
        f"{name}: "
        + ", ".join(f"{n:,} entries {number(r['p50_ms'])} ms, {share(r['p_at_1'])}" for n, r in found.items())
        for name, found in systems.items()
    )
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Time and right entries against the number of entries</title>",
        f"<desc>{html.escape(told)}.</desc>",
        f"<style>{STYLE}\n{LINES}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        *_panel(time, systems, sizes(record), dashes),
        *_panel(right, finding, sizes(record), dashes),
        f'<text x="{(LEFT + RIGHT) / 2:g}" y="{HEIGHT - 15}" text-anchor="middle">entries (log scale)</text>',
        "</svg>",
        "",
    ])  # fmt: skip


def _x(entries: int, columns: Sequence[int]) -> float:
    """Where a number of entries stands, from the left edge to the right; a single one on the right."""
    first, last = math.log10(columns[0]), math.log10(columns[-1])
    return round(RIGHT - (last - math.log10(entries)) / ((last - first) or 1) * (RIGHT - LEFT), 1)


def _panel(
    panel: Panel, systems: Mapping[str, Mapping[int, Row]], columns: Sequence[int], dashes: Mapping[str, str]
) -> Iterator[str]:
    yield f'<text class="head" x="{LEFT}" y="{panel.top - 20}">{panel.title}</text>'
    for n in columns:
        x = _x(n, columns)
        yield f'<path class="{"axis" if n == columns[0] else "grid"}" d="M{x} {panel.top}V{panel.bottom}"/>'
        yield f'<text x="{x}" y="{panel.bottom + 18}" text-anchor="middle">{n:,}</text>'
    for step in panel.steps:
        y = panel.y(step)
        yield f'<path class="{"axis" if step == panel.steps[0] else "grid"}" d="M{LEFT} {y}H{RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{step:g}</text>'
    ends = {}
    for name, rows in systems.items():
        points = [(_x(n, columns), panel.y(rows[n][panel.key])) for n in sorted(rows)]
        ours = ' class="ours"' if name == OURS else ""
        dash = f' stroke-dasharray="{dashes[name]}"' if dashes[name] else ""
        yield f'<path class="{"our-line" if ours else "line"}"{dash} d="M{"L".join(f"{x} {y}" for x, y in points)}"/>'
        yield from (f'<circle{ours} cx="{x}" cy="{y}" r="{RADIUS}"/>' for x, y in points)
        x, y = points[-1]
        if x == RIGHT:
            ends[name] = y
        else:  # it ends before the others do
            yield f'<text{ours} x="{x + 8}" y="{y - 4:g}">{html.escape(name)}</text>'
    for name, y in apart(ends, panel.top, panel.bottom).items():
        ours = ' class="ours"' if name == OURS else ""
        yield f'<text{ours} x="{LABELS}" y="{y + 4:g}">{html.escape(name)}</text>'


def apart(places: Mapping[str, float], top: float, bottom: float) -> dict[str, float]:
    """Labels near their lines, in their order from above, none over another and none beyond the edges."""
    found, least = {}, top
    for left, (name, y) in zip(
        range(len(places) - 1, -1, -1), sorted(places.items(), key=lambda place: place[1]), strict=True
    ):
        found[name] = max(min(y, bottom - ROW * left), least)
        least = found[name] + ROW
    return found
