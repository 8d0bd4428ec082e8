"""Settings: what a file may say, what is said of its faults, and the file that `faqbot config` prints."""

from __future__ import annotations

import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.chat import settings, settings_file
from faqbot.chat.settings import KEYS, Settings, changed, choices, documented, live, load
from faqbot.chat.settings_file import SettingsFile

DEFAULTS: Final = Settings()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(path: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file that holds `text`, and its faults."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load(str(path))


# -- what a file may say -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("\ufeffkeys = 'vi'\r\ntheme = 'none'\r\n", {"keys": "vi", "theme": "none"}),
        ('keys = "VI"', {"keys": "vi"}),
        ('theme = "weight"', {"theme": "weight"}),
        ("confidence = false\ngreeting = false", {"confidence": False, "greeting": False}),
        ("knowledge = []", {}),
        ('knowledge = "/a/tea.yaml"', {"knowledge": ("/a/tea.yaml",)}),
        ("knowledge = [\n  '/a', # one\n  '/b',\n]", {"knowledge": ("/a", "/b")}),
        ('history = "none"', {"history": ""}),
        ('history = "/h"', {"history": "/h"}),
        ('meaning = "Encoder"', {"meaning": "encoder"}),
    ],
)
def test_a_file_may_say(text: str, expected: dict[str, Any], path: Path) -> None:
    """Each key can be set, and what is left out stands at its default."""
    assert read(path, text) == (Settings(**expected), ())


def test_paths_count_from_the_folder_of_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is meant from the settings file, "~" is the user's home, and both come out absolute."""
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("USERPROFILE", "/home/me")
    found, _ = read(path, 'knowledge = ["tea.yaml", "~/handbook", "./none"]\nhistory = "asked"')
    folder = str(path.parent)
    assert found.knowledge == (f"{folder}/tea.yaml", "/home/me/handbook", f"{folder}/./none")
    assert found.history == f"{folder}/asked"
    monkeypatch.chdir(path.parent)
    assert load("config.toml") == (found, ())


def test_the_history_has_a_usual_place(path: Path) -> None:
    """The history is kept in the state folder, in the file that is named, or not at all."""
    assert Settings().history_file == os.path.join(folders.state(), "history")
    assert Settings(history="/h").history_file == "/h"
    assert Settings(history="").history_file is None


def test_the_file_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """$FAQBOT_CONFIG names the settings file; without it, or where it is empty, it is in the config folder."""
    monkeypatch.setenv("FAQBOT_CONFIG", str(path))
    path.write_text('keys = "vi"')
    assert (folders.settings_file(), load()) == (str(path), (Settings(keys="vi"), ()))
    monkeypatch.setenv("FAQBOT_CONFIG", "")
    assert folders.settings_file() == os.path.join(folders.config(), "config.toml")


def test_a_missing_file_is_no_fault(path: Path) -> None:
    """Nobody needs a settings file."""
    assert load(str(path)) == load(str(path.parent / "gone" / "config.toml")) == (DEFAULTS, ())


def test_the_null_device_is_an_empty_file() -> None:
    """The null device can be named to have the defaults."""
    assert load(os.devnull) == (DEFAULTS, ())


# -- faults ------------------------------------------------------------------------------------

