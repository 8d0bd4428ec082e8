"""By what meaning is told: who says so, who is heard first, and what is said where it can't be."""

from __future__ import annotations

import copy
import itertools
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from checkout import ROOT, TESTS
from samples import LIBRARY, article, entry, knowledge, load

import faqbot
from faqbot import Bot, FaqbotError
from faqbot import bot as rooms
from faqbot.base import folders
from faqbot.index.chosen import ENVIRONMENT, chosen
from faqbot.index.encoding import shipped
from faqbot.index.encoding.encoder import Encoder
from faqbot.knowledge import loading
from faqbot.knowledge.article import Knowledge, Meaning
from faqbot.search.match import Matcher

BOOTS: Final = entry("Are boots warm?", answer="Yes.")
NOBODY: Final = (None, *Meaning)
THREE: Final = "words, encoder or off"


def boots(*said: Meaning | None, language: str = "en") -> Knowledge:
    """A knowledge of articles that say this of meaning."""
    articles = (article(f"a{at}", BOOTS, meaning=each, language=language) for at, each in enumerate(said or (None,)))
    return knowledge(*articles)


def length(texts: list[str]) -> list[list[float]]:
    return [[float(len(text)), 1.0] for text in texts]


@pytest.fixture(autouse=True)
def used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What meaning is told by in the bots that are made; in place of the encoder that ships is `length`."""
    made: list[str] = []

    def noting(articles: Knowledge, table: Any = None, encoder: Any = None) -> Matcher:
        made.append("encoder" if encoder else "words" if table else "off")
        return Matcher(articles, table, encoder)

    monkeypatch.setattr(rooms, "Matcher", noting)
    monkeypatch.setattr(shipped, "shipped", lambda path: Encoder(length))
    monkeypatch.setattr(folders, "cache", lambda: str(tmp_path / "cache"))
    return made


def environment(monkeypatch: pytest.MonkeyPatch, said: str | None) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    if said is not None:
        monkeypatch.setenv(ENVIRONMENT, said)


# -- who is heard ------------------------------------------------------------------------------


@pytest.mark.parametrize("said", list(itertools.product(NOBODY, repeat=3)))
def test_the_first_that_says_it_counts(
    said: tuple[Meaning | None, ...], monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """The argument, $FAQBOT_MEANING, the articles: the first that names a meaning is heard; else it is words."""
    argument, variable, articles = said
    environment(monkeypatch, variable)
    first = next((each for each in said if each), None)
    assert chosen(boots(articles), argument) is first
    Bot(boots(articles), meaning=argument)
    assert used == [first or "words"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ((), None),
        ((None, None), None),
        ((None, Meaning.WORDS), Meaning.WORDS),
        ((Meaning.WORDS, Meaning.ENCODER, None), Meaning.ENCODER),
        ((Meaning.ENCODER, Meaning.OFF, Meaning.WORDS), Meaning.OFF),
    ],
)
def test_of_several_articles_one_is_enough(said: tuple[Meaning | None, ...], heard: Meaning | None) -> None:
    """One article that says off turns it off for all, else one that says encoder asks for that for all."""
    assert boots(*said).meaning is heard


@pytest.mark.parametrize(("variable", "meaning"), [("", "words"), ("OFF", "off"), ("Encoder", "encoder")])
def test_the_environment_is_read_as_people_write(
    variable: str, meaning: str, monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """An empty variable says nothing, and capitals make no difference."""
    environment(monkeypatch, variable)
    Bot(boots())
    assert used == [meaning]


def test_a_knowledge_of_files_is_asked_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: list[str]) -> None:
    """`Bot.load` hears the file, the environment and its argument."""
    load(tmp_path, f"{LIBRARY}meaning: off\n")
    environment(monkeypatch, "words")
    Bot.load(tmp_path)
    Bot.load(tmp_path, meaning="encoder")
    assert used == ["off", "words", "encoder"]


def test_the_shortest_way_to_ask_hears_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """`faqbot.answer` keeps a bot for as long as $FAQBOT_MEANING stays what it was."""
    load(tmp_path, LIBRARY)
    used.clear()
    monkeypatch.setenv(loading.ENVIRONMENT, str(tmp_path))
    for said in (None, None, "off", "off", "encoder"):
        environment(monkeypatch, said)
        faqbot.answer("Are pets allowed?")
    assert used == ["words", "off", "encoder"]


# -- an encoder of one's own -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ((None, None), "encoder"),
        ((None, Meaning.WORDS), "encoder"),
        ((None, Meaning.OFF), "off"),
        (("encoder", Meaning.OFF), "encoder"),
    ],
)
@pytest.mark.parametrize("variable", [None, "words", "off", "nonsense"])
def test_an_encoder_of_ones_own_is_the_encoder(
    said: Any, meaning: str, variable: str | None, monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """Whoever gives a function means it, whatever $FAQBOT_MEANING says; only articles may leave meaning out."""
    argument, articles = said
    environment(monkeypatch, variable)
    monkeypatch.setattr(shipped, "shipped", lambda path: pytest.fail("none was asked for"))
    Bot(boots(articles), encoder=length, meaning=argument)
    assert used == [meaning]


@pytest.mark.parametrize("meaning", ["words", "off"])
def test_an_encoder_that_is_not_to_be_used_is_a_contradiction(meaning: str) -> None:
    """A function beside another meaning is an error that says so."""
    with pytest.raises(FaqbotError) as raised:
        Bot(boots(), encoder=length, meaning=meaning)
    assert str(raised.value) == f'an encoder was given, but meaning is "{meaning}": leave one of the two out'


# -- what can't be -----------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["vectors", "", "on", " words", True, 5, "x\x1b[31m\n" * 100])
def test_an_argument_that_names_none_of_the_three_is_told(said: Any) -> None:
    """What is no meaning is one sentence with the three that there are."""
    with pytest.raises(FaqbotError, match=f'^the argument meaning can\'t be ".*": write {THREE}$') as raised:
        Bot(boots(), meaning=said)
    assert str(raised.value).isprintable()


def test_an_environment_that_names_none_of_the_three_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the variable; an argument makes it irrelevant."""
    environment(monkeypatch, "vectors")
    with pytest.raises(FaqbotError) as raised:
        Bot(boots())
    assert str(raised.value) == f'$FAQBOT_MEANING can\'t be "vectors": write {THREE}'
    Bot(boots(), meaning="words")


