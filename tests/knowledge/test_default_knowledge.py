"""Which knowledge the command answers from, whatever it is asked to do with it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from checkout import ROOT

from faqbot import Bot
from faqbot.base import folders
from faqbot.chat import settings
from faqbot.knowledge import loading
from faqbot.terminal import repl
from faqbot.terminal.shell import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.knowledge.article import Knowledge

ARTICLE: Final = "title: {0}\nfaq:\n  - {{question: Are boots warm?, answer: The {0} says so.}}\n"
SHIPPED: Final = "ceasefire-talks"
PLACES: Final = ("argument", "environment", "here", "settings")  # in their order, each with an article of its name
FACES: Final = ("ask", "pipe", "chat", "eval", "tune")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of a user whose settings file is missing."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv(folders.SETTINGS, str(tmp_path / "config.toml"))
    monkeypatch.delenv(loading.ENVIRONMENT, raising=False)
    return tmp_path


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are loaded, as they are."""
    ids: list[str] = []
    load = loading.load

    def noting(*paths: str, **options: bool) -> Knowledge:
        found = load(*paths, **options)
        ids.extend(article.id for article in found.articles)
        return found

    monkeypatch.setattr(loading, "load", noting)
    return ids


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """A function that runs a face of the command with some arguments, and returns its exit status."""
    asked = folder / "asked.csv"
    asked.write_text("question,expect\nAre shoes blue?,\n", encoding="utf-8")

    def _run(face: str, *arguments: str) -> int:
        on_terminal = face == "chat"
        monkeypatch.setattr(sys, "stdin", io.StringIO("" if on_terminal else "Are boots warm?\n"))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: on_terminal)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: on_terminal)
        monkeypatch.setattr(repl, "run", lambda *_: 0)
        words = {"ask": ["ask", "Are boots warm?"], "eval": ["eval", str(asked)], "tune": ["tune", str(asked)]}
        return cli.main([*arguments, *words.get(face, [])])

    return _run


def article(path: Path) -> Path:
    """An article of the name of its file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(ARTICLE.format(path.stem), encoding="utf-8")
    return path


@pytest.fixture
def furnish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A function that puts an article into each of some places, and returns the arguments that name it, if any do."""

    def _furnish(places: tuple[str, ...]) -> list[str]:
        for place in places:
            path = article(folder / ("work/knowledge" if place == "here" else "elsewhere") / f"{place}.yaml")
            if place == "environment":
                monkeypatch.setenv(loading.ENVIRONMENT, str(path))
            if place == "settings":
                (folder / "config.toml").write_text('knowledge = "elsewhere/settings.yaml"\n', encoding="utf-8")
        return ["-k", str(folder / "elsewhere" / "argument.yaml")] if "argument" in places else []

    return _furnish


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("first", range(len(PLACES) + 1), ids=[*PLACES, "shipped"])
def test_every_face_looks_in_the_same_order(
    first: int, face: str, loaded: list[str], run: Callable[..., int], furnish: Callable[..., list[str]]
) -> None:
    """-k, $FAQBOT_KNOWLEDGE, ./knowledge, the settings, what ships: the first that there is, and no other, is read."""
    arguments = furnish(PLACES[first:])
    assert run(face, *arguments) in (0, 1)
    assert loaded == [*PLACES, SHIPPED][first : first + 1]


