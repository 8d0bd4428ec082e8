"""Many questions on standard input: by several processes, into a file that goes on, with how far it is."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from checkout import FAQBOT
from hypothesis import given
from hypothesis import strategies as st
from samples import LIBRARY, load
from screen import PATIENCE, Terminal

from faqbot.terminal.shell import progress

ASKED = [f"can i bring my dog {number}?" for number in range(60)]
LINES = "".join(json.dumps({"id": number, "question": question}) + "\n" for number, question in enumerate(ASKED))
TEXT = "".join(f"{question}\n" for question in ASKED)
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell and signals")


@pytest.fixture
def article(tmp_path: Path) -> str:
    load(tmp_path, LIBRARY)
    return str(tmp_path / "library.yaml")


def ask(article: str, *options: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [*FAQBOT, "-k", article, "ask", *options]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.mark.parametrize(("options", "stdin"), [(["--json", "--why"], LINES), ([], TEXT)], ids=["JSON", "text"])
def test_processes_write_what_one_writes(article: str, options: list[str], stdin: str) -> None:
    """Byte by byte, with the same status."""
    one, two = ask(article, *options, stdin=stdin), ask(article, *options, "--jobs", "2", stdin=stdin)
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, "", one.returncode)


def test_what_an_object_brings_stands_in_the_answer(article: str) -> None:
    """An id comes back, and a line of text is answered beside it."""
    done = ask(article, "--json", stdin=LINES + TEXT)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("id") for line in found] == [*range(60), *[None] * 60]
    assert [line["question"] for line in found] == ASKED * 2


def test_what_was_meant_as_an_object_is_told(article: str) -> None:
    """It is asked as it stands, and a sentence says so."""
    done = ask(article, "--json", stdin='{"q": "late?"}\n')
    assert done.stderr == (
        'faqbot: "{"q": "late?"}" is no JSON object with a text "question": it is asked as it stands\n'
    )
    assert json.loads(done.stdout)["question"] == '{"q": "late?"}'


def test_an_answer_does_not_wait_for_the_next_question(article: str) -> None:
    """A program that asks through a pipe gets each answer before it asks on; Ctrl-C then ends it with its status."""
    command = [*FAQBOT, "-k", article, "ask", "--json", "--jobs", "2"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        for question in ASKED[:3]:
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == ""


@needs_shell
def test_ctrl_c_ends_all_processes(article: str) -> None:
    """As a terminal sends it, to all of them, amid endless questions: status 130, and nothing is left or said."""
    script = f"yes late | {shlex.join(FAQBOT)} -k {article} ask --jobs 2"
    with subprocess.Popen(
        ["bash", "-c", f"{script}; exit ${{PIPESTATUS[1]}}"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as shell:  # fmt: skip
        assert shell.stdout and shell.stderr
        assert shell.stdout.readline()
        below = psutil.Process(shell.pid).children(recursive=True)
        assert len(below) > 3
        os.killpg(shell.pid, signal.SIGINT)
        shell.stdout.read()
        assert b"Traceback" not in shell.stderr.read()
        assert psutil.wait_procs(below, PATIENCE)[1] == []


@needs_shell
def test_a_closed_pipe_ends_quietly(article: str) -> None:
    """When the reader leaves, it stops with the status of a program killed by SIGPIPE."""
    script = f"yes late | {shlex.join(FAQBOT)} -k {article} ask --json --jobs 2 | head -1; echo ${{PIPESTATUS[1]}} >&2"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert len(done.stdout.splitlines()) == 1 and done.stderr == "141\n"


@needs_shell
def test_the_questions_of_a_killed_process_are_asked_again(article: str) -> None:
    """Each answer is there once, and in order."""
    command = [*FAQBOT, "-k", article, "ask", "--json", "--jobs", "2"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(f"{ASKED[0]}\n")
        process.stdin.flush()
        found = [process.stdout.readline()]
        for child in psutil.Process(process.pid).children():
            if any("spawn_main" in word for word in child.cmdline()):
                child.kill()
        process.stdin.write(TEXT.partition("\n")[2])
        process.stdin.close()
        found += process.stdout
        assert [json.loads(line)["question"] for line in found] == ASKED
        assert (process.wait(PATIENCE), process.stderr.read()) == (ask(article, stdin=TEXT).returncode, "")


# -- going on ----------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "auto"])
def test_the_same_command_finishes_what_was_interrupted(article: str, tmp_path: Path, jobs: str) -> None:
    """What it wrote stays, half a line is written anew, and the end is the same file and status."""
    path = tmp_path / "answers.jsonl"
    whole = ask(article, "--json", stdin=LINES)
    path.write_text(whole.stdout[: len(whole.stdout) // 2], encoding="ascii")
    for _ in range(2):
        done = ask(article, "--json", "--resume", str(path), "--jobs", jobs, stdin=LINES)
        assert (done.stdout, done.stderr, done.returncode) == ("", "", whole.returncode)
        assert path.read_text(encoding="ascii") == whole.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_of_other_questions_is_told(article: str, tmp_path: Path, jobs: str) -> None:
    """One sentence, status 2, and the file stays."""
    path = tmp_path / "answers.jsonl"
    path.write_text(ask(article, "--json", stdin=LINES).stdout, encoding="ascii")
    before = path.read_bytes()
    done = ask(article, "--json", "--resume", str(path), "--jobs", jobs, stdin="open?\n")
    assert done.stderr == (
        f'{path}:1: this is no answer to "open?", which stands at this place of the questions: '
        "name the file that belongs to these questions, or a new one\n"
    )
    assert done.returncode == 2 and path.read_bytes() == before


@needs_shell
def test_a_file_that_is_standard_output_too_is_told(article: str, tmp_path: Path) -> None:
    """Each answer would stand there twice."""
    path = tmp_path / "answers.jsonl"
    script = f"{shlex.join(FAQBOT)} -k {article} ask --json --resume {path} >> {path}"
    done = subprocess.run(["bash", "-c", script], input="late?\n", capture_output=True, text=True, check=False)
    assert done.stderr == "--resume writes into the file by itself: leave out the > or >> before its name\n"
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--jobs", "2", "--dask", "a:1"], "--jobs has this machine answer and --dask a cluster: write one of the two"),
        (["--resume", "a.jsonl"], "--resume is for answers as JSON: write --json too"),
        (["--jobs", "many"], 'argument --jobs: "many" is no count: write a whole number from 0 to 999,999'),
        (["--jobs", "2", "late?"], "--jobs is for the questions of standard input, but there is one behind faqbot ask"),
    ],
    ids=["both", "text", "words", "one"],
)
def test_options_that_don_t_go_together_are_told(article: str, options: list[str], fault: str) -> None:
    """Before anything is asked, with status 2."""
    done = ask(article, *options)
    assert done.returncode == 2 and fault in done.stderr and not done.stdout


# -- how far it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ((1_200, 2.0, 10_000), "1,200 of 10,000 answered · 600 a second · 15 s left"),
        ((1_200, 2.0, None), "1,200 answered · 600 a second"),
        ((10, 2.0, 10_000, 90), "100 of 10,000 answered · 5.0 a second · 33 min left"),
        ((10, 10.0, 100_000), "10 of 100,000 answered · 1.0 a second · 28 h left"),
        ((10, 2.0, 5), "10 answered · 5.0 a second"),
        ((10, 0.0, 10), "10 of 10 answered · 10,000,000,000 a second · 0 s left"),
    ],
)
def test_it_is_told_how_far_it_is(told: tuple[int, float, int | None], line: str) -> None:
    """How many, of how many, how fast, and for how long it goes on: as far as that is known."""
    assert progress.line(*told) == line


@given(st.lists(st.sampled_from(["late?", "", "  ", "x" * 50]), max_size=20), st.booleans())
def test_the_questions_of_a_file_are_counted(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], ended: bool
) -> None:
    """Those that are not empty, and the file is read from where it was afterwards."""
    path = tmp_path_factory.mktemp("counted") / "questions.txt"
    path.write_text("\n".join(lines) + ("\n" if ended else ""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, open(path, encoding="utf-8") as stream:
        patch.setattr(progress, "_PIECE", 7)
        assert progress._counted(stream) == sum(1 for line in lines if line.strip())
        assert stream.read() == path.read_text(encoding="utf-8")


def test_what_is_no_file_is_not_counted() -> None:
    """Of a pipe nothing is known before it is read."""
    read, write = os.pipe()
    with open(read, encoding="utf-8") as stream, open(write, "w", encoding="utf-8"):
        assert progress._counted(stream) is None


HASTE = """\
import sys
from faqbot.terminal.shell import progress
progress._PATIENCE = progress._EVERY = 0
from faqbot.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""


