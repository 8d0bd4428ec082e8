#!/usr/bin/env python3
"""Chat in a terminal, and draw its screen as it is then, colours and all, into an SVG for the README.

    python tests/screenshot.py [OUT.svg]

The program runs in a pseudo-terminal; what it draws is read by a terminal emulator, cell by cell.
"""

from __future__ import annotations

import html
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checkout import SHIPPED, TESTS
from screen import Terminal
from wcwidth import wcswidth

from faqbot.terminal.prompt import PROMPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyte.screens import Char, Screen

PICTURE: Final = TESTS / "screenshot.svg"
SIZE: Final = (32, 88)  # rows and columns
ASKED: Final = ("how many captives were freed in november", "and prisoners?")
TYPED: Final = "long conf"  # the beginning of a line that is drawn before Enter

CELL: Final = 8.4  # a column, in pixels: 0.6 of the font size, as in most fonts for terminals
ROW: Final = 18
FONT: Final = 14
PADDING: Final = 16
BAR: Final = 30  # the window's title bar

# Ink on a light and on a dark screen; the colours that the chat uses, by the names that the emulator has for them.
INKS: Final = {
    "default": ("#1f2328", "#e6edf3"),
    "faint": ("#6e7781", "#8b949e"),
    "green": ("#116329", "#3fb950"),
    "magenta": ("#8250df", "#d2a8ff"),
    "black": ("#000000", "#000000"),
    "666666": ("#6e7781", "#8b949e"),
}
PAPER: Final = ("#ffffff", "#0d1117")
REVERSED: Final = ("#57606a", "#6e7681")
MENUS: Final = {"bbbbbb", "999999", "888888", "777777", "aaaaaa", "dddddd"}


def main() -> int:
    out = Path(sys.argv[1]) if sys.argv[1:] else PICTURE
    with tempfile.TemporaryDirectory() as folder:
        out.write_text(drawn(chatted(Path(folder))), encoding="utf-8")
    return 0


def chatted(home: Path) -> Screen:
    """The screen of a chat in which some questions were asked and another is being typed."""
    (home / "knowledge").symlink_to(SHIPPED)
    settings = home / ".config" / "faqbot" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("greeting = false\n", encoding="utf-8")
    terminal = Terminal(home, size=SIZE, TERM="xterm-256color")
    terminal.see_prompt()
    for question in ASKED:
        terminal.say(question)
    terminal.type(TYPED)
    terminal.until(lambda: _is_whole(terminal))
    terminal.child.close(force=True)
    return terminal.screen


def _is_whole(terminal: Terminal) -> bool:
    """Whether a menu and the toolbar stand below the line, to which the cursor comes back once they are drawn."""
    *menu, toolbar = "", *terminal.screen.display[terminal.screen.cursor.y + 1 :]
    return terminal.line().startswith(f"{PROMPT}{TYPED}") and any(map(str.strip, menu)) and "sure" in toolbar


def drawn(screen: Screen) -> str:
    """The screen as an SVG document, which follows the reader's choice of light or dark."""
    width, height = screen.columns * CELL + 2 * PADDING, screen.lines * ROW + 2 * PADDING + BAR
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="A chat with faqbot in a terminal">',
        f"<style>{_style()}</style>",
        f'<rect class="paper" width="{width:g}" height="{height:g}" rx="8"/>',
        *(f'<circle class="{c}" cx="{20 + 20 * at}" cy="18" r="6"/>' for at, c in enumerate("ryg")),
    ]
    for row in range(screen.lines):
        parts += _row([screen.buffer[row][column] for column in range(screen.columns)], PADDING + BAR + row * ROW)
    return "\n".join([*parts, "</svg>\n"])


def _style() -> str:
    light, dark = (
        "".join(
            [
                f".paper{{fill:{PAPER[at]}}}.back{{fill:{REVERSED[at]}}}.on{{fill:{PAPER[0]}}}",
                f".menu{{fill:{('#d0d7de', '#30363d')[at]}}}.cursor{{fill:{INKS['default'][at]}}}",
                *(f".i{name}{{fill:{inks[at]}}}" for name, inks in INKS.items()),
            ]
        )
        for at in (0, 1)
    )
    common = (
        f"text{{font:{FONT}px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}}"
        ".b{font-weight:700}.i{font-style:italic}.u{text-decoration:underline}"
        ".r{fill:#ff5f57}.y{fill:#febc2e}.g{fill:#28c840}"
    )
    return f"{common}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _row(cells: list[Char], top: float) -> Iterator[str]:
    """One row: what lies behind its text, then the text, each run of one look an element."""
    column = 0
    for look, run in groupby(cells, key=_look):
        text = "".join(cell.data for cell in run)
        size = max(wcswidth(text), 0)
        x, width = PADDING + column * CELL, size * CELL
        ink, back, marks = look
        if back:
            yield f'<rect class="{back}" x="{x:g}" y="{top:g}" width="{width:g}" height="{ROW}"/>'
        if text.strip():
            yield (
                f'<text class="{" ".join([ink, *marks])}" x="{x:g}" y="{top + 13:g}" textLength="{width:g}" '
                f'xml:space="preserve">{html.escape(text)}</text>'
            )
        column += size


def _look(cell: Char) -> tuple[str, str, tuple[str, ...]]:
    """The classes of a cell: its ink, what lies behind it (or ""), and its marks."""
    marks = tuple(c for c, on in (("b", cell.bold), ("i", cell.italics), ("u", cell.underscore)) if on)
    if cell.reverse:
        return "on", "back", marks
    if cell.bg != "default":
        return "idefault", "menu", marks
    return f"i{cell.fg if cell.fg in INKS else 'default'}", "", marks


if __name__ == "__main__":
    sys.exit(main())
