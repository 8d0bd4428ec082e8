"""`faqbot gaps` as authors and workflows call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from samples import LIBRARY
from test_cli import faqbot_run

from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from pathlib import Path


def line(question: str, verdict: str = "unknown", **more: Any) -> dict[str, Any]:
    values = {
        "time": "2026-11-28T12:34:56Z",
        "id": question,
        "question": question,
        "verdict": verdict,
        "cause": "no match",
    }
    return {**values, "confidence": 0.1, "ref": None, "offered": [], "knowledge": "hash", **more}


LOG = [
    line("wifi password"),
    line("what's the wi-fi password?"),
    line("free wifi"),
    line("*is there* a | lift?", id="lift", time="2026-11-20T12:34:56Z"),
    line("pets", "unsure", offered=["library#faq-dogs"], id="pets"),
    {"time": "2026-11-28T12:35:00Z", "of": "pets", "picked": "library#hours"},
    line("When is it open?", "answered", ref="library#hours"),
    line("May I bring my dog?", "answered", ref="library#faq-dogs", id="dog"),
    {"time": "2026-11-28T12:35:00Z", "of": "dog", "thumb": "bad"},
    line("May I bring my dog?"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library and a log, which is where the test runs."""
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "log.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in LOG), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FAQBOT_KNOWLEDGE", "FAQBOT_LOG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 1) -> str:
    """What `faqbot gaps` over the library prints."""
    assert cli.main(["-k", "library.yaml", "gaps", *arguments]) == status
    return capsys.readouterr().out


def test_the_report_tells_clusters_picks_and_entries(capsys: pytest.CaptureFixture[str]) -> None:
    """First what was asked, then each cluster with its wordings and why, what was picked, and what answered nobody."""
    out = run(capsys, "log.jsonl")
    assert out.startswith("8 questions, 7 of them in vain: 5 got no answer, 1 answer was called wrong, 1\n")
    first = out.index("1. ")
    assert "asked 3 times in 3 wordings\n" in out[first : out.index("2. ")]
    for said in ("“free wifi”", "*is there* a | lift?", "1 answer called wrong", "faq-dogs · library.yaml:"):
        assert said in out
    picks, unasked = out.index("What readers had to pick from a list\n"), out.index("Entries that answered nobody\n")
    assert first < picks < unasked
    assert "  pets → Opening hours · library#hours (1 time)\n" in out[picks:unasked]
    assert "library#faq-renew" in out[unasked:] and "library#faq-dogs" not in out[unasked:]


def test_a_pipe_gets_the_same_without_colours(folder: Path) -> None:
    """What is piped on has no escape sequences, and says what is on the terminal."""
    done = faqbot_run("-k", folder / "library.yaml", "gaps", folder / "log.jsonl")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout and b"1. " in done.stdout


def test_json_has_all_that_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Of JSON nothing is cut off, whatever --top says; its counts add up."""
    found = json.loads(run(capsys, "log.jsonl", "--json", "--top", "0"))
    assert [cluster["count"] for cluster in found["clusters"]] == [3, 1, 1]
    assert {key: value for key, value in found["picks"][0].items() if key != "place"} == {
        "question": "pets",
        "ref": "library#hours",
        "count": 1,
    }
    told = sum(
        each["count"] for each in (*found["clusters"], *found["picks"], found["answered_by_now"], found["left_out"])
    )
    assert told == found["missed"] + found["disliked"] + found["picked"] == 7
    nearest = next(cluster["nearest"] for cluster in found["clusters"] if cluster["disliked"])
    assert (nearest["ref"], nearest["path"]) == ("library#faq-dogs", "library.yaml")


def test_markdown_is_written_whole_and_says_what_readers_wrote(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With -o the report is a file in Markdown, in which nothing that readers typed is a mark."""
    assert run(capsys, "log.jsonl", "-o", "gaps.md") == "gaps.md: 3 gaps of 8 questions\n"
    said = (folder / "gaps.md").read_text(encoding="utf-8")
    assert said.startswith("# What readers asked and didn't get\n\n8 questions, 7 of them in vain")
    assert "\\*is there\\* a \\| lift?" in said and "| 1 | pets | Opening hours · library#hours |\n" in said


def test_top_shows_the_first_and_counts_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    """Of what is not shown the number is, and how to see it."""
    out = run(capsys, "log.jsonl", "--top", "1")
    assert "Shown are the first 1 of 3 clusters; --top 3 shows all.\n" in out
    assert "1. " in out and "\n2. " not in out


def test_since_leaves_out_what_was_asked_before(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what was asked from that day on is told."""
    assert "lift" in run(capsys, "log.jsonl", "--since", "2026-11-19")
    assert "lift" not in run(capsys, "log.jsonl", "--since", "2026-11-25")
    assert run(capsys, "log.jsonl", "--since", "2026-11-29", status=0).startswith("0 questions, none of them in vain.")


def test_the_log_may_be_named_by_the_environment(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a log behind the command it is the one of $FAQBOT_LOG; without either an error says so."""
    monkeypatch.setenv("FAQBOT_LOG", "log.jsonl")
    before = (folder / "log.jsonl").read_bytes()
    assert run(capsys).startswith("8 questions")
    assert (folder / "log.jsonl").read_bytes() == before  # what is asked again is not logged
    monkeypatch.setenv("FAQBOT_LOG", "")
    assert cli.main(["-k", "library.yaml", "gaps"]) == 2
    assert "which log? Name its file" in capsys.readouterr().err


def test_without_gaps_the_status_is_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log of answers, and an empty one, have no gaps."""
    (folder / "log.jsonl").write_text(json.dumps(line("x", "answered", ref="library#hours")), encoding="utf-8")
    assert run(capsys, "log.jsonl", status=0).startswith("1 question, none of them in vain.")
    (folder / "log.jsonl").write_text("", encoding="utf-8")
    assert run(capsys, "log.jsonl", status=0).startswith("0 questions")


@pytest.mark.parametrize(
    "arguments", [["no.jsonl"], ["log.jsonl", "-o", "library.yaml/x.md"], ["log.jsonl", "--top", "x"]]
)
def test_what_can_t_be_read_or_written_is_an_error(arguments: list[str], folder: Path) -> None:
    """A missing log, a file that can't be, and a number that is none end with a sentence and status 2."""
    done = faqbot_run("-k", folder / "library.yaml", "gaps", *(folder / a if "." in a else a for a in arguments))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr and done.stderr


def test_a_bad_line_is_told_and_left_out(folder: Path) -> None:
    """What is no line of a log is told with its file and line; the rest is counted."""
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write("not a line\n")
    done = faqbot_run("-k", folder / "library.yaml", "gaps", folder / "log.jsonl")
    assert done.returncode == 1
    assert b"log.jsonl:11: the line is left out: it is no JSON" in done.stderr


def test_what_a_reader_typed_does_nothing_to_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences and line breaks of a question are not written."""
    (folder / "log.jsonl").write_text(json.dumps(line("\x1b[31mwifi\nhere\u202e")), encoding="utf-8")
    out = run(capsys, "log.jsonl")
    assert "1. [31mwifi here\n" in out and "\x1b" not in out and "\u202e" not in out
    run(capsys, "log.jsonl", "-o", "gaps.md")
    said = (folder / "gaps.md").read_text(encoding="utf-8")
    assert "\x1b" not in said and "wifi here\n" in said
