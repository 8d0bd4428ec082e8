#!/usr/bin/env python3
"""How long the chat takes: to its first prompt, from Enter to the answer, and from a key to the drawn menu.

    python tests/bench/prompt.py [ROUNDS] [ENTRIES]

The program runs in a pseudo-terminal. The time to the prompt stands beside that of importing what the chat can't do
without, run in turn; printed are medians, and their ratio, which holds on a busy machine as well. The menu is that of
a made-up knowledge of so many entries. Run it where faqbot is installed, so that bytecode is compiled already.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

PEER = (sys.executable, "-c", "import prompt_toolkit, yaml, rapidfuzz")
PATIENCE = 60  # seconds
HERE = b"\x1b[6n"  # the terminal is asked where its cursor is
ROW = b"\x1b[5;1R"
WORDS = 4_000  # of which the questions are made
LONGEST = 9  # letters of one


class Chat:
    """The chat in a pseudo-terminal that answers as terminals do."""

    def __init__(self, folder: str, *arguments: str) -> None:
        kept = {**os.environ, "TERM": "xterm", "HOME": folder, "PAGER": ""}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, ["-m", "faqbot", *arguments], env=kept, cwd=folder, dimensions=(40, 100)
        )
        self.child.delaybeforesend = None  # pexpect would wait 50 ms before each key

    def until(self, words: bytes) -> None:
        """Read on until `words` come."""
        seen = b""
        while words not in seen:
            new = self.child.read_nonblocking(65536, PATIENCE)
            if HERE in new:
                self.child.send(ROW)
            seen += new

    def until_quiet(self) -> None:
        """Read on until nothing has come for a while."""
        try:
            while True:
                new = self.child.read_nonblocking(65536, 0.3)
                if HERE in new:
                    self.child.send(ROW)
        except pexpect.TIMEOUT:
            pass

    def after(self, keys: bytes, words: bytes) -> float:
        """Seconds from `keys` until `words` are drawn."""
        start = time.perf_counter()
        self.child.send(keys)
        self.until(words)
        return time.perf_counter() - start


def main() -> int:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 11
    entries = int(sys.argv[2]) if sys.argv[2:] else 10_000
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(Path(__file__).parents[2] / "knowledge", os.path.join(folder, "knowledge"))
        first_prompt(folder), peer()  # fill the file cache
        times = [(peer(), first_prompt(folder)) for _ in range(rounds)]
        other, prompt = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"imports {other * 1e3:.1f} ms  prompt {prompt * 1e3:.1f} ms  ratio {prompt / other:.2f}")
        answers = answering(folder, rounds)
        print(f"Enter to answer: {statistics.median(answers) * 1e3:.1f} ms, at most {max(answers) * 1e3:.1f}")
        large = os.path.join(folder, "large.yaml")
        keys = completing(folder, large, entries, rounds)
        print(
            f"key to menu, {entries:,} entries: {statistics.median(keys) * 1e3:.1f} ms, at most {max(keys) * 1e3:.1f}"
        )
    return 0


def peer() -> float:
    start = time.perf_counter()
    subprocess.run(PEER, check=True)
    return time.perf_counter() - start


def first_prompt(folder: str) -> float:
    start = time.perf_counter()
    chat = Chat(folder)
    chat.until(HERE)  # sent with the prompt
    took = time.perf_counter() - start
    chat.child.close(force=True)
    return took


def answering(folder: str, rounds: int) -> list[float]:
    chat = Chat(folder)
    chat.until_quiet()
    found = []
    for _ in range(rounds):
        chat.child.send(b"how many people died")
        chat.until_quiet()
        found.append(chat.after(b"\r", b"ceasefire-talks.yaml:"))
        chat.until_quiet()
    chat.child.close(force=True)
    return found


def completing(folder: str, large: str, entries: int, rounds: int) -> list[float]:
    """Seconds from half a word to a menu that shows the other half."""
    random.seed(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(random.choices(letters, k=random.randint(3, LONGEST))) for _ in range(WORDS)]
    with open(large, "w", encoding="utf-8") as file:
        file.write("title: Large\nmeaning: off\nfaq:\n")
        for _ in range(entries):
            question = " ".join(random.choices(words, k=8))
            file.write(f"  - question: how {question}?\n    answer: {question}.\n")
    chat = Chat(folder, "-k", large)
    chat.until(HERE)
    chat.until_quiet()
    found = []
    for word in random.sample([word for word in words if len(word) == LONGEST], rounds):
        chat.child.send(word[:1].encode())  # one letter has no menu yet
        chat.until_quiet()
        found.append(chat.after(word[1:5].encode(), word[5:].encode()))
        chat.until_quiet()
        chat.child.send(b"\x03")
        chat.until_quiet()
    chat.child.close(force=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
