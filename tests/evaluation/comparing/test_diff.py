"""`faqbot diff` as an author calls it: paths and revisions of real repositories, what it prints, its status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from typing import TYPE_CHECKING, Any, Final

import pytest
from samples import LIBRARY

from faqbot.bot import Bot
from faqbot.evaluation.comparing import git, sides
from faqbot.terminal.shell import cli
from faqbot.terminal.shell.learning import diff as command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GOLDEN: Final = """\
knowledge: ../knowledge
cases:
  - ask: What happens if I return a book late?
    cite: faq-late
    says: You pay 50 cents
  - ask: Who won the World Cup?
    unknown: true
"""
ME: Final = ("-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false")


def run_git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *ME, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, tag: str) -> None:
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-q", "-m", tag)
    run_git(folder, "tag", tag)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a library, a golden file in tests/, and a commit "v1" on the branch main, to be in."""
    folder = tmp_path / "repository"
    for path, text in {"knowledge/library.yaml": LIBRARY, "tests/library.golden.yaml": GOLDEN}.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(text, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith(("GIT_", "FAQBOT_KNOWLEDGE", "COLUMNS"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("NO_COLOR", "1")
    run_git(folder.parent, "init", "-q", "-b", "main", str(folder))
    commit(folder, "v1")
    monkeypatch.chdir(folder)
    return folder


def edit(folder: Path, old: str, new: str, file: str = "knowledge/library.yaml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def values(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> dict[str, Any]:
    """What `faqbot diff … --format json` prints."""
    assert cli.main(["diff", *words, "--format", "json"]) == status, capsys.readouterr().err
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def failing(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that fails says."""
    assert cli.main(["diff", *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


Run = pytest.CaptureFixture[str]


# -- what it tells -----------------------------------------------------------------------------


def test_a_branch_is_compared_with_the_files_as_they_are(repository: Path, capsys: Run) -> None:
    """A case that the working tree breaks is told first, with both answers, and the status is 1."""
    edit(repository, "You pay 50 cents", "You pay 60 cents")
    assert cli.main(["diff", "main"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("main → knowledge: 11 questions (2 golden cases, 9 wordings): 3 answers change.\n")
    assert "1 golden case breaks.\n" in out
    assert "  newly wrong       1        0\n  other text        0        2\n" in out
    assert (
        "  1. What happens if I return a book late?\n    tests/library.golden.yaml:3, golden case: it breaks\n" in out
    )
    assert "now: answered from library#faq-late (1.00), wrong\n    “You pay 60 cents for every day" in out


def test_where_nothing_has_changed_it_says_so(capsys: Run) -> None:
    """A knowledge as it is at a revision differs in nothing, in every form, and the status is 0."""
    assert cli.main(["diff", "main"]) == 0
    assert capsys.readouterr().out == (
        "main → knowledge: 11 questions (2 golden cases, 9 wordings): no answer changes.\n"
    )
    assert cli.main(["diff", "main", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "<!-- faqbot diff -->\n**main → knowledge**: 11 questions (2 golden cases, 9 wordings): no answer changes.\n"
    )
    assert values(capsys, "HEAD")["changes"] == []


def test_two_revisions_are_compared_by_the_golden_cases_of_the_new_one(repository: Path, capsys: Run) -> None:
    """Of two revisions neither reads the working tree: the cases are those of the new one, told as git writes paths."""
    edit(repository, "You pay 50 cents", "You pay 60 cents")
    edit(repository, "50 cents", "60 cents", "tests/library.golden.yaml")
    commit(repository, "v2")
    for name in ("knowledge", "tests"):
        shutil.rmtree(repository / name)
    there = values(capsys, "v1", "v2", "-k", "knowledge")
    assert there["changed"]["newly right"] == 1 and there["asked"]["golden"] == 2
    assert there["changes"][0]["at"] == "v2:tests/library.golden.yaml:3"
    back = values(capsys, "v2", "v1", "-k", "knowledge")
    assert (back["changed"]["newly right"], back["broken"]) == (1, 0)  # v1 has a case of its own


def test_a_path_at_a_revision_is_that_path_before_and_now(repository: Path, capsys: Run) -> None:
    """REV:PATH is the path in the repository, from the root and from here, against that path as it is."""
    edit(repository, "Guide dogs are welcome.", "All dogs are welcome.")
    for word in ("v1:knowledge/library.yaml", "v1:knowledge", "v1:./knowledge"):
        assert values(capsys, word)["changed"]["other text"] == 2
    assert values(capsys, "v1:knowledge")["new"] == "knowledge"


def test_folders_are_compared_without_git(repository: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two folders need no git, nor does a path that is called as a branch is: what is there as a path is one."""
    monkeypatch.setattr(git, "_GIT", "no-such-git")
    shutil.copytree(repository / "knowledge", repository / "main")
    edit(repository, "Guide dogs are welcome.", "All dogs are welcome.")
    assert values(capsys, "main", "knowledge")["changed"]["other text"] == 2
    assert values(capsys, "main")["changed"]["other text"] == 2


def test_it_works_below_the_root_of_a_repository(
    repository: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The knowledge and the golden files are those of the working directory, wherever that is in the repository."""
    below = repository / "a b" / "é"
    below.mkdir(parents=True)
    for name in ("knowledge", "tests"):
        shutil.move(repository / name, below / name)
    commit(repository, "moved")
    edit(below, "You pay 50 cents", "You pay 60 cents")
    monkeypatch.chdir(below)
    assert values(capsys, "moved", status=1)["asked"] == {"golden": 2, "wording": 9, "log": 0}
    commit(repository, "dearer")
    assert values(capsys, "moved", "dearer", status=1)["changes"][0]["at"] == "dearer:a b/é/tests/library.golden.yaml:3"


def test_golden_files_are_there_that_archives_leave_out(repository: Path, capsys: Run) -> None:
    """What is marked as `export-ignore`, as tests often are, is asked all the same, and linked articles are there."""
    (repository / ".gitattributes").write_text("tests export-ignore\n", encoding="utf-8")
    shutil.move(repository / "knowledge" / "library.yaml", repository / "library.yaml")
    os.symlink("../library.yaml", repository / "knowledge" / "library.yaml")
    commit(repository, "v2")
    found = values(capsys, "v1", "v2")
    assert (found["asked"]["golden"], found["changes"]) == (2, [])


# -- golden files and logs ---------------------------------------------------------------------


def test_golden_files_about_another_knowledge_are_left_out(repository: Path, capsys: Run) -> None:
    """Only files about the knowledge that is compared are asked; of the others it is told. pytest's folders count."""
    shutil.copytree(repository / "knowledge", repository / "other")
    (repository / "tests/other.golden.yaml").write_text(GOLDEN.replace("knowledge\n", "other\n"), encoding="utf-8")
    (repository / "node_modules").mkdir()
    (repository / "node_modules/bad.golden.yaml").write_text("nothing", encoding="utf-8")
    found = values(capsys, "main")
    assert (found["asked"]["golden"], found["left_out"]) == (2, ["tests/other.golden.yaml"])
    assert cli.main(["diff", "main"]) == 0
    assert "Left out: 1 golden file about another knowledge (tests/other.golden.yaml)." in capsys.readouterr().out


def test_golden_files_about_another_knowledge_are_left_out_at_a_revision_too(repository: Path, capsys: Run) -> None:
    """At a revision a golden file of it may be about a knowledge that isn't compared: a folder or a file."""
    shutil.copytree(repository / "knowledge", repository / "other")
    for name, knowledge in {"folder": "../other", "file": "../other/library.yaml"}.items():
        text = GOLDEN.replace("../knowledge", knowledge)
        (repository / f"tests/{name}.golden.yaml").write_text(text, encoding="utf-8")
    commit(repository, "v2")
    found = values(capsys, "v1", "v2")
    assert (found["asked"]["golden"], found["changes"]) == (2, [])
    assert found["left_out"] == ["v2:tests/file.golden.yaml", "v2:tests/folder.golden.yaml"]


def test_files_that_are_named_are_asked_whatever_they_are_about(repository: Path, capsys: Run) -> None:
    """--golden takes golden files, tables and folders, and takes the place of what is found."""
    (repository / "asked.csv").write_text("question,expect\nIs my book late?,faq-late\n", encoding="utf-8")
    assert values(capsys, "main", "--golden", "asked.csv")["asked"]["golden"] == 1
    assert values(capsys, "main", "--golden", "asked.csv", "--golden", "tests")["asked"]["golden"] == 3


def test_the_questions_of_a_log_are_asked(repository: Path, capsys: Run) -> None:
    """--log asks what was asked, each question once."""
    line = {"time": "2026-11-28T12:34:56Z", "id": "0" * 12, "question": "may my dog come in?", "verdict": "unknown"}
    line |= {"cause": "no match", "confidence": 0.1, "ref": None, "offered": [], "knowledge": "x"}  # type: ignore[dict-item]
    (repository / "asked.jsonl").write_text(f"{json.dumps(line)}\n" * 2, encoding="utf-8")
    edit(repository, "Guide dogs are welcome.", "All dogs are welcome.")
    found = values(capsys, "main", "--log", "asked.jsonl")
    assert found["asked"]["log"] == 1
    (change,) = (change for change in found["changes"] if change["origin"] == "log")
    assert (change["kind"], change["count"], change["expect"]) == ("other text", 2, None)


# -- what can go wrong -------------------------------------------------------------------------


def test_what_is_no_path_and_no_revision_is_told(repository: Path, capsys: Run, tmp_path: Path) -> None:
    """Each of what can be wrong with a word is one sentence: what there isn't, and what to write."""
    assert 'no file or folder "mian"' in failing(capsys, "mian") and "did you mean main?" in failing(capsys, "mian")
    assert "has no nothing: name what it has, REVISION:PATH" in failing(capsys, "main:nothing")
    assert 'no revision "-x"' in failing(capsys, "--", "-x")
    assert "no revision" in failing(capsys, ":knowledge")
    assert "isn't in the repository" in failing(capsys, "main", "-k", str(tmp_path))
    assert "more are named" in failing(capsys, "v1", "v1", "v1")
    with pytest.raises(SystemExit) as left:
        cli.main(["diff"])
    assert left.value.code == 2 and "which knowledge? faqbot diff OLD [NEW]" in capsys.readouterr().err


def test_without_a_repository_or_git_it_says_what_is_missing(
    tmp_path: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A revision takes a repository and git; where one is missing, it says which."""
    monkeypatch.chdir(tmp_path)
    assert "git finds no repository in this folder (not a git repository" in failing(capsys, "main")
    monkeypatch.setattr(git, "_GIT", "no-such-git")
    assert "a revision takes git, which isn't installed here" in failing(capsys, "main")


def test_a_revision_that_a_shallow_clone_has_not_is_told(
    repository: Path, tmp_path: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a clone has the last commits only, as one of CI, it says how to get the others."""
    edit(repository, "50 cents", "60 cents")
    commit(repository, "v2")
    run_git(tmp_path, "clone", "-q", "--depth=1", "--no-tags", f"file://{repository}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert "the last commits only: git fetch --unshallow gets the others" in failing(capsys, "v1")


def test_a_fault_at_a_revision_is_told_as_git_writes_paths(repository: Path, capsys: Run) -> None:
    """An article that can't be used names its revision and its line, and no folder that is gone when one looks."""
    edit(repository, "  - id: faq-dogs\n", "  - id: faq-late\n")
    commit(repository, "bad")
    said = failing(capsys, "bad", "v1")
    assert said.startswith("bad:knowledge/library.yaml:")
    assert "faqbot-" not in said


def test_nothing_is_left_and_nothing_of_the_repository_changes(
    repository: Path, capsys: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written of a revision is gone afterwards; the repository, its index too, is as it was."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    edit(repository, "Guide dogs are welcome.", "All dogs are welcome.")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    values(capsys, "main")
    assert os.listdir(tmp_path) == ["repository"]
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


# -- at size -----------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True], ids=["small", "compiled"])
def test_several_processes_find_what_one_finds(
    large: bool, repository: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many questions are asked by all processors, and a large revision is compiled first: what is found is the same."""
    edit(repository, "You pay 50 cents", "You pay 60 cents")
    alone = values(capsys, "main", status=1)
    monkeypatch.setattr(command, "_MANY", 1)
    if large:
        monkeypatch.setattr(sides, "_LARGE", 1)
    assert values(capsys, "main", status=1) == alone


def test_bad_entries_are_left_out_of_a_large_revision_too(
    repository: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--skip-bad holds for lists at a revision as for those in the working tree, compiled or not."""
    lines = ['{"question": "May I bring my cat?", "answer": "No."}', '{"question": "May I bring my horse?"}']
    (repository / "asked.jsonl").write_text("\n".join(lines), encoding="utf-8")
    commit(repository, "list")
    monkeypatch.setattr(sides, "_LARGE", 1)
    assert failing(capsys, "list:asked.jsonl", "asked.jsonl").startswith("list:asked.jsonl:2: ")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert values(capsys, "list:asked.jsonl", "--skip-bad")["asked"]["wording"] == 1


def test_each_side_is_loaded_once(repository: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many golden files there are, two bots are made."""
    (repository / "tests/more.golden.yaml").write_text(GOLDEN, encoding="utf-8")
    made: list[object] = []
    load: Callable[..., Bot] = Bot.load

    def counting(*paths: Any, **settings: Any) -> Bot:
        made.append(paths)
        return load(*paths, **settings)

    monkeypatch.setattr(Bot, "load", counting)
    assert values(capsys, "main")["asked"]["golden"] == 4
    assert len(made) == 2
