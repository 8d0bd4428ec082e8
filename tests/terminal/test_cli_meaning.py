"""By what meaning is told, as it is chosen on the command line: every face, in the same order."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

from faqbot import bot as rooms
from faqbot.base import folders
from faqbot.chat.session import Session
from faqbot.index import chosen
from faqbot.index.encoding import shipped
from faqbot.index.encoding.encoder import Encoder
from faqbot.knowledge.article import Meaning
from faqbot.search.match import Matcher
from faqbot.terminal import repl
from faqbot.terminal.shell import cli
from faqbot.terminal.shell.help import usage

if TYPE_CHECKING:
    from pathlib import Path

    from faqbot.knowledge.article import Knowledge

ARTICLE: Final = "title: Boots\nfaq:\n  - {question: Are boots warm?, answer: Yes.}\n"
GERMAN: Final = "title: Stiefel\nlanguage: de\nfaq:\n  - {question: Sind Stiefel warm?, answer: Ja.}\n"
SHIPPED: Final = shipped.shipped
FACES: Final = {
    "ask": ("ask", "Are boots warm?"),
    "pipe": (),
    "chat": (),
    "eval": ("eval", "asked.csv"),
    "golden": ("eval", "asked.golden.yaml"),
    "tune": ("tune", "asked.csv"),
}
# In their order, each with what it says here.
PLACES: Final = {"argument": "off", "environment": "encoder", "article": "off", "settings": "encoder"}


class Command:
    """The command in a working folder with an article and files of questions, of a user without a settings file.

    `used` is what meaning is told by in the bots that it makes; in place of the encoder that ships is a function.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.used: list[str] = []
        self._patch = monkeypatch
        self.article(ARTICLE)
        (folder / "asked.csv").write_text("question,expect\nAre shoes blue?,\n", encoding="utf-8")
        golden = "knowledge: knowledge\ncases:\n  - {ask: Are shoes blue?, unknown: true}\n"
        (folder / "asked.golden.yaml").write_text(golden, encoding="utf-8")
        monkeypatch.chdir(folder)
        monkeypatch.setenv(folders.SETTINGS, str(folder / "config.toml"))
        monkeypatch.setattr(folders, "cache", lambda: str(folder / "cache"))
        monkeypatch.setattr(rooms, "Matcher", self._matcher)
        monkeypatch.setattr(shipped, "shipped", lambda path: Encoder(length))
        self.sessions: list[Session] = []
        monkeypatch.setattr(repl, "run", self._chat)

    def _matcher(self, articles: Knowledge, table: Any = None, encoder: Any = None) -> Matcher:
        self.used.append("encoder" if encoder else "words" if table else "off")
        return Matcher(articles, table, encoder)

    def _chat(self, session: Session, *_: object) -> int:
        self.sessions.append(session)
        return 0

    def lose_numpy(self) -> None:
        """Let numpy not be installed, and what ships be what ships."""
        self._patch.setitem(sys.modules, "numpy", None)
        self._patch.setattr(shipped, "shipped", SHIPPED)
        SHIPPED.cache_clear()

    def article(self, text: str) -> None:
        path = self.folder / "knowledge" / "boots.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def settings(self, text: str) -> None:
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def say(self, place: str, meaning: str) -> list[str]:
        """Let a place say `meaning`; returns the arguments that do."""
        if place == "environment":
            self._patch.setenv(chosen.ENVIRONMENT, meaning)
        if place == "article":
            self.article(f"{ARTICLE}meaning: {meaning}\n")
        if place == "settings":
            self.settings(f'\nmeaning = "{meaning}"\n')
        return ["--meaning", meaning] if place == "argument" else []

    def run(self, face: str, *arguments: str) -> int:
        """Run a face of the command with some arguments; returns its exit status."""
        on_terminal = face == "chat"
        self._patch.setattr(sys, "stdin", io.StringIO("" if on_terminal else "Are boots warm?\n"))
        self._patch.setattr(sys.stdin, "isatty", lambda: on_terminal)
        self._patch.setattr(sys.stdout, "isatty", lambda: on_terminal)
        return cli.main([*arguments, *FACES[face]])


def length(texts: list[str]) -> list[list[float]]:
    return [[float(len(text)), 1.0] for text in texts]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path, monkeypatch)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("first", range(len(PLACES) + 1), ids=[*PLACES, "words"])
