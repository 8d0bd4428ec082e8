"""`faqbot eval` and `faqbot tune` as users and continuous integration call them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from samples import LIBRARY
from test_cli import faqbot_run

from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from pathlib import Path

# Two right answers, one from a wrong place, one answer too many, one rightly silent, one missed.
ASKED = """\
question,expect,contains
What happens if I return a book late?,faq-late,50 cents
May I bring my dog?,faq-dogs
How do I renew my card?,hours
What happens if I return a book late?,
xylophone quarks?,
xylophone quarks?,fees
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library and questions about it, which is where the test runs."""
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "asked.csv").write_text(ASKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FAQBOT_KNOWLEDGE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    """What a command over the library prints."""
    assert cli.main(["-k", "library.yaml", *arguments]) == status
    return capsys.readouterr().out


def values(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(capsys, *arguments, "--json"))
    return found


# -- eval --------------------------------------------------------------------------------------


def test_the_report_has_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """The report tells what was asked, each figure with its counts, the curve, the mistakes, and the latency last."""
    out = run(capsys, "eval", "asked.csv")
    assert out.startswith("6 questions, 4 with an answer and 2 without, over library.\n")
    for figure in (
        r"accuracy +0\.50  0\.19–0\.81  3 of 6 ",
        r"coverage +0\.67 .* 4 of 6 ",
        r"precision +0\.50 .* 2 of 4 ",
        r"recall +0\.50 .* 2 of 4 ",
        r"false answers +0\.50 .* 1 of 2 ",
        r"right at rank 1 +0\.50 .* 2 of 4 ",
        r"area under curve +\d\.\d\d ",
        r"calibration error +\d\.\d\d ",
    ):
        assert re.search(rf"^  {figure}", out, re.MULTILINE), figure
    assert "Wrong decisions\n1 answered though there is no answer, 1 from a wrong place, 1 missed.\n" in out
    assert "wrong, of the answers given   O: now" in out
    assert re.fullmatch(r"p50 [\d.]+ ms, p90 [\d.]+ ms, p99 [\d.]+ ms", out.splitlines()[-1])


def test_a_mistake_is_shown_with_its_receipts(capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake tells the case's place, what came back, why, and how the expected place fared."""
    out = run(capsys, "eval", "asked.csv", "--worst", "6")
    shown = out.partition(". How do I renew my card?")[2].partition("\n\nLatency")[0]
    assert "asked.csv:4: answered from library#faq-renew" in shown
    assert "Show it at the desk." in shown and "Answered: " in shown
    assert "library#hours" in shown


def test_a_mistake_shows_the_place_that_was_expected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where what was expected is a match as well, its rank and its receipt stand below what came back."""
    (folder / "asked.csv").write_text("question,expect\nHow do I renew my card?,faq-replace\n", encoding="utf-8")
    shown = run(capsys, "eval", "asked.csv").partition("Expected: How do I replace my card?\n")[2]
    assert shown.startswith("library#faq-replace, match 2 of ")
    assert "weight  earned" in shown and "replace" not in shown.partition("weight  earned")[0].partition("”")[2]


@pytest.mark.parametrize("worst", [0, 1, 2, 3, 99])
def test_as_many_mistakes_are_shown_as_are_asked_for(worst: int, capsys: pytest.CaptureFixture[str]) -> None:
    """--worst N shows the N worst in full, and says how to see the others."""
    out = run(capsys, "eval", "asked.csv", f"--worst={worst}")
    assert len(re.findall(r"^asked\.csv:\d+: ", out, re.MULTILINE)) == min(worst, 3)
    assert ("--worst 3 shows all" in out) is (worst < 3)


def test_two_runs_differ_in_nothing_but_latency(capsys: pytest.CaptureFixture[str]) -> None:
    """The output up to the latency is the same every time, so that it can be compared."""
    first, second = (run(capsys, "eval", "asked.csv").rpartition("Latency")[0] for _ in range(2))
    assert first == second
    one, two = (values(capsys, "eval", "asked.csv") for _ in range(2))
    assert list(one)[-1] == "latency_ms"
    assert {**one, "latency_ms": None} == {**two, "latency_ms": None}


def test_json_has_every_figure_and_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints one object with the figures, the curve, the calibration and the outcome of every case."""
    found = values(capsys, "eval", "asked.csv")
    assert found["questions"] == 6 and found["articles"] == ["library"]
    assert found["accuracy"] == {"value": 0.5, "count": 3, "of": 6, "low": 0.1876, "high": 0.8124}
    assert [(case["line"], case["outcome"]) for case in found["cases"]] == [
        (2, "right"),
        (3, "right"),
        (4, "wrong place"),
        (5, "false answer"),
        (6, "rightly silent"),
        (7, "missed"),
    ]
    assert found["curve"][-1]["answers"] == 4 and found["wrong_answers"]["count"] == 2
    assert sum(part["answers"] for part in found["calibration"]["bins"]) == 4


