"""The command as users and scripts call it: whole processes, their streams and their exit status."""

from __future__ import annotations

import codecs
import contextlib
import gc
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pexpect
import pytest
from checkout import FAQBOT
from screen import PATIENCE

import faqbot
from faqbot.answering import explanation, receipt
from faqbot.chat import settings
from faqbot.chat.settings import Settings
from faqbot.evaluation import evaluate
from faqbot.knowledge.yaml import syntax
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ARTICLE = """\
title: Tea
note: By the kettle
sections:
  - id: water
    heading: Water
    text: |
      Green tea wants water of 80 degrees.
faq:
  - id: steep
    question: How long does black tea steep?
    answer: “Four minutes” — a café’s rule.
    section: water
"""
QUESTION = "How long does black tea steep?"
NONSENSE = "xylophone quarks?"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    path = tmp_path / "tea.yaml"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def environment(**changed: str) -> dict[str, str]:
    """The environment of this process without what changes looks, and with `changed`."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "FAQBOT_KNOWLEDGE")}
    return kept | {"TERM": "xterm"} | changed


def faqbot_run(*arguments: str | Path, stdin: bytes = b"", **changed: str) -> subprocess.CompletedProcess[bytes]:
    command = [*FAQBOT, *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, check=False, capture_output=True, env=environment(**changed), timeout=PATIENCE
    )


# -- ask, once ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [["ask", QUESTION], ["ask", *QUESTION.split()], ["ask", "how long does", "black tea steep"]],
    ids=["quoted", "words", "parts"],
)
def test_ask_prints_the_answer_with_its_citation(arguments: list[str], tea: Path) -> None:
    """The answer stands first, then where it stands; quotes around the question are not needed."""
    done = faqbot_run("-k", tea, *arguments)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "“Four minutes” — a café’s rule."
    assert lines[-1].startswith("  — Water · Tea (undated) · By the kettle · ")
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_is_not_answered_has_status_one(tea: Path) -> None:
    """A question without an answer is explained on standard output, with status 1."""
    done = faqbot_run("-k", tea, "ask", NONSENSE)
    assert done.returncode == 1 and done.stdout and not done.stderr


def test_bad_entries_are_skipped_where_asked(tmp_path: Path) -> None:
    """Bad lines of JSON Lines end the command, and with --skip-bad are one line on standard error."""
    path = tmp_path / "big.jsonl"
    path.write_text('{"question": "Where is the tea?", "answer": "In the pot."}\n{"question": "Why?"}\n{}\n')
    done = faqbot_run("-k", path, "ask", "where is the tea?")
    assert done.returncode == 2 and done.stderr.decode().count(f"{path}:") == 3 and not done.stdout
    done = faqbot_run("-k", path, "ask", "--skip-bad", "where is the tea?")
    assert done.returncode == 0 and b"In the pot." in done.stdout and b"big.jsonl:1" in done.stdout
    told = 'an FAQ entry must have an answer: add "answer": "…"'
    assert done.stderr.decode() == f"faqbot: {path}:2: 2 bad entries were left out; the first: {told}\n"


def test_what_is_told_has_status_zero(tea: Path) -> None:
    """What is asked of the bot itself is told in its own words, which its name marks, with status 0."""
    done = faqbot_run("-k", tea, "ask", "when was this published?")
    assert done.stdout.decode() == "faqbot: Nothing tells when “Tea” was published.\n" and done.returncode == 0
    told = json.loads(faqbot_run("-k", tea, "--json", "ask", "--why", "thanks").stdout)
    assert (told["verdict"], told["topic"], told["citation"], told["text"]) == ("told", "thanks", None, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["-k", "{}", "ask", QUESTION, "--json"],
        ["--json", "ask", "-k", "{}", QUESTION],
        ["ask", "how", "long", "--json", "does", "-k", "{}", "black", "tea", "steep"],
        ["ask", QUESTION, "--knowledge={}", "--json"],
        ["ask", "--json", "--knowledge", "{}", "--", QUESTION],
    ],
)
def test_options_may_stand_anywhere(arguments: list[str], tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Options are known before, after and amid the command and its words."""
    assert cli.main([argument.format(tea) for argument in arguments]) == 0
    assert json.loads(capsys.readouterr().out)["citation"]["entry"] == "steep"


