"""A folder to start with: what is in it passes as it is, and where it can't be made nothing is."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
import yaml
from checkout import FAQBOT, PYTHONPATH
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot import __version__
from faqbot.authoring.starting import new as starting
from faqbot.authoring.starting import schema
from faqbot.base import files
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.evaluation.golden import plugin
from faqbot.knowledge import loading
from faqbot.terminal.shell import authoring, cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNIX: Final = pytest.mark.skipif(os.name == "nt", reason="scripts and names as on Unix")
PLUGIN: Final = [] if any(p.name == "faqbot" for p in entry_points(group="pytest11")) else ["-p", plugin.__name__]
COMMANDS: Final = {
    "faqbot": [*FAQBOT],
    "pytest": [sys.executable, "-m", "pytest", *PLUGIN, "-p", "no:cacheprovider"],
}


def tree(folder: Path) -> dict[str, str]:
    """All that is in a folder: path -> text; of folders and links none."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {name: path.read_text(encoding="utf-8") if path.is_file() else "" for name, path in paths.items()}


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `faqbot new handbook` makes."""
    above = tmp_path_factory.mktemp("new")
    assert cli.main(["new", str(above / "handbook")]) == 0
    return above / "handbook"


def run(command: str, folder: Path, scripts: Path) -> subprocess.CompletedProcess[str]:
    """A command line as a shell runs it in a folder, with the faqbot and the pytest of these tests."""
    for name, words in COMMANDS.items():
        script = scripts / name
        script.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    dropped = ("FAQBOT_KNOWLEDGE", "FAQBOT_MEANING", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept |= {"PATH": f"{scripts}{os.pathsep}{kept['PATH']}", "PYTHONPATH": PYTHONPATH, "HOME": str(scripts)}
    kept |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )


# -- what is in it -----------------------------------------------------------------------------


def workflow(folder: Path) -> dict[str | bool, Any]:
    """The workflow of a folder."""
    found = yaml.safe_load((folder / ".github/workflows/faqbot.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(folder: Path) -> list[str]:
    """What the workflow of a folder runs, line by line."""
    (job,) = workflow(folder)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def asked(folder: Path) -> list[str]:
    """The questions that the page in a folder asks the shell."""
    return re.findall(r"^faqbot ask .*$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_it_holds_what_one_needs(handbook: Path) -> None:
    """There are an article, its golden file, the workflow, a page of some twenty lines and the schemas: no more."""
    found = tree(handbook)
    assert [name for name, text in found.items() if text] == [
        ".faqbot/golden.schema.json",
        ".faqbot/knowledge.schema.json",
        ".github/workflows/faqbot.yml",
        "README.md",
        "knowledge/handbook.golden.yaml",
        "knowledge/handbook.yaml",
    ]
    assert 15 <= found["README.md"].count("\n") <= 22
    assert not re.search(r"<(?:id|title|version)>", "".join(found.values()))
    assert {text for text in found.values() if text and not text.endswith("\n")} == set()


def test_the_workflow_installs_this_faqbot_and_runs_the_two_checks(handbook: Path) -> None:
    """The workflow installs the version that made the folder, then checks and tests, at each push."""
    install, *checks = steps(handbook)
    assert install == f"python -m pip install faqbot=={__version__} pytest"
    assert checks == ["faqbot check --format github", "pytest"]
    assert workflow(handbook)[True] == ["push", "pull_request"]  # to YAML 1.1, "on" is true


@UNIX
@pytest.mark.parametrize("step", [1, 2])
def test_what_the_workflow_runs_passes(step: int, handbook: Path, tmp_path: Path) -> None:
    """Each line that the workflow runs, run as it stands there, finds nothing wrong."""
    done = run(steps(handbook)[step], handbook, tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@UNIX
@pytest.mark.parametrize("number", [0, 1])
def test_what_its_page_asks_is_answered(number: int, handbook: Path, tmp_path: Path) -> None:
    """Each question of README.md is answered from the article, with its line."""
    done = run(asked(handbook)[number], handbook, tmp_path)
    assert done.returncode == 0
    assert re.search(r"knowledge/handbook\.yaml:\d+$", done.stdout.strip())


@UNIX
def test_its_golden_questions_are_of_both_kinds(handbook: Path, tmp_path: Path) -> None:
    """The golden file has questions with an answer and without, and each of them is a test that passes."""
    cases = yaml.safe_load((handbook / "knowledge/handbook.golden.yaml").read_text(encoding="utf-8"))["cases"]
    assert {"unknown" in case for case in cases} == {True, False}
    assert f"{len(cases)} passed" in run("pytest -q", handbook, tmp_path).stdout


@UNIX
def test_its_files_are_in_the_one_form(handbook: Path, tmp_path: Path) -> None:
    """The article is in the form that `faqbot fmt` brings files into."""
    if "fmt" not in authoring.COMMANDS:
        pytest.skip("no faqbot fmt here")
    done = run("faqbot fmt --check knowledge", handbook, tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "kind"), [("handbook.yaml", "knowledge"), ("handbook.golden.yaml", "golden")])
def test_the_first_line_of_a_file_leads_editors_to_its_schema(file: str, kind: str, handbook: Path) -> None:
    """The first line names the schema relative to the file, which is that of `faqbot schema` and takes the file."""
    path = handbook / "knowledge" / file
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    found = (path.parent / named[1]).read_text(encoding="utf-8")
    assert found == schema.text(kind)
    jsonschema.validate(yaml.safe_load(text), json.loads(found))


# -- names and titles --------------------------------------------------------------------------


@UNIX
@pytest.mark.parametrize(
    ("name", "article", "title"),
    [
        ("help desk", "help-desk", "Help desk"),
        ("help_desk-FAQ", "help-desk-faq", "Help desk FAQ"),
        ("Größe & Maß", "größe-maß", "Größe & Maß"),
        ("日本語", "日本語", "日本語"),
        ("v2.0", "v2-0", "V2.0"),
        ("!!!", "article", "!!!"),
        ("---", "article", "Article"),
        ("sub/handbook/", "handbook", "Handbook"),
        ("sub/../other", "other", "Other"),
        ("x" * 200, "x" * 40, "X" + "x" * 199),
        ("a\nb", "a-b", "A b"),
        ("yes", "yes", "Yes"),
    ],
)
def test_an_odd_name(name: str, article: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is called as it was named, the article by the letters of that, and its title is that in words."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    made = starting.new(name)
    assert os.path.isdir(name)
    (found,) = loading.load(os.path.join(name, "knowledge")).articles
    assert made.files[0] == f"knowledge/{article}.yaml"
    assert (found.id, found.title) == (article, title)


@settings(max_examples=50)
@given(title=st.text(min_size=1, max_size=30).filter(clean))
@example(title='no: "a" #b')
@example(title="Yes")
@example(title="Fees #2024")
@example(title="12")
@example(title="a <id> b")
@example(title="\ufffe\U0001f600")
def test_a_title_stands_in_the_article_as_it_was_given(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a title holds, the article has it, and so has the page."""
    folder = tmp_path_factory.mktemp("titled") / "a"
    starting.new(str(folder), title)
    (found,) = loading.load(folder / "knowledge").articles
    assert found.title == clean(title)
    assert (folder / "README.md").read_text(encoding="utf-8").startswith(f"# {clean(title)}\n")


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder is there and empty, if only as the one that a shell is in, it stays the same and is filled."""
    folder = tmp_path / "handbook"
    folder.mkdir()
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)
    starting.new(".")
    assert folder.stat().st_ino == before
    assert tree(folder).keys() >= {"knowledge/handbook.yaml", "README.md"}
    assert tree(tmp_path).keys() == {"handbook", *(f"handbook/{name}" for name in tree(folder))}


# -- what can't be made ------------------------------------------------------------------------

WRONG: Final = {
    "": "the name is empty: write one",
    "full": "full: the folder isn't empty: choose another name",
    ".": ".: the folder isn't empty: choose another name",
    "..": "..: the folder isn't empty: choose another name",
    "file": "file: there is a file of this name already: choose another name",
    "dangling": "dangling: there is a file of this name already: choose another name",
    "gone/handbook": "gone/handbook: there is no folder {here}/gone to make it in: make that first",
    "file/handbook": "file/handbook: there is no folder {here}/file to make it in: make that first",
    "a\0b": "a b: the folder can't be made (no folder can have this name): choose another name or place",
    "x" * 300: f"{'x' * 300}: the folder can't be made (File name too long): choose another name or place",
}


@UNIX
@pytest.mark.parametrize("name", WRONG, ids=["empty", *list(WRONG)[1:-2], "nul", "long"])
def test_a_name_that_can_not_be(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be made is told in a sentence, with status 2, and all stays as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to("nowhere")
    before = tree(tmp_path)
    assert cli.main(["new", name]) == 2
    told = capsys.readouterr().err.strip()
    assert told.replace(os.path.realpath(tmp_path), "{here}").replace(str(tmp_path), "{here}") == WRONG[name]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("step", ["mkdir", "write", "rename"])
def test_what_fails_half_way_leaves_nothing(
    step: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full or may not be written, at any step: nothing of the folder is left, and a sentence says so."""
    folder = tmp_path / "handbook"
    if there:
        folder.mkdir()
    before = tree(tmp_path)
    with monkeypatch.context() as patch:
        if step == "mkdir":
            patch.setattr(os, "mkdir", failing(os.mkdir, 0))
        elif step == "write":
            patch.setattr(files, "write_new", failing(files.write_new, 3))
        else:
            patch.setattr(os, "rename", failing(os.rename, 2 if there else 0))
        with pytest.raises(FaqbotError, match=r"/handbook: the folder can't be made \(No space left on device\)"):
            starting.new(str(folder))
    assert tree(tmp_path) == before


