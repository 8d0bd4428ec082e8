"""What is asked, as it gets into a log: by whom, how often, and whatever happens to the file."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from faqbot import Bot, KnowledgeError
from faqbot.evaluation.golden.bots import Bots
from faqbot.log import appending, locking
from faqbot.log.forgetting import forget
from faqbot.log.reading import read
from faqbot.terminal.shell.cli import main

LINES = 150  # by each process
PROCESSES = 4


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "faq.log")


@pytest.fixture(autouse=True)
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAQBOT_LOG", raising=False)


def held(path: str) -> list[dict[str, Any]]:
    with open(path, encoding="ascii") as file:
        return [json.loads(line) for line in file]


def test_an_answered_question_is_one_line(path: str) -> None:
    """A line says what was asked and what became of it, and neither who asked nor where."""
    answer = Bot.load(log=path).answer("How many people died? Mail me at me@example.org")
    (line,) = held(path)
    assert sorted(line) == sorted(
        ("time", "id", "question", "verdict", "cause", "confidence", "ref", "offered", "knowledge")
    )
    assert line["question"] == "How many people died? Mail me at [email]"
    assert line["verdict"] == answer.verdict and line["cause"] == answer.cause
    assert line["ref"] == (answer.citation.ref if answer.citation else None)
    assert os.stat(path).st_mode & 0o777 == 0o600 or os.name == "nt"


def test_of_several_questions_each_has_a_line(path: str) -> None:
    """A text that asks two questions is logged as these two."""
    answer = Bot.load(log=path).answer("How many people died? How many hostages were released?")
    assert [line["question"] for line in held(path)] == [
        part.asked_as or part.question if answer.rest else part.question for part in answer.parts
    ]


def test_a_log_is_off_where_nobody_wants_one(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name there is no log; an argument stands before the environment, and an empty one is none."""
    assert Bot.load().log is None
    monkeypatch.setenv("FAQBOT_LOG", path)
    found = Bot.load().log
    assert found and found.path == path
    assert Bot.load(log="").log is None
    assert Bot(Bot.load().knowledge).log is None