KNOWN: Final = "knowledge, meaning, keys, theme, history, confidence, greeting, log"
A_PATH: Final = 'write a path in quotes, or several: ["tea.yaml", "~/handbook"]'
THEMES: Final = 'write "colour", "weight" or "none"'
WRITE: Final = 'write name = "text" or name = true, each name once'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "blue"', f':1: theme can\'t be "blue": {THEMES}'),
        ("\n# x\n\n  theme = true", f":4: theme can't be true: {THEMES}"),
        ("keys = 5", ':1: keys can\'t be a number: write "emacs" or "vi"'),
        ("keys = 0x" + "f" * 9_000, ':1: keys can\'t be a number: write "emacs" or "vi"'),
        ("keys = 5.0", ':1: keys can\'t be a number: write "emacs" or "vi"'),
        ("keys = 2023-12-27", ':1: keys can\'t be a date or time: write "emacs" or "vi"'),
        ("keys.vi = true", ':1: keys can\'t be a table: write "emacs" or "vi"'),
        ('confidence = "on"', ':1: confidence can\'t be "on": write true or false'),
        ("meaning = false", ':1: meaning can\'t be false: write "words", "encoder" or "off"'),
        ('meaning = "on"', ':1: meaning can\'t be "on": write "words", "encoder" or "off"'),
        ("greeting = []", ":1: greeting can't be this list: write true or false"),
        ("knowledge = ''", f':1: knowledge can\'t be "": {A_PATH}'),
        ("knowledge = ['a', 5]", f":1: knowledge can't be this list: {A_PATH}"),
        ('knowledge = "a\\u0000b"', f':1: knowledge can\'t be "a b": {A_PATH}'),
        ("history = false", ':1: history can\'t be false: write a path in quotes, or "none" to keep nothing'),
        ('theme = "\\u001b[31m"', f':1: theme can\'t be "[31m": {THEMES}'),
        ('theme = "' + "x" * 99 + '"', f':1: theme can\'t be "{"x" * 59}…": {THEMES}'),
        ("tehme = 1", ':1: unknown key "tehme": did you mean "theme"?'),
        ('"x\\ny" = 1', f':1: unknown key "x y": settings are {KNOWN}'),
        ("[chat]\nkeys = 'vi'", f':1: unknown key "chat": settings stand in no table, they are {KNOWN}'),
        ("\n[[ chat ]]\n[chat.x]", f':2: unknown key "chat": settings are {KNOWN}'),
    ],
)
def test_a_bad_key_or_value_is_told(text: str, told: str, path: Path) -> None:
    """A key or value at fault is told with file, line and what may be written, and leaves the default."""
    assert read(path, text) == (DEFAULTS, (f"{path}{told}",))


def test_a_fault_leaves_the_other_settings(path: Path) -> None:
    """Beside what is at fault everything else holds; faults come in the file's order."""
    found, faults = read(path, 'keys = "vi"\ntheme = 1\n\ngreeting = false\nconfidence = 0\n')
    assert found == Settings(keys="vi", greeting=False)
    assert [fault.removeprefix(str(path)).split(" ")[0] for fault in faults] == [":2:", ":5:"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('knowledge = """\ntheme = 1\n"""\ntheme = 1', 4),
        ("knowledge = [\n  # theme = 1\n  'theme = 1',\n]\ntheme = 1", 5),
        ("knowledge = '''\n[x]\n'''\ntheme = 1", 4),
        ("# theme = 1\n'theme' = 1", 2),
        ('"th\\u0065me" = 1', 1),
        ('theme = """\nblue\n"""', 1),
        ("theme.a = 1\ntheme.b = 2", 1),
        ("keys = 'vi'\n[theme]\nkeys = 1", 2),
        ("[theme]\n[keys]\n", 1),
    ],
)
def test_a_line_is_that_of_the_key(text: str, line: int, path: Path) -> None:
    """The line of a fault is where its key stands, not where the same words stand in a comment or a string."""
    faults = [fault for fault in read(path, text)[1] if "theme can't" in fault]
    assert [fault.removeprefix(str(path)).split(" ")[0] for fault in faults] == [f":{line}:"]


def test_in_a_very_long_file_no_line_is_told(path: Path) -> None:
    """Of a file that no person has written the fault is told without its line."""
    assert read(path, "\n" * 2_000 + "theme = 1")[1] == (f"{path}: theme can't be a number: {THEMES}",)


