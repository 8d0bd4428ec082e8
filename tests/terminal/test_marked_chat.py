"""A chat over an article in Markdown, in a terminal: lists, tables, code and links as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import TESTS
from screen import Terminal

from faqbot.terminal import screen

POOL = TESTS / "markdown" / "swimming-pool.yaml"


def chat(home: Path, columns: int = 80, **environment: str) -> Terminal:
    terminal = Terminal(home, ["--knowledge", str(POOL)], size=(40, columns), **environment)
    terminal.see_prompt()
    return terminal


def test_lists_tables_code_and_links_are_seen(tmp_path: Path) -> None:
    """What the author wrote is seen: no mark of Markdown, every line in its place."""
    terminal = chat(tmp_path, FORCE_HYPERLINK="1", COLORTERM="truecolor")
    terminal.say("do I need a coin?")
    assert "Bring the following:\n\n- a towel of your own\n- a bathing cap, which is sold at the desk" in terminal.text
    assert "\n  - in blue for beginners\n" in terminal.text
    terminal.say("/section prices")
    assert "Who                 One visit  Ten visits\n──────────────────  ─────────  ──────────" in terminal.text
    assert "Children under six       free        free" in terminal.text
    assert "\x1b]8;;https://pool.example.org/desk\x1b\\" in terminal.raw
    assert "\x1b[3munder six\x1b[0m" in terminal.raw and "\x1b[1mcard\x1b[0m" in terminal.raw
    terminal.say("how do I install poolctl?")
    assert "```sh\npip install   poolctl\npoolctl book --lane 3 --at 16:00\n```" in terminal.text
    terminal.say("/save talk.md")
    assert "- a *towel* of your own" in (tmp_path / "talk.md").read_text(encoding="utf-8")
    terminal.child.send("\x04")
    assert terminal.end() == 0


def test_a_narrow_window_without_colours_or_links_has_it_all(tmp_path: Path) -> None:
    """At 30 columns the cells of a table are folded, and addresses stand behind their words."""
    terminal = chat(tmp_path, 30, NO_COLOR="1", FORCE_HYPERLINK="0")
    terminal.say("/section prices")
    assert "Children      free      free\nunder\nsix\nStudents       6 €      50 €\n" in terminal.text
    assert "(https://pool.example.org/desk)" in terminal.raw.replace("\r\n", "")
    assert "\x1b[3m" not in terminal.raw and "\x1b]8" not in terminal.raw


@pytest.mark.parametrize(
    ("link", "sent"),
    [
        ("https://x.org/a", "https://x.org/a"),
        ("mailto:a@x.org", "mailto:a@x.org"),
        ("https://x.org/\x1b\\\x07é", "https://x.org/%1B%5C%07%C3%A9"),
    ],
)
def test_an_address_is_sent_harmless(link: str, sent: str) -> None:
    """What a terminal gets as an address is printable ASCII, whatever an article has."""
    assert (
        screen.paint([(f"body link:{link}", "here")], colour=False, links=True)
        == f"\x1b]8;;{sent}\x1b\\here\x1b]8;;\x1b\\"
    )


def test_styles_of_markdown_are_painted() -> None:
    """Strong is bold, emphasis italic, code has a style of its own; without colours they are words."""
    said = [("body strong", "a"), ("body emphasis", "b"), ("body strong mark", "c"), ("body code", "d")]
    assert screen.paint(said, colour=True) == "\x1b[1ma\x1b[0m\x1b[3mb\x1b[0m\x1b[1;35mc\x1b[0m\x1b[32md\x1b[0m"
    assert screen.paint(said, colour=False) == "abcd"
