"""What the command is told: its commands and options, its help, and what is said of arguments that are wrong."""

from __future__ import annotations

import re

import pytest

import faqbot
from faqbot.terminal.shell import cli
from faqbot.terminal.shell.arguments import parse
from faqbot.terminal.shell.help.usage import COMMANDS


@pytest.mark.parametrize(
    ("arguments", "command", "words"),
    [
        ([], "", []),
        (["--json"], "", []),
        (["ask"], "ask", []),
        (["-k", "ask", "ask", "ask"], "ask", ["ask"]),
        (["--knowledge=x", "eval", "a.csv", "--worst", "2", "b.csv"], "eval", ["a.csv", "b.csv"]),
        (["--max-wrong", "0.1", "tune", "--", "-x.csv"], "tune", ["-x.csv"]),
        (["--", "ask", "--json"], "ask", ["--json"]),
        (["ask", "eval", "it"], "ask", ["eval", "it"]),
        (["--json", "config", "--path"], "config", []),
    ],
)
def test_the_command_is_the_first_word(arguments: list[str], command: str, words: list[str]) -> None:
    """The first argument that is neither an option nor the value of one is the command; the others are its words."""
    options = parse(arguments)
    assert (options.command, options.words) == (command, words)


@pytest.mark.parametrize(
    "arguments",
    [["--nope"], ["answer", "me"], ["-k"], ["--knowledge"], ["ask", "--jso"], [""], ["-5"], ["--", "-x"], ["eval"]],
)
def test_bad_usage_is_an_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What faqbot doesn't know ends with status 2 and the usage on standard error."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    captured = capsys.readouterr()
    assert exit_.value.code == 2
    assert captured.err.startswith("usage: faqbot") and captured.out == ""


def test_a_question_without_ask_is_told_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Who forgets the command is told of it."""
    with pytest.raises(SystemExit):
        cli.main(["how long?"])
    assert "to ask a question: faqbot ask" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evla", "x.csv"], "there is no command 'evla'; did you mean eval?"),
        (["-k", "ask", "tunes"], "there is no command 'tunes'; did you mean tune?"),
        (["ask", "--jsno", "x"], "there is no option --jsno: did you mean --json?"),
        (["ask", "--plot", "x.svg", "x"], "--plot is an option of faqbot eval"),
        (["--max-wrong=0.1", "ask", "x"], "--max-wrong is an option of faqbot eval and faqbot tune"),
        (["--why"], "--why is an option of faqbot ask"),
        (["--json", "eval"], "which questions? faqbot eval FILE…"),
        (["tune", "--max-wrong", "5%", "x"], '"5%" is no share: write a number from 0 to 1, as 0.05 for 5 in 100'),
        (["eval", "--max-wrong", "nan", "x"], '"nan" is no share'),
        (["eval", "--max-wrong", "-1", "x"], '"-1" is no share'),
        (["config", "-k", "x"], "-k is an option of faqbot ask and faqbot eval and faqbot tune"),
        (["--knowledge=x", "config"], "--knowledge is an option of faqbot ask"),
        (["config", "--pth"], "there is no option --pth: did you mean --path?"),
        (["--path"], "--path is an option of faqbot config"),
        (["config", "keys", "vi"], "nothing may stand behind faqbot config, but there is 'keys'"),
        (["confg"], "there is no command 'confg'; did you mean config?"),
        (["completion", "zs"], "there is no completion for 'zs'; did you mean zsh?"),
        (["completion", "tcsh"], "there is no completion for 'tcsh'; there are bash, zsh, fish"),
        (["completion", "zsh", "fish"], "one shell may stand behind faqbot completion, but there is 'fish' too"),
        (["help", "confg"], "there is no command 'confg'; did you mean config?"),
        (["help", "me"], "there is no command 'me'; to ask a question: faqbot ask"),
        (["help", "ask", "eval"], "one command may stand behind faqbot help, but there is 'eval' too"),
        (["help", "-k", "x"], "-k is an option of faqbot ask and faqbot eval and faqbot tune"),
        (["-v"], "there is no option -v"),
        (["confg", "--path"], "there is no command 'confg'; did you mean config?"),
        (["eval", "--worst", "many", "x"], '"many" is no count: write a whole number'),
    ],
)
def test_bad_usage_is_told_with_what_to_do(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is misspelt, out of place, missing or out of bounds is said with what was likely meant."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    captured = capsys.readouterr()
    assert (exit_.value.code, captured.out) == (2, "")
    assert told in captured.err


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["ask", "-V"], ["-V", "help"]])
def test_version(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """--version and -V print the name and the version."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    assert exit_.value.code == 0
    assert capsys.readouterr().out == f"faqbot {faqbot.__version__}\n"


def shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a call prints that ends well."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    out, err = capsys.readouterr()
    assert (exit_.value.code or 0, err) == (0, "")
    return out


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_a_command_too(command: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot help` and `faqbot help COMMAND` print what --help does."""
    named = [command] if command else []
    assert shown(["help", *named], capsys) == shown([*named, "--help"], capsys)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", [0, 1])
def test_each_command_has_its_help(command: str, place: int, capsys: pytest.CaptureFixture[str]) -> None:
    """--help before or after a command shows that command's options, examples and exit status, in 80 columns."""
    arguments = [command]
    arguments.insert(place, "--help")
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    out = capsys.readouterr().out
    assert exit_.value.code == 0 and re.match(rf"usage: faqbot \[options\] {command}\b", out)
    assert all(option in out for option in COMMANDS[command].options)
    assert f"faqbot {command}" in out.partition("examples:")[2] and "exit status:" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """--help without a command names each command with what it does."""
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    out = capsys.readouterr().out
    assert all(f"  {name:10} {command.help}\n" in out for name, command in COMMANDS.items())


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_examples_and_the_exit_status(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help shows every option, examples and what the exit status means, in 80 columns."""
    with pytest.raises(SystemExit) as exit_:
        cli.main([option])
    out = capsys.readouterr().out
    assert exit_.value.code == 0
    assert all(word in out for word in ("--knowledge", "--json", "--version", "examples:", "exit status:"))
    assert max(map(len, out.splitlines())) <= 80