def test_only_some_faults_are_listed(path: Path) -> None:
    """Of a file full of faults the first twenty are told, and how many more there are."""
    _, faults = read(path, "".join(f"k{n} = 1\n" for n in range(100)))
    assert len(faults) == 21
    assert faults[-1] == f"{path}: 80 more faults are not listed: correct these first"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theme = blue", 1),
        ("keys = 'vi'\ntheme 'none'", 2),
        ("keys = 'vi'\nkeys = 'vi'", 2),
        ("keys = 'vi'\nknowledge = [\n  'a',\n", 2),
        ('keys = "vi"\nhistory = """\nabc\n', 2),
        ("keys = 'vi'\nkeys = 'vi'\ntheme = 'none'", 2),
        ("\n\ntheme =", 3),
        ("keys = 'a\tb\x07'", 1),
        ("\nkeys = " + "9" * 5_000, 2),
        ("\nkeys = " + "[" * 5_000, 2),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int, path: Path) -> None:
    """A file that is no TOML gives one fault, on the line where it goes wrong, and the defaults."""
    found, (fault,) = read(path, text)
    assert found == DEFAULTS
    assert fault.startswith(f"{path}:{line}: this is no TOML (") and fault.endswith(f"): {WRITE}")
    assert fault.isprintable()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"keys = 'vi'\ntheme = '\xff'", ":2: this is not UTF-8: save the file as UTF-8"),
        ("keys = 'vi'".encode("utf-16"), ":1: this is not UTF-8: save the file as UTF-8"),
        (b"#" * 70_000, ": this is no settings file: it is larger than 64 KiB"),
    ],
)
def test_what_is_no_settings_file_is_told(data: bytes, told: str, path: Path) -> None:
    """A file in another encoding, or far too large, gives one fault and the defaults."""
    assert read(path, data) == (DEFAULTS, (f"{path}{told}",))


def test_what_cannot_be_read_is_told(path: Path) -> None:
    """A folder, a file in place of a folder, a pipe or an impossible path is one fault, and nothing hangs."""
    path.write_text("")
    os.mkfifo(path.with_name("pipe"))
    ending = "correct that, or name another file in $FAQBOT_CONFIG"
    assert load(str(path.parent)) == (
        DEFAULTS,
        (f"{path.parent}: settings can't be read (Is a directory): {ending}",),
    )
    assert load(f"{path}/x")[1] == (f"{path}/x: settings can't be read (Not a directory): {ending}",)
    assert load("a\0b")[1] == (f"a b: settings can't be read (embedded null byte): {ending}",)
    assert "can't be read from a pipe" in load(str(path.with_name("pipe")))[1][0]


