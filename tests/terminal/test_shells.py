"""Completion in bash, zsh and fish: what the real shells make of a line when Tab is pressed."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pexpect
import pytest

from faqbot.terminal.shell import cli
from faqbot.terminal.shell.help import usage
from faqbot.terminal.shell.help.command import Command
from faqbot.terminal.shell.help.usage import CHAT, COMMANDS, SHELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 60  # seconds for a shell to start or to complete, so that a busy machine is no failure
SHOW: Final = "\x0f"  # Ctrl-O prints the line as it stands, and empties it

# What the shells read at their start; who starts faqbot on Tab leaves a file behind.
BASH: Final = r"""
PS1='> '
faqbot() { : > started; }
source ./script
show() { printf '\n<<%s>>\n' "$READLINE_LINE"; READLINE_LINE= READLINE_POINT=0; }
bind 'set bell-style none'
bind -x '"\C-o": show'
"""
ZSH: Final = r"""
PS1='> '
faqbot() { : > started; }
fpath=($PWD/functions $fpath)
autoload -Uz compinit; compinit -u -D
show() { zle -I; print -r -- "<<$BUFFER>>"; BUFFER= }
zle -N show
bindkey '^O' show
"""


class Editing:
    """bash or zsh at its prompt."""

    def __init__(self, command: list[str], home: Path) -> None:
        environment = {"TERM": "dumb", "HOME": str(home), "ZDOTDIR": str(home), "PATH": os.environ["PATH"]}
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=environment,
            cwd=str(home),
            dimensions=(24, 200),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None  # pexpect would wait 50 ms before each key
        self.child.expect("> ")

    def completed(self, line: str) -> str:
        """The line after Tab."""
        self.child.send(f"{line}\t{SHOW}")
        self.child.expect_exact("<<")
        self.child.expect_exact(">>")
        return self.child.before or ""


class Fish:
    """fish, asked what it would offer: its prompt wants a terminal that answers."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def completed(self, line: str) -> str:
        """The line after Tab, where one thing is offered; else as it was."""
        code = "function faqbot; touch started; end; source ./script; complete -C $argv[1]"
        done = subprocess.run(
            ["fish", "--no-config", "-c", code, "--", line],
            cwd=self.home,
            env={"HOME": str(self.home), "PATH": os.environ["PATH"]},
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        offered = [row.partition("\t")[0] for row in done.stdout.splitlines()]
        escaped = [word.replace(" ", "\\ ") for word in offered]
        return f"{line.rpartition(' ')[0]} {escaped[0]} " if len(escaped) == 1 else line


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    """The scripts as the command prints them."""
    return {shell: _printed(shell) for shell in SHELLS}


def _printed(shell: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert cli.main(["completion", shell]) == 0
    return out.getvalue()


@pytest.fixture(scope="module", params=list(SHELLS))
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, scripts: dict[str, str]
) -> Iterator[Editing | Fish]:
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    home = tmp_path_factory.mktemp(name)
    for file in ("trial.yaml", "asked.csv", "two words.csv"):
        (home / file).touch()
    (home / "handbook").mkdir()
    (home / "script").write_text(scripts[name], encoding="utf-8")
    (home / "functions").mkdir()
    (home / "functions" / "_faqbot").write_text(scripts["zsh"], encoding="utf-8")
    (home / "bashrc").write_text(BASH, encoding="utf-8")
    (home / ".zshrc").write_text(ZSH, encoding="utf-8")
    if name == "fish":
        yield Fish(home)
    else:
        started = Editing(["zsh", "-d"] if name == "zsh" else ["bash", "--rcfile", "bashrc"], home)
        yield started
        started.child.close(force=True)
    assert not (home / "started").exists()


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("faqbot ev", "faqbot eval"),
        ("faqbot eval --ma", "faqbot eval --max-wrong"),
        ("faqbot --j", "faqbot --json"),
        ("faqbot -k tri", "faqbot -k trial.yaml"),
        ("faqbot --knowledge hand", "faqbot --knowledge handbook/"),
        ("faqbot --knowledge=tri", "faqbot --knowledge=trial.yaml"),
        ("faqbot -k trial.yaml ev", "faqbot -k trial.yaml eval"),
        ("faqbot -k ask ev", "faqbot -k ask eval"),
        ("faqbot --max-wrong 0.1 ev", "faqbot --max-wrong 0.1 eval"),
        ("faqbot --json eval --ma", "faqbot --json eval --max-wrong"),
        ("faqbot eval as", "faqbot eval asked.csv"),
        ("faqbot eval asked.csv tri", "faqbot eval asked.csv trial.yaml"),
        ("faqbot eval asked.csv --pl", "faqbot eval asked.csv --plot"),
        ("faqbot eval --perturb tri", "faqbot eval --perturb trial.yaml"),
        ("faqbot eval two", "faqbot eval two\\ words.csv"),
        ("faqbot eval --plot tri", "faqbot eval --plot trial.yaml"),
        ("faqbot eval --plot=tri", "faqbot eval --plot=trial.yaml"),
        ("faqbot tune -- as", "faqbot tune -- asked.csv"),
        ("faqbot ask how --w", "faqbot ask how --why"),
        ("faqbot completion z", "faqbot completion zsh"),
        ("faqbot help tu", "faqbot help tune"),
        ("faqbot --meaning enc", "faqbot --meaning encoder"),
        ("faqbot ask --meaning=enc", "faqbot ask --meaning=encoder"),
        ("faqbot --meaning words ev", "faqbot --meaning words eval"),
    ],
)
def test_tab_completes(line: str, completed: str, shell: Editing | Fish) -> None:
    """Commands, options, files and what else can be listed are completed, wherever the options stand."""
    assert shell.completed(line).rstrip(" =") == completed


