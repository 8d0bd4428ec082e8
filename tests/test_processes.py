"""One bot in many threads and processes: forked, copied, pickled."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from samples import LIBRARY, bot, entry, load

from faqbot import Bot, KnowledgeError
from faqbot.base import folders

QUESTION = "What happens if my book is late?"


def run(*arguments: str) -> str:
    """What Python prints in a process of its own: one without the threads of the tests."""
    return subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


# -- forked ------------------------------------------------------------------------------------

# Words that no one has asked before, as only those are stemmed. Threads change places often, so that forks meet them
# everywhere. The alarm only ends children that would hang for good.
FORKS = """
import itertools, os, signal, sys, threading
from faqbot import Bot

bot, done, number = Bot.load(sys.argv[1]), threading.Event(), itertools.count()
letters = str.maketrans("0123456789", "abcdefghij")

def ask():
    bot.answer(" ".join(f"w{next(number)}" for _ in range(100)).translate(letters))

def keep_asking():
    while not done.is_set():
        ask()

def fork():
    child = os.fork()
    if not child:
        signal.alarm(60)
        ask()
        os._exit(0)
    return child

sys.setswitchinterval(1e-5)
threads = [threading.Thread(target=keep_asking) for _ in range(4)]
for thread in threads:
    thread.start()
children = [fork() for _ in range(60)]
done.set()
print([status for child in children if (status := os.waitpid(child, 0)[1])])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere processes are not forked beside threads")
def test_a_forked_process_answers(tmp_path: Path) -> None:
    """A process that is forked while threads answer goes on to answer itself."""
    path = tmp_path / "library.yaml"
    path.write_text(LIBRARY, encoding="utf-8")
    assert run("-c", FORKS, str(path)) == "[]\n"


# -- copied ------------------------------------------------------------------------------------


def test_a_copy_of_a_bot_is_the_bot(library: Bot) -> None:
    """What can't change need not be there twice."""
    assert copy.copy(library) is copy.deepcopy(library) is library


def test_what_a_bot_returns_can_be_copied(library: Bot) -> None:
    """A copy of an answer is equal to it."""
    answer = library.answer(QUESTION)
    assert copy.copy(answer) == copy.deepcopy(answer) == answer


def test_a_copy_of_a_chat_goes_on_by_itself(library: Bot) -> None:
    """Of a copied conversation the turns are kept, the bot is shared, and what is asked later is its own."""
    chat = library.chat()
    chat.ask(QUESTION)
    other = copy.deepcopy(chat)
    other.ask("and a dog?")
    assert other.bot is library and other.turns[0] == chat.last and len(chat.turns) == 1


# -- pickled -----------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_bot_of_files_can_be_pickled(library: Bot, protocol: int) -> None:
    """What comes back answers alike, to the last digit."""
    again = pickle.loads(pickle.dumps(library, protocol))
    assert again is not library
    assert again.answer(QUESTION) == library.answer(QUESTION)


def test_a_chat_can_be_pickled(library: Bot) -> None:
    """A conversation goes on where it was."""
    chat = library.chat()
    chat.ask("How many books may I borrow?")
    again = pickle.loads(pickle.dumps(chat))
    assert again.turns == chat.turns
    assert again.ask("and newspapers?") == chat.ask("and newspapers?")


def test_articles_in_memory_can_not_be_pickled() -> None:
    """A bot whose articles stand in no file says in a sentence that it can't be sent, and so does its chat."""
    small = bot(entry("Is it open?"))
    for thing in (small, small.chat(), small.answer):
        with pytest.raises(
            TypeError, match=r"^a bot of articles in memory can't be pickled: make one in each process$"
        ):
            pickle.dumps(thing)


def test_a_pickle_leads_to_its_files_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths stay as they were named where they lead to the files, and are absolute in another folder."""
    monkeypatch.chdir(tmp_path)
    load(tmp_path, LIBRARY)
    pickled = pickle.dumps(Bot.load("library.yaml"))
    (tmp_path / "elsewhere").mkdir()
    paths = []
    for folder in (tmp_path, tmp_path / "elsewhere"):
        monkeypatch.chdir(folder)
        paths.append(pickle.loads(pickled).knowledge.articles[0].path)
    assert paths == ["library.yaml", str(tmp_path / "library.yaml")]


def test_a_pickle_holds_no_text_of_the_articles(library: Bot) -> None:
    """Of the knowledge only the paths are sent."""
    assert b"town library" not in pickle.dumps(library)


def test_what_is_unpickled_is_what_the_files_say_now(tmp_path: Path) -> None:
    """An article that was written anew is read anew, also where the process has read it before."""
    pickled = pickle.dumps(load(tmp_path, LIBRARY))
    assert pickle.loads(pickled) is pickle.loads(pickled)
    load(tmp_path, LIBRARY.replace("50 cents for every day", "1 euro for every day"))
    assert "1 euro" in pickle.loads(pickled).answer(QUESTION).text


def test_a_pickle_without_its_files_is_an_error(tmp_path: Path) -> None:
    """Where a file is gone, unpickling says which."""
    pickled = pickle.dumps(load(tmp_path, LIBRARY))
    (tmp_path / "library.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"library\.yaml"):
        pickle.loads(pickled)


def long_and_short(texts: list[str]) -> list[list[float]]:
    return [[float(len(text)), 1.0] for text in texts]


def test_a_bot_is_pickled_with_its_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that can be pickled goes with the bot."""
    monkeypatch.setattr(folders, "cache", lambda: str(tmp_path / "cache"))
    load(tmp_path, LIBRARY)
    encoded = Bot.load(tmp_path / "library.yaml", encoder=long_and_short)
    again = pickle.loads(pickle.dumps(encoded))
    assert again.answer(QUESTION) == encoded.answer(QUESTION) != Bot.load(tmp_path / "library.yaml").answer(QUESTION)


POOL = """
import json, multiprocessing, sys
from faqbot import Bot

if __name__ == "__main__":
    bot, questions = Bot.load(sys.argv[1]), sys.argv[2:]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(pool.map(bot.answer, questions) == list(bot.answer_many(questions)))
"""


def test_the_processes_of_a_pool_answer(library: Bot, tmp_path: Path) -> None:
    """A bot of files can be mapped over questions in processes that share nothing with this one."""
    script = tmp_path / "pool.py"
    script.write_text(POOL, encoding="utf-8")
    assert run(str(script), library.knowledge.articles[0].path, QUESTION, "can i bring my dog", "") == "True\n"
