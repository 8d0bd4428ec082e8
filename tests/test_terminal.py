"""What a stream can show: colours, columns, characters."""

from __future__ import annotations

import io

import pytest

from faqbot import terminal


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
    assert terminal.has_colour(Stream(is_terminal)) is expected


@pytest.mark.parametrize(("columns", "expected"), [("", None), ("x", None), ("0", None), ("-3", None), ("57", 57)])
def test_columns_may_be_asked_for(columns: str, expected: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """$COLUMNS sets the width where it is a number above zero; a pipe has none by itself."""
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.columns(Stream(False)) == expected


def test_a_terminal_that_cannot_say_its_size_has_the_usual_one() -> None:
    """Where the size can't be read the width is the usual one."""
    assert terminal.columns(Stream(True)) == terminal.USUAL_WIDTH


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
    terminal.write_all(stream)
    stream.write("“It’s” — café · ×20 … 停")
    assert stream.written() == expected


def test_a_lone_surrogate_can_be_written() -> None:
    """Half a character, which no encoding has, becomes a question mark."""
    stream = Stream(False)
    terminal.write_all(stream)
    stream.write("a\ud800b")
    assert stream.written() == "a?b"


def test_painting_marks_styles_and_nothing_else() -> None:
    """A styled text is put between its escape sequence and a reset; without colour nothing is added."""
    fragments = [("", "  "), ("answer", "yes"), ("", "\n")]
    assert terminal.paint(fragments, colour=True) == "  \x1b[1myes\x1b[0m\n"
    assert terminal.paint(fragments, colour=False) == "  yes\n"