@pytest.mark.parametrize(
    "line",
    [
        "faqbot tri",
        "faqbot ask tri",
        "faqbot ask -- --w",
        "faqbot ask --pl",
        "faqbot config tri",
        "faqbot completion tri",
        "faqbot completion bash z",
        "faqbot eval --worst tri",
        "faqbot nonsense --j --wh",
    ],
)
def test_tab_offers_nothing_that_would_be_an_error(line: str, shell: Editing | Fish) -> None:
    """Where no file, option or further word can stand, none is offered."""
    assert shell.completed(line) == line


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_and_option_of_the_tables_is_completed(name: str, shell: Editing | Fish) -> None:
    """A command and its options are known to the shells as soon as they stand in the tables."""
    command = COMMANDS.get(name, CHAT)
    start = f"faqbot {name} ".replace("  ", " ")
    options = (*command.shared, *command.options, "--help", "--version")
    for line in (*(f"{start}{option}" for option in options), *([start.rstrip()] if name else [])):
        assert shell.completed(line).rstrip(" =") == line != shell.completed(line)


def test_what_is_not_to_be_taken_literally_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Help may hold whatever shells read as more than text: each of them reads the script without a fault."""
    odd = r"""it's `touch x` "$HOME" $(touch x) a:b [c] \ (d) % {e} ; & <"""
    monkeypatch.setitem(usage.OPTIONS["--why"], "help", odd.replace("%", "%%"))
    monkeypatch.setitem(COMMANDS, "odd", Command("FILE…", odd, ("--why",)))
    for name in SHELLS:
        if shutil.which(name):
            script = tmp_path / name
            script.write_text(_printed(name), encoding="utf-8")
            done = subprocess.run([name, "-n", script], capture_output=True, check=True, timeout=PATIENCE)
            assert done.stderr == b""


def test_a_shell_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a shell one sentence names each with the line that installs its completion, and the status is 2."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(["completion"])
    captured = capsys.readouterr()
    assert (exit_.value.code, captured.out) == (2, "")
    assert all(f"faqbot completion {shell} > {path}" in captured.err for shell, path in SHELLS.items())


def test_the_help_says_where_each_script_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    """--help has the line that installs the completion of each shell."""
    with pytest.raises(SystemExit):
        cli.main(["completion", "--help"])
    out = capsys.readouterr().out
    assert all(f"\n  faqbot completion {shell} > {path}\n" in out for shell, path in SHELLS.items())
