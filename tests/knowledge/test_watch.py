"""Knowledge that changes on disk while a session goes on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from faqbot.bot import Bot
from faqbot.chat.session import Session
from faqbot.knowledge.watch import Watched

ARTICLE = "title: {}\nfaq:\n  - question: How hot is the water?\n    answer: {} degrees.\n"


def write(path: Path, title: str = "Tea", degrees: str = "80") -> None:
    path.write_text(ARTICLE.format(title, degrees), encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(tmp_path / "tea.yaml")
    return tmp_path / "tea.yaml"


@pytest.fixture
def session(file: Path) -> Session:
    watched = Watched(Bot.load, [str(file.parent)])
    return Session(watched.load(), watched=watched)


def text(session: Session) -> str:
    return "\n".join(map(str, session.refresh().segments))


def test_nothing_changed_says_nothing(session: Session) -> None:
    """Where no file has changed nothing is loaded and nothing said."""
    bot = session.bot
    assert text(session) == "" and session.bot is bot


def test_a_change_is_loaded_and_told(session: Session, file: Path) -> None:
    """After a file was written the next answer is from what it says now, and it is told once."""
    write(file, degrees="95")
    assert text(session) == "The knowledge has changed on disk and was loaded again: 1 article."
    assert text(session) == ""
    assert session.chat.ask("How hot is the water?").text == "95 degrees."


def test_a_new_file_is_a_change(session: Session, file: Path) -> None:
    """An article that is put into the folder is read too."""
    write(file.with_name("coffee.yaml"), "Coffee")
    assert text(session).endswith("2 articles.")


def test_a_broken_edit_keeps_the_old_knowledge(session: Session, file: Path) -> None:
    """Where an edit is at fault its line is told, once, and answers go on from the knowledge as it was."""
    file.write_text("title: Tea\nfaq:\n  - question: How?\n", encoding="utf-8")
    told = text(session)
    assert "The knowledge can't be loaded again:" in told and "tea.yaml:3: " in told and "as it was" in told
    assert text(session) == ""
    assert session.chat.ask("How hot is the water?").text == "80 degrees."


def test_a_mended_edit_is_loaded(session: Session, file: Path) -> None:
    """Once the fault is mended the new knowledge is there."""
    file.write_text("title: [", encoding="utf-8")
    assert "can't be loaded" in text(session)
    write(file, degrees="70")
    assert "was loaded again" in text(session)
    assert session.chat.ask("How hot is the water?").text == "70 degrees."


def test_a_deleted_file_keeps_the_old_knowledge(session: Session, file: Path) -> None:
    """Where the last article is deleted it is told, and answers go on."""
    file.unlink()
    told = text(session)
    assert "can't be loaded" in told and "the folder holds no article" in told
    assert session.chat.ask("How hot is the water?").text == "80 degrees."


def test_reload_says_that_it_did(session: Session) -> None:
    """To load again on purpose works without a change."""
    assert str(session.reload().segments[0]) == "The knowledge was loaded again: 1 article."


def test_a_deleted_default_is_not_replaced_by_another(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ./knowledge goes away, the article that ships does not silently take its place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAQBOT_KNOWLEDGE", raising=False)
    (tmp_path / "knowledge").mkdir()
    file = file.rename(tmp_path / "knowledge" / "tea.yaml")
    watched = Watched(Bot.load)
    session = Session(watched.load(), watched=watched)
    file.unlink()
    os.rmdir(tmp_path / "knowledge")
    assert "can't be loaded" in text(session)
    assert session.chat.ask("How hot is the water?").text == "80 degrees."


def test_the_conversation_goes_on_after_a_reload(session: Session, file: Path) -> None:
    """What was asked before stays, to be leaned on and listed."""
    session.ask("How hot is the water?")
    write(file, degrees="95")
    session.refresh()
    assert len(session.chat.turns) == 1 and session.chat.bot is session.bot


def test_an_interrupted_load_is_done_later(session: Session, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Ctrl-C ends a load, the change is still one before the next question."""

    def interrupted(*_: str) -> None:
        raise KeyboardInterrupt

    write(file, degrees="95")
    with monkeypatch.context() as patch:
        patch.setattr(session._watched, "_make", interrupted)
        with pytest.raises(KeyboardInterrupt):
            session.refresh()
    assert "loaded again" in text(session)
    assert session.chat.ask("How hot is the water?").text == "95 degrees."


def test_a_file_put_in_its_place_is_a_change(session: Session, file: Path) -> None:
    """A file that takes the place of another is read, also where it is as old and as long."""
    state = file.stat()
    write(file.with_name("new.tmp"), degrees="95")
    os.utime(file.with_name("new.tmp"), ns=(state.st_atime_ns, state.st_mtime_ns))
    file.with_name("new.tmp").rename(file)
    assert file.stat().st_size == state.st_size and "loaded again" in text(session)


def test_a_folder_that_is_gone_ends_no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the working directory is deleted under a relative path, it is told, and answers go on."""
    (tmp_path / "here" / "knowledge").mkdir(parents=True)
    write(tmp_path / "here" / "knowledge" / "tea.yaml")
    monkeypatch.chdir(tmp_path / "here")
    watched = Watched(Bot.load, ["knowledge"])
    session = Session(watched.load(), watched=watched)
    shutil.rmtree(tmp_path / "here")
    assert "there is no such file or folder" in text(session)
    assert session.chat.ask("How hot is the water?").text == "80 degrees."
