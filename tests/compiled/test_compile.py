"""`faqbot compile`: what becomes of articles, long lists and compiled files, and what is told when it can't be."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import warnings
from pathlib import Path
from typing import Any

import pytest

from faqbot.base.errors import FaqbotError, KnowledgeError, KnowledgeWarning
from faqbot.base.files import digest
from faqbot.bot import Bot
from faqbot.index.candidates import Candidate
from faqbot.index.compiled import records, writer
from faqbot.index.compiled.making import compiling, sources
from faqbot.index.compiled.making.sources import Sources
from faqbot.index.compiled.reader import Compiled
from faqbot.knowledge import loading
from faqbot.knowledge.lines.stream import Stream
from faqbot.terminal.shell import cli

POOL = """\
title: Pool
synonyms: [[ticket, admission]]
sections:
  - {heading: Tickets, text: A ticket costs four euros. Children swim for two.}
  - {heading: Visits, level: 1}
  - {heading: Opening hours, level: 2, text: The pool opens at seven., summary: When it opens.}
faq:
  - {question: Do I need a cap?, alternates: [bathing cap], answer: Caps are not needed., section: tickets}
"""
DESK = "".join(
    f"{json.dumps({'question': question, 'answer': answer})}\n"
    for question, answer in (
        ("How do I reset my password?", "Press Reset."),
        ("When do you open?", "At nine.\nOn Sundays at ten."),
        ("Where is the help desk?", "In the cellar."),
    )
)
QUESTIONS = ("what does admission cost", "when does the pool open", "do i need a cap", "reset pasword", "cellar", "hm")
ODD = '{"question": "Why?"}\nso\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of one's own, with an article and a list in it."""
    monkeypatch.chdir(tmp_path)
    Path("kb").mkdir()
    Path("kb/pool.yaml").write_text(POOL, encoding="utf-8")
    Path("desk.jsonl").write_text(DESK, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The status of a command, and what it prints."""
    status = cli.main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def compiled(*paths: str, **options: Any) -> Compiled:
    """Paths compiled into one file."""
    compiling.compile_(paths, "out.faq", **options)
    return Compiled("out.faq")


def same(one: Bot, other: Bot) -> None:
    """Two bots give the same answers, field by field."""
    for question in QUESTIONS:
        assert one.answer(question) == other.answer(question)


# -- what becomes of the sources ---------------------------------------------------------------


def test_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    """One line tells what the file holds, which is called as its source, in the working folder."""
    status, out, err = run(capsys, "compile", "kb/")
    assert (
        (status, err) == (0, "")
        and out.startswith("kb.faq: 1 article with 1 entry and 3 sections, ")
        and out.endswith(" s\n")
    )
    assert run(capsys, "-k", "kb.faq", "ask", "what does a ticket cost")[0] == 0
    status, out, _ = run(capsys, "compile", "kb", "desk.jsonl", "-o", "all.faq")
    assert status == 0 and out.startswith("all.faq: 2 articles with 4 entries and 3 sections, ")


def test_answers_are_those_of_the_sources() -> None:
    """Of an article and a list compiled into one file, also with their lines, and of two files compiled into one."""
    whole = compiled("kb", "desk.jsonl")
    assert whole.knowledge == loading.load("kb", "desk.jsonl") or [
        (article.id, list(article.sections), list(article.faq)) for article in whole.articles
    ] == [(a.id, list(a.sections), list(a.faq)) for a in loading.load("kb", "desk.jsonl").articles]
    same(Bot.load("out.faq"), Bot.load("kb", "desk.jsonl"))
    compiling.compile_(["kb"], "one.faq")
    compiling.compile_(["desk.jsonl"], "other.faq")
    compiling.compile_(["one.faq", "other.faq"], "both.faq")
    same(Bot.load("both.faq"), Bot.load("kb", "desk.jsonl"))


def test_a_list_is_read_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each entry is written before the next is read: none of a long list is kept."""
    log: list[str] = []
    cut = records.of_candidate

    def written(found: Candidate) -> str:
        log.append("written")
        return cut(found)

    def read(self: Any) -> Any:
        for entry in entries(self):
            log.append("read")
            yield entry

    entries = Stream.__iter__
    monkeypatch.setattr(Stream, "__iter__", read)
    monkeypatch.setattr(records, "of_candidate", written)
    compiled("desk.jsonl")
    assert log == ["read", "written"] * 3


def test_a_list_among_languages() -> None:
    """Where articles are in several languages, that of the most parts counts, as of articles in memory."""
    Path("de.yaml").write_text("title: Bad\nlanguage: de\nfaq: [{question: Wann?, answer: Um sieben.}]\n", "utf-8")
    assert compiled("de.yaml", "desk.jsonl").language.code == "en"
    Path("desk.jsonl").write_text(DESK.splitlines(keepends=True)[0] + ODD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"desk\.jsonl:2: "):
        compiled("de.yaml", "desk.jsonl")


def test_the_sources_are_kept() -> None:
    """Of each source its path, length, time and digest stand in the file, and the folders that were named."""
    found = Sources.read(compiled("kb", "desk.jsonl").sources)
    assert found.paths == [os.path.abspath("kb"), os.path.abspath("desk.jsonl")]
    pool, desk = found.files
    assert (pool.path, pool.absolute) == (os.path.join("kb", "pool.yaml"), os.path.abspath("kb/pool.yaml"))
    assert (desk.size, desk.digest) == (len(DESK.encode()), digest("desk.jsonl"))


def test_steps_are_told() -> None:
    """How far it is is told to whoever wants to know, and about as often as was said before."""
    totals: list[int] = []
    seen: list[int] = []

    def progress(steps: Any, total: int) -> Any:
        totals.append(total)
        for step in steps:
            seen.append(step)
            yield step

    compiled("desk.jsonl", progress=progress)
    assert sum(seen) == 6 and totals == [7]
    seen.clear()
    compiled("kb", progress=progress)
    assert abs(totals[1] - sum(seen)) <= 2


# -- what is wrong -----------------------------------------------------------------------------


def test_faults_are_told_as_on_loading(capsys: pytest.CaptureFixture[str]) -> None:
    """All of all files, and no file is left; an old one stays."""
    Path("a.jsonl").write_text(ODD, encoding="utf-8")
    Path("b.yaml").write_text("title: B\nfaq: []\ncolour: blue\n", encoding="utf-8")
    Path("c.csv").write_text("question,answer\nWhy?,\n", encoding="utf-8")
    names = ["b.yaml", "a.jsonl", "gone.yaml", "c.csv", "desk.jsonl"]
    with pytest.raises(KnowledgeError) as caught:
        loading.load(*names)
    Path("out.faq").write_bytes(b"old")
    before = sorted(os.listdir())
    assert run(capsys, "compile", *names, "-o", "out.faq") == (2, "", f"{caught.value}\n")
    assert sorted(os.listdir()) == before and Path("out.faq").read_bytes() == b"old"


def test_bad_entries_may_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """With --skip-bad the rest is compiled, and how many were left out is told."""
    Path("a.jsonl").write_text(ODD + DESK, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        status, out, err = run(capsys, "compile", "a.jsonl", "--skip-bad")
    assert (status, len(Bot.load("a.faq").knowledge.articles[0].faq)) == (0, 3)
    assert "with 3 entries" in out and "2 bad entries were left out" in err
    assert Sources.read(Compiled("a.faq").sources).doubts[0][:2] == ("a.jsonl", 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kb", "desk.jsonl"], "several sources make one file: name it (-o NAME.faq)"),
        (["kb", "-o", "help.db"], "help.db: the name of a compiled knowledge ends in .faq: write -o NAME.faq"),
        (["gone"], "gone: there is no such file or folder: check the path"),
        (["kb", "-o", "gone/kb.faq"], "gone/kb.faq: the file can't be written (unable to open database file)"),
    ],
)
def test_what_can_not_be_compiled(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says why, and nothing is written."""
    before = sorted(os.listdir())
    assert run(capsys, "compile", *arguments) == (2, "", f"{told}\n")
    assert sorted(os.listdir()) == before


def test_a_source_is_not_written_over() -> None:
    """Whatever it is called: here, by a link."""
    compiling.compile_(["kb"], "kb.faq")
    os.symlink("kb.faq", "link.faq")
    for target in (None, "kb.faq", "link.faq"):
        with pytest.raises(FaqbotError, match="one of the sources"):
            compiling.compile_(["kb.faq"], target)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), sqlite3.OperationalError("full")])
def test_a_full_disk(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun is deleted, and the old file stays."""

    def full(*_: object) -> None:
        raise error

    compiling.compile_(["kb"], "kb.faq")
    before = Path("kb.faq").read_bytes(), sorted(os.listdir())
    monkeypatch.setattr(writer._Writer, "_write_words", full)
    with pytest.raises(KnowledgeError, match=r"the file can't be written \((No space left on device|full)\)"):
        compiling.compile_(["kb"], "kb.faq")
    assert (Path("kb.faq").read_bytes(), sorted(os.listdir())) == before


# -- older than its sources --------------------------------------------------------------------


def changed(what: str) -> None:
    """Changes a source in one of some ways."""
    pool = Path("kb/pool.yaml")
    if what == "longer":
        pool.write_text(POOL + "# so\n", encoding="utf-8")
    elif what == "as long":
        pool.write_text(POOL.replace("seven", "eight"), encoding="utf-8")
    elif what == "new":
        Path("kb/bath.yaml").write_text(POOL, encoding="utf-8")
    elif what == "gone":
        Path("kb/bath.yaml").write_text(POOL, encoding="utf-8")
        pool.unlink()
    elif what == "a list":
        Path("desk.jsonl").write_text(DESK * 2, encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("longer", f"it is older than {os.path.join('kb', 'pool.yaml')}"),
        ("as long", f"it is older than {os.path.join('kb', 'pool.yaml')}"),
        ("new", f"it is older than {os.path.join('kb', 'bath.yaml')}, which is new"),
        ("gone", f"{os.path.join('kb', 'pool.yaml')} is gone since it was compiled"),
        ("a list", "it is older than desk.jsonl"),
    ],
)
def test_it_says_when_it_is_old(what: str, told: str) -> None:
    """One warning, for whoever loads it, names the first source that is newer."""
    compiled("kb", "desk.jsonl")
    changed(what)
    with pytest.warns(KnowledgeWarning) as caught:
        Bot.load("out.faq")
    assert [str(one.message) for one in caught] == [f"out.faq: {told}: compile it again (faqbot compile)"]
    assert caught[0].filename == __file__


def test_nothing_is_said_of_what_has_not_changed() -> None:
    """Neither where a file was only written again, nor where the sources are not there."""
    compiled("kb", "desk.jsonl")
    os.utime("kb/pool.yaml", (1, 1))
    Bot.load("out.faq")
    os.rename("kb", "elsewhere")
    os.rename("desk.jsonl", "elsewhere/desk.jsonl")
    Bot.load("out.faq")


def test_only_what_may_have_changed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the same length and time isn't read, nor one of another length, once some seconds have gone by."""
    for path in ("kb/pool.yaml", "desk.jsonl"):
        os.utime(path, (1, 1))
    compiled("kb", "desk.jsonl")
    monkeypatch.setattr(sources, "digest", pytest.fail)
    Bot.load("out.faq")
    changed("longer")
    with pytest.warns(KnowledgeWarning):
        Bot.load("out.faq")


def test_names_lead_there_from_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From another folder a source is told by its whole path."""
    compiled("kb")
    changed("longer")
    monkeypatch.chdir("/")
    with pytest.warns(KnowledgeWarning, match=f"older than {tmp_path}/kb/pool.yaml: "):
        Bot.load(tmp_path / "out.faq")


def test_a_chat_opens_the_file_that_took_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """A compiled file that is replaced is opened again before the next question."""
    from faqbot.chat.session import Session
    from faqbot.knowledge.watch import Watched

    compiled("kb")
    watched = Watched(Bot.load, ["out.faq"])
    session = Session(watched.load(), watched=watched)
    assert not session.refresh().segments
    Path("kb/pool.yaml").write_text(POOL.replace("four", "five"), encoding="utf-8")
    compiled("kb")
    assert "has changed" in session.refresh().segments[0].text
    answer = session.ask("what does a ticket cost").answer
    assert answer and "five euros" in answer.text
    assert capsys.readouterr().out == ""
