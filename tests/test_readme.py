"""The README, taken at its word: its commands, transcripts and snippets are run and compared."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final

import pytest
from checkout import FAQBOT, PYTHONPATH, ROOT, SHIPPED, TESTS
from screen import Terminal

from faqbot.chat import settings
from faqbot.chat.commands.commands import COMMANDS, FAREWELL
from faqbot.evaluation.golden import plugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README: Final = ROOT / "README.md"
WIDTH: Final = 80
OWN: Final = ("FAQBOT_KNOWLEDGE", "FAQBOT_MEANING")  # what a reader may have told faqbot, and the page has not


def blocks(language: str) -> list[str]:
    """The contents of the README's fenced blocks in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """A console block as (command, what it prints)."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


CONSOLE: Final = [commands(block) for block in blocks("console")]
CHAT, GOLDEN, _ = blocks("text")
WRONG: Final = "library-wrong.golden.yaml"


def asked(block: str) -> list[str]:
    """What was typed in a transcript."""
    return re.findall(r"^> (.+)$", block, re.MULTILINE)


# The plugin stands in the entry points of an installed faqbot; a bare checkout has to name it.
INSTALLED: Final = any(point.name == "faqbot" for point in entry_points(group="pytest11"))
PLUGIN: Final = [] if INSTALLED else ["-p", plugin.__name__]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the README's files, the knowledge that ships with its golden file, and a command `faqbot`."""
    return furnish(tmp_path)


def furnish(folder: Path) -> Path:
    for block in blocks("yaml"):
        (folder / block.split("\n", 1)[0].removeprefix("# ")).write_text(block, encoding="utf-8")
    for block in blocks("markdown"):
        name, text = block.split("\n", 1)
        (folder / name.removeprefix("<!-- ").removesuffix(" -->")).write_text(text, encoding="utf-8")
    shutil.copytree(SHIPPED, folder / "knowledge")
    shutil.copytree(TESTS / "golden", folder / "tests" / "golden")
    script = folder / "bin" / "faqbot"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec {shlex.join(FAQBOT)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def run(folder: Path, *command: str) -> str:
    """What a command prints in 80 columns without colour, errors included."""
    dropped = ("FORCE_COLOR", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER", *OWN)
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept["PATH"] = f"{folder / 'bin'}{os.pathsep}{kept['PATH']}"
    kept |= {"PYTHONPATH": PYTHONPATH, "HOME": str(folder), "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    kept |= {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def run_pytest(folder: Path, file: str) -> str:
    """What pytest prints about a golden file."""
    return run(folder, sys.executable, "-m", "pytest", *PLUGIN, "-q", "-p", "no:cacheprovider", file)


def chat(folder: Path, lines: list[str]) -> str:
    """The screen after `faqbot` was started on a terminal and `lines` were typed, one after the other."""
    terminal = Terminal(folder, size=(120, WIDTH), NO_COLOR="1")
    terminal.see_prompt()
    for line in lines:
        terminal.say(line)
    terminal.child.sendeof()
    terminal.end()
    return terminal.text.strip().removesuffix(FAREWELL).strip().removesuffix(">").strip()


@pytest.mark.parametrize("block", CONSOLE, ids=[block[0][0] for block in CONSOLE])
def test_commands_print_what_the_readme_shows(block: list[tuple[str, str]], folder: Path) -> None:
    """The shell commands of a block of the README, one after the other, print what stands below them."""
    for command, printed in block:
        assert run(folder, "bash", "-c", command).rstrip() == printed.rstrip()


def test_the_conversation_goes_as_the_readme_shows(folder: Path) -> None:
    """Typing the questions of the transcript draws the transcript."""
    assert asked(CHAT)
    assert chat(folder, asked(CHAT)) == CHAT.partition("\n")[2].strip()


def test_a_failing_golden_case_looks_as_the_readme_shows(folder: Path) -> None:
    """The report of a failing case is the one printed."""
    assert GOLDEN.strip() in run_pytest(folder, WRONG)


def command_rows() -> list[str]:
    """The commands of the chat as rows of a table."""
    named = (
        [f"`{n} {c.argument}`".replace(" `", "`") if not at else f"`{n}`" for at, n in enumerate(c.names)]
        for c in COMMANDS
    )
    return [f"| {', '.join(names)} | {c.help} |" for names, c in zip(named, COMMANDS, strict=True)]


def test_the_commands_of_the_chat_are_listed() -> None:
    """The README's table has each command of the chat with its help line, in order, and no other."""
    rows = re.findall(r"^\| `/.*\|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == command_rows()


def test_the_settings_of_the_readme_are_all_there_are(tmp_path: Path) -> None:
    """The README's settings file is taken without a fault, and sets every key to something else than its default."""
    (block,) = blocks("toml")
    file = tmp_path / "config.toml"
    file.write_text(block, encoding="utf-8")
    found, faults = settings.load(str(file))
    assert faults == ()
    assert all(getattr(found, key.name) != getattr(settings.Settings(), key.name) for key in settings.KEYS)


def test_the_golden_cases_of_the_readme_pass(folder: Path) -> None:
    """The README's golden file passes on the README's article."""
    assert "2 passed" in run_pytest(folder, "library.golden.yaml")


def snippets() -> Iterator[doctest.DocTest]:
    """The README's Python blocks as doctests."""
    for number, block in enumerate(blocks("python"), 1):
        yield doctest.DocTestParser().get_doctest(block, {}, f"README block {number}", str(README), 0)


@pytest.mark.parametrize("snippet", list(snippets()), ids=lambda s: s.name)
def test_a_snippet_does_what_the_readme_shows(
    snippet: doctest.DocTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python block of the README gives what stands below each line."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))  # what an encoder makes is nobody's to keep
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(snippet, out=report.append).failed == 0, "".join(report)


def test_continuous_integration_runs_the_readmes_own_commands() -> None:
    """The set-up commands are the first two one-line shell blocks, which `.ci/run` takes from the README."""
    first, second = blocks("sh")[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert first.rstrip().endswith("faqbot")
    assert "pytest" in second
    assert "command_of_readme 1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