def test_a_bot_takes_its_log_along(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path means the same file from elsewhere, and in another process."""
    monkeypatch.chdir(tmp_path)
    bot = Bot.load(log="faq.log")
    monkeypatch.chdir("/")
    pickle.loads(pickle.dumps(bot)).answer("who?")
    assert len(held(path)) == 1


def test_what_a_chat_tries_is_not_logged(path: str) -> None:
    """A question that leans on another is one line, with what it was read as; a pick and thumbs are its events."""
    chat = Bot.load(log=path).chat()
    chat.ask("how many hostages were released?")
    chat.ask("and prisoners?")
    chat.answer("what a program tries")
    assert chat.rate(good=False)
    one, two, thumb = held(path)
    assert "asked_as" not in one
    assert two["asked_as"] == "how many prisoners were released"
    assert (thumb["of"], thumb["thumb"]) == (two["id"], "bad")


def test_a_pick_is_an_event_of_the_question_that_offered_it(path: str) -> None:
    """What is picked from a list belongs to the question above the list; of another list no question knows."""
    bot = Bot.load(log=path)
    chat = bot.chat()
    asked = chat.ask("ceasefire money weather")
    assert not asked.citation and asked.matches
    ref = (asked.suggestions or asked.matches)[0].ref
    chat.pick(ref, "ceasefire money weather")
    chat.rate(good=True)
    (entry,) = read([path])
    assert (entry.picked, entry.thumb) == (ref, "good")
    assert not bot.chat().rate(good=True)


@pytest.mark.parametrize("command", [["eval"], ["check"], ["tune"]])
def test_what_tools_ask_is_not_logged(command: list[str], path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions of golden files and of checks are nobody's."""
    monkeypatch.setenv("FAQBOT_LOG", path)
    golden = Path(__file__).parents[1] / "golden"
    main([*command, str(golden)] if command != ["check"] else command)
    assert Bots().load().log is None
    assert not os.path.exists(path)


def test_the_command_logs_what_it_is_asked(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`faqbot ask` logs by --log before $FAQBOT_LOG before the settings."""
    folder = Path(path).parent
    (folder / "config.toml").write_text('log = "set.log"')
    monkeypatch.setenv("FAQBOT_CONFIG", str(folder / "config.toml"))
    for arguments in ([], ["--log", path], ["--log", ""]):
        main(["ask", *arguments, "How many people died?"])
    monkeypatch.setenv("FAQBOT_LOG", "")
    main(["ask", "How many people died?"])
    assert len(held(path)) == len(held(str(folder / "set.log"))) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
def test_a_full_disk_costs_no_answer() -> None:
    """Where nothing can be written the answers are the same; it is told once, and never raised."""
    bot = Bot.load(log="/dev/full")
    with pytest.warns(UserWarning, match="can't be logged there") as warned:
        assert bot.answer("How many people died?") == bot.answer("How many people died?")
    assert len(warned) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Bot.load(log="/dev/full").answer("How many people died?").citation


def test_a_folder_that_is_gone_costs_no_answer(tmp_path: Path) -> None:
    """A file in a folder that isn't there, or that is a folder, is told and passed over."""
    for path in (tmp_path / "gone" / "faq.log", tmp_path):
        with pytest.warns(UserWarning, match="can't be logged there"):
            assert Bot.load(log=path).answer("How many people died?").citation


def test_a_file_that_is_put_aside_is_begun_anew(path: str) -> None:
    """After a rotation, or where the file was deleted, the next line stands in a new file."""
    log = appending.Log(path, lambda: "x")
    log.event("a", "thumb", "good")
    os.rename(path, path + ".1")
    log.event("b", "thumb", "good")
    os.unlink(path)
    log.event("c", "thumb", "good")
    assert [line["of"] for line in held(path)] == ["c"]
    assert [line["of"] for line in held(path + ".1")] == ["a"]


def test_a_cut_line_is_told_and_healed(path: str) -> None:
    """Behind a line that was cut the next one starts anew, so that only the cut one is lost."""
    Path(path).write_text('{"time": "2026-11-2')
    appending.Log(path, lambda: "x").event("a", "thumb", "good")
    Bot.load(log=path).answer("who?")
    with pytest.warns(UserWarning, match=":1: the line is left out: it is no JSON"):
        assert len(list(read([path]))) == 1


def test_a_line_without_room_leaves_nothing_behind(path: str) -> None:
    """Where a disk takes half a line, that half is taken back."""
    code = (
        "import resource, sys; from faqbot.log.appending import Log; log = Log(sys.argv[1], str)\n"
        "log.event('a', 'thumb', 'good'); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "log.event('b', 'thumb', 'good')\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, path], check=True)
    assert [line["of"] for line in held(path)] == ["a"]


def test_a_file_that_stays_locked_costs_no_answer(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process was stopped amid a line, the next ones are dropped, and waited for once."""
    monkeypatch.setattr(locking, "PATIENCE", 0.0)
    file = locking.opened(path)
    log = appending.Log(path, lambda: "x")
    with locking.held(file):
        with pytest.warns(UserWarning, match="another process keeps it locked"):
            log.event("a", "thumb", "good")
        log.event("b", "thumb", "good")
    os.close(file)
    assert held(path) == []


def write(path: str, name: str, count: int) -> None:
    log = appending.Log(path, lambda: "x")
    for number in range(count):
        log._write({"time": "2026-11-28T12:34:56Z", "id": f"{name}-{number}", "question": f"{name} {number % 10}"})


def test_processes_append_while_one_forgets(path: str) -> None:
    """Of lines that several processes write none is lost or mixed, while others are taken out."""
    context = multiprocessing.get_context("spawn")
    names = [f"p{number}" for number in range(PROCESSES)]
    processes = [context.Process(target=write, args=(path, name, LINES)) for name in names]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        if os.path.exists(path):
            forget(path, "p0 3")
    forget(path, "p0 3")
    for process in processes:
        process.join()
    gone = {f"p0-{number}" for number in range(LINES) if number % 10 == 3}
    wanted = {f"{name}-{number}" for name in names for number in range(LINES)} - gone
    found = [line["id"] for line in held(path)]
    assert len(found) == len(wanted) and set(found) == wanted


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_process_that_is_killed_leaves_one_cut_line_at_most(path: str) -> None:
    """Killed amid its lines, a process leaves whole ones, but for the last; others go on behind it."""
    context = multiprocessing.get_context("spawn")
    for name in ("a", "b", "c"):
        process = context.Process(target=write, args=(path, name, 1_000_000))
        process.start()
        while not os.path.exists(path) or f'"{name}-5"' not in Path(path).read_text():
            pass
        process.kill()
        process.join()
    write(path, "last", 1)
    lines = Path(path).read_text().split("\n")
    assert lines[-1] == "" and json.loads(lines[-2])["id"] == "last-0"
    assert sum(not line.endswith("}") for line in lines[:-1]) <= 3


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "the file can't be written (No space left on device)"),
        (TimeoutError(11, "locked"), "another process keeps the file locked: try again"),
    ],
)
def test_what_cannot_be_forgotten_is_told(
    error: OSError, told: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file can't be written anew, or somebody keeps it locked, a sentence says so, and it stays as it is."""
    Bot.load(log=path).answer("How many people died?")
    before = Path(path).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(locking, "lock", refuse)
    with pytest.raises(KnowledgeError) as found:
        forget(path, "people")
    assert str(found.value) == f"{path}: {told}"
    assert Path(path).read_bytes() == before and os.listdir(os.path.dirname(path)) == [os.path.basename(path)]


def test_to_forget_takes_events_along(path: str) -> None:
    """A question is taken out with its events, in small letters as in capitals; the rest stays as it is."""
    chat = Bot.load(log=path).chat()
    chat.ask("How many people died?")
    chat.rate(good=True)
    chat.ask("How many hostages were released?")
    chat.rate(good=True)
    before = Path(path).read_text().splitlines()
    assert forget(path, "PEOPLE  died") == 1
    assert Path(path).read_text().splitlines() == before[2:]
    assert forget(path, "people died") == 0
    assert os.listdir(Path(path).parent) == ["faq.log"]


def test_another_file_is_left_as_it_is(path: str) -> None:
    """A file that is no log gets no line, which is told once and costs no answer; and nothing is taken out of it."""
    article = Path(path)
    for text in ("title: Shop  # no log\n", '{"title": "Shop"}\n{"question": "Shop?", "answer": "Yes."}\n'):
        article.write_text(text, encoding="utf-8")
        bot = Bot.load(log=path)
        with pytest.warns(UserWarning, match="no log, but holds something else") as told:
            assert [str(bot.answer("How many people died?").verdict) for _ in range(2)] == ["answered"] * 2
        with pytest.raises(KnowledgeError, match="no line of this file is one of a log"):
            forget(path, "shop")
        assert len(told) == 1 and article.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ["", "\n", 'n": "Shop?"}\n{"time": "2026-11-28T12:34:56Z", "id": "0"}\n', '{"time": "2026']
)
def test_a_log_may_be_cut(path: str, text: str) -> None:
    """What is empty, or was cut at either end, is a log still."""
    Path(path).write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Bot.load(log=path).answer("How many people died?")
    assert "How many people died?" in Path(path).read_text(encoding="utf-8")
