"""A compiled file that is damaged, foreign, or made to do harm: the same answer or one sentence, and nothing else."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from checkout import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import LIBRARY

from faqbot.base.errors import KnowledgeError
from faqbot.bot import Bot
from faqbot.chat.session import Session
from faqbot.index.compiled import file as compiled
from faqbot.index.compiled import writer
from faqbot.index.compiled.file import File, checksum
from faqbot.index.counting import postings
from faqbot.knowledge import loading
from faqbot.terminal import repl
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PAGE = 512  # small, so that a small file has many, some of them full of nothing but where others are
QUESTIONS = ("When does the library open?", "Somebody stole my card", "What is this about?", "memebrship", "fee")
DAMAGED = "the file is damaged: compile it again (faqbot compile)"
FOREIGN = "this is no compiled knowledge: faqbot compile makes one of articles"

ENDLESS = (
    "WITH RECURSIVE more(number) AS (VALUES (1) UNION ALL SELECT number FROM more) SELECT number, 0, 0, 0, 0 FROM more"
)

few = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A compiled library and bakery, in which some terms have bitmaps."""
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "library.yaml").write_text(LIBRARY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "_PAGE", PAGE)
        patch.setattr(postings, "COMMON", 4)
        articles = loading.load(folder / "library.yaml", TESTS / "markdown" / "bakery.yaml")
        writer.write(articles, folder / "whole.faq")
        yield folder / "whole.faq"


def asked(bot: Bot) -> dict[str, Any]:
    """What a bot gives for each of some things that are asked of it; a `KnowledgeError` where it can't be read."""
    do: dict[str, Callable[[], Any]] = {q: lambda q=q: bot.answer(q) for q in QUESTIONS}  # type: ignore[misc]
    do["search"] = lambda: bot.search("opening hours of the bakery", 20)
    do["pick"] = lambda: bot.pick("library#faq-late", "late")
    do["refs"] = lambda: list(bot.index.numbers.items())
    do["articles"] = lambda: hash(bot.knowledge)
    do["words"] = lambda: [bot.index.words.letters(), *bot.index.words.ending("ing"), *bot.index.words.variants("cafe")]
    do["holding"] = lambda: [list(bot.index.holding([term])) for term in ("the", "bread")]
    return {name: _given(ask) for name, ask in do.items()}