@pytest.mark.parametrize(("share", "status"), [("0.5", 0), ("1", 0), ("0.49", 1), ("0", 1)])
def test_a_budget_of_wrong_answers_can_be_passed(share: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The status is 1 where a larger share of the answers is wrong than allowed, and standard error says how large."""
    assert cli.main(["-k", "library.yaml", "eval", "asked.csv", "--max-wrong", share]) == status
    captured = capsys.readouterr()
    told = "faqbot: 2 of 4 answers given are wrong, a share of 0.5000: --max-wrong allows"
    assert captured.out and captured.err.startswith(told) is (status == 1)


def test_no_answer_at_all_passes_no_budget(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is answered nothing is answered wrongly."""
    (folder / "asked.csv").write_text("question,expect\nxylophone quarks?,hours\n", encoding="utf-8")
    out = run(capsys, "eval", "asked.csv", "--max-wrong", "0")
    assert "0 of 1 questions are answered" in out and "Calibration of" not in out


def test_a_plot_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--plot FILE.svg writes the curve, and the report is printed all the same."""
    assert run(capsys, "eval", "asked.csv", "--plot", "curve.svg").startswith("6 questions")
    assert (folder / "curve.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["asked.csv", "--plot", "none/x.svg"], "none/x.svg: the plot can't be written (No such file or directory)"),
        (["nowhere.csv"], "nowhere.csv: there is no such file or folder"),
        (["asked.txt"], "asked.txt: name a file of questions by what it holds"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An error is a sentence on standard error with status 2, and nothing on standard output."""
    assert cli.main(["-k", "library.yaml", "eval", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(told) and captured.out == ""


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("command", [["eval", "--worst", "9"], ["tune"]])
def test_every_width_is_kept(
    columns: str, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is longer than the terminal is wide."""
    monkeypatch.setenv("COLUMNS", columns)
    out = run(capsys, *command, "asked.csv")
    assert max(map(len, out.splitlines())) <= int(columns)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_encoding_gets_a_report(encoding: str) -> None:
    """The report is written whole in any encoding, without escape sequences where it is no terminal."""
    done = faqbot_run("-k", "library.yaml", "eval", "asked.csv", PYTHONIOENCODING=encoding)
    out = done.stdout.decode(encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\x1b" not in out and "Risk and coverage" in out
    assert ("•" if encoding == "utf-8" else "*") in out or "O" in out


def test_a_question_acts_on_no_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters in a question are not printed."""
    (folder / "bad.jsonl").write_text('{"question": "\\u001b[31mlate\\u009b?", "expect": "hours"}', encoding="utf-8")
    out = run(capsys, "eval", "bad.jsonl", "--worst", "9")
    assert "late" in out and out.replace("\n", "").isprintable()
    assert run(capsys, "eval", "bad.jsonl", "--json").isascii()


# -- tune --------------------------------------------------------------------------------------


def test_tuning_shows_what_thresholds_bring(capsys: pytest.CaptureFixture[str]) -> None:
    """`tune` shows every cut that is tried, the proposal beside the present cut, and what to do."""
    out = run(capsys, "tune", "asked.csv")
    assert re.search(r"^  threshold +right  given  wrong  false", out, re.MULTILINE)
    assert len(re.findall(r"^  0\.\d\d +\d+ +\d+ +\d+ +\d+", out, re.MULTILINE)) == 19
    assert ("(6-fold cross-validation)" in " ".join(out.split())) is ("What is proposed" in out)
    assert "Keep" in out or "threshold: 0." in out


def test_tuning_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints one object, with what each threshold brings."""
    found = values(capsys, "tune", "asked.csv")
    assert found["now"] == {
        "questions": 6,
        "right_decisions": 3,
        "answers": 4,
        "wrong_answers": 2,
        "false_answers": 1,
    }
    assert len(found["by_cut"]) == 19 and (found["line"] is None) is (not found["worth_it"])


def test_a_budget_that_cannot_be_kept_has_status_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`tune --max-wrong` ends with status 1 where no cut keeps the budget."""
    (folder / "asked.csv").write_text("question,expect\nMay I bring my dog?,\n", encoding="utf-8")
    out = run(capsys, "tune", "asked.csv", "--max-wrong", "0.1", status=1)
    assert "No threshold keeps the wrong answers to a share of 0.1." in out
