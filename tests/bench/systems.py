#!/usr/bin/env python3
"""faqbot and its peers, each measured in processes of its own, so that its memory is its own.

    python tests/bench/systems.py build SYSTEM FOLDER    makes of FOLDER/entries.jsonl what is opened later
    python tests/bench/systems.py ask SYSTEM FOLDER      opens that and asks FOLDER/questions.json

Each prints one JSON object. `scale.py` runs these; what they tell is put together there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LINES: Final = "entries.jsonl"
ARTICLE: Final = "entries.yaml"
COMPILED: Final = "entries.faq"
QUESTIONS: Final = "questions.json"
MOST: Final = 10_000_000  # entries: any number
FEWEST: Final = 20  # questions
WARMING: Final = 5  # questions that are asked before those that are measured; faqbot may load a module at its first
SAMPLED: Final = 10  # questions between two looks at the memory, which cost 0.1 ms each
BEST: Final = 5  # entries that each is asked for, as faqbot tells of so many

Ask: TypeAlias = "Callable[[str], int]"  # from a question to the number of the entry found first; -1: none


def write_lines(folder: str, texts: Iterable[str]) -> None:
    """The entries as JSON Lines."""
    with open(os.path.join(folder, LINES), "w", encoding="utf-8") as file:
        rows = ({"id": f"e{at}", "question": text, "answer": f"Answer {at}."} for at, text in enumerate(texts))
        file.writelines(f"{json.dumps(row)}\n" for row in rows)


def write_yaml(folder: str, texts: Iterable[str]) -> None:
    """The entries as an article; a string of JSON is one of YAML as well."""
    with open(os.path.join(folder, ARTICLE), "w", encoding="utf-8") as file:
        file.write("title: Entries\nfaq:\n")
        file.writelines(
            f"  - id: e{number}\n    question: {json.dumps(text)}\n    answer: Answer {number}.\n"
            for number, text in enumerate(texts)
        )


@dataclass(frozen=True)
class System:
    """Something that finds entries.

    Attributes:
        name: what it is called.
        packages: what pip installs for it, in the order in which they are imported; none: it is there.
        build: makes files in a folder of the entries there; None: these are opened as they are.
        open: from a folder to what is asked.
        write: writes the entries into a folder.
        most: the entries over which it is still run.
        reads: the entries that it may read in all, where it reads a share of them for each question: beyond that it is
            asked fewer, so that a run takes minutes.
    """

    name: str
    packages: Sequence[str]
    build: Callable[[str], None] | None
    open: Callable[[str], Ask]
    write: Callable[[str, Iterable[str]], None] = write_lines
    most: int = MOST
    reads: int | None = None

    def asked(self, questions: int, entries: int) -> int:
        """How many of so many questions about so many entries it is asked."""
        return questions if self.reads is None else min(questions, max(self.reads // entries, FEWEST))


def texts(folder: str) -> Iterator[str]:
    """The questions of the entries, one after the other."""
    with open(os.path.join(folder, LINES), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["question"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower()) or ["x"]


# -- faqbot ------------------------------------------------------------------------------------


def compile_(folder: str) -> None:
    """A compiled knowledge of the entries, by the command."""
    source, target = os.path.join(folder, LINES), os.path.join(folder, COMPILED)
    command = (sys.executable, "-m", "faqbot", "compile", source, "-o", target)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"{' '.join(command)} failed")


def faqbot_over(name: str) -> Callable[[str], Ask]:
    def opened(folder: str) -> Ask:
        import faqbot

        os.environ["XDG_CACHE_HOME"] = os.path.join(folder, "cache")  # so that no earlier run has read the entries
        bot = faqbot.Bot.load(os.path.join(folder, name))

        def ask(question: str) -> int:
            matches = bot.answer(question).matches
            return int(matches[0].ref.rpartition("#e")[2]) if matches else -1

        return ask

    return opened


# -- peers -------------------------------------------------------------------------------------


def tantivy_index(folder: str, *, new: bool) -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_integer_field("number", stored=True)
    path = os.path.join(folder, "tantivy")
    if new:
        os.mkdir(path)
    return tantivy.Index(schema.build(), path=path)


def build_tantivy(folder: str) -> None:
    import tantivy

    writer = tantivy_index(folder, new=True).writer(200_000_000, 1)  # bytes, threads
    for number, text in enumerate(texts(folder)):
        writer.add_document(tantivy.Document(text=[text], number=[number]))
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: str) -> Ask:
    index = tantivy_index(folder, new=False)
    searcher = index.searcher()

    def ask(question: str) -> int:
        hits = searcher.search(index.parse_query(" ".join(words(question)), ["text"]), BEST).hits
        return int(searcher.doc(hits[0][1])["number"][0]) if hits else -1

    return ask


def bm25s_tokens(texts: list[str]) -> Any:
    import bm25s
    import Stemmer

    return bm25s.tokenize(texts, stemmer=Stemmer.Stemmer("english"), show_progress=False)


def build_bm25s(folder: str) -> None:
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s_tokens(list(texts(folder))), show_progress=False)
    index.save(os.path.join(folder, "bm25s"), show_progress=False)


def bm25s_by(backend: str) -> Callable[[str], Ask]:
    """bm25s as it is installed, by numpy, or compiled while it runs, by numba."""

    def opened(folder: str) -> Ask:
        import bm25s
        import Stemmer

        index = bm25s.BM25.load(os.path.join(folder, "bm25s"), mmap=True)
        index.backend = backend
        if backend == "numba":
            index.activate_numba_scorer()
        stemmer = Stemmer.Stemmer("english")

        def ask(question: str) -> int:
            asked = bm25s.tokenize([question], stemmer=stemmer, show_progress=False)
            return int(index.retrieve(asked, k=BEST, show_progress=False)[0][0][0])

        return ask

    return opened


def build_fts5(folder: str) -> None:
    import sqlite3

    connection = sqlite3.connect(os.path.join(folder, "fts5.db"))
    connection.execute("CREATE VIRTUAL TABLE entries USING fts5(text, tokenize = 'porter unicode61')")
    rows = ((number, text) for number, text in enumerate(texts(folder)))
    connection.executemany("INSERT INTO entries (rowid, text) VALUES (?, ?)", rows)
    connection.execute("INSERT INTO entries (entries) VALUES ('optimize')")
    connection.commit()
    connection.close()


def open_fts5(folder: str) -> Ask:
    import sqlite3

    connection = sqlite3.connect(os.path.join(folder, "fts5.db"))
    best = f"SELECT rowid FROM entries WHERE entries MATCH ? ORDER BY rank LIMIT {BEST}"

    def ask(question: str) -> int:
        hits = connection.execute(best, (" OR ".join(f'"{word}"' for word in words(question)),)).fetchall()
        return int(hits[0][0]) if hits else -1

    return ask


def open_wratio(folder: str) -> Ask:
    from rapidfuzz import fuzz, process, utils

    plain = utils.default_process  # questions have no capitals
    entries = [plain(text) for text in texts(folder)]
    return lambda question: int(process.extract(plain(question), entries, scorer=fuzz.WRatio, limit=BEST)[0][2])


SYSTEMS: Final = [
    System("faqbot, YAML", (), None, faqbot_over(ARTICLE), write_yaml, most=10_000),
    System("faqbot, JSON Lines", (), None, faqbot_over(LINES), most=100_000),
    System("faqbot, compiled", (), compile_, faqbot_over(COMPILED)),
    System("tantivy", ("tantivy",), build_tantivy, open_tantivy),
    System("bm25s", ("bm25s", "PyStemmer"), build_bm25s, bm25s_by("numpy")),
    System("bm25s with numba", ("bm25s", "PyStemmer", "numba"), build_bm25s, bm25s_by("numba")),
    System("SQLite FTS5", (), build_fts5, open_fts5, reads=60_000_000),
    System("rapidfuzz WRatio", ("rapidfuzz",), None, open_wratio, reads=4_000_000),
]
NAMED: Final = {system.name: system for system in SYSTEMS}


# -- one process -------------------------------------------------------------------------------


def build(system: System, folder: str) -> dict[str, Any]:
    """Seconds to build what is opened, and bytes that it takes on the disk."""
    before = size(folder)
    start = time.perf_counter()
    if system.build:
        system.build(folder)
    return {"build_s": time.perf_counter() - start if system.build else None, "bytes": size(folder) - before}


def ask(system: System, folder: str) -> dict[str, Any]:
    """What a system does over the entries of a folder: seconds, memory, and the entries that it finds."""
    with open(os.path.join(folder, QUESTIONS), encoding="utf-8") as file:
        questions = json.load(file)
    first, *warming = questions[:WARMING]
    for package in (*system.packages, *(["faqbot.bot"] if system.name.startswith("faqbot") else [])):
        __import__({"PyStemmer": "Stemmer"}.get(package, package))
    start = time.perf_counter()
    asked = system.open(folder)
    opened = time.perf_counter()
    asked(first)
    answered = time.perf_counter()
    for question in warming:
        asked(question)
    memory = Memory()
    seconds, found = [], []
    for number, question in enumerate(questions[WARMING:]):
        before = time.perf_counter()
        found.append(asked(question))
        seconds.append(time.perf_counter() - before)
        if number % SAMPLED == 0:
            memory.look()
    memory.look()
    told = {"open_s": opened - start, "first_s": answered - start, "seconds": seconds, "found": found}
    return {**told, "peak_mb": memory.peak(), "anonymous_mb": memory.anonymous}


class Memory:
    """The most memory of this process from now on, in megabytes (10**6 bytes).

    The peak is of all that is resident, pages of mapped files among it, which the system takes back when it needs
    them and which processes share; anonymous is what is the process's own, as seen from time to time. Linux tells
    both; elsewhere the peak is that since the start.
    """

    def __init__(self) -> None:
        self.anonymous: float | None = None
        try:
            with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
                file.write("5")  # the peak from here on: loading may have needed more
        except OSError:
            pass
        self.look()

    def look(self) -> None:
        now = status("RssAnon")
        if now is not None:
            self.anonymous = max(now, self.anonymous or 0.0)

    def peak(self) -> float | None:
        found = status("VmHWM")
        if found is None:
            try:
                import resource
            except ImportError:
                return None  # Windows
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS
            return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
        return found


def status(key: str) -> float | None:
    """A figure of /proc/self/status in megabytes; None where there is none."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as lines:
            return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(f"{key}:")), None)
    except OSError:
        return None


def size(folder: str) -> int:
    """The bytes of all files in a folder."""
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)


def main() -> int:
    step, name, folder = sys.argv[1:]
    try:
        print(json.dumps({"build": build, "ask": ask}[step](NAMED[name], folder)))
    except Exception as error:  # noqa: BLE001 - whatever a system raises: it is left out, and this is why
        print(str(error).strip() or type(error).__name__, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
