"""The README, taken at its word: its commands, transcripts and snippets are run and compared."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
WIDTH: Final = 80
PATIENCE: Final = 20  # seconds


def blocks(language: str) -> list[str]:
    """The contents of the README's fenced blocks in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """A console block as (command, what it prints)."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


CONSOLE: Final = [pair for block in blocks("console") for pair in commands(block)]
CHAT, GOLDEN = blocks("text")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the README has shown so far: its YAML files, the shipped knowledge, and `faqbot`."""
    for block in blocks("yaml"):
        (tmp_path / block.split("\n", 1)[0].removeprefix("# ")).write_text(block, encoding="utf-8")
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    broken = (tmp_path / "library.yaml").read_text(encoding="utf-8")
    broken = broken.replace("published: 2023", "published: 2023").replace("    answer:", "    anser:")
    (tmp_path / "broken.yaml").write_text(broken.replace("section: opening-hours", "section: hours"), encoding="utf-8")
    (tmp_path / "wrong.golden.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "faqbot"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m faqbot "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return tmp_path


WRONG: Final = """\
knowledge: library.yaml
cases:
  - ask: is there a charge for late returns on saturdays
    cite: opening-hours
"""


def environment(folder: Path) -> dict[str, str]:
    """What the README's commands run in: 80 columns, no colour, this checkout's faqbot."""
    dropped = ("FORCE_COLOR", "FAQBOT_KNOWLEDGE", "XDG_STATE_HOME", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    path = f"{folder / 'bin'}{os.pathsep}{kept['PATH']}"
    return kept | {
        "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder), "COLUMNS": str(WIDTH),
        "NO_COLOR": "1", "TERM": "xterm", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip


def run(command: str, folder: Path) -> str:
    """What a shell command prints, errors included."""
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment(folder), capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout + done.stderr


def chat(lines: list[str], folder: Path) -> str:
    """The screen after `faqbot` was started on a terminal and `lines` were typed, one after the other."""
    screen = pyte.Screen(WIDTH, 200)
    stream = pyte.Stream(screen)
    spawn = pexpect.spawn(
        "bash", ["-c", "faqbot"], cwd=str(folder), env=environment(folder), dimensions=(200, WIDTH), encoding="utf-8"
    )

    def shown() -> str:
        return "\n".join(line.rstrip() for line in screen.display).strip()

    def settle(until: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not re.search(until, shown()):
            assert time.monotonic() < deadline, shown()
            stream.feed(spawn.read_nonblocking(65536, PATIENCE))
            if "\x1b[6n" in spawn.before if isinstance(spawn.before, str) else False:
                spawn.send("\x1b[1;1R")

    settle(r"\n>\Z")
    for line in lines:
        before = shown().count("\n>")
        spawn.send(line + "\r")
        settle(rf"(?s)\A(?:.*\n>){{{before + 1}}}\Z")
    text = shown()
    spawn.sendeof()
    spawn.close()
    return text.removesuffix(">").rstrip()


@pytest.mark.parametrize(("command", "printed"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_a_command_prints_what_the_readme_shows(command: str, printed: str, folder: Path) -> None:
    """A shell command of the README prints what stands below it."""
    assert run(command, folder).rstrip() == printed.rstrip()


def test_the_conversation_goes_as_the_readme_shows(folder: Path) -> None:
    """Typing the questions of the transcript draws the transcript."""
    asked = re.findall(r"^> (.+)$", CHAT, re.MULTILINE)
    assert asked
    assert chat(asked, folder) == CHAT.split("\n", 1)[1].strip()


def test_a_failing_golden_case_looks_as_the_readme_shows(folder: Path) -> None:
    """The report of a failing case is the one printed."""
    printed = run(f'"{sys.executable}" -m pytest -p faqbot.pytest_plugin -q wrong.golden.yaml', folder)
    assert GOLDEN.strip() in printed


def snippets() -> Iterator[doctest.DocTest]:
    """The README's Python blocks as doctests."""
    for number, block in enumerate(blocks("python"), 1):
        yield doctest.DocTestParser().get_doctest(block, {}, f"README block {number}", str(README), 0)


@pytest.mark.parametrize("snippet", snippets(), ids=lambda s: s.name)
def test_a_snippet_does_what_the_readme_shows(
    snippet: doctest.DocTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python block of the README gives what stands below each line."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("FAQBOT_KNOWLEDGE", raising=False)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(snippet, out=report.append).failed == 0, "".join(report)


def test_the_golden_cases_of_the_readme_pass(folder: Path) -> None:
    """The README's golden file passes on the README's article."""
    printed = run(f'"{sys.executable}" -m pytest -p faqbot.pytest_plugin -q library.golden.yaml', folder)
    assert "2 passed" in printed


def test_continuous_integration_runs_the_readmes_own_commands() -> None:
    """The set-up commands are the first two one-line shell blocks, which `.ci/run` takes from the README."""
    first, second = blocks("sh")[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert first.rstrip().endswith("faqbot")
    assert "pytest" in second
    assert "command_of_readme 1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