def _given(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except KnowledgeError as error:
        return error


def is_same_or_told(path: Path, whole: Path) -> bool:
    """Whether whatever a file answers is what the whole one does, all else being told in one sentence of it."""
    try:
        bot = Bot.load(path)
    except KnowledgeError as error:
        return _is_sentence(error, path)
    found, want = asked(bot), asked(Bot.load(whole))
    return all(_is_sentence(found[k], path) if isinstance(found[k], Exception) else found[k] == want[k] for k in want)


def _is_sentence(error: Exception, path: Path) -> bool:
    return str(error).startswith(f"{path}: ") and "\n" not in str(error)


# -- damaged -----------------------------------------------------------------------------------


def test_a_file_that_is_cut_off_is_told(path: Path, tmp_path: Path) -> None:
    """Wherever it ends too early, also where a copy that broke off says that it is whole, loading it fails."""
    data, cut = path.read_bytes(), tmp_path / "cut.faq"
    for size in (*range(101), *range(PAGE, len(data), PAGE), len(data) - 1, len(data) + 1, len(data) + PAGE):
        cut.write_bytes(data[:size].ljust(size, b"\0"))
        with pytest.raises(KnowledgeError, match=r"empty|no compiled knowledge|cut off or damaged|is damaged"):
            Bot.load(cut)
    for pages in range(1, len(data) // PAGE):
        cut.write_bytes(data[:28] + pages.to_bytes(4, "big") + data[32 : pages * PAGE])
        assert is_same_or_told(cut, path)


@few
@given(st.data())
def test_altered_bytes_change_no_answer(path: Path, data: st.DataObject) -> None:
    """Bits that flip anywhere, in the first bytes of pages above all, change no answer: it is the same, or told."""
    whole, hurt = path.read_bytes(), path.with_name("altered.faq")
    page, within = st.integers(0, len(whole) // PAGE - 1), st.one_of(st.integers(0, 30), st.integers(0, PAGE - 1))
    altered = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        altered[data.draw(page) * PAGE + data.draw(within)] ^= data.draw(st.integers(1, 255))
    hurt.write_bytes(altered)
    assert is_same_or_told(hurt, path)


@few
@given(st.data())
def test_lost_and_exchanged_pages_change_no_answer(path: Path, data: st.DataObject) -> None:
    """Where a page is empty, or has become another's, it is the same answer or told."""
    whole, hurt = path.read_bytes(), path.with_name("exchanged.faq")
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    at = data.draw(st.integers(0, len(pages) - 1))
    pages[at] = data.draw(st.sampled_from([bytes(PAGE), *pages]))
    hurt.write_bytes(b"".join(pages))
    assert is_same_or_told(hurt, path)


@pytest.mark.parametrize("table", ["block", "part", "postings", "bitmap", "place"])
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE length({key}) % 2",
        "UPDATE {table} SET crc = crc + 1",
        "UPDATE {table} SET {value} = CAST({value} AS TEXT) WHERE {key} = 'letters' OR typeof({key}) = 'integer'",
        "UPDATE {table} SET {key} = {key} || 9999 WHERE {key} = (SELECT min({key}) FROM {table})",
        "INSERT OR REPLACE INTO {table} SELECT * FROM other.{table}",
    ],
    ids=["all lost", "some lost", "other checksums", "texts for bytes", "another number", "another file's"],
)
def test_rows_that_are_lost_or_others_change_no_answer(change: str, table: str, path: Path, tmp_path: Path) -> None:
    """A row that is gone, has another's place, or is another file's with its right checksum, is told."""
    hurt, other = tmp_path / "hurt.faq", tmp_path / "other.faq"
    (tmp_path / "library.yaml").write_text(LIBRARY.replace("nine", "ten"))
    writer.write(loading.load(tmp_path / "library.yaml", TESTS / "markdown" / "bakery.yaml"), other)
    hurt.write_bytes(path.read_bytes())
    key, value = "name" if table == "block" else "number", "numbers" if table == "postings" else "data"
    with closing(sqlite3.connect(hurt)) as base:
        base.execute("ATTACH ? AS other", [os.fspath(other)])
        base.execute(change.format(table=table, key=key, value=value))
        base.commit()
    assert is_same_or_told(hurt, path)


# -- what is no file of ours -------------------------------------------------------------------


def _header(at: int, value: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:at] + value.to_bytes(4, "big") + data[at + 4 :]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda _: b"", "the file is empty: compile it again (faqbot compile)"),
        (lambda _: b"title: The library\n", FOREIGN),
        (lambda _: b"PK\3\4" + bytes(2000), FOREIGN),
        (_header(68, 0), FOREIGN),
        (_header(60, compiled.FORMAT + 1), "a newer faqbot compiled it: compile it again with this one"),
        (_header(60, compiled.FORMAT - 1), "an older faqbot compiled it: compile it again with this one"),
    ],
    ids=["empty", "a text", "an archive", "another database", "newer", "older"],
)
def test_what_is_no_such_file_is_told(
    change: Callable[[bytes], bytes], told: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says in one sentence what is wrong with it, and fails."""
    other = tmp_path / "other.faq"
    other.write_bytes(change(path.read_bytes()))
    assert cli.main(["ask", "-k", str(other), "when does it open"]) == cli.FAILED
    assert capsys.readouterr().err.startswith(f"{other}: {told}")


@pytest.mark.parametrize("make", ["mkdir", "mkfifo", "missing"])
def test_what_is_no_file_is_told(make: str, tmp_path: Path) -> None:
    """A folder, a pipe into which nobody writes and what isn't there are told at once."""
    other = tmp_path / "other.faq"
    if make != "missing":
        if not hasattr(os, make):
            pytest.skip("this system has none")
        getattr(os, make)(other)
    with pytest.raises(KnowledgeError, match=r"not a regular file|can't be read"):
        Bot.load(other)


def test_a_file_of_another_version_is_told(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One faqbot counts as it does, and another otherwise: the file is to be made again."""
    monkeypatch.setattr(compiled, "version", lambda: "99.0")
    with pytest.raises(KnowledgeError, match=r"faqbot \S+ compiled it, and this is 99.0: compile it again"):
        Bot.load(path)


# -- made to do harm ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        f"ALTER TABLE part RENAME TO old; CREATE VIEW part AS {ENDLESS}",
        "DROP TABLE block; CREATE VIEW block AS SELECT 'counts' AS name, hex(randomblob(900000000)) AS data, 0 AS crc",
        "CREATE TRIGGER hurt AFTER INSERT ON part BEGIN DELETE FROM part; END",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET rootpage = 1",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, 'data', 'crc')",
    ],
    ids=["endless view", "huge view", "trigger", "tables within tables", "other columns"],
)
def test_nothing_runs_that_stands_in_a_file(change: str, path: Path, tmp_path: Path) -> None:
    """A file with more or other tables than ours is refused before any of them is read."""
    made = tmp_path / "made.faq"
    made.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(made)) as base:
        base.executescript(change)
    with pytest.raises(KnowledgeError, match="the file is damaged"):
        Bot.load(made)


def test_a_file_keeps_nobody_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that takes many times the steps which ours take, as over pages that lead in circles, is given up."""
    monkeypatch.setattr(compiled, "_STEPS", 5)
    with pytest.raises(KnowledgeError, match="the file is damaged"):
        Bot.load(path)
    monkeypatch.setattr(compiled, "_STEPS", 500)
    file = File(str(path))
    assert [file.row("part", 0)] * 500 == [file.row("part", 0) for _ in range(500)]  # which are many together


@pytest.mark.parametrize(
    "counts",
    [b"", b"[" * 100_000, b"null", b"[]", b"{}", b"\xff", b'{"made by": 1}', b"1" * 10_000],
    ids=["nothing", "deep", "null", "a list", "no keys", "no text", "another version", "a huge number"],
)
def test_counts_that_say_nothing_are_told(counts: bytes, path: Path, tmp_path: Path) -> None:
    """Counts with the right checksum that can't be counts make no traceback."""
    with pytest.raises(KnowledgeError, match=r"is damaged|compiled it"):
        Bot.load(_with_rows(path, tmp_path, 0, "block", [("counts", counts)]))


@pytest.mark.parametrize("table", ["part", "postings", "bitmap", "place"])
@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"[[]]", b"\xff" * 4096, "text"])
def test_rows_that_say_nothing_do_no_harm(data: bytes | str, table: str, path: Path, tmp_path: Path) -> None:
    """Rows with right checksums that can't be what they should be neither crash the interpreter nor keep it busy."""
    seed = Bot.load(path).index._store._file.counts["seed"]  # type: ignore[attr-defined]
    own = {"part": (0, data, data, data), "postings": (data, data)}.get(table, (data,))
    made = _with_rows(path, tmp_path, seed, table, [(number, *own) for number in range(40)])
    with suppress(Exception):
        asked(Bot.load(made))