def on_terminal(home: Path, command: str, kind: str = "xterm") -> Terminal:
    (home / "haste.py").write_text(HASTE, encoding="utf-8")
    (home / "questions.txt").write_text(TEXT, encoding="utf-8")
    faqbot = f"{shlex.quote(sys.executable)} haste.py -k library.yaml ask --json"
    return Terminal(home, ["-c", command.replace("faqbot", faqbot)], program=["bash"], TERM=kind)


@needs_shell
@pytest.mark.parametrize("jobs", ["", "--jobs 2"])
@pytest.mark.parametrize("sink", ["> answers.jsonl", "--resume answers.jsonl"])
def test_who_sits_there_sees_how_far_it_is(article: str, tmp_path: Path, jobs: str, sink: str) -> None:
    """A line on standard error grows with the answers, which go elsewhere, and is gone in the end."""
    terminal = on_terminal(tmp_path, f"faqbot {jobs} {sink} < questions.txt; echo ended $?")
    terminal.end()
    assert "\x1b[K1 of 60 answered · " in terminal.raw and "\x1b[K60 of 60 answered · " in terminal.raw
    assert " a second · " in terminal.raw and " left" in terminal.raw
    assert terminal.text.strip() == "ended 0"
    assert len((tmp_path / "answers.jsonl").read_text(encoding="ascii").splitlines()) == 60


@needs_shell
def test_what_was_there_counts(article: str, tmp_path: Path) -> None:
    """The answers of a file that goes on are among those that are told."""
    terminal = on_terminal(
        tmp_path, "head -9 questions.txt | faqbot > a.jsonl; faqbot --resume a.jsonl < questions.txt"
    )
    terminal.end()
    assert "\x1b[K10 of 60 answered · " in terminal.raw


@needs_shell
@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("faqbot < questions.txt", "xterm"),
        ("faqbot < questions.txt > a", "dumb"),
        ("faqbot < questions.txt 2> e > a; cat e", "xterm"),
    ],
    ids=["answers are seen", "dumb", "nobody"],
)
def test_nothing_stands_between_answers_or_in_files(article: str, tmp_path: Path, command: str, kind: str) -> None:
    """Where the line would be amid answers, can't be drawn or goes into a file, there is none."""
    terminal = on_terminal(tmp_path, command, kind)
    terminal.end()
    assert " of 60 answered" not in terminal.raw
