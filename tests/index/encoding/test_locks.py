"""What threads do one at a time: once, again where it fails, and by itself in a forked process."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from checkout import PYTHONPATH

from faqbot.index.encoding.locks import Once

# A process is forked while a thread makes what the new process then makes too. The alarm ends one that hangs.
FORKED = """
import os, signal, threading, time
from faqbot.index.encoding.locks import Once

begun, forked = threading.Event(), threading.Event()

def make():
    begun.set()
    return forked.wait(60)

once = Once(make)
thread = threading.Thread(target=once)
thread.start()
begun.wait()
child = os.fork()
forked.set()
if not child:
    signal.alarm(60)
    os._exit(0 if once() else 1)
thread.join()
print(os.waitpid(child, 0)[1])
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere none is forked beside threads")


def run(program: str) -> str:
    """What a program prints, in a process without the threads of the tests."""
    command = [sys.executable, "-W", "ignore", "-c", program]
    env = os.environ | {"PYTHONPATH": PYTHONPATH}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout.strip()


def test_of_threads_that_need_it_at_once_one_makes_it() -> None:
    """The others wait, and all have the same."""
    calls, ready = list[str](), Barrier(4, timeout=60)

    def make(name: str) -> list[str]:
        calls.append(name)
        Event().wait(0.02)  # so that the others come meanwhile
        return [name]

    once = Once(make)

    def get(name: str) -> list[str]:
        ready.wait()
        return once(name)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(get, "abcd")
    assert len(calls) == 1 and all(other is first for other in others)


def test_what_failed_is_tried_again() -> None:
    """The failure is raised where it happens, and the next call makes it."""
    tries = iter([ZeroDivisionError, None])

    def make() -> str:
        if error := next(tries):
            raise error
        return "made"

    once = Once(make)
    with pytest.raises(ZeroDivisionError):
        once()
    assert once() == once() == "made"


@linux
def test_a_process_forked_meanwhile_makes_its_own() -> None:
    """It has no thread that could end what was begun, and does not wait for one."""
    assert run(FORKED) == "0"