@given(st.binary(max_size=200) | st.text("kteyhm=[]'\"\\#\n .{},0", max_size=60).map(str.encode))
def test_nothing_in_a_file_raises(data: bytes) -> None:
    """Whatever a file holds, there are settings, and faults that can be shown."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        _, faults = load(file.name)
        assert all(fault.startswith(file.name) and fault.isprintable() for fault in faults)


# -- the file that is printed ------------------------------------------------------------------

PATHS: Final = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20).map(
    lambda name: f"/{name}"
)
ALL: Final = st.builds(
    Settings,
    knowledge=st.lists(PATHS, max_size=3).map(tuple),
    meaning=st.sampled_from(["words", "encoder", "off"]),
    keys=st.sampled_from(["emacs", "vi"]),
    theme=st.sampled_from(["colour", "weight", "none"]),
    history=st.none() | st.just("") | PATHS,
    confidence=st.booleans(),
    greeting=st.booleans(),
    log=st.just("") | PATHS,
)


@given(ALL, st.text(max_size=20))
def test_what_is_printed_reads_as_the_same_settings(wanted: Settings, path: str) -> None:
    """The printed file gives the settings that it was printed from, whatever is in their paths."""
    text = documented(wanted, path)
    assert text.replace("\n", "").isprintable()
    assert settings._settings(SettingsFile("/x", text, settings_file._toml(text))) == (wanted, ())


def test_what_is_printed_without_settings_sets_nothing(path: Path) -> None:
    """The defaults are printed as comments, so that reading them sets nothing."""
    text = documented(DEFAULTS, str(path))
    assert settings_file._toml(text) == {}
    assert f'# Settings of faqbot. Their file: "{path}"\n' in text


def test_a_default_is_printed_as_it_would_be_set(path: Path) -> None:
    """Without the "#" before them the printed defaults are what holds without them."""
    text = documented(DEFAULTS, str(path))
    found, faults = read(path, "\n".join(line.removeprefix("#") for line in text.split("\n") if line[:2] != "# "))
    assert faults == ()
    assert found.history_file == DEFAULTS.history_file
    assert found.log == ""
    assert changed(found, "keys", "emacs") == Settings(history=found.history)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_each_key_is_printed_with_what_it_does(key: settings.Key) -> None:
    """Above each key stand its help and what is allowed, in lines of 80 columns."""
    comment = "".join(f"# {line}\n" for line in (*key.help.split("\n"), f"Allowed: {key.allowed}"))
    text = documented(DEFAULTS, "")
    assert f"{comment}#{key.name} = " in text
    assert max(map(len, comment.split("\n"))) <= 80


def test_the_keys_are_the_settings() -> None:
    """Every setting has its key, in the same order."""
    assert [key.name for key in KEYS] == [field.name for field in fields(Settings)]


def test_settings_are_json(path: Path) -> None:
    """As a dict, settings hold what they are, the history as the file that keeps it."""
    found = Settings(knowledge=("/a",), history="").to_dict()
    assert found == {
        "knowledge": ["/a"],
        "meaning": "words",
        "keys": "emacs",
        "theme": "colour",
        "history": None,
        "confidence": True,
        "greeting": True,
        "log": "",
    }


# -- while chatting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("keys", "vi", Settings(keys="vi")),
        ("keys", " VI ", Settings(keys="vi")),
        ("theme", '= "weight"', Settings(theme="weight")),
        ("theme", "'none'", Settings(theme="none")),
        *(("confidence", text, Settings(confidence=False)) for text in ("off", "false", "No", "= false")),
        *(("confidence", text, Settings()) for text in ("on", "TRUE", "yes")),
    ],
)
def test_a_setting_is_changed_by_what_is_typed(name: str, text: str, expected: Settings) -> None:
    """Settings of the chat take what people type, quoted or not."""
    assert changed(DEFAULTS, name, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("theme", "pink", f'theme can\'t be "pink": {THEMES}'),
        ("theme", "off", f'theme can\'t be "off": {THEMES}'),
        ("keys", "", 'keys can\'t be "": write "emacs" or "vi"'),
        ("confidence", "maybe", 'confidence can\'t be "maybe": write true or false'),
        ("confidence", "\x1b[31m", 'confidence can\'t be "[31m": write true or false'),
        ("teme", "none", "There is no setting “teme”: did you mean theme?"),
        ("x\x1b", "none", "There is no setting “x”: here one can set keys, theme, confidence."),
        ("meaning", "off", "meaning is read when a chat starts: set it in /c.toml and start anew."),
        ("history", "x", "history is read when a chat starts: set it in /c.toml and start anew."),
    ],
)
def test_what_cannot_be_set_is_told(name: str, text: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong name or value is one sentence that says what can be set."""
    monkeypatch.setenv("FAQBOT_CONFIG", "/c.toml")
    with pytest.raises(FaqbotError) as error:
        changed(DEFAULTS, name, text)
    assert str(error.value) == told


def test_what_can_be_set_is_listed() -> None:
    """What can be set while chatting is listed with its value, as the file has it."""
    assert list(live(Settings(theme="none"))) == [("keys", '"emacs"'), ("theme", '"none"'), ("confidence", "true")]


def test_every_choice_can_be_made() -> None:
    """Each choice that is offered is a change."""
    offered = [choice for choice, _ in choices(DEFAULTS)]
    assert offered == ["keys vi", "theme weight", "theme none", "confidence false"]
    assert all(changed(DEFAULTS, *choice.split(" ")) != DEFAULTS for choice in offered)