@pytest.mark.parametrize("face", FACES)
def test_a_missing_knowledge_of_the_settings_is_an_error(
    face: str, folder: Path, loaded: list[str], run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """A path of the settings that leads nowhere is told with its line, and nothing else is answered from."""
    article(folder / "tea.yaml")
    (folder / "config.toml").write_text('\nknowledge = ["tea.yaml", "nope"]\n', encoding="utf-8")
    assert run(face) == 2
    out, err = capsys.readouterr()
    start = f'{folder}/config.toml:2: knowledge: there is no "{str(folder)[:30]}'
    assert (out, loaded) == ("", []) and err.startswith(start) and err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keys = 'vi'\nknowledge = 5\n", ":2: knowledge can't be a number: write a path in quotes"),
        ("keys = 'vi'\nknowledge =\n", ":2: this is no TOML ("),
        ("keys = 'vi'\nknowlege = ['x']\n", ':2: unknown key "knowlege": did you mean "knowledge"?'),
        ("keys = 'vi'\nKnowledge = 'x'\n", ':2: unknown key "Knowledge": did you mean "knowledge"?'),
        ("keys = 'vi'\n[knowledges]\nx = 1\n", ':2: unknown key "knowledges": settings stand in no table'),
    ],
)
def test_what_the_settings_name_must_be_known_where_it_is_needed(
    text: str, told: str, folder: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a fault hides the knowledge that is meant, it is told; in a folder with a knowledge it does no harm."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    assert run("ask") == 2
    assert capsys.readouterr().err.startswith(f"{folder}/config.toml{told}")
    article(folder / "work" / "knowledge" / "boots.yaml")
    assert run("ask") == 0 and capsys.readouterr().err == ""


def test_other_faults_of_the_settings_are_no_business_of_an_answer(
    folder: Path, loaded: list[str], run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer needs the knowledge alone: what else is wrong in the settings, the chat and `faqbot config` tell."""
    article(folder / "tea.yaml")
    (folder / "config.toml").write_text(
        'theme = "pink"\nknowledge = "tea.yaml"\nteme = 1\nkye = 1\nzzz = 1\n', encoding="utf-8"
    )
    assert run("ask") == 0
    assert loaded == ["tea"] and capsys.readouterr().err == ""


@pytest.mark.parametrize("home", ["/dev/null", "/nowhere/at all", ""])
def test_without_a_home_there_are_no_settings(
    home: str, folder: Path, loaded: list[str], run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the user has no home, as in a container, or one that can't be entered, the article that ships answers."""
    monkeypatch.delenv(folders.SETTINGS)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    assert run("ask") == 1
    assert loaded == [SHIPPED]


def test_python_does_not_depend_on_the_settings(loaded: list[str], furnish: Callable[..., list[str]]) -> None:
    """`Bot.load()` reads no settings: a program answers alike whoever runs it."""
    furnish(("settings",))
    Bot.load()
    assert loaded == [SHIPPED]


def test_a_golden_file_of_its_own_knowledge_needs_no_settings(
    folder: Path, loaded: list[str], run: Callable[..., int]
) -> None:
    """What a golden file names counts before every default, even one that can't be used."""
    article(folder / "boots.yaml")
    golden = folder / "boots.golden.yaml"
    golden.write_text("knowledge: boots.yaml\ncases:\n  - {ask: Who won?, unknown: true}\n", encoding="utf-8")
    (folder / "config.toml").write_text('knowledge = "nope"\n', encoding="utf-8")
    assert run("", "eval", str(golden)) == 0
    assert loaded == ["boots"]


def test_the_settings_are_read_where_they_are_needed_only(folder: Path) -> None:
    """What reads settings is imported where there are some and nothing stands before them; platformdirs is not."""
    wanted = [settings.__name__, "platformdirs", "tomllib"]
    code = "main(['ask', 'x']); print([m in sys.modules for m in"
    script = f"import sys; from {cli.__name__} import main; {code} {wanted}])"

    def imported() -> str:
        done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, env=env, text=True)
        return done.stdout.splitlines()[-1]

    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    if sys.platform == "linux":
        assert imported() == "[False, False, False]"
    env["FAQBOT_CONFIG"] = str(folder / "config.toml")
    (folder / "config.toml").write_text("", encoding="utf-8")
    assert imported().startswith("[True")
    boots = article(folder / "work" / "knowledge" / "boots.yaml")
    with boots.open("a", encoding="utf-8") as file:
        file.write("meaning: words\n")
    assert imported() == "[False, False, False]"
