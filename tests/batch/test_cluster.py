"""Questions answered by a Dask cluster: one of this machine, of a scheduler and two workers."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkout import FAQBOT
from samples import LIBRARY, load

import faqbot
from faqbot import Bot, FaqbotError
from faqbot.batch import cluster
from faqbot.batch.work import Work
from faqbot.terminal.shell.lines import _unlogged

pytest.importorskip("distributed")

MANY = 10_000
DIFFERENT = 199  # a prime, so that no two chunks of those questions are alike
TOPICS = ("is my book late", "can i bring my dog", "are there newspapers", "xylophone quarks", "when do you close")
PATIENCE = 120


def started(*arguments: str) -> subprocess.Popen[str]:
    """A part of a cluster, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments, "--no-dashboard"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """What a part logs, once it does; the rest of it is read and dropped."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(pattern, line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[0]
    raise AssertionError(f"it ended before it said {pattern}")


class Local:
    """A scheduler and its workers."""

    def __init__(self) -> None:
        self._parts = [started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")]
        self.address = said(self._parts[0], r"tcp://127\.0\.0\.1:\d+")

    def add(self) -> subprocess.Popen[str]:
        """A worker, once the scheduler has it."""
        options = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--death-timeout", str(PATIENCE))
        worker = started("distributed.cli.dask_worker", self.address, *options)
        self._parts.append(worker)
        said(worker, r"Registered to")
        return worker

    def close(self) -> None:
        for part in reversed(self._parts):
            part.kill()
            part.wait(PATIENCE)
            if part.stderr:
                part.stderr.close()


@pytest.fixture(scope="module")
def local() -> Iterator[Local]:
    found = Local()
    try:
        found.add()
        yield found
    finally:
        found.close()


def asked(count: int) -> Iterator[str]:
    return (f"{TOPICS[number % len(TOPICS)]} {number % DIFFERENT}?" for number in range(count))


def test_a_cluster_answers_as_one_process_does_also_where_a_worker_is_killed(local: Local, library: Bot) -> None:
    """10,000 questions by two workers, one of which is killed amid them: the same answers in the same order."""
    dying = local.add()
    serial = {question: library.answer(question) for question in {*asked(MANY)}}
    answers = library.answer_many(asked(MANY), dask=local.address)
    for number, (question, answer) in enumerate(zip(asked(MANY), answers, strict=True)):
        if number == MANY // 4:
            dying.kill()
        assert answer == serial[question]
    assert dying.wait(PATIENCE)


def test_the_command_asks_a_cluster(local: Local, library: Bot, tmp_path: Path) -> None:
    """Lines in, lines out, as by one process."""
    lines = "".join(json.dumps({"id": number, "question": text}) + "\n" for number, text in enumerate(asked(250)))
    command = [*FAQBOT, "-k", library.files[0], "ask", "--json"]
    found = [
        subprocess.run([*command, *more], input=lines, capture_output=True, text=True, check=False, timeout=PATIENCE)
        for more in ([], ["--dask", local.address])
    ]
    assert [done.stderr for done in found] == ["", ""]
    assert found[0].stdout == found[1].stdout and found[0].returncode == found[1].returncode == 1
    assert [json.loads(line)["id"] for line in found[1].stdout.splitlines()] == list(range(250))


def test_a_client_is_taken_in_place_of_an_address(local: Local, library: Bot) -> None:
    """It is left open, and what is wrong with a question comes at its turn."""
    from distributed import Client

    with _unlogged(), Client(local.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        answers: Any = library.answer_many(["can i bring my dog", 7], dask=client)  # type: ignore[list-item]
        assert next(answers) == library.answer("can i bring my dog")
        with pytest.raises(TypeError, match="text"):
            next(answers)
        assert client.status == "running"


def test_endless_questions_are_asked_a_few_at_a_time(local: Local, library: Bot) -> None:
    """Who wants no more answers has not waited for many."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "can i bring my dog"

    answers: Any = library.answer_many(endless(), dask=local.address)
    assert [next(answers).verdict for _ in range(5)] == [library.answer("can i bring my dog").verdict] * 5
    answers.close()
    assert taken <= 5_000


def test_a_scheduler_that_is_lost_is_told(library: Bot) -> None:
    """Amid a batch the connection ends, and a sentence says so."""
    lost = Local()
    try:
        lost.add()
        answers = library.answer_many(asked(MANY), dask=lost.address)
        next(answers)
        lost.close()
        with _unlogged(), pytest.raises(FaqbotError, match=r"^the connection to the Dask scheduler was lost: ask the"):
            list(answers)
    finally:
        lost.close()


# -- what can't be -----------------------------------------------------------------------------


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)


