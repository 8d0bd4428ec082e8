"""Large knowledges are compiled by themselves, into the user's cache folder, and opened from there."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from faqbot import Bot, KnowledgeError
from faqbot.base.errors import KnowledgeWarning
from faqbot.index.compiled.making import compiling, opening
from faqbot.index.compiled.reader import Compiled
from faqbot.knowledge import loading
from faqbot.knowledge.article import Knowledge

POOL = "title: Pool\nfaq:\n  - question: What does a ticket cost?\n    answer: It costs 7 florins.\n"
HARBOUR = "title: Harbour\nfaq:\n  - question: When does the ferry leave?\n    answer: At noon.\n"
ASKED = ("what is the price of a ticket", "when does the ferry go", "who painted the bridge")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles, which count as large, and a cache folder of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(opening.NEVER)
    monkeypatch.setattr(opening, "LARGE", 1)
    monkeypatch.chdir(tmp_path)
    Path("kb").mkdir()
    for name, text in {"pool": POOL, "harbour": HARBOUR}.items():
        Path(f"kb/{name}.yaml").write_text(text, encoding="utf-8")


def made() -> list[str]:
    """What is kept, and what was left beside it."""
    return sorted(path.name for path in Path("cache").rglob("*") if path.is_file())


def alike() -> bool:
    """Whether a bot answers as one over the articles in memory does."""
    kept, plain = Bot.load("kb"), Bot(loading.load("kb"))
    return all(kept.answer(question) == plain.answer(question) for question in ASKED)


def test_a_large_knowledge_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first load compiles it, and the next opens what was made; answers are those of the articles."""
    assert alike()
    (name,) = made()
    monkeypatch.setattr(compiling.Compiling, "into", pytest.fail)
    assert alike() and made() == [name]
    assert isinstance(opening.opened(["kb"]).store, Compiled)


@pytest.mark.parametrize("small", [True, False])
def test_a_small_one_is_not_nor_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch, *, small: bool) -> None:
    """What loads in no time leaves no file, and a variable of the environment forbids all of it."""
    if small:
        monkeypatch.setattr(opening, "LARGE", 10_000)
    else:
        monkeypatch.setenv(opening.NEVER, "1")
    assert isinstance(opening.opened(["kb"]).store, Knowledge)
    assert made() == []


def test_only_the_file_that_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another file holds is taken from what was compiled before, which is then deleted."""
    assert alike()
    (before,) = made()
    Path("kb/pool.yaml").write_text(POOL.replace("7", "8"), encoding="utf-8")
    read: list[str] = []
    whole = loading.read

    def noting(path: str, *args: object, **kwargs: object) -> object:
        read.append(path)
        return whole(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "read", noting)
    assert "8 florins" in Bot.load("kb").answer(ASKED[0]).text
    assert read == [os.path.join("kb", "pool.yaml")]
    assert set(made()) - {before}, "a new file: who has the old one open goes on with that"


def test_a_new_article_is_found_and_one_that_is_gone_is_not() -> None:
    """A folder is as it is now."""
    assert alike()
    Path("kb/bridge.yaml").write_text(HARBOUR.replace("ferry leave", "bridge open"), encoding="utf-8")
    Path("kb/pool.yaml").unlink()
    assert [article.id for article in Bot.load("kb").knowledge.articles] == ["bridge", "harbour"]
    assert alike()


def test_a_fault_is_told_as_ever() -> None:
    """An article at fault is told with its line, and leaves no file."""
    Path("kb/pool.yaml").write_text(POOL.replace("    answer", "    anwser"), encoding="utf-8")
    with pytest.raises(KnowledgeError) as kept:
        Bot.load("kb")
    with pytest.raises(KnowledgeError) as plain:
        loading.load("kb")
    assert str(kept.value) == str(plain.value)
    assert made() == []


def test_what_may_not_be_meant_is_told_each_time() -> None:
    """A warning doesn't vanish with the second load."""
    Path("kb/pool.yaml").write_text(f"{POOL}  - question: what does a ticket cost\n    answer: Seven.\n", "utf-8")
    for _ in range(2):
        with pytest.warns(KnowledgeWarning, match="the same wording as line 3"):
            Bot.load("kb")


@pytest.mark.parametrize("fault", ["a file in its place", "no home", "full"])
def test_without_a_cache_folder_articles_are_loaded(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept it is no fault."""
    if fault == "a file in its place":
        Path("cache").write_text("", encoding="utf-8")
    elif fault == "no home":
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setattr(os.path, "expanduser", lambda path: path)
        monkeypatch.delenv("HOME", raising=False)
    else:
        monkeypatch.setattr(os, "replace", _full)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(opening.opened(["kb"]).store, (Knowledge, Compiled))
        assert alike()


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_damaged_file_is_made_anew() -> None:
    """What was kept is no more than what can be made again."""
    assert alike()
    gc.collect()  # what is open isn't deleted
    (name,) = Path("cache").rglob("*.faq")
    name.write_bytes(name.read_bytes()[:5000])
    assert alike()
    assert [path.stat().st_size > 5000 for path in Path("cache").rglob("*.faq")] == [True]


def test_processes_that_start_at_once_do_no_harm() -> None:
    """Each finds the knowledge whole, and one file is left."""
    load = "opening.LARGE = 1; print(faqbot.Bot.load('kb').answer('what does a ticket cost').text)"
    command = (sys.executable, "-c", f"import faqbot; from faqbot.index.compiled.making import opening; {load}")
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[0] for process in running] == ["It costs 7 florins.\n"] * 4
    assert alike()
    assert all(name.endswith(".faq") for name in made())
