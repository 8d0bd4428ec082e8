"""`faqbot suggest`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import FAQBOT
from galleries import CASES, GALLERY, gallery, log

from faqbot.bot import Bot
from faqbot.terminal.shell import cli

PICKED = log(
    ("can my poodle come along", {"ref": "gallery#hours", "picked": "gallery#dogs"}),
    ("is there a student discount", {"ref": "gallery#ticket"}),
)
PASS = '+    alternates: [what does it cost to get in, "How much is a pass?"]\n'
POODLE = "+    alternates:\n+      - can my poodle come along\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, with a knowledge and a log in it, and nobody's settings."""
    for name in ("XDG_STATE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("FAQBOT_LOG", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("knowledge").mkdir()
    gallery(Path("knowledge"))
    Path("faq.log").write_text(PICKED)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The status of the command, and what it prints."""
    status = cli.main(["suggest", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def typed(monkeypatch: pytest.MonkeyPatch, text: str, *, on_terminal: bool = True) -> None:
    """Have standard input say something."""
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    stream.isatty = lambda: on_terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", stream)


def text() -> str:
    """What the article's file says."""
    return Path("knowledge/gallery.yaml").read_text(encoding="utf-8")


def test_proposals_are_shown_as_a_diff_and_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Each proposal with its origin, the diff of the file, a sentence on all; nothing is written."""
    status, out, err = run(capsys, "--log", "faq.log")
    assert (status, err) == (1, "")
    assert out.startswith(
        "proposed: gallery#ticket: “How much is a pass?” (declared synonym)\n"
        "proposed: gallery#dogs: “can my poodle come along” (picked)\n"
        "--- a/knowledge/gallery.yaml\n+++ b/knowledge/gallery.yaml\n"
    )
    assert PASS in out and POODLE in out
    assert out.endswith("\n2 wordings proposed for 2 places: --write writes them, --ask asks for each.\n")
    assert text() == GALLERY


def test_nothing_to_propose_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no place wants a wording, or nothing is known for those that do, a sentence says so."""
    assert run(capsys, "hours") == (0, "Nothing to propose.\n", "")
    assert run(capsys, "--least", "1", "ticket", "--log", "faq.log") == (0, "Nothing to propose.\n", "")


def test_the_log_that_is_set_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --log it is that of $FAQBOT_LOG, which need not be there yet; one that is named must be."""
    monkeypatch.setenv("FAQBOT_LOG", "faq.log")
    assert "poodle" in run(capsys, "dogs")[1]
    assert run(capsys, "dogs", "--since", "2026-11-29") == (0, "Nothing to propose.\n", "")
    monkeypatch.setenv("FAQBOT_LOG", "none.log")
    assert run(capsys, "dogs")[0] == 0
    status, _, err = run(capsys, "dogs", "--log", "none.log")
    assert status == 2 and "none.log" in err


def test_to_suggest_logs_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried is no question of a reader."""
    monkeypatch.setenv("FAQBOT_LOG", "faq.log")
    run(capsys)
    assert Path("faq.log").read_text() == PICKED


def test_the_nearest_is_proposed_where_that_is_wished(capsys: pytest.CaptureFixture[str]) -> None:
    """With --nearest what was not answered, and of which nothing was picked, is proposed too."""
    assert "discount" not in run(capsys, "--log", "faq.log")[1]
    assert (
        "“is there a student discount” (asked, and nearest to this)" in run(capsys, "--log", "faq.log", "--nearest")[1]
    )


def test_all_are_written_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """With --write the files get what is proposed, the status is 0, and the next time nothing is proposed."""
    status, out, _ = run(capsys, "--log", "faq.log", "--write")
    assert status == 0
    assert out.endswith("\n2 wordings written for 2 places into 1 file.\n")
    assert '"How much is a pass?"]' in text() and "- can my poodle come along\n" in text()
    status, out, _ = run(capsys, "--log", "faq.log")
    assert status == 0
    assert out.endswith("Nothing to propose, 2 dropped.\n")


def test_what_would_break_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A proposal that a golden case would fail by is dropped, in one line with that case, and nothing is written."""
    Path("knowledge/gallery.golden.yaml").write_text(CASES)
    Path("back.jsonl").write_text('{"ref": "hours", "wording": "when do you close"}\n')
    status, out, _ = run(capsys, "--read", "back.jsonl", "--write")
    assert status == 0
    first, last = out.splitlines()
    assert first.startswith("dropped: gallery#hours: “when do you close” (line 1): “when do you close” (")
    assert last == "Nothing to propose, 1 dropped."
    assert text() == GALLERY


def test_each_is_asked_for(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --ask y writes a proposal, n passes over it, another key is asked for again, and q or the end stops."""
    typed(monkeypatch, "x\nn\nY\n")
    status, out, _ = run(capsys, "--log", "faq.log", "--ask")
    assert status == 0
    assert out.count("Write it? y, n or q: ") == 3
    assert out.endswith("1 wording written.\n")
    assert "poodle" in text() and "pass?" not in text()
    for keys in ("q\n", ""):
        typed(monkeypatch, keys)
        assert run(capsys, "--ask")[:2][1].endswith("0 wordings written.\n")
    assert "pass?" not in text()


def test_a_prompt_is_printed_and_its_answer_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The prompt holds the places that are named; what comes back on standard input is proposed, and the rest told."""
    status, prompt, _ = run(capsys, "--prompt", "dogs")
    assert status == 0
    assert '1. {"ref": "gallery#dogs"' in prompt and "gallery#hours" not in prompt
    back = 'Here:\n- {"ref": "gallery#dogs", "wording": "are pets allowed"}\n{"ref": "hours", "wording": "from when"}\n'
    typed(monkeypatch, back, on_terminal=False)
    status, out, err = run(capsys, "dogs", "--read", "-")
    assert status == 1
    assert out.startswith(
        "not understood: line 1: no proposal: “Here:”\nproposed: gallery#dogs: “are pets allowed” (line 2)\n"
    )
    assert out.splitlines()[-1].startswith("1 wording proposed for 1 place, 1 line not understood: --write")
    assert err == "faqbot: 1 wording for other places left out\n"


def test_a_prompt_for_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no place wants a wording no prompt is printed, so that no model is asked for nothing."""
    assert run(capsys, "--prompt", "ticket", "--least", "1") == (
        0,
        "",
        "faqbot: no place has fewer than 1 wording: nothing to ask for\n",
    )


def test_json_has_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON: what is proposed, what is dropped and why, what was not understood, and the diff of each file."""
    lines = [
        "Hm.",
        '{"ref": "dogs", "wording": "are pets allowed"}',
        '{"ref": "dogs", "wording": "May I bring my dog"}',
    ]
    Path("back.txt").write_text("\n".join(lines))
    status, out, _ = run(capsys, "--read", "back.txt", "--json")
    unread, drop, keep, file = map(json.loads, out.splitlines())
    assert status == 1
    assert unread == {"line": 1, "text": "Hm.", "dropped": "no proposal"}
    assert drop["wording"] == "May I bring my dog" and drop["dropped"] == "it is a wording of that already"
    assert keep == {"ref": "gallery#dogs", "wording": "are pets allowed", "origin": "line 2"}
    assert file["file"] == "knowledge/gallery.yaml" and file["written"] is False
    assert "+      - are pets allowed\n" in file["diff"]


def test_two_who_write_at_once_lose_nothing() -> None:
    """Of two processes that write wordings into one file, each finds what the other has written."""
    writers = []
    for name, wordings in (("a", ["are pets allowed", "poodle"]), ("b", ["my puppy", "where to tie up a hound"])):
        Path(name).write_text("".join(json.dumps({"ref": "dogs", "wording": one}) + "\n" for one in wordings))
        writers.append(subprocess.Popen([*FAQBOT, "suggest", "--read", name, "--write"], stdout=subprocess.DEVNULL))
    assert [writer.wait() for writer in writers] == [0, 0]
    dogs = Bot.load("knowledge/gallery.yaml").knowledge.articles[0].faq[2]
    assert sorted(dogs.alternates) == ["are pets allowed", "my puppy", "poodle", "where to tie up a hound"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--prompt", "--read", "x"), "--prompt and --read don't go together"),
        (("--write", "--ask"), "--write and --ask don't go together"),
        (("--ask", "--json"), "--ask and --json don't go together"),
        (("--ask", "--read", "-"), "name the file behind --read"),
        (("--ask",), "--ask asks on a terminal, and here is none"),
        (("--read", "nothing.txt"), "nothing.txt: it can't be read"),
        (("cats",), 'no "cats"'),
    ],
)
def test_what_cannot_be_is_an_error(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence on standard error, and status 2."""
    typed(monkeypatch, "", on_terminal=False)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_what_comes_back_in_utf_16_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a shell has written in UTF-16 is told once, not line by line."""
    back = '{"ref": "dogs", "wording": "are poodles allowed"}\n'
    Path("back.txt").write_text(back, encoding="utf-16")
    stream = io.TextIOWrapper(io.BytesIO(back.encode("utf-16")), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    for read, name in (("back.txt", "back.txt"), ("-", "standard input")):
        assert run(capsys, "--read", read) == (2, "", f"{name}: the text is in UTF-16: save it as UTF-8\n")


@pytest.mark.parametrize("least", ["-1", "x", "1.5", "٣"])
def test_a_number_of_wordings_is_one(least: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--least takes a whole number."""
    with pytest.raises(SystemExit) as left:
        run(capsys, f"--least={least}")
    assert left.value.code == 2
    assert "is no count: write a whole number" in capsys.readouterr().err


def test_nothing_that_comes_back_acts_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of an answer are never printed nor written."""
    Path("back.txt").write_text('\x1b[31mred\n{"ref": "dogs", "wording": "are \\u001b[31mpets allowed"}\n')
    _, out, _ = run(capsys, "--read", "back.txt", "--write")
    assert "\x1b" not in out and "\x1b" not in text()
    assert "are [31mpets allowed" in text()


def test_the_article_that_ships_is_left_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A package's own article is nobody's to write: nothing is proposed for it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(
        "faqbot.authoring.learning.teaching.places._package", lambda: str(Path(cli.__file__).parents[3])
    )
    assert run(capsys) == (0, "Nothing to propose.\n", "")