def test_an_article_can_be_named(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--article names the article that is asked; one that there isn't is an error with a guess."""
    other = tea.with_name("coffee.yaml")
    other.write_text(tea.read_text(encoding="utf-8").replace("title: ", "title: No "), encoding="utf-8")
    asked = ["-k", str(tea.parent), "ask", "--json", "how long does it steep", "--article"]
    cli.main([*asked, "coffee"])
    assert json.loads(capsys.readouterr().out)["articles"] == ["coffee"]
    assert cli.main([*asked, "cofee"]) == 2
    assert 'there is no article "cofee": did you mean "coffee"?' in capsys.readouterr().err


def test_knowledge_can_be_given_more_than_once(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each -k adds articles, wherever it stands."""
    other = tea.with_name("cups.yaml")
    other.write_text("title: Cups\nfaq:\n  - question: Who makes cups?\n    answer: Potters do.\n", encoding="utf-8")
    assert cli.main(["-k", str(other), "ask", "-k", str(tea), "Who makes cups?"]) == 0
    assert capsys.readouterr().out.startswith("Potters do.")
    assert cli.main(["-k", str(other), "ask", "-k", str(tea), QUESTION]) == 0


@pytest.mark.parametrize(
    ("arguments", "question"),
    [
        (["ask", ""], ""),
        (["ask", "   "], "   "),
        (["ask", "--", "-x"], "-x"),
        (["ask", "-5 quarks?"], "-5 quarks?"),
        (["ask", "--", "-k", "--json", "--"], "-k --json --"),
        (["ask", "a\udcffb\ud800"], "a\ufffdb\ufffd"),
        (["ask", "\x1b[31m\x7f\x9b"], "\x1b[31m\x7f\x9b"),
    ],
)
def test_odd_questions_are_questions(
    arguments: list[str], question: str, tea: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty questions, dashes and broken characters are asked as they are, and get no answer."""
    assert cli.main(["-k", str(tea), "--json", *arguments]) == 1
    out = capsys.readouterr().out
    assert json.loads(out)["question"] == question
    assert out.isascii() and out.removesuffix("\n").isprintable()


def test_why_follows_the_answer(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --why an empty line and what explains the answer stand below it."""
    assert cli.main(["-k", str(tea), "ask", QUESTION]) == 0
    plain = capsys.readouterr().out
    assert cli.main(["-k", str(tea), "ask", "--why", QUESTION]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{plain}\n")
    assert explanation.because(faqbot.Bot.load(tea).answer(QUESTION)) in " ".join(shown.split())


def test_why_is_a_key_of_json(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --why the answer's JSON holds what explains it under the key "why"."""
    assert cli.main(["-k", str(tea), "ask", "--json", "--why", QUESTION]) == 0
    answer = faqbot.Bot.load(tea).answer(QUESTION)
    assert json.loads(capsys.readouterr().out) == {**answer.to_dict(), "why": explanation.to_dict(answer)}


def test_an_argument_that_is_no_utf8_is_a_question(tea: Path) -> None:
    """Bytes that are no text come out as U+FFFD, not as a traceback."""
    command = [*map(os.fsencode, FAQBOT), b"--json", b"-k", bytes(tea), b"ask", b"caf\xe9"]
    done = subprocess.run(command, check=False, capture_output=True, env=environment(), timeout=PATIENCE)
    assert json.loads(done.stdout)["question"] == "caf\ufffd"


# -- questions from standard input -------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["ask"]])
def test_piped_questions_are_answered_in_order(command: list[str], tea: Path) -> None:
    """One question per line; an empty line parts two answers; empty lines are no questions."""
    done = faqbot_run("-k", tea, *command, stdin=f"{QUESTION}\n\n  \r\n{QUESTION}".encode())
    first, second = done.stdout.decode().removesuffix("\n").split("\n\n")
    assert first == second and first.startswith("“Four minutes”")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("questions", "status"),
    [([], 0), ([QUESTION], 0), ([QUESTION, NONSENSE], 1), ([NONSENSE, QUESTION], 1), ([NONSENSE], 1)],
)
def test_the_status_of_many_tells_whether_all_were_answered(questions: list[str], status: int, tea: Path) -> None:
    """Status 0 means that no question was left without an answer."""
    assert faqbot_run("-k", tea, "ask", stdin="\n".join(questions).encode()).returncode == status


def test_json_of_many_is_one_object_a_line(tea: Path) -> None:
    """With --json there is one line of JSON per question and nothing else."""
    done = faqbot_run("-k", tea, "--json", stdin=f"{QUESTION}\n{NONSENSE}\n".encode())
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["answered", "unknown"]


def test_json_is_what_python_gives(tea: Path) -> None:
    """--json prints the answer's to_dict(), so that scripts and Python see the same, but for the receipts."""
    expected = faqbot.Bot.load(tea).answer(QUESTION).to_dict(receipts=False)
    assert json.loads(faqbot_run("-k", tea, "ask", "--json", QUESTION).stdout) == expected


@pytest.mark.parametrize("question", [QUESTION, "tea water minutes", NONSENSE])
def test_json_has_receipts_with_why_only(question: str, tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Matches and suggestions have their receipts where --why asks for them, and are else the same."""
    cli.main(["-k", str(tea), "ask", "--json", question])
    plain = json.loads(capsys.readouterr().out)
    cli.main(["-k", str(tea), "ask", "--json", "--why", question])
    full = json.loads(capsys.readouterr().out)
    assert full.pop("why")
    for match in (*full["matches"], *full["suggestions"]):
        assert match.pop("receipt")["text"]
    assert full == plain


def test_answers_come_as_the_questions_do(tea: Path) -> None:
    """Each line is answered before the next one is there."""
    command = [*FAQBOT, "-k", str(tea), "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdin and process.stdout
        for question in (QUESTION, NONSENSE, QUESTION):
            process.stdin.write(question.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(PATIENCE) == 1


@pytest.mark.parametrize(
    "stdin",
    [b"caf\xe9 \xff\xfe?\n", b"\x01\x1b[2J\n", b"a" * 1_000_000 + b"\n", b"\xed\xa0\x80\n", b"\xe2\x80\xae?\n"],
    ids=["latin-1", "controls", "megabyte", "surrogate", "bidi"],
)
def test_any_bytes_are_a_question(stdin: bytes, tea: Path) -> None:
    """Whatever stands on a line gets an answer that acts on no terminal, and no traceback."""
    done = faqbot_run("-k", tea, "ask", stdin=stdin)
    assert (done.returncode, done.stderr) == (1, b"")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout.decode())


def test_a_byte_order_mark_is_no_part_of_the_question(tea: Path) -> None:
    """The mark that some editors put at the start of a file is left out."""
    done = faqbot_run("-k", tea, "--json", stdin=b"\xef\xbb\xbf" + QUESTION.encode())
    assert json.loads(done.stdout)["question"] == QUESTION


# -- streams that fail -------------------------------------------------------------------------


def shell(script: str, tea: Path, **changed: str) -> subprocess.CompletedProcess[bytes]:
    """Run a script of the shell in which $faqbot is the command."""
    command = f'faqbot() {{ {shlex.join(FAQBOT)} -k "{tea}" "$@"; }}\n{script}'
    return subprocess.run(
        ["bash", "-c", command], check=False, capture_output=True, env=environment(**changed), timeout=PATIENCE
    )


@pytest.mark.parametrize("options", ["", "--json"])
def test_a_closed_pipe_ends_quietly(options: str, tea: Path) -> None:
    """When the reader leaves, faqbot stops with the status of a program killed by SIGPIPE."""
    done = shell(f"yes '{QUESTION}' | faqbot {options} | head -1; echo ${{PIPESTATUS[1]}} >&2", tea)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b"141\n"


def test_a_reader_that_never_reads_is_no_error(tea: Path) -> None:
    """A pipe that is closed before the only answer leaves nothing on standard error."""
    done = shell(f"faqbot ask {QUESTION!r} | true", tea)
    assert done.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_told(tea: Path) -> None:
    """An answer that can't be written is an error, said in one sentence."""
    done = shell(f"faqbot ask {QUESTION!r} > /dev/full", tea)
    assert done.returncode == 2
    assert done.stderr == b"faqbot: can't read or write: No space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["faqbot --help >/dev/full", "faqbot --version >/dev/full"])
def test_help_on_a_full_disk_is_told(command: str, tea: Path) -> None:
    """What argparse prints is an error too where it can't be written."""
    done = shell(f"unset PYTHONUNBUFFERED; {command}", tea)
    assert (done.returncode, done.stderr) == (2, b"faqbot: can't read or write: No space left on device\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_an_error_on_a_full_disk_keeps_its_status(tea: Path) -> None:
    """Where the sentence can't be written, the status says it."""
    assert shell("unset PYTHONUNBUFFERED; faqbot -k nope ask x 2>/dev/full", tea).returncode == 2


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(closed: str, tea: Path) -> None:
    """The command runs with any of its streams closed."""
    done = shell(f"faqbot ask {QUESTION!r} {closed}", tea)
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input_that_cannot_be_read_is_told(tea: Path) -> None:
    """Standard input that can only be written is an error, said in one sentence."""
    done = shell("faqbot ask 0> /dev/null", tea)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(b"faqbot: can't read or write: .+\n", done.stderr)


@pytest.mark.parametrize("environ", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C"}])
def test_every_encoding_gets_an_answer(environ: dict[str, str], tea: Path) -> None:
    """Where the output has no curly quotes, straight ones stand for them."""
    done = faqbot_run("-k", tea, "ask", QUESTION, stdin=b"", **environ)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Four minutes" in done.stdout and b"?" not in done.stdout.splitlines()[0]


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_utf16_is_answered_as_it_comes(mark: bytes, codec: str, tea: Path) -> None:
    """Questions in UTF-16 with its mark, as PowerShell writes them, are read as such, and each is answered at once."""
    command = [sys.executable, "-m", "faqbot", "-k", str(tea), "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdin and process.stdout
        for start in (mark, b"", b""):
            process.stdin.write(start + f"{QUESTION}\n".encode(codec))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == QUESTION
        process.stdin.close()
        assert process.wait(30) == 0


def test_utf16_without_a_mark_is_told(tea: Path) -> None:
    """Questions in UTF-16 without its mark are an error in one sentence, not questions of single letters."""
    done = faqbot_run("-k", tea, stdin=f"{QUESTION}\n".encode("utf-16-le"))
    told = b"faqbot: standard input is in UTF-16 without a byte order mark: make it UTF-8, as iconv"
    assert (done.returncode, done.stdout) == (2, b"") and done.stderr.startswith(told)


# -- errors ------------------------------------------------------------------------------------


def test_bad_knowledge_is_told_with_its_place(tea: Path) -> None:
    """An article at fault prints path:line: message on standard error, with status 2."""
    tea.write_text("title: Tea\nfaq:\n  - question: Why?\n", encoding="utf-8")
    done = faqbot_run("-k", tea, "ask", QUESTION)
    assert done.returncode == 2 and done.stdout == b""
    assert re.match(rf"{re.escape(str(tea))}:\d+: ", done.stderr.decode())


def test_a_missing_path_is_told_without_acting_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A path with an escape sequence in its name is shown without it."""
    assert cli.main(["-k", "no\x1b[31mwhere", "ask", "x"]) == 2
    captured = capsys.readouterr()
    assert "where" in captured.err and "\x1b" not in captured.err and captured.out == ""


# -- called by a program -----------------------------------------------------------------------


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize(
    "arguments", [["-k", "{}", "ask", QUESTION], ["-k", "nope", "ask", "x"], ["--help"], ["--nope"], ["-k", "{}"]]
)
def test_a_call_leaves_the_process_as_it_was(arguments: list[str], enabled: bool, tea: Path) -> None:
    """Whatever becomes of a call of `main`, warnings, streams and the garbage collector are as they were before."""
    stdin = io.TextIOWrapper(io.BytesIO(QUESTION.encode()), encoding="utf-8", errors="strict")
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict") for _ in range(2))

    def state() -> tuple[object, ...]:
        shown = warnings.showwarning, list(warnings.filters), [s.errors for s in (stdin, stdout, stderr)]
        return *shown, gc.isenabled(), gc.get_freeze_count() if enabled else None

    with pytest.MonkeyPatch.context() as patch:
        for name, stream in (("stdin", stdin), ("stdout", stdout), ("stderr", stderr)):
            patch.setattr(sys, name, stream)
        was = gc.isenabled()
        (gc.enable if enabled else gc.disable)()
        before = state()
        try:
            with contextlib.suppress(SystemExit):
                cli.main([argument.format(tea) for argument in arguments])
            assert state() == before
        finally:
            (gc.enable if was else gc.disable)()
            gc.unfreeze()


def test_a_second_call_reads_on(tea: Path) -> None:
    """`main` may be called once more in a process that has read from standard input."""
    code = f"import sys; from {cli.__name__} import main; sys.stdin.readline(); main(sys.argv[1:]); main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "-k", str(tea), "ask", QUESTION],
        input=b"a\nb\n",
        check=False,
        capture_output=True,
        env=environment(),
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, b"") and done.stdout.count("“Four minutes”".encode()) == 2


def test_importing_the_command_changes_nothing() -> None:
    """A tool that imports every module of the package keeps its garbage collector."""
    code = "import gc, faqbot.__main__; print(gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=environment())
    assert done.stdout == b"True\n"


# -- config ------------------------------------------------------------------------------------


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a settings file, in a folder that is not there yet."""
    path = tmp_path / "sub folder" / "config.toml"
    monkeypatch.setenv("FAQBOT_CONFIG", str(path))
    return path


def test_config_prints_a_settings_file(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot config` prints the settings as the file that would make them."""
    config.parent.mkdir()
    config.write_text('keys = "vi"\n', encoding="utf-8")
    assert cli.main(["config"]) == 0
    out, err = capsys.readouterr()
    assert out == settings.documented(Settings(keys="vi"), str(config)) and err == ""
    config.write_text(out, encoding="utf-8")
    assert settings.load() == (Settings(keys="vi"), ())


def test_config_makes_a_file_to_start_with(config: Path) -> None:
    """What its help says makes a settings file, also where its folder was missing, and it sets nothing."""
    command = f'{shlex.join(FAQBOT)} config > "$({shlex.join(FAQBOT)} config --path)"'
    done = subprocess.run(["/bin/sh", "-c", command], check=False, capture_output=True, env=environment())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert config.read_text("utf-8") == settings.documented(Settings(), str(config))
    assert settings.load() == (Settings(), ())


def test_config_says_where_its_file_is(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --path nothing but the path is printed, whatever stands in the file."""
    config.parent.mkdir()
    config.write_text("keys = 5\n", encoding="utf-8")
    assert cli.main(["config", "--path"]) == 0
    assert capsys.readouterr() == (f"{config}\n", "")


@pytest.mark.parametrize("arguments", [["config"], ["--json", "config"]])
def test_config_tells_faults(arguments: list[str], config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with the settings goes to standard error, a sentence each, and the status is 2."""
    config.parent.mkdir()
    config.write_text('keys = "vi"\ntheme = 1\nteme = 1\n', encoding="utf-8")
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{config}:2", f"{config}:3"]
    assert '"vi"' in out and '"colour"' in out


def test_config_as_json(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the settings are one object, with the path of their file."""
    config.parent.mkdir()
    config.write_text('history = "none"\nknowledge = "tea.yaml"\n', encoding="utf-8")
    assert cli.main(["config", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"path": str(config), **settings.load()[0].to_dict()}
    assert found["history"] is None and found["knowledge"] == [str(config.with_name("tea.yaml"))]


# -- on a terminal -----------------------------------------------------------------------------


def on_terminal(tea: Path, arguments: Sequence[str] = ("ask", QUESTION), **changed: str) -> pexpect.spawn[str]:
    command, *rest = [*FAQBOT, "-k", str(tea), *arguments]
    return pexpect.spawn(
        command, rest, env=environment(**changed), dimensions=(24, 40), encoding="utf-8", timeout=PATIENCE
    )


def test_a_terminal_gets_weight_and_its_width(tea: Path) -> None:
    """On a terminal the answer is bold, and lines end before its last column."""
    child = on_terminal(tea)
    child.expect(pexpect.EOF)
    assert child.before and child.before.startswith("\x1b[1m“Four minutes” — a café’s rule.\x1b[0m\r\n")
    shown = re.sub(r"\x1b\[[\d;]*m", "", child.before).replace(str(tea), "")
    assert max(map(len, shown.splitlines())) <= 40


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_plain_terminal_gets_no_escapes(environ: dict[str, str], tea: Path) -> None:
    """NO_COLOR and TERM=dumb keep every escape sequence away."""
    child = on_terminal(tea, **environ)
    child.expect(pexpect.EOF)
    assert child.before and "\x1b" not in child.before


def test_ask_on_a_terminal_says_what_it_waits_for(tea: Path) -> None:
    """`faqbot ask` without a question reads lines from the terminal, until Ctrl-D, and says so."""
    child = on_terminal(tea, ["ask"])
    child.expect_exact("one question per line, please; Ctrl-D ends.")
    child.sendline(QUESTION)
    child.expect_exact("Four minutes")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_ctrl_c_ends_with_its_status(tea: Path) -> None:
    """Ctrl-C ends quietly with status 130."""
    child = on_terminal(tea, ["ask"])
    child.expect_exact("Ctrl-D ends.")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert child.before and "Traceback" not in child.before


def test_an_interrupt_ends_with_its_status(tea: Path) -> None:
    """SIGINT while waiting for a question ends with status 130 and nothing on standard error."""
    command = [*FAQBOT, "-k", str(tea)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == b""


# -- what is imported --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "module",
    [
        "prompt_toolkit",
        "platformdirs",
        "json",
        "wcwidth",
        "difflib",
        "csv",
        "tomllib",
        "numpy",
        "dataclasses",
        "inspect",
        evaluate.__name__,
        explanation.__name__,
        receipt.__name__,
        settings.__name__,
        syntax.__name__,
    ],
)
def test_a_plain_answer_imports_little(module: str, tea: Path) -> None:
    """`faqbot ask` pays for no module that only the chat, --json, an encoder, settings or a file at fault needs."""
    code = f"import sys; from {cli.__name__} import main; main(); print({module!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "-k", str(tea), "ask", QUESTION],
        check=False,
        capture_output=True,
        env=environment(FAQBOT_CONFIG=str(tea.with_name("no-settings.toml"))),
        timeout=PATIENCE,
    )
    assert done.stdout.splitlines()[-1] == b"False"
