"""`faqbot log`: what was asked, as columns, plain and as JSON, and taken out for good."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from faqbot.log.reading import moment, read
from faqbot.terminal import screen
from faqbot.terminal.shell.cli import main

ASKED = {
    "time": "2026-11-28T12:34:56Z",
    "id": "a",
    "question": "When do you open on the day after the last day of the year?",
    "verdict": "unsure",
    "cause": "weak match",
    "confidence": 0.3149,
    "ref": "museum#hours",
    "offered": ["museum#hours"],
    "knowledge": "k",
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    lines = [
        ASKED,
        {**ASKED, "id": "b", "time": "2026-01-01T00:00:00Z", "question": "my name is \x1b[31mEve"},
        {"time": ASKED["time"], "of": "a", "picked": "museum#tours"},
        {"time": ASKED["time"], "of": "a", "thumb": "good"},
    ]
    found = tmp_path / "faq.log"
    found.write_text("".join(json.dumps(line) + "\n" for line in lines))
    monkeypatch.delenv("FAQBOT_LOG", raising=False)
    monkeypatch.setenv("FAQBOT_CONFIG", str(tmp_path / "none.toml"))
    return str(found)


def test_a_log_is_plain_in_a_pipe(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question is a line, its values parted by tabs, and nothing in it acts on a terminal."""
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["log", path]) == 0
    first, second = capsys.readouterr().out.splitlines()
    head = [ASKED["time"], "unsure", "0.31", "museum#hours", "museum#tours", "good"]
    assert first.split("\t") == [*head, ASKED["question"]]
    assert second.split("\t")[-1] == "my name is [31mEve"


def test_a_log_stands_in_columns_on_a_terminal(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal a question takes one line, and is cut where that is too narrow."""
    monkeypatch.setattr(screen, "columns", lambda _: 100)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["log", path])
    first = capsys.readouterr().out.splitlines()[0]
    question = "When do you open on the day after the…"
    assert first == f"2026-11-28 12:34  unsure    0.31  {question}  picked museum#tours  good"
    assert len(first) < 100


def test_a_log_is_json_a_line(path: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As JSON each question stands with its events, and may be read as a log again."""
    main(["log", "--json", path])
    out = capsys.readouterr().out
    (tmp_path / "again").write_text(out)
    assert list(read([str(tmp_path / "again")])) == list(read([path]))
    assert json.loads(out.splitlines()[0])["picked"] == "museum#tours"


def test_the_log_that_is_set_is_shown(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a file the log of $FAQBOT_LOG is shown; where there is none, a sentence says what to do."""
    assert main(["log"]) == 2
    assert "which log? Name its file" in capsys.readouterr().err
    monkeypatch.setenv("FAQBOT_LOG", path)
    assert main(["log", "--since", "2026-11-28"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_questions_are_forgotten(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What holds a text is taken out, and told; once more there is nothing to take out."""
    assert [main(["log", path, "--forget", "MY name"]) for _ in range(2)] == [0, 1]
    assert capsys.readouterr().out == "Forgotten: 1 question.\nForgotten: 0 questions.\n"
    assert [entry.id for entry in read([path])] == ["a"]
    assert main(["log", path, "--forget", "my name", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"forgotten": 0}
    assert main(["log", path, "--forget", " "]) == 2


@pytest.mark.parametrize("text", ["30m", "12h", "7d", "2w", "2026-11-28", "2026-11-28T12:00:00Z"])
def test_a_time_may_be_told_from_now_on_or_as_a_date(text: str) -> None:
    """Minutes, hours, days and weeks are times ago; so are dates of ISO 8601."""
    assert moment(text).tzinfo


@pytest.mark.parametrize("text", ["", "7", "7y", "yesterday", "999999w", "2026-13-01"])
def test_what_is_no_time_is_an_error(text: str, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Another text is refused with what may be written."""
    with pytest.raises(SystemExit):
        main(["log", path, f"--since={text}"])
    assert "is no time: write 30m, 12h, 7d, 2w or a date" in capsys.readouterr().err
