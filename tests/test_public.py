"""What `import faqbot` promises: names, version, errors, and an answer without any set-up."""

from __future__ import annotations

import pickle
import pickletools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import PYTHONPATH, ROOT

import faqbot
from faqbot import bot
from faqbot.base import errors
from faqbot.knowledge import loading


def test_all_is_the_public_names() -> None:
    """`__all__` names what the package promises, sorted, and nothing else."""
    assert faqbot.__all__ == [
        "Answer", "Bot", "Chat", "Citation", "FaqbotError", "KnowledgeError", "Match", "Receipt", "Verdict", "answer",
    ]  # fmt: skip


@pytest.mark.parametrize("name", faqbot.__all__)
def test_a_public_name_is_there(name: str) -> None:
    """Each promised name can be imported from the package, is listed by `dir`, and has a docstring."""
    assert getattr(faqbot, name).__doc__
    assert name in dir(faqbot)


def test_a_star_import_brings_the_public_names() -> None:
    """`from faqbot import *` brings `__all__` and nothing more."""
    names: dict[str, object] = {}
    exec("from faqbot import *", names)
    assert sorted(names.keys() - {"__builtins__"}) == faqbot.__all__


def test_any_other_name_is_an_attribute_error() -> None:
    """A misspelt name raises AttributeError that names it and the package."""
    with pytest.raises(AttributeError, match=r"module 'faqbot' has no attribute 'Bott'"):
        faqbot.Bott  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_is_a_version() -> None:
    """The version can be read from the package: three numbers."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", faqbot.__version__)


@pytest.mark.parametrize("module", ["yaml", "rapidfuzz", "prompt_toolkit", "Stemmer", bot.__name__])
def test_importing_the_package_imports_nothing_else(module: str) -> None:
    """`import faqbot` loads no dependency: what is used is loaded when it is used."""
    code = f"import sys, faqbot; sys.exit({module!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PYTHONPATH)


# -- errors ------------------------------------------------------------------------------------


def test_there_is_one_error_tree() -> None:
    """Every error that faqbot raises on purpose is a FaqbotError."""
    assert issubclass(faqbot.KnowledgeError, faqbot.FaqbotError)
    assert issubclass(faqbot.FaqbotError, Exception)
    own = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, BaseException)]
    assert all(issubclass(error, faqbot.FaqbotError) for error in own)


@pytest.mark.parametrize(
    ("line", "printed"), [(7, "a.yaml:7: Wrong. Do this."), (None, "a.yaml: Wrong. Do this.")], ids=["line", "file"]
)
def test_a_knowledge_error_prints_where_and_what(line: int | None, printed: str) -> None:
    """A KnowledgeError has a path, a line and a message, and prints them as `path:line: message`."""
    error = faqbot.KnowledgeError(Path("a.yaml"), line, "Wrong. Do this.")
    assert (error.path, error.line, error.message, str(error)) == ("a.yaml", line, "Wrong. Do this.", printed)


def test_a_knowledge_error_prints_all_its_faults() -> None:
    """An error that holds further faults prints one per line, its own first."""
    error = faqbot.KnowledgeError("a", 1, "One.", [faqbot.KnowledgeError("b", None, "Two.")])
    assert str(error) == "a:1: One.\nb: Two."


# -- the default knowledge ---------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without a knowledge, and no environment variable that names one."""
    monkeypatch.delenv(loading.ENVIRONMENT, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


ARTICLE = "title: Boots\nfaq:\n  - {question: Are boots warm?, answer: Very.}\n"


def test_the_shipped_article_answers_where_there_is_no_other(elsewhere: Path) -> None:
    """`faqbot.answer` answers from the article that ships, and cites it."""
    answer = faqbot.answer("How many people have died?")
    assert answer.verdict == "answered"
    assert answer.citation and answer.citation.article == "ceasefire-talks"


def test_a_knowledge_folder_is_the_default(elsewhere: Path) -> None:
    """A folder `knowledge` in the working folder comes before the article that ships."""
    (elsewhere / "knowledge").mkdir()
    (elsewhere / "knowledge" / "boots.yaml").write_text(ARTICLE, encoding="utf-8")
    assert faqbot.answer("Are boots warm?").text == "Very."


def test_the_environment_names_the_default(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment variable comes before a folder `knowledge`."""
    (elsewhere / "knowledge").mkdir()
    (elsewhere / "boots.yaml").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv(loading.ENVIRONMENT, str(elsewhere / "boots.yaml"))
    assert faqbot.answer("Are boots warm?").text == "Very."


def test_a_default_that_is_not_there_is_an_error(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A default knowledge that is missing raises KnowledgeError."""
    monkeypatch.setenv(loading.ENVIRONMENT, str(elsewhere / "nowhere"))
    with pytest.raises(faqbot.KnowledgeError):
        faqbot.answer("Are boots warm?")


def test_in_another_folder_another_default(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of the working folder the default knowledge is that folder's."""
    for name, reply in (("one", "Very."), ("two", "Hardly.")):
        (elsewhere / name / "knowledge").mkdir(parents=True)
        (elsewhere / name / "knowledge" / "boots.yaml").write_text(ARTICLE.replace("Very.", reply), encoding="utf-8")
    said = []
    for name in ("one", "two", "one"):
        monkeypatch.chdir(elsewhere / name)
        said.append(faqbot.answer("Are boots warm?").text)
    assert said == ["Very.", "Hardly.", "Very."]


# -- pickles -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(faqbot._HOMES))
def test_a_public_thing_is_known_by_its_public_name(name: str) -> None:
    """What is promised says that it is of the package, wherever it is written, and is found there."""
    thing = getattr(faqbot, name)
    assert (thing.__module__, thing.__qualname__) == ("faqbot", name)
    assert pickle.loads(pickle.dumps(thing)) is thing


def modules(pickled: bytes) -> set[str]:
    """The modules that a pickle names."""
    texts = [str(argument) for _, argument, _ in pickletools.genops(pickled) if isinstance(argument, str)]
    return {text for text in texts if text.partition(".")[0] == "faqbot"}


def test_a_pickle_names_no_room() -> None:
    """Answers, conversations, bots and errors are pickled by public names alone, so that modules may move."""
    bot = faqbot.Bot.load(ROOT / "knowledge")
    chat = bot.chat()
    questions = [
        "How many hostages were released?",
        "Who won the league?",
        "Does a lasting truce look likely?",
        "Thanks!",
    ]
    answers = [chat.ask(question) for question in questions]
    assert {answer.verdict for answer in answers} == set(faqbot.Verdict)
    errors = [faqbot.FaqbotError("Wrong."), faqbot.KnowledgeError("a", 1, "Wrong.")]
    for thing in (*answers, chat, bot, bot.answer, faqbot.answer, *errors):
        assert modules(pickle.dumps(thing)) == {"faqbot"}


def test_a_fresh_process_reads_a_pickle() -> None:
    """Whoever unpickles an answer need not have imported anything."""
    answer = faqbot.Bot.load(ROOT / "knowledge").answer("How many hostages were released?")
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer))"
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input=pickle.dumps(answer),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert run.stdout.decode().splitlines() == str(answer).splitlines()


@pytest.mark.parametrize("name", ["Answer", "Citation", "Match", "Receipt", "Ruling"])
def test_annotations_can_be_resolved(name: str) -> None:
    """The types of an answer's fields are found from the class, as frameworks do that make schemas of them."""
    code = f"import faqbot, typing; assert typing.get_type_hints(faqbot.{name})"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
