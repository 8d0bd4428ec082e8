"""What a stream can show: colours, columns, characters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from faqbot.chat import settings
from faqbot.terminal import screen


class Stream(io.TextIOWrapper):
    def __init__(self, is_terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def written(self) -> str:
        self.seek(0)
        return self.read()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_usual_variables(
    environment: dict[str, str], is_terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR wins over FORCE_COLOR, that over TERM=dumb, and that over being a terminal."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert screen.has_colour(Stream(is_terminal)) is expected


@pytest.mark.parametrize(("columns", "expected"), [("", None), ("x", None), ("0", None), ("-3", None), ("57", 57)])
def test_columns_may_be_asked_for(columns: str, expected: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """$COLUMNS sets the width where it is a number above zero; a pipe has none by itself."""
    monkeypatch.setenv("COLUMNS", columns)
    assert screen.columns(Stream(False)) == expected


def test_a_terminal_that_cannot_say_its_size_has_the_usual_one() -> None:
    """Where the size can't be read the width is the usual one."""
    assert screen.columns(Stream(True)) == screen.USUAL_WIDTH


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("ascii", '"It\'s" - cafe | x20 ... ?'),
        ("latin-1", '"It\'s" - café · ×20 ... ?'),
        ("utf-8", "“It’s” — café · ×20 … 停"),
    ],
)
def test_a_poor_encoding_gets_likenesses(encoding: str, expected: str) -> None:
    """A character that the output lacks is written as something like it, and never raises."""
    stream = Stream(False, encoding)
    screen.write_all(stream)
    stream.write("“It’s” — café · ×20 … 停")
    assert stream.written() == expected


def test_a_lone_surrogate_can_be_written() -> None:
    """Half a character, which no encoding has, becomes a question mark."""
    stream = Stream(False)
    screen.write_all(stream)
    stream.write("a\ud800b")
    assert stream.written() == "a?b"


def test_painting_marks_styles_and_nothing_else() -> None:
    """A styled text is put between its escape sequence and a reset; without colour nothing is added."""
    fragments = [("", "  "), ("answer", "yes"), ("", "\n")]
    assert screen.paint(fragments, colour=True) == "  \x1b[1myes\x1b[0m\n"
    assert screen.paint(fragments, colour=False) == "  yes\n"


# -- themes, links, the clipboard --------------------------------------------------------------

MARKED = [("quote", "“A "), ("quote mark", "late"), ("quote", " book”"), ("", "\n")]
LINKED = [("citation", "— "), ("citation link:k/a b.yaml:7", "k/a b.yaml:7")]


@pytest.mark.parametrize(
    ("theme", "painted"),
    [
        ("colour", "“A \x1b[1;35mlate\x1b[0m book”\n"),
        ("weight", "“A \x1b[4mlate\x1b[0m book”\n"),
        ("none", "“A late book”\n"),
    ],
)
def test_a_theme_decides_how_it_looks(theme: str, painted: str) -> None:
    """Marked words are coloured, underlined, or plain."""
    assert screen.paint(MARKED, colour=True, theme=theme) == painted
    assert screen.paint(MARKED, colour=False, theme=theme) == "“A late book”\n"


def test_every_theme_of_the_settings_has_its_styles() -> None:
    """What the settings allow is what can be painted."""
    assert tuple(screen._THEMES) == settings.THEMES


def test_no_theme_has_a_colour_that_a_background_hides() -> None:
    """The hues are those that can be read on light and dark: green and magenta."""
    codes = {code for theme in settings.THEMES for _, style in _styles(theme) for code in style.split(";")}
    assert codes <= {"1", "2", "3", "4", "32", "35"}  # 3 is italic


def _styles(theme: str) -> list[tuple[str, str]]:
    return list(screen._THEMES[theme].items())


def test_a_link_leads_to_the_file() -> None:
    """With links a citation's place is a hyperlink (OSC 8) to the file on this host, odd characters escaped."""
    painted = screen.paint(LINKED, colour=False, links=True)
    assert painted.startswith("— \x1b]8;;file://") and painted.endswith("k/a b.yaml:7\x1b]8;;\x1b\\")
    assert "/k/a%20b.yaml\x1b\\" in painted
    assert screen.paint(LINKED, colour=False) == "— k/a b.yaml:7"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "6003"}, True),
        ({"VTE_VERSION": "4999"}, False),
        ({"VTE_VERSION": "x"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"WT_SESSION": "1", "CI": "1"}, False),
        ({"WT_SESSION": "1", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "dumb", "WT_SESSION": "1"}, False),
    ],
)
def test_links_are_for_terminals_that_take_them(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only terminals that are known to take links get some, since others may print them as text."""
    for name in (*screen._LINKING, "VTE_VERSION", "TERM_PROGRAM", "FORCE_HYPERLINK", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert screen.takes_links(Stream(is_terminal=True)) is expected
    if "FORCE_HYPERLINK" not in environment:
        assert screen.takes_links(Stream(is_terminal=False)) is False


def test_copying_speaks_osc_52(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied goes to the terminal in base64; inside tmux it is wrapped to be passed on."""
    monkeypatch.delenv("TMUX", raising=False)
    assert screen.copying("ä") == "\x1b]52;c;w6Q=\x07"
    monkeypatch.setenv("TMUX", "1")
    assert screen.copying("ä") == "\x1bPtmux;\x1b\x1b]52;c;w6Q=\x07\x1b\\"


def test_copying_has_an_end() -> None:
    """More than terminals take is refused, rather than dropped by them without a word."""
    with pytest.raises(ValueError, match="100000"):
        screen.copying("a" * 100_000)


def test_a_terminal_of_no_size_has_the_usual_one() -> None:
    """Where nothing is known of the height it is that of most terminals."""
    assert screen.rows(Stream(is_terminal=False)) == screen.USUAL_HEIGHT


def test_a_number_of_columns_without_end_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """$COLUMNS and $VTE_VERSION with thousands of digits are passed over."""
    monkeypatch.setenv("COLUMNS", "9" * 5_000)
    monkeypatch.setenv("VTE_VERSION", "9" * 5_000)
    monkeypatch.delenv("FORCE_HYPERLINK", raising=False)
    assert screen.columns(io.StringIO()) is None
    assert not screen.takes_links(io.StringIO())


def test_without_a_folder_there_is_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the working directory is gone, a relative path leads nowhere, and is shown as text."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert screen.paint([("citation link:tea.yaml:3", "tea.yaml:3")], colour=False, links=True) == "tea.yaml:3"