def _with_rows(path: Path, folder: Path, seed: int, table: str, rows: Sequence[tuple[Any, ...]]) -> Path:
    """The file with rows, to which their checksums are added, in the place of those that were there."""
    made = folder / "made.faq"
    made.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(made)) as base:
        places = ", ".join("?" * (len(rows[0]) + 1))
        base.executemany(f"REPLACE INTO {table} VALUES ({places})", [(*row, checksum(seed, *row)) for row in rows])
        base.commit()
    return made


# -- the shell and the chat --------------------------------------------------------------------


def test_damage_that_a_question_meets_is_told(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command fails with the sentence; a chat says it, and answers what else there is."""
    hurt = tmp_path / "hurt.faq"
    writer.write(loading.load(path.with_name("library.yaml")), hurt)
    hurt.write_bytes(hurt.read_bytes().replace(b"The library opens at nine", b"The library opens at four"))
    assert cli.main(["ask", "-k", str(hurt), QUESTIONS[0]]) == cli.FAILED
    assert capsys.readouterr().err == f"{hurt}: {DAMAGED}\n"
    session = Session(Bot.load(hurt))
    replies = [repl._replies(session, line, None)[1] for line in (QUESTIONS[0], "/sections", "may I bring my dog?")]
    assert [reply.segments[0].text for reply in replies[:2]] == [f"{hurt}: {DAMAGED}"] * 2
    assert replies[2].answer
    assert replies[2].answer.text == "Guide dogs are welcome. Other animals wait outside."