def test_every_face_hears_in_the_same_order(first: int, face: str, command: Command) -> None:
    """--meaning, $FAQBOT_MEANING, the article, the settings, words: the first that says it is heard."""
    saying = list(PLACES.items())[first:]
    arguments = [argument for place, meaning in saying for argument in command.say(place, meaning)]
    assert command.run(face, *arguments) in (0, 1)
    assert command.used == [[*PLACES.values(), "words"][first]]


def test_an_article_that_says_words_is_heard_before_the_settings(command: Command) -> None:
    """What is written out in an article is said by it, also where it is the default."""
    command.say("settings", "encoder")
    command.say("article", "words")
    assert command.run("ask") == 0
    assert command.used == ["words"]


def test_a_chat_goes_on_as_it_began(command: Command) -> None:
    """A knowledge that is loaded again is compared as before, whatever the settings say by then; articles are heard."""
    command.say("settings", "encoder")
    command.run("chat")
    command.say("settings", "off")
    command.sessions[0].reload()
    command.say("article", "words")
    command.sessions[0].refresh()
    assert command.used == ["encoder", "encoder", "words"]


def test_the_argument_outlasts_a_reload(command: Command) -> None:
    """What --meaning says holds for the whole chat."""
    command.run("chat", "--meaning", "off")
    command.say("article", "encoder")
    command.sessions[0].refresh()
    assert command.used == ["off", "off"]


# -- what can't be -----------------------------------------------------------------------------


def test_an_argument_that_names_none_of_the_three_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands behind --meaning must be one of them, in whatever capitals."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(["ask", "--meaning", "vectors", "x"])
    assert exit_.value.code == 2
    assert 'argument --meaning: "vectors" is no meaning: write words, encoder or off' in capsys.readouterr().err
    assert usage.OPTIONS["--meaning"]["type"]("OFF") == "off"
    assert list(usage.MEANINGS) == list(Meaning)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("environment", '$FAQBOT_MEANING can\'t be "vectors": write words, encoder or off\n'),
        ("article", 'knowledge/boots.yaml:4: meaning: "vectors" can\'t be used: write words, encoder or off\n'),
        ("settings", '{}/config.toml:2: meaning can\'t be "vectors": write "words", "encoder" or "off"\n'),
    ],
)
def test_what_names_none_of_the_three_is_told_with_its_place(
    place: str, told: str, face: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """A meaning that isn't one ends the command with a sentence that says where it stands."""
    command.say(place, "vectors")
    assert command.run(face) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.endswith(told.format(command.folder))


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("place", PLACES)
def test_without_numpy_nothing_is_used_in_its_place(
    place: str, face: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever asks for the encoder without numpy gets one sentence with what installs it, and status 2."""
    command.lose_numpy()
    assert command.run(face, *command.say(place, "encoder")) == 2
    out, err = capsys.readouterr()
    assert out == "" and "pip install 'faqbot[meaning]'" in err and err.count("\n") == 1


def test_a_language_without_an_encoder_is_told(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a knowledge in another language it is said that there is no encoder for it."""
    command.article(GERMAN)
    assert command.run("ask", "--meaning", "encoder") == 2
    assert capsys.readouterr().err.startswith('there is no encoder for the language "de"')


@pytest.mark.parametrize("text", ["meanig = 'encoder'\n", "Meaning = 'encoder'\n", "[meaning]\nx = 1\n"])
def test_a_fault_that_hides_the_meaning_of_the_settings_is_told(
    text: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the settings seem to name a meaning it must be known; where the article says it, it need not."""
    command.settings(text)
    assert command.run("ask") == 2
    assert capsys.readouterr().err.startswith(f"{command.folder}/config.toml:1: ")
    command.say("article", "words")
    assert command.run("ask") == 0 and capsys.readouterr().err == ""


@pytest.mark.parametrize("text", ["meaning =\n", "keys = 5\nteme = 1\n", "\0"])
def test_other_faults_of_the_settings_do_no_harm(
    text: str, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be read says nothing of meaning: the chat and `faqbot config` tell what is wrong with it."""
    command.settings(text)
    assert command.run("ask") == 0
    assert command.used == ["words"] and capsys.readouterr().err == ""


def test_config_prints_the_meaning(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot config` prints what is set, what it does and what it may be."""
    command.settings('meaning = "encoder"\n')
    assert cli.main(["config"]) == 0
    assert '# Allowed: "words", "encoder" or "off"\nmeaning = "encoder"\n' in capsys.readouterr().out