def test_without_numpy_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numpy is missing there is no encoder, and nothing else is used in its place."""
    monkeypatch.undo()
    shipped.shipped.cache_clear()  # another test may have had it
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(FaqbotError, match=r"numpy.*pip install 'faqbot\[meaning\]'") as raised:
        Bot(boots(), meaning="encoder")
    assert "\n" not in str(raised.value)


def test_a_language_without_an_encoder_is_told() -> None:
    """Where the encoder doesn't know the language of the knowledge, the sentence says so and what can be done."""
    with pytest.raises(FaqbotError) as raised:
        Bot(boots(None, None, language="de"), meaning="encoder")
    told = 'there is no encoder for the language "de", which most of the knowledge is in'
    assert str(raised.value) == f'{told}: write "words" or "off" for its meaning, or give Bot an encoder of yours'


def test_the_encoder_is_that_of_the_language_of_most(used: list[str]) -> None:
    """As words are read in the language that most of a knowledge is in, so is the encoder that language's."""
    mostly = (article("a", BOOTS, entry("Are hats warm?")), article("b", entry("Sind Hüte warm?"), language="de"))
    Bot(knowledge(*mostly), meaning="encoder")
    assert used == ["encoder"]


# -- copies ------------------------------------------------------------------------------------


def test_a_copy_keeps_its_meaning(used: list[str]) -> None:
    """A copy is the bot itself."""
    asked = Bot(boots(), meaning="off")
    assert copy.copy(asked) is copy.deepcopy(asked) is asked and used == ["off"]


@pytest.mark.parametrize("encoder", [None, length])
def test_a_pickle_keeps_what_was_asked_for(
    encoder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """What the argument said holds where it is unpickled too, whatever the environment and the article say there."""
    load(tmp_path, f"{LIBRARY}meaning: off\n")
    pickled = pickle.dumps(Bot.load(tmp_path, encoder=encoder, meaning="encoder"))
    environment(monkeypatch, "words")
    pickle.loads(pickle.dumps(pickle.loads(pickled)))
    assert used == ["off", "encoder", "encoder", *(["encoder"] if encoder else [])]


def test_a_pickle_keeps_what_the_environment_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: list[str]
) -> None:
    """A process with another environment goes on as this one."""
    environment(monkeypatch, "off")
    pickled = pickle.dumps(load(tmp_path, LIBRARY))
    environment(monkeypatch, None)
    pickle.loads(pickled)
    assert used == ["off", "off"]


def test_where_the_article_says_it_a_pickle_says_what_it_says_now(tmp_path: Path, used: list[str]) -> None:
    """What stands in a file is read anew with it."""
    pickled = pickle.dumps(load(tmp_path, LIBRARY))
    load(tmp_path, f"{LIBRARY}meaning: off\n")
    pickle.loads(pickled)
    assert used == ["words", "off", "off"]


def test_a_pickle_of_before_there_was_a_choice_is_read(tmp_path: Path, used: list[str]) -> None:
    """What such a pickle holds says nothing of meaning."""
    file = load(tmp_path, LIBRARY).knowledge.articles[0].path
    Bot._restored(os.getcwd(), (file,), None)
    assert used == ["words", "words"]


# -- these tests -------------------------------------------------------------------------------


def test_nobodys_environment_takes_part_in_these_tests() -> None:
    """Tests pass whatever $FAQBOT_MEANING says: also those that make bots while they are collected."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(TESTS / "search" / "test_topics.py")]
    env = {**os.environ, ENVIRONMENT: "nonsense"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
