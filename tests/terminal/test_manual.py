"""The manual page: what it holds, and that the programs that show it have nothing to complain of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

import faqbot
from faqbot.base import folders
from faqbot.chat import settings
from faqbot.index.encoding import cache
from faqbot.terminal.shell.help import completions, manual
from faqbot.terminal.shell.help.command import Command
from faqbot.terminal.shell.help.usage import CHAT, COMMANDS, OPTIONS, SHORT

PACKAGE: Final = Path(faqbot.__file__).parent
PAGE: Final = manual.page("0.1.0", "2026-11-28")
# To any printable text: what `man` shows it as; "…" is written as dots.
SHOWN: Final = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="…"), min_size=1)
HARD: Final = r""".it's 'so' `x` ~/a ^ \fB \e -- "q" % • x"""


def rendered(page: str, *command: str) -> str:
    """What a program makes of a page, with one space between any two words."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, input=page, capture_output=True, check=False, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[\d*m|.\x08", "", done.stdout))


GROFF: Final = ("groff", "-man", "-Tutf8", "-ww", "-rLL=200n")
MANDOC: Final = ("mandoc", "-Tutf8", "-Owidth=200")


def test_every_section_is_there_in_the_usual_order() -> None:
    """The page has the sections that readers of man pages look for."""
    assert re.findall(r"^\.SH (.*)$", PAGE, re.MULTILINE) == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS"),
        *("KNOWLEDGE", "MEANING", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"),
    ]


@pytest.mark.parametrize("command", [GROFF, MANDOC], ids=["groff", "mandoc"])
def test_every_command_and_option_is_shown(command: tuple[str, ...]) -> None:
    """Each command stands there with what it does, and each option with its short name and its help."""
    shown = rendered(PAGE, *command)
    for name, told in COMMANDS.items():
        assert f" faqbot {name} {told.usage}".rstrip().replace("…", "...") in shown
        assert told.help[1:] in shown
    for name in {*CHAT.shared, *(option for told in COMMANDS.values() for option in told.options)}:
        value = f" {OPTIONS[name]['metavar']}" if "metavar" in OPTIONS[name] else ""
        value = f"[={value.strip()}]" if "nargs" in OPTIONS[name] else value  # which may be left out
        names = ", ".join(f"{each}{value}" for each in (SHORT.get(name), name) if each)
        assert f" {names} {OPTIONS[name]['help'][:1].upper()}{OPTIONS[name]['help'][1:]}. " in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_a_new_option_is_on_the_page_by_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that is put into the tables stands below its command."""
    monkeypatch.setitem(OPTIONS, "--new", {"action": "store_true", "help": "do it anew"})
    old = COMMANDS[name]
    new = Command(old.usage, old.help, (*old.options, "--new"), old.epilog, old.shared, old.words)
    monkeypatch.setitem(COMMANDS, name, new)
    below = manual.page("1", "2026-11-28").partition(f".SS faqbot {name}")[2]
    assert below.partition(".SS")[0].count("\\fB\\-\\-new\\fR\nDo it anew.\n") == 1


@pytest.mark.parametrize(
    "command",
    [GROFF, (*GROFF[:-1], "-rLL=78n"), ("groff", "-man", "-Tascii", "-ww"), MANDOC, ("mandoc", "-Tlint", "-Wstyle")],
    ids=" ".join,
)
def test_no_program_warns_of_the_page(command: tuple[str, ...]) -> None:
    """Both groff and mandoc find nothing to complain of, in no width and in no encoding."""
    rendered(PAGE, *command)


@pytest.mark.parametrize("command", [GROFF, MANDOC], ids=["groff", "mandoc"])
def test_any_help_is_shown_as_it_is(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes, dots and backslashes in a help are text on the page, not requests."""
    monkeypatch.setitem(COMMANDS, "odd", Command("", HARD, epilog=f"examples:\n  {HARD}\n  {HARD}   {HARD}\n"))
    shown = rendered(manual.page("1", "2026-11-28"), *command)
    assert shown.count(HARD) == 4


@given(SHOWN)
def test_text_is_never_a_request(text: str) -> None:
    """Whatever a text holds: on the page it is ASCII, and no request or escape of its own."""
    escaped = manual._text(text)
    assert escaped.isascii() and escaped[0] not in ".'"
    unescaped = re.sub(r"\\\[u([0-9A-F]+)\]", lambda found: chr(int(found[1], 16)), escaped.removeprefix("\\&"))
    names = {r"\e": "\\", r"\-": "-", r"\(aq": "'", r"\(ga": "`", r"\(ha": "^", r"\(ti": "~"}
    assert re.sub(r"\\(?:\(..|.)", lambda found: names[found[0]], unescaped) == text


def test_every_variable_that_is_read_is_on_the_page() -> None:
    """The page names all environment variables that the code asks for, but for one that tells the system."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    read = {*re.findall(r'environ(?:\.get\(|\[)"(\w+)"', code), *re.findall(r'"(\w+)" (?:not )?in os\.environ', code)}
    read |= set(re.findall(r'^ENVIRONMENT: Final = "(\w+)"', code, re.MULTILINE))
    named = {name for names in manual.ENVIRONMENT for name in names.split(", ")}
    assert len(read) > 10 and sorted(read - named - {"ANDROID_DATA"}) == []


def test_the_files_are_where_the_page_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On Linux the settings, the history and the cache are where FILES has them."""
    if sys.platform != "linux":
        pytest.skip("the page names the places of Linux")
    for name in [name for name in os.environ if name.startswith(("XDG_", "FAQBOT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    home = [path.replace("~", str(tmp_path)) for path in manual.FILES]
    assert home[0] == folders.settings_file()
    assert home[1] == settings.Settings().history_file
    assert home[2] == os.path.join(tmp_path, ".cache", "faqbot", "") and cache.FILE


def test_the_page_is_made_by_nothing_but_python() -> None:
    """While a wheel is built no dependency is there: the page and the scripts for the shells need none."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    code += f"from {manual.__name__} import page; from {completions.__name__} import script; "
    code += "sys.stdout.buffer.write((page('0.1.0', '2026-11-28') + script('zsh')).encode())"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode() == PAGE + completions.script("zsh")
