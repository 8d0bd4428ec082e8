"""`faqbot teach` and `/teach`: what a user types, and sees."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from faqbot.base import folders
from faqbot.bot import Bot
from faqbot.chat.commands.commands import say
from faqbot.chat.session import Session
from faqbot.knowledge.watch import Watched
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from pathlib import Path

SHOP: Final = """\
title: Corner shop
faq:
  - id: cards
    question: Do you take credit cards?
    answer: Yes, all of them.
  - id: parking
    question: Where can I park?
    answer: Behind the shop.
"""


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    state = str(tmp_path_factory.mktemp("state"))
    monkeypatch.setattr(folders, "state", lambda: state)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The article, in the working folder's `knowledge`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "shop.yaml").write_text(SHOP, encoding="utf-8")
    return tmp_path / "knowledge"


def test_a_lesson_and_back(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was done is told in a line a file; --undo takes it back, and then there is nothing more to take back."""
    assert cli.main(["teach", "--question", "zebra crossing", "--ref", "parking"]) == 0
    assert cli.main(["teach", "--undo"]) == 0
    assert cli.main(["teach", "--undo"]) == 2
    said = capsys.readouterr()
    assert said.out == (
        "knowledge/shop.yaml: “zebra crossing” is a wording of shop#parking now\n"
        "knowledge/shop.golden.yaml: a case asks it\n"
        "knowledge/shop.yaml: “zebra crossing” is no wording of shop#parking any more\n"
        "knowledge/shop.golden.yaml: the file, which held no other case, is gone\n"
    )
    assert said.err.startswith("there is no lesson to take back")
    assert [path.name for path in shop.iterdir()] == ["shop.yaml"]
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP


def test_what_would_be_lost_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lesson that is refused ends with 1, and says what is answered how, and how it would be."""
    assert cli.main(["teach", "--question", "do you take credit cards", "--ref", "parking"]) == 1
    first, flip = capsys.readouterr().out.splitlines()
    assert first == "“do you take credit cards” was not put beside shop#parking: what is right now would be lost:"
    assert flip.startswith("  “Do you take credit cards?” (shop#cards): now answered from shop#cards (")
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP


def test_what_is_known_is_fine(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script may teach the same twice: what is known already is told, and ends with 0."""
    for _ in range(2):
        assert cli.main(["teach", "--question", "zebra crossing", "--ref", "parking"]) == 0
    assert capsys.readouterr().out.endswith("“zebra crossing” is a wording of shop#parking already\n")


