"""A compiled file that is open: whatever becomes of its name, and however many threads and processes read it."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from checkout import PYTHONPATH
from samples import LIBRARY, entry, knowledge
from samples import article as made

from faqbot.base.errors import KnowledgeError
from faqbot.bot import Bot
from faqbot.index.compiled import writer
from faqbot.knowledge import loading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

QUESTIONS = ("When does the library open?", "Somebody stole my card", "may I bring my dog", "cost of membership")
NAMES = (
    "a b.faq",
    "50%25.faq",
    "what?.faq",
    "a#b.faq",
    "gärten 庭.faq",
    "a&b=c;d.faq",
    "x\n.faq",
    "A.FAQ",
    "\udcff.faq",
)
OTHER = knowledge(made("other", entry("When does the library open?", answer="Never.")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A compiled library."""
    (tmp_path / "library.yaml").write_text(LIBRARY)
    writer.write(loading.load(tmp_path / "library.yaml"), tmp_path / "library.faq")
    return tmp_path / "library.faq"


def texts(bot: Bot) -> list[str]:
    return [bot.answer(question).text for question in QUESTIONS]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_will_do(name: str, path: Path) -> None:
    """A file is found by its name, whatever signs are in that."""
    try:
        named = path.rename(path.with_name(name))
    except (OSError, UnicodeError):
        pytest.skip("this system takes no such name")
    assert texts(Bot.load(named))[2] == "Guide dogs are welcome. Other animals wait outside."


def test_another_folder_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was named by a relative path stays that file when its process goes to another folder."""
    monkeypatch.chdir(path.parent)
    bot = Bot.load("library.faq")
    writer.write(OTHER, path.parent / "elsewhere.faq")
    (path.parent / "below").mkdir()
    (path.parent / "elsewhere.faq").rename(path.parent / "below" / "library.faq")
    monkeypatch.chdir(path.parent / "below")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(texts, bot).result() == texts(Bot.load(path))
    assert texts(pickle.loads(pickle.dumps(bot))) == texts(Bot.load(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody replace or delete a file that is open")
@pytest.mark.parametrize("becomes", ["replaced", "deleted"])
def test_a_file_that_goes_is_read_on(becomes: str, path: Path) -> None:
    """Where another file is put in its place, or none, the bot goes on with the old one, in new threads too."""
    bot, want = Bot.load(path), texts(Bot.load(path))
    path.unlink() if becomes == "deleted" else writer.write(OTHER, path)
    assert texts(bot) == want
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(texts, [bot] * 2)) == [want] * 2
    if becomes == "replaced":
        assert texts(Bot.load(path))[0] == "Never."


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no process")
def test_a_forked_process_opens_it_anew_or_says_why_not(path: Path) -> None:
    """It answers the same; where another file stands in its place by then, it says so in one sentence."""
    bot, fresh = Bot.load(path), Bot.load(path)
    assert _forked(bot) == str(texts(bot))
    writer.write(OTHER, path)
    assert _forked(fresh) == f"{path}: it was replaced or deleted while it was open: load it again"


def _forked(bot: Bot) -> str:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(bot, there))
    process.start()
    said: str = here.recv()
    process.join()
    return said


def _tell(bot: Bot, there: Connection) -> None:
    try:
        there.send(str(texts(bot)))
    except KnowledgeError as error:
        there.send(str(error))


def test_threads_share_one_bot(path: Path) -> None:
    """Eight threads that ask at once get what one gets."""
    want, bot = texts(Bot.load(path)), Bot.load(path)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(texts, [bot] * 40)) == [want] * 40


def test_processes_share_one_file(path: Path) -> None:
    """Several processes that read it at once get what one gets, each from a bot that was pickled."""
    bot = Bot.load(path)
    code = "import pickle, sys; bot = pickle.load(sys.stdin.buffer); print([bot.answer(q).text for q in sys.argv[1:]])"
    command, env = [sys.executable, "-c", code, *QUESTIONS], {**os.environ, "PYTHONPATH": PYTHONPATH}
    started = [subprocess.Popen(command, stdin=-1, stdout=-1, env=env) for _ in range(3)]
    told = [process.communicate(pickle.dumps(bot))[0].decode().strip() for process in started]
    assert told == [str(texts(bot))] * 3


def test_a_copy_is_the_bot_itself(path: Path) -> None:
    """There is nothing to copy of what never changes."""
    bot = Bot.load(path)
    assert copy.copy(bot) is copy.deepcopy(bot) is bot
