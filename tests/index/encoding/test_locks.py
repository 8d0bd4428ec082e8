"""What threads do one at a time: once, again where it fails; and that no process is forked at the wrong moment."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
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
begun.wait(60)
child = os.fork()
forked.set()
if not child:
    signal.alarm(60)
    os._exit(0 if once() else 1)
thread.join()
print(os.waitpid(child, 0)[1])
"""
# While a thread imports numpy, for the encoder in the file.
IMPORTING = """
import os, signal, sys, threading, time
from faqbot.index.encoding.shipped import Shipped

encoder = Shipped(sys.argv[1])
thread = threading.Thread(target=lambda: list(encoder.directions(["a"])))
thread.start()
while thread.is_alive() and "numpy" not in sys.modules:
    time.sleep(0.0001)
child = os.fork()
if not child:
    signal.alarm(60)
    list(encoder.directions(["a"]))
    os._exit(0)
thread.join()
print(os.waitpid(child, 0)[1])
"""
# While threads read and write the cache; each process does so too.
CACHING = """
import os, signal, sys, threading
from faqbot.base import folders
from faqbot.index.encoding import cache
from faqbot.index.encoding.encoder import Encoder

folders.cache, done = lambda: sys.argv[1], threading.Event()

def keep(name):
    made = Encoder(lambda texts: [[len(text), 1.0] for text in texts])
    cache.directions(made, [f"{name} {number}" for number in range(50)])

def keep_on(number=0):
    while not done.is_set():
        keep(f"{threading.get_ident()} {(number := number + 1)}")

def fork(number):
    keep(number)
    child = os.fork()
    if not child:
        signal.alarm(60)
        keep(f"child {number}")
        os._exit(0)
    return child

sys.setswitchinterval(1e-5)
threads = [threading.Thread(target=keep_on) for _ in range(2)]
for thread in threads:
    thread.start()
print(next((status for number in range(25) if (status := os.waitpid(fork(number), 0)[1])), 0))
done.set()
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere none is forked beside threads")


def run(program: str, *arguments: str | Path) -> str:
    """What a program prints, in a process without the threads of the tests."""
    command = [sys.executable, "-W", "ignore", "-c", program, *arguments]
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


@linux
def test_no_process_is_forked_amid_an_import(tmp_path: Path) -> None:
    """It would wait for a module that nobody goes on to import."""
    pytest.importorskip("numpy", reason="the sentence encoder needs numpy")
    from small import Small  # here: it imports numpy

    assert run(IMPORTING, Small().write(tmp_path / "encoder.bin")) == "0"


@linux
def test_no_process_is_forked_amid_a_call_of_sqlite(tmp_path: Path) -> None:
    """It would wait for a lock that nobody gives back."""
    assert run(CACHING, tmp_path) == "0"