def test_a_dry_run(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dry-run prints the diff, of what would be taken back as well, and writes nothing."""
    command = ["teach", "--question", "zebra crossing", "--ref", "parking"]
    assert cli.main([*command, "--dry-run"]) == 0
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP
    shown = capsys.readouterr().out
    assert shown.startswith("--- a/knowledge/shop.yaml\n+++ b/knowledge/shop.yaml\n")
    assert "+    alternates:\n+      - zebra crossing\n" in shown
    assert cli.main(command) == cli.main(["teach", "--undo", "--dry-run"]) == 0
    assert "-      - zebra crossing\n" in capsys.readouterr().out
    assert "zebra" in (shop / "shop.yaml").read_text(encoding="utf-8")


def test_lessons_from_standard_input(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line is a lesson; a line that is none is told with its number, and the others are taught."""
    lines = [
        {"question": "zebra crossing", "ref": "parking"},
        ["zebra"],
        {"question": "visa", "ref": "nowhere"},
        {"question": "do you take credit cards", "ref": "parking"},
        {"question": "plastic money", "ref": "cards"},
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, lines))))
    assert cli.main(["teach", "--json"]) == 2
    said = capsys.readouterr()
    states: list[dict[str, Any]] = [json.loads(line) for line in said.out.splitlines()]
    assert [line["state"] for line in states] == ["taught", "refused", "taught"]
    assert states[1]["flips"][0]["where"] == "shop#cards" and states[2]["ref"] == "shop#cards"
    first, second = said.err.splitlines()
    assert first == 'standard input:2: write {"question": "…", "ref": "…"}'
    assert second.startswith('standard input:3: the knowledge has no "nowhere": ')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "x"], "one lesson is --question"),
        (["--ref", "x"], "one lesson is --question"),
        (["--question", "x", "--ref", "y", "faq.log"], "no log beside it"),
        (["--undo", "--ref", "y"], "nothing can be taught at once"),
        (["faq.log", "--dry-run"], "neither --dry-run nor --json goes with it"),
        (["faq.log", "--json"], "neither --dry-run nor --json goes with it"),
    ],
)
def test_half_a_lesson(shop: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Options that don't make a lesson are an error that says what does."""
    assert cli.main(["teach", *arguments]) == 2
    assert said in capsys.readouterr().err


# -- over a log --------------------------------------------------------------------------------


def teach_log(shop: Path, keys: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Ask questions that get no answer, each less often than the one before, log them, and teach by these keys."""
    log = str(shop.parent / "faq.log")
    bot = Bot.load(shop, log=log)
    for times, question in zip(range(9, 0, -1), ("zebra crossing", "plastic money", "is there a toilet"), strict=False):
        for _ in range(times):
            bot.answer(question)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
    return cli.main(["teach", log])


def test_gaps_are_taught_by_keys(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each question of a log that got no answer, largest first, a key says where it belongs; then that is taught."""
    keys = ["x", "a", "parking", "a", "credit cards", "1", "n", "Yes: ask for the key."]
    assert teach_log(shop, keys, monkeypatch) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 of 3: “zebra crossing” – asked 9 times\n") and "the keys are: a another" in said
    assert said.endswith("3 lessons taught; faqbot teach --undo takes the last one back.\n")
    bot = Bot.load(shop)
    got = [bot.answer(question).citation for question in ("zebra crossing", "plastic money", "is there a toilet")]
    assert [cite.entry for cite in got if cite] == ["parking", "cards", bot.knowledge.articles[0].faq[-1].id]


def test_gaps_that_are_not_ours(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What isn't ours becomes a golden case without an answer; what is skipped, or comes after the end, stays."""
    assert teach_log(shop, ["o", "s", "q"], monkeypatch) == 0
    assert capsys.readouterr().out.endswith("1 lesson taught; faqbot teach --undo takes the last one back.\n")
    golden = "knowledge: shop.yaml\n\ncases:\n  - ask: zebra crossing\n    unknown: true\n"
    assert (shop / "shop.golden.yaml").read_text(encoding="utf-8") == golden
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP


def test_what_is_not_ours_is_not_asked_again(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a question that a golden case leaves without an answer nobody is asked where it belongs."""
    assert teach_log(shop, ["o", "s", "s"], monkeypatch) == 0
    capsys.readouterr()
    assert teach_log(shop, ["o", "o"], monkeypatch) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 of 2: “plastic money”") and "zebra" not in said
    assert teach_log(shop, [], monkeypatch) == 0
    assert capsys.readouterr().out.startswith("There is nothing to teach: golden cases say")


def test_a_key_stands_alone(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence that begins with a key's letter teaches nothing; the words that a key stands for are as good as it."""
    assert teach_log(shop, ["oh, I don't know", "not that one", "skip", "not ours", "quit"], monkeypatch) == 0
    said = capsys.readouterr().out
    assert said.count("the keys are: ") == 2 and said.endswith(
        "1 lesson taught; faqbot teach --undo takes the last one back.\n"
    )
    assert "plastic money" in (shop / "shop.golden.yaml").read_text(encoding="utf-8")
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP


def test_a_log_without_gaps(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all is answered there is nothing to teach; where input ends, so does the asking."""
    log = shop.parent / "faq.log"
    Bot.load(shop, log=str(log)).answer("Where can I park?")
    assert cli.main(["teach", str(log)]) == 0
    assert capsys.readouterr().out == "There is nothing to teach: all that was asked is answered.\n"
    assert teach_log(shop, [], monkeypatch) == 0
    assert capsys.readouterr().out.endswith("\n0 lessons taught.\n")


# -- in the chat -------------------------------------------------------------------------------


def session(shop: Path) -> Session:
    watched = Watched(Bot.load, [str(shop)])
    return Session(watched.load(), None, watched)


def told(talk: Session, line: str) -> str:
    return "\n".join(segment.text for segment in say(talk, line).segments)


def test_the_last_question_is_taught(shop: Path) -> None:
    """/teach REF puts the last question there; the knowledge is loaded again, and answers it from there."""
    talk = session(shop)
    assert told(talk, "/teach parking") == "There is no question to teach yet: ask one first."
    say(talk, "zebra crossing")
    assert told(talk, "/teach") == "Say where it belongs: /teach REF, or pick from a list and say /teach."
    said = told(talk, "/teach parking")
    assert "“zebra crossing” is a wording of shop#parking now" in said and "was loaded again: 1 article." in said
    reply = say(talk, "zebra crossing")
    assert reply.answer is not None and reply.answer.citation is not None
    assert reply.answer.citation.entry == "parking"
    assert not talk.refresh().segments  # it is not told again that the file has changed


def test_what_was_picked_is_where_it_belongs(shop: Path) -> None:
    """After a pick /teach needs no name; and a number is one of the last list."""
    talk = session(shop)
    offered = [segment.text for segment in say(talk, "zebra crossing").segments if segment.role == "suggestion"]
    say(talk, str(1 + offered.index("Where can I park?")))
    assert "“zebra crossing” is a wording of shop#parking now" in told(talk, "/teach")
    offered = [segment.text for segment in say(talk, "plastic money").segments if segment.role == "suggestion"]
    assert "no such number" in told(talk, "/teach 99")
    said = told(talk, f"/teach {1 + offered.index('Do you take credit cards?')}")
    assert "“plastic money” is a wording of shop#cards now" in said


def test_a_refusal_in_the_chat(shop: Path) -> None:
    """What would be lost is told line by line, and nothing is written."""
    talk = session(shop)
    say(talk, "do you take credit cards")
    said = told(talk, "/teach parking")
    assert "what is right now would be lost" in said and "(shop#cards): now answered" in said
    assert (shop / "shop.yaml").read_text(encoding="utf-8") == SHOP
