"""One bot in many threads and processes: forked, copied, pickled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import LIBRARY

ROOT = Path(__file__).parent.parent


def run(code: str, *arguments: object) -> str:
    """What a script prints that runs in a process of its own: one without the threads of the tests."""
    return subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code, *map(str, arguments)],
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
    assert run(FORKS, path) == "[]\n"
