"""Many questions answered by several processes."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chores import DEADLY, Killed, doubled, own_process
from samples import LIBRARY, bot, entry, load

from faqbot import Bot, FaqbotError, KnowledgeError
from faqbot.batch import many, processes
from faqbot.batch.many import Hands
from faqbot.batch.work import Work

QUESTIONS = ["What happens if my book is late?", "can i bring my dog", "", "xylophone quarks?", "and newspapers?"] * 9


def test_processes_answer_as_one_does(library: Bot) -> None:
    """Field by field, in order, and of an iterator too."""
    serial = list(library.answer_many(QUESTIONS))
    assert list(library.answer_many(iter(QUESTIONS), jobs=2)) == serial
    assert multiprocessing.active_children() == []


def test_some_articles_are_asked(library: Bot) -> None:
    """The articles named go with the questions."""
    asked = QUESTIONS[:2]
    assert list(library.answer_many(asked, "library", jobs=2)) == list(library.answer_many(asked, "library"))
    with pytest.raises(FaqbotError, match="there is no article"):
        library.answer_many(asked, "zebra", jobs=2)


def test_what_is_no_text_is_told_at_its_turn(library: Bot) -> None:
    """The questions before it are answered first."""
    answers: Any = library.answer_many(["can i bring my dog", 7], jobs=2)  # type: ignore[list-item]
    assert next(answers).question == "can i bring my dog"
    with pytest.raises(TypeError, match="text"):
        next(answers)


def test_articles_in_memory_answer_here_alone() -> None:
    """A bot that can't travel says so at once, not when the first answer is asked for."""
    with pytest.raises(TypeError, match="articles in memory"):
        bot(entry("Is it open?")).answer_many(["Is it open?"], jobs=2)


def test_files_that_are_gone_are_told(tmp_path: Path) -> None:
    """What a process finds wrong with the files is raised here."""
    moved = load(tmp_path, LIBRARY)
    (tmp_path / "library.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"library\.yaml"):
        list(moved.answer_many(QUESTIONS, jobs=2))


def test_an_error_comes_at_its_turn() -> None:
    """What was made of the items before it is handed out first."""
    made = list[int]()
    with pytest.raises(ValueError, match="thirteen"):
        made.extend(many.made(doubled, range(200), Hands(jobs=3)))
    assert made == [2 * number for number in range(13)]
    assert multiprocessing.active_children() == []


def test_no_more_processes_are_started_than_are_needed() -> None:
    """A few items are one chunk, and one process."""
    assert len({*many.made(own_process, range(3), Hands(jobs=4))}) == 1


def test_who_wants_no_more_leaves_no_process() -> None:
    """Amid endless items the processes end with the iterator."""

    def endless() -> Iterator[int]:
        while True:
            yield 1

    made = many.made(doubled, endless(), Hands(jobs=2))
    assert [next(made) for _ in range(100)] == [2] * 100
    assert len(multiprocessing.active_children()) == 2
    made.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def lives(folder: Path, count: int) -> Killed:
    for number in range(count):
        (folder / str(number)).touch()
    return Killed(folder)


ITEMS = [*map(str, range(40)), DEADLY, *map(str, range(40))]


def test_what_a_killed_process_had_is_done_by_another(tmp_path: Path) -> None:
    """Nothing is lost or done twice where a process dies."""
    assert list(many.made(lives(tmp_path, 1), ITEMS, Hands(jobs=2))) == [item.upper() for item in ITEMS]


@pytest.mark.skipif(sys.platform == "win32", reason="where there are no signals, they are not told")
def test_what_kills_every_process_is_told(tmp_path: Path) -> None:
    """Two processes that die over the same items are one sentence, after what was made before."""
    made = list[str]()
    with pytest.raises(FaqbotError, match=r"were killed by signal 9 over the same questions: memory may"):
        made.extend(many.made(lives(tmp_path, 9), ITEMS, Hands(jobs=2)))
    assert made == [item.upper() for item in ITEMS[: len(made)]]
    assert multiprocessing.active_children() == []


UNGUARDED = """
import sys
from faqbot import Bot, FaqbotError
try:
    print(len(list(Bot.load(sys.argv[1]).answer_many(["late?"] * 3, jobs=2))))
except FaqbotError as error:
    print(error)
"""


def test_a_script_without_its_guard_is_told(library: Bot, tmp_path: Path) -> None:
    """A script that each of its processes would run again from the start ends with what to do."""
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    command = [sys.executable, str(script), library.files[0]]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "ended with status 1" in said and 'below a line if __name__ == "__main__":' in said


def test_a_bot_knows_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are from every folder."""
    load(tmp_path, LIBRARY)
    monkeypatch.chdir(tmp_path)
    assert Bot.load("library.yaml").files == (str(tmp_path / "library.yaml"),)
    assert bot(entry("Is it open?")).files == ()


def test_none_says_how_many_means_as_many_as_there_are_processors() -> None:
    """Zero is all processors that this process may use."""
    assert processes.Processes(Work(doubled), 0).width() == processes.processors() >= 1