@pytest.mark.usefixtures("hurried")
def test_where_no_scheduler_is_it_is_told(library: Bot) -> None:
    """Nobody listens, or somebody who is no scheduler and says nothing, or the address is none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        there = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(FaqbotError, match=f"^no Dask scheduler answers at {there}: name the address"):
            list(library.answer_many(["late?"], dask=there))
    with pytest.raises(FaqbotError, match=f"^no Dask scheduler answers at {there}: name the address"):
        list(library.answer_many(["late?"], dask=there))
    with pytest.raises(FaqbotError, match=r"answers at nowhere \(missing port number in address 'nowhere'\): name"):
        list(library.answer_many(["late?"], dask="nowhere"))


def test_an_empty_address_starts_no_cluster(library: Bot) -> None:
    """Dask would take it for one of this machine."""
    with pytest.raises(FaqbotError, match="the address of the Dask scheduler is empty"):
        list(library.answer_many(["late?"], dask=" "))


def test_without_its_library_it_is_told(library: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FaqbotError, match=r"needs distributed: pip install 'faqbot\[dask\]'$"):
        list(library.answer_many(["late?"], dask="127.0.0.1:8786"))


class Versions:
    """A client whose cluster has some versions of what this machine has."""

    def __init__(self, part: str, **other: str | None) -> None:
        here: dict[str, str | None] = {"faqbot": None, "distributed": "1", "dask": "1"}  # a script has none by import
        all_same = here | {"faqbot": faqbot.__version__}
        told = {"scheduler": all_same, "tcp://a:1": all_same, "tcp://b:2": all_same}
        told[part] = all_same | other
        self._told = {
            "client": {"packages": here},
            "scheduler": {"packages": told.pop("scheduler")},
            "workers": {address: {"packages": packages} for address, packages in told.items()},
        }

    def get_versions(self, packages: list[str]) -> dict[str, Any]:
        return self._told


@pytest.mark.parametrize(
    ("versions", "fault"),
    [
        (Versions("tcp://b:2", faqbot="0.0.9"), "the Dask worker tcp://b:2: faqbot 0.0.9 is installed there, and "),
        (Versions("scheduler", faqbot=None), "the Dask scheduler: faqbot is not installed there, and "),
        (
            Versions("tcp://a:1", dask="0"),
            "the Dask worker tcp://a:1: dask 0 is installed there, and 1 where the quest",
        ),
    ],
    ids=["old", "missing", "dask"],
)
def test_other_versions_are_told(versions: Versions, fault: str) -> None:
    """One sentence names who has what."""
    with pytest.raises(FaqbotError, match=f"^{re.escape(fault)}"):
        cluster._check_versions(versions)


def test_the_same_versions_are_fine() -> None:
    """There is nothing to say."""
    cluster._check_versions(Versions("scheduler"))


def sent(tmp_path: Path) -> cluster._Sent:
    bot = load(tmp_path, LIBRARY)
    return cluster._Sent(Work(bot.answer), bot.files)


def fault(travelled: cluster._Sent, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(cluster, "_address", lambda: "tcp://c:3")
    made, error = travelled.done(["late?"])
    assert made == []
    return str(error)


def test_a_worker_without_the_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which worker lacks which file."""
    travelled = sent(tmp_path)
    path = tmp_path / "library.yaml"
    path.unlink()
    told = f"the Dask worker tcp://c:3: {path}: it can't be read (No such file or directory): every worker needs"
    assert fault(travelled, monkeypatch).startswith(told)


def test_a_worker_with_another_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older copy must not answer."""
    travelled = sent(tmp_path)
    load(tmp_path, LIBRARY.replace("50 cents", "1 euro"))
    assert "library.yaml: here it is another one than where the questions come" in fault(travelled, monkeypatch)


def test_a_worker_that_comes_later_with_another_version_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each worker looks by itself before it answers."""
    travelled = sent(tmp_path)
    monkeypatch.setattr(faqbot, "__version__", "0.0.9")
    assert "tcp://c:3: faqbot 0.0.9 is installed there, and 0.1.0 where" in fault(travelled, monkeypatch)


def test_a_cluster_without_workers_is_told_once(library: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for workers hears of it; once one comes the questions are answered."""
    alone, coming, told = Local(), list[threading.Thread](), list[str]()

    def warn(message: str, **_: object) -> None:
        told.append(message)
        coming.append(threading.Thread(target=alone.add))
        coming[-1].start()

    monkeypatch.setattr(cluster, "ALONE", 0.1)
    monkeypatch.setattr(warnings, "warn", warn)
    try:
        assert list(library.answer_many(["late?"], dask=alone.address)) == [library.answer("late?")]
        coming[0].join()
        assert told == ["the Dask cluster has no workers: the questions wait for one"]
    finally:
        alone.close()