def failing(function: Callable[..., Any], after: int) -> Callable[..., Any]:
    """A function that works so many times, then fails once, and works again."""
    left = iter([*[True] * after, False])

    def tried(*arguments: Any, **named: Any) -> Any:
        if not next(left, True):
            raise OSError(errno.ENOSPC, "No space left on device")
        return function(*arguments, **named)

    return tried


# -- the commands ------------------------------------------------------------------------------


def test_the_command_says_what_was_made_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A handful of lines name the folder, what is in it, and the next steps."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "help desk", "--title", "Questions"]) == 0
    assert capsys.readouterr().out == (
        "Made the folder 'help desk': an article, golden questions, and a workflow that checks both.\n"
        "  cd 'help desk' && faqbot ask \"When does the help desk open?\"\n"
        "  faqbot check && pytest\n"
        "Then write your own into knowledge/help-desk.yaml; README.md has the rest.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new"], "which name? faqbot new NAME"),
        (["new", "help", "desk"], "put a name with spaces in quotes: faqbot new NAME"),
        (["new", "x", "--title", " "], "the title is empty: write one, or leave --title out"),
        (["schema", "gold"], 'there is no schema called "gold": did you mean golden?'),
        (["schema", "x"], 'there is no schema called "x": write knowledge or golden'),
        (["schema", "golden", "x"], "one kind of file may stand behind faqbot schema, but there is 'x' too"),
    ],
)
def test_arguments_that_can_not_be(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with the arguments is told in a sentence, with status 2."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err == f"{told}\n"
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "kind"), [([], "knowledge"), (["knowledge"], "knowledge"), (["golden"], "golden")]
)
def test_the_command_prints_a_schema(arguments: list[str], kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot schema` prints that of articles, or the one that is named."""
    assert cli.main(["schema", *arguments]) == 0
    assert capsys.readouterr().out == schema.text(kind)
